import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { publicDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { plain } from '#platform/pairs.ts'
import { names, products, profiles } from '../../firm/tables.ts'
import { listings } from '../../honours/tables.ts'
import { industryName } from '../../industries/queries.ts'
import { visibleTo } from '../../policy.ts'
import { placeNames } from '../../queries.ts'
import { enterprises } from '../../tables.ts'
import { accountTeams, teamMembers } from '../../visits/tables.ts'
import { FirmInList, type ListFirms } from '../contract.ts'
import { conditions, holding, listsFor, type OwnedLists } from '../filters/queries.ts'
import { havingWords, namesNear } from '../queries.ts'
import type { Filters } from '../rules.ts'

const pageSize = 20
/** Counting goes no further: nobody pages through more, and a million rows are not counted for a number. */
const counted = 10_000

/** Firms within the scope. With words: the best first; with filters alone: by the sounds of their names. */
export const listFirms = (ctx: Context, { page, ...filters }: ListFirms) =>
  read(ctx, async (tx) => {
    const found = await havingWords(tx, filters.q, isNarrowed(ctx, filters))
    const lists = await listsFor(tx, ctx)
    const where = and(visibleTo(ctx.actor), found.where, ...conditions(ctx, filters, lists))
    const rows = await pageOf(tx, ctx, where, { isMany: found.isMany, q: filters.q, limit: pageSize, page })
    const total = found.isMany ? countedSoFar(page, rows.length) : await countOf(tx, where, page, rows.length)
    return {
      rows: await present(tx, ctx, rows, { lists, q: filters.q }),
      total: Math.min(total, counted),
      ...{ hasMore: total > counted || found.hasMore, pageSize },
      near: total === 0 && filters.q ? await namesNear(tx, ctx, filters.q) : [],
    }
  })

/** A row of a file: its lists with their days, and its industry by its code, as an import reads them again. */
export interface FirmInFile extends FirmInList {
  listed: string[]
  industryCode: string | null
}

/** Firms of one statement: none of them grows with the file. */
const inFileAtOnce = 2000

/** The same rows for a file, all of them up to `most`, some thousands at a time. */
export async function firmsForFile(tx: Tx, ctx: Context, filters: Filters, most: number): Promise<FirmInFile[]> {
  const found = await havingWords(tx, filters.q, true)
  const lists = await listsFor(tx, ctx)
  const where = and(visibleTo(ctx.actor), found.where, ...conditions(ctx, filters, lists))
  const all: FirmInFile[] = []
  for (let after: string | null = null; all.length < most; ) {
    const from = after === null ? undefined : gt(enterprises.id, after)
    const limit = Math.min(inFileAtOnce, most - all.length)
    const rows = await pageOf(tx, ctx, and(where, from), { isMany: true, q: undefined, limit, page: 1 })
    all.push(...(await inFile(tx, ctx, await present(tx, ctx, rows, { lists, q: undefined }), lists)))
    const last = rows.at(-1)
    if (!last || rows.length < limit) break
    after = last.id
  }
  return all
}

async function inFile(
  tx: Tx,
  ctx: Context,
  firms: readonly FirmInList[],
  { today, closed, table }: OwnedLists,
): Promise<FirmInFile[]> {
  const ids = firms.map(({ id }) => id)
  if (ids.length === 0) return []
  const held = await tx
    .select()
    .from(listings)
    .where(and(eq(listings.city, ctx.city), inArray(listings.enterpriseId, ids), holding(today)))
  const industries = await tx
    .select({ id: profiles.id, code: profiles.industryCode })
    .from(profiles)
    .where(and(eq(profiles.city, ctx.city), inArray(profiles.id, ids)))
  const names = new Map(table.lists.map(({ code, zh }) => [code, zh]))
  const listed = Map.groupBy(
    held.filter(({ list }) => !closed.includes(list)),
    ({ enterpriseId }) => enterpriseId,
  )
  const codes = new Map(industries.map(({ id, code }) => [id, code]))
  return firms.map((firm) => ({
    ...firm,
    industryCode: codes.get(firm.id) ?? null,
    listed: (listed.get(firm.id) ?? []).map(
      ({ list, validFrom, validTo }) =>
        `${names.get(list) ?? list}(${validFrom}${validTo === null ? '' : `至${validTo}`})`,
    ),
  }))
}

/**
 * How many firms each district has by the same filters, whatever district is asked for. Where words fit so many firms that
 * they are not counted, nothing is told.
 */
export const firmsByDistrict = (ctx: Context, { division: _division, ...filters }: Filters) =>
  read(ctx, async (tx) => {
    const found = await havingWords(tx, filters.q, isNarrowed(ctx, filters))
    if (found.hasMore) return { rows: null }
    const district = sql<string>`left(${enterprises.divisionCode}, 6)`
    const rows = await tx
      .select({ code: district, firms: sql<number>`count(*)`.mapWith(Number) })
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), found.where, ...conditions(ctx, filters, await listsFor(tx, ctx))))
      .groupBy(district)
    const firmsIn = new Map(rows.map(({ code, firms }) => [code, firms]))
    return { rows: (await districtsOf(tx, ctx)).map((code) => ({ code, firms: firmsIn.get(code) ?? 0 })) }
  })

/** Codes of the districts that lie in the scope, or have a town in it. */
async function districtsOf(tx: Tx, ctx: Context): Promise<string[]> {
  const { divisions } = ctx.actor
  const places = await publicDivisions(tx, ctx)
  const seen = places.filter(({ code, parentCode }) => parentCode !== null && (divisions?.includes(code) ?? true))
  return [...new Set(seen.map(({ code }) => code.slice(0, 6)))]
}

/** Whether other conditions than the words hold, those of the scope among them. */
const isNarrowed = ({ actor }: Context, { q: _q, ...filters }: Filters): boolean =>
  actor.divisions !== null || Object.values(filters).some((value) => value !== undefined)

/** Where counting would read every row: what was seen, and one page more where there is one. */
const countedSoFar = (page: number, onPage: number): number =>
  (page - 1) * pageSize + onPage + (onPage === pageSize ? 1 : 0)

interface Page {
  isMany: boolean
  q: string | undefined
  limit: number
  page: number
}

function pageOf(tx: Tx, ctx: Context, where: SQL | undefined, { isMany, q, limit, page }: Page) {
  const { id, name, initials, creditCode, divisionCode, status } = enterprises
  const asked = q ? plain(q) : null
  const best = asked === null ? [] : [sql`(strpos(${name}, ${q ?? ''}) <> 1)`, sql`(strpos(${name}, ${q ?? ''}) = 0)`]
  return tx
    .select({ id, name, creditCode, divisionCode, status })
    .from(enterprises)
    .where(and(where, eq(enterprises.city, ctx.city)))
    .orderBy(...(isMany ? [asc(id)] : [...best, asc(initials), asc(id)]))
    .limit(limit)
    .offset((page - 1) * limit)
}

/** A page that is not full tells the number by itself. */
async function countOf(tx: Tx, where: SQL | undefined, page: number, onPage: number): Promise<number> {
  if (onPage < pageSize && (onPage > 0 || page === 1)) return (page - 1) * pageSize + onPage
  const some = tx
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(where)
    .limit(counted + 1)
    .as('some')
  const [row] = await tx.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
  return row?.count ?? 0
}

type Row = Awaited<ReturnType<typeof pageOf>>[number]

async function present(
  tx: Tx,
  ctx: Context,
  rows: readonly Row[],
  { lists, q }: { lists: OwnedLists; q: string | undefined },
): Promise<FirmInList[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const inCity = <T extends typeof profiles | typeof listings>(table: T) => eq(table.city, ctx.city)
  const known = await tx
    .select({ id: profiles.id, industryCode: profiles.industryCode, sizeClass: profiles.sizeClass })
    .from(profiles)
    .where(and(inCity(profiles), inArray(profiles.id, ids)))
  const held = await tx
    .select({ enterpriseId: listings.enterpriseId, list: listings.list })
    .from(listings)
    .where(and(inCity(listings), inArray(listings.enterpriseId, ids), holding(lists.today)))
    .orderBy(asc(listings.list))
  const teams = await tx
    .select({ enterpriseId: accountTeams.enterpriseId, name: teamMembers.name })
    .from(accountTeams)
    .innerJoin(teamMembers, and(eq(teamMembers.city, accountTeams.city), eq(teamMembers.teamId, accountTeams.id)))
    .where(
      and(
        eq(accountTeams.city, ctx.city),
        inArray(accountTeams.enterpriseId, ids),
        isNull(teamMembers.toOn),
        eq(teamMembers.isResponsible, true),
      ),
    )
  const placeName = await placeNames(tx, ctx)
  const others = q ? await otherWords(tx, ctx, ids) : []
  const profileOf = new Map(known.map((one) => [one.id, one]))
  const listsOf = Map.groupBy(held, ({ enterpriseId }) => enterpriseId)
  const responsibleOf = new Map(teams.map((one) => [one.enterpriseId, one.name]))
  return rows.map((row) => {
    const profile = profileOf.get(row.id)
    return FirmInList.parse({
      ...row,
      divisionName: placeName(row.divisionCode),
      industryName: industryName(profile?.industryCode ?? null),
      sizeClass: profile?.sizeClass ?? 'unknown',
      lists: (listsOf.get(row.id) ?? []).flatMap(({ list }) => (lists.closed.includes(list) ? [] : [list])),
      responsible: responsibleOf.get(row.id) ?? null,
      foundBy: foundBy(row, others, q),
    })
  })
}

const otherWords = async (tx: Tx, ctx: Context, ids: readonly string[]) => [
  ...(await tx
    .select({ enterpriseId: names.enterpriseId, name: names.name })
    .from(names)
    .where(and(eq(names.city, ctx.city), inArray(names.enterpriseId, [...ids])))),
  ...(await tx
    .select({ enterpriseId: products.enterpriseId, name: products.name })
    .from(products)
    .where(and(eq(products.city, ctx.city), inArray(products.enterpriseId, [...ids])))),
]

function foundBy(row: Row, others: readonly { enterpriseId: string; name: string }[], q: string | undefined) {
  if (!q || plain(row.name).includes(plain(q))) return null
  return (
    others.find(({ enterpriseId, name }) => enterpriseId === row.id && plain(name).includes(plain(q)))?.name ?? null
  )
}
