/**
 * What a rule may ask of a firm. The engine knows facts by code alone; what they mean stands in the catalogue of its user.
 *
 * A fact is a whole number or null, which means that nobody knows: money in yuan, a ratio in ten-thousandths, a choice as
 * its place in the options, a yes or no as 1 or 0, a day as days since 1970. A yearly fact of the year before the last is
 * told as `revenue-1`. A title is two days, `CODE.from` and `CODE.until`; one that was never given ends before it begins.
 */
export type Facts = Readonly<Record<string, number | bigint | null | undefined>>

/** How a fact is counted. */
export type FactKind =
  | {
      kind: 'amount'
      unit: string /** How many of its steps make one: 10000 for a ratio. */
      scale: number
      yearly?: true
    }
  /** Options from the least to the best. */
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'flag' }
  | { kind: 'title' }
  /** The last day on which it happened. */
  | { kind: 'event' }

export type FactCatalogue = Readonly<Record<string, FactKind>>

/** As `from` and `until` of a title that a firm does not have, and as the day of what never happened. */
export const never = { from: 1_000_000, until: -1_000_000 } as const

/** Days since 1970 of YYYY-MM-DD. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** YYYY-MM-DD of days since 1970. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The same day so many years before; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const earlier = String(Number(year) - years).padStart(4, '0')
  const isLeap = new Date(Date.UTC(Number(earlier), 1, 29)).getUTCMonth() === 1
  return `${earlier}-${month}-${month === '02' && date === '29' && !isLeap ? '28' : date}`
}

/** `revenue-1` as its code and how many years before the last one. */
export function readReference(reference: string, catalogue: FactCatalogue): { code: string; back: number } | null {
  if (catalogue[reference]) return { code: reference, back: 0 }
  const [, code = '', back = '0'] = /^(.+)-(\d)$/.exec(reference) ?? []
  const kind = catalogue[code]
  return kind?.kind === 'amount' && kind.yearly ? { code, back: Number(back) } : null
}

export const referenceTo = (code: string, back: number): string => (back === 0 ? code : `${code}-${back}`)
