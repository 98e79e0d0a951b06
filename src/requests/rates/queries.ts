import { and, asc, eq, gte, inArray, like, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import { listDivisions, unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { topics } from '../tables.ts'
import type { AskRates, Grouping, RateGroup, RatesFilter, RatesView } from './contract.ts'
import { conditionsOf, secondsOf, type TimingTable } from './parts/queries.ts'
import { countsFor, seesRatings } from './policy.ts'
import {
  type Counting,
  monthNumber,
  monthText,
  type PartCounts,
  periodOf,
  RankingRule,
  type Rate,
  type RateKey,
  RatesRule,
  rankingRule,
  rateKeys,
  rateOf,
  ratePartNames,
  ratesRule,
  ratingRates,
  scoreOf,
  timesOf,
} from './rules.ts'
import { frozenTimings, periods, timings } from './tables.ts'
import { reopenedWithin } from './timings/queries.ts'

/** Which rows count, from which table, as of when. */
export interface Source extends Counting {
  table: TimingTable
  where: SQL | undefined
  from: string
  to: string
  frozen: RatesView['frozen']
  /** All of whole months, and no filter: what firms said of less, or of other days, would tell of single cases by subtraction. */
  isPlain: boolean
}

/** @throws AppError not-found `requests.rates.notClosed` where frozen numbers are asked for a month that is not closed */
export async function sourceOf(tx: Tx, ctx: Context, filter: RatesFilter): Promise<Source> {
  const days = periodOf(filter.period)
  if (!days) throw new AppError('invalid', 'requests.rates.noPeriod')
  const closed = filter.frozen === 'yes' ? await closedPeriod(tx, ctx, filter.period) : null
  const table: TimingTable = closed ? frozenTimings : timings
  const { kind, channel, topic, unit, division } = filter
  const where = and(
    eq(table.city, ctx.city),
    countsFor(ctx.actor, table),
    closed
      ? eq(frozenTimings.periodId, closed.id)
      : and(gte(table.registeredAt, dayStart(days.from)), lt(table.registeredAt, dayStart(days.to, 1))),
    kind === undefined ? undefined : eq(table.kind, kind),
    channel === undefined ? undefined : eq(table.channel, channel),
    topic === undefined ? undefined : eq(table.topicId, topic),
    unit === undefined ? undefined : eq(table.unitId, unit),
    // A district holds its towns, whose codes begin with its own.
    division === undefined ? undefined : like(table.divisionCode, `${division}%`),
  )
  const isOwn = unit === undefined || ctx.actor.unitIds?.length === 1
  const isPlain =
    isOwn && !filter.period.includes('..') && [kind, channel, topic, division].every((one) => one === undefined)
  const asOf = closed?.closedAt ?? ctx.now().toString()
  const reopenedWithinDays = await reopenedWithin(tx, ctx, Temporal.Instant.from(asOf))
  return { table, where, asOf, reopenedWithinDays, ...days, frozen: closed, isPlain }
}

/** The first moment of a day in the city, or of one that much later. */
const dayStart = (day: string, later = 0): string =>
  Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(cityZone).toInstant().toString()

async function closedPeriod(tx: Tx, ctx: Context, period: string) {
  const [row] = await tx
    .select({ id: periods.id, closedByName: periods.closedByName, closedAt: periods.closedAt })
    .from(periods)
    .where(and(eq(periods.city, ctx.city), eq(periods.month, monthNumber(period)), eq(periods.state, 'closed')))
  const { id, closedByName, closedAt } = found(row, 'requests.rates.notClosed')
  return { id, closedByName: closedByName ?? '', closedAt: closedAt ?? '' }
}

/** The rates of a period as the actor may see them. */
export const getRates = (ctx: Context, ask: AskRates): Promise<RatesView> =>
  read(ctx, async (tx) => ratesOf(tx, ctx, await sourceOf(tx, ctx, ask), ask.by))

export async function ratesOf(tx: Tx, ctx: Context, source: Source, by: Grouping): Promise<RatesView> {
  const rules = await rulesNow(tx, ctx)
  const tallied = await tally(tx, source, by)
  const hides = !seesRatings(ctx.actor)
  const least = rules.rates.ratingsAtLeast
  // What firms said changes for them by whole months alone: of two looks, one before and one after a rating, the difference
  // would be that rating.
  const said = hides && source.frozen === null ? await tally(tx, closedMonthsOf(ctx, source), by) : tallied
  const hidesTotal = hides && (!source.isPlain || tellsOfFew([...said.months.values()], least))
  const parts = [...said.groups.values()].map(({ sums }) => sums)
  const hidesGroups = hidesTotal || (hides && ((by !== 'unit' && by !== 'month') || tellsOfFew(parts, least)))
  const shown = (id: string | null, name: Name, counts: Counts, ofSaid: Counts, isHidden: boolean): RateGroup => {
    const rates = Object.fromEntries(
      rateKeys.map((key) => [key, rateIn(ratingRates.includes(key) ? ofSaid : counts, key, source.asOf)]),
    ) as Rates
    const tooFew = isHidden || (hides && rates.solved.denominator < least)
    return {
      ...{ id, ...name, registered: counts.sums.registered ?? 0 },
      rates: tooFew ? { ...rates, ...Object.fromEntries(ratingRates.map((key) => [key, null])) } : rates,
      times: {
        contact: timesOf(sorted(counts.contact)),
        plan: timesOf(sorted(counts.plan)),
        finish: timesOf(sorted(counts.finish)),
      },
      overdue: {
        contact: counts.sums.contact_overdue ?? 0,
        plan: counts.sums.plan_overdue ?? 0,
        finish: counts.sums.finish_overdue ?? 0,
      },
      claimed: counts.sums.claimed ?? 0,
      denied: counts.sums.denied ?? 0,
      score: tooFew ? null : scoreOf(rules.ranking, counts.sums.registered ?? 0, rates),
    }
  }
  const names = await namesOf(tx, ctx, by, [...tallied.groups.keys()])
  const { ratingsAtLeast } = rules.rates
  const { isOn, atLeast, weights } = rules.ranking
  return {
    ...{ asOf: source.asOf, from: source.from, to: source.to, by, frozen: source.frozen },
    total: shown(null, { name: '', nameEn: '' }, tallied.total, said.total, hidesTotal),
    groups: names.flatMap(({ id, ...name }) => {
      const counts = tallied.groups.get(id ?? '')
      return counts ? [shown(id, name, counts, said.groups.get(id ?? '') ?? none(), hidesGroups)] : []
    }),
    months: [...tallied.months]
      .toSorted(([a], [b]) => a - b)
      .map(([month, sums]) => ({
        month: monthText(month),
        registered: sums.registered ?? 0,
        rates: {
          contact: rateOf(partsIn(sums, 'contact'), source.asOf),
          plan: rateOf(partsIn(sums, 'plan'), source.asOf),
          finish: rateOf(partsIn(sums, 'finish'), source.asOf),
        },
      })),
    ranking: isOn ? { atLeast, weights } : null,
    ratingsAtLeast,
    opensRatings: !hides,
  }
}

/** The rows of the closed months of a period, as they were frozen. */
const closedMonthsOf = (ctx: Context, { from, to, ...source }: Source): Source => ({
  ...{ ...source, from, to, table: frozenTimings },
  where: and(
    eq(frozenTimings.city, ctx.city),
    countsFor(ctx.actor, frozenTimings),
    gte(frozenTimings.month, monthNumber(from.slice(0, 7))),
    lte(frozenTimings.month, monthNumber(to.slice(0, 7))),
  ),
})

/** Whether what is hidden in parts for being too few could be had by subtracting the others from the whole. */
function tellsOfFew(parts: readonly Sums[], least: number): boolean {
  const answers = parts.map((sums) => (sums.solved_in ?? 0) + (sums.solved_out ?? 0))
  const few = answers.filter((one) => one < least).reduce((sum, one) => sum + one, 0)
  return few > 0 && few < least
}

type Rates = Record<RateKey, Rate>
interface Name {
  name: string
  nameEn: string
}
type Sums = Record<string, number>
interface Counts {
  sums: Sums
  contact: Uint32Array[]
  plan: Uint32Array[]
  finish: Uint32Array[]
}

const none = (): Counts => ({ sums: {}, contact: [], plan: [], finish: [] })

const partsIn = (sums: Sums, key: RateKey): PartCounts =>
  Object.fromEntries(ratePartNames.map((part) => [part, sums[`${key}_${part}`] ?? 0]))

const rateIn = ({ sums }: Counts, key: RateKey, asOf: string): Rate =>
  key === 'paused'
    ? { ...rateOf({}, asOf), numerator: sums.pausedSeconds ?? 0, denominator: sums.wholeSeconds ?? 0 }
    : rateOf(partsIn(sums, key), asOf)

/** The rules on the day. */
export async function rulesNow(tx: Tx, ctx: Context) {
  const today = dayOf(ctx.now())
  const rates = await ruleAt(tx, ctx.city, ratesRule, RatesRule, today)
  const ranking = await ruleAt(tx, ctx.city, rankingRule, RankingRule, today)
  return { rates: rates.body, ranking: ranking.body }
}

const groupColumn = (t: TimingTable, by: Grouping): SQL<string | null> => {
  const columns = { unit: t.unitId, topic: t.topicId, month: t.month }
  return by === 'division' ? sql`left(${t.divisionCode}, 6)` : sql`${columns[by]}::text`
}

/** One pass that counts every part of every rate by group and month, and one that gathers how long things took. */
async function tally(tx: Tx, source: Source, by: Grouping) {
  const { table: t, where, asOf } = source
  const group = groupColumn(t, by)
  const count = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`
  const fields: Record<string, SQL<number>> = {
    registered: count(sql`${t.isLast}`),
    claimed: count(
      sql`${t.isLast} and ${t.contactedAt} is not null and ${t.contactWord} is distinct from 'confirmed' and ${t.contactWord} is distinct from 'denied'`,
    ),
    denied: count(sql`${t.isLast} and ${t.contactWord} = 'denied'`),
  }
  for (const [key, parts] of Object.entries(conditionsOf(t, source))) {
    if (key === 'paused') continue
    for (const [part, condition] of Object.entries(parts)) fields[`${key}_${part}`] = count(condition)
  }
  const seconds = secondsOf(t, asOf)
  fields.pausedSeconds = sql<number>`sum(${seconds.paused})::bigint`
  fields.wholeSeconds = sql<number>`sum(${seconds.whole})::bigint`
  const rows = await tx
    .select({ group: group.as('grouped'), month: t.month, ...fields })
    .from(t)
    .where(where)
    .groupBy(sql`1`, t.month)

  const groups = new Map<string, Counts>()
  const total = none()
  const months = new Map<number, Sums>()
  for (const { group: id, month, ...sums } of rows) {
    const own = groups.get(id ?? '') ?? none()
    groups.set(id ?? '', own)
    const ofMonth = months.get(month) ?? {}
    months.set(month, ofMonth)
    for (const to of [own.sums, total.sums, ofMonth]) add(to, sums)
  }
  for (const row of await tookOf(tx, t, where, group)) {
    for (const key of ['contact', 'plan', 'finish'] as const) {
      const took = numbersOf(row[key])
      groups.get(row.group ?? '')?.[key].push(took)
      total[key].push(took)
    }
  }
  return { groups, total, months }
}

function add(to: Sums, sums: Sums): void {
  for (const [name, value] of Object.entries(sums)) to[name] = (to[name] ?? 0) + Number(value)
}

/**
 * How long each counted clock took, as packed integers: sorting them here takes a few milliseconds, while percentiles of
 * groups make the database sort every row three times.
 */
function tookOf(tx: Tx, t: TimingTable, where: SQL | undefined, group: SQL<string | null>) {
  const packed = (seconds: PgColumn, state: PgColumn) =>
    sql<Uint8Array | null>`string_agg(int4send(${seconds}), '') filter (where ${inArray(state, ['met', 'missed'])})`
  return tx
    .select({
      group: group.as('grouped'),
      contact: packed(t.contactSeconds, t.contactState),
      plan: packed(t.planSeconds, t.planState),
      finish: packed(t.finishSeconds, t.finishState),
    })
    .from(t)
    .where(where)
    .groupBy(sql`1`)
}

function numbersOf(packed: Uint8Array | null): Uint32Array {
  if (packed === null) return new Uint32Array(0)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Uint32Array.from({ length: packed.byteLength / 4 }, (_, at) => view.getUint32(at * 4))
}

function sorted(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all.sort()
}

const nobody = { id: null, name: '', nameEn: '' }

/** Names of groups in official order. What no unit has yet comes last. */
async function namesOf(tx: Tx, ctx: Context, by: Grouping, ids: readonly string[]) {
  if (by === 'month') {
    return ids.toSorted().map((id) => ({ id, name: monthText(Number(id)), nameEn: monthText(Number(id)) }))
  }
  if (by === 'division') {
    const all = await listDivisions(tx, ctx)
    return all.map(({ code, shortName: name, nameEn }) => ({ id: code, name, nameEn }))
  }
  if (by === 'topic') {
    const { id, name, nameEn, position } = topics
    return tx.select({ id, name, nameEn }).from(topics).where(eq(topics.city, ctx.city)).orderBy(asc(position), asc(id))
  }
  const known = ids.filter((id) => id !== '')
  const { id, shortName: name, nameEn, officialOrder } = unitNamesView
  const rows =
    known.length === 0
      ? []
      : await tx
          .select({ id, name, nameEn })
          .from(unitNamesView)
          .where(and(eq(unitNamesView.city, ctx.city), inArray(id, known)))
          .orderBy(asc(officialOrder), asc(id))
  return [...rows, nobody]
}
