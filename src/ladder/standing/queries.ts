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
import { rulesInForce } from '../queries.ts'
import { factCatalogue, gapOf, packedFacts, type RuleName, rungs } from '../rules.ts'
import { facts } from '../tables.ts'
import type { CandidateView, CriterionView, RungCount, standingApi } from './contract.ts'

type Answer<Name extends keyof typeof standingApi> = AnswerOf<(typeof standingApi)[Name]>

const nearest = 400
const shown = 50

/** How firms of the scope stand, with denominators: of how many, how many hold, could, nearly could, and are not known. */
export const getOverview = (ctx: Context): Promise<Answer<'overview'>> =>
  read(ctx, async (tx) => {
    const on = dayOf(ctx.now())
    const day = dayNumber(on.toString())
    const names = await divisionNames(tx, ctx)
    const counts: RungCount[] = []
    for (const rule of rungs) {
      const holds = sql.raw(`k.${columnOf(`${rule}.from`)} <= ${day} and k.${columnOf(`${rule}.until`)} >= ${day}`)
      const { rows } = await tx.execute<Record<string, string | number>>(sql`
          select left(f.division, 6) as division, count(*)::int as firms, count(*) filter (where ${holds})::int as holders,
            count(*) filter (where not (${holds}) and v.passes in (1, 4))::int as ready,
            count(*) filter (where not (${holds}) and v.unmet = 1 and v.open = 0)::int as near,
            count(*) filter (where not (${holds}) and v.unmet = 0 and v.open > 0)::int as unknown
          from ${firmsView} f join ladder.facts k on k.city = f.city and k.id = f.id
          left join ladder.verdicts v on v.city = f.city and v.id = f.id and v.rule = ${rule}
          where ${visibleTo(ctx.actor)} group by 1 order by 1`)
      const ofRung = rows.map((row) => ({
        rule,
        division: String(row.division),
        divisionName: names.get(String(row.division)) ?? String(row.division),
        firms: Number(row.firms),
        holders: Number(row.holders),
        ready: Number(row.ready),
        near: Number(row.near),
        unknown: Number(row.unknown),
      }))
      counts.push(...ofRung)
    }
    return { onDay: await judgedOn(tx, ctx), rungs: counts, years: await holdersByYear(tx, ctx, on.year) }
  })

/** Titles valid at the end of the last four years, and today. */
async function holdersByYear(tx: Tx, ctx: Context, thisYear: number): Promise<Answer<'overview'>['years']> {
  const today = dayOf(ctx.now()).toString()
  const { rows } = await tx.execute<{ rule: RuleName; year: number; holders: number }>(sql`
    select l.list as rule, y.year, count(distinct l.enterprise_id)::int as holders
    from generate_series(${thisYear - 4}::int, ${thisYear}::int) as y(year)
    join enterprises.firm_listings l on l.city = ${ctx.city} and l.list in ${[...rungs]}
      and l.valid_from <= least(make_date(y.year, 12, 31), ${today}::date)
      and coalesce(l.valid_to, 'infinity'::date) >= least(make_date(y.year, 12, 31), ${today}::date)
    join ${firmsView} f on f.city = l.city and f.id = l.enterprise_id
    where ${visibleTo(ctx.actor)} group by 1, 2 order by 2, 1`)
  return rows.map(({ rule, year, holders }) => ({ rule, year: Number(year), holders: Number(holders) }))
}

/** Firms without the title, the smallest gap first: few unmet criteria, then small distances. */
export const listCandidates = (
  ctx: Context,
  { rule, division }: { rule: RuleName; division?: string | undefined },
): Promise<Answer<'candidates'>> =>
  read(ctx, async (tx) => {
    const onDay = await judgedOn(tx, ctx)
    const judged = await planOf(tx, ctx, rule, onDay)
    if (!judged) return { onDay, rows: [], looked: 0 }
    const place = division === undefined ? sql`true` : sql`f.division = ${division}`
    const holds = sql.raw(heldOn(rule, judged.day))
    const firms = await listFirms(
      tx,
      ctx,
      sql`join ladder.verdicts v on v.city = f.city and v.id = f.id and v.rule = ${rule}`,
      sql`not coalesce(${holds}, false) and ${place} order by v.unmet, v.open, f.id limit ${nearest}`,
    )
    const rows = firms
      .map((firm) => candidate(firm, judged))
      .sort((a, b) => a.gap - b.gap || a.missing.length - b.missing.length)
    return { onDay, rows: rows.slice(0, shown).map(({ gap: _, ...row }) => row), looked: firms.length }
  })

/** Titles that end within twelve months, judged as a review would today. */
export const listRenewals = (ctx: Context): Promise<Answer<'renewals'>> =>
  read(ctx, async (tx) => {
    const onDay = await judgedOn(tx, ctx)
    const rows: Answer<'renewals'>['rows'] = []
    for (const rule of rungs) {
      const judged = await planOf(tx, ctx, rule, onDay)
      if (!judged || !hasTitle(rule)) continue
      const until = columnOf(`${rule}.until`)
      const ends = sql.raw(`${heldOn(rule, judged.day)} and k.${until} <= ${judged.day + 365}`)
      const firms = await listFirms(tx, ctx, sql``, sql`${ends} order by ${sql.raw(`k.${until}`)}, f.id limit 200`)
      for (const firm of firms) {
        const { gap: _, ...row } = candidate({ ...firm, facts: { ...firm.facts, review: 1 } }, judged)
        rows.push({ ...row, rule, endsOn: dayText(Number(firm.facts[`${rule}.until`])) })
      }
    }
    return { onDay, rows: rows.sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1)) }
  })

/** What the page of one firm judges by itself. @throws AppError not-found */
export const getFirm = (ctx: Context, id: string): Promise<Answer<'firm'>> =>
  read(ctx, async (tx) => {
    const [firm] = await listFirms(tx, ctx, sql``, sql`f.id = ${id}`)
    const { facts, onDay, ...named } = found(firm, 'ladder.noFirm')
    const on = dayOf(ctx.now()).toString()
    const rules = (await rulesInForce(tx, ctx, on)).map(({ id: versionId, ...rule }) => ({ ...rule, versionId }))
    return { firm: named, onDay, facts, rules }
  })

interface FirmWithFacts {
  id: string
  name: string
  division: string
  divisionName: string
  onDay: string | null
  facts: Record<string, number | null>
}

async function listFirms(tx: Tx, ctx: Context, joined: SQL, where: SQL): Promise<FirmWithFacts[]> {
  const names = await divisionNames(tx, ctx)
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select f.id as firm_id, f.name as firm_name, f.division as firm_division, k.*
    from ${firmsView} f left join ladder.facts k on k.city = f.city and k.id = f.id ${joined}
    where ${visibleTo(ctx.actor)} and ${where}`)
  return rows.map((row) => ({
    id: String(row.firm_id),
    name: String(row.firm_name),
    division: String(row.firm_division),
    divisionName: names.get(String(row.firm_division)) ?? String(row.firm_division),
    onDay: row.on_day === null ? null : String(row.on_day),
    facts: Object.fromEntries(
      packedFacts.map(({ reference }) => {
        const value = row[columnOf(reference)]
        return [reference, value === null || value === undefined ? null : Number(value)]
      }),
    ),
  }))
}

function candidate({ onDay: _, facts, ...firm }: FirmWithFacts, judged: Plan): CandidateView & { gap: number } {
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

const hasTitle = (rule: RuleName): boolean => `${rule}.from` in emptyFacts
const emptyFacts = Object.fromEntries(packedFacts.map(({ reference }) => [reference, null]))

const heldOn = (rule: RuleName, day: number): string =>
  hasTitle(rule) ? `(k.${columnOf(`${rule}.from`)} <= ${day} and k.${columnOf(`${rule}.until`)} >= ${day})` : 'false'

async function planOf(tx: Tx, ctx: Context, rule: RuleName, onDay: string | null): Promise<Plan | null> {
  if (onDay === null) return null
  const version = (await rulesInForce(tx, ctx, onDay)).find((one) => one.rule === rule)
  return version ? plan(version.text, factCatalogue, onDay, ctx.city) : null
}

async function judgedOn(tx: Tx, ctx: Context): Promise<string | null> {
  const [row] = await tx.select({ onDay: facts.onDay }).from(facts).where(eq(facts.city, ctx.city)).limit(1)
  return row?.onDay ?? null
}

const divisionNames = async (tx: Tx, ctx: Context): Promise<Map<string, string>> =>
  new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
