/** What a new calendar or a new rule would do to the clocks that run, and doing it. */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import type { Calendar } from '../calendar/index.ts'
import type { Tx } from '../db/transact.ts'
import { type Announcement, announceAll } from '../events.ts'
import { clocks } from '../tables.ts'
import { fact } from './commands.ts'
import { ClockState, type ClockTerms } from './contract.ts'
import { type Clock, isOpen } from './queries.ts'
import { type Recalculation, recalculate } from './recalculation.ts'

export interface ClockChange {
  calendar: Calendar
  /** Terms a clock would have under the new rule; null leaves its own. Without, only the calendar is new. */
  termsFor?: (clock: Clock) => { terms: ClockTerms; ruleVersionId: string } | null
}

/** One clock for which something changes, or would if its past could. */
export interface ChangedClock {
  id: string
  subjectKind: string
  subjectId: string
  name: string
  unitId: string | null
  oldState: string
  oldDueAt: string | null
  result: Exclude<Recalculation, { kind: 'same' }>
}

/** The preview: how many were looked at, and each that changes or is kept with its reason. Nothing is written. */
export async function previewChange(tx: Tx, ctx: Context, change: ClockChange) {
  const rows: ChangedClock[] = []
  let looked = 0
  for await (const page of pages(tx, ctx, false)) {
    looked += page.length
    for (const { clock, result } of resultsOf(ctx, page, change))
      if (result.kind !== 'same') rows.push(shown(clock, result))
  }
  return { looked, rows }
}

/**
 * Does what the preview shows, on rows locked meanwhile: each changed clock is written with an event on its subject. Clocks
 * that ended and due moments that passed stay as they are. A repeat changes nothing.
 */
export async function applyChange(tx: Tx, ctx: Context, change: ClockChange) {
  const rows: ChangedClock[] = []
  let looked = 0
  for await (const page of pages(tx, ctx, true)) {
    looked += page.length
    const facts: Announcement[] = []
    for (const { clock, result, ruleVersionId } of resultsOf(ctx, page, change)) {
      if (result.kind === 'same') continue
      rows.push(shown(clock, result))
      if (result.kind === 'kept') continue
      const { terms, newDueAt: dueAt, newState: state, reasons } = result
      const changed: Clock = { ...clock, terms, dueAt, state, ruleVersionId, version: clock.version + 1 }
      await tx
        .update(clocks)
        .set({ terms, dueAt, state, ruleVersionId, version: changed.version })
        .where(and(eq(clocks.city, ctx.city), eq(clocks.id, clock.id)))
      facts.push(fact(changed, 'clock-recalculated', { from: clock.dueAt, reasons }))
    }
    await announceAll(ctx, tx, facts)
  }
  return { looked, rows }
}

function resultsOf(ctx: Context, page: readonly Clock[], { calendar, termsFor }: ClockChange) {
  const asOf = ctx.now().toString()
  return page.map((clock) => {
    const wanted = termsFor?.(clock) ?? null
    const own = { ...clock, state: ClockState.parse(clock.state) }
    const result = recalculate(calendar, own, asOf, wanted?.terms ?? clock.terms)
    return { clock, result, ruleVersionId: wanted?.ruleVersionId ?? clock.ruleVersionId }
  })
}

const shown = (clock: Clock, result: ChangedClock['result']): ChangedClock => ({
  id: clock.id,
  subjectKind: clock.subjectKind,
  subjectId: clock.subjectId,
  name: clock.name,
  unitId: clock.unitId,
  oldState: clock.state,
  oldDueAt: clock.dueAt,
  result,
})

const pageSize = 1000

/** Open clocks of the city and those done but not yet judged, in the order of their ids, within the units of the actor's scope. */
async function* pages(tx: Tx, ctx: Context, locked: boolean): AsyncGenerator<Clock[]> {
  const units = ctx.actor.unitIds
  let last = ''
  for (;;) {
    const query = tx
      .select()
      .from(clocks)
      .where(
        and(
          eq(clocks.city, ctx.city),
          sql`((${isOpen}) or ${clocks.state} = 'awaiting-calendar')`,
          units === null ? undefined : inArray(clocks.unitId, [...units]),
          last === '' ? undefined : gt(clocks.id, last),
        ),
      )
      .orderBy(asc(clocks.id))
      .limit(pageSize)
    const page = await (locked ? query.for('update') : query)
    if (page.length > 0) yield page
    last = page.at(-1)?.id ?? ''
    if (page.length < pageSize) return
  }
}
