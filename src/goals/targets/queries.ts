import { and, asc, eq, gte, inArray, isNotNull, or, type SQL } from 'drizzle-orm'
import { type OwnerName, readOwnerNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { rowCode } from '#platform/papers/index.ts'
import { countedHow } from '../indicators/queries.ts'
import { can, preparers, within } from '../policy.ts'
import { type Citations, citationsOf, ownerView, sourceView } from '../queries.ts'
import { figures, goals, indicators } from '../tables.ts'
import type { ActualView, TargetCheck, TargetFilter, TargetView } from './contract.ts'
import { type Actual, type Assessment, assess, checkShares, currentOf, isProof, readingOf } from './rules.ts'

type FigureRecord = typeof figures.$inferSelect
type IndicatorRecord = typeof indicators.$inferSelect

const pageSize = 50
/** Units whose things are whole, so that half of one is needed by nobody. */
const wholeUnits = new Set('家 个 项 人 件 条 次 场 所 户 套 座 台 名 辆'.split(' '))

/** Targets of a year within the scope, where each stands, and what is to be put in order. Shares stand at their whole. */
export const listTargets = (ctx: Context, filter: TargetFilter) =>
  read(ctx, async (tx) => {
    const years = await tx
      .selectDistinct({ year: figures.year })
      .from(figures)
      .where(and(within(ctx.actor, figures), eq(figures.kind, 'target')))
    const known = years.map(({ year }) => year).sort((a, b) => b - a)
    const year = filter.year ?? known[0]
    const all = year === undefined ? [] : await readTargets(tx, ctx, [eq(figures.year, year)])
    const rows = all.filter((target) => isAsked(target, filter))
    const from = ((filter.page ?? 1) - 1) * pageSize
    return {
      rows: rows.slice(from, from + pageSize),
      total: rows.length,
      pageSize,
      years: known,
      owners: [...new Map(all.map(({ owner }) => [owner.id, owner])).values()],
      checks: (Object.keys(needs) as TargetCheck[]).map((check) => ({
        check,
        count: all.filter((target) => needs[check](target)).length,
      })),
      mayEnter: preparers.includes(ctx.actor.role),
    }
  })

const needs: Record<TargetCheck, (target: TargetView) => boolean> = {
  unknown: ({ standing }) => standing === 'unknown',
  undecided: ({ standing, reading }) => standing !== 'unknown' && reading.why === 'undecided',
  'no-figure': ({ standing }) => standing === 'no-figure',
  shares: ({ shares }) => shares.verdict === 'short' || shares.verdict === 'over',
  'no-date': ({ dueOn }) => dueOn === null,
}

/** Whoever asks for an owner or an indicator sees its shares too; otherwise shares stand at their whole. */
function isAsked(target: TargetView, { owner, indicator, standing, check, q }: TargetFilter): boolean {
  if (target.shareOf && !owner && !indicator && !check) return false
  if (owner && target.owner.id !== owner) return false
  if (indicator && target.indicator.id !== indicator) return false
  if (standing && target.standing !== standing) return false
  if (check && !needs[check](target)) return false
  return !q || target.indicator.name.includes(q) || (target.source.citation?.quote.includes(q) ?? false)
}

/** One target with its shares and every figure stated for it. @throws AppError not-found */
export const getTarget = (ctx: Context, id: string) =>
  read(ctx, async (tx) => {
    const family = await readTargets(tx, ctx, [or(eq(figures.id, id), eq(figures.shareOf, id))])
    const target = found(
      family.find((one) => one.id === id),
      'goals.noTarget',
    )
    const series = target.indicator.id
      ? await tx
          .select()
          .from(figures)
          .where(
            and(
              within(ctx.actor, figures),
              eq(figures.kind, 'actual'),
              eq(figures.indicatorId, target.indicator.id),
              eq(figures.ownerId, target.owner.id),
              isNotNull(figures.endsOn),
            ),
          )
          .orderBy(asc(figures.endsOn), asc(figures.enteredAt))
      : []
    const citations = await citationsOf(tx, ctx, series)
    const actuals = series.flatMap((row) => actualOf(row, citations))
    const current = new Set(currentOf(actuals).map((one) => one.id))
    return {
      target,
      shares: family.filter((one) => one.id !== id),
      actuals: actuals.map((one) => viewOf(one, current.has(one.id))).reverse(),
    }
  })

/** An actual as rules and pages see it. */
interface ReadActual extends Actual {
  row: FigureRecord
  source: ActualView['source']
}

function actualOf(row: FigureRecord, citations: Citations): ReadActual[] {
  const { id, period, endsOn, value, enteredAt } = row
  if (!period || !endsOn) return []
  return [
    {
      ...{ id, period, endsOn, value, enteredAt, row },
      standing: row.standing as Actual['standing'],
      statedBy: (row.statedBy ?? 'document') as Actual['statedBy'],
      source: sourceView(row, citations),
    },
  ]
}

function viewOf({ id, period, value, standing, statedBy, row, source }: ReadActual, isCurrent: boolean): ActualView {
  const { isEstimated, note } = row
  return {
    ...{ id, period, value, standing, statedBy, isEstimated, note, source, isCurrent },
    isProof: isProof(statedBy),
  }
}

/** Targets with all that is shown of them, in the order of their papers. */
export async function readTargets(tx: Tx, ctx: Context, asked: (SQL | undefined)[]): Promise<TargetView[]> {
  const rows = await tx
    .select({
      figure: figures,
      indicator: indicators,
      goal: { id: goals.id, serial: goals.serial, title: goals.title },
    })
    .from(figures)
    .leftJoin(indicators, and(eq(indicators.city, figures.city), eq(indicators.id, figures.indicatorId)))
    .leftJoin(goals, and(eq(goals.city, figures.city), eq(goals.id, figures.goalId), within(ctx.actor, goals)))
    .where(and(within(ctx.actor, figures), eq(figures.kind, 'target'), ...asked))
    .orderBy(
      asc(figures.year),
      asc(figures.commissioner),
      asc(figures.article),
      asc(figures.paragraph),
      asc(figures.startAt),
    )
  if (rows.length === 0) return []
  const actuals = await actualsOf(tx, ctx, rows)
  const names = await readOwnerNames(tx)
  const citations = await citationsOf(tx, ctx, [...rows.map(({ figure }) => figure), ...[...actuals.values()].flat()])
  const shares = Map.groupBy(rows, ({ figure }) => figure.shareOf ?? '')
  return rows.map(({ figure, indicator, goal }) => {
    const series = (actuals.get(seriesKey(figure.indicatorId, figure.ownerId)) ?? []).flatMap((row) =>
      actualOf(row, citations),
    )
    const own = shares.get(figure.id) ?? []
    return targetView(
      ctx,
      { figure, indicator, names, citations, series, shares: own.map((one) => one.figure.value) },
      goal,
    )
  })
}

const seriesKey = (indicatorId: string | null, ownerId: string): string => `${indicatorId} ${ownerId}`

/** Every figure stated for the indicators of these targets, by indicator and owner. */
async function actualsOf(
  tx: Tx,
  ctx: Context,
  rows: readonly { figure: FigureRecord }[],
): Promise<Map<string, FigureRecord[]>> {
  const ids = [...new Set(rows.flatMap(({ figure }) => figure.indicatorId ?? []))]
  const years = rows.map(({ figure }) => Number((figure.period ?? String(figure.year)).slice(0, 4)))
  if (ids.length === 0) return new Map()
  const known = await tx
    .select()
    .from(figures)
    .where(
      and(
        within(ctx.actor, figures),
        eq(figures.kind, 'actual'),
        inArray(figures.indicatorId, ids),
        inArray(figures.ownerId, [...new Set(rows.map(({ figure }) => figure.ownerId))]),
        gte(figures.endsOn, `${Math.min(...years)}-01-01`),
      ),
    )
  return Map.groupBy(known, (row) => seriesKey(row.indicatorId, row.ownerId))
}

interface Parts {
  figure: FigureRecord
  indicator: IndicatorRecord | null
  names: readonly OwnerName[]
  citations: Citations
  series: readonly ReadActual[]
  shares: readonly string[]
}

function targetView(
  ctx: Context,
  { figure, indicator, names, citations, series, shares }: Parts,
  goal: { id: string; serial: number; title: string } | null,
): TargetView {
  const { id, value, unit, period, year, dueOn, baseline, shareOf, version, readAsByName, readAsAt } = figure
  const op = figure.op as TargetView['op']
  const readAs = figure.readAs as TargetView['reading']['op']
  const how = indicator ? countedHow(indicator) : null
  const facts = { op, value, readAs, period, dueOn, year, baseline }
  const assessed: Assessment<ReadActual> | null =
    how && assess(facts, { ...how, isWhole: unit !== null && wholeUnits.has(unit) }, series)
  const reading = assessed?.reading ?? readingOf(op, readAs, 'more')
  const {
    standing = 'unknown' as const,
    latest = null,
    gap = null,
    done = null,
    passed = null,
    need = null,
  } = assessed ?? {}
  return {
    ...{ id, op, value, unit, period, year, dueOn, baseline, shareOf, version, standing, gap, done, passed, need },
    indicator: {
      id: indicator?.id ?? null,
      name: indicator?.name ?? figure.indicator,
      ...(how ?? { counting: null, direction: null, periodType: null }),
      publisher: indicator?.publisher ?? null,
      isAdditive: indicator?.isAdditive ?? null,
    },
    owner: ownerView(figure, names),
    goal: goal && { id: goal.id, code: rowCode(goal.serial), title: goal.title },
    reading: { ...reading, byName: readAs && readAsByName, at: readAs && readAsAt },
    latest: latest && viewOf(latest, true),
    shares: {
      count: shares.length,
      ...checkShares(value, shares, {
        direction: how?.direction ?? 'more',
        isAdditive: indicator?.isAdditive ?? false,
      }),
    },
    source: sourceView(figure, citations),
    mayChange: can(ctx.actor, 'change', figure),
  }
}
