import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { unpack } from '../engine/packing.ts'
import { plan } from '../engine/plan.ts'
import { visibleTo } from '../policy.ts'
import { rulesInForce } from '../queries.ts'
import { factCatalogue, type RuleName, ruleNames } from '../rules.ts'
import { verdicts } from '../tables.ts'
import { pickStates, type picksApi } from './contract.ts'
import { picks } from './tables.ts'

const most = 500

/** The work plan within the scope, what is due first. */
export const listPicks = (ctx: Context): Promise<AnswerOf<typeof picksApi.list>> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const rows = await tx
      .select({ pick: picks, firmName: sql<string>`f.name` })
      .from(picks)
      .innerJoin(sql`${firmsView} f`, sql`f.city = ${picks.city} and f.id = ${picks.enterpriseId}`)
      .where(and(eq(picks.city, ctx.city), visibleTo(ctx.actor)))
      .orderBy(sql`${picks.state} <> 'open'`, asc(picks.dueOn), asc(picks.id))
      .limit(most)
    const known = rows.flatMap(({ pick, firmName }) => {
      const rule = ruleNames.find((one) => one === pick.rule)
      const state = pickStates.find((one) => one === pick.state)
      return rule && state ? [{ ...pick, rule, state, firmName }] : []
    })
    const unmet = await unmetOf(tx, ctx, known)
    return {
      rows: known.map(
        ({ id, enterpriseId, firmName, rule, officerName, dueOn, note, state, closedOn, version, unmetThen }) => ({
          ...{ id, enterpriseId, firmName, rule, officerName, dueOn, note, state, closedOn, version },
          unmetThen: unmetThen === '' ? [] : unmetThen.split(' '),
          unmetNow: unmet.get(`${rule} ${enterpriseId}`) ?? [],
          isOverdue: state === 'open' && dueOn < today,
        }),
      ),
    }
  })

/** Ids of the unmet criteria of firms as they were judged last, by rule and firm. */
export async function unmetOf(
  tx: Tx,
  ctx: Context,
  asked: readonly { enterpriseId: string; rule: RuleName }[],
): Promise<Map<string, string[]>> {
  if (asked.length === 0) return new Map()
  const on = dayOf(ctx.now()).toString()
  const plans = new Map(
    (await rulesInForce(tx, ctx, on)).map((one) => [one.rule as string, plan(one.text, factCatalogue, on, ctx.city)]),
  )
  const byRule = Map.groupBy(asked, ({ rule }) => rule)
  const wanted = [...byRule].map(([rule, list]) =>
    and(eq(verdicts.rule, rule), inArray(verdicts.id, [...new Set(list.map(({ enterpriseId }) => enterpriseId))])),
  )
  const rows = await tx
    .select()
    .from(verdicts)
    .where(and(eq(verdicts.city, ctx.city), or(...wanted)))
  return new Map(
    rows.flatMap((row) => {
      const judged = plans.get(row.rule)
      if (!judged) return []
      const { criteria, basis } = unpack(judged, { ...row, verdicts: BigInt(row.verdicts), points: [] })
      const unmet = [...criteria, ...basis].filter(({ verdict }) => verdict === 'not-met')
      return [[`${row.rule} ${row.id}`, unmet.map(({ id }) => id)]]
    }),
  )
}

export async function firmSeen(tx: Tx, ctx: Context, id: string): Promise<{ id: string } | null> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select f.id from ${firmsView} f where ${visibleTo(ctx.actor)} and f.id = ${id}`,
  )
  return rows[0] ?? null
}
