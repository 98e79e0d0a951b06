import { createHash } from 'node:crypto'
import type { Actor, Context } from './actor.ts'
import { type Tx, transact } from './db/transact.ts'
import { newId } from './ids.ts'
import { auditDetails, auditRows, events } from './tables.ts'

/** A fact in the past tense. `facts` are ids and the few facts others need, never whole rows. */
export interface Announcement {
  kind: string
  subject: { kind: string; id: string }
  facts?: Record<string, unknown>
  /** Version of the shape of `facts`; 1 where not said. */
  version?: number
  /** Before and after, for the audit's side table. */
  details?: unknown
}

export type Reaction = (ctx: Context, tx: Tx, announced: Announcement) => Promise<void>
const reactions = new Map<string, Reaction[]>()

/** Wired in `app.ts`: what another module does, in the same transaction, when `kind` is announced. */
export function react(kind: string, reaction: Reaction): void {
  reactions.set(kind, [...(reactions.get(kind) ?? []), reaction])
}

/** Writes the event and the audit row of a command inside its transaction, then lets other modules react in it. */
export async function announce(ctx: Context, tx: Tx, announced: Announcement): Promise<void> {
  const at = ctx.now().toString()
  await tx.insert(events).values({
    city: ctx.city,
    id: newId(),
    at,
    kind: announced.kind,
    version: announced.version ?? 1,
    subjectKind: announced.subject.kind,
    subjectId: announced.subject.id,
    accountId: ctx.actor.accountId,
    actorName: ctx.actor.name,
    facts: announced.facts ?? {},
  })
  await writeAudit(tx, ctx, {
    action: announced.kind,
    subjectKind: announced.subject.kind,
    subjectId: announced.subject.id,
    result: 'done',
    details: announced.details ?? announced.facts ?? null,
  })
  for (const reaction of reactions.get(announced.kind) ?? []) await reaction(ctx, tx, announced)
}

interface AuditEntry {
  action: string
  subjectKind: string
  subjectId: string | null
  result: 'done' | 'denied' | 'failed'
  details?: unknown
}

async function writeAudit(
  tx: Tx,
  ctx: Pick<Context, 'city' | 'requestId' | 'now'> & { actor: Pick<Actor, 'accountId' | 'role'> },
  entry: AuditEntry,
): Promise<void> {
  const id = newId()
  const at = ctx.now().toString()
  const digest = createHash('sha256')
    .update(JSON.stringify([at, ctx.actor.accountId, ctx.actor.role, entry]))
    .digest('hex')
  await tx.insert(auditRows).values({
    city: ctx.city,
    id,
    at,
    accountId: ctx.actor.accountId,
    role: ctx.actor.role,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    result: entry.result,
    requestId: ctx.requestId,
    digest,
  })
  if (entry.details !== null && entry.details !== undefined) {
    await tx.insert(auditDetails).values({ city: ctx.city, id, details: entry.details })
  }
}

/** A denied or failed attempt, in a transaction of its own, since the command's was rolled back. */
export const auditAttempt = (ctx: Context, entry: Omit<AuditEntry, 'details'>): Promise<void> =>
  transact(ctx, (tx) => writeAudit(tx, ctx, entry))
