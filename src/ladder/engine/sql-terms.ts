/** Parts of a plan as expressions over the columns of a packed row. */
import type { Comparison, Node, Scoring } from './plan.ts'
import type { Polynomial } from './polynomials.ts'

/** The column of a fact: `revenue-1` is revenue_1, the days of a title are CODE_from and CODE_until. */
export const columnOf = (reference: string): string => reference.replaceAll(/[-.]/g, '_')

/** Facts of packed rows stay within this, so that one of them by a small number fits a bigint. */
export const largestFact = 10n ** 14n
const largest = 9_000_000_000_000_000_000n

/** True, false, or null for unknown, where what a person must look at counts as `person`. */
export function truthSql(node: Node, person: 'met' | 'not-met', day: number): string {
  const own = ownTruth(node, person, day)
  return node.unless ? `(${truthSql(node.unless, person, day)} OR ${own})` : own
}

function ownTruth(node: Node, person: 'met' | 'not-met', day: number): string {
  const inside = (list: readonly Node[]) => list.map((one) => truthSql(one, person, day))
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
      return `(NOT ${truthSql(node.of, person === 'met' ? 'not-met' : 'met', day)})`
    case 'compare':
      return firstKnown(node.ways, (way) => whereAboveZero(way, testSql(way)))
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
export function pointsSql(scoring: Scoring): string {
  switch (scoring.kind) {
    case 'best':
      throw new Error('the best of several is made from its parts')
    case 'bands':
      return firstKnown(scoring.ways, (way) => {
        const steps = way.steps.map(({ test, points }) => `WHEN ${testSql(test)} THEN ${points}`)
        const value = steps.length > 0 ? `CASE ${steps.join(' ')} ELSE ${way.rest} END` : String(way.rest)
        return `CASE WHEN ${[...way.facts.map(known), ...way.positive.map(aboveZero)].join(' AND ')} THEN ${value} END`
      })
    case 'choice': {
      const cases = scoring.points.map((points, at) => `WHEN ${at} THEN ${points}`)
      const column = columnOf(scoring.fact)
      return `CASE ${column} ${cases.join(' ')} ELSE CASE WHEN ${column} IS NOT NULL THEN ${scoring.least} END END`
    }
    case 'steps':
      return within(`${floorSql(columnOf(scoring.fact), scoring.every)} * ${scoring.points}`, scoring.max, scoring.fact)
    case 'local':
      return within(floorSql(columnOf(scoring.fact), scoring.scale), scoring.max, scoring.fact)
  }
}

/** greatest and least pass over null, so that it must be asked for. */
const within = (value: string, max: number, fact: string): string =>
  `CASE WHEN ${known(fact)} THEN greatest(0, least(${max}, ${value}))::int END`

const floorSql = (column: string, by: number): string => (by === 1 ? column : `floor(${column}::numeric / ${by})`)

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

function testSql({ left, bound, right }: Comparison): string {
  const small = fits([left, right])
  return `(${sumSql(left, small)} ${operators[bound]} ${sumSql(right, small)})`
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
