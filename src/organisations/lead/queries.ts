import { asc, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { allUnits, byId, type UnitRow } from '../queries.ts'
import { pathOf } from '../rules.ts'
import { duties } from '../tables.ts'
import { type LeadCandidate, type LeadProposal, leadFinder } from './rules.ts'

export interface LeadOptions {
  /** Division code of a district that hands out tasks to its own units and towns; without it the city does. */
  within?: string | undefined
  limit?: number
}

/** The finder over today's duty lists: load it once for many tasks. */
export async function loadLeadFinder(
  tx: Tx,
  ctx: Context,
  { within }: LeadOptions = {},
): Promise<(text: string, limit?: number) => LeadProposal[]> {
  const rows = await allUnits(tx, ctx)
  if (rows.length === 0) return () => []
  const lists = await tx
    .select({ unitId: duties.unitId, text: duties.text, keywords: duties.keywords })
    .from(duties)
    .where(eq(duties.city, ctx.city))
    .orderBy(asc(duties.position), asc(duties.id))
  return leadFinder(candidatesOf(rows, lists, within))
}

/**
 * Units that may lead a task, best first: those whose duty list speaks of it, or whose name stands in it. Official order
 * breaks ties. A proposal; a person decides.
 */
export async function proposeLeadUnits(
  tx: Tx,
  ctx: Context,
  text: string,
  options: LeadOptions = {},
): Promise<LeadProposal[]> {
  const find = await loadLeadFinder(tx, ctx, options)
  return find(text, options.limit)
}

type DutyRow = { unitId: string; text: string; keywords: string[] }

/**
 * The city's candidates are its own organs and the districts, each as a whole; a district's are its own organs and towns.
 */
function candidatesOf(
  rows: readonly UnitRow[],
  lists: readonly DutyRow[],
  within: string | undefined,
): LeadCandidate[] {
  const tree = byId(rows)
  const districtOf = (unit: UnitRow): UnitRow | undefined =>
    pathOf(tree, unit.id)
      .map((id) => tree.get(id))
      .find((above) => above?.kind === 'district')
  const mayLead = (unit: UnitRow): boolean => {
    if (unit.activeToOn !== null || unit.kind === 'city' || unit.kind === 'office') return false
    const district = districtOf(unit)
    if (within === undefined) return district === undefined || district.id === unit.id
    return district !== undefined && district.divisionCode === within && district.id !== unit.id
  }
  const dutiesOf = Map.groupBy(lists, (duty) => leaderOf(tree, duty.unitId))
  return rows.filter(mayLead).map((unit) => ({
    unitId: unit.id,
    name: unit.name,
    shortName: unit.shortName,
    aliases: unit.aliases,
    kind: unit.kind,
    officialOrder: unit.officialOrder,
    duties: dutiesOf.get(unit.id) ?? [],
  }))
}

/** The unit itself, or the bureau above an office. */
const leaderOf = (tree: ReadonlyMap<string, UnitRow>, id: string): string =>
  pathOf(tree, id).find((above) => tree.get(above)?.kind !== 'office') ?? id
