import type { BreakdownRow, ImportReport } from './contract.ts'

/** Columns of the breakdown table as offices write them. The first header of each is printed; any of them is understood. */
export const breakdownColumns = [
  { key: 'title', headers: ['工作任务', '任务', '任务内容', '主要任务', '重点任务'], required: true, kind: 'text' },
  { key: 'source', headers: ['任务来源', '来源', '出处'], kind: 'text' },
  { key: 'lead', headers: ['牵头单位', '责任单位', '主办单位'], kind: 'text' },
  { key: 'supporting', headers: ['配合单位', '协办单位', '参加单位'], kind: 'text' },
  { key: 'dueOn', headers: ['完成时限', '时限', '完成时间'], kind: 'text' },
  { key: 'leader', headers: ['分管领导', '责任领导'], kind: 'text' },
  { key: 'code', headers: ['编号', '编码'], kind: 'text' },
] as const

export type BreakdownField = ImportReport['changed'][number]['changes'][number]['field']

/** What a row of a returned table says. An empty cell says nothing: it changes nothing. */
export interface ReturnedRow {
  title: string | null
  lead: string | null
  supporting: string | null
  dueOn: string | null
  leader: string | null
}

/** Names in one cell: offices separate them by 、，； or line breaks. */
export const namesIn = (cell: string | null): string[] =>
  (cell ?? '')
    .split(/[、，,；;\n/]+/)
    .map((name) => name.trim())
    .filter((name) => name.length > 0)

/**
 * The day a cell of the column 完成时限 means, as `YYYY-MM-DD`; null where it means none that we know.
 * 2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日, 2026年6月(底), 2026年(底).
 */
export function dayIn(cell: string): string | null {
  const text = cell.normalize('NFKC').replace(/\s+/g, '')
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:前|以前|之前)?$/.exec(text)
  if (full) return checked(Number(full[1]), Number(full[2]), Number(full[3]))
  const month = /^(\d{4})[-/.年](\d{1,2})月?(?:底|末)?(?:前|以前|之前)?$/.exec(text)
  if (month) return checked(Number(month[1]), Number(month[2]), 0)
  const year = /^(\d{4})年?(?:底|末)?(?:前|以前|之前)?$/.exec(text)
  return year ? checked(Number(year[1]), 12, 31) : null
}

/** The day if the calendar has it; day 0 is the last of the month. */
function checked(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12) return null
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > last) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day || last).padStart(2, '0')}`
}

/** A unit that a name in a cell may mean. */
export interface NamedUnit {
  id: string
  name: string
  names: readonly string[]
}

/** Finds the unit that a cell names; several with the same name are told apart by nobody, so none is taken. */
export function unitFinder(units: readonly NamedUnit[]): (name: string) => NamedUnit | null {
  const byName = new Map<string, NamedUnit | null>()
  for (const unit of units) {
    for (const name of new Set(unit.names)) byName.set(name, byName.has(name) ? null : unit)
  }
  return (name) => byName.get(name.replace(/\s+/g, '')) ?? null
}

/** What a returned row would change in ours, or why it cannot be read: message key and facts. */
export interface ComparedRow {
  changes: ImportReport['changed'][number]['changes']
  set: {
    title: string
    leadUnitId: string | null
    supportingUnitIds: string[]
    dueOn: string | null
    leader: string | null
  }
  problems: { key: string; facts: Record<string, string | number> }[]
}

/** Compares a returned row with ours. Pure: names are looked up by `findUnit`. */
export function compareRow(
  own: BreakdownRow,
  returned: ReturnedRow,
  findUnit: (name: string) => NamedUnit | null,
): ComparedRow {
  const changes: ComparedRow['changes'] = []
  const problems: ComparedRow['problems'] = []
  const set = {
    title: own.title,
    leadUnitId: own.lead?.id ?? null,
    supportingUnitIds: own.supporting.map((unit) => unit.id),
    dueOn: own.dueOn,
    leader: own.leader,
  }
  const change = (field: BreakdownField, from: string, to: string) => changes.push({ field, from, to })
  const title = returned.title?.trim()
  if (title && title !== own.title) {
    change('title', own.title, title)
    set.title = title
  }
  const unitOf = (name: string): NamedUnit | null => {
    const unit = findUnit(name)
    if (!unit) problems.push({ key: 'goals.unknownUnit', facts: { name } })
    return unit
  }
  const [leadName, ...further] = namesIn(returned.lead)
  if (further.length > 0) problems.push({ key: 'goals.oneLead', facts: { names: [leadName, ...further].join('、') } })
  if (leadName && leadName !== own.lead?.name) {
    const unit = unitOf(leadName)
    if (unit && unit.id !== own.lead?.id) {
      change('lead', own.lead?.name ?? '', unit.name)
      set.leadUnitId = unit.id
    }
  }
  if (returned.supporting !== null) {
    const units = namesIn(returned.supporting).flatMap((name) => unitOf(name) ?? [])
    const ids = units.map((unit) => unit.id)
    if (ids.join() !== set.supportingUnitIds.join()) {
      change(
        'supporting',
        own.supporting.map((unit) => unit.name).join('、'),
        units.map((unit) => unit.name).join('、'),
      )
      set.supportingUnitIds = ids
    }
  }
  if (returned.dueOn?.trim()) {
    const day = dayIn(returned.dueOn)
    if (!day) problems.push({ key: 'goals.unknownDay', facts: { text: returned.dueOn } })
    else if (day !== own.dueOn) {
      change('dueOn', own.dueOn ?? '', day)
      set.dueOn = day
    }
  }
  const leader = returned.leader?.trim()
  if (leader && leader !== own.leader) {
    change('leader', own.leader ?? '', leader)
    set.leader = leader
  }
  if (set.leadUnitId && set.supportingUnitIds.includes(set.leadUnitId)) {
    problems.push({ key: 'goals.leadTwice', facts: {} })
  }
  return { changes, set, problems }
}
