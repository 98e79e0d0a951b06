import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { requestSubject } from '../clocks/commands.ts'
import { visibleTo } from '../policy.ts'
import { unitRefs } from '../queries.ts'
import { followCause } from '../rates/timings/commands.ts'
import { causes, requests, topics } from '../tables.ts'
import type { KeepCause, MakeCause, Tie } from './contract.ts'
import { causesVisibleTo, keepsCause, namesCauses } from './policy.ts'

const causeSubject = 'request-cause'

interface Kept {
  id: string
  version: number
}

/** Name a root cause with owner and day. @throws AppError forbidden | invalid `requests.noTopic`, `requests.noSuchUnit` */
export const makeCause = (ctx: Context, cause: MakeCause): Promise<Kept> =>
  transact(ctx, async (tx) => {
    requireMay(namesCauses(ctx.actor), 'requests.make-cause')
    const [topic] = await tx
      .select({ id: topics.id })
      .from(topics)
      .where(and(eq(topics.city, ctx.city), eq(topics.id, cause.topicId)))
    if (!topic) throw new AppError('invalid', 'requests.noTopic')
    const units = await unitRefs(tx, ctx, [cause.ownerUnitId])
    if (!units.has(cause.ownerUnitId)) throw new AppError('invalid', 'requests.noSuchUnit')
    const id = newId()
    await tx.insert(causes).values({
      ...{ city: ctx.city, id, ...cause, measures: cause.measures ?? null },
      ...{ createdByName: ctx.actor.name, createdAt: ctx.now().toString() },
    })
    await announce(ctx, tx, { kind: 'request-cause-named', subject: { kind: causeSubject, id }, facts: {} })
    return { id, version: 1 }
  })

/**
 * Change owner, day and measures, or say that the measures are done: requests are counted before and since.
 *
 * @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile` | invalid `requests.noMeasures`,
 *   `requests.doneTomorrow`
 */
export const keepCause = (ctx: Context, id: string, { version, measures, doneOn, ...rest }: KeepCause): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const cause = await lockCause(tx, ctx, id)
    requireMay(keepsCause(ctx.actor, cause), 'requests.keep-cause')
    if (cause.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (doneOn !== undefined && measures === undefined) throw new AppError('invalid', 'requests.noMeasures')
    if (doneOn !== undefined && doneOn > dayOf(ctx.now()).toString())
      throw new AppError('invalid', 'requests.doneTomorrow')
    const state = doneOn === undefined ? 'open' : 'done'
    const kept = one(
      await tx
        .update(causes)
        .set({ ...rest, measures: measures ?? null, doneOn: doneOn ?? null, state, version: version + 1 })
        .where(and(eq(causes.city, ctx.city), eq(causes.id, id)))
        .returning({ id: causes.id, version: causes.version }),
    )
    const kind = state === 'done' ? 'request-cause-done' : 'request-cause-kept'
    await announce(ctx, tx, { kind, subject: { kind: causeSubject, id }, facts: {} })
    return kept
  })

/** Tie requests to a cause; one that was tied to another moves. Those tied already stay. @throws AppError not-found | forbidden */
export const tieRequests = (ctx: Context, id: string, tie: Tie): Promise<{ tied: number }> =>
  changeTies(ctx, id, tie, id, or(isNull(requests.causeId), ne(requests.causeId, id)), 'request-tied')

/** Take requests off a cause. @throws AppError not-found | forbidden */
export const untieRequests = (ctx: Context, id: string, tie: Tie): Promise<{ tied: number }> =>
  changeTies(ctx, id, tie, null, eq(requests.causeId, id), 'request-untied')

const changeTies = (
  ctx: Context,
  id: string,
  { requestIds }: Tie,
  causeId: string | null,
  are: ReturnType<typeof eq> | undefined,
  kind: 'request-tied' | 'request-untied',
) =>
  transact(ctx, async (tx) => {
    const cause = await lockCause(tx, ctx, id)
    requireMay(keepsCause(ctx.actor, cause), 'requests.tie')
    const wanted = and(visibleTo(ctx.actor), inArray(requests.id, [...requestIds]))
    const seen = await tx
      .select({ id: requests.id, causeId: requests.causeId })
      .from(requests)
      .where(wanted)
      .orderBy(requests.id)
      .for('update')
    if (seen.length !== new Set(requestIds).size) throw new AppError('not-found', 'requests.notFound')
    const changed = await tx.update(requests).set({ causeId }).where(and(wanted, are)).returning({ id: requests.id })
    const ids = changed.map(({ id: changedId }) => changedId)
    const before = new Set(seen.flatMap((row) => (row.causeId === null || row.causeId === id ? [] : [row.causeId])))
    // The cause they are tied to last: what the others clear it writes anew.
    for (const one of [...before, id]) await followCause(ctx, tx, one, ids)
    for (const requestId of ids) {
      const facts = { causeId: id, title: cause.title }
      await announce(ctx, tx, { kind, subject: { kind: requestSubject, id: requestId }, facts })
    }
    return { tied: changed.length }
  })

async function lockCause(tx: Tx, ctx: Context, id: string) {
  const [row] = await tx
    .select()
    .from(causes)
    .where(and(causesVisibleTo(ctx.actor), eq(causes.id, id)))
    .for('update')
  return found(row, 'requests.noCause')
}
