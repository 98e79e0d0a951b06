import { and, asc, eq, gte, inArray, isNull, like, lte, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import { dayOf, now } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { maskPhone } from '#platform/protect/masks.ts'
import type { ScopeKind } from '#platform/roles.ts'
import { portfolioItems } from '#platform/tables.ts'
import type { Division, PersonInList, UnitDetail, UnitInList } from './contract.ts'
import { can, seesUnits, type UnitAction, visibleTo } from './policy.ts'
import { pathOf, type ScopeContent, scopeContent, type UnitKind, unitKinds } from './rules.ts'
import { divisions, duties, people, posts, units } from './tables.ts'

export type UnitRow = typeof units.$inferSelect

/** One row by its key. */
export const inCity = (
  table: { city: PgColumn; id: PgColumn },
  ctx: Pick<Context, 'city'>,
  id: string,
): SQL | undefined => and(eq(table.city, ctx.city), eq(table.id, id))

/** Units the actor sees, in official order, closed ones too. */
export const allUnits = (tx: Tx, ctx: Context): Promise<UnitRow[]> =>
  tx.select().from(units).where(visibleTo(ctx.actor, units)).orderBy(asc(units.officialOrder), asc(units.id))

export const byId = (rows: readonly UnitRow[]): Map<string, UnitRow> => new Map(rows.map((row) => [row.id, row]))

/** The database's check holds the kind to the list. */
export const kindOf = (row: Pick<UnitRow, 'kind'>): UnitKind => {
  const kind = unitKinds.find((one) => one === row.kind)
  if (!kind) throw new Error(`a unit of unknown kind ${row.kind}`)
  return kind
}

/** The tree as a list in official order, each unit with its parent and who holds its posts. */
export async function listUnits(tx: Tx, ctx: Context, { closed }: { closed: boolean }): Promise<UnitInList[]> {
  const rows = await allUnits(tx, ctx)
  const tree = byId(rows)
  const held = await tx
    .select({ id: posts.id, unitId: posts.unitId, title: posts.title, personName: people.name })
    .from(posts)
    .innerJoin(people, and(eq(people.city, posts.city), eq(people.id, posts.personId)))
    .where(and(visibleTo(ctx.actor, posts), isNull(posts.toOn)))
    .orderBy(asc(posts.position), asc(posts.id))
  const heldIn = Map.groupBy(held, (post) => post.unitId)
  return rows
    .filter((row) => closed || row.activeToOn === null)
    .map(({ city: _city, ...row }) => ({
      ...row,
      kind: kindOf(row),
      posts: (heldIn.get(row.id) ?? []).map(({ id, title, personName }) => ({ id, title, personName })),
      canEdit: can(ctx.actor, 'set-duties', { kind: row.kind, path: pathOf(tree, row.id) }),
    }))
}

/** @throws AppError not-found `organisations.noSuchUnit` */
export async function getUnit(tx: Tx, ctx: Context, id: string): Promise<UnitDetail> {
  const tree = byId(await allUnits(tx, ctx))
  const { city: _city, ...unit } = found(tree.get(id), 'organisations.noSuchUnit')
  const path = pathOf(tree, id)
  // A closed unit stays as it is, whoever asks.
  const may = (action: UnitAction) => unit.activeToOn === null && can(ctx.actor, action, { kind: unit.kind, path })
  return {
    ...unit,
    kind: kindOf(unit),
    path: path
      .slice(1)
      .toReversed()
      .flatMap((above) => {
        const row = tree.get(above)
        if (!row) return []
        return [{ id: row.id, name: row.name, shortName: row.shortName, nameEn: row.nameEn, kind: kindOf(row) }]
      }),
    duties: await dutiesOfUnit(tx, ctx, id),
    posts: await postsOfUnit(tx, ctx, id),
    may: {
      structure: may('change-unit'),
      addUnit: may('add-unit'),
      duties: may('set-duties'),
      people: may('change-people'),
    },
  }
}

/** The duty list of a unit the actor sees, in its own order. */
export async function dutiesOfUnit(
  tx: Tx,
  ctx: Context,
  unitId: string,
): Promise<{ text: string; keywords: string[] }[]> {
  if (!seesUnits(ctx.actor)) return []
  return tx
    .select({ text: duties.text, keywords: duties.keywords })
    .from(duties)
    .where(and(eq(duties.city, ctx.city), eq(duties.unitId, unitId)))
    .orderBy(asc(duties.position), asc(duties.id))
}

async function postsOfUnit(tx: Tx, ctx: Context, unitId: string): Promise<UnitDetail['posts']> {
  const rows = await tx
    .select({ post: posts, person: people })
    .from(posts)
    .innerJoin(people, and(eq(people.city, posts.city), eq(people.id, posts.personId)))
    .where(and(visibleTo(ctx.actor, posts), eq(posts.unitId, unitId)))
    .orderBy(asc(posts.position), asc(posts.id))
  return rows.map(({ post: { id, title, fromOn, toOn }, person }) => ({
    id,
    title,
    fromOn,
    toOn,
    person: { id: person.id, name: person.name, phone: maskPhone(person.phone), version: person.version },
  }))
}

/** Divisions the actor sees, in official order. */
export async function listDivisions(tx: Tx, ctx: Context): Promise<z.output<typeof Division>[]> {
  const { code, name, shortName, nameEn, kind, parentCode } = divisions
  return tx
    .select({ code, name, shortName, nameEn, kind, parentCode })
    .from(divisions)
    .where(visibleTo(ctx.actor, divisions))
    .orderBy(asc(divisions.officialOrder), asc(divisions.code))
}

/** At most 50 people whose name holds `search`, with the posts they hold now. */
export async function listPeople(
  tx: Tx,
  ctx: Context,
  { search }: { search: string },
): Promise<z.output<typeof PersonInList>[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await tx
    .select({ id: people.id, name: people.name, phone: people.phone })
    .from(people)
    .where(and(visibleTo(ctx.actor, people), like(people.name, pattern)))
    .orderBy(asc(people.id))
    .limit(50)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const held = await tx
    .select({ personId: posts.personId, title: posts.title, unitName: units.shortName })
    .from(posts)
    .innerJoin(units, and(eq(units.city, posts.city), eq(units.id, posts.unitId)))
    .where(and(visibleTo(ctx.actor, posts), inArray(posts.personId, ids), isNull(posts.toOn)))
    .orderBy(asc(posts.position), asc(posts.id))
  const heldBy = Map.groupBy(held, (post) => post.personId)
  return rows.map((row) => ({
    ...row,
    phone: maskPhone(row.phone),
    posts: (heldBy.get(row.id) ?? []).map(({ title, unitName }) => ({ title, unitName })),
  }))
}

/** What a unit is called, as `unitNames` gives it. */
export interface UnitName {
  id: string
  slug: string
  name: string
  shortName: string
  nameEn: string
  officialOrder: number
}

/** Names of units by id, closed ones too; ids the actor does not see are left out. */
export async function unitNames(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Map<string, UnitName>> {
  if (ids.length === 0) return new Map()
  const { id, slug, name, shortName, nameEn, officialOrder } = units
  const rows = await tx
    .select({ id, slug, name, shortName, nameEn, officialOrder })
    .from(units)
    .where(and(visibleTo(ctx.actor, units), inArray(units.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Where a unit stands: the units above it, itself first; and whether it is closed. */
export interface UnitPlace {
  id: string
  shortName: string
  path: string[]
  isClosed: boolean
}

/** Null where there is no such unit for the actor. */
export async function unitPlace(tx: Tx, ctx: Context, unitId: string): Promise<UnitPlace | null> {
  const { id, parentId, shortName, activeToOn } = units
  const rows = await tx.select({ id, parentId, shortName, activeToOn }).from(units).where(visibleTo(ctx.actor, units))
  const tree = new Map(rows.map((row) => [row.id, row]))
  const unit = tree.get(unitId)
  if (!unit) return null
  return { id: unitId, shortName: unit.shortName, path: pathOf(tree, unitId), isClosed: unit.activeToOn !== null }
}

/**
 * What lies inside the scope of a post on a day; asked at sign-in, before there is an actor. A portfolio is known by the
 * grant it belongs to: who acts for a colleague has the colleague's.
 */
export async function scopeOf(
  post: { city: string; scope: { kind: ScopeKind; id: string } },
  day: string = dayOf(now()).toString(),
): Promise<ScopeContent> {
  if (post.scope.kind === 'city') return { unitIds: null, divisions: null, chainIds: null }
  return read(post, async (tx) => {
    const { id, parentId, kind, divisionCode } = units
    const tree = await tx
      .select({ id, parentId, kind, divisionCode })
      .from(units)
      .where(eq(units.city, post.city))
      .orderBy(asc(units.officialOrder))
    const { code, parentCode } = divisions
    const areas = await tx
      .select({ code, parentCode })
      .from(divisions)
      .where(eq(divisions.city, post.city))
      .orderBy(asc(divisions.officialOrder))
    const portfolio = post.scope.kind === 'portfolio' ? await portfolioOn(tx, post.city, post.scope.id, day) : []
    return scopeContent(tree, areas, post.scope, portfolio)
  })
}

const portfolioOn = (tx: Tx, city: string, grantId: string, day: string) =>
  tx
    .select({ kind: portfolioItems.kind, itemId: portfolioItems.itemId })
    .from(portfolioItems)
    .where(
      and(
        eq(portfolioItems.city, city),
        eq(portfolioItems.grantId, grantId),
        lte(portfolioItems.fromOn, day),
        or(isNull(portfolioItems.toOn), gte(portfolioItems.toOn, day)),
      ),
    )
