import { and, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import { listDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { ruleVersions } from '#platform/tables.ts'
import { unpack, verdictOf } from '../../engine/packing.ts'
import { type Plan, plan } from '../../engine/plan.ts'
import { columnOf } from '../../engine/sql-terms.ts'
import { RuleText } from '../../engine/text.ts'
import { visibleTo } from '../../policy.ts'
import { rulesInForce, titleOf } from '../../queries.ts'
import { factCatalogue, packedFacts } from '../../rules.ts'
import { changes, evaluations } from '../../tables.ts'
import { type ChangeView, changeReasons, evaluationCauses, type standingApi } from '../contract.ts'

type Answer<Name extends keyof typeof standingApi> = AnswerOf<(typeof standingApi)[Name]>
type EvaluationView = Answer<'evaluation'>['evaluation']

const pageSize = 20
const mostChanges = 200

/** Every time firms were judged, the last first. */
export const listEvaluations = (ctx: Context, { page }: { page: number }): Promise<Answer<'evaluations'>> =>
  read(ctx, async (tx) => {
    const ours = eq(evaluations.city, ctx.city)
    const [total] = await tx.select({ count: count() }).from(evaluations).where(ours)
    const rows = await tx
      .select()
      .from(evaluations)
      .where(ours)
      .orderBy(desc(evaluations.judgedAt), desc(evaluations.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return {
      ...{ titles: await titlesNow(tx, ctx), rows: await viewsOf(tx, rows) },
      ...{ total: total?.count ?? 0, pageSize },
    }
  })

/** What one evaluation changed, as far as the firms exist for the actor. @throws AppError not-found */
export const getEvaluation = (ctx: Context, id: string): Promise<Answer<'evaluation'>> =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(evaluations)
      .where(and(eq(evaluations.city, ctx.city), eq(evaluations.id, id)))
    const evaluation = found((await viewsOf(tx, rows))[0], 'ladder.noEvaluation')
    const divisions = new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
    const ours = and(eq(changes.city, ctx.city), eq(changes.evaluationId, id), visibleTo(ctx.actor))
    const firm = sql`${firmsView} f`
    const joined = sql`f.city = ${changes.city} and f.id = ${changes.enterpriseId}`
    const [total] = await tx.select({ count: count() }).from(changes).innerJoin(firm, joined).where(ours)
    const told = await tx
      .select({ change: changes, name: sql<string>`f.name`, division: sql<string>`f.division` })
      .from(changes)
      .innerJoin(firm, joined)
      .where(ours)
      .orderBy(changes.rule, sql`f.name`, changes.enterpriseId)
      .limit(mostChanges)
    const plans = await plansOf(
      tx,
      told.map(({ change }) => change),
      ctx.city,
    )
    return {
      ...{ titles: await titlesNow(tx, ctx), evaluation, total: total?.count ?? 0 },
      rows: told.map(({ change, name, division }) => ({
        ...viewOf(change, plans),
        firm: { id: change.enterpriseId, name, division, divisionName: divisions.get(division) ?? division },
      })),
    }
  })

/** What changed lately for one firm, which the caller has found within the scope. */
export async function changesOfFirm(tx: Tx, ctx: Context, id: string): Promise<ChangeView[]> {
  const rows = await tx
    .select()
    .from(changes)
    .where(and(eq(changes.city, ctx.city), eq(changes.enterpriseId, id)))
    .orderBy(desc(changes.onDay), desc(changes.evaluationId), changes.rule)
    .limit(20)
  const plans = await plansOf(tx, rows, ctx.city)
  return rows.map((row) => viewOf(row, plans))
}

type Change = typeof changes.$inferSelect

/** How each version asked on the day of a change: verdicts are told by the ids of their own version. */
async function plansOf(tx: Tx, rows: readonly Change[], city: string): Promise<Map<string, Plan>> {
  const ids = [...new Set(rows.flatMap(({ versionBefore, versionAfter }) => [versionBefore, versionAfter]))]
  if (ids.length === 0) return new Map()
  const versions = await tx.select().from(ruleVersions).where(inArray(ruleVersions.id, ids))
  const day = rows[0]?.onDay ?? ''
  return new Map(versions.map(({ id, body }) => [id, plan(RuleText.parse(body), factCatalogue, day, city)]))
}

const references = new Map(packedFacts.map(({ reference }) => [columnOf(reference), reference]))

function viewOf(change: Change, plans: ReadonlyMap<string, Plan>): ChangeView {
  const [was, is] = [plans.get(change.versionBefore), plans.get(change.versionAfter)]
  const before = was ? toldBy(was, change.verdictsBefore) : []
  const after = is ? toldBy(is, change.verdictsAfter) : []
  return {
    ...{ rule: change.rule, onDay: change.onDay, reason: changeReasons.find((one) => one === change.reason) ?? 'day' },
    ...{ before: verdictOf(change.passesBefore), after: verdictOf(change.passesAfter) },
    criteria: after.flatMap(({ id, verdict, zh, en }) => {
      const earlier = before.find((one) => one.id === id)?.verdict ?? 'not-applicable'
      return earlier === verdict ? [] : [{ id, zh, en, before: earlier, after: verdict }]
    }),
    facts: Object.entries(change.facts ?? {}).map(([column, [earlier, now]]) => {
      const fact = references.get(column) ?? column
      const code = fact.replace(/-\d$/, '')
      const kind = Object.entries(factCatalogue).find(([one]) => one === fact || one === code)?.[1]
      const unit = kind?.kind === 'amount' ? kind.unit : (kind?.kind ?? 'day')
      return { fact, unit, before: earlier, after: now }
    }),
  }
}

function toldBy(judged: Plan, verdicts: number) {
  const packed = { result: 1, passes: 1, verdicts: BigInt(verdicts), points: [], totalLow: null, totalHigh: null }
  const { criteria, basis } = unpack(judged, packed)
  const about = [...judged.criteria, ...judged.basis].map((node) => node.about)
  return [...criteria, ...basis].map((one, at) => ({ ...one, zh: about[at]?.zh ?? '', en: about[at]?.en ?? '' }))
}

async function viewsOf(tx: Tx, rows: readonly (typeof evaluations.$inferSelect)[]): Promise<EvaluationView[]> {
  const ids = [...new Set(rows.flatMap(({ versions }) => Object.values(versions)))]
  const known = ids.length > 0 ? await tx.select().from(ruleVersions).where(inArray(ruleVersions.id, ids)) : []
  const version = new Map(known.map(({ id, validFromOn, source }) => [id, { validFromOn, source }]))
  return rows.map(({ id, cause, onDay, judgedAt, byName, firms, changed, tookMs, versions }) => ({
    ...{
      id,
      cause: evaluationCauses.find((one) => one === cause) ?? 'day',
      onDay,
      judgedAt,
      byName,
      firms,
      changed,
      tookMs,
    },
    versions: Object.entries(versions).flatMap(([rule, one]) => {
      const told = version.get(one)
      return told ? [{ rule, ...told }] : []
    }),
  }))
}

const titlesNow = async (tx: Tx, ctx: Context) =>
  (await rulesInForce(tx, ctx, dayOf(ctx.now()).toString())).map(titleOf)
