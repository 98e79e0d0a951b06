/** Sums of products of facts with whole coefficients: what a comparison comes down to when nothing is divided. */

export interface Term {
  times: bigint
  /** Sorted references; a fact that stands twice is squared. */
  facts: readonly string[]
}

export type Polynomial = readonly Term[]

export const constant = (value: bigint): Polynomial => (value === 0n ? [] : [{ times: value, facts: [] }])
export const factTerm = (reference: string): Polynomial => [{ times: 1n, facts: [reference] }]

export function add(...all: readonly Polynomial[]): Polynomial {
  const terms = new Map<string, Term>()
  for (const term of all.flat()) {
    const key = term.facts.join(' ')
    terms.set(key, { times: term.times + (terms.get(key)?.times ?? 0n), facts: term.facts })
  }
  return [...terms.values()].filter(({ times }) => times !== 0n)
}

export const multiply = (a: Polynomial, b: Polynomial): Polynomial =>
  add(...a.map((x) => b.map((y) => ({ times: x.times * y.times, facts: [...x.facts, ...y.facts].sort() }))))

export const times = (a: Polynomial, by: bigint): Polynomial => multiply(a, constant(by))

export const factsIn = (...all: readonly Polynomial[]): string[] => [
  ...new Set(all.flatMap((polynomial) => polynomial.flatMap(({ facts }) => facts))),
]

/** Its value, where every fact is known. */
export const exactValue = (polynomial: Polynomial, fact: (reference: string) => bigint): bigint =>
  polynomial.reduce((sum, { times, facts }) => sum + facts.reduce((product, one) => product * fact(one), times), 0n)

const limit = Number.MAX_SAFE_INTEGER

/** The same in ordinary numbers; null where it would leave what they hold exactly. */
export function quickValue(polynomial: Polynomial, fact: (reference: string) => number): number | null {
  let sum = 0
  for (const term of polynomial) {
    let product = Number(term.times)
    if (Math.abs(product) > limit) return null
    for (const one of term.facts) {
      product *= fact(one)
      if (Math.abs(product) > limit) return null
    }
    sum += product
    if (Math.abs(sum) > limit) return null
  }
  return sum
}

/** What stands before `fact` and the rest, where the fact stands at most once in a product; null where it is squared. */
export function linearIn(polynomial: Polynomial, fact: string): { factor: Polynomial; rest: Polynomial } | null {
  if (polynomial.some(({ facts }) => facts.filter((one) => one === fact).length > 1)) return null
  const holds = (term: Term) => term.facts.includes(fact)
  return {
    factor: polynomial.filter(holds).map(({ times, facts }) => ({ times, facts: facts.filter((one) => one !== fact) })),
    rest: polynomial.filter((term) => !holds(term)),
  }
}
