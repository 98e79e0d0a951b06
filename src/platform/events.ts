import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from './actor.ts'
import { type AuditEntry, writeAudit } from './audit/write.ts'
import { cityZone } from './clock.ts'
import { insertAll, type Rows, rowsFor } from './db/insert.ts'
import { type Tx, transact } from './db/transact.ts'
import { newId } from './ids.ts'
import { events } from './tables.ts'

/** A fact in the past tense. `facts` are ids and the few facts others need, never whole rows. */
export interface Announcement {
  kind: string
  subject: { kind: string; id: string }
  facts?: Record<string, unknown>
  /** Version of the shape of `facts`; 1 where not said. */
  version?: number
  /** Before and after, for the audit's side table. */
  details?: unknown
  /** Ids of all that one fact about many changed, for whoever reacts to it; it is not stored. */
  touched?: readonly string[]
}

export type Reaction = (ctx: Context, tx: Tx, announced: Announcement) => Promise<void>
const reactions = new Map<string, Reaction[]>()

/** Wired in `app.ts`: what another module does, in the same transaction, when `kind` is announced. */
export function react(kind: string, reaction: Reaction): void {
  reactions.set(kind, [...(reactions.get(kind) ?? []), reaction])
}

/** Writes the event and the audit row of a command inside its transaction, then lets other modules react in it. */
export const announce = (ctx: Context, tx: Tx, announced: Announcement): Promise<void> =>
  announceAll(ctx, tx, [announced])

/**
 * The same for a command that does one thing to many: few statements for any number of facts. What is new with the facts may
 * be written in the same statement.
 */
export async function announceAll(
  ctx: Context,
  tx: Tx,
  facts: readonly Announcement[],
  beside: readonly Rows[] = [],
): Promise<void> {
  const at = ctx.now().toString()
  const happened = facts.map((fact) => ({
    city: ctx.city,
    id: newId(),
    at,
    kind: fact.kind,
    version: fact.version ?? 1,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    accountId: ctx.actor.accountId,
    actorName: ctx.actor.name,
    facts: fact.facts ?? {},
  }))
  const audited = facts.map(({ kind, subject, details, facts: own }) => ({
    action: kind,
    subjectKind: subject.kind,
    subjectId: subject.id,
    result: 'done' as const,
    details: details ?? own ?? null,
  }))
  await writeAudit(tx, ctx, audited, [...beside, rowsFor(events, happened)])
  for (const fact of facts) for (const reaction of reactions.get(fact.kind) ?? []) await reaction(ctx, tx, fact)
}

/** A denied or failed attempt, in a transaction of its own, since the command's was rolled back. */
export const auditAttempt = (ctx: Context, entry: AuditEntry): Promise<void> =>
  transact(ctx, (tx) => writeAudit(tx, ctx, [entry]))

/** A fact of before: what an import or a sample brings with the time and the name it had. */
export interface PastFact {
  at: string
  kind: string
  subject: { kind: string; id: string }
  accountId: string
  actorName: string
  facts: Record<string, unknown>
}

/** Writes facts of before into the timelines, in this order. Whoever brings them announces that it does. */
export const recordPast = (tx: Tx, ctx: Context, facts: readonly PastFact[]): Promise<void> =>
  insertAll(
    tx,
    events,
    facts.map(({ subject, ...fact }) => ({
      ...fact,
      ...{ city: ctx.city, id: newId(), version: 1, subjectKind: subject.kind, subjectId: subject.id },
    })),
  )

/** What happened to a subject, the first fact first. The caller has loaded the subject within the actor's scope. */
export const eventsOf = (tx: Tx, ctx: Pick<Context, 'city'>, subject: { kind: string; id: string }) =>
  tx
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      accountId: events.accountId,
      actorName: events.actorName,
      facts: events.facts,
    })
    .from(events)
    .where(and(eq(events.city, ctx.city), eq(events.subjectKind, subject.kind), eq(events.subjectId, subject.id)))
    .orderBy(asc(events.at), asc(events.sequence))

interface Since {
  subjectKind: string
  ids: readonly string[]
  kinds: readonly string[]
  /** A day of the city; facts of later days are told. */
  afterDay: string
}

/** Facts about any number of subjects after a day, the first fact first, in one statement. */
export const factsSince = async (tx: Tx, ctx: Pick<Context, 'city'>, { subjectKind, ids, kinds, afterDay }: Since) => {
  if (ids.length === 0) return []
  const from = Temporal.PlainDate.from(afterDay).add({ days: 1 }).toZonedDateTime(cityZone).toInstant().toString()
  return tx
    .select({ subjectId: events.subjectId, kind: events.kind, facts: events.facts })
    .from(events)
    .where(
      and(
        eq(events.city, ctx.city),
        eq(events.subjectKind, subjectKind),
        sql`${events.subjectId} = any(${sql.param([...ids])}::text[])`,
        inArray(events.kind, [...kinds]),
        gte(events.at, from),
      ),
    )
    .orderBy(asc(events.at), asc(events.sequence))
}
