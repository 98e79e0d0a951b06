import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { ownAccounts } from '#platform/approvals/policy.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { visibleTo } from '../../policy.ts'
import { requests } from '../../tables.ts'
import { closesPeriods, countsFor, contests as mayContest, oversees } from '../policy.ts'
import { monthText } from '../rules.ts'
import { checks, contests, corrections, periods, timings } from '../tables.ts'
import { PeriodRow, PeriodView } from './contract.ts'
import { clocksIn, isOpenForContests, mayDecideOn } from './rules.ts'

const shown = (row: typeof periods.$inferSelect): PeriodRow => PeriodRow.parse({ ...row, month: monthText(row.month) })

/** Months that were opened for checking, the newest first. */
export const listPeriods = (ctx: Context): Promise<PeriodRow[]> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(periods)
      .where(eq(periods.city, ctx.city))
      .orderBy(desc(periods.month))
      .limit(60)
    return rows.map(shown)
  })

/** One month as far as the actor may know: a unit sees itself, and contests of cases it sees. @throws AppError not-found */
export const getPeriod = (ctx: Context, id: string): Promise<PeriodView> =>
  read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(periods)
      .where(and(eq(periods.city, ctx.city), eq(periods.id, id)))
    const period = found(row, 'requests.rates.noSuchPeriod')
    const units = await unitsOf(tx, ctx, period)
    const isOpen = isOpenForContests(period, dayOf(ctx.now()).toString())
    const isOverseer = oversees(ctx.actor) && ctx.actor.divisions === null
    const said = await tx
      .select()
      .from(corrections)
      .where(and(eq(corrections.city, ctx.city), eq(corrections.periodId, id)))
      .orderBy(asc(corrections.saidAt))
    return PeriodView.parse({
      ...shown(period),
      units,
      contests: await contestsOf(tx, ctx, id, isOverseer),
      corrections: said,
      may: {
        check: isOpen && mayContest(ctx.actor) && ctx.actor.unitId !== null,
        contest: isOpen && mayContest(ctx.actor),
        oversee: isOverseer,
        close: period.state === 'decided' && closesPeriods(ctx.actor) && !(await hasDecided(tx, ctx, id)),
      },
    })
  })

/** Whether the actor decided a contest of the month, by whatever account. */
export async function hasDecided(tx: Tx, ctx: Context, periodId: string): Promise<boolean> {
  const own = await ownAccounts(ctx)
  const rows = await tx
    .select({ id: contests.id })
    .from(contests)
    .where(and(eq(contests.city, ctx.city), eq(contests.periodId, periodId), inArray(contests.decidedBy, [...own])))
    .limit(1)
  return rows.length > 0
}

async function unitsOf(tx: Tx, ctx: Context, period: typeof periods.$inferSelect) {
  const withCases = await tx
    .selectDistinct({ id: timings.unitId })
    .from(timings)
    .where(and(eq(timings.city, ctx.city), eq(timings.month, period.month), countsFor(ctx.actor, timings)))
  const ids = withCases.flatMap((unit) => unit.id ?? [])
  if (ids.length === 0) return []
  const { id, shortName: name, nameEn, officialOrder } = unitNamesView
  const names = await tx
    .select({ id, name, nameEn })
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city), inArray(id, ids)))
    .orderBy(asc(officialOrder), asc(id))
  const checked = await tx
    .select()
    .from(checks)
    .where(and(eq(checks.city, ctx.city), eq(checks.periodId, period.id)))
  const byUnit = new Map(checked.map((one) => [one.unitId, one.checkedByName]))
  return names.map((unit) => ({ ...unit, checkedByName: byUnit.get(unit.id) ?? null }))
}

async function contestsOf(tx: Tx, ctx: Context, periodId: string, isOverseer: boolean) {
  const { id, shortName: name, nameEn } = unitNamesView
  const rows = await tx
    .select({ contest: contests, timing: timings, number: requests.number, unit: { id, name, nameEn } })
    .from(contests)
    .innerJoin(requests, and(eq(requests.city, contests.city), eq(requests.id, contests.requestId)))
    .innerJoin(
      timings,
      and(
        eq(timings.city, contests.city),
        eq(timings.requestId, contests.requestId),
        eq(timings.round, contests.round),
      ),
    )
    .innerJoin(unitNamesView, and(eq(unitNamesView.city, contests.city), eq(id, contests.unitId)))
    .where(and(eq(contests.city, ctx.city), eq(contests.periodId, periodId), visibleTo(ctx.actor)))
    .orderBy(asc(contests.contestedAt), asc(contests.id))
  return rows.map(({ contest, timing, number, unit }) => ({
    ...contest,
    clocks: clocksIn(timing, ctx.now().toString()),
    number,
    unit,
    mayDecide: isOverseer && contest.decision === null && mayDecideOn(ctx.actor, contest),
  }))
}
