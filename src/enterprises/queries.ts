import { and, asc, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm'
import { publicDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import { visibleTo } from './policy.ts'
import { enterprises } from './tables.ts'

export interface EnterpriseInList {
  id: string
  creditCode: string | null
  name: string
  shortName: string
  divisionCode: string
  contactName: string | null
  /** Masked. */
  contactPhone: string | null
}

export interface ListOptions {
  /** A part of the name, or the credit code. */
  search?: string
  /** At most 200. */
  limit?: number
  offset?: number
}

/** Firms the actor sees, by division and name. */
export async function listEnterprises(
  tx: Tx,
  ctx: Context,
  { search = '', limit = 50, offset = 0 }: ListOptions = {},
): Promise<EnterpriseInList[]> {
  const { id, creditCode, name, shortName, divisionCode, contactName, contactPhone } = enterprises
  const pattern = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
  const matches = search.trim() === '' ? undefined : or(like(name, pattern), like(creditCode, pattern))
  const rows = await tx
    .select({ id, creditCode, name, shortName, divisionCode, contactName, contactPhone })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), matches))
    .orderBy(asc(divisionCode), asc(name), asc(id))
    .limit(Math.min(limit, 200))
    .offset(offset)
  return rows.map((row) => ({
    ...row,
    contactName: row.contactName === null ? null : shown(row.contactName),
    contactPhone: maskPhone(row.contactPhone),
  }))
}

/** Names of firms by id, as far as the actor sees them. */
export async function firmNames(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), inArray(enterprises.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether there is such a firm for the actor. */
export async function firmExists(tx: Tx, ctx: Context, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
  return rows.length > 0
}

/** How a place is called: a town or street with its district before it. */
export async function placeNames(tx: Tx, ctx: Pick<Context, 'city'>): Promise<(code: string) => string> {
  const places = new Map((await publicDivisions(tx, ctx)).map((place) => [place.code, place]))
  return (code) => {
    const place = places.get(code)
    const district = places.get(place?.parentCode ?? '')
    return `${district?.parentCode ? district.name : ''}${place?.name ?? code}`
  }
}

/** What the public registry prints of a firm. */
export interface RegisteredFirm {
  id: string
  name: string
  creditCode: string | null
  divisionCode: string
}

/**
 * A firm of the city by its id or credit code, whoever asks: a caller shows others no more than its name. The code of a merged
 * entry leads to the one that stays; its id, by which people act for it, to none.
 */
export async function registeredFirm(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  by: { id: string } | { creditCode: string },
): Promise<RegisteredFirm | null> {
  const { id, name, creditCode, divisionCode, mergedIntoId } = enterprises
  const find = async (wanted: SQL) => {
    const [row] = await tx
      .select({ id, name, creditCode, divisionCode, mergedIntoId })
      .from(enterprises)
      .where(and(eq(enterprises.city, ctx.city), wanted))
    return row ?? null
  }
  const named = await find('id' in by ? eq(id, by.id) : eq(creditCode, by.creditCode))
  if (named === null || named.mergedIntoId === null) return named
  return 'id' in by ? null : find(eq(id, await standingId(tx, ctx, named.id)))
}

/** The entry that stands for this one: itself, or the one it was merged into, as far as that leads. */
export async function standingId(tx: Tx, ctx: Pick<Context, 'city'>, id: string): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive led as (
      select e.id, e.merged_into_id from enterprises.enterprises e where e.city = ${ctx.city} and e.id = ${id}::uuid
      union all
      select e.id, e.merged_into_id from led join enterprises.enterprises e on e.city = ${ctx.city} and e.id = led.merged_into_id
    )
    select id from led where merged_into_id is null`)
  return rows[0]?.id ?? id
}
