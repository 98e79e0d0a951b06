import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { shippedVersions } from '#platform/rules/shipped.ts'
import { SizeTable, sizeOf, sizeRule } from './rules.ts'

const table = SizeTable.parse(shippedVersions().find(({ rule }) => rule === sizeRule)?.body)
const none = { employees: null, revenue: null, assets: null }
const wan = (amount: number) => Math.round(amount * 10_000)

test.each([
  ['C3670', 1000, 40000, 'large'],
  ['C3670', 999, 400000, 'medium'],
  ['C3670', 300, 2000, 'medium'],
  ['C3670', 300, 1999, 'small'],
  ['C3670', 299, 2000, 'small'],
  ['C3670', 20, 300, 'small'],
  ['C3670', 19, 5000, 'micro'],
  ['F5171', 5, 999, 'micro'],
  ['I6513', 103, 15735.28, 'medium'],
])('%s with %i persons and %d 万元 is %s', (code, employees, revenue, expected) => {
  expect(sizeOf(table, code, { ...none, employees, revenue: wan(revenue) }).sizeClass).toBe(expected)
})

test('every class of the rule is right at its bound and one below it', () => {
  for (const industry of table.industries) {
    const code = industry.codes[0] ?? ''
    const at = (size: 'large' | 'medium' | 'small', short: number) =>
      sizeOf(
        table,
        code,
        Object.assign(
          { ...none },
          ...industry.bounds.map(({ indicator, ...bounds }) => ({
            [indicator]: bounds[size] * (indicator === 'employees' ? 1 : table.moneyYuan) - short,
          })),
        ),
      ).sizeClass
    expect([at('large', 0), at('medium', 0), at('small', 0)], industry.id).toEqual(['large', 'medium', 'small'])
    expect([at('large', 1), at('medium', 1), at('small', 1)], industry.id).toEqual(['medium', 'small', 'micro'])
  }
})

test('a firm is never larger for having less, and a missing figure makes it unknown, never micro', () => {
  const order = ['micro', 'small', 'medium', 'large']
  const figure = fc.integer({ min: 0, max: 3_000_000_000 })
  const industry = fc.constantFrom(...table.industries.flatMap(({ codes }) => codes))
  fc.assert(
    fc.property(industry, figure, figure, figure, figure, (code, employees, revenue, assets, less) => {
      const all = { employees, revenue, assets }
      const verdict = sizeOf(table, code, all)
      const smaller = sizeOf(table, code, { ...all, revenue: Math.min(revenue, less) })
      expect(order.indexOf(smaller.sizeClass)).toBeLessThanOrEqual(order.indexOf(verdict.sizeClass))
      for (const { indicator, reaches } of verdict.reasons) {
        expect(order.indexOf(reaches ?? '')).toBeGreaterThanOrEqual(order.indexOf(verdict.sizeClass))
        const without = sizeOf(table, code, { ...all, [indicator]: null })
        expect(without).toMatchObject({ sizeClass: 'unknown', why: 'missing-figures' })
      }
    }),
    { numRuns: 300, seed: 20260310 },
  )
})

test('rail, farm services and schools have no class in this rule', () => {
  for (const code of ['G5311', 'A0511', 'P8331', 'J6621']) {
    expect(sizeOf(table, code, { employees: 10, revenue: 10, assets: 10 }).why, code).toBe('no-class-for-industry')
  }
  expect(sizeOf(table, null, none).why).toBe('no-industry')
})

const facts = new URL('../../../../shared/domain/sme-size-2017.json', import.meta.url)

test.runIf(existsSync(facts))('the worked examples of the field notes come out as noted', () => {
  const Example = z.object({ industry: z.string(), expect: z.string(), employees: z.number().optional() }).loose()
  const notes = z.object({ tests: z.array(Example) }).parse(JSON.parse(readFileSync(facts, 'utf8')))
  for (const { industry, expect: expected, employees = null, ...money } of notes.tests) {
    const code = table.industries.find(({ id }) => id === industry)?.codes[0] ?? ''
    const yuan = (name: string) => (typeof money[name] === 'number' ? wan(money[name]) : null)
    const verdict = sizeOf(table, code, { employees, revenue: yuan('revenue'), assets: yuan('assets') })
    expect(verdict.sizeClass, `${industry} ${employees}`).toBe(expected)
  }
})
