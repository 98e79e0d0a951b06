import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { citationAddress } from '#documents/contract.ts'
import { useWords } from '#platform/ui/words.tsx'
import type { TakeUpView } from '../../take-up/contract.ts'
import { Marked } from '../marked.tsx'
import { byHeading, type Cell, type Chosen, type Column, cellOf, columnKey, type Demand } from './cells.ts'

interface Props {
  matrix: TakeUpView
  onOpen: (chosen: Chosen) => void
}

/** Rows are what is asked, columns who took it up, a cell the sentence. It scrolls by itself; its heads stay in sight. */
export const Matrix = memo(function Matrix({ matrix, onOpen }: Props) {
  const t = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls by itself must be reached by keyboard
    <section className="goals-matrix" aria-label={t('goals.page.takeUp')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('goals.takeUp.asked')}</th>
            {matrix.columns.map((column) => (
              <th key={columnKey(column)} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        {byHeading(matrix.rows).map(({ heading, demands }) => (
          <tbody key={demands[0]?.demandId}>
            {heading ? (
              <tr className="goals-matrix-heading">
                <th scope="rowgroup" colSpan={matrix.columns.length + 1} lang="zh-CN">
                  <span>{heading}</span>
                </th>
              </tr>
            ) : null}
            {demands.map((demand) => (
              <tr key={demand.demandId}>
                <th scope="row">
                  <Asked demand={demand} />
                </th>
                {matrix.columns.map((column) => (
                  <td key={columnKey(column)}>
                    <CellWords demand={demand} column={column} cell={cellOf(demand, column)} onOpen={onOpen} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
})

/** What is asked; it opens the document at its sentence. */
export function Asked({ demand: { text, by, citation, asksForTask } }: { demand: Demand }) {
  const t = useWords()
  const { to, query } = citationAddress(citation)
  return (
    <>
      <Link to={to} search={query} className="row-link" title={t('ui.quote.open')} lang="zh-CN">
        {text}
      </Link>
      {by || !asksForTask ? (
        <span className="goals-facts">
          {by ? <span lang="zh-CN">{by}</span> : null}
          {asksForTask ? null : <span className="goals-study">{t('goals.study')}</span>}
        </span>
      ) : null}
    </>
  )
}

interface CellProps {
  demand: Demand
  column: Column
  cell: Cell | undefined
  onOpen: Props['onOpen']
}

/** The evidence sentence of a cell, or that the document holds no such words. It opens the cell. */
export function CellWords({ demand, column, cell, onOpen }: CellProps) {
  const t = useWords()
  if (!cell) return null
  const { evidence, shared, correctedByName } = cell
  return (
    <button
      type="button"
      className={`goals-cell${evidence ? '' : ' is-none'}`}
      aria-haspopup="dialog"
      onClick={() => onOpen({ demandId: demand.demandId, column: columnKey(column) })}
    >
      {evidence ? (
        <span lang="zh-CN">
          <Marked text={evidence.quote} words={shared} />
        </span>
      ) : (
        t('goals.takeUp.none')
      )}
      {correctedByName ? (
        <span className="goals-cell-hand">{t('goals.takeUp.byHand', { name: correctedByName })}</span>
      ) : null}
    </button>
  )
}
