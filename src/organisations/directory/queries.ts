import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { stateAt } from '#platform/approvals/rules.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import type { Opened } from '#platform/protect/values.ts'
import { approvals, events } from '#platform/tables.ts'
import { visibleTo } from '../policy.ts'
import { people, posts, units } from '../tables.ts'
import type { ContactExport } from './contract.ts'
import { downloadHours } from './rules.ts'

/** Name of the kind of approval. */
export const exportKind = 'export-contacts'
/** Announced when the whole numbers were downloaded, about the approval. */
export const exportedEvent = 'contacts-exported'

export interface DirectoryRow {
  unit: string
  name: string
  title: string
  phone: Opened | null
}

/** Everybody in a post of a unit that exists, in official order. */
export const directoryRows = (ctx: Context, tx: Tx): Promise<DirectoryRow[]> =>
  tx
    .select({ unit: units.name, name: people.name, title: posts.title, phone: people.phone })
    .from(posts)
    .innerJoin(people, and(eq(people.city, posts.city), eq(people.id, posts.personId)))
    .innerJoin(units, and(eq(units.city, posts.city), eq(units.id, posts.unitId)))
    .where(and(visibleTo(ctx.actor, posts), isNull(posts.toOn), isNull(units.activeToOn)))
    .orderBy(asc(units.officialOrder), asc(posts.position), asc(posts.id))

/** How many of them have a number: what the second person is asked about. */
export async function countContacts(ctx: Pick<Context, 'city'>, tx: Tx): Promise<number> {
  const [found] = await tx
    .select({ count: count() })
    .from(posts)
    .where(and(eq(posts.city, ctx.city), isNull(posts.toOn)))
  return found?.count ?? 0
}

type Row = typeof approvals.$inferSelect

/** Until when an agreed export may be fetched. */
export const untilOf = ({ decidedAt, state }: Pick<Row, 'decidedAt' | 'state'>): Temporal.Instant | null =>
  state === 'approved' && decidedAt ? Temporal.Instant.from(decidedAt).add({ hours: downloadHours }) : null

/** One's own wishes, the newest 20. */
export const listExports = (ctx: Context): Promise<ContactExport[]> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(approvals)
      .where(
        and(
          eq(approvals.city, ctx.city),
          eq(approvals.kind, exportKind),
          eq(approvals.proposedBy, ctx.actor.accountId),
        ),
      )
      .orderBy(desc(approvals.proposedAt), desc(approvals.id))
      .limit(20)
    const fetched = await downloads(
      ctx,
      tx,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({
      id: row.id,
      reason: row.reason,
      state: stateOf(ctx, row, fetched.has(row.id)),
      proposedAt: row.proposedAt,
      decidedByName: row.decidedByName,
      untilAt: untilOf(row)?.toString() ?? null,
      note: row.decisionNote,
    }))
  })

/** Which of these exports were downloaded already. */
export async function downloads(ctx: Context, tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: events.subjectId })
    .from(events)
    .where(
      and(
        eq(events.city, ctx.city),
        eq(events.subjectKind, 'approval'),
        inArray(events.subjectId, [...ids]),
        eq(events.kind, exportedEvent),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

export function stateOf(ctx: Context, row: Row, isDownloaded: boolean): ContactExport['state'] {
  const now = ctx.now()
  const state = stateAt(row, now.toString())
  if (state !== 'approved') return state
  if (isDownloaded) return 'downloaded'
  const until = untilOf(row)
  return until && Temporal.Instant.compare(now, until) <= 0 ? 'ready' : 'late'
}
