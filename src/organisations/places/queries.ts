import { and, eq, isNull } from 'drizzle-orm'
import { read } from '#platform/db/transact.ts'
import { divisions, units } from '../tables.ts'

/** Units of a city by slug, closed ones left out, and its divisions by code: what a configuration file may name. */
export const placesOf = (city: string): Promise<{ unitIds: Map<string, string>; divisions: Set<string> }> =>
  read({ city }, async (tx) => {
    const open = and(eq(units.city, city), isNull(units.activeToOn))
    const ours = await tx.select({ slug: units.slug, id: units.id }).from(units).where(open)
    const codes = await tx.select({ code: divisions.code }).from(divisions).where(eq(divisions.city, city))
    return {
      unitIds: new Map(ours.map(({ slug, id }) => [slug, id])),
      divisions: new Set(codes.map(({ code }) => code)),
    }
  })
