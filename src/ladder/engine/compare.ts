import type { Facts } from './facts.ts'
import type { Comparison } from './plan.ts'
import { exactValue, quickValue } from './polynomials.ts'

export const isKnown = (references: readonly string[], facts: Facts): boolean =>
  references.every((one) => facts[one] !== null && facts[one] !== undefined)

export const areAboveZero = (all: Comparison['positive'], facts: Facts): boolean =>
  all.every((one) => {
    const quick = quickValue(one, (reference) => Number(facts[reference]))
    return quick === null ? exactValue(one, (reference) => BigInt(facts[reference] ?? 0)) > 0n : quick > 0
  })

export function compares({ left, bound, right }: Comparison, facts: Facts): boolean {
  const quick = (reference: string) => Number(facts[reference])
  const [a, b] = [quickValue(left, quick), quickValue(right, quick)]
  if (a !== null && b !== null) return holds(a, bound, b)
  const exact = (reference: string) => BigInt(facts[reference] ?? 0)
  return holds(exactValue(left, exact), bound, exactValue(right, exact))
}

function holds<N extends number | bigint>(a: N, bound: Comparison['bound'], b: N): boolean {
  if (bound === 'atLeast') return a >= b
  if (bound === 'moreThan') return a > b
  return bound === 'atMost' ? a <= b : a < b
}
