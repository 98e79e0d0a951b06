import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#platform/db/transact.ts'
import { divisions, units } from '../tables.ts'

/** A division or a unit with all the names under which a text may speak of it. */
export interface OwnerName {
  kind: 'division' | 'unit'
  /** Division code or unit id. */
  id: string
  /** Name for the screen. */
  label: string
  names: string[]
  /** The division it belongs to. */
  division: string
  officialOrder: number
}

/** Words that mean whoever speaks, so they name nobody. */
const relative = /^[我全本][市区县镇]$/

/** Divisions (the city, districts, towns) and living units, in official order. */
export async function readOwnerNames(tx: Tx): Promise<OwnerName[]> {
  const places = await tx.select().from(divisions).orderBy(asc(divisions.officialOrder))
  const organs = await tx
    .select()
    .from(units)
    .where(and(isNull(units.activeToOn)))
    .orderBy(asc(units.officialOrder))
  const own = (names: readonly string[]) =>
    [...new Set(names)].filter((name) => name.length >= 2 && !relative.test(name))
  return [
    ...places.map((place) => ({
      kind: 'division' as const,
      id: place.code,
      label: place.name,
      names: own([place.name, place.shortName, ...place.aliases]),
      division: place.code,
      officialOrder: place.officialOrder,
    })),
    ...organs
      .filter((unit) => !['city', 'district', 'town'].includes(unit.kind))
      .map((unit) => ({
        kind: 'unit' as const,
        id: unit.id,
        label: unit.shortName,
        names: own([unit.name, unit.shortName, ...unit.aliases]),
        division: unit.divisionCode,
        officialOrder: unit.officialOrder,
      })),
  ]
}

/** The division that a code names, or null. */
export async function findDivision(tx: Tx, code: string): Promise<{ code: string; name: string; kind: string } | null> {
  const [row] = await tx
    .select({ code: divisions.code, name: divisions.name, kind: divisions.kind })
    .from(divisions)
    .where(eq(divisions.code, code))
  return row ?? null
}
