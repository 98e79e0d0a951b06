import { and, asc, count, desc, eq, gt, isNotNull, like, ne, type SQL } from 'drizzle-orm'
import { proposeLeadUnits, unitPlace } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import type { Suggestion } from '../contract.ts'
import { can } from '../policy.ts'
import { findRequest, type ShownRequest, unitRefs } from '../queries.ts'
import { dispatchRules, requests } from '../tables.ts'
import { districtOf, fewestPast, mostParticular } from './rules.ts'

type Found = Omit<Suggestion, 'unit'> & { unitId: string }

/**
 * Units a request might go to, each with its reason: whom the unit that gave it back names, the dispatch rule, where such
 * requests went within a year, whose duty list speaks of it. Never the unit a complaint is about.
 */
export const suggestUnits = (ctx: Context, id: string): Promise<Suggestion[]> =>
  read(ctx, async (tx) => {
    const request = await findRequest(tx, ctx, id)
    const may = can(ctx.actor, 'dispatch', request) || can(ctx.actor, 'return', request)
    requireMay(may, 'requests.suggestions')

    const proposed = [
      ...suggestedOnReturn(request),
      ...(await byRule(tx, ctx, request)),
      ...(await byPast(tx, ctx, request)),
      ...(await byDuty(tx, ctx, request)),
    ]
    const first = new Map<string, Found>()
    for (const one of proposed) if (!first.has(one.unitId)) first.set(one.unitId, one)
    const kept: Found[] = []
    for (const one of first.values()) if (await isFair(tx, ctx, request, one.unitId)) kept.push(one)
    const names = await unitRefs(tx, ctx, [...first.keys()])
    return kept.slice(0, 6).flatMap(({ unitId, ...one }) => {
      const unit = names.get(unitId)
      return unit ? [{ unit, ...one }] : []
    })
  })

const suggestedOnReturn = ({ suggestedUnitId }: ShownRequest): Found[] =>
  suggestedUnitId === null ? [] : [{ unitId: suggestedUnitId, ground: 'return', reason: '', count: null, of: null }]

async function byRule(tx: Tx, ctx: Context, request: ShownRequest): Promise<Found[]> {
  // In a fixed order: of two for the same requests from one day, the first decides.
  const rules = await tx
    .select()
    .from(dispatchRules)
    .where(eq(dispatchRules.city, ctx.city))
    .orderBy(asc(dispatchRules.id))
  const rule = mostParticular(rules, request, dayOf(ctx.now()).toString())
  return rule ? [{ unitId: rule.unitId, ground: 'rule', reason: rule.source, count: null, of: null }] : []
}

/** Where requests of this topic went within a year: in the district, or in the city where the district had too few. */
async function byPast(tx: Tx, ctx: Context, request: ShownRequest): Promise<Found[]> {
  const inDistrict = await pastUnits(
    tx,
    ctx,
    request,
    like(requests.divisionCode, `${districtOf(request.divisionCode)}%`),
  )
  const enough = inDistrict.reduce((sum, row) => sum + row.count, 0) >= fewestPast
  const units = enough ? inDistrict : await pastUnits(tx, ctx, request)
  const of = units.reduce((sum, row) => sum + row.count, 0)
  return of < fewestPast
    ? []
    : units.slice(0, 3).map((row) => ({ unitId: row.unitId, ground: 'past', reason: '', count: row.count, of }))
}

async function pastUnits(tx: Tx, ctx: Context, { id, topicId }: ShownRequest, place?: SQL) {
  const rows = await tx
    .select({ unitId: requests.leadUnitId, count: count() })
    .from(requests)
    .where(
      and(
        eq(requests.city, ctx.city),
        eq(requests.topicId, topicId),
        gt(
          requests.registeredAt,
          ctx
            .now()
            .subtract({ hours: 24 * 365 })
            .toString(),
        ),
        isNotNull(requests.leadUnitId),
        ne(requests.id, id),
        place,
      ),
    )
    .groupBy(requests.leadUnitId)
    .orderBy(desc(count()), requests.leadUnitId)
  return rows.flatMap(({ unitId, count: times }) => (unitId === null ? [] : [{ unitId, count: times }]))
}

async function byDuty(tx: Tx, ctx: Context, { title, body }: ShownRequest): Promise<Found[]> {
  const proposals = await proposeLeadUnits(tx, ctx, `${title}\n${body}`, { limit: 3 })
  return proposals.map(({ unitId, reason }) => ({
    unitId,
    ground: 'duty',
    reason: reason.duty ?? reason.words.join('、'),
    count: null,
    of: null,
  }))
}

async function isFair(tx: Tx, ctx: Context, request: ShownRequest, unitId: string): Promise<boolean> {
  const place = await unitPlace(tx, ctx, unitId)
  if (!place || place.isClosed || unitId === request.leadUnitId) return false
  return request.aboutUnitId === null || !place.path.includes(request.aboutUnitId)
}
