import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doubtsAbout, type KnownFigure } from './doubts/rules.ts'
import { readFigure, typedUnits, unitsFor } from './reading/rules.ts'
import { indicatorCodes } from './rules.ts'

test('money is read exactly in yuan, 万元 and 亿元, with the unit beside it or written behind it', () => {
  const yuan = (typed: string, unit: Parameters<typeof readFigure>[2] = null) => readFigure('revenue', typed, unit)
  expect(yuan('1,234.56', '10k-yuan')).toEqual({ kind: 'read', value: 12_345_600, isRounded: false })
  expect(yuan('１２３４．５６万元')).toEqual({ kind: 'read', value: 12_345_600, isRounded: false })
  expect(yuan('1.1 亿')).toMatchObject({ value: 110_000_000 })
  expect(yuan('0.07', '100m-yuan')).toMatchObject({ value: 7_000_000 })
  expect(yuan('12.5', 'yuan')).toEqual({ kind: 'read', value: 13, isRounded: true })
  // What is written beats what was chosen beside it.
  expect(yuan('12元', '10k-yuan')).toMatchObject({ value: 12 })
})

test('money without a unit, and 3 or 0.03 as a share, are asked about with every reading that can be', () => {
  expect(readFigure('revenue', '4800', null)).toEqual({
    kind: 'ask',
    readings: [
      { unit: '10k-yuan', value: 48_000_000 },
      { unit: 'yuan', value: 4800 },
      { unit: '100m-yuan', value: 480_000_000_000 },
    ],
  })
  expect(readFigure('market-share', '0.03', null)).toEqual({
    kind: 'ask',
    readings: [
      { unit: 'percent', value: 3 },
      { unit: 'fraction', value: 300 },
    ],
  })
  expect(readFigure('market-share', '3', null)).toEqual({ kind: 'ask', readings: [{ unit: 'percent', value: 300 }] })
  expect(readFigure('market-share', '3%', null)).toMatchObject({ kind: 'read', value: 300 })
})

test('a loss may be below zero, revenue may not; halves of people, 101 points and words are refused', () => {
  expect(readFigure('net-profit', '-12.5', '10k-yuan')).toMatchObject({ kind: 'read', value: -125_000 })
  expect(readFigure('main-growth-average', '-3.5%', null)).toMatchObject({ kind: 'read', value: -350 })
  expect(readFigure('main-growth-average', '120%', null)).toMatchObject({ kind: 'read', value: 12_000 })
  expect(readFigure('market-share', '120%', null)).toEqual({ kind: 'fault', fault: 'beyond-whole' })
  expect(readFigure('revenue', '-1', '10k-yuan')).toEqual({ kind: 'fault', fault: 'negative' })
  expect(readFigure('employees', '12.5', 'count')).toEqual({ kind: 'fault', fault: 'not-whole' })
  expect(readFigure('development-score', '101', 'points')).toEqual({ kind: 'fault', fault: 'beyond-whole' })
  expect(readFigure('market-share', '120%', null)).toEqual({ kind: 'fault', fault: 'beyond-whole' })
  expect(readFigure('employees', '3%', null)).toEqual({ kind: 'fault', fault: 'wrong-unit' })
  for (const typed of ['', '约300', '1e5', '12..5', '--3']) {
    expect(readFigure('revenue', typed, 'yuan'), typed).toEqual({ kind: 'fault', fault: 'not-a-number' })
  }
  expect(readFigure('revenue', '99999999999', '100m-yuan')).toEqual({ kind: 'fault', fault: 'too-large' })
})

test('moving the point changes nothing: what is read in a unit is the number times the unit', () => {
  const typed = fc.tuple(fc.nat(99_999_999), fc.nat(99))
  fc.assert(
    fc.property(
      fc.constantFrom(...indicatorCodes),
      fc.constantFrom(...typedUnits),
      typed,
      (code, unit, [whole, cents]) => {
        if (!unitsFor(code).includes(unit)) return
        const read = readFigure(code, `${whole}.${String(cents).padStart(2, '0')}`, unit)
        if (read.kind !== 'read') return
        const places = { yuan: 0, '10k-yuan': 4, '100m-yuan': 8, percent: 2, fraction: 4, count: 0, points: 2 }[unit]
        const exact = (BigInt(whole) * 100n + BigInt(cents)) * 10n ** BigInt(places)
        expect(BigInt(read.value) * 100n - exact).toBeLessThanOrEqual(50n)
        expect(read.isRounded).toBe(exact % 100n !== 0n)
      },
    ),
    { numRuns: 400, seed: 20260310 },
  )
})

const known = (code: KnownFigure['code'], year: number, value: number): KnownFigure => {
  return { code, year, value, sourceClass: 'annual-report' }
}
const doubts = (entered: KnownFigure[], before: KnownFigure[] = [], foundedOn: string | null = null) =>
  doubtsAbout({
    entered: entered.map((figure) => ({ ...figure, isEstimated: false })),
    ...{ known: before, foundedOn, thisYear: 2026 },
  })

test('元 where 万元 is meant is doubted with both readings, by the neighbouring year, the heads or its mere size', () => {
  expect(doubts([known('revenue', 2025, 4800)], [known('revenue', 2024, 44_000_000)])).toMatchObject([
    { kind: 'unit-mistaken', value: 4800, other: 48_000_000 },
  ])
  expect(doubts([known('revenue', 2025, 480_000_000_000)], [known('revenue', 2024, 44_000_000)])).toMatchObject([
    { kind: 'unit-mistaken', other: 48_000_000 },
  ])
  expect(doubts([known('revenue', 2025, 4800), known('employees', 2025, 100)])).toMatchObject([{ other: 48_000_000 }])
  expect(doubts([known('revenue', 2025, 48_000_000)], [known('revenue', 2024, 4_400_000)])).toEqual([])
  expect(doubts([known('rd-expense', 2025, 22_800_000_000)])).toMatchObject([{ other: 2_280_000 }])
  expect(doubts([known('revenue', 2025, 9_900_000_000)])).toEqual([])
  expect(doubts([known('revenue', 2025, 40_000_000_000), known('employees', 2025, 9000)])).toEqual([])
})

test('years that contradict each other, parts beyond their whole and years before the founding are doubted', () => {
  const kinds = (...of: Parameters<typeof doubts>) => doubts(...of).map(({ key }) => key)
  expect(kinds([known('main-revenue', 2025, 50), known('revenue', 2025, 49)])).toEqual([
    'part-exceeds-whole:main-revenue:2025',
    'part-exceeds-whole:revenue:2025',
  ])
  expect(kinds([known('rd-staff', 2025, 50)], [known('employees', 2025, 49)])).toHaveLength(1)
  expect(kinds([known('employees', 2018, 10)], [], '2019-05-01')).toEqual(['before-founding:employees:2018'])
  expect(kinds([{ ...known('assets', 2025, 10_000), sourceClass: 'firm' }], [known('assets', 2025, 10_001)])).toEqual([
    'other-source-differs:assets:2025',
  ])
  expect(kinds([known('employees', 2026, 10)])).toEqual(['year-not-over:employees:2026'])
})
