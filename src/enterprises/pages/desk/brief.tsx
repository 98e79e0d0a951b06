import '../enterprises.css'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { indicatorCodes } from '../../indicators/rules.ts'
import { briefApi as api, type BriefView } from '../../visits/brief/contract.ts'
import { visitsApi } from '../../visits/contract.ts'
import { clockTime, useFigureWords, useLists, useName } from '../names.ts'
import { NoteVisit } from './note-visit.tsx'

/** What must I know before I walk in? One page, made to be printed. */
export function BriefPage() {
  const t = useWords()
  const format = useFormat()
  const id = useParam('visitId')
  const [isNoted, note] = useState(false)
  const result = useCall(api.get, { params: { id } })
  return (
    <DetailPage
      titleKey="enterprises.page.brief"
      result={result}
      title={({ firm }) => t('enterprises.brief.of', { name: firm.name })}
      lead={({ visit }) =>
        [
          format.day(visit.day),
          visit.startMinute === null ? null : clockTime(visit.startMinute),
          visit.purpose,
          visit.officerName,
        ]
          .filter((part) => part !== null)
          .join(' · ')
      }
      actions={({ visit, firm }) => (
        <>
          <Button onClick={() => window.print()}>{t('enterprises.brief.print')}</Button>
          {firm.mayKeep && visit.state === 'planned' ? (
            <Button type="primary" onClick={() => note(true)}>
              {t('enterprises.visit.note')}
            </Button>
          ) : null}
        </>
      )}
    >
      {(brief) => (
        <div className="enterprises-brief">
          {isNoted ? (
            <NoteVisit
              visit={{
                ...brief.visit,
                ...{ firmName: brief.firm.name, hasContact: brief.firm.contactPhone !== null },
              }}
              onClose={() => note(false)}
            />
          ) : null}
          <Who brief={brief} />
          <FigureTable brief={brief} />
          <Follow brief={brief} />
          <Questions brief={brief} />
          <p className="enterprises-soft">{t('enterprises.brief.made', { moment: format.moment(brief.madeAt) })}</p>
        </div>
      )}
    </DetailPage>
  )
}

function Who({ brief: { firm, runningOut } }: { brief: BriefView }) {
  const t = useWords()
  const format = useFormat()
  const lists = useLists()
  return (
    <FactList
      facts={[
        { label: t('enterprises.field.credit-code'), value: firm.creditCode },
        { label: t('enterprises.field.address'), value: [firm.divisionName, firm.address].filter(Boolean).join(' ') },
        {
          label: t('enterprises.field.contact'),
          value: [firm.contactName, firm.contactPhone].filter(Boolean).join(' '),
        },
        { label: t('enterprises.field.industry-code'), value: firm.industry.at(-1)?.name },
        { label: t('enterprises.field.size'), value: t(`enterprises.size.${firm.size.sizeClass}`) },
        { label: t('enterprises.field.leading-product'), value: firm.profile.leadingProduct },
        {
          label: t('enterprises.field.lists'),
          value: firm.listings
            .filter(({ holds }) => holds)
            .map(({ list }) => lists.nameOf(list))
            .join(t('enterprises.comma')),
        },
        {
          label: t('enterprises.brief.runningOut'),
          value: runningOut
            .map(({ list, validTo }) => `${lists.nameOf(list)} ${format.day(validTo)}`)
            .join(t('enterprises.comma')),
        },
        {
          label: t('enterprises.brief.toAsk'),
          value: firm.missing.map((field) => t(`enterprises.field.${field}`)).join(t('enterprises.comma')),
        },
      ]}
    />
  )
}

function FigureTable({ brief: { firm } }: { brief: BriefView }) {
  const t = useWords()
  const words = useFigureWords()
  const years = [...new Set(firm.figures.map(({ year }) => year))].sort((a, b) => b - a)
  const codes = indicatorCodes.filter((code) => firm.figures.some((figure) => figure.code === code))
  if (codes.length === 0) return null
  return (
    <table className="list-table">
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
              const figure = firm.figures.find((one) => one.code === code && one.year === year)
              return (
                <td key={year} className="is-number">
                  {figure?.value === undefined || figure.value === null ? '–' : words(code, figure.value)}
                  {figure?.isEstimated ? ` ${t('enterprises.figures.estimated')}` : ''}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Follow({ brief: { open, last } }: { brief: BriefView }) {
  const t = useWords()
  const format = useFormat()
  const nameOf = useName()
  return (
    <>
      <h2>{t('enterprises.brief.open')}</h2>
      {open.length === 0 ? <p>{t('enterprises.brief.nothingOpen')}</p> : null}
      <ul>
        {open.map((outcome) => (
          <li key={outcome.id}>
            {[
              `${t(`enterprises.outcome.${outcome.kind}`)} ${outcome.title}`,
              outcome.unit === null ? null : nameOf(outcome.unit),
              outcome.dueOn === null
                ? null
                : t(outcome.isOverdue ? 'enterprises.outcome.late' : 'enterprises.outcome.due', {
                    day: format.day(outcome.dueOn),
                  }),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </li>
        ))}
      </ul>
      {last ? (
        <>
          <h2>{t('enterprises.brief.last', { day: format.day(last.day) })}</h2>
          <p className="enterprises-notes">{last.notes}</p>
        </>
      ) : null}
    </>
  )
}

function Questions({ brief: { visit } }: { brief: BriefView }) {
  const t = useWords()
  const nameOf = useName()
  const send = useSend(visitsApi.ask, { stale: [api.get], quiet: true })
  return (
    <>
      <h2>{t('enterprises.brief.questions')}</h2>
      <ul>
        {visit.questions.map(({ id, unit, question, answer }) => (
          <li key={id}>
            {unit === null ? '' : `${nameOf(unit)}: `}
            {question} {answer ?? ''}
          </li>
        ))}
      </ul>
      {visit.state === 'planned' ? (
        <Form<{ question: string }>
          layout="inline"
          className="enterprises-screen"
          onFinish={(body) => send.mutate({ params: { id: visit.id }, body })}
        >
          {send.error ? <RefusalNotice error={send.error} /> : null}
          <Form.Item name="question" rules={[{ required: true, message: t('enterprises.register.needed') }]}>
            <Input maxLength={500} aria-label={t('enterprises.brief.ask')} placeholder={t('enterprises.brief.ask')} />
          </Form.Item>
          <Button htmlType="submit" loading={send.isPending}>
            {t('enterprises.brief.askAlong')}
          </Button>
        </Form>
      ) : null}
    </>
  )
}
