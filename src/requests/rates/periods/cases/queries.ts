import { and, asc, count, eq, inArray, or } from 'drizzle-orm'
import { unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { visibleTo } from '../../../policy.ts'
import { pageSize } from '../../../queries.ts'
import { requests } from '../../../tables.ts'
import { clocksAt } from '../../parts/queries.ts'
import { countsFor, contests as mayContest } from '../../policy.ts'
import { contests, frozenTimings, periods, timings } from '../../tables.ts'
import type { AskPeriodCases, PeriodCases } from '../contract.ts'
import { canContest, clocksIn, isOpenForContests } from '../rules.ts'

/**
 * Cases of a month that count for the actor and that the actor may see, the oldest first. A closed month shows its rows as
 * they were frozen.
 *
 * @throws AppError not-found
 */
export const listPeriodCases = (ctx: Context, id: string, ask: AskPeriodCases): Promise<PeriodCases> =>
  read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(periods)
      .where(and(eq(periods.city, ctx.city), eq(periods.id, id)))
    const period = found(row, 'requests.rates.noSuchPeriod')
    const asOf = period.closedAt ?? ctx.now().toString()
    const t = period.closedAt === null ? timings : frozenTimings
    const { contact, plan, finish } = clocksAt(t, asOf)
    const where = and(
      eq(t.city, ctx.city),
      period.closedAt === null ? eq(t.month, period.month) : eq(frozenTimings.periodId, id),
      countsFor(ctx.actor, t),
      visibleTo(ctx.actor),
      ask.view === 'late' ? or(contact.out, plan.out, finish.out) : undefined,
    )
    const joined = and(eq(requests.city, t.city), eq(requests.id, t.requestId))
    const [all] = await tx.select({ count: count() }).from(t).innerJoin(requests, joined).where(where)
    const { id: unitId, shortName: name, nameEn } = unitNamesView
    const rows = await tx
      .select({ timing: t, number: requests.number, title: requests.title, unit: { id: unitId, name, nameEn } })
      .from(t)
      .innerJoin(requests, joined)
      .leftJoin(unitNamesView, and(eq(unitNamesView.city, t.city), eq(unitId, t.unitId)))
      .where(where)
      .orderBy(asc(t.registeredAt), asc(t.requestId), asc(t.round))
      .limit(pageSize)
      .offset((ask.page - 1) * pageSize)
    const contested = await contestedOf(tx, ctx, [...new Set(rows.map(({ timing }) => timing.requestId))])
    const isOpen = isOpenForContests(period, dayOf(ctx.now()).toString()) && mayContest(ctx.actor)
    return {
      rows: rows.map(({ timing, unit, ...rest }) => {
        const { requestId, round } = timing
        const isOwn = timing.unitId !== null && (ctx.actor.unitIds?.includes(timing.unitId) ?? true)
        return {
          ...{ id: requestId, round, unit, ...rest },
          clocks: clocksIn(timing, asOf).map((one) => {
            const isContested = contested.has(`${requestId} ${round} ${one.clock}`)
            return { ...one, isContested, mayContest: isOpen && isOwn && !isContested && canContest(one.part) }
          }),
        }
      }),
      ...{ total: all?.count ?? 0, pageSize },
    }
  })

async function contestedOf(tx: Tx, ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ requestId: contests.requestId, round: contests.round, clock: contests.clock })
    .from(contests)
    .where(and(eq(contests.city, ctx.city), inArray(contests.requestId, [...ids])))
  return new Set(rows.map(({ requestId, round, clock }) => `${requestId} ${round} ${clock}`))
}
