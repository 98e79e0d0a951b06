import { and, eq, gte, isNull, or, sql } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { readable } from '#platform/protect/values.ts'
import { findRequest, unitRefs } from '../queries.ts'
import { requireAnother } from '../second-person/queries.ts'
import { knownAnswers, requests, topics } from '../tables.ts'
import type { Approve, Decline, EndAnswer, Propose } from './contract.ts'
import { answerApprovers, mayDecide, mayEnd, mayPropose, proposalsVisibleTo } from './policy.ts'
import { dayFault, type FirmWords, givesAway, type KnownFirm, namesFirm } from './rules.ts'
import { answerProposals } from './tables.ts'

const answerSubject = 'known-answer'

interface Kept {
  id: string
  version: number
}

/**
 * Propose an answer that a second person approves: a new one, one that renews another, or one from a closed case whose firm
 * agreed to it. From then on its words name neither the firm nor anybody.
 *
 * @throws AppError not-found | forbidden | invalid `requests.known.past`, `requests.known.tooFar`, `requests.known.givesAway`,
 *   `requests.noTopic`, `requests.noSuchUnit` | conflict `requests.known.noConsent`, `requests.known.ended`,
 *   `requests.known.beingRenewed`
 */
export const proposeAnswerFor = (ctx: Context, { renewsId, fromRequestId, ...words }: Propose): Promise<Kept> =>
  transact(ctx, async (tx) => {
    requireMay(mayPropose(ctx.actor, words), 'requests.propose-known-answer')
    if (renewsId !== undefined) await requireRenewable(tx, ctx, renewsId)
    const firm = fromRequestId === undefined ? null : await firmOf(tx, ctx, fromRequestId)
    requireDay(ctx, words.validToOn)
    const said = `${words.question}\n${words.answer}\n${words.source}`
    if (givesAway(said, firm) || namesFirm(said, await firmsThatAsked(tx, ctx))) {
      throw new AppError('invalid', 'requests.known.givesAway')
    }
    await requireTopic(tx, ctx, words.topicId)
    const units = await unitRefs(tx, ctx, [words.ownerUnitId])
    if (!units.has(words.ownerUnitId)) throw new AppError('invalid', 'requests.noSuchUnit')
    const id = newId()
    await tx.insert(answerProposals).values({
      ...{ city: ctx.city, id, ...words, renewsId: renewsId ?? null, fromRequestId: fromRequestId ?? null },
      ...{ proposedById: ctx.actor.accountId, proposedByName: ctx.actor.name, proposedAt: ctx.now().toString() },
    })
    await tell(ctx, tx, 'request-known-answer-proposed', id)
    return { id, version: 1 }
  })

/**
 * Approve what somebody else proposed: it may be given at once from now on. A renewal takes the place of the words before it.
 *
 * @throws AppError not-found | forbidden `requests.known.own` | invalid `requests.known.past`, `requests.noTopic` | conflict
 *   `platform.changedMeanwhile`, `requests.known.decided`, `requests.known.ended`
 */
export const approveProposal = (ctx: Context, id: string, { version }: Approve): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const proposal = await lockProposal(tx, ctx, id, version)
    requireDay(ctx, proposal.validToOn)
    await requireTopic(tx, ctx, proposal.topicId)
    const { topicId, question, answer, source, validToOn, isPublic, ownerUnitId, ownerName, renewsId } = proposal
    const words = { topicId, question, answer, source, validToOn, isPublic, ownerUnitId, ownerName }
    const approved = { ...words, approvedByName: ctx.actor.name, approvedAt: ctx.now().toString() }
    if (renewsId === null) await tx.insert(knownAnswers).values({ city: ctx.city, id: newId(), ...approved })
    else {
      const before = await lockAnswer(tx, ctx, renewsId)
      if (before.endedByName !== null) throw new AppError('conflict', 'requests.known.ended')
      const change = { ...approved, version: before.version + 1 }
      await tx.update(knownAnswers).set(change).where(ofAnswer(ctx, renewsId))
    }
    return decide(ctx, tx, proposal, 'approved', null)
  })

/** Decline what was proposed, with the reason. @throws AppError as `approveProposal`, apart from what concerns its day */
export const declineProposal = (ctx: Context, id: string, { version, note }: Decline): Promise<Kept> =>
  transact(ctx, async (tx) => decide(ctx, tx, await lockProposal(tx, ctx, id, version), 'declined', note))

/**
 * End an answer before its day: from now on it is offered nowhere. What firms were told with it stays with their requests.
 *
 * @throws AppError not-found `requests.known.noSuch` | forbidden | conflict `platform.changedMeanwhile`, `requests.known.ended`
 */
export const endAnswer = (ctx: Context, id: string, { version, note }: EndAnswer): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const answer = await lockAnswer(tx, ctx, id)
    requireMay(mayEnd(ctx.actor, answer), 'requests.end-known-answer')
    const today = dayOf(ctx.now())
    if (answer.validToOn < today.toString()) throw new AppError('conflict', 'requests.known.ended')
    if (answer.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    const validToOn = today.subtract({ days: 1 }).toString()
    const change = { validToOn, endedByName: ctx.actor.name, endedNote: note, version: version + 1 }
    await tx.update(knownAnswers).set(change).where(ofAnswer(ctx, id))
    await tell(ctx, tx, 'request-known-answer-ended', id)
    return { id, version: version + 1 }
  })

type AnswerEvent = `request-known-answer-${'proposed' | 'approved' | 'declined' | 'ended'}`
const tell = (ctx: Context, tx: Tx, kind: AnswerEvent, id: string) =>
  announce(ctx, tx, { kind, subject: { kind: answerSubject, id }, facts: {} })

const ofAnswer = (ctx: Context, id: string) => and(eq(knownAnswers.city, ctx.city), eq(knownAnswers.id, id))

async function lockAnswer(tx: Tx, ctx: Context, id: string) {
  const [row] = await tx.select().from(knownAnswers).where(ofAnswer(ctx, id)).for('update')
  return found(row, 'requests.known.noSuch')
}

type Proposal = typeof answerProposals.$inferSelect

/** A proposal that waits and that the actor may decide. */
async function lockProposal(tx: Tx, ctx: Context, id: string, version: number): Promise<Proposal> {
  const [row] = await tx
    .select()
    .from(answerProposals)
    .where(and(proposalsVisibleTo(ctx.actor), eq(answerProposals.id, id)))
    .for('update')
  const proposal = found(row, 'requests.known.noProposal')
  const isSame = proposal.proposedById === ctx.actor.accountId && answerApprovers.includes(ctx.actor.role)
  if (isSame) throw new AppError('forbidden', 'requests.known.own')
  requireMay(mayDecide(ctx.actor, proposal), 'requests.approve-known-answer')
  await requireAnother(ctx, proposal.proposedById, 'requests.approve-known-answer')
  if (proposal.state !== 'proposed') throw new AppError('conflict', 'requests.known.decided')
  if (proposal.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return proposal
}

async function decide(
  ctx: Context,
  tx: Tx,
  { id, version }: Proposal,
  state: 'approved' | 'declined',
  decisionNote: string | null,
): Promise<Kept> {
  const decided = { state, decisionNote, decidedByName: ctx.actor.name, decidedAt: ctx.now().toString() }
  const kept = one(
    await tx
      .update(answerProposals)
      .set({ ...decided, version: version + 1 })
      .where(and(eq(answerProposals.city, ctx.city), eq(answerProposals.id, id)))
      .returning({ id: answerProposals.id, version: answerProposals.version }),
  )
  await tell(ctx, tx, `request-known-answer-${state}`, id)
  return kept
}

async function requireRenewable(tx: Tx, ctx: Context, id: string): Promise<void> {
  const answer = await lockAnswer(tx, ctx, id)
  requireMay(mayPropose(ctx.actor, answer), 'requests.propose-known-answer')
  if (answer.endedByName !== null) throw new AppError('conflict', 'requests.known.ended')
  const { city, renewsId, state } = answerProposals
  const waiting = await tx
    .select({ id: answerProposals.id })
    .from(answerProposals)
    .where(and(eq(city, ctx.city), eq(renewsId, id), eq(state, 'proposed')))
  if (waiting.length > 0) throw new AppError('conflict', 'requests.known.beingRenewed')
}

/** Words by which the firm of a closed case would be known; it agreed that the answer is published without its name. */
async function firmOf(tx: Tx, ctx: Context, id: string): Promise<FirmWords> {
  const request = await findRequest(tx, ctx, id)
  const { number, firmName, creditCode, contactName, contactPhone, state, answer, mayBePublished } = request
  if (state !== 'closed' || answer === null || !mayBePublished) {
    throw new AppError('conflict', 'requests.known.noConsent', { number })
  }
  const phone = contactPhone === null ? null : readable(contactPhone)
  return { number, firmName, creditCode, contactName: readable(contactName) ?? '', contactPhone: phone }
}

/** Whatever case an answer was made of, no firm that asked is named in it. */
const firmsThatAsked = (tx: Tx, ctx: Context): Promise<KnownFirm[]> => {
  const { firmName, enterpriseId, creditCode } = requests
  return tx
    .select({
      firmName,
      isIdentified: sql<boolean>`bool_or(${enterpriseId} is not null or ${creditCode} is not null)`,
    })
    .from(requests)
    .where(eq(requests.city, ctx.city))
    .groupBy(firmName)
}

function requireDay(ctx: Context, validToOn: string): void {
  const fault = dayFault(validToOn, dayOf(ctx.now()))
  if (fault !== null) throw new AppError('invalid', `requests.known.${fault}`)
}

/** A topic that is still offered: one may have been ended while a proposal waited. */
async function requireTopic(tx: Tx, ctx: Context, id: string): Promise<void> {
  const { activeToOn } = topics
  const today = dayOf(ctx.now()).toString()
  const rows = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.city, ctx.city), eq(topics.id, id), or(isNull(activeToOn), gte(activeToOn, today))))
  if (rows.length === 0) throw new AppError('invalid', 'requests.noTopic')
}
