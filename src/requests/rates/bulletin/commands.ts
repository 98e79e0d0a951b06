/** The monthly bulletin (通报): drafted by supervision from frozen numbers, approved by a second person, written by a job. */
import { and, eq, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval, waitingAbout } from '#platform/approvals/index.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { RequestEvent } from '../../events.ts'
import { requireAnother } from '../../second-person/queries.ts'
import { keepsForCity, secondsForCity } from '../policy.ts'
import { monthText } from '../rules.ts'
import { bulletins, periods } from '../tables.ts'
import type { DraftBulletin, ReviseBulletin } from './contract.ts'
import { writeBulletin } from './jobs.ts'
import { type BulletinOfMonth, bulletinKind, bulletinSubject, contentOf } from './queries.ts'
import { audiences, numberText } from './rules.ts'

const tell = (ctx: Context, tx: Tx, kind: RequestEvent, id: string, facts: Record<string, unknown> = {}) =>
  announce(ctx, tx, { kind, subject: { kind: bulletinSubject, id }, facts })

/**
 * Draft the bulletin of a closed month; a month has one.
 *
 * @throws AppError not-found | forbidden | conflict `requests.bulletin.monthOpen`, `requests.bulletin.draftedBefore`
 */
export const draftBulletin = (ctx: Context, { periodId, ...text }: DraftBulletin): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(periods)
      .where(and(eq(periods.city, ctx.city), eq(periods.id, periodId)))
    const period = found(row, 'requests.rates.noSuchPeriod')
    requireMay(keepsForCity(ctx.actor), 'requests.draft-bulletin')
    if (period.state !== 'closed') throw new AppError('conflict', 'requests.bulletin.monthOpen')
    const bulletin = { city: ctx.city, id: newId(), periodId, state: 'draft', ...text, ...draftedNow(ctx) }
    const target = [bulletins.city, bulletins.periodId]
    const [added] = await tx.insert(bulletins).values(bulletin).onConflictDoNothing({ target }).returning()
    if (!added) throw new AppError('conflict', 'requests.bulletin.draftedBefore')
    await tell(ctx, tx, 'bulletin-drafted', added.id, { month: monthText(period.month) })
    return { id: added.id }
  })

const draftedNow = ({ actor, now }: Context) => ({
  ...{ draftedBy: actor.accountId, draftedByName: actor.name, draftedAt: now().toString() },
})

/**
 * Change a draft. Whoever changes it has drafted it.
 *
 * @throws AppError not-found | forbidden | conflict `requests.bulletin.approvedBefore`, `requests.bulletin.waits`,
 *   `platform.changedMeanwhile`
 */
export const reviseBulletin = (
  ctx: Context,
  id: string,
  { version, ...text }: ReviseBulletin,
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    await lockDraft(tx, ctx, id, version, 'requests.revise-bulletin')
    await requireNothingWaits(tx, ctx, id)
    const change = { ...text, ...draftedNow(ctx), content: null, version: version + 1 }
    await tx.update(bulletins).set(change).where(isBulletin(ctx, id))
    await tell(ctx, tx, 'bulletin-revised', id)
    return { id }
  })

/**
 * Ask a second person to approve a draft. What it says is kept now: what the second person reads is what is issued.
 *
 * @throws AppError not-found | forbidden | conflict as `reviseBulletin`
 */
export const proposeBulletin = (ctx: Context, id: string, version: number): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    const draft = await lockDraft(tx, ctx, id, version, 'requests.propose-bulletin')
    await requireNothingWaits(tx, ctx, id)
    const content = await contentOf(tx, ctx, draft)
    await tx.update(bulletins).set({ content }).where(isBulletin(ctx, id))
    const { draftedBy, draftedByName, audience, words, issuer } = draft
    const proposal = { month: content.month, audience, words, version, draftedBy, draftedByName }
    const subject = { kind: bulletinSubject, id }
    return proposeApproval(ctx, tx, { kind: bulletinKind, subject, proposal, reason: `${issuer}按月通报` })
  })

const Proposal = z.object({
  month: z.string(),
  audience: z.enum(audiences),
  words: z.string(),
  version: z.number(),
  draftedBy: z.string(),
  draftedByName: z.string(),
})

/** Gives the bulletin its number and its approver, and has the paper written. Nobody approves what they drafted. */
export const bulletinApproval = approvalKind({
  kind: bulletinKind,
  proposal: Proposal,
  maySee: secondsForCity,
  mayPropose: keepsForCity,
  mayDecide: secondsForCity,
  concerns: ({ draftedBy }) => [draftedBy],
  apply: async (ctx, tx, { subject: { id }, proposal: { version, month } }) => {
    const draft = await lockBulletin(tx, ctx, id)
    requireDraft(draft)
    if (draft.version !== version || draft.content === null)
      throw new AppError('conflict', 'requests.bulletin.changedSince')
    await requireAnother(ctx, draft.draftedBy, 'requests.approve-bulletin')
    const { year, serial } = await nextNumber(tx, ctx)
    const { accountId: approvedBy, name: approvedByName } = ctx.actor
    const by = { approvedBy, approvedByName, approvedAt: ctx.now().toString() }
    const change = { state: 'approved', year, serial, ...by, version: version + 1 }
    await tx.update(bulletins).set(change).where(isBulletin(ctx, id))
    await tell(ctx, tx, 'bulletin-approved', id, { month, number: numberText(year, serial) })
    await enqueue(writeBulletin, { city: ctx.city, bulletinId: id })
  },
  describe: async (_ctx, _tx, { month, audience, words, draftedByName: name }) => ({
    said: { key: 'requests.bulletin.said', facts: { month }, words: {} },
    lines: [
      { key: 'requests.bulletin.said.by', facts: { name }, words: {} },
      { key: `requests.bulletin.said.${audience}`, facts: {}, words: {} },
      ...(words ? [{ key: 'requests.bulletin.said.words', facts: { text: words }, words: {} }] : []),
      { key: 'requests.bulletin.said.read', facts: {}, words: {} },
    ],
  }),
})

/** The next number of the year: two that are approved at once take it in turn. */
async function nextNumber(tx: Tx, ctx: Context): Promise<{ year: number; serial: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`bulletins:${ctx.city}`}))`)
  const { year } = dayOf(ctx.now())
  const { last } = one(
    await tx
      .select({ last: max(bulletins.serial) })
      .from(bulletins)
      .where(and(eq(bulletins.city, ctx.city), eq(bulletins.year, year))),
  )
  return { year, serial: (last ?? 0) + 1 }
}

const isBulletin = (ctx: Context, id: string) => and(eq(bulletins.city, ctx.city), eq(bulletins.id, id))

/** @throws AppError not-found `requests.bulletin.none` */
async function lockBulletin(tx: Tx, ctx: Context, id: string): Promise<BulletinOfMonth> {
  const [row] = await tx.select().from(bulletins).where(isBulletin(ctx, id)).for('update')
  return found(row, 'requests.bulletin.none')
}

async function lockDraft(tx: Tx, ctx: Context, id: string, version: number, action: string): Promise<BulletinOfMonth> {
  const row = await lockBulletin(tx, ctx, id)
  // Of drafts others do not know.
  if (row.state === 'draft' && !secondsForCity(ctx.actor)) throw new AppError('not-found', 'requests.bulletin.none')
  requireMay(keepsForCity(ctx.actor), action)
  requireDraft(row)
  if (row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return row
}

function requireDraft({ state, approvedByName }: BulletinOfMonth): void {
  if (state !== 'draft')
    throw new AppError('conflict', 'requests.bulletin.approvedBefore', { name: approvedByName ?? '' })
}

async function requireNothingWaits(tx: Tx, ctx: Context, id: string): Promise<void> {
  const waiting = await waitingAbout(tx, ctx, { kind: bulletinSubject, id })
  if (waiting.length > 0) throw new AppError('conflict', 'requests.bulletin.waits')
}
