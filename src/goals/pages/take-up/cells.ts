import type { TakeUpView } from '../../take-up/contract.ts'

export type Demand = TakeUpView['rows'][number]
export type Cell = Demand['cells'][number]
export type Column = TakeUpView['columns'][number]

/** A cell by its demand and column, so that it is found again in a new answer. */
export interface Chosen {
  demandId: string
  column: string
}

export const columnKey = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

export const cellOf = (demand: Demand, column: Column): Cell | undefined =>
  demand.cells.find((cell) => columnKey(cell.owner) === columnKey(column))

/** The chosen cell in the matrix as it is now; null where it is no longer there. */
export function findChosen(matrix: TakeUpView, { demandId, column: key }: Chosen) {
  const demand = matrix.rows.find((row) => row.demandId === demandId)
  const column = matrix.columns.find((one) => columnKey(one) === key)
  const cell = demand && column ? cellOf(demand, column) : undefined
  return demand && column && cell ? { demand, column, cell } : null
}

/** Demands under their headings, in the order of the text. A heading that comes back later stands again. */
export function byHeading(rows: readonly Demand[]): { heading: string | null; demands: Demand[] }[] {
  const groups: { heading: string | null; demands: Demand[] }[] = []
  for (const demand of rows) {
    const last = groups.at(-1)
    if (last && last.heading === demand.heading) last.demands.push(demand)
    else groups.push({ heading: demand.heading, demands: [demand] })
  }
  return groups
}
