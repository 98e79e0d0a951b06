import type { TakeUpView } from '../../take-up/contract.ts'
import { byHeading, type Chosen, cellOf, columnKey } from './cells.ts'
import { Asked, CellWords } from './matrix.tsx'

/** One demand per card with the units below it, where a matrix has no room. */
export function DemandCards({ matrix, onOpen }: { matrix: TakeUpView; onOpen: (chosen: Chosen) => void }) {
  return byHeading(matrix.rows).map(({ heading, demands }) => (
    <section key={demands[0]?.demandId} className="goals-cards">
      {heading ? <h2 lang="zh-CN">{heading}</h2> : null}
      <ul>
        {demands.map((demand) => (
          <li key={demand.demandId} className="goals-card">
            <Asked demand={demand} />
            <dl className="goals-demand-units">
              {matrix.columns.map((column) => (
                <div key={columnKey(column)}>
                  <dt>{column.name}</dt>
                  <dd>
                    <CellWords demand={demand} column={column} cell={cellOf(demand, column)} onOpen={onOpen} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  ))
}
