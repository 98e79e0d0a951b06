/** What a workbook of units would change. Pure: rows and the present tree in, a plan or its errors out. */
import type { Facts } from '#platform/errors.ts'
import { pathOf, type UnitKind } from '../rules.ts'

/** One row as it was read; null where the cell is empty. */
export interface ImportRow {
  row: number
  slug: string | null
  parent: string | null
  name: string | null
  shortName: string | null
  nameEn: string | null
  kind: UnitKind | null
  division: string | null
  order: number | null
  aliases: string | null
}

export interface ImportError {
  row: number
  column: string
  key: string
  facts: Facts
}

/** What a row says about a unit, by slugs. An empty cell leaves a unit's field as it is. */
export interface PlannedUnit {
  row: number
  slug: string
  parentSlug: string | null
  name: string
  shortName: string
  nameEn: string
  kind: string
  divisionCode: string
  officialOrder: number
  aliases: string[]
}

export interface PresentUnit extends Omit<PlannedUnit, 'row'> {
  isClosed: boolean
}

export interface ImportPlan {
  added: PlannedUnit[]
  changed: PlannedUnit[]
  unchanged: number
  errors: ImportError[]
}

export const importColumns = {
  slug: '编号',
  parent: '上级编号',
  name: '名称',
  shortName: '简称',
  nameEn: '英文名',
  kind: '类别',
  division: '区划代码',
  order: '排序',
  aliases: '别称',
} as const

const separators = /[、，,;；\s]+/

/** Decides what an import does; with errors nothing of it may be written. */
export function planImport(
  rows: readonly ImportRow[],
  present: ReadonlyMap<string, PresentUnit>,
  divisions: ReadonlySet<string>,
): ImportPlan {
  const errors: ImportError[] = []
  const refuse = (row: number, column: keyof typeof importColumns, key: string, facts: Facts = {}) => {
    errors.push({ row, column: importColumns[column], key: `organisations.import.${key}`, facts })
  }
  const planned = new Map<string, PlannedUnit>()
  let lastOrder = Math.max(0, ...[...present.values()].map((unit) => unit.officialOrder))
  for (const row of rows) {
    if (row.slug === null || row.name === null || row.kind === null) continue
    const twin = planned.get(row.slug)
    if (twin) {
      refuse(row.row, 'slug', 'twice', { slug: row.slug, first: twin.row })
      continue
    }
    const known = present.get(row.slug)
    if (known?.isClosed) refuse(row.row, 'slug', 'closed', { slug: row.slug, name: known.name })
    if (!known && row.order === null) lastOrder += 10
    planned.set(row.slug, {
      row: row.row,
      slug: row.slug,
      parentSlug: row.parent ?? known?.parentSlug ?? null,
      name: row.name,
      shortName: row.shortName ?? known?.shortName ?? row.name,
      nameEn: row.nameEn ?? known?.nameEn ?? '',
      kind: row.kind,
      divisionCode: row.division ?? known?.divisionCode ?? '',
      officialOrder: row.order ?? known?.officialOrder ?? lastOrder,
      aliases: row.aliases === null ? (known?.aliases ?? []) : row.aliases.split(separators).filter(Boolean),
    })
  }
  checkTree(planned, present, divisions, refuse)
  const added = [...planned.values()].filter(({ slug }) => !present.has(slug))
  const changed = [...planned.values()].filter((unit) => differs(unit, present.get(unit.slug)))
  return { added, changed, unchanged: planned.size - added.length - changed.length, errors }
}

type Refuse = (row: number, column: keyof typeof importColumns, key: string, facts?: Facts) => void

function checkTree(
  planned: ReadonlyMap<string, PlannedUnit>,
  present: ReadonlyMap<string, PresentUnit>,
  divisions: ReadonlySet<string>,
  refuse: Refuse,
): void {
  const merged = new Map<string, { id: string; parentId: string | null }>()
  for (const { slug, parentSlug } of [...present.values(), ...planned.values()]) {
    merged.set(slug, { id: slug, parentId: parentSlug })
  }
  for (const unit of planned.values()) {
    const isDivisionKnown = divisions.has(unit.divisionCode)
    if (!isDivisionKnown) refuse(unit.row, 'division', 'division', { code: unit.divisionCode || '—' })
    const { parentSlug } = unit
    if (parentSlug === null) {
      const otherRoot = [...merged.values()].some(({ id, parentId }) => parentId === null && id !== unit.slug)
      if (otherRoot) refuse(unit.row, 'parent', 'noParent')
    } else if (!merged.has(parentSlug)) refuse(unit.row, 'parent', 'unknownParent', { parent: parentSlug })
    else if (present.get(parentSlug)?.isClosed) refuse(unit.row, 'parent', 'closedParent', { parent: parentSlug })
    else if (pathOf(merged, parentSlug).includes(unit.slug)) refuse(unit.row, 'parent', 'cycle', { parent: parentSlug })
  }
}

function differs(unit: PlannedUnit, known: PresentUnit | undefined): boolean {
  if (!known) return false
  const { isClosed: _isClosed, ...before } = known
  return Object.entries(before).some(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(unit[field as keyof typeof before]),
  )
}
