import { officials, type Role, type ScopeKind } from '#platform/roles.ts'

/** Kinds of unit, in the words of the glossary. Runs in the browser too. */
export const unitKinds = [
  'city',
  'party',
  'congress',
  'consultative',
  'government',
  'bureau',
  'office',
  'institution',
  'taskForce',
  'district',
  'town',
] as const
export type UnitKind = (typeof unitKinds)[number]

/** Who looks into the organs of the city: officials and administrators, not the people of firms, institutes, associations. */
export const insiders: readonly Role[] = [
  ...officials,
  'system-administrator',
  'security-administrator',
  'audit-administrator',
]

/** Who may see a whole phone number, with a reason: those who work with each other, not the three administrators. */
export const callers: readonly Role[] = officials

/** Roles that may change anything here at all; what exactly, the policy says. */
export const editors: readonly Role[] = ['planning-officer', 'system-administrator', 'district-officer']

/** What the shape of the tree is decided from. */
export interface TreeUnit {
  id: string
  parentId: string | null
  kind: string
  divisionCode: string
}

export interface DivisionNode {
  code: string
  parentCode: string | null
}

/** Ids of a unit and of what it stands under, nearest first. A broken tree (a loop) ends, it does not hang. */
export function pathOf(units: ReadonlyMap<string, Pick<TreeUnit, 'id' | 'parentId'>>, id: string): string[] {
  const path: string[] = []
  let next = units.get(id)
  while (next && !path.includes(next.id)) {
    path.push(next.id)
    next = next.parentId === null ? undefined : units.get(next.parentId)
  }
  return path
}

/** The same units, each after the one it stands under, so that they can be written piece by piece. */
export function parentsFirst<T extends Pick<TreeUnit, 'id' | 'parentId'>>(units: readonly T[]): T[] {
  const tree = new Map(units.map((unit) => [unit.id, unit]))
  const depths = new Map(units.map((unit) => [unit.id, pathOf(tree, unit.id).length]))
  return units.toSorted((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0))
}

/** Whether a unit would come to stand under itself. */
export const makesCycle = (
  units: ReadonlyMap<string, Pick<TreeUnit, 'id' | 'parentId'>>,
  id: string,
  newParentId: string,
): boolean => pathOf(units, newParentId).includes(id)

/** The roots and everything below them, in the order of `nodes`. */
function withBelow<T>(
  nodes: readonly T[],
  roots: ReadonlySet<string>,
  keyOf: (node: T) => string,
  parentOf: (node: T) => string | null,
): string[] {
  const children = Map.groupBy(nodes, (node) => parentOf(node) ?? '')
  const inside = new Set<string>()
  const waiting = [...roots]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (inside.has(key)) continue
    inside.add(key)
    for (const child of children.get(key) ?? []) waiting.push(keyOf(child))
  }
  return nodes.map(keyOf).filter((key) => inside.has(key))
}

export const unitsBelow = (units: readonly TreeUnit[], roots: Iterable<string>): string[] =>
  withBelow(
    units,
    new Set(roots),
    (unit) => unit.id,
    (unit) => unit.parentId,
  )

export const divisionsBelow = (divisions: readonly DivisionNode[], roots: Iterable<string>): string[] =>
  withBelow(
    divisions,
    new Set(roots),
    (one) => one.code,
    (one) => one.parentCode,
  )

/** What lies inside a post's scope; null means no limit inside the city. */
export interface ScopeContent {
  unitIds: string[] | null
  divisions: string[] | null
  /** Chains of a portfolio; null where a scope names none. */
  chainIds: string[] | null
}

/** What a portfolio (分管) names on a day. */
export interface PortfolioPart {
  kind: string
  itemId: string
}

const nothing: ScopeContent = { unitIds: [], divisions: [], chainIds: null }

/**
 * What a scope holds. `district`: the division and its towns, and the units that stand under its district. `unit`: the
 * unit and below; its divisions are those it serves, so a bureau of the city serves the whole city. `portfolio`: see
 * `portfolioContent`. A firm, and a person with own records, hold neither unit nor division.
 */
export function scopeContent(
  units: readonly TreeUnit[],
  divisions: readonly DivisionNode[],
  scope: { kind: ScopeKind; id: string },
  portfolio: readonly PortfolioPart[] = [],
): ScopeContent {
  if (scope.kind === 'city') return { unitIds: null, divisions: null, chainIds: null }
  if (scope.kind === 'district') {
    const inside = divisionsBelow(divisions, [scope.id])
    return { unitIds: unitsBelow(units, districtRoots(units, [scope.id], inside)), divisions: inside, chainIds: null }
  }
  if (scope.kind === 'unit') {
    const unit = units.find(({ id }) => id === scope.id)
    if (!unit) return nothing
    return { unitIds: unitsBelow(units, [unit.id]), divisions: servedBy(divisions, [unit]), chainIds: null }
  }
  return scope.kind === 'portfolio' ? portfolioContent(units, divisions, portfolio) : nothing
}

/** The units that are the districts, and their towns: a town officer's division is the town, which has no district unit. */
function districtRoots(units: readonly TreeUnit[], codes: readonly string[], inside: readonly string[]): string[] {
  const roots = units.filter(({ kind, divisionCode }) => kind === 'district' && codes.includes(divisionCode))
  const towns = units.filter(({ kind, divisionCode }) => kind === 'town' && inside.includes(divisionCode))
  return [...roots, ...towns].map(({ id }) => id)
}

/** Divisions that units serve; null where one of them serves the whole city. */
function servedBy(divisions: readonly DivisionNode[], units: readonly TreeUnit[]): string[] | null {
  const codes = units.map(({ divisionCode }) => divisionCode)
  const servesAll = divisions.some(({ code, parentCode }) => parentCode === null && codes.includes(code))
  return servesAll ? null : divisionsBelow(divisions, codes)
}

/**
 * Units: those named and below, and those that stand under the named districts. Divisions: where districts are named, these
 * and below, and what a named unit of a district serves; a bureau of the city named beside them does not open the other
 * districts. Where none is named, what the named units serve, which with a bureau of the city is the whole city. Chains:
 * those named. A unit or division that is not there adds nothing.
 */
function portfolioContent(
  units: readonly TreeUnit[],
  divisions: readonly DivisionNode[],
  portfolio: readonly PortfolioPart[],
): ScopeContent {
  const named = (kind: string) => portfolio.filter((part) => part.kind === kind).map(({ itemId }) => itemId)
  const own = units.filter(({ id }) => named('unit').includes(id))
  const known = new Set(divisions.flatMap(({ code, parentCode }) => (parentCode === null ? [] : [code])))
  const districts = named('district').filter((code) => known.has(code))
  const inside = divisionsBelow(divisions, districts)
  const chains = named('chain')
  const roots = [...own.map(({ id }) => id), ...districtRoots(units, districts, inside)]
  // Districts narrow even where their division is gone, so that an old item never opens the whole city.
  const isNarrowed = named('district').length > 0
  const served = isNarrowed ? own.filter(({ divisionCode }) => known.has(divisionCode)) : own
  const more = servedBy(divisions, served)
  return {
    unitIds: unitsBelow(units, roots),
    divisions: more === null ? null : divisionsBelow(divisions, [...districts, ...more]),
    chainIds: chains.length > 0 ? [...new Set(chains)] : null,
  }
}

/**
 * The units of one parent in a new order, `moved` standing before `before` (null: last). Gives back the order numbers
 * that change; the siblings keep the numbers they have between them, so that nothing else in the city moves.
 */
export function reordered(
  siblings: readonly { id: string; officialOrder: number }[],
  moved: string,
  before: string | null,
): { id: string; officialOrder: number }[] {
  const standing = siblings.toSorted((a, b) => a.officialOrder - b.officialOrder)
  const unit = standing.find(({ id }) => id === moved)
  if (!unit) return []
  const others = standing.filter(({ id }) => id !== moved)
  const found = before === null ? -1 : others.findIndex(({ id }) => id === before)
  const sequence = others.toSpliced(found < 0 ? others.length : found, 0, unit)
  const numbers = standing.map(({ officialOrder }) => officialOrder)
  return sequence.flatMap((one, at) => {
    const officialOrder = numbers[at] ?? one.officialOrder
    return officialOrder === one.officialOrder ? [] : [{ id: one.id, officialOrder }]
  })
}
