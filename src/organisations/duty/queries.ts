import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { workedAsPlanned } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import type { Role } from '#platform/roles.ts'
import { accounts, grants, portfolioItems } from '#platform/tables.ts'
import { seesUnits } from '../policy.ts'
import { pathOf } from '../rules.ts'
import { units } from '../tables.ts'
import type { Roster } from './contract.ts'
import { canEdit } from './policy.ts'
import { type Coverage, coverages, dayAt, dutyAt, gapsOf, type Turn } from './rules.ts'
import { dutyRosters, dutyTurns } from './tables.ts'

/** Whom to wake for a unit, each list in the order in which they are woken. */
export interface Wakers {
  /** On duty now, then the stand-ins. */
  onDuty: string[]
  /** Heads of the unit; of the one above where it has none. */
  heads: string[]
  /** Heads of the bureau that the unit belongs to, where that is another. */
  bureauHeads: string[]
  /** City leaders whose portfolio holds the unit, else those of the whole city. */
  leaders: string[]
  /** The unit and those above it. */
  path: string[]
}

export interface CityWakers {
  /** Of a unit; where none has it yet, the desk and the leaders of the whole city. */
  of: (unitId: string | null) => Wakers
  /** The desk: who is on duty in it first. */
  desk: string[]
  supervision: string[]
  /** Units of the posts by which somebody would be woken, and those above them. */
  unitsOf: (accountId: string) => string[]
}

interface Holder {
  accountId: string
  role: string
  scopeKind: string
  scopeId: string
  unitId: string | null
  grantId: string
}

const wakingRoles: readonly Role[] = ['unit-head', 'request-desk', 'supervision-officer', 'city-leader']

/** Everybody in the city who may be woken, at a moment: few statements, whatever number of units is asked for. */
export async function cityWakers(tx: Tx, ctx: Context, at: Temporal.Instant): Promise<CityWakers> {
  const day = dayOf(at).toString()
  const holders = await holdersOn(tx, ctx, wakingRoles, day)
  const { id, parentId, kind } = units
  const rows = await tx.select({ id, parentId, kind }).from(units).where(eq(units.city, ctx.city))
  const tree = new Map(rows.map((row) => [row.id, row]))
  const turns = Map.groupBy(await turnsOf(tx, ctx, null), ({ unitId }) => unitId)
  const portfolios = await portfoliosOn(tx, ctx, day)
  const open = await openAccounts(ctx, [
    ...holders.map(({ accountId }) => accountId),
    ...[...turns.values()].flat().flatMap(({ accountId, standInId }) => [accountId, standInId ?? []].flat()),
  ])
  const holding = (role: Role) => holders.filter((one) => one.role === role && open.has(one.accountId))
  const ids = (some: readonly Holder[]) => [...new Set(some.map(({ accountId }) => accountId))]
  const duty = (unitId: string) =>
    dutyAt(turns.get(unitId) ?? [], at.epochMilliseconds).filter((accountId) => open.has(accountId))
  const headsOf = (unitId: string) =>
    ids(holding('unit-head').filter((one) => (one.scopeKind === 'unit' ? one.scopeId : one.unitId) === unitId))
  const desks = holding('request-desk')
  const deskUnits = [...new Set(desks.flatMap(({ unitId }) => unitId ?? []))]

  const desk = [...new Set([...deskUnits.flatMap(duty), ...ids(desks)])]
  const leaders = holding('city-leader')
  const ofCity = ids(leaders.filter(({ scopeKind }) => scopeKind === 'city'))
  const ofUnit = (unitId: string): Wakers => {
    const path = pathOf(tree, unitId)
    const bureau = path.slice(1).find((above) => tree.get(above)?.kind === 'bureau')
    const inCharge = leaders.filter(
      ({ scopeKind, grantId }) =>
        scopeKind === 'portfolio' && path.some((above) => portfolios.get(grantId)?.includes(above)),
    )
    return {
      path,
      onDuty: duty(unitId),
      heads: path.map(headsOf).find((some) => some.length > 0) ?? [],
      bureauHeads: bureau === undefined ? [] : headsOf(bureau),
      leaders: inCharge.length > 0 ? ids(inCharge) : ofCity,
    }
  }
  const known = new Map<string, Wakers>()
  const onceFor = (unitId: string): Wakers => {
    const wakers = known.get(unitId) ?? ofUnit(unitId)
    known.set(unitId, wakers)
    return wakers
  }
  return {
    desk,
    supervision: ids(holding('supervision-officer').filter(({ scopeKind }) => scopeKind === 'city')),
    unitsOf: (accountId) => {
      const own = holders.filter((one) => one.accountId === accountId)
      return own.flatMap(({ unitId }) => (unitId === null ? [] : pathOf(tree, unitId)))
    },
    of: (unitId) =>
      unitId === null ? { path: [], onDuty: desk, heads: [], bureauHeads: [], leaders: ofCity } : onceFor(unitId),
  }
}

/** Accounts to wake for a unit in their order: on duty, stand-in, head. */
export async function onDuty(tx: Tx, ctx: Context, unitId: string, at: Temporal.Instant): Promise<string[]> {
  const { onDuty: now, heads } = (await cityWakers(tx, ctx, at)).of(unitId)
  return [...new Set([...now, ...heads])]
}

const inForce = (day: string) => and(lte(grants.fromOn, day), or(isNull(grants.toOn), gte(grants.toOn, day)))

const holdersOn = (tx: Tx, ctx: Context, roles: readonly Role[], day: string): Promise<Holder[]> => {
  const { id: grantId, accountId, role, scopeKind, scopeId, unitId } = grants
  return tx
    .select({ grantId, accountId, role, scopeKind, scopeId, unitId })
    .from(grants)
    .where(and(eq(grants.city, ctx.city), inArray(grants.role, [...roles]), inForce(day)))
    .orderBy(grants.fromOn, grants.id)
}

/** Units of each portfolio, by its grant. */
async function portfoliosOn(tx: Tx, ctx: Context, day: string): Promise<Map<string, string[]>> {
  const { grantId, itemId, kind, fromOn, toOn } = portfolioItems
  const rows = await tx
    .select({ grantId, itemId })
    .from(portfolioItems)
    .where(
      and(...[eq(portfolioItems.city, ctx.city), eq(kind, 'unit'), lte(fromOn, day)], or(isNull(toOn), gte(toOn, day))),
    )
  const grouped = Map.groupBy(rows, (row) => row.grantId)
  return new Map([...grouped].map(([grant, items]) => [grant, items.map((item) => item.itemId)]))
}

/** Accounts that can sign in: who left is not woken. */
async function openAccounts(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await transactAsOwner(ctx.city, (owner) =>
    owner
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), inArray(accounts.id, [...new Set(ids)]), isNull(accounts.closedAt))),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Turns of a unit, or of all, in the order of the roster. */
export const turnsOf = (tx: Tx, ctx: Context, unitId: string | null): Promise<(Turn & { unitId: string })[]> => {
  const { accountId, standInId, weekdays, onDay, fromTime, toTime, validFromOn, validToOn, id } = dutyTurns
  const unit = unitId === null ? undefined : eq(dutyTurns.unitId, unitId)
  return tx
    .select({
      ...{ unitId: dutyTurns.unitId, accountId, standInId, weekdays, onDay, fromTime, toTime },
      ...{ validFromOn, validToOn },
    })
    .from(dutyTurns)
    .where(and(eq(dutyTurns.city, ctx.city), unit))
    .orderBy(onDay, fromTime, id)
}

/** Who may be put into the roster of a unit: officials with a post in it or under it. */
export async function candidatesOf(tx: Tx, ctx: Context, unitId: string): Promise<Map<string, string>> {
  const { id, parentId } = units
  const rows = await tx.select({ id, parentId }).from(units).where(eq(units.city, ctx.city))
  const tree = new Map(rows.map((row) => [row.id, row]))
  const below = rows.filter((row) => pathOf(tree, row.id).includes(unitId)).map((row) => row.id)
  const day = dayOf(ctx.now()).toString()
  const held = await tx
    .selectDistinct({ accountId: grants.accountId })
    .from(grants)
    .where(and(eq(grants.city, ctx.city), inArray(grants.unitId, below), inForce(day)))
  return openAccounts(
    ctx,
    held.map(({ accountId }) => accountId),
  )
}

export const coverageOf = (coverage: string | undefined): Coverage =>
  coverages.find((one) => one === coverage) ?? 'office-hours'

const daysAhead = 14

/** The roster of a unit the actor sees. @throws AppError not-found `organisations.noSuchUnit` */
export const getRoster = (ctx: Context, unitId: string): Promise<Roster> =>
  read(ctx, async (tx) => {
    const [unit] = seesUnits(ctx.actor)
      ? await tx
          .select({ id: units.id, name: units.shortName, nameEn: units.nameEn })
          .from(units)
          .where(and(eq(units.city, ctx.city), eq(units.id, unitId)))
      : []
    const known = found(unit, 'organisations.noSuchUnit')
    const [roster] = await tx
      .select()
      .from(dutyRosters)
      .where(and(eq(dutyRosters.city, ctx.city), eq(dutyRosters.unitId, unitId)))
    const turns = await turnsOf(tx, ctx, unitId)
    const coverage = coverageOf(roster?.coverage)
    const woken = await onDuty(tx, ctx, unitId, ctx.now())
    const candidates = await candidatesOf(tx, ctx, unitId)
    const others = await openAccounts(ctx, [
      ...woken,
      ...turns.flatMap(({ accountId, standInId }) => (standInId === null ? [accountId] : [accountId, standInId])),
    ])
    const names = new Map([...candidates, ...others])
    const isWorked = workedAsPlanned(await calendarOf(tx, ctx))
    const gaps =
      turns.length === 0 ? [] : gapsOf(turns, coverage, dayAt(ctx.now().epochMilliseconds), daysAhead, isWorked)
    return {
      ...{ unit: known, version: roster?.version ?? 0, coverage, canEdit: canEdit(ctx.actor, unitId) },
      turns: turns.map(({ unitId: _unitId, ...turn }) => ({ ...turn, weekdays: [...turn.weekdays] })),
      people: [...names].map(([id, name]) => ({ id, name, mayServe: candidates.has(id) })),
      now: woken.map((id) => ({ id, name: names.get(id) ?? '' })),
      gaps: gaps.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
    }
  })
