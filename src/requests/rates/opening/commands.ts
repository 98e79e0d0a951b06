/** The open page (对外公开) is opened by two persons after a secrecy review, and shut by one. */
import { and, eq, isNull } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval } from '#platform/approvals/index.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { RequestEvent } from '../../events.ts'
import { keepsForCity, secondsForCity } from '../policy.ts'
import { openings } from '../tables.ts'
import { ProposeOpening } from './contract.ts'

export const openingSubject = 'request-opening'
export const openingKind = 'requests.opening'

const tell = (ctx: Context, tx: Tx, kind: RequestEvent, facts: Record<string, unknown>) =>
  announce(ctx, tx, { kind, subject: { kind: openingSubject, id: ctx.city }, facts })

/**
 * Propose to open the page, after somebody looked at secrecy.
 *
 * @throws AppError forbidden | invalid `requests.opening.reviewLater` | conflict `requests.opening.openBefore`
 */
export const proposeOpening = (ctx: Context, input: ProposeOpening): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(keepsForCity(ctx.actor), 'requests.propose-opening')
    const today = dayOf(ctx.now()).toString()
    if (input.reviewedOn > today) throw new AppError('invalid', 'requests.opening.reviewLater', { today })
    await requireShut(tx, ctx)
    const subject = { kind: openingSubject, id: ctx.city }
    return proposeApproval(ctx, tx, { kind: openingKind, subject, proposal: input, reason: input.reviewNote })
  })

/** Opens the page; by then it may be open already. */
export const openingApproval = approvalKind({
  kind: openingKind,
  proposal: ProposeOpening,
  maySee: secondsForCity,
  mayPropose: keepsForCity,
  mayDecide: secondsForCity,
  apply: async (ctx, tx, { proposal, proposedByName }) => {
    await requireShut(tx, ctx)
    const { accountId: approvedBy, name: approvedByName } = ctx.actor
    const by = { proposedByName, approvedBy, approvedByName, approvedAt: ctx.now().toString() }
    await tx.insert(openings).values({ city: ctx.city, id: newId(), ...proposal, ...by })
    await tell(ctx, tx, 'open-page-opened', { proposedBy: proposedByName, reviewedBy: proposal.reviewedByName })
  },
  describe: async (_ctx, _tx, { reviewedByName: name, reviewedOn: day, reviewNote: note }) => ({
    said: { key: 'requests.opening.said', facts: {}, words: {} },
    lines: [
      { key: 'requests.opening.said.review', facts: { name, day }, words: {} },
      { key: 'requests.opening.said.note', facts: { note }, words: {} },
    ],
  }),
})

/** Shut the page at once: one person is enough. @throws AppError forbidden | conflict `requests.opening.shutBefore` */
export const shutOpening = (ctx: Context, reason: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    requireMay(keepsForCity(ctx.actor), 'requests.shut-opening')
    const by = { shutByName: ctx.actor.name, shutAt: ctx.now().toString(), shutReason: reason || null }
    const [shut] = await tx
      .update(openings)
      .set(by)
      .where(and(eq(openings.city, ctx.city), isNull(openings.shutAt)))
      .returning({ id: openings.id })
    if (!shut) throw new AppError('conflict', 'requests.opening.shutBefore')
    await tell(ctx, tx, 'open-page-shut', { openingId: shut.id })
    return shut
  })

/** @throws AppError conflict `requests.opening.openBefore` */
async function requireShut(tx: Tx, ctx: Context): Promise<void> {
  const open = await tx
    .select({ id: openings.id })
    .from(openings)
    .where(and(eq(openings.city, ctx.city), isNull(openings.shutAt)))
    .for('update')
  if (open.length > 0) throw new AppError('conflict', 'requests.opening.openBefore')
}
