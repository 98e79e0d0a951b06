import { amountOf } from './engine/amounts.ts'
import { dayNumber, type Facts, never, readReference } from './engine/facts.ts'
import { factCatalogue } from './rules.ts'

/** A firm in words: 1500万元, class-1-own, true, 2024-05-01 … 2027-04-30, unknown. */
export type FirmInWords = Readonly<Record<string, string | number | boolean>>

/** @throws Error for a word that is no fact, or a value that is not exact in the steps of its fact */
export const aFirm = (words: FirmInWords): Facts =>
  Object.fromEntries(Object.entries(words).flatMap(([reference, value]) => factOf(reference, value)))

function factOf(reference: string, value: string | number | boolean): [string, number | null][] {
  const { code = '' } = readReference(reference, factCatalogue) ?? {}
  const kind = Object.entries(factCatalogue).find(([one]) => one === code)?.[1]
  if (!kind) throw new Error(`no fact is called ${reference}`)
  if (kind.kind === 'title') {
    const [from = '', until = ''] = String(value).split(' … ')
    const days =
      value === false ? never : value === 'unknown' ? null : { from: dayNumber(from), until: dayNumber(until) }
    return [
      [`${code}.from`, days?.from ?? null],
      [`${code}.until`, days?.until ?? null],
    ]
  }
  if (value === 'unknown') return [[reference, null]]
  if (kind.kind === 'event') return [[reference, value === false ? never.until : dayNumber(String(value))]]
  if (kind.kind === 'flag') return [[reference, value === true ? 1 : 0]]
  if (kind.kind === 'choice') {
    const place = (kind.options as readonly string[]).indexOf(String(value))
    if (place < 0) throw new Error(`${reference} has no option ${value}`)
    return [[reference, place]]
  }
  const { over, under } = amountOf(typeof value === 'boolean' ? Number(value) : value)
  if ((over * BigInt(kind.scale)) % under !== 0n) throw new Error(`${reference} does not count ${value}`)
  return [[reference, Number((over * BigInt(kind.scale)) / under)]]
}
