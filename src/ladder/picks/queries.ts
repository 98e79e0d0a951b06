import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { firmsView } from '#enterprises/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { accounts, grants } from '#platform/tables.ts'
import { unpack } from '../engine/packing.ts'
import { plan } from '../engine/plan.ts'
import { visibleTo } from '../policy.ts'
import { rulesInForce, titleOf } from '../queries.ts'
import { editors, factCatalogue } from '../rules.ts'
import { verdicts } from '../tables.ts'
import { pickStates, type picksApi, stepKinds } from './contract.ts'
import { pickSteps, picks } from './tables.ts'

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
      const state = pickStates.find((one) => one === pick.state)
      return state ? [{ ...pick, state, firmName }] : []
    })
    const unmet = await unmetOf(tx, ctx, known)
    const steps = await stepsOf(
      tx,
      ctx,
      known.map(({ id }) => id),
    )
    const present = new Set((await listOfficers(ctx)).map(({ id }) => id))
    return {
      titles: (await rulesInForce(tx, ctx, today)).map(titleOf),
      rows: known.map((pick) => {
        const { id, enterpriseId, firmName, rule, officerId, officerName, dueOn, note, state, closedOn } = pick
        return {
          ...{ id, enterpriseId, firmName, rule, officerId, officerName, dueOn, note, state, closedOn },
          ...{ followUpOn: pick.followUpOn, version: pick.version, steps: steps.get(id) ?? [] },
          officerIsGone: state === 'open' && !present.has(officerId),
          unmetThen: pick.unmetThen === '' ? [] : pick.unmetThen.split(' '),
          unmetNow: unmet.get(`${rule} ${enterpriseId}`) ?? [],
          isOverdue: state === 'open' && dueOn < today,
        }
      }),
    }
  })

async function stepsOf(tx: Tx, ctx: Context, ids: readonly string[]) {
  const rows = await tx
    .select()
    .from(pickSteps)
    .where(and(eq(pickSteps.city, ctx.city), inArray(pickSteps.pickId, [...ids])))
    .orderBy(desc(pickSteps.madeAt), desc(pickSteps.id))
  const told = rows.flatMap(({ pickId, kind, note, officerName, followUpOn, byName, madeAt }) => {
    const known = stepKinds.find((one) => one === kind)
    return known ? [{ pickId, kind: known, note, officerName, followUpOn, byName, madeAt }] : []
  })
  return Map.groupBy(told, ({ pickId }) => pickId)
}

export interface Officer {
  id: string
  name: string
  post: string
  /** Null for who serves the whole city. */
  division: string | null
}

/** Who works at the ladder today. Accounts are read as their owner: the application reaches none by itself. */
export const listOfficers = (ctx: Context): Promise<Officer[]> =>
  transactAsOwner(ctx.city, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const { scopeKind, scopeId } = grants
    const rows = await tx
      .select({ id: accounts.id, name: accounts.name, post: grants.post, scopeKind, scopeId })
      .from(grants)
      .innerJoin(accounts, eq(accounts.id, grants.accountId))
      .where(
        and(
          eq(grants.city, ctx.city),
          inArray(grants.role, [...editors]),
          lte(grants.fromOn, today),
          or(isNull(grants.toOn), gte(grants.toOn, today)),
          isNull(accounts.closedAt),
        ),
      )
      .orderBy(asc(accounts.name), asc(accounts.id))
    return rows.map(({ id, name, post, ...scope }) => ({
      ...{ id, name, post },
      division: scope.scopeKind === 'district' ? scope.scopeId : null,
    }))
  })

/** Those of them who serve the place of a firm, each once. */
export const officersFor = (officers: readonly Officer[], division: string): Officer[] => [
  ...new Map(
    officers
      .filter((one) => one.division === null || division.startsWith(one.division))
      .map((officer) => [officer.id, officer]),
  ).values(),
]

/** Ids of the unmet criteria of firms as they were judged last, by rule and firm. */
export async function unmetOf(
  tx: Tx,
  ctx: Context,
  asked: readonly { enterpriseId: string; rule: string }[],
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

/** Who may take over an entry that exists for the actor. @throws AppError not-found */
export const listTakers = (ctx: Context, id: string): Promise<{ id: string; name: string; post: string }[]> =>
  read(ctx, async (tx) => {
    const [pick] = await tx
      .select({ enterpriseId: picks.enterpriseId })
      .from(picks)
      .where(and(eq(picks.city, ctx.city), eq(picks.id, id)))
    const firm = found(pick && (await firmSeen(tx, ctx, pick.enterpriseId)), 'ladder.noPick')
    const officers = officersFor(await listOfficers(ctx), firm.division)
    return officers.map(({ id: officer, name, post }) => ({ id: officer, name, post }))
  })

export async function firmSeen(tx: Tx, ctx: Context, id: string): Promise<{ id: string; division: string } | null> {
  const { rows } = await tx.execute<{ id: string; division: string }>(
    sql`select f.id, f.division from ${firmsView} f where ${visibleTo(ctx.actor)} and f.id = ${id}`,
  )
  return rows[0] ?? null
}
