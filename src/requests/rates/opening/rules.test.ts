import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Counts, hideSmall } from './rules.ts'

type Key = 'a' | 'b'
const blocks = [['a', 'b']] as const
const smallest = 5

const cell = fc
  .tuple(fc.nat(12), fc.nat(12))
  .map(([one, other]) => ({ numerator: Math.min(one, other), denominator: Math.max(one, other) }))
const group: fc.Arbitrary<Counts<Key>> = fc.record({ a: cell, b: cell })
const sum = (groups: readonly Counts<Key>[], key: Key) =>
  groups.reduce(
    (total, { [key]: { numerator, denominator } }) => ({
      numerator: total.numerator + numerator,
      denominator: total.denominator + denominator,
    }),
    { numerator: 0, denominator: 0 },
  )

test('no number of few cases is shown, and none that is hidden can be computed from the total and the others', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
      const total = { a: sum(groups, 'a'), b: sum(groups, 'b') }
      const shown = hideSmall(total, groups, blocks, smallest)
      for (const key of ['a', 'b'] as const) {
        const [whole, cells] = [shown.total[key], shown.groups.map((one) => one[key])]
        for (const one of [whole, ...cells]) expect(one?.denominator ?? smallest).toBeGreaterThanOrEqual(smallest)
        // One of a block shown or hidden without the others would tell them.
        expect(shown.groups.map(({ a }) => a === null)).toEqual(shown.groups.map(({ b }) => b === null))
        const hidden = cells.filter((one) => one === null).length
        if (whole === null || hidden === 0) continue
        const left = { ...whole }
        for (const one of cells) {
          left.numerator -= one?.numerator ?? 0
          left.denominator -= one?.denominator ?? 0
        }
        // What a reader knows of one hidden cell: every pair that leaves something possible for the rest.
        const possible = { numerator: new Set<number>(), denominator: new Set<number>() }
        for (let denominator = 0; denominator <= left.denominator; denominator++) {
          for (let numerator = 0; numerator <= denominator; numerator++) {
            const rest = { numerator: left.numerator - numerator, denominator: left.denominator - denominator }
            const fits = hidden > 1 ? rest.numerator >= 0 && rest.numerator <= rest.denominator : rest.denominator === 0
            if (!fits || (hidden === 1 && rest.numerator !== 0)) continue
            possible.numerator.add(numerator)
            possible.denominator.add(denominator)
          }
        }
        expect(possible.numerator.size).toBeGreaterThan(1)
        expect(possible.denominator.size).toBeGreaterThan(1)
      }
    }),
    { seed: 7, numRuns: 1000 },
  )
})

test('a group that knows its own numbers computes no other from the total', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
      const total = { a: sum(groups, 'a'), b: sum(groups, 'b') }
      const shown = hideSmall(total, groups, blocks, smallest, () => true)
      if (shown.total.a === null) return
      for (const [reader, own] of shown.groups.entries()) {
        if (own.a !== null) continue
        const others = groups.filter((_, at) => at !== reader && shown.groups[at]?.a === null)
        expect(others.length).toBeGreaterThan(1)
        for (const key of ['a', 'b'] as const) {
          expect(sum(others, key).denominator).toBeGreaterThanOrEqual(smallest)
          expect(sum(others, key).numerator).toBeGreaterThan(0)
        }
      }
    }),
    { seed: 7, numRuns: 1000 },
  )
})

test('large numbers are shown, and beside one small one the next small one is hidden too', () => {
  const of = (numerator: number, denominator: number) => {
    const one = { numerator, denominator }
    return { a: one, b: one }
  }
  const hiding = (...groups: Counts<Key>[]) =>
    hideSmall({ a: sum(groups, 'a'), b: sum(groups, 'b') }, groups, blocks, smallest).groups.map(({ a }) => a === null)
  expect(hiding(of(8, 9), of(5, 5), of(20, 40))).toEqual([false, false, false])
  expect(hiding(of(3, 4), of(30, 30), of(5, 6))).toEqual([true, false, true])
  expect(hiding(of(1, 1), of(1, 1), of(9, 9), of(30, 30))).toEqual([true, true, true, false])
  expect(hiding(of(0, 3), of(0, 4), of(7, 9), of(30, 30))).toEqual([true, true, true, false])
})
