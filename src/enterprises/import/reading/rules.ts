/** What a row of a table says of a firm, in our words. Pure. */
import type { Facts } from '#platform/errors.ts'
import { readValue } from '#platform/sheets/table-values.ts'
import type { CellValue } from '#platform/sheets/values.ts'
import { readCreditCode } from '../../code/rules.ts'
import { readFigure } from '../../indicators/reading/rules.ts'
import type { IndicatorCode } from '../../indicators/rules.ts'
import { type FirmStatus, normalizeCreditCode } from '../../rules.ts'
import type { ListOfFirms } from '../../stages/rules.ts'
import { bareName } from '../columns/rules.ts'
import { type Column, isFigure } from '../contract.ts'

/** What the words of a table mean in this city, and what the importer may write. */
export interface ReadingWorld {
  today: string
  /** Codes of divisions by name and code. */
  divisions: ReadonlyMap<string, string>
  /** Divisions the importer serves; null for the whole city. */
  ownDivisions: readonly string[] | null
  /** Industry codes by name, code and bare number. */
  industries: ReadonlyMap<string, string>
  statuses: ReadonlyMap<string, FirmStatus>
  /** Codes of lists by name. */
  listNames: ReadonlyMap<string, string>
  lists: ReadonlyMap<string, ListOfFirms & { isOpen: boolean }>
}

export interface ReadListing {
  list: string
  validFrom: string
  validTo: string | null
}

export interface ReadFigureOf {
  code: IndicatorCode
  year: number
  value: number
  isEstimated: boolean
  heading: string
}

/** A firm as a row tells of it; null where the row says nothing, which changes nothing. */
export interface ReadFirm {
  creditCode: string | null
  oldNumber: string | null
  name: string | null
  shortName: string | null
  divisionCode: string | null
  address: string | null
  industryCode: string | null
  foundedOn: string | null
  status: FirmStatus | null
  leadingProduct: string | null
  contactName: string | null
  contactPhone: string | null
  formerNames: string[]
  products: string[]
  listings: ReadListing[]
  figures: ReadFigureOf[]
}

export interface CellProblem {
  heading: string
  key: string
  facts: Facts
  isRefusal: boolean
}

export interface ReadFirmRow {
  firm: ReadFirm
  problems: CellProblem[]
}

const placeholder = /^(?:[-—–－/／]+|无|暂无|n\/a|null)$/i
const separators = /[、,，;；\n]+/
const limits: Partial<Record<Column['field'], number>> = {
  ...{ name: 100, shortName: 40, address: 200, leadingProduct: 100, contactName: 40 },
}

export const textOf = (cell: CellValue | undefined): string | null => {
  const text = String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' || placeholder.test(text) ? null : text
}

const blank = (): ReadFirm => ({
  ...{ creditCode: null, oldNumber: null, name: null, shortName: null, divisionCode: null, address: null },
  ...{ industryCode: null, foundedOn: null, status: null, leadingProduct: null, contactName: null, contactPhone: null },
  ...{ formerNames: [], products: [], listings: [], figures: [] },
})

/** Reads the cells of a row, in the order of the columns. What is wrong refuses the row and says what to do. */
export function readFirmRow(cells: readonly CellValue[], columns: readonly Column[], world: ReadingWorld): ReadFirmRow {
  const firm = blank()
  const problems: CellProblem[] = []
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? null
    if (textOf(cell) === null) continue
    const refuse = (key: string, facts: Facts = {}, isRefusal = true) =>
      problems.push({ heading: column.heading, key, facts, isRefusal })
    if (isFigure(column.field)) {
      const figure = figureOf(column.field, column, cell)
      if ('key' in figure) refuse(figure.key, figure.facts)
      else firm.figures.push(figure)
    } else readers[column.field]({ firm, cell, text: textOf(cell) ?? '', column, world, refuse })
  }
  if (firm.name === null && firm.creditCode === null && firm.oldNumber === null && problems.length === 0) {
    problems.push({ heading: '', key: 'enterprises.import.nameless', facts: {}, isRefusal: true })
  }
  return { firm, problems }
}

interface Taking {
  firm: ReadFirm
  cell: CellValue
  text: string
  column: Column
  world: ReadingWorld
  refuse: (key: string, facts?: Facts, isRefusal?: boolean) => void
}

const limited =
  (field: 'name' | 'shortName' | 'address' | 'leadingProduct' | 'contactName') =>
  ({ firm, text, refuse }: Taking): void => {
    const most = limits[field] ?? 100
    if (text.length > most) refuse('enterprises.import.tooLong', { most })
    else firm[field] = text
  }

const many =
  (field: 'formerNames' | 'products') =>
  ({ firm, text, refuse }: Taking): void => {
    const parts = [...new Set(text.split(separators).map((part) => part.trim()))].filter((part) => part !== '')
    if (parts.some((part) => part.length > 100)) refuse('enterprises.import.tooLong', { most: 100 })
    else firm[field] = parts.slice(0, 30)
  }

const readers: Record<Exclude<Column['field'], IndicatorCode>, (taking: Taking) => void> = {
  name: limited('name'),
  shortName: limited('shortName'),
  address: limited('address'),
  leadingProduct: limited('leadingProduct'),
  contactName: limited('contactName'),
  formerNames: many('formerNames'),
  products: many('products'),
  code: takeCode,
  division: ({ firm, text, world, refuse }) => {
    const code = world.divisions.get(bareName(text))
    if (code === undefined) refuse('enterprises.import.noDivision', { text: text.slice(0, 60) })
    else if (world.ownDivisions !== null && !world.ownDivisions.includes(code)) refuse('enterprises.import.elsewhere')
    else firm.divisionCode = code
  },
  industry: ({ firm, text, world, refuse }) => {
    const leading = /^[A-T]?\d{2,4}(?=\D|$)|^[A-T](?=\s|$)/i.exec(text.normalize('NFKC'))?.[0]
    const code = world.industries.get((leading ?? bareName(text)).toUpperCase()) ?? world.industries.get(bareName(text))
    if (code === undefined) refuse('enterprises.import.noIndustry', { text: text.slice(0, 60) })
    else firm.industryCode = code
  },
  foundedOn: ({ firm, cell, world, refuse }) => {
    const read = dayOfCell(cell)
    if (read === null) refuse('enterprises.import.notADay', { text: String(cell).slice(0, 40) })
    else if (read > world.today) refuse('enterprises.notYet')
    else firm.foundedOn = read
  },
  status: ({ firm, text, world, refuse }) => {
    const bare = bareName(text)
    const status = world.statuses.get(bare) ?? world.statuses.get(bare.replace(/\(.*$/, ''))
    if (status === undefined) refuse('enterprises.import.noStatus', { text: text.slice(0, 40) })
    else firm.status = status
  },
  contactPhone: ({ firm, text, refuse }) => {
    const phone = text.normalize('NFKC')
    // The words of a phone stand in no message: problems are kept unsealed.
    if (/^[0-9+() -]{5,30}$/.test(phone)) firm.contactPhone = phone
    else refuse('enterprises.import.notAPhone')
  },
  lists: (taking) => {
    for (const part of taking.text.split(/[、;；\n]+|,(?![^（(]*[)）])/)) {
      const found = /^(.*?)\s*[（(]([^（）()]*)[)）]?$/.exec(part.trim())
      if (part.trim() !== '') takeListing(taking, listOfName(found?.[1] ?? part, taking.world), found?.[2] ?? '', part)
    }
  },
  listed: (taking) => {
    if (/^(?:否|×|x|n|no|0)$/i.test(taking.text)) return
    takeListing(taking, taking.column.list, taking.cell, taking.text)
  },
}

const listOfName = (name: string, { listNames }: ReadingWorld): string | null =>
  listNames.get(bareName(name)) ?? listNames.get(bareName(name).replace(/企业$/, '')) ?? null

/** Why a cell says nothing. */
interface Fault {
  key: string
  facts?: Facts
}

function takeListing({ firm, world, refuse }: Taking, code: string | null, days: CellValue, text: string): void {
  const read = listingOf(world, code, days, text)
  if ('key' in read) refuse(read.key, read.facts)
  else firm.listings.push(read)
}

function listingOf({ lists }: ReadingWorld, code: string | null, days: CellValue, text: string): ReadListing | Fault {
  const list = code === null ? undefined : lists.get(code)
  if (!list) return { key: 'enterprises.import.noList', facts: { text: text.slice(0, 60) } }
  if (!list.isOpen) return { key: 'enterprises.import.closedList' }
  const [from = '', to = ''] = typeof days === 'string' ? days.split(/至|到|—+|~|～/) : [days]
  const [validFrom, own] = [dayOfCell(from), to === '' ? null : dayOfCell(to)]
  if (validFrom === null || (to !== '' && own === null)) {
    return { key: 'enterprises.import.listDay', facts: { list: list.zh } }
  }
  if (own !== null && own < validFrom) return { key: 'enterprises.endBeforeStart' }
  return { list: list.code, validFrom, validTo: own }
}

function takeCode({ firm, cell, text, refuse }: Taking): void {
  const read = readCreditCode(text)
  // A spreadsheet keeps 15 digits of a number: the rest of a code is gone.
  if (typeof cell === 'number' && cell > Number.MAX_SAFE_INTEGER) refuse('enterprises.import.digitsLost')
  else if (read.kind === 'right') firm.creditCode = read.code
  else if (read.kind === 'old-number') {
    firm.oldNumber = read.number
    refuse('enterprises.import.oldNumber', { number: read.number }, false)
  } else if (read.kind === 'wrong') {
    const proposals = read.proposals.join('、')
    const code = read.code.slice(0, 30)
    refuse(`enterprises.import.${proposals === '' ? 'wrongCode' : 'mistakenCode'}`, { code, proposals })
  }
}

function figureOf(
  code: IndicatorCode,
  { year, unit, isEstimated, heading }: Column,
  cell: CellValue,
): ReadFigureOf | Fault {
  const typed = String(cell)
  const read = readFigure(code, typed, unit)
  if (read.kind === 'fault') return { key: `enterprises.figure.${read.fault}`, facts: { typed: typed.slice(0, 40) } }
  if (read.kind === 'ask' || year === null) return { key: 'enterprises.import.ask.unit' }
  return { code, year, value: read.value, isEstimated, heading }
}

function dayOfCell(cell: CellValue): string | null {
  const read = readValue('date', cell)
  return 'value' in read && read.value !== null ? String(read.value) : null
}

/** By which a row that comes twice is known: its code, else its name within its division. */
export function keyOfRow(cells: readonly CellValue[], columns: readonly Column[]): string {
  const of = (field: Column['field']) => textOf(cells[columns.findIndex((column) => column.field === field)])
  const code = of('code')
  if (code !== null) return normalizeCreditCode(code)
  const name = of('name')
  return name === null ? '' : `${name} ${of('division') ?? ''}`
}
