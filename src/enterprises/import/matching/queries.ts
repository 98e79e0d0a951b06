import { and, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { within } from '#platform/db/within.ts'
import { names, products, profiles } from '../../firm/tables.ts'
import { listings } from '../../honours/tables.ts'
import { authorisations, indicators } from '../../indicators/tables.ts'
import { enterprises } from '../../tables.ts'
import type { ReadFirm } from '../reading/rules.ts'

export type FirmRowStored = typeof enterprises.$inferSelect

/** A firm as it stands, with all that a table may change. */
export interface KnownFirm {
  entry: FirmRowStored
  profile: typeof profiles.$inferSelect | null
  names: (typeof names.$inferSelect)[]
  products: (typeof products.$inferSelect)[]
  listings: (typeof listings.$inferSelect)[]
  figures: (typeof indicators.$inferSelect)[]
  /** The firm's word for its tax figures, as it was given. */
  words: (typeof authorisations.$inferSelect)[]
}

/** Entries that have one of the codes, old numbers or names; those that were merged with what they lead to. */
export async function entriesFor(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  firms: readonly ReadFirm[],
  { isLocked }: { isLocked: boolean },
): Promise<FirmRowStored[]> {
  const values = (field: 'creditCode' | 'oldNumber' | 'name', of: readonly ReadFirm[]) =>
    of.flatMap((firm) => firm[field] ?? [])
  const found = [
    ...(await idsBy(tx, ctx, enterprises.creditCode, values('creditCode', firms))),
    ...(await idsBy(tx, ctx, enterprises.oldNumber, values('oldNumber', firms))),
    ...(await idsBy(tx, ctx, enterprises.name, values('name', firms))),
  ]
  const load = async (ids: readonly string[]) =>
    ids.length === 0
      ? []
      : tx
          .select()
          .from(enterprises)
          .where(and(eq(enterprises.city, ctx.city), within(enterprises.id, [...new Set(ids)])))
  const entries = await load(found)
  const all = [...entries, ...(await load(entries.flatMap(({ mergedIntoId }) => mergedIntoId ?? [])))]
  const byId = new Map(all.map((entry) => [entry.id, entry]))
  if (isLocked && byId.size > 0) {
    // In the order of their ids, so that two imports wait for each other and never both.
    await tx.execute(sql`select 1 from ${enterprises} where ${enterprises.city} = ${ctx.city}
      and ${within(enterprises.id, [...byId.keys()])} order by ${enterprises.id} for update`)
  }
  return [...byId.values()]
}

/**
 * Ids by a column, value by value through its own index. While a table is being filled for the first time the planner knows
 * nothing of it and finds any index as good that begins with the city; the order asked for leaves it only the right one.
 */
async function idsBy(
  tx: Tx,
  { city }: Pick<Context, 'city'>,
  column: PgColumn,
  values: readonly string[],
): Promise<string[]> {
  if (values.length === 0) return []
  const { rows } = await tx.execute<{ id: string }>(sql`
    select found.id from unnest(${sql.param([...new Set(values)])}::text[]) wanted(value)
    cross join lateral (
      select ${enterprises.id} from ${enterprises}
      where ${enterprises.city} = ${city} and ${column} >= wanted.value and ${column} <= wanted.value
      order by ${column} limit 100
    ) found`)
  return rows.map(({ id }) => id)
}

/** All that a table may change of these firms, a query for each kind of it. */
export async function knownFirms(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  entries: readonly FirmRowStored[],
): Promise<Map<string, KnownFirm>> {
  const ids = entries.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const inProfiles = and(eq(profiles.city, ctx.city), within(profiles.id, ids))
  const ofProfiles = await tx.select().from(profiles).where(inProfiles)
  const rows = {
    names: await tx
      .select()
      .from(names)
      .where(and(eq(names.city, ctx.city), within(names.enterpriseId, ids))),
    products: await tx
      .select()
      .from(products)
      .where(and(eq(products.city, ctx.city), within(products.enterpriseId, ids))),
    listings: await tx
      .select()
      .from(listings)
      .where(and(eq(listings.city, ctx.city), within(listings.enterpriseId, ids))),
    figures: await tx
      .select()
      .from(indicators)
      .where(and(eq(indicators.city, ctx.city), within(indicators.enterpriseId, ids))),
    words: await tx
      .select()
      .from(authorisations)
      .where(
        and(
          eq(authorisations.city, ctx.city),
          eq(authorisations.subject, 'tax'),
          within(authorisations.enterpriseId, ids),
        ),
      ),
  }
  const profileOf = new Map(ofProfiles.map((profile) => [profile.id, profile]))
  const by = {
    names: Map.groupBy(rows.names, ({ enterpriseId }) => enterpriseId),
    products: Map.groupBy(rows.products, ({ enterpriseId }) => enterpriseId),
    listings: Map.groupBy(rows.listings, ({ enterpriseId }) => enterpriseId),
    figures: Map.groupBy(rows.figures, ({ enterpriseId }) => enterpriseId),
    words: Map.groupBy(rows.words, ({ enterpriseId }) => enterpriseId),
  }
  return new Map(
    entries.map((entry) => [
      entry.id,
      {
        ...{ entry, profile: profileOf.get(entry.id) ?? null, names: by.names.get(entry.id) ?? [] },
        ...{ products: by.products.get(entry.id) ?? [], listings: by.listings.get(entry.id) ?? [] },
        ...{ figures: by.figures.get(entry.id) ?? [], words: by.words.get(entry.id) ?? [] },
      },
    ]),
  )
}
