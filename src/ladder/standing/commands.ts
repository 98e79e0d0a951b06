import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { type Announcement, announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { factsOf, plan } from '../engine/plan.ts'
import { verdictQuery } from '../engine/sql.ts'
import { columnOf } from '../engine/sql-terms.ts'
import { mayWork } from '../policy.ts'
import { type RuleNow, rulesInForce } from '../queries.ts'
import { factCatalogue } from '../rules.ts'
import { changes, evaluations, facts, verdicts } from '../tables.ts'
import { changesByDay, packingStatement, quotedIds } from './rules.ts'

/**
 * Make the facts of every firm from the registry and judge them by each rule in force today. What was judged before is
 * replaced; a firm that is no longer active is judged no more.
 *
 * @throws AppError forbidden
 */
export const judgeAll = (ctx: Context): Promise<{ firms: number }> =>
  transact(ctx, async (tx) => {
    requireMay(mayWork(ctx.actor), 'ladder.judge')
    const firms = await judgeFirms(ctx, tx, 'asked', null)
    await announce(ctx, tx, { kind: 'ladder-judged', subject: { kind: 'city', id: ctx.city }, facts: { firms } })
    return { firms }
  })

/** The same as a part of other work: when a rule changes. @returns how many firms were judged */
export const judgeCity = (ctx: Context, tx: Tx): Promise<number> => judgeFirms(ctx, tx, 'rule', null)

/**
 * Judges some firms anew, or all of the city, and writes down what changed and why; one that is no longer active is judged no
 * more. @returns how many were judged
 */
async function judgeFirms(
  ctx: Context,
  tx: Tx,
  cause: 'day' | 'rule' | 'asked' | 'firms',
  ids: readonly string[] | null,
): Promise<number> {
  const began = performance.now()
  const { city } = ctx
  const on = dayOf(ctx.now()).toString()
  await tx.execute(sql`select pg_advisory_xact_lock(6279441, hashtext(${city}))`)
  await keepBefore(tx, city, ids)
  const ofSome = and(eq(facts.city, city), ids ? inArray(facts.id, [...ids]) : undefined)
  await tx.delete(facts).where(ofSome)
  await tx.execute(sql.raw(packingStatement(city, on, ids)))
  const rules = await rulesInForce(tx, { city }, on)
  const id = newId()
  const written = { cause, onDay: on, judgedAt: ctx.now().toString(), byName: ctx.actor.name }
  const versions = Object.fromEntries(rules.map((one) => [one.rule, one.id]))
  await tx.insert(evaluations).values({ city, id, ...written, versions, firms: 0, changed: 0, tookMs: 0 })
  for (const rule of rules) await judgeByRule(tx, { city, on, ids, evaluationId: id }, rule)
  await forgetOthers(
    tx,
    city,
    rules.map(({ rule }) => rule),
    ids,
  )
  const firms = await tx.$count(facts, ofSome)
  const [told] = await tx
    .select({ changed: sql<number>`count(distinct ${changes.enterpriseId})::int` })
    .from(changes)
    .where(and(eq(changes.city, city), eq(changes.evaluationId, id)))
  const took = { firms, changed: told?.changed ?? 0, tookMs: Math.round(performance.now() - began) }
  await tx
    .update(evaluations)
    .set(took)
    .where(and(eq(evaluations.city, city), eq(evaluations.id, id)))
  return firms
}

/** The facts that firms were judged by last, for as long as this transaction lasts. */
async function keepBefore(tx: Tx, city: string, ids: readonly string[] | null): Promise<void> {
  const some = ids ? ` AND id IN (${quotedIds(ids)})` : ''
  await tx.execute(sql`drop table if exists pg_temp.ladder_before`)
  await tx.execute(
    sql.raw(
      `CREATE TEMPORARY TABLE ladder_before ON COMMIT DROP AS SELECT * FROM ladder.facts WHERE city = '${city}'${some}`,
    ),
  )
  await tx.execute(sql`create index on pg_temp.ladder_before (id)`)
}

interface Judged {
  city: string
  on: string
  ids: readonly string[] | null
  evaluationId: string
}

/** Verdicts of one rule in the place of those before, and a row for each firm of which they differ. */
async function judgeByRule(tx: Tx, { city, on, ids, evaluationId }: Judged, { rule, id, text }: RuleNow) {
  const some = ids ? ` AND id IN (${quotedIds(ids)})` : ''
  const from = `(SELECT * FROM ladder.facts WHERE city = '${city}'${some}) AS facts`
  const judged = plan(text, factCatalogue, on, city)
  const asked = factsOf(judged).flatMap((reference) => (changesByDay(reference) ? [] : [columnOf(reference)]))
  await tx.execute(sql`
    with judged as materialized (${sql.raw(verdictQuery(judged, from, ['city', 'id']))}),
    told as (
      insert into ladder.changes (city, evaluation_id, enterprise_id, rule, on_day, reason, version_before, version_after,
        passes_before, passes_after, verdicts_before, verdicts_after, facts)
      select o.city, ${evaluationId}::uuid, o.id, ${rule}, ${on}::date,
        case when o.rule_version_id <> ${id}::uuid then 'rule' when d.facts is not null then 'figure' else 'day' end,
        o.rule_version_id, ${id}::uuid, o.passes, j.passes, o.verdicts, j.verdicts, d.facts
      from judged j cross join lateral (
        -- One firm at a time by the key: what the planner believes of a table filled a moment ago would be a loop in a loop.
        select * from ladder.verdicts v where v.city = j.city and v.rule = ${rule} and v.id = j.id offset 0
      ) o
      left join lateral (
        select jsonb_object_agg(a.key, jsonb_build_array(b.value, a.value)) as facts
        from ladder.facts n join pg_temp.ladder_before p on p.id = n.id
          cross join jsonb_each(to_jsonb(n)) a join jsonb_each(to_jsonb(p)) b on b.key = a.key
        where n.city = j.city and n.id = j.id and a.key = any(${sql.param(asked)}::text[]) and a.value is distinct from b.value
      ) d on true
      where o.passes <> j.passes or o.verdicts <> j.verdicts
      returning 1
    )
    insert into ladder.verdicts (city, rule, id, rule_version_id, on_day, result, passes, verdicts, points_1, points_2,
      total_low, total_high, unmet, open)
    select j.city, ${rule}, j.id, ${id}::uuid, ${on}::date, j.result, j.passes, j.verdicts, j.points_1, j.points_2,
      j.total_low, j.total_high, j.unmet, j.open
    from judged j cross join (
      -- What changed is written before anything is replaced: else each look for a verdict reads past all new rows.
      select count(*) from told
    ) written
    on conflict (city, rule, id) do update set rule_version_id = excluded.rule_version_id, on_day = excluded.on_day,
      result = excluded.result, passes = excluded.passes, verdicts = excluded.verdicts, points_1 = excluded.points_1,
      points_2 = excluded.points_2, total_low = excluded.total_low, total_high = excluded.total_high,
      unmet = excluded.unmet, open = excluded.open`)
}

/** Verdicts of firms that are active no more, and of rules that ended. */
async function forgetOthers(tx: Tx, city: string, rules: readonly string[], ids: readonly string[] | null) {
  const own = and(eq(verdicts.city, city), ids ? inArray(verdicts.id, [...ids]) : undefined)
  if (rules.length > 0) await tx.delete(verdicts).where(and(own, notInArray(verdicts.rule, [...rules])))
  await tx
    .delete(verdicts)
    .where(
      and(
        own,
        sql`not exists (select 1 from ladder.facts k where k.city = ${verdicts.city} and k.id = ${verdicts.id})`,
      ),
    )
}

/** As the day of facts that a change of the firm made stale. */
const stale = '1970-01-01'
/** Beyond so many the whole city is judged at once. */
const mostSingly = 500

/** What the registry tells of a firm has changed: it is judged anew within a minute. */
export const markStale = async (
  ctx: Context,
  tx: Tx,
  { subject, touched }: Pick<Announcement, 'subject' | 'touched'>,
): Promise<void> => {
  const ids = JSON.stringify(touched ?? [subject.id])
  await tx
    .update(facts)
    .set({ onDay: stale })
    .where(
      and(
        eq(facts.city, ctx.city),
        sql`${facts.id} in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb) value)`,
      ),
    )
}

/** Two entries of a firm were put together, or parted: both are judged anew, and the one that is gone not at all. */
export const followMerge = async (
  ctx: Context,
  tx: Tx,
  announced: Pick<Announcement, 'subject' | 'facts'>,
): Promise<void> => {
  const goneId = String(announced.facts?.goneId)
  await tx.delete(facts).where(and(eq(facts.city, ctx.city), eq(facts.id, goneId)))
  await tx.delete(verdicts).where(and(eq(verdicts.city, ctx.city), eq(verdicts.id, goneId)))
  await markStale(ctx, tx, announced)
}

/**
 * Judges what was not judged today: all firms once on every day, since titles end and rules begin without anybody touching a
 * firm, and those that changed or are new. @returns how many were
 */
export const judgeStale = (ctx: Context): Promise<number> =>
  transact(ctx, async (tx) => {
    const on = dayOf(ctx.now()).toString()
    const { rows } = await tx.execute<{ id: string; isFresh: boolean }>(sql`
      select coalesce(f.id, k.id) as id, coalesce(k.on_day = ${stale}::date, true) as "isFresh"
      from (select id, status from ${firmsView} where city = ${ctx.city}) f
      full join (select id, on_day from ladder.facts where city = ${ctx.city}) k on k.id = f.id
      where k.on_day is distinct from ${on}::date and (k.id is not null or f.status in ('active', 'suspended'))
      limit ${mostSingly + 1}`)
    if (rows.length === 0) return 0
    if (rows.length > mostSingly) return judgeFirms(ctx, tx, 'day', null)
    const cause = rows.every(({ isFresh }) => isFresh) ? 'firms' : 'day'
    await judgeFirms(
      ctx,
      tx,
      cause,
      rows.map(({ id }) => id),
    )
    return rows.length
  })
