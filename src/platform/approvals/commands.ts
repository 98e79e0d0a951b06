import { and, eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, transact } from '../db/transact.ts'
import { AppError, found, one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { approvals } from '../tables.ts'
import type { DecideApproval } from './contract.ts'
import type { ApprovalEvent, ApprovalEvents } from './events.ts'
import { type ApprovalKind, approvalKindOf } from './kinds.ts'
import { notSecond, ownAccounts, visibleTo } from './policy.ts'
import { type ApprovalState, stateAt, waitingDays } from './rules.ts'

type Row = typeof approvals.$inferSelect
type Written = Promise<{ id: string; state: ApprovalState; version: number }>

interface NewProposal {
  kind: string
  subject: { kind: string; id: string }
  proposal: Record<string, unknown>
  reason: string
}

/**
 * Puts something before a second person, in the transaction of the command that checked it. The same proposal sent twice
 * by the same person waits once.
 *
 * @throws AppError forbidden
 */
export async function proposeApproval(ctx: Context, tx: Tx, wanted: NewProposal): Promise<{ approvalId: string }> {
  const kind = approvalKindOf(wanted.kind)
  requireMay(kind.mayPropose(ctx.actor), 'approvals.propose')
  kind.parse(wanted.proposal)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`approvals:${ctx.city}`}))`)
  const moment = ctx.now()
  const same = await tx
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.city, ctx.city),
        eq(approvals.state, 'waiting'),
        eq(approvals.kind, wanted.kind),
        eq(approvals.subjectId, wanted.subject.id),
        eq(approvals.proposedBy, ctx.actor.accountId),
        sql`${approvals.proposal} = ${JSON.stringify(wanted.proposal)}::jsonb`,
      ),
    )
  const waiting = same.find((row) => stateAt(row, moment.toString()) === 'waiting')
  if (waiting) return { approvalId: waiting.id }

  const id = newId()
  await tx.insert(approvals).values({
    city: ctx.city,
    id,
    kind: wanted.kind,
    subjectKind: wanted.subject.kind,
    subjectId: wanted.subject.id,
    proposal: wanted.proposal,
    reason: wanted.reason,
    proposedBy: ctx.actor.accountId,
    proposedByName: ctx.actor.name,
    proposedAt: moment.toString(),
    expiresAt: moment.add({ hours: waitingDays * 24 }).toString(),
  })
  await tell(ctx, tx, 'approval-proposed', { id, kind: wanted.kind }, wanted)
  return { approvalId: id }
}

/**
 * Agrees to a proposal, which is then done in the same transaction, or refuses it with a note. The same decision sent
 * twice by the same person counts once.
 *
 * @throws AppError not-found | forbidden `approvals.ownProposal`, `approvals.aboutYourself` | invalid `approvals.noteNeeded` |
 *   conflict `approvals.closed`, `approvals.expired`, `platform.changedMeanwhile` and whatever the kind refuses
 */
export async function decideApproval(ctx: Context, id: string, input: DecideApproval): Written {
  return transact(ctx, async (tx) => {
    const row = await lockApproval(tx, ctx, id)
    const kind = approvalKindOf(row.kind)
    requireMay(kind.mayDecide(ctx.actor), 'approvals.decide')
    await requireSecond(ctx, row, kind)
    const state = input.approve ? 'approved' : 'refused'
    if (row.state === state && row.decidedBy === ctx.actor.accountId) return { id, state, version: row.version }
    requireWaiting(ctx, row)
    requireVersion(row, input.version)
    if (!input.approve && input.note === '') throw new AppError('invalid', 'approvals.noteNeeded')

    const written = await close(tx, ctx, row, state, input.note)
    if (input.approve) await kind.apply(ctx, tx, proposedOf(row))
    await tell(ctx, tx, `approval-${state}`, { id, kind: row.kind }, { proposal: row.proposal, note: input.note })
    return { id, state, version: written.version }
  })
}

/** Takes one's own proposal back. @throws AppError not-found | forbidden | conflict */
export async function withdrawApproval(ctx: Context, id: string, { version }: { version: number }): Written {
  return transact(ctx, async (tx) => {
    const row = await lockApproval(tx, ctx, id)
    requireMay(row.proposedBy === ctx.actor.accountId, 'approvals.withdraw')
    if (row.state === 'withdrawn') return { id, state: 'withdrawn', version: row.version }
    requireWaiting(ctx, row)
    requireVersion(row, version)

    const written = await close(tx, ctx, row, 'withdrawn', '')
    await tell(ctx, tx, 'approval-withdrawn', { id, kind: row.kind })
    return { id, state: 'withdrawn', version: written.version }
  })
}

async function lockApproval(tx: Tx, ctx: Context, id: string): Promise<Row> {
  const rows = await tx
    .select()
    .from(approvals)
    .where(and(visibleTo(ctx.actor), eq(approvals.id, id)))
    .for('update')
  return found(rows[0], 'approvals.noSuch')
}

async function requireSecond(ctx: Context, row: Row, kind: ApprovalKind): Promise<void> {
  const reason = notSecond(row, kind.concerns(row.proposal), await ownAccounts(ctx))
  if (reason) throw new AppError('forbidden', reason, { name: row.proposedByName })
}

function requireWaiting(ctx: Context, row: Row): void {
  const state = stateAt(row, ctx.now().toString())
  const moment = state === 'expired' ? row.expiresAt : (row.decidedAt ?? row.proposedAt)
  const day = dayOf(Temporal.Instant.from(moment)).toString()
  if (state === 'expired') throw new AppError('conflict', 'approvals.expired', { day, days: waitingDays })
  if (state !== 'waiting') throw new AppError('conflict', 'approvals.closed', { name: row.decidedByName ?? '', day })
}

function requireVersion(row: Row, version: number): void {
  if (row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
}

async function close(tx: Tx, ctx: Context, row: Row, state: ApprovalState, note: string): Promise<Row> {
  const { accountId: decidedBy, name: decidedByName } = ctx.actor
  const decidedAt = ctx.now().toString()
  const change = { state, decidedBy, decidedByName, decidedAt, decisionNote: note || null, version: row.version + 1 }
  return one(
    await tx
      .update(approvals)
      .set(change)
      .where(and(eq(approvals.city, ctx.city), eq(approvals.id, row.id)))
      .returning(),
  )
}

const proposedOf = ({ id, subjectKind, subjectId, proposal, reason, proposedBy, proposedByName }: Row) => ({
  id,
  subject: { kind: subjectKind, id: subjectId },
  proposal,
  reason,
  proposedBy,
  proposedByName,
})

const tell = (
  ctx: Context,
  tx: Tx,
  event: ApprovalEvent,
  { id, kind }: { id: string; kind: string },
  details?: unknown,
): Promise<void> => {
  const facts: ApprovalEvents[typeof event] = { approvalId: id, approvalKind: kind }
  return announce(ctx, tx, { kind: event, subject: { kind: 'approval', id }, facts: { ...facts }, details })
}
