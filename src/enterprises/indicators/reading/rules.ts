import { type IndicatorCode, type IndicatorUnit, indicatorUnits } from '../rules.ts'

/** Units a figure may be typed in. */
export const typedUnits = ['yuan', '10k-yuan', '100m-yuan', 'percent', 'fraction', 'count', 'points'] as const
export type TypedUnit = (typeof typedUnits)[number]

/** Powers of ten from a typed unit to the unit values are kept in. */
const scales: Readonly<Record<IndicatorUnit, Partial<Record<TypedUnit, number>>>> = {
  yuan: { yuan: 0, '10k-yuan': 4, '100m-yuan': 8 },
  'ten-thousandth': { percent: 2, fraction: 4 },
  count: { count: 0 },
  hundredth: { points: 2 },
}
/** Units for each kind of indicator, the usual one first. */
export const unitsFor = (code: IndicatorCode): readonly TypedUnit[] =>
  (
    ({
      yuan: ['10k-yuan', 'yuan', '100m-yuan'],
      'ten-thousandth': ['percent', 'fraction'],
      count: ['count'],
      hundredth: ['points'],
    }) as const
  )[indicatorUnits[code]]

const writtenUnits: readonly [RegExp, TypedUnit][] = [
  [/亿元?$/, '100m-yuan'],
  [/万元?$/, '10k-yuan'],
  [/元$/, 'yuan'],
  [/%$/, 'percent'],
  [/[人名位]$/, 'count'],
  [/分$/, 'points'],
]

/** What a typed figure says. `ask`: more than one reading is possible, and none is guessed. */
export type ReadFigure =
  | { kind: 'read'; value: number; isRounded: boolean }
  | { kind: 'ask'; readings: { unit: TypedUnit; value: number }[] }
  | { kind: 'fault'; fault: 'not-a-number' | 'wrong-unit' | 'negative' | 'too-large' | 'beyond-whole' | 'not-whole' }

/** Figures that may be below zero. */
const mayBeNegative: readonly IndicatorCode[] = ['net-profit', 'main-growth-average']
/** A growth may be more than the whole. */
const mayExceedWhole: readonly IndicatorCode[] = ['main-growth-average']

/**
 * Reads a figure as it was typed into the unit its indicator is kept in, exactly, by moving the decimal point: full-width
 * digits, commas and a unit written behind it are understood. Money and ratios without any unit are asked about: 3 may be 3 %,
 * and 0.03 as well.
 */
export function readFigure(code: IndicatorCode, typed: string, unit: TypedUnit | null): ReadFigure {
  const text = typed.normalize('NFKC').replace(/[\s,，_]/g, '')
  const written = writtenUnits.find(([form]) => form.test(text))
  const digits = text.replace(/(?:[亿万]?元|[亿万%人名位分])$/, '')
  const number = /^([-+−])?(\d*)(?:\.(\d*))?$/.exec(digits)
  if (!number || `${number[2] ?? ''}${number[3] ?? ''}` === '') return { kind: 'fault', fault: 'not-a-number' }
  const known = written?.[1] ?? unit
  const kept = indicatorUnits[code]
  const isNegative = number[1] === '-' || number[1] === '−'
  const scaled = (by: TypedUnit) => atScale(number[2] ?? '', number[3] ?? '', scales[kept][by] ?? 0, isNegative)
  const possible = unitsFor(code)
  if (known === null && possible.length > 1) {
    const readings = possible.map((one) => ({ unit: one, ...scaled(one) }))
    const fitting = readings.filter(({ value }) => faultOf(code, value) === null)
    if (fitting.length === 0) return { kind: 'fault', fault: faultOf(code, readings[0]?.value ?? 0) ?? 'not-a-number' }
    return { kind: 'ask', readings: fitting.map(({ unit: one, value }) => ({ unit: one, value })) }
  }
  const by = known ?? possible[0] ?? 'count'
  if (scales[kept][by] === undefined) return { kind: 'fault', fault: 'wrong-unit' }
  const { value, isRounded } = scaled(by)
  const fault = faultOf(code, value) ?? (kept === 'count' && isRounded ? 'not-whole' : null)
  return fault === null ? { kind: 'read', value, isRounded } : { kind: 'fault', fault }
}

/** Why a value cannot be, in the unit it is kept in. */
export function faultOf(code: IndicatorCode, value: number): 'negative' | 'too-large' | 'beyond-whole' | null {
  if (value < 0 && !mayBeNegative.includes(code)) return 'negative'
  if (!Number.isSafeInteger(value)) return 'too-large'
  const whole = indicatorUnits[code]
  if (mayExceedWhole.includes(code)) return null
  return (whole === 'ten-thousandth' || whole === 'hundredth') && value > 10_000 ? 'beyond-whole' : null
}

/** The digits with the point moved to the right, rounded half up where some are left behind it. */
function atScale(whole: string, fraction: string, places: number, isNegative: boolean) {
  const moved = `${whole}${fraction.slice(0, places).padEnd(places, '0')}` || '0'
  const rest = fraction.slice(places)
  const up = rest >= '5' ? 1n : 0n
  const value = Number(BigInt(moved) + up)
  return { value: isNegative && value !== 0 ? -value : value, isRounded: /[1-9]/.test(rest) }
}
