/** What a heading says: the field, the year, the unit. Pure. */
import { normalHeader } from '#platform/sheets/table-header.ts'
import { type TypedUnit, unitsFor } from '../../indicators/reading/rules.ts'
import { indicatorCodes, indicatorUnits } from '../../indicators/rules.ts'
import { type Column, type EntryField, entryFields, isFigure } from '../contract.ts'

/** `words/import-columns.yaml`, ready to look up: names as they are compared, by what they mean. */
export interface ColumnWords {
  fields: ReadonlyMap<string, Column['field']>
  lists: ReadonlyMap<string, string>
  listEndings: readonly string[]
}

/** A name as it is compared: without brackets and punctuation too. */
export const bareName = (text: string): string => normalHeader(text).replace(/[()[\]"“”'、,.·:;_/-]/g, '')

const units: readonly [RegExp, TypedUnit][] = [
  [/亿元?/, '100m-yuan'],
  [/万元?/, '10k-yuan'],
  [/元/, 'yuan'],
  [/%/, 'percent'],
  [/[人名位]/, 'count'],
  [/分/, 'points'],
]
const unitOf = (text: string): TypedUnit | null => units.find(([form]) => form.test(text))?.[1] ?? null

/** A unit in brackets or behind a comma, a slash or a dash at the end: 营业收入（万元）. */
const unitPart = /[([](?:单位:?)?([^()[\]]*?(?:亿元?|万元?|元|%|人|名|位|分))[)\]]|[,/-](亿元?|万元?|元|%|人)$/
const yearPart = /((?:19|20)\d{2})(?:年度?|(?=\D|$))/g

export interface ReadHeading {
  field: Column['field'] | null
  year: number | null
  unit: TypedUnit | null
  isEstimated: boolean
  list: string | null
  /** Two years in one heading: which one counts must be said. */
  isTwoYears: boolean
}

/** Reads a heading such as 2025年营业收入（万元） or 专精特新中小企业认定日期. */
export function readHeading(heading: string, words: ColumnWords): ReadHeading {
  const text = heading.normalize('NFKC').replace(/\s/g, '').replace(/\*/g, '')
  const years = [...new Set([...text.matchAll(yearPart)].map(([, year]) => Number(year)))]
  const found = unitPart.exec(text)
  const isEstimated = /预计|估计|预估|快报/.test(text)
  const bare = bareName(
    text
      .replace(unitPart, '')
      .replace(yearPart, '')
      .replace(/预计|估计|预估|快报/g, ''),
  )
  const field = words.fields.get(bare) ?? null
  const list = field === null ? listOf(bare, words) : null
  return {
    field: field ?? (list === null ? null : 'listed'),
    year: years.length === 1 && field !== null && isFigure(field) ? (years[0] ?? null) : null,
    unit: found ? unitOf(found[1] ?? found[2] ?? '') : null,
    ...{ isEstimated, list, isTwoYears: years.length > 1 },
  }
}

function listOf(bare: string, { lists, listEndings }: ColumnWords): string | null {
  const ending = listEndings.find((one) => bare.endsWith(one))
  const name = ending === undefined ? bare : bare.slice(0, -ending.length)
  return lists.get(name) ?? lists.get(name.replace(/企业$/, '')) ?? null
}

/** Headings of a table whose header may stand in two rows: 2025年 over 营业收入 and 研发费用. */
export function joinedHeadings(top: readonly string[], below: readonly string[]): string[] {
  let over = ''
  return Array.from({ length: Math.max(top.length, below.length) }, (_, at) => {
    const [up = '', down = ''] = [top[at], below[at]]
    // A cell merged downwards repeats itself; one merged across stands at its first column alone.
    if (up !== '') over = up === down || down === '' ? '' : up
    if (down === '' || up === down) return up
    return over === '' ? down : `${over} ${down}`
  })
}

/** How many headings are understood: the row with the most is the header. */
export const understood = (headings: readonly string[], words: ColumnWords): number =>
  new Set(
    headings.flatMap((heading) => {
      const { field, year, list } = readHeading(heading, words)
      return field === null ? [] : [`${field} ${year} ${list}`]
    }),
  ).size

interface Found {
  headings: readonly string[]
  /** Cells of the first rows below each heading. */
  samples: (heading: string) => readonly string[]
  /** Unit of the whole table, written above it. */
  moneyUnit: TypedUnit | null
}

/** What each column holds: as it was chosen before for this source, else as its heading says. What is in doubt stays open. */
export function proposeColumns(found: Found, before: readonly Column[], words: ColumnWords): Column[] {
  const chosen = new Map(before.map((column) => [normalHeader(column.heading), column]))
  const taken = new Set<string>()
  return found.headings.flatMap((heading): Column[] => {
    const column = chosen.get(normalHeader(heading)) ?? proposed(heading, found, words)
    if (column === null) return []
    const key = keyOfColumn(column)
    if (taken.has(key)) return []
    taken.add(key)
    return [{ ...column, heading }]
  })
}

/** Two columns with the same key say the same thing twice. */
export const keyOfColumn = ({ field, year, list }: Column): string => `${field} ${year ?? ''} ${list ?? ''}`

function proposed(heading: string, { samples, moneyUnit }: Found, words: ColumnWords): Column | null {
  const { field, year, unit, isEstimated, list, isTwoYears } = readHeading(heading, words)
  if (field === null) return null
  if (!isFigure(field)) return { heading, field, year: null, unit: null, isEstimated: false, list }
  const possible = unitsFor(field)
  const own = unit ?? (indicatorUnits[field] === 'yuan' ? moneyUnit : null)
  const only = possible.length === 1 ? (possible[0] ?? null) : null
  return {
    ...{ heading, field, isEstimated, list: null, year: isTwoYears ? null : year },
    unit: own !== null && possible.includes(own) ? sure(own, samples(heading)) : only,
  }
}

/** Shares under a % that are all below one may be fractions: 0.03 is asked about. */
function sure(unit: TypedUnit, samples: readonly string[]): TypedUnit | null {
  if (unit !== 'percent') return unit
  const numbers = samples.filter((text) => !text.includes('%')).map(Number)
  const some = numbers.filter((one) => Number.isFinite(one) && one !== 0)
  return some.length > 0 && some.every((one) => Math.abs(one) < 1) ? null : unit
}

/** What of a mapping must be answered before a table can be looked through: message keys with the heading. */
export function openQuestions(columns: readonly Column[], thisYear: number): { key: string; heading: string }[] {
  const asks = columns.flatMap(({ heading, field, year, unit, list }) => {
    const ask = (what: string) => ({ key: `enterprises.import.ask.${what}`, heading })
    if (field === 'listed') return list === null ? [ask('list')] : []
    if (!isFigure(field)) return []
    const ofYear = year === null ? [ask('year')] : year > thisYear ? [ask('yearToCome')] : []
    const ofUnit = unit === null ? [ask(indicatorUnits[field] === 'yuan' ? 'moneyUnit' : 'shareUnit')] : []
    return [...ofYear, ...ofUnit]
  })
  const twice = columns.filter(
    (column, at) => columns.findIndex((one) => keyOfColumn(one) === keyOfColumn(column)) < at,
  )
  const has = (field: EntryField) => columns.some((column) => column.field === field)
  return [
    ...(has('name') || has('code') ? [] : [{ key: 'enterprises.import.ask.name', heading: '' }]),
    ...asks,
    ...twice.map(({ heading }) => ({ key: 'enterprises.import.ask.twice', heading })),
  ]
}

/** Every field a column may hold, in the order in which they are offered. */
export const allFields: readonly Column['field'][] = [...entryFields, 'listed', ...indicatorCodes]
