import type { Role } from '../roles.ts'

/** Who reads, proves and exports the audit; nobody else does (三员分立). */
export const auditors: readonly Role[] = ['audit-administrator']

export const results = ['done', 'denied', 'failed'] as const
export type Result = (typeof results)[number]

/** What may be wrong with a chain. */
export const faults = [
  'link-missing',
  'row-missing',
  'row-changed',
  'details-changed',
  'details-erased-unrecorded',
  'hash-wrong',
  'row-not-sealed',
  'archive-does-not-fit',
  'head-not-on-chain',
] as const
export type ChainFault = (typeof faults)[number]

/** Most rows of one export. */
export const mostExported = 50_000

/** Numbers by which a person is reached or known, inside a text. */
const personal: readonly [RegExp, (found: string) => string][] = [
  [/(?<!\d)\d{17}[\dXx](?!\d)/g, (found) => `${found.slice(0, 3)}${'*'.repeat(11)}${found.slice(-4)}`],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, (found) => `${found.slice(0, 3)}****${found.slice(-4)}`],
  [/(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g, (found) => `${found.slice(0, 3)}****${found.slice(-4)}`],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (found) => `${found.slice(0, 1)}***${found.slice(found.indexOf('@'))}`],
]

export const maskedText = (text: string): string =>
  personal.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text)

/** Fields whose values are numbers to reach somebody by, in whatever form they were typed. */
const contactField = /phone|mobile|telephone|email|fax|contact$/i

/** A value of a field as the auditor reads it: text, with what is personal masked. */
export function shownValue(field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' && contactField.test(field)) return maskedContact(value)
  if (typeof value === 'string') return maskedText(value)
  if (typeof value !== 'object') return maskedText(String(value))
  return JSON.stringify(deepMasked(field, value))
}

const maskedContact = (text: string): string =>
  text.includes('@') || text.length < 8
    ? maskedText(text.length < 8 ? '****' : text)
    : `${text.slice(0, 3)}****${text.slice(-4)}`

function deepMasked(field: string, value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return shownValue(field, value)
  if (Array.isArray(value)) return value.map((one) => deepMasked(field, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deepMasked(key, one)]))
}

export interface Change {
  field: string
  before: string | null
  after: string | null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Details as a table: before and after beside each other where both were kept, else what was said, as after. */
export function changesOf(details: unknown): Change[] {
  if (details === null || details === undefined) return []
  if (!isRecord(details)) return [{ field: '', before: null, after: shownValue('', details) }]
  const { before, after, ...rest } = details
  const isPair = isRecord(before) || isRecord(after)
  if (!isPair) return fieldsOf({}, details)
  return [...fieldsOf(isRecord(before) ? before : {}, isRecord(after) ? after : {}), ...fieldsOf({}, rest)]
}

const fieldsOf = (before: Record<string, unknown>, after: Record<string, unknown>): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].map((field) => ({
    field,
    before: shownValue(field, before[field]),
    after: shownValue(field, after[field]),
  }))
