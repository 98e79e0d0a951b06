import { eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { lockTree, tell } from '../commands.ts'
import type { ImportReport } from '../contract.ts'
import { kindLabel, readUnits, writeUnits } from '../pack/workbook.ts'
import { can } from '../policy.ts'
import { allUnits, byId, inCity, type UnitRow } from '../queries.ts'
import { editors, parentsFirst, pathOf } from '../rules.ts'
import { divisions, units } from '../tables.ts'
import {
  type ImportError,
  type ImportPlan,
  importColumns,
  type PlannedUnit,
  type PresentUnit,
  planImport,
} from './rules.ts'

/**
 * Reads a workbook of units and says what it would change; with `apply`, and without an error, changes it. Units are
 * known by their code (编号), so that the same file read twice changes nothing; none is closed for being absent.
 *
 * @throws AppError forbidden, invalid `sheets.*`
 */
export async function importUnits(
  ctx: Context,
  bytes: Uint8Array,
  { apply }: { apply: boolean },
): Promise<ImportReport> {
  requireMay(editors.includes(ctx.actor.role), 'organisations.importUnits')
  const sheet = await readUnits(bytes)
  return transact(ctx, async (tx) => {
    const tree = await lockTree(tx, ctx)
    const present = presentUnits(tree)
    const areas = await tx.select({ code: divisions.code }).from(divisions).where(eq(divisions.city, ctx.city))
    const plan = planImport(sheet.rows, present, new Set(areas.map(({ code }) => code)))
    const errors = [...sheet.errors, ...plan.errors, ...outsideOf(ctx, tree, plan)].toSorted((a, b) => a.row - b.row)
    const applied = apply && errors.length === 0
    const counts = { added: plan.added.length, changed: plan.changed.length }
    if (applied && counts.added + counts.changed > 0) {
      await write(tx, ctx, tree, plan)
      await tell(ctx, tx, 'units-imported', { kind: 'organisations', id: ctx.city }, counts, plan)
    }
    return { rows: sheet.rows.length, ...counts, unchanged: plan.unchanged, errors, applied }
  })
}

function presentUnits(tree: ReadonlyMap<string, UnitRow>): Map<string, PresentUnit> {
  return new Map(
    [...tree.values()].map((unit) => {
      const { slug, name, shortName, nameEn, kind, divisionCode, officialOrder, aliases } = unit
      const parentSlug = unit.parentId === null ? null : (tree.get(unit.parentId)?.slug ?? null)
      const isClosed = unit.activeToOn !== null
      return [slug, { slug, parentSlug, name, shortName, nameEn, kind, divisionCode, officialOrder, aliases, isClosed }]
    }),
  )
}

/** Rows that a district officer may not write: their unit, or the place it would move to, is not the district's. */
function outsideOf(ctx: Context, tree: ReadonlyMap<string, UnitRow>, plan: ImportPlan): ImportError[] {
  const bySlug = new Map([...tree.values()].map((unit) => [unit.slug, unit]))
  const added = new Map(plan.added.map((unit) => [unit.slug, unit]))
  /** The nearest unit that exists already, at or above a slug. */
  const standing = (slug: string | null, left = 50): UnitRow | undefined => {
    if (slug === null || left === 0) return undefined
    return bySlug.get(slug) ?? standing(added.get(slug)?.parentSlug ?? null, left - 1)
  }
  const may = (action: 'add-unit' | 'change-unit', unit: UnitRow | undefined): boolean =>
    can(ctx.actor, action, unit ? { kind: unit.kind, path: pathOf(tree, unit.id) } : { kind: 'city', path: [] })
  const refused = [...plan.added, ...plan.changed].filter((unit) => {
    const own = bySlug.get(unit.slug)
    return !may('add-unit', standing(unit.parentSlug)) || (own !== undefined && !may('change-unit', own))
  })
  return refused.map(({ row, name }) => {
    return { row, column: importColumns.parent, key: 'organisations.import.outside', facts: { name } }
  })
}

async function write(tx: Tx, ctx: Context, tree: ReadonlyMap<string, UnitRow>, plan: ImportPlan): Promise<void> {
  const ids = new Map([...tree.values()].map(({ slug, id }) => [slug, id]))
  for (const { slug } of plan.added) ids.set(slug, newId())
  const idOf = (slug: string) => found(ids.get(slug), 'organisations.noSuchUnit')
  const fieldsOf = ({ row: _row, slug: _slug, parentSlug, ...fields }: PlannedUnit) => {
    return { ...fields, parentId: parentSlug === null ? null : idOf(parentSlug) }
  }
  const activeFromOn = dayOf(ctx.now()).toString()
  const rows = plan.added.map((unit) => {
    return { city: ctx.city, id: idOf(unit.slug), slug: unit.slug, activeFromOn, ...fieldsOf(unit) }
  })
  const sorted = parentsFirst(rows)
  for (let at = 0; at < sorted.length; at += 1000) await tx.insert(units).values(sorted.slice(at, at + 1000))
  for (const unit of plan.changed) {
    const id = idOf(unit.slug)
    const version = found(tree.get(id), 'organisations.noSuchUnit').version + 1
    await tx
      .update(units)
      .set({ ...fieldsOf(unit), version })
      .where(inCity(units, ctx, id))
  }
}

/** The form of the import, empty or with the units that exist, which is also their export. */
export async function unitsWorkbook(tx: Tx, ctx: Context, { filled }: { filled: boolean }): Promise<Uint8Array> {
  const rows = filled ? (await allUnits(tx, ctx)).filter((unit) => unit.activeToOn === null) : []
  const tree = byId(rows)
  return writeUnits(
    rows.map((unit) => ({
      slug: unit.slug,
      parent: unit.parentId === null ? null : (tree.get(unit.parentId)?.slug ?? null),
      name: unit.name,
      shortName: unit.shortName,
      nameEn: unit.nameEn,
      kind: kindLabel(unit.kind),
      division: unit.divisionCode,
      order: unit.officialOrder,
      aliases: unit.aliases.join('、'),
    })),
  )
}
