import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CandidateView } from '../standing/contract.ts'
import { Gaps } from './gaps.tsx'
import { useLadderWords } from './words.ts'

interface Props<Row extends CandidateView> {
  rows: readonly Row[]
  /** The number of the first row. */
  from?: number
  rowKey: (row: Row) => string
  /** What else stands beside the name. */
  beside: (row: Row) => ReactNode
  actions?: (row: Row) => ReactNode
}

/** Firms with what each lacks in few words; all of it opens on a tap. */
export function Nearest<Row extends CandidateView>({ rows, rowKey, from = 1, beside, actions }: Props<Row>) {
  const { t, shortly } = useLadderWords()
  return (
    <ol className="ladder-nearest" start={from}>
      {rows.map((row, at) => (
        <li key={rowKey(row)}>
          <div className="ladder-nearest-head">
            <span className="ladder-nearest-number" aria-hidden="true">
              {from + at}
            </span>
            <Link to="/ladder/firms/$firmId" params={{ firmId: row.id }} className="ladder-nearest-name">
              {row.name}
            </Link>
            <span className="ladder-nearest-beside">{beside(row)}</span>
            {actions?.(row)}
          </div>
          <details>
            <summary aria-label={t('ladder.lacksOf', { name: row.name, short: shortly(row) })}>{shortly(row)}</summary>
            <Gaps {...row} />
          </details>
        </li>
      ))}
    </ol>
  )
}
