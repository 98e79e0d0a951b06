import { and, asc, count, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Actor, Context } from '../actor.ts'
import { coverage } from '../calendar/index.ts'
import { calendarOf } from '../calendar/stored.ts'
import { dayOf } from '../clock.ts'
import type { Tx } from '../db/transact.ts'
import { clocks } from '../tables.ts'
import type { Openness } from './contract.ts'

export type Clock = typeof clocks.$inferSelect

/** What a list of clocks shows: whose, until when. Titles are the owner's, who knows what the actor may see. */
const listed = {
  id: clocks.id,
  subjectKind: clocks.subjectKind,
  subjectId: clocks.subjectId,
  name: clocks.name,
  round: clocks.round,
  unitId: clocks.unitId,
  startedAt: clocks.startedAt,
  dueAt: clocks.dueAt,
  state: clocks.state,
  openness: clocks.openness,
}

/** Written out, so that the planner sees the condition of the partial indexes. */
export const isOpen: SQL = sql`${clocks.metAt} is null and ${clocks.cancelledAt} is null`

/** Clocks of units within the scope; of what is internal only for those who work in a unit or for the whole city. */
const withinScope = (actor: Actor): SQL | undefined => {
  const labels: Openness[] = actor.role === 'enterprise-user' ? ['public'] : ['public', 'on-request', 'internal']
  const units = actor.unitIds === null ? undefined : inArray(clocks.unitId, [...actor.unitIds])
  return and(units, labels.length === 3 ? undefined : inArray(clocks.openness, labels))
}

/**
 * All clocks of the given subjects, past ones too. The caller has loaded the subjects within the actor's scope: who sees
 * a request sees its clocks, whichever unit they run for.
 */
export const clocksOfSubjects = (tx: Tx, ctx: Context, kind: string, ids: readonly string[]): Promise<Clock[]> =>
  ids.length === 0 ? Promise.resolve([]) : clocksQuery(tx, ctx, kind, given(ids)).execute()

/** The query of it, for who reads other things with it: `ids` is an array of texts, which may be a query's own. */
export const clocksQuery = (tx: Tx, ctx: Pick<Context, 'city'>, kind: string, ids: SQL) =>
  tx
    .select()
    .from(clocks)
    .where(ofSubjects(ctx, kind, ids))
    .orderBy(...bySubject)

/** The same for the open clocks alone, which is what a list shows. */
export const openClocksQuery = (tx: Tx, ctx: Context, kind: string, ids: readonly string[]) =>
  tx
    .select()
    .from(clocks)
    .where(and(ofSubjects(ctx, kind, given(ids)), isOpen))
    .orderBy(...bySubject)

const ofSubjects = (ctx: Pick<Context, 'city'>, kind: string, ids: SQL) =>
  and(eq(clocks.city, ctx.city), eq(clocks.subjectKind, kind), sql`${clocks.subjectId} = any(${ids})`)

const given = (ids: readonly string[]): SQL => sql`${sql.param(ids)}::text[]`

const bySubject = [asc(clocks.subjectId), asc(clocks.startedAt), asc(clocks.name), asc(clocks.round)] as const

export interface OpenClockFilter {
  /** Only these of the units in scope. */
  unitIds?: readonly string[]
  /** Only clocks of this kind of subject. */
  subjectKind?: string
  /** Only what is due before this moment: overdue with the moment of now. */
  dueBefore?: Temporal.Instant
  /** Goes on after this row of the page before. */
  after?: { dueAt: string | null; id: string }
  limit: number
}

/** Open clocks in the actor's scope by due moment, what breaks next first; those that pause or wait for the calendar last. */
export const listOpenClocks = (tx: Tx, ctx: Context, filter: OpenClockFilter) =>
  tx
    .select(listed)
    .from(clocks)
    .where(openIn(ctx, filter))
    .orderBy(asc(clocks.dueAt), asc(clocks.id))
    .limit(filter.limit)

function openIn(ctx: Context, { unitIds, subjectKind, dueBefore, after }: Omit<OpenClockFilter, 'limit'>) {
  const afterDue =
    after &&
    (after.dueAt === null
      ? and(isNull(clocks.dueAt), sql`${clocks.id} > ${after.id}`)
      : or(sql`(${clocks.dueAt}, ${clocks.id}) > (${after.dueAt}, ${after.id})`, isNull(clocks.dueAt)))
  return and(
    eq(clocks.city, ctx.city),
    isOpen,
    withinScope(ctx.actor),
    unitIds && inArray(clocks.unitId, [...unitIds]),
    subjectKind === undefined ? undefined : eq(clocks.subjectKind, subjectKind),
    dueBefore && lt(clocks.dueAt, dueBefore.toString()),
    afterDue,
  )
}

/** Overdue clocks in the actor's scope, the longest overdue first. */
export const listOverdueClocks = (tx: Tx, ctx: Context, asOf: Temporal.Instant, limit: number) =>
  listOpenClocks(tx, ctx, { dueBefore: asOf, limit })

/** What administrators are told from a quarter before the calendar ends, and after. */
export interface CalendarWarning {
  lastKnownOn: string
  /** Negative once the calendar has ended. */
  daysLeft: number
  /** Open clocks of the city that wait for the next notice. */
  waiting: number
}

/** Null while the calendar holds for more than a quarter and no clock waits for it. */
export async function calendarWarning(tx: Tx, ctx: Context): Promise<CalendarWarning | null> {
  const { to } = coverage(await calendarOf(tx, ctx))
  const today = dayOf(ctx.now())
  const [waiting] = await tx
    .select({ value: count() })
    .from(clocks)
    .where(and(eq(clocks.city, ctx.city), sql`${clocks.state} = 'awaiting-calendar'`))
  const isNear = today.until(to.subtract({ months: 3 })).days < 0
  if (!isNear && !waiting?.value) return null
  return { lastKnownOn: to.toString(), daysLeft: today.until(to).days, waiting: waiting?.value ?? 0 }
}
