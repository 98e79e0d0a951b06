import type { Language } from '#platform/i18n.ts'

interface Named {
  name: string
  shortName: string
  nameEn: string
  kind: string
}

/** What a unit is called in a list, in the language on screen: 砚浦区 in full, since its short name is half a name. */
export function nameIn(language: Language, unit: Named): string {
  if (language === 'en' && unit.nameEn !== '') return unit.nameEn
  return unit.kind === 'city' || unit.kind === 'district' ? unit.name : unit.shortName
}

interface InTree {
  id: string
  parentId: string | null
}

/** Units by the unit they stand under; `''` holds the roots. */
export function childrenOf<T extends InTree>(units: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const known = new Set(units.map(({ id }) => id))
  const children = new Map<string, T[]>()
  for (const unit of units) {
    const above = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : ''
    const siblings = children.get(above)
    if (siblings) siblings.push(unit)
    else children.set(above, [unit])
  }
  return children
}

/** The ids from a unit up to its root, the unit itself included. */
export function wayUp(units: readonly InTree[], id: string | undefined): ReadonlySet<string> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const way = new Set<string>()
  for (let next = id === undefined ? undefined : byId.get(id); next && !way.has(next.id); ) {
    way.add(next.id)
    next = next.parentId === null ? undefined : byId.get(next.parentId)
  }
  return way
}
