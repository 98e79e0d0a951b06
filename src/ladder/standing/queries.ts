import { eq, type SQL, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import { listDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { dayNumber, dayText, type Facts } from '../engine/facts.ts'
import { judge } from '../engine/judge.ts'
import { type Plan, plan } from '../engine/plan.ts'
import type { CriterionResult } from '../engine/results.ts'
import { columnOf } from '../engine/sql-terms.ts'
import { visibleTo } from '../policy.ts'
import { rulesInForce, titleOf } from '../queries.ts'
import { factCatalogue, gapOf, isShipped, packedFacts, rungs } from '../rules.ts'
import { facts } from '../tables.ts'
import type { CandidateView, CriterionView, RungCount, standingApi } from './contract.ts'
import { changesOfFirm } from './log/queries.ts'

type Answer<Name extends keyof typeof standingApi> = AnswerOf<(typeof standingApi)[Name]>

const nearest = 400
const pageSize = 10

/** How firms of the scope stand, with denominators: of how many, how many hold, could, nearly could, and are not known. */
export const getOverview = (ctx: Context): Promise<Answer<'overview'>> =>
  read(ctx, async (tx) => {
    const on = dayOf(ctx.now())
    const today = on.toString()
    const divisions = await listPlaces(tx, ctx)
    const titles = (await rulesInForce(tx, ctx, today)).map(titleOf)
    const steps = titles.filter(({ rule, isLocal }) => isLocal || (rungs as readonly string[]).includes(rule))
    const counts: RungCount[] = []
    for (const { rule } of steps) {
      const holds = heldOn(rule, today)
      const { rows } = await tx.execute<Omit<RungCount, 'rule' | 'divisionName'>>(sql`
        select left(f.division, 6) as division, count(*)::int as firms, count(*) filter (where h.holds)::int as holders,
          count(*) filter (where not h.holds and v.result in (1, 4))::int as ready,
          count(*) filter (where not h.holds and v.unmet = 1 and v.open = 0)::int as near,
          count(*) filter (where not h.holds and v.unmet = 0 and v.result = 3)::int as unknown,
          count(*) filter (where v.open = 0)::int as judged,
          count(*) filter (where v.open = 0 and v.result in (1, 4))::int as meets
        from ${firmsView} f join ladder.facts k on k.city = f.city and k.id = f.id
        cross join lateral (select ${holds} as holds) h
        left join ladder.verdicts v on v.city = f.city and v.id = f.id and v.rule = ${rule}
        where ${visibleTo(ctx.actor)} group by 1`)
      const inOrder = divisions.flatMap(({ code, name }) => {
        const row = rows.find(({ division }) => division === code)
        return row ? [{ ...row, rule, divisionName: name }] : []
      })
      counts.push(...inOrder)
    }
    const years = await holdersByYear(
      tx,
      ctx,
      on.year,
      steps.map(({ rule }) => rule),
    )
    const seen = new Set(counts.map(({ division }) => division))
    return {
      ...{ onDay: await judgedOn(tx, ctx), titles: steps, rungs: counts, years },
      divisions: divisions.filter(({ code }) => seen.has(code)),
    }
  })

/** Titles valid at the end of the last four years, and today. */
async function holdersByYear(
  tx: Tx,
  ctx: Context,
  thisYear: number,
  rules: readonly string[],
): Promise<Answer<'overview'>['years']> {
  if (rules.length === 0) return []
  const today = dayOf(ctx.now()).toString()
  const { rows } = await tx.execute<Answer<'overview'>['years'][number]>(sql`
    select l.list as rule, left(f.division, 6) as division, y.year, count(distinct l.enterprise_id)::int as holders
    from generate_series(${thisYear - 4}::int, ${thisYear}::int) as y(year)
    join enterprises.firm_listings l on l.city = ${ctx.city} and l.list in ${[...rules]}
      and l.valid_from <= least(make_date(y.year, 12, 31), ${today}::date)
      and coalesce(l.valid_to, 'infinity'::date) >= least(make_date(y.year, 12, 31), ${today}::date)
    join ${firmsView} f on f.city = l.city and f.id = l.enterprise_id
    where ${visibleTo(ctx.actor)} group by 1, 2, 3 order by 3, 1, 2`)
  return rows.map(({ rule, division, year, holders }) => ({ rule, division, year: Number(year), holders }))
}

/** Firms without the title, the smallest gap first: few unmet criteria, then small distances; ten at a time. */
export const listCandidates = (
  ctx: Context,
  { rule, division, page = 1 }: { rule: string; division?: string | undefined; page?: number },
): Promise<Answer<'candidates'>> =>
  read(ctx, async (tx) => {
    const onDay = await judgedOn(tx, ctx)
    const rules = await rulesInForce(tx, ctx, onDay ?? dayOf(ctx.now()).toString())
    const about = { onDay, titles: rules.map(titleOf), divisions: await listPlaces(tx, ctx), pageSize }
    const version = rules.find((one) => one.rule === rule)
    if (!version || onDay === null) return { ...about, rows: [], total: 0 }
    const judged = plan(version.text, factCatalogue, onDay, ctx.city)
    const place = division === undefined ? sql`true` : sql`left(f.division, 6) = ${division}`
    const firms = await listFirms(
      tx,
      ctx,
      sql`join ladder.verdicts v on v.city = f.city and v.id = f.id and v.rule = ${rule}`,
      sql`not ${heldOn(rule, onDay)} and ${place} order by v.unmet, v.open, f.id limit ${nearest}`,
    )
    const rows = firms
      .map((firm) => candidate(firm, judged))
      .sort((a, b) => a.gap - b.gap || a.missing.length - b.missing.length)
      .slice((page - 1) * pageSize, page * pageSize)
    return { ...about, rows: rows.map(({ gap: _, ...row }) => row), total: firms.length }
  })

/** Titles that end within twelve months, judged as a review would today. */
export const listRenewals = (ctx: Context): Promise<Answer<'renewals'>> =>
  read(ctx, async (tx) => {
    const onDay = await judgedOn(tx, ctx)
    const rows: Answer<'renewals'>['rows'] = []
    const rules = onDay === null ? [] : await rulesInForce(tx, ctx, onDay)
    for (const { rule, text } of rules) {
      if (onDay === null || !(isShipped(rule) ? (rungs as readonly string[]).includes(rule) : true)) continue
      const judged = plan(text, factCatalogue, onDay, ctx.city)
      const lastDay = dayText(judged.day + 365)
      const ends = sql`${heldOn(rule, onDay)} and ${endOf(rule, onDay)} <= ${lastDay}::date`
      const order = sql`order by ${endOf(rule, onDay)}, f.id limit 200`
      const firms = await listFirms(tx, ctx, sql``, sql`${ends} ${order}`, endOf(rule, onDay))
      for (const firm of firms) {
        const { gap: _, ...row } = candidate({ ...firm, facts: { ...firm.facts, review: 1 } }, judged)
        rows.push({ ...row, rule, endsOn: firm.endsOn ?? '' })
      }
    }
    const titles = rules.map(titleOf)
    return { onDay, titles, rows: rows.sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1)) }
  })

/** What the page of one firm judges by itself. @throws AppError not-found */
export const getFirm = (ctx: Context, id: string): Promise<Answer<'firm'>> =>
  read(ctx, async (tx) => {
    const [firm] = await listFirms(tx, ctx, sql``, sql`f.id = ${id}`)
    const { facts, onDay, ...named } = found(firm, 'ladder.noFirm')
    const on = dayOf(ctx.now()).toString()
    const rules = (await rulesInForce(tx, ctx, on)).map(({ id: versionId, ...rule }) => ({ ...rule, versionId }))
    const { endsOn: _, ...firmNamed } = named
    return { firm: firmNamed, onDay, facts, rules, changes: await changesOfFirm(tx, ctx, id) }
  })

interface FirmWithFacts {
  id: string
  name: string
  division: string
  divisionName: string
  onDay: string | null
  endsOn: string | null
  facts: Record<string, number | null>
}

async function listFirms(
  tx: Tx,
  ctx: Context,
  joined: SQL,
  where: SQL,
  endsOn: SQL = sql`null::date`,
): Promise<FirmWithFacts[]> {
  const names = new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select f.id as firm_id, f.name as firm_name, f.division as firm_division, ${endsOn}::text as ends_on, k.*
    from ${firmsView} f left join ladder.facts k on k.city = f.city and k.id = f.id ${joined}
    where ${visibleTo(ctx.actor)} and ${where}`)
  return rows.map((row) => ({
    id: String(row.firm_id),
    name: String(row.firm_name),
    division: String(row.firm_division),
    divisionName: names.get(String(row.firm_division)) ?? String(row.firm_division),
    onDay: row.on_day === null ? null : String(row.on_day),
    endsOn: row.ends_on === null ? null : String(row.ends_on),
    facts: Object.fromEntries(
      packedFacts.map(({ reference }) => {
        const value = row[columnOf(reference)]
        return [reference, value === null || value === undefined ? null : Number(value)]
      }),
    ),
  }))
}

function candidate(
  { onDay: _, endsOn: __, facts, ...firm }: FirmWithFacts,
  judged: Plan,
): CandidateView & { gap: number } {
  const { criteria, basis, total } = judge(judged, facts as Facts)
  const all = [...criteria, ...basis]
  return {
    ...firm,
    unmet: all.filter(({ verdict }) => verdict === 'not-met').map(viewOf),
    missing: [...new Set(all.flatMap(({ missing }) => missing))],
    reviews: all.filter(({ verdict }) => verdict === 'review').length,
    total,
    gap: gapOf(all),
  }
}

const viewOf = ({ id, zh, en, article, verdict, distance, needsAll, missing }: CriterionResult): CriterionView => ({
  ...{ id, zh, en, article, verdict, needsAll, missing },
  distance: distance.slice(0, 4),
})

const emptyFacts = Object.fromEntries(packedFacts.map(({ reference }) => [reference, null]))
/** Titles that packed rows keep are read from them; a city's own list from the registry. */
const hasTitle = (rule: string): boolean => `${rule}.from` in emptyFacts

/** Whether a firm `f` with its facts `k` stands on the list of a rule on a day; never null. */
function heldOn(rule: string, day: string): SQL {
  const number = dayNumber(day)
  if (hasTitle(rule))
    return sql.raw(
      `coalesce(k.${columnOf(`${rule}.from`)} <= ${number} and k.${columnOf(`${rule}.until`)} >= ${number}, false)`,
    )
  return sql`exists (select 1 from enterprises.firm_listings l where l.city = f.city and l.enterprise_id = f.id
    and l.list = ${rule} and l.valid_from <= ${day}::date and coalesce(l.valid_to, 'infinity'::date) >= ${day}::date)`
}

/** The last day on which it does. */
const endOf = (rule: string, day: string): SQL =>
  hasTitle(rule)
    ? sql.raw(`(DATE '1970-01-01' + k.${columnOf(`${rule}.until`)})`)
    : sql`(select max(l.valid_to) from enterprises.firm_listings l where l.city = f.city and l.enterprise_id = f.id
        and l.list = ${rule} and l.valid_from <= ${day}::date)`

async function judgedOn(tx: Tx, ctx: Context): Promise<string | null> {
  const [row] = await tx
    .select({ onDay: sql<string | null>`max(${facts.onDay})::text` })
    .from(facts)
    .where(eq(facts.city, ctx.city))
  return row?.onDay ?? null
}

/** Divisions of firms, in the order in which the city names them. */
const listPlaces = async (tx: Tx, ctx: Context): Promise<{ code: string; name: string }[]> =>
  (await listDivisions(tx, ctx)).filter(({ code }) => code.length === 6).map(({ code, name }) => ({ code, name }))
