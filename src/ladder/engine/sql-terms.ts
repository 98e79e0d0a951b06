/** Parts of a plan as expressions over the columns of a packed row. */
import type { Comparison, Node, Scoring } from './plan.ts'
import { factsIn, type Polynomial } from './polynomials.ts'

/** The column of a fact: `revenue-1` is revenue_1, the days of a title are CODE_from and CODE_until. */
export const columnOf = (reference: string): string => reference.replaceAll(/[-.]/g, '_')

/** Facts of packed rows stay within this, so that one of them by a small number fits a bigint. */
export const largestFact = 10n ** 14n
const largest = 9_000_000_000_000_000_000n

/** True, false, or null for unknown, where what a person must look at counts as `person`. */
export function truthSql(node: Node, person: 'met' | 'not-met', terms: Terms): string {
  const own = ownTruth(node, person, terms)
  return node.unless ? `(${truthSql(node.unless, person, terms)} OR ${own})` : own
}

function ownTruth(node: Node, person: 'met' | 'not-met', terms: Terms): string {
  const { day } = terms
  const inside = (list: readonly Node[]) => list.map((one) => truthSql(one, person, terms))
  switch (node.kind) {
    case 'manual':
      return person === 'met' ? 'true' : 'false'
    case 'all':
      return `(${inside(node.of).join(' AND ')})`
    case 'any':
      return `(${inside(node.of).join(' OR ')})`
    case 'some': {
      const many = (is: string) =>
        inside(node.of)
          .map((one) => `(${one} IS ${is})::int`)
          .join(' + ')
      return `(CASE WHEN ${many('TRUE')} >= ${node.count} THEN true WHEN ${many('NOT FALSE')} < ${node.count} THEN false END)`
    }
    case 'not':
      return `(NOT ${truthSql(node.of, person === 'met' ? 'not-met' : 'met', terms)})`
    case 'compare':
      return firstKnown(node.ways, (way) => whereAboveZero(way, testSql(way, terms)))
    case 'choice':
      return node.places.length === 0 ? 'false' : `(${columnOf(node.fact)} IN (${node.places.join(', ')}))`
    case 'flag':
      return `(${columnOf(node.fact)} = ${node.is ? 1 : 0})`
    case 'holds':
      return anyOf(
        node.titles,
        (one) => `${columnOf(`${one}.from`)} <= ${day} AND ${columnOf(`${one}.until`)} >= ${day}`,
      )
    case 'happened':
      return anyOf(node.events, (one) => `${columnOf(one)} >= ${node.since} AND ${columnOf(one)} <= ${day}`)
    case 'score': {
      const asked = [
        { column: 'total', least: node.total },
        ...node.groups.map(({ at, least }) => ({ column: `g${at}`, least })),
      ]
      const met = asked.map(({ column, least }) => `${column}_low >= ${least}`).join(' AND ')
      const failed = asked.map(({ column, least }) => `${column}_high < ${least}`).join(' OR ')
      return `(CASE WHEN ${met} THEN true WHEN ${failed} THEN false END)`
    }
  }
}

const anyOf = (codes: readonly string[], one: (code: string) => string): string =>
  `(${codes.map((code) => `(${one(code)})`).join(' OR ')})`

/** Points, or null where they are not known; of a part, not of the best of several. */
export function pointsSql(scoring: Scoring, terms: Terms): string {
  switch (scoring.kind) {
    case 'best':
      throw new Error('the best of several is made from its parts')
    case 'bands':
      return firstKnown(scoring.ways, (way) => {
        const steps = way.steps.map(({ test, points }) => `WHEN ${testSql(test, terms)} THEN ${points}`)
        const value = steps.length > 0 ? `CASE ${steps.join(' ')} ELSE ${way.rest} END` : String(way.rest)
        return `CASE WHEN ${[...way.facts.map(known), ...way.positive.map(aboveZero)].join(' AND ')} THEN ${value} END`
      })
    case 'choice': {
      const cases = scoring.points.map((points, at) => `WHEN ${at} THEN ${points}`)
      const column = columnOf(scoring.fact)
      return `CASE ${column} ${cases.join(' ')} ELSE CASE WHEN ${column} IS NOT NULL THEN ${scoring.least} END END`
    }
    case 'steps':
      return within(scoring.fact, scoring.every, scoring.points, scoring.max)
    case 'local':
      return within(scoring.fact, scoring.scale, 1, scoring.max)
  }
}

/** Whole steps of a fact, not below nothing and not above the most. greatest and least pass over null: it is asked for. */
const within = (fact: string, every: number, points: number, max: number): string =>
  `CASE WHEN ${known(fact)} THEN least(${max}, greatest(0, ${columnOf(fact)}) / ${every} * ${points})::int END`

const known = (reference: string): string => `${columnOf(reference)} IS NOT NULL`

/** The first way whose facts are all known. */
function firstKnown<Way extends { facts: readonly string[] }>(ways: readonly Way[], sql: (way: Way) => string): string {
  const [only] = ways
  if (ways.length === 1 && only) return sql(only)
  return `(CASE ${ways.map((way) => `WHEN ${way.facts.map(known).join(' AND ')} THEN ${sql(way)}`).join(' ')} END)`
}

const whereAboveZero = ({ positive }: Comparison, test: string): string =>
  positive.length === 0 ? test : `(CASE WHEN ${positive.map(aboveZero).join(' AND ')} THEN ${test} END)`

const aboveZero = (polynomial: Polynomial): string => `${sumSql(polynomial, fits([polynomial]))} > 0`

const operators = { atLeast: '>=', moreThan: '>', atMost: '<=', lessThan: '<' } as const

function testSql(comparison: Comparison, { quotients }: Terms): string {
  const { left, bound, right, at } = comparison
  const small = fits([left, right])
  const exact = `(${sumSql(left, small)} ${operators[bound]} ${sumSql(right, small)})`
  const quotient = small ? undefined : quotients.get(quotientKey(comparison))
  if (quotient === undefined) return exact
  // Far from the edge the quotient decides; near it the products do.
  const edge = `'${Number(at.over) / Number(at.under)}'::float8`
  const [above, below] = bound === 'atLeast' || bound === 'moreThan' ? ['true', 'false'] : ['false', 'true']
  const far = `WHEN ${quotient} - ${edge} > ${quotient}e THEN ${above} WHEN ${edge} - ${quotient} > ${quotient}e THEN ${below}`
  return `(CASE ${far} WHEN ${quotient} IS NOT NULL THEN ${exact} END)`
}

/** What all expressions of a query share. */
export interface Terms {
  day: number
  /** Columns of quotients, by what they divide; beside each, with an e behind its name, how far it may be wrong. */
  quotients: ReadonlyMap<string, string>
}

const quotientKey = ({ over, under }: Comparison): string => `${floatSql(over)} / ${floatSql(under)}`

/** Quotients of what does not fit a bigint: columns worked out once, so that products with all digits are seldom needed. */
export function quotientsOf(comparisons: readonly Comparison[]): { columns: string[]; names: Map<string, string> } {
  const names = new Map<string, string>()
  const columns = comparisons.flatMap((one) => {
    const key = quotientKey(one)
    if (fits([one.left, one.right]) || names.has(key)) return []
    const name = `q${names.size}`
    names.set(key, name)
    const positive = [...one.positive, one.under]
      .filter((sum) => factsIn(sum).length > 0)
      .map((sum) => `${floatSql(sum)} > 0`)
    const where = (sql: string) => (positive.length > 0 ? `CASE WHEN ${positive.join(' AND ')} THEN ${sql} END` : sql)
    const size = `(${floatSql(one.over, true)}) / ${floatSql(one.under)}`
    // Sixteen digits hold, of at most a dozen steps; a thousand times that is far.
    return [`${where(key)} AS ${name}`, `${where(`(${size} + 100) * '1e-12'::float8`)} AS ${name}e`]
  })
  return { columns, names }
}

function floatSql(polynomial: Polynomial, isSize = false): string {
  const terms = polynomial.map(({ times, facts }) => {
    const sign = isSize && times < 0n ? -times : times
    const factors = facts.map((fact) => (isSize ? `abs(${columnOf(fact)}::float8)` : `${columnOf(fact)}::float8`))
    return sign === 1n && factors.length > 0 ? factors.join(' * ') : [`'${sign}'::float8`, ...factors].join(' * ')
  })
  return terms.length === 0 ? `'0'::float8` : `(${terms.join(' + ')})`
}

/** Whether no value of the facts leaves what a bigint holds. */
const fits = (sums: readonly Polynomial[]): boolean =>
  sums.every((sum) => {
    const size = sum.reduce((all, { times, facts }) => {
      return all + (times < 0n ? -times : times) * largestFact ** BigInt(facts.length)
    }, 0n)
    return size <= largest
  })

function sumSql(polynomial: Polynomial, small: boolean): string {
  const type = small ? 'bigint' : 'numeric'
  if (polynomial.length === 0) return `'0'::${type}`
  const terms = polynomial.map(({ times, facts }) => {
    const factors = facts.map((fact, at) => (small || at > 0 ? columnOf(fact) : `${columnOf(fact)}::numeric`))
    if (times !== 1n || factors.length === 0) factors.unshift(`'${times}'::${type}`)
    return factors.join(' * ')
  })
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' + ')})`
}
