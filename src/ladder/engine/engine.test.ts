import { expect, test } from 'vitest'
import { aFirm } from '../builders.ts'
import { shippedAt, shippedRules } from '../queries.ts'
import { factCatalogue } from '../rules.ts'
import { readAmount } from './amounts.ts'
import { checkRuleText, checkVersions } from './check.ts'
import { yearsBefore } from './facts.ts'
import { judge } from './judge.ts'
import { plan } from './plan.ts'
import type { Distance } from './results.ts'
import { type CriterionText, RuleText } from './text.ts'

const asking = (pass: CriterionText, more: Partial<RuleText> = {}): RuleText =>
  RuleText.parse({ zh: '试', en: 'Trial', regime: '1', document: 'a paper', sure: 'memory', pass, ...more })

const verdict = (pass: CriterionText, firm: Parameters<typeof aFirm>[0]) =>
  judge(plan(asking(pass), factCatalogue, '2026-05-01'), aFirm(firm)).passes

const gaps = (pass: CriterionText, firm: Parameters<typeof aFirm>[0]): Pick<Distance, 'fact' | 'by'>[] =>
  judge(plan(asking(pass), factCatalogue, '2026-05-01'), aFirm(firm)).criteria.flatMap(({ distance }) =>
    distance.map(({ fact, by }) => ({ fact, by })),
  )

test('amounts are read exactly in the units officials write, and nothing else is an amount', () => {
  expect(readAmount('1500万元')).toEqual({ over: 15_000_000n, under: 1n })
  expect(readAmount('0.5亿元')).toEqual({ over: 50_000_000n, under: 1n })
  expect(readAmount('2.5%')).toEqual({ over: 1n, under: 40n })
  expect(readAmount(0.05)).toEqual({ over: 1n, under: 20n })
  for (const wrong of ['', 'many', '5 per cent', '1e5', '--5', '5万']) expect(readAmount(wrong), wrong).toBeNull()
})

test('missing data never make a criterion fail, and never hide one that is met', () => {
  const revenue = { of: 'revenue', atLeast: '1000万元' }
  const equity = { of: { sum: 'equity-raised', years: 2 }, atLeast: '2000万元' }
  expect(verdict({ anyOf: [revenue, equity] }, { revenue: '1000万元' })).toBe('met')
  expect(verdict({ anyOf: [revenue, equity] }, { revenue: '999万元' })).toBe('missing')
  expect(verdict({ allOf: [revenue, equity] }, { revenue: '999万元' })).toBe('not-met')
  expect(verdict({ allOf: [revenue, equity] }, { revenue: '1000万元' })).toBe('missing')
  expect(verdict({ anyOf: [equity, { manual: true }] }, {})).toBe('review')
  expect(verdict({ allOf: [equity, { manual: true }] }, {})).toBe('missing')
  const two = { count: 2, of: [revenue, equity, { manual: true } as const, { fact: 'own-brand', is: true }] }
  expect(verdict({ atLeastOf: two }, { revenue: '1000万元', 'own-brand': true })).toBe('met')
  expect(verdict({ atLeastOf: two }, { revenue: '1000万元', 'own-brand': false })).toBe('review')
  expect(verdict({ atLeastOf: two }, { revenue: '9万元', 'own-brand': false })).toBe('missing')
  expect(verdict({ not: { holds: ['listed'] } }, { listed: 'unknown' })).toBe('missing')
})

test('a distance is exact and in the unit of what a firm would change', () => {
  const firm = {
    revenue: '1亿元',
    'rd-expense': '2999999元',
    'class-one-rights': 1,
    liabilities: '75000001元',
    assets: '1亿元',
  }
  expect(gaps({ of: { ratio: ['rd-expense', 'revenue'] }, atLeast: '3%' }, firm)).toEqual([
    { fact: 'rd-expense', by: 1 },
  ])
  expect(gaps({ of: 'class-one-rights', atLeast: 4 }, firm)).toEqual([{ fact: 'class-one-rights', by: 3 }])
  expect(gaps({ of: { ratio: ['liabilities', 'assets'] }, atMost: '75%' }, firm)).toEqual([
    { fact: 'liabilities', by: -1 },
  ])
  expect(gaps({ of: { ratio: ['liabilities', 'assets'] }, lessThan: '75%' }, firm)).toEqual([
    { fact: 'liabilities', by: -2 },
  ])
  expect(gaps({ of: 'revenue', moreThan: '1亿元' }, firm)).toEqual([{ fact: 'revenue', by: 1 }])
  const growing = { revenue: '110249999元', 'revenue-2': '1亿元' }
  expect(gaps({ of: { compound: 'revenue', years: 2 }, atLeast: '5%' }, growing)).toEqual([{ fact: 'revenue', by: 1 }])
  const main = { 'main-revenue': '109999999元', 'main-revenue-1': '1亿元', 'main-revenue-2': '1亿元' }
  expect(gaps({ of: { averageGrowth: 'main-revenue', years: 2 }, atLeast: '5%' }, main)).toEqual([
    { fact: 'main-revenue', by: 1 },
  ])
  expect(
    gaps(
      {
        allOf: [
          { of: 'revenue', atLeast: '2亿元' },
          { of: 'class-one-rights', atLeast: 1 },
        ],
      },
      firm,
    ),
  ).toEqual([{ fact: 'revenue', by: 100_000_000 }])
  expect(gaps({ holds: ['srdi-sme'] }, { 'srdi-sme': false })).toEqual([{ fact: 'title', by: 0 }])
})

test('products beyond what ordinary numbers hold are compared exactly', () => {
  const huge = {
    'main-revenue': '99999999999999元',
    'main-revenue-1': '90909090909090元',
    'main-revenue-2': '82644628099172元',
  }
  const growth = { averageGrowth: 'main-revenue', years: 2 }
  const exact = (99999999999999 / 90909090909090 + 90909090909090 / 82644628099172 - 2) / 2
  expect(verdict({ of: growth, atLeast: '9.9%' }, huge)).toBe('met')
  expect(exact).toBeCloseTo(0.1, 10)
  expect(verdict({ of: growth, atLeast: '10%' }, { ...huge, 'main-revenue': '100000000000000元' })).toBe('met')
})

test('a ratio to nothing says nothing', () => {
  expect(
    verdict({ of: { ratio: ['rd-expense', 'revenue'] }, atLeast: '3%' }, { 'rd-expense': '5元', revenue: '0元' }),
  ).toBe('missing')
  expect(verdict({ of: { growth: 'revenue' }, atLeast: '3%' }, { revenue: '5元', 'revenue-1': '0元' })).toBe('missing')
})

test('bands and days with gaps or overlaps are refused with the place', () => {
  const bands = (...at: { from?: string; to?: string; points: number }[]) => {
    const indicator = { id: 'rd', max: 10, score: { bands: { of: 'rd-expense', at } } }
    const groups = [{ id: 'innovative', max: 10, indicators: [indicator] }]
    const text = { ...asking({ manual: true }), groups }
    return checkRuleText(text, factCatalogue).map(({ place, problem, what }) => `${place} ${problem} ${what}`)
  }
  const place = 'groups.innovative.rd'
  expect(bands({ from: '5万元', points: 10 }, { to: '5万元', points: 0 })).toEqual([])
  expect(bands({ from: '6万元', points: 10 }, { to: '5万元', points: 0 })).toEqual([`${place} gap 5万元 … 6万元`])
  expect(bands({ from: '5万元', points: 10 }, { to: '6万元', points: 0 })).toEqual([`${place} overlap 5万元 … 6万元`])
  expect(bands({ from: '5万元', points: 10 }, { from: '1万元', to: '5万元', points: 0 })).toEqual([
    `${place} gap … 1万元`,
  ])
  expect(bands({ from: '5万元', points: 8 }, { to: '5万元', points: 0 })).toEqual([`${place} points 8 ≠ 10`])
  const middle = { from: '1万元', to: '5万元', points: 10 }
  expect(bands({ from: '5万元', points: 8 }, middle, { to: '1万元', points: 0 })).toEqual([`${place} order 10, 8`])

  const days = (...all: [string, string?][]) =>
    checkVersions(all.map(([validFromOn, validToOn]) => ({ validFromOn, validToOn })))
  expect(days(['2022-08-01', '2026-03-31'], ['2026-04-01'])).toEqual([])
  expect(days(['2022-08-01', '2026-03-30'], ['2026-04-01'])).toMatchObject([
    { problem: 'gap', what: '2026-03-31 … 2026-04-01' },
  ])
  expect(days(['2022-08-01', '2026-04-01'], ['2026-04-01'])).toMatchObject([{ problem: 'overlap' }])
  const variant = { division: '440000', document: 'a paper', sure: 'memory' as const }
  const variants = [
    { ...variant, from: '2024-01-01', to: '2025-12-31' },
    { ...variant, from: '2025-12-31' },
  ]
  expect(checkRuleText(asking({ manual: true }, { variants }), factCatalogue)).toMatchObject([
    { place: 'variants.440000', problem: 'overlap' },
  ])
  expect(checkRuleText(asking({ of: 'luck', atLeast: 1 }), factCatalogue)).toMatchObject([{ problem: 'fact' }])
  expect(checkRuleText(asking({ not: { anyOf: [{ manual: true }] } }), factCatalogue)).toMatchObject([
    { what: 'manual' },
  ])
  expect(checkRuleText({ zh: '空' }, factCatalogue)[0]).toMatchObject({ problem: 'shape' })
})

test('a day so many years before stays in its month', () => {
  expect(yearsBefore('2026-05-01', 3)).toBe('2023-05-01')
  expect(yearsBefore('2028-02-29', 3)).toBe('2025-02-28')
  expect(yearsBefore('2028-02-29', 4)).toBe('2024-02-29')
})

test('one firm under the longest rule takes far less than a millisecond', () => {
  const version = shippedAt(shippedRules(), 'srdi-sme', '2025-06-01')
  if (!version) throw new Error('no rule')
  const judged = plan(version.text, factCatalogue, '2025-06-01')
  const facts = aFirm({ revenue: '1亿元', 'main-revenue': '9000万元', 'rd-expense': '300万元', 'segment-years': 5 })
  for (let i = 0; i < 200; i++) judge(judged, facts)
  const began = performance.now()
  for (let i = 0; i < 500; i++) judge(judged, facts)
  expect((performance.now() - began) / 500).toBeLessThan(1)
})
