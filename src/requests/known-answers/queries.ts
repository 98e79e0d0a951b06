import { and, asc, count, desc, eq, gte, inArray, lt, lte, or, type SQL } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { visibleTo } from '../policy.ts'
import { unitRefs } from '../queries.ts'
import { knownAnswers, requests, topics } from '../tables.ts'
import { AnswerRow, type ListAnswers, type ListProposals, ProposalRow } from './contract.ts'
import { answerProposers, mayDecide, mayEnd, mayPropose, proposalsVisibleTo } from './policy.ts'
import { expiringDays, standingOn } from './rules.ts'
import { answerProposals } from './tables.ts'

const pageSize = 20

/** Approved answers: what expires next first, of those that ended the last first. They name no firm. */
export const listAnswers = (ctx: Context, { view, topic, page }: ListAnswers) =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now())
    const { validToOn, id } = knownAnswers
    const isEnded = view === 'ended'
    const where = and(
      eq(knownAnswers.city, ctx.city),
      isEnded ? lt(validToOn, today.toString()) : gte(validToOn, today.toString()),
      view === 'expiring' ? lte(validToOn, today.add({ days: expiringDays }).toString()) : undefined,
      topic === undefined ? undefined : eq(knownAnswers.topicId, topic),
    )
    const [total] = await tx.select({ count: count() }).from(knownAnswers).where(where)
    const rows = await tx
      .select()
      .from(knownAnswers)
      .where(where)
      .orderBy(isEnded ? desc(validToOn) : asc(validToOn), asc(id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const named = await namesOf(tx, ctx, rows)
    const waiting = await renewalsOf(
      tx,
      ctx,
      rows.map((row) => row.id),
    )
    return {
      rows: rows.map((row) => {
        const isRunning = row.endedByName === null
        return AnswerRow.parse({
          ...row,
          ...named(row),
          standing: standingOn(row.validToOn, today),
          isBeingRenewed: waiting.has(row.id),
          mayRenew: isRunning && !waiting.has(row.id) && mayPropose(ctx.actor, row),
          mayEnd: !isEnded && mayEnd(ctx.actor, row),
        })
      }),
      ...{ total: total?.count ?? 0, pageSize, mayPropose: answerProposers.includes(ctx.actor.role) },
    }
  })

/** So long an own proposal that was declined is shown with its reason. */
const declinedDays = 30

/** Answers in the actor's scope that wait for a second person, the oldest first; then own ones that were declined lately. */
export const listProposals = (ctx: Context, { topic, page }: ListProposals) =>
  read(ctx, async (tx) => {
    const where = and(
      proposalsVisibleTo(ctx.actor),
      or(
        eq(answerProposals.state, 'proposed'),
        and(
          eq(answerProposals.state, 'declined'),
          eq(answerProposals.proposedById, ctx.actor.accountId),
          gte(
            answerProposals.decidedAt,
            ctx
              .now()
              .subtract({ hours: 24 * declinedDays })
              .toString(),
          ),
        ),
      ),
      topic === undefined ? undefined : eq(answerProposals.topicId, topic),
    )
    const [total] = await tx.select({ count: count() }).from(answerProposals).where(where)
    const rows = await tx
      .select()
      .from(answerProposals)
      .where(where)
      .orderBy(desc(answerProposals.state), asc(answerProposals.proposedAt), asc(answerProposals.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const named = await namesOf(tx, ctx, rows)
    const ofCases = rows.flatMap(({ fromRequestId }) => fromRequestId ?? [])
    const cases = await casesOf(tx, and(visibleTo(ctx.actor), inArray(requests.id, ofCases)), ofCases.length)
    return {
      rows: rows.map((row) =>
        ProposalRow.parse({
          ...row,
          ...named(row),
          from: cases.find((one) => one.id === row.fromRequestId) ?? null,
          isOwn: row.proposedById === ctx.actor.accountId,
          mayDecide: row.state === 'proposed' && mayDecide(ctx.actor, row),
        }),
      ),
      ...{ total: total?.count ?? 0, pageSize, mayPropose: true },
    }
  })

const casesOf = async (tx: Tx, where: SQL | undefined, many: number): Promise<{ id: string; number: string }[]> =>
  many === 0 ? [] : tx.select({ id: requests.id, number: requests.number }).from(requests).where(where)

async function renewalsOf(tx: Tx, ctx: Context, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { city, renewsId, state } = answerProposals
  const rows = await tx
    .select({ renewsId })
    .from(answerProposals)
    .where(and(eq(city, ctx.city), eq(state, 'proposed'), inArray(renewsId, ids)))
  return new Set(rows.flatMap((row) => row.renewsId ?? []))
}

interface Named {
  topicId: string
  ownerUnitId: string | null
}

/** Topic and owner of rows, by name. */
async function namesOf(tx: Tx, ctx: Context, rows: readonly Named[]) {
  const units = await unitRefs(
    tx,
    ctx,
    rows.flatMap(({ ownerUnitId }) => ownerUnitId ?? []),
  )
  const { id, name, nameEn } = topics
  const known = await tx.select({ id, name, nameEn }).from(topics).where(eq(topics.city, ctx.city))
  return ({ topicId, ownerUnitId }: Named) => ({
    topic: known.find((one) => one.id === topicId),
    ownerUnit: units.get(ownerUnitId ?? '') ?? null,
  })
}
