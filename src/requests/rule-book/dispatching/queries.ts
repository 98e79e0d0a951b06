import { and, asc, desc, eq, gte } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { firmNames } from '#enterprises/index.ts'
import { unitPlace } from '#organisations/index.ts'
import { type Actor, type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { mostParticular } from '../../dispatch/rules.ts'
import { visibleTo } from '../../policy.ts'
import { unitRefs } from '../../queries.ts'
import { deskRoles } from '../../rules.ts'
import { dispatchRules, requests, topics } from '../../tables.ts'
import type { DispatchPreview, DispatchRuleInput, DispatchRuleRow, ListDispatchRules } from '../contract.ts'
import { mayChangeDispatch } from '../policy.ts'
import { neverOf, stateOf } from './rules.ts'

const pageSize = 20

/** In the order in which the dispatch reads them, so that among equals the same one decides. */
export const allRules = (tx: Tx, ctx: Context) =>
  tx.select().from(dispatchRules).where(eq(dispatchRules.city, ctx.city)).orderBy(asc(dispatchRules.id))

/** Rules with what they mean: in force or not, and why one never decides; those that need a look first. */
export const listDispatchRules = (ctx: Context, filter: ListDispatchRules) =>
  read(ctx, async (tx) => {
    const all = await presented(tx, ctx)
    const rows = all.filter((row) => isWithin(ctx.actor, row) && isWanted(row, filter))
    const from = (filter.page - 1) * pageSize
    const change = deskRoles.includes(ctx.actor.role)
    return { rows: rows.slice(from, from + pageSize), total: rows.length, pageSize, may: { change } }
  })

/** Rules for the whole city, which bind everybody, and those of the actor's own divisions; of single firms there alone. */
const isWithin = ({ divisions }: Actor, { divisionCode, firm }: DispatchRuleRow): boolean =>
  divisions === null || (divisionCode === null ? firm === null : divisions.includes(divisionCode))

function isWanted(row: DispatchRuleRow, { q, state, topic, unit }: ListDispatchRules): boolean {
  const text = [row.source, row.unit.name, row.topic?.name, row.firm?.name, row.divisionCode].join(' ')
  return (
    (q === undefined || q === '' || text.includes(q)) &&
    (topic === undefined || row.topic?.id === topic) &&
    (unit === undefined || row.unit.id === unit) &&
    (state === undefined || (state === 'never' ? row.never !== null : row.state === state))
  )
}

async function presented(tx: Tx, ctx: Context): Promise<DispatchRuleRow[]> {
  const today = dayOf(ctx.now()).toString()
  const rules = await allRules(tx, ctx)
  const known = await tx.select().from(topics).where(eq(topics.city, ctx.city))
  const topicOf = new Map(known.map(({ id, name, nameEn }) => [id, { id, name, nameEn }]))
  const topicEnds = new Map(known.flatMap(({ id, activeToOn }) => (activeToOn === null ? [] : [[id, activeToOn]])))
  const unitIds = [...new Set(rules.map(({ unitId }) => unitId))]
  const units = await unitRefs(tx, ctx, unitIds)
  const firms = await firmNames(
    tx,
    ctx,
    rules.flatMap(({ enterpriseId }) => enterpriseId ?? []),
  )
  const closedUnits = new Set<string>()
  for (const id of unitIds) if ((await unitPlace(tx, ctx, id))?.isClosed) closedUnits.add(id)

  const rows = rules.map((rule): DispatchRuleRow => {
    const never = neverOf(rule, rules, { today, closedUnits, topicEnds })
    const { id, topicId, divisionCode, enterpriseId, unitId, source, validFromOn, validToOn, version } = rule
    return {
      ...{ id, divisionCode, source, validFromOn, validToOn, version },
      topic: topicOf.get(topicId ?? '') ?? null,
      firm: enterpriseId === null ? null : { id: enterpriseId, name: firms.get(enterpriseId) ?? '—' },
      unit: units.get(unitId) ?? { id: unitId, name: '—', nameEn: '—' },
      state: stateOf(rule, today),
      never: never?.reason ?? null,
      neverFor: never?.by?.source ?? null,
    }
  })
  const order = { 'in-force': 1, coming: 2, ended: 3 } as const
  const rank = ({ never, state }: DispatchRuleRow) => (never === null ? order[state] : 0)
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.validFromOn < b.validFromOn ? 1 : -1))
}

const previewDays = 90
const mostLooked = 20_000
const mostShown = 50

/** Which requests of the last 90 days a rule would have proposed to another unit. Nothing is written. @throws AppError forbidden */
export const previewDispatchRule = (ctx: Context, input: DispatchRuleInput): Promise<DispatchPreview> =>
  read(ctx, async (tx) => {
    requireMay(mayChangeDispatch(ctx.actor, input.divisionCode ?? null), 'requests.preview-dispatch-rule')
    const before = await allRules(tx, ctx)
    const day = input.validFromOn
    const draft = {
      topicId: input.topicId ?? null,
      divisionCode: input.divisionCode ?? null,
      enterpriseId: input.enterpriseId ?? null,
      unitId: input.unitId,
      validFromOn: day,
      validToOn: null,
    }
    // By the rules of its first day, before and after.
    const lastOn = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
    const kept = before.map((rule) => (rule.id === input.replaces?.id ? { ...rule, validToOn: lastOn } : rule))
    const after = [...kept, draft]
    const since = ctx
      .now()
      .subtract({ hours: 24 * previewDays })
      .toString()
    const { id, number, title, topicId, divisionCode, enterpriseId, leadUnitId } = requests
    const looked = await tx
      .select({ id, number, title, topicId, divisionCode, enterpriseId, leadUnitId })
      .from(requests)
      .where(and(visibleTo(ctx.actor), gte(requests.registeredAt, since)))
      .orderBy(desc(requests.registeredAt), desc(requests.id))
      .limit(mostLooked)
    const moved = looked.flatMap((request) => {
      const was = mostParticular(before, request, day)?.unitId ?? null
      const is = mostParticular(after, request, day)?.unitId ?? null
      return was === is ? [] : [{ request, was, is }]
    })
    const shown = moved.slice(0, mostShown)
    const units = await unitRefs(
      tx,
      ctx,
      shown.flatMap(({ request, was, is }) => [request.leadUnitId, was, is].flatMap((one) => one ?? [])),
    )
    const unit = (of: string | null) => units.get(of ?? '') ?? null
    return {
      looked: looked.length,
      other: moved.length,
      rows: shown.map(({ request, was, is }) => ({
        ...{ id: request.id, number: request.number, title: request.title },
        ...{ before: unit(was), after: unit(is), actual: unit(request.leadUnitId) },
      })),
    }
  })
