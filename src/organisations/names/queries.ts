import { asc, isNull } from 'drizzle-orm'
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

/** Organs that speak for their whole division where they stand right below it: 区委, 区政府. */
const speakers = ['party', 'government', 'congress', 'consultative']
/** Units that are the division itself. */
const places = ['city', 'district', 'town']

/**
 * Divisions (the city, districts, towns) and living units, in official order. What a district's committee or government
 * says the district says, so their names stand with the division. A name that several share (区委) names nobody.
 */
export async function readOwnerNames(tx: Tx): Promise<OwnerName[]> {
  const areas = await tx.select().from(divisions).orderBy(asc(divisions.officialOrder))
  const organs = await tx.select().from(units).where(isNull(units.activeToOn)).orderBy(asc(units.officialOrder))
  const kinds = new Map(organs.map((unit) => [unit.id, unit.kind]))
  const speaksFor = (unit: (typeof organs)[number]): boolean =>
    places.includes(unit.kind) ||
    (speakers.includes(unit.kind) && places.includes(kinds.get(unit.parentId ?? '') ?? ''))
  const speaking = Map.groupBy(organs.filter(speaksFor), (unit) => unit.divisionCode)
  const namesOf = (one: { name: string; shortName: string; aliases: string[] }) => [
    one.name,
    one.shortName,
    ...one.aliases,
  ]
  const owners: OwnerName[] = [
    ...areas.map((area) => ({
      kind: 'division' as const,
      id: area.code,
      label: area.name,
      names: [...namesOf(area), ...(speaking.get(area.code) ?? []).flatMap(namesOf)],
      division: area.code,
      officialOrder: area.officialOrder,
    })),
    ...organs
      .filter((unit) => !speaksFor(unit))
      .map((unit) => ({
        kind: 'unit' as const,
        id: unit.id,
        label: unit.shortName,
        names: namesOf(unit),
        division: unit.divisionCode,
        officialOrder: unit.officialOrder,
      })),
  ]
  return withOwnNames(owners)
}

/** Takes away names that mean whoever speaks, and names that several owners share. */
function withOwnNames(owners: readonly OwnerName[]): OwnerName[] {
  const uses = new Map<string, number>()
  const distinct = owners.map((owner) => ({ ...owner, names: [...new Set(owner.names)] }))
  for (const { names } of distinct) for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1)
  const isOwn = (name: string) => name.length >= 2 && !relative.test(name) && uses.get(name) === 1
  return distinct.map((owner) => ({ ...owner, names: owner.names.filter(isOwn) }))
}

/** The city and its districts by name, for whoever reads the city's papers; null before the city is set up. */
export async function readCityPlaces(tx: Tx): Promise<{ city: string; districts: string[] } | null> {
  const areas = await tx.select().from(divisions).orderBy(asc(divisions.officialOrder))
  const city = areas.find((area) => area.parentCode === null)
  if (!city) return null
  return { city: city.name, districts: areas.filter((area) => area.parentCode === city.code).map((area) => area.name) }
}
