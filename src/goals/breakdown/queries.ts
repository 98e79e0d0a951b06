import { canDocument, getDocumentRow } from '#documents/index.ts'
import { loadLeadFinder } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import type { GoalView } from '../contract.ts'
import { commissionerOf } from '../policy.ts'
import { listGoals } from '../queries.ts'
import type { BreakdownRow } from './contract.ts'

export interface BreakdownFilter {
  document?: string | undefined
  year?: number | undefined
}

/** Tasks of the actor's commissioner as a breakdown table: each with its source and, where no lead is set, a proposed one. */
export const listBreakdown = (ctx: Context, filter: BreakdownFilter): Promise<BreakdownRow[]> =>
  read(ctx, (tx) => breakdownRows(tx, ctx, filter))

export async function breakdownRows(tx: Tx, ctx: Context, filter: BreakdownFilter): Promise<BreakdownRow[]> {
  const commissioner = commissionerOf(ctx.actor)
  const goals = await listGoals(tx, ctx, filter)
  const tasks = goals.filter((goal) => goal.asksForTask && isOwn(goal, commissioner))
  const find = await loadLeadFinder(tx, ctx, { within: commissioner === ctx.city ? undefined : commissioner })
  return tasks.map((goal) => {
    const [best] = goal.lead ? [] : find(goal.title, 1)
    const { id, code, title, lead, supporting, dueOn, leader, version } = goal
    return {
      ...{ id, code, title, lead, supporting, dueOn, leader, version },
      source: sourceOf(goal),
      citation: goal.source.citation,
      proposedLead: best ? { id: best.unitId, name: best.name, ...best.reason } : null,
    }
  })
}

/** What the commissioner itself asks: its own words, not what a district said to its people. */
const isOwn = (goal: GoalView, commissioner: string): boolean =>
  goal.commissioner === commissioner && goal.owner.kind === 'division' && goal.owner.id === commissioner

/** 《title》（number）：“quotation”, or who entered it by hand. */
export function sourceOf({ source: { citation, enteredByName, enteredAt } }: GoalView): string {
  if (!citation) return `${enteredByName} ${enteredAt.slice(0, 10)}`
  const title = citation.headline ?? citation.title
  return `《${title}》${citation.number ? `（${citation.number}）` : ''}：“${citation.quote}”`
}

/** Title of the document that a table is made of, or null for a table over all. */
export async function documentTitle(ctx: Context, id: string | undefined): Promise<string | null> {
  if (!id) return null
  return read(ctx, async (tx) => {
    const row = await getDocumentRow(tx, ctx.actor, id)
    return canDocument(ctx.actor, 'see', row) ? row.title : null
  })
}
