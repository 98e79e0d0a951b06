import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testPool } from '#platform/testing/world.ts'
import { shippedRules } from '../queries.ts'
import { checkLadderText, factCatalogue, packedFacts } from '../rules.ts'
import type { Facts } from './facts.ts'
import { judge } from './judge.ts'
import { pack, unpack } from './packing.ts'
import { comparisonsOf, factsOf, type Plan, plan } from './plan.ts'
import { verdictQuery } from './sql.ts'
import { columnOf } from './sql-terms.ts'
import type { CriterionText, MeasureText } from './text.ts'
import { RuleText } from './text.ts'

let pool: Awaited<ReturnType<typeof testPool>>
beforeAll(async () => {
  pool = await testPool()
})

const isLarge = new Map(packedFacts.map((fact) => [fact.reference, fact.isLarge]))

/** What comparisons of a plan turn on: their coefficients, as numbers and as shares of round sums. */
const edgesOf = (judged: Plan): number[] =>
  comparisonsOf(judged).flatMap(({ left, right }) => {
    const [a, b] = [Number(left[0]?.times ?? 1n), Number(right[0]?.times ?? 0n)]
    return [b / a, (b / a) * 1e8, (b / a) * 5e7, b]
  })

function firmOf(judged: Plan): fc.Arbitrary<Facts> {
  const edges = [...new Set(edgesOf(judged).map(Math.round))].flatMap((edge) => [edge - 1, edge, edge + 1])
  const numbers = [...new Set([...edges, 0, 1, 1e7, 5e7, 1e8, 2e8, 110_250_000, -5e6])].filter((one) => one <= 1e14)
  const days = [
    judged.day - 1200,
    judged.day - 1096,
    judged.day - 1095,
    judged.day,
    judged.day + 1,
    -1_000_000,
    1_000_000,
  ]
  const value = (reference: string): fc.Arbitrary<number | null> => {
    const kind = Object.entries(factCatalogue).find(
      ([code]) => reference.replace(/(-\d|\.from|\.until)$/, '') === code || code === reference,
    )?.[1]
    const known =
      kind?.kind === 'choice'
        ? fc.nat(kind.options.length - 1)
        : kind?.kind === 'flag'
          ? fc.nat(1)
          : kind?.kind === 'title' || kind?.kind === 'event'
            ? fc.constantFrom(...days)
            : isLarge.get(reference)
              ? fc.oneof({ arbitrary: fc.constantFrom(...numbers), weight: 5 }, fc.integer({ min: -1e9, max: 1e14 }))
              : fc.oneof(fc.constantFrom(...numbers.filter((one) => one >= 0 && one < 2e9)), fc.nat(20))
    return fc.option(known, { freq: 7 })
  }
  return fc.record(Object.fromEntries(factsOf(judged).map((reference) => [reference, value(reference)])))
}

async function inSql(judged: Plan, firms: readonly Facts[]) {
  const columns = packedFacts.map(
    ({ reference, isLarge }) => `${columnOf(reference)} ${isLarge ? 'bigint' : 'integer'}`,
  )
  const rows = firms.map((facts, n) => ({
    n,
    ...Object.fromEntries(Object.entries(facts).map(([reference, value]) => [columnOf(reference), value])),
  }))
  const from = `(SELECT * FROM jsonb_to_recordset($1::jsonb) AS f(n integer, ${columns.join(', ')})) AS facts`
  const found = await pool.query(`${verdictQuery(judged, from, ['n'])} ORDER BY n`, [JSON.stringify(rows)])
  return found.rows.map((row) => ({
    result: row.result,
    passes: row.passes,
    verdicts: BigInt(row.verdicts),
    points: [row.points_1, row.points_2].flatMap((word) => (word === null ? [] : [BigInt(word)])),
    totalLow: row.total_low,
    totalHigh: row.total_high,
    unmet: row.unmet,
    open: row.open,
  }))
}

async function agree(judged: Plan, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(firmOf(judged), { minLength: 60, maxLength: 60 }), async (firms) => {
      const packed = await inSql(judged, firms)
      firms.forEach((facts, at) => {
        const evaluation = judge(judged, facts)
        expect(packed[at], JSON.stringify(facts)).toEqual(pack(evaluation))
        const told = unpack(judged, pack(evaluation))
        expect(told.criteria.map(({ verdict }) => verdict)).toEqual(evaluation.criteria.map(({ verdict }) => verdict))
      })
    }),
    { numRuns, seed: 20260401, endOnFailure: true },
  )
}

test.each(shippedRules().map((version) => [`${version.rule} of ${version.validFromOn}`, version] as const))(
  'SQL and the function agree on firms of every kind: %s',
  async (_, { text, validFromOn }) => {
    await agree(plan(text, factCatalogue, validFromOn < '2026-04-01' ? '2025-06-01' : '2026-05-01'), 6)
  },
)

test('they agree on what no shipped rule uses: at least so many of, products, reviews inside, small steps', async () => {
  const pass: CriterionText = {
    allOf: [
      {
        id: 'some',
        atLeastOf: {
          count: 2,
          of: [
            { of: 'revenue', moreThan: '1亿元' },
            { manual: true },
            { fact: 'rd-institution', isOneOf: ['city', 'national'] },
            { not: { fact: 'own-brand', is: true } },
          ],
        },
      },
      { id: 'product', of: { product: ['revenue', 'employees'] }, lessThan: '100000亿元' },
      { id: 'fine', of: { ratio: ['rd-expense', 'revenue'] }, atLeast: '3.000001%' },
      { id: 'unless', unless: { manual: true }, of: { averageGrowth: 'revenue', years: 2 }, atLeast: '0%' },
      { id: 'inside', anyOf: [{ manual: true }, { not: { holds: ['listed', 'high-tech'] } }] },
    ],
  }
  const text = RuleText.parse({ zh: '试', en: 'Trial', regime: '1', document: 'a paper', sure: 'memory', pass })
  await agree(plan(text, factCatalogue, '2026-05-01'), 10)
})

/** Criteria as an official of a city puts them together on a page. */
const localMeasures: readonly MeasureText[] = [
  ...['revenue', 'output', 'invested', 'export', 'employees', 'market-share', 'tech-staff'],
  ...[{ ratio: ['rd-expense', 'revenue'] } satisfies MeasureText, { growth: 'output' }],
  ...[{ sum: 'revenue', years: 3 } satisfies MeasureText, { average: 'main-revenue', years: 2 }],
]
const localLists = ['srdi-sme', 'industry-200', 'above-designated-size', 'listed']
const otherCriteria: readonly CriterionText[] = [
  { fact: 'rd-institution', isAtLeast: 'city' },
  { fact: 'own-brand', is: true },
  { fact: 'new-product', is: false },
  { not: { holds: ['abnormal-operation'] } },
  { happened: ['award-provincial', 'award-national'], withinYears: 3 },
  { manual: true },
]
const localCriterion: fc.Arbitrary<CriterionText> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...localMeasures), fc.constantFrom('0', '5%', '2000万元', '1亿元', '300'))
    .map(([of, atLeast]): CriterionText => ({ of, atLeast })),
  fc
    .tuple(fc.constantFrom('liabilities', 'employees', 'market-rank', 'world-rank'), fc.constantFrom('3', '5000万元'))
    .map(([of, lessThan]): CriterionText => ({ of, lessThan })),
  fc.subarray(localLists, { minLength: 1 }).map((holds): CriterionText => ({ holds })),
  fc.constantFrom(...otherCriteria),
)

test('they agree on lists that a city makes up, and what its form writes may be put in force', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(localCriterion, { minLength: 1, maxLength: 8 }), async (criteria) => {
      const allOf = criteria.map((one, at) => ({ ...one, id: `c${at}` }))
      const body = { zh: '试', en: 'Trial', regime: '1', document: 'a paper', sure: 'verified', pass: { allOf } }
      expect(checkLadderText(body)).toEqual([])
      await agree(plan(RuleText.parse(body), factCatalogue, '2026-05-01'), 1)
    }),
    { numRuns: 12, seed: 20260501, endOnFailure: true },
  )
})
