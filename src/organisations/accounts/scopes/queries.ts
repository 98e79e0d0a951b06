import { and, asc, eq, inArray, isNull, like, ne, or, type SQL } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { likePattern } from '#platform/pairs.ts'
import { type ScopeName, type ScopeNames, scopeNamesOf } from '#platform/scope-names.ts'
import { divisions, units } from '../../tables.ts'

const most = 50
const unitIn = (ctx: Pick<Context, 'city'>, where: SQL | undefined) => and(eq(units.city, ctx.city), where)
const named = { id: units.id, name: units.name, nameEn: units.nameEn }
const exists = isNull(units.activeToOn)

/** Units as scopes: one may be given while it exists. */
const unitScopes: ScopeNames = {
  open: (tx, ctx, ids) => unitsBy(tx, unitIn(ctx, and(inArray(units.id, uuids(ids)), exists))),
  names: (tx, ctx, ids) => unitsBy(tx, unitIn(ctx, inArray(units.id, uuids(ids)))),
  search: (tx, ctx, q) =>
    unitsBy(
      tx,
      unitIn(ctx, and(exists, or(like(units.name, likePattern(q)), like(units.shortName, likePattern(q))))),
    ).limit(most),
}

const unitsBy = (tx: Tx, where: SQL | undefined) =>
  tx.select(named).from(units).where(where).orderBy(asc(units.officialOrder), asc(units.id))

/** Ids come from outside: what is no UUID names no unit. */
const uuids = (ids: readonly string[]): string[] =>
  ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))

/** Districts and towns as scopes; the city as a whole is a scope of its own kind. */
const districtScopes: ScopeNames = {
  open: (tx, ctx, ids) => divisionsBy(tx, ctx, inArray(divisions.code, [...ids])),
  names: (tx, ctx, ids) => divisionsBy(tx, ctx, inArray(divisions.code, [...ids])),
  search: (tx, ctx, q) => divisionsBy(tx, ctx, like(divisions.name, likePattern(q))).limit(most),
}

const divisionsBy = (tx: Tx, ctx: Pick<Context, 'city'>, where: SQL) =>
  tx
    .select({ id: divisions.code, name: divisions.name, nameEn: divisions.nameEn })
    .from(divisions)
    .where(and(eq(divisions.city, ctx.city), ne(divisions.kind, 'city'), where))
    .orderBy(asc(divisions.officialOrder), asc(divisions.code))

export const organisationScopes: Readonly<Record<string, ScopeNames>> = { unit: unitScopes, district: districtScopes }

/** A unit, district, enterprise or chain that a scope or a portfolio names. */
export interface Place {
  kind: string
  id: string
}

const idsByKind = (places: readonly Place[]): Map<string, string[]> =>
  new Map(
    [...Map.groupBy(places, ({ kind }) => kind)].map(([kind, some]) => [kind, [...new Set(some.map(({ id }) => id))]]),
  )

/** @throws AppError invalid `accounts.noSuchScope` where one does not exist, is closed, or nobody knows such things */
export async function requirePlaces(tx: Tx, ctx: Pick<Context, 'city'>, places: readonly Place[]): Promise<void> {
  for (const [kind, ids] of idsByKind(places)) {
    const open = new Set(((await scopeNamesOf(kind)?.open(tx, ctx, ids)) ?? []).map(({ id }) => id))
    const missing = ids.find((id) => !open.has(id))
    if (missing !== undefined) throw new AppError('invalid', 'accounts.noSuchScope', { id: missing })
  }
}

/** Names of places, closed ones too; undefined where nothing of the kind has that id. */
export async function placeNames(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  places: readonly Place[],
): Promise<(kind: string, id: string) => ScopeName | undefined> {
  const names = new Map<string, ScopeName>()
  for (const [kind, ids] of idsByKind(places)) {
    for (const one of (await scopeNamesOf(kind)?.names(tx, ctx, ids)) ?? []) names.set(`${kind} ${one.id}`, one)
  }
  return (kind, id) => names.get(`${kind} ${id}`)
}

/** What a scope of the kind may name, by a part of its name. */
export const searchPlaces = async (tx: Tx, ctx: Context, kind: string, q: string): Promise<ScopeName[]> =>
  (await scopeNamesOf(kind)?.search(tx, ctx, q)) ?? []
