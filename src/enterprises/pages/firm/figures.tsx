import { Button, Drawer, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type FigureView, type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { figuresApi } from '../../indicators/contract.ts'
import { indicatorCodes } from '../../indicators/rules.ts'
import { useFigureWords } from '../names.ts'
import { RecordFigures } from './record-figures.tsx'
import { Section } from './section.tsx'

/** Yearly figures beside each other; each opens where it comes from and what stood before. */
export function Figures({ firm }: { firm: FirmView }) {
  const t = useWords()
  const words = useFigureWords()
  const [shown, show] = useState<FigureView | null>(null)
  const [isNew, setNew] = useState(false)
  const years = [...new Set(firm.figures.map(({ year }) => year))].sort((a, b) => b - a).slice(0, 5)
  const codes = indicatorCodes.filter((code) => firm.figures.some((figure) => figure.code === code))
  const at = (code: string, year: number) => firm.figures.find((one) => one.code === code && one.year === year)
  return (
    <Section
      id="firm-figures"
      title={t('enterprises.firm.figures')}
      action={firm.mayKeep ? <Button onClick={() => setNew(true)}>{t('enterprises.figures.record')}</Button> : null}
    >
      {isNew ? <RecordFigures firm={firm} onClose={() => setNew(false)} /> : null}
      {codes.length === 0 ? (
        <EmptyState title={t('enterprises.figures.none')} next={t('enterprises.figures.none.next')} />
      ) : (
        <div className="list-scroll">
          <table className="list-table enterprises-figures">
            <thead>
              <tr>
                <th scope="col">{t('enterprises.figures.indicator')}</th>
                {years.map((year) => (
                  <th key={year} scope="col" className="is-number">
                    {year}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {codes.map((code) => (
                <tr key={code}>
                  <td>{t(`enterprises.field.${code}`)}</td>
                  {years.map((year) => {
                    const figure = at(code, year)
                    return (
                      <td key={year} className="is-number">
                        {figure ? (
                          <button
                            type="button"
                            className="enterprises-link"
                            title={t('enterprises.figures.open', { field: t(`enterprises.field.${code}`), year })}
                            onClick={() => show(figure)}
                          >
                            {figure.value === null ? t('enterprises.figure.hidden') : words(code, figure.value)}
                            {figure.isEstimated ? ` ${t('enterprises.figures.estimated')}` : ''}
                          </button>
                        ) : (
                          '–'
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown ? <History firm={firm} figure={shown} onClose={() => show(null)} /> : null}
    </Section>
  )
}

interface OfFigure {
  firm: FirmView
  figure: FigureView
  onClose: () => void
}

function History({ firm, figure, onClose }: OfFigure) {
  const t = useWords()
  const format = useFormat()
  const words = useFigureWords()
  const { code, year } = figure
  const { data } = useCall(figuresApi.history, { params: { id: firm.id, code, year } })
  const shown = ({ value }: { value: number | null }) =>
    value === null ? t('enterprises.figure.hidden') : words(code, value)
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('enterprises.figures.open', { field: t(`enterprises.field.${code}`), year })}
    >
      <p>
        <strong>{shown(figure)}</strong>
      </p>
      <p>
        {[
          t(`enterprises.source.${figure.sourceClass}`),
          figure.isEstimated ? t('enterprises.figures.estimated') : null,
          figure.evidence,
          figure.enteredByName,
          format.moment(figure.enteredAt),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <h3>{t('enterprises.figures.before')}</h3>
      {data === undefined ? <Skeleton active={false} /> : null}
      {data?.length === 0 ? <p>{t('enterprises.figures.noBefore')}</p> : null}
      <ul>
        {(data ?? []).map((row) => (
          <li key={row.replacedAt}>
            {shown(row)} · {t(`enterprises.source.${row.sourceClass}`)} · {row.enteredByName} ·{' '}
            {t('enterprises.figures.replaced', { name: row.replacedByName, moment: format.moment(row.replacedAt) })}
            {row.reason ? ` · ${row.reason}` : ''}
          </li>
        ))}
      </ul>
      {firm.mayKeep ? <Remove firm={firm} figure={figure} onClose={onClose} /> : null}
    </Drawer>
  )
}

/** Takes the figure away, with the reason; what stood stays in the history. */
function Remove({ firm, figure: { code, year }, onClose }: OfFigure) {
  const t = useWords()
  const send = useSend(figuresApi.remove, {
    stale: [wholeFirmApi.get, figuresApi.history],
    quiet: true,
    onDone: onClose,
  })
  return (
    <Form<{ reason: string }>
      layout="vertical"
      className="enterprises-remove"
      onFinish={({ reason }) => send.mutate({ params: { id: firm.id }, body: { code, year, reason } })}
    >
      <h3>{t('enterprises.figures.remove')}</h3>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      <Form.Item
        name="reason"
        label={t('enterprises.figures.remove.why')}
        extra={t('enterprises.figures.remove.hint')}
        rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Button danger htmlType="submit" loading={send.isPending}>
        {t('enterprises.figures.remove')}
      </Button>
    </Form>
  )
}
