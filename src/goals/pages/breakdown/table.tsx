import { Link } from '@tanstack/react-router'
import { citationAddress } from '#documents/contract.ts'
import { useIsPhone } from '#platform/ui/screen.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import type { BreakdownRow } from '../../breakdown/contract.ts'
import { AcceptLead } from './accept-leads.tsx'

interface Props {
  rows: readonly BreakdownRow[]
  onOpen: (id: string) => void
}

/** The table as offices know it; a task opens its goal. Cards on a phone. */
export function BreakdownTable({ rows, onOpen }: Props) {
  const t = useWords()
  const format = useFormat()
  if (useIsPhone()) {
    return (
      <ul className="goals-cards goals-list">
        {rows.map((row, at) => (
          <TaskCard key={row.id} row={row} number={at + 1} onOpen={onOpen} />
        ))}
      </ul>
    )
  }
  const columns = ['number', 'task', 'source', 'lead', 'supporting', 'due', 'leader'] as const
  return (
    <div className="list-scroll">
      <table className="list-table goals-breakdown">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`goals.breakdown.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id}>
              <td className="goals-day">
                {format.number(at + 1)}
                <div className="list-note">{row.code}</div>
              </td>
              <td className="goals-task">
                <TaskName row={row} onOpen={onOpen} />
              </td>
              <td className="goals-unit">
                <TaskSource row={row} />
              </td>
              <td className="goals-lead">
                <Lead row={row} />
              </td>
              <td className="goals-unit">{row.supporting.map(({ name }) => name).join(t('goals.comma'))}</td>
              <td className="goals-day">
                <Due row={row} />
              </td>
              <td className="goals-day">{row.leader}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TaskCard({ row, number, onOpen }: { row: BreakdownRow; number: number; onOpen: Props['onOpen'] }) {
  const t = useWords()
  const facts = [
    { label: t('goals.breakdown.lead'), value: <Lead row={row} /> },
    { label: t('goals.breakdown.supporting'), value: row.supporting.map(({ name }) => name).join(t('goals.comma')) },
    { label: t('goals.breakdown.due'), value: <Due row={row} /> },
    { label: t('goals.breakdown.leader'), value: row.leader },
    { label: t('goals.breakdown.source'), value: <TaskSource row={row} /> },
  ]
  return (
    <li className="goals-card">
      <p className="goals-hint">
        {number} · {row.code}
      </p>
      <TaskName row={row} onOpen={onOpen} />
      <dl className="goals-demand-units">
        {facts
          .filter(({ value }) => value)
          .map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </li>
  )
}

function TaskName({ row: { id, title }, onOpen }: { row: BreakdownRow; onOpen: Props['onOpen'] }) {
  return (
    <button type="button" className="goals-title" lang="zh-CN" aria-haspopup="dialog" onClick={() => onOpen(id)}>
      {title}
    </button>
  )
}

/** The way to the sentence it comes from; the quoted words stand in its title. */
function TaskSource({ row: { citation, source } }: { row: BreakdownRow }) {
  const t = useWords()
  if (!citation) return t('goals.source.hand')
  const { to, query } = citationAddress(citation)
  return (
    <Link to={to} search={query} title={source} lang="zh-CN">
      {citation.headline ?? citation.title}
    </Link>
  )
}

function Lead({ row }: { row: BreakdownRow }) {
  const t = useWords()
  if (row.lead) return row.lead.name
  if (row.proposedLead) return <AcceptLead row={row} proposed={row.proposedLead} />
  return <span className="goals-none">{t('goals.none')}</span>
}

function Due({ row: { dueOn } }: { row: BreakdownRow }) {
  const t = useWords()
  const format = useFormat()
  return dueOn ? format.day(dueOn) : <span className="goals-none">{t('goals.none')}</span>
}
