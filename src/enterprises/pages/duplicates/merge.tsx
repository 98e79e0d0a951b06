import '../enterprises.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Radio } from 'antd'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { duplicatesApi } from '../../duplicates/contract.ts'
import { wholeFirmApi } from '../../firm/whole/contract.ts'
import { mergingApi as api, type MergePreview } from '../../merging/contract.ts'
import { searchApi } from '../../search/contract.ts'
import { useFigureWords } from '../names.ts'
import { usePlaceWords } from './places.ts'

/** Are these two one firm, which entry stays, and what moves? */
export function MergePage() {
  const t = useWords()
  const [id, other] = [useParam('firmId'), useParam('otherId')]
  const result = useCall(api.preview, { params: { id, other } })
  return (
    <DetailPage
      titleKey="enterprises.page.merge"
      result={result}
      title={() => t('enterprises.page.merge')}
      lead={({ stay }) => t('enterprises.merge.lead', { name: stay.name })}
      actions={() => <Link to={`/firms/${other}/merge/${id}`}>{t('enterprises.merge.swap')}</Link>}
    >
      {(preview) => (
        <>
          {preview.obstacle ? (
            <Alert type="warning" showIcon title={t(preview.obstacle, { name: preview.gone.name })} />
          ) : null}
          <BothEntries preview={preview} />
          <Moves preview={preview} />
          {preview.obstacle ? null : <MergeForm key={`${id} ${other}`} preview={preview} />}
        </>
      )}
    </DetailPage>
  )
}

function BothEntries({ preview: { stay, gone } }: { preview: MergePreview }) {
  const t = useWords()
  const yesNo = (value: boolean) => t(value ? 'enterprises.yes' : 'enterprises.no')
  const facts: [string, (firm: typeof stay) => string | number | null][] = [
    [t('enterprises.field.name'), ({ name }) => name],
    [t('enterprises.field.credit-code'), ({ creditCode }) => creditCode],
    [t('enterprises.firm.oldNumber'), ({ oldNumber }) => oldNumber],
    [t('enterprises.field.division'), ({ divisionName }) => divisionName],
    [t('enterprises.field.address'), ({ address }) => address],
    [t('enterprises.field.status'), ({ status }) => t(`enterprises.status.${status}`)],
    [t('enterprises.field.contact'), ({ hasContact }) => yesNo(hasContact)],
    [t('enterprises.merge.figures'), ({ figures }) => figures],
  ]
  return (
    <table className="enterprises-both">
      <caption className="visually-hidden">{t('enterprises.page.merge')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('enterprises.merge.stays')}</th>
          <th scope="col">{t('enterprises.merge.goes')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([label, read]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {[stay, gone].map((firm) => (
              <td key={firm.id}>{read(firm) ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Moves({ preview: { rows, figuresAlong, filled, people } }: { preview: MergePreview }) {
  const t = useWords()
  const placeOf = usePlaceWords()
  const along = rows.filter((row) => row.along > 0)
  const behind = rows.filter((row) => row.behind > 0)
  const comma = t('enterprises.comma')
  return (
    <section aria-labelledby="merge-moves">
      <h2 id="merge-moves">{t('enterprises.merge.moves')}</h2>
      <ul className="enterprises-reasons">
        <li>
          {along.length + figuresAlong === 0
            ? t('enterprises.merge.nothingMoves')
            : [
                ...(figuresAlong > 0
                  ? [t('enterprises.merge.count', { what: t('enterprises.merge.figures'), count: figuresAlong })]
                  : []),
                ...along.map((row) => t('enterprises.merge.count', { what: placeOf(row.place), count: row.along })),
              ].join(comma)}
        </li>
        {filled.length > 0 ? (
          <li>
            {t('enterprises.merge.filled', {
              fields: filled.map((field) => t(`enterprises.merge.field.${field}`)).join(comma),
            })}
          </li>
        ) : null}
        {behind.length > 0 ? (
          <li>
            {t('enterprises.merge.behind', {
              rows: behind
                .map((row) => t('enterprises.merge.count', { what: placeOf(row.place), count: row.behind }))
                .join(comma),
            })}
          </li>
        ) : null}
        {people > 0 ? <li>{t('enterprises.merge.people', { count: people })}</li> : null}
        <li>{t('enterprises.merge.undo')}</li>
      </ul>
    </section>
  )
}

type Values = { reason: string } & Record<string, 'stay' | 'gone' | string>

function MergeForm({ preview: { stay, gone, contradictions } }: { preview: MergePreview }) {
  const t = useWords()
  const format = useFormat()
  const words = useFigureWords()
  const navigate = useNavigate()
  const send = useSend(api.merge, {
    stale: [wholeFirmApi.get, searchApi.list, duplicatesApi.list, api.list, api.preview],
    quiet: true,
    onDone: ({ id }) => void navigate({ to: `/firms/${id}` }),
  })
  const finish = ({ reason, ...choices }: Values) =>
    send.mutate({
      params: { id: stay.id },
      body: {
        ...{ otherId: gone.id, version: stay.version, otherVersion: gone.version, reason },
        take: contradictions.map(({ code, year }) => ({
          ...{ code, year },
          take: choices[`${code}:${year}`] === 'gone' ? ('gone' as const) : ('stay' as const),
        })),
      },
    })
  const start = Object.fromEntries(contradictions.map(({ code, year, proposed }) => [`${code}:${year}`, proposed]))
  const told = (code: string, figure: (typeof contradictions)[number]['stay']) =>
    [
      figure.value === null ? t('enterprises.merge.hidden') : words(code, figure.value),
      t(`enterprises.source.${figure.sourceClass}`),
      `${figure.enteredByName} ${format.day(figure.enteredAt)}`,
    ].join(' · ')
  return (
    <Form<Values> layout="vertical" requiredMark="optional" initialValues={start} onFinish={finish}>
      {send.error ? <RefusalNotice error={send.error} /> : null}
      {contradictions.length > 0 ? <h2>{t('enterprises.merge.choose')}</h2> : null}
      {contradictions.map(({ code, year, stay: own, gone: other }) => (
        <Form.Item key={`${code}:${year}`} name={`${code}:${year}`} label={`${t(`enterprises.field.${code}`)} ${year}`}>
          <Radio.Group>
            <Radio value="stay">{t('enterprises.merge.take.stay', { figure: told(code, own) })}</Radio>
            <Radio value="gone">{t('enterprises.merge.take.gone', { figure: told(code, other) })}</Radio>
          </Radio.Group>
        </Form.Item>
      ))}
      <Form.Item
        name="reason"
        label={t('enterprises.merge.reason')}
        rules={[{ required: true, whitespace: true, message: t('enterprises.register.needed') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('enterprises.merge.do')}
      </Button>
    </Form>
  )
}
