import { type FactCatalogue, readReference, referenceTo } from './facts.ts'
import { add, constant, factsIn, factTerm, multiply, type Polynomial, times } from './polynomials.ts'
import type { MeasureText } from './text.ts'

/** What is measured as a fraction that is never divided. */
export interface Fraction {
  over: Polynomial
  under: Polynomial
  /** Must be above zero, or the measure says nothing: there is no ratio to no revenue. */
  positive: readonly Polynomial[]
  /** The fact a firm would change to reach a bound. */
  lead: string
  /** Above 0 for compound growth over so many years: a bound is compared as (1 + bound) to that power. */
  compoundYears: number
  facts: readonly string[]
}

/** The ways to measure, the first that a firm has the facts for counts; `back` years before the last one. */
export function measure(text: MeasureText, catalogue: FactCatalogue, back = 0): Fraction[] {
  if (typeof text === 'object' && 'firstKnown' in text)
    return text.firstKnown.flatMap((one) => measure(one, catalogue, back))
  return [one(text, catalogue, back)]
}

function one(text: Exclude<MeasureText, { firstKnown: unknown }>, catalogue: FactCatalogue, back: number): Fraction {
  if (typeof text === 'string') return sumOf([text], 1, catalogue, back)
  if ('sum' in text) return sumOf([text.sum].flat(), text.years ?? 1, catalogue, back)
  if ('average' in text) {
    const total = sumOf([text.average], text.years, catalogue, back)
    return { ...total, under: times(total.under, BigInt(text.years)) }
  }
  if ('ratio' in text) {
    const [of, to] = text.ratio.map((part) => one(part, catalogue, back))
    if (!of || !to) throw new Error('a ratio has two parts')
    return fraction(multiply(of.over, to.under), multiply(of.under, to.over), [to.over], of.lead)
  }
  if ('product' in text) {
    const parts = text.product.map((part) => sumOf([part], 1, catalogue, back))
    const all = (pick: (part: Fraction) => Polynomial) => parts.map(pick).reduce(multiply, constant(1n))
    return fraction(
      all((part) => part.over),
      all((part) => part.under),
      [],
      parts[0]?.lead ?? '',
    )
  }
  if ('growth' in text) return growthOf(text.growth, 1, catalogue, back)
  if ('averageGrowth' in text) return growthOf(text.averageGrowth, text.years, catalogue, back)
  const last = yearly(text.compound, back, catalogue)
  const first = factTerm(yearly(text.compound, back + text.years, catalogue))
  return { ...fraction(factTerm(last), first, [first], last), compoundYears: text.years }
}

const fraction = (over: Polynomial, under: Polynomial, positive: Polynomial[], lead: string): Fraction => ({
  ...{ over, under, positive, lead, compoundYears: 0 },
  facts: factsIn(over, under, ...positive),
})

function sumOf(references: readonly string[], years: number, catalogue: FactCatalogue, back: number): Fraction {
  const scales = new Set<number>()
  const terms = references.flatMap((reference) =>
    Array.from({ length: years }, (_, year) => {
      scales.add(scaleOf(reference, catalogue))
      return factTerm(shifted(reference, back + year, catalogue))
    }),
  )
  const [scale, ...others] = scales
  if (scale === undefined || others.length > 0) throw new Error(`${references.join(' + ')} are counted differently`)
  return fraction(add(...terms), constant(BigInt(scale)), [], shifted(references[0] ?? '', back, catalogue))
}

/** The average of the yearly growth rates: the sum of m[i] / m[i+1], less one for each year, by the number of years. */
function growthOf(reference: string, years: number, catalogue: FactCatalogue, back: number): Fraction {
  const year = (at: number) => factTerm(yearly(reference, back + at, catalogue))
  const bases = Array.from({ length: years }, (_, at) => year(at + 1))
  const base = bases.reduce(multiply, constant(1n))
  const quotients = bases.map((_, at) =>
    multiply(
      year(at),
      bases.filter((_, other) => other !== at).reduce((product, one) => multiply(product, one), constant(1n)),
    ),
  )
  const over = add(...quotients, times(base, BigInt(-years)))
  return fraction(over, times(base, BigInt(years)), bases, yearly(reference, back, catalogue))
}

export const scaleOf = (reference: string, catalogue: FactCatalogue): number => {
  const kind = catalogue[readReference(reference, catalogue)?.code ?? '']
  if (kind?.kind !== 'amount') throw new Error(`no fact that is counted is called ${reference}`)
  return kind.scale
}

/** A reference so many years further back; what is not told by years stays as it is. */
function shifted(reference: string, by: number, catalogue: FactCatalogue): string {
  scaleOf(reference, catalogue)
  const found = readReference(reference, catalogue)
  const kind = catalogue[found?.code ?? '']
  if (!found || kind?.kind !== 'amount') return reference
  return kind.yearly ? referenceTo(found.code, found.back + by) : reference
}

function yearly(reference: string, by: number, catalogue: FactCatalogue): string {
  const kind = catalogue[readReference(reference, catalogue)?.code ?? '']
  if (kind?.kind !== 'amount' || !kind.yearly) throw new Error(`${reference} is not told by years`)
  return shifted(reference, by, catalogue)
}
