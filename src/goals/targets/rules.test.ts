import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, sum } from '#platform/decimals.ts'
import { type Actual, assess, checkShares, currentOf, type IndicatorFacts, meets, readingOf, spanOf } from './rules.ts'

const counted: IndicatorFacts = { direction: 'more', counting: 'cumulative', periodType: 'month', isWhole: true }
const aTarget = {
  op: '=' as const,
  value: '260',
  readAs: null,
  period: '2026',
  dueOn: '2026-12-31',
  year: 2026,
  baseline: null,
}
const anActual = (period: string, value: string, facts: Partial<Actual> = {}): Actual => ({
  id: `${period} ${value}`,
  period,
  endsOn: spanOf(period)?.to ?? '',
  value,
  standing: null,
  statedBy: 'statistics',
  enteredAt: '2026-05-01T00:00:00Z',
  ...facts,
})
const inMarch = (value: string) => [anActual('2026-01..2026-03', value)]

describe('how a target is read', () => {
  test('突破1000 is not met by 1000, and is once the office reads it as at least', () => {
    const words = { ...aTarget, op: '>' as const, value: '1000' }
    const whole = [anActual('2026', '1000')]
    expect(assess(words, counted, whole).standing).toBe('missed')
    const decided = assess({ ...words, readAs: '>=' }, counted, whole)
    expect(decided).toMatchObject({ standing: 'met', reading: { op: '>=', why: 'decided' } })
  })

  test('左右 waits for the office', () => {
    const words = { ...aTarget, op: '~' as const, value: '5' }
    const growth = { ...counted, counting: 'rate' as const, isWhole: false }
    expect(assess(words, growth, inMarch('5.1'))).toMatchObject({ standing: 'undecided', latest: { value: '5.1' } })
    expect(assess({ ...words, readAs: '>=' }, growth, inMarch('5.1')).standing).toBe('on-pace')
  })

  test('a plain number is at least that much, or at most where less is better', () => {
    expect(readingOf('=', null, 'more').op).toBe('>=')
    expect(readingOf('=', null, 'less').op).toBe('<=')
  })

  test.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-01..2026-06', '2026-01-01', '2026-06-30'],
    ['2021..2025', '2021-01-01', '2025-12-31'],
    ['2026-03-31', '2026-03-31', '2026-03-31'],
  ])('the period %s runs from %s to %s', (period, from, to) => expect(spanOf(period)).toEqual({ from, to }))
})

describe('where a target stands', () => {
  test('a quarter of 260 after three months is on pace, one less is behind and says what each month must bring', () => {
    expect(assess(aTarget, counted, inMarch('65'))).toMatchObject({ standing: 'on-pace', done: 250, passed: 250 })
    const behind = assess(aTarget, counted, inMarch('64'))
    expect(behind).toMatchObject({ standing: 'behind', gap: '196', need: { each: '22', periods: 9 } })
  })

  test('a month alone says nothing of what has come up since January', () => {
    expect(assess(aTarget, counted, [anActual('2026-03', '300')]).standing).toBe('no-figure')
  })

  test('a stock without a baseline is open until it is reached, with one it has a pace', () => {
    const stock = { ...counted, counting: 'stock' as const, periodType: 'quarter' as const }
    const words = { ...aTarget, value: '450' }
    expect(assess(words, stock, inMarch('420'))).toMatchObject({ standing: 'open', need: { each: '10', periods: 3 } })
    expect(assess({ ...words, baseline: '412' }, stock, inMarch('421')).standing).toBe('behind')
    expect(assess({ ...words, baseline: '412' }, stock, inMarch('422')).standing).toBe('on-pace')
    expect(assess(words, stock, inMarch('450'))).toMatchObject({ standing: 'reached', gap: null, need: null })
  })

  test('a cap is behind where more is used up than time has passed', () => {
    const cap = { ...counted, direction: 'less' as const }
    expect(assess(aTarget, cap, inMarch('65')).standing).toBe('on-pace')
    expect(assess(aTarget, cap, inMarch('66')).standing).toBe('behind')
  })

  test('a rate has no pace, and the year decides', () => {
    const growth = { ...counted, counting: 'rate' as const, isWhole: false }
    const words = { ...aTarget, value: '7.5' }
    expect(assess(words, growth, inMarch('7.4'))).toMatchObject({ standing: 'behind', gap: '0.1', need: null })
    expect(assess(words, growth, [anActual('2026', '7.50')]).standing).toBe('met')
    expect(assess(words, growth, [anActual('2026', '7.49')]).standing).toBe('missed')
  })

  test('what is needed in each period reaches the target, and never asks for more than one unit too much', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 9_999 }), (target, done) => {
        fc.pre(done < target)
        const { need } = assess({ ...aTarget, value: String(target) }, counted, inMarch(String(done)))
        if (!need) throw new Error('nothing is needed')
        const end = sum([String(done), ...Array.from({ length: need.periods }, () => need.each)])
        expect(meets(end, '>=', String(target))).toBe(true)
        expect(compareDecimals(end, String(target + need.periods))).toBeLessThan(0)
      }),
    )
  })
})

describe('which figure counts', () => {
  test('核定 goes before 初步, statistics before the unit itself, and the newest of the same', () => {
    const period = '2026-01..2026-03'
    const own = anActual(period, '70', { statedBy: 'own', enteredAt: '2026-06-01T00:00:00Z' })
    const first = anActual(period, '64', { standing: 'preliminary' })
    const later = anActual(period, '66', { standing: 'preliminary', enteredAt: '2026-05-20T00:00:00Z' })
    const final = anActual(period, '65', { standing: 'final', enteredAt: '2026-04-20T00:00:00Z' })
    expect(currentOf([own, first]).map((one) => one.value)).toEqual(['64'])
    expect(currentOf([later, first, own]).map((one) => one.value)).toEqual(['66'])
    expect(currentOf([final, later, first, own]).map((one) => one.value)).toEqual(['65'])
  })
})

describe('shares', () => {
  const additive = { direction: 'more' as const, isAdditive: true }
  test.each([
    [['100', '160'], 'adds-up', '0'],
    [['100', '159'], 'short', '-1'],
    [['100', '170'], 'adds-up', '10'],
  ])('%j of 260: %s', (shares, verdict, difference) =>
    expect(checkShares('260', shares, additive)).toMatchObject({ verdict, difference }),
  )

  test('growth rates of districts are not added up', () =>
    expect(checkShares('7.5', ['8', '7'], { ...additive, isAdditive: false }).verdict).toBe('not-additive'))

  test('a cap is given away once only', () =>
    expect(checkShares('100', ['60', '41'], { direction: 'less', isAdditive: true }).verdict).toBe('over'))
})
