/**
 * Exact arithmetic on decimal numbers as text, such as the values of targets and actuals. Nothing passes through floating
 * point; a value is `-?\\d+(\\.\\d+)?`.
 */
interface Scaled {
  digits: bigint
  places: number
}

/** Whether a text is a decimal number that the functions here take. */
export const isDecimal = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text)

function parse(text: string): Scaled {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal number: ${text}`)
  const fraction = match[2] ?? ''
  return { digits: BigInt(`${match[1]}${fraction}`), places: fraction.length }
}

function write({ digits, places }: Scaled): string {
  const sign = digits < 0n ? '-' : ''
  const padded = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places)
  const fraction = places === 0 ? '' : padded.slice(-places).replace(/0+$/, '')
  const text = fraction ? `${whole}.${fraction}` : whole
  return /^[0.]+$/.test(text) ? '0' : `${sign}${text}`
}

const shifted = ({ digits, places }: Scaled, to: number): bigint => digits * 10n ** BigInt(to - places)

function aligned(a: string, b: string): [bigint, bigint, number] {
  const [one, other] = [parse(a), parse(b)]
  const places = Math.max(one.places, other.places)
  return [shifted(one, places), shifted(other, places), places]
}

/** Below zero, zero or above, as for sorting. */
export function compareDecimals(a: string, b: string): number {
  const [one, other] = aligned(a, b)
  return one < other ? -1 : one > other ? 1 : 0
}

export function subtract(a: string, b: string): string {
  const [one, other, places] = aligned(a, b)
  return write({ digits: one - other, places })
}

export const sum = (values: readonly string[]): string =>
  values.reduce((total, value) => {
    const [one, other, places] = aligned(total, value)
    return write({ digits: one + other, places })
  }, '0')

/** The same number with the point moved: `by` 4 makes 万 to one. */
export function movePoint(value: string, by: number): string {
  const { digits, places } = parse(value)
  const moved = places - by
  return moved >= 0 ? write({ digits, places: moved }) : write({ digits: digits * 10n ** BigInt(-moved), places: 0 })
}

/** A value divided by a count, with so many digits after the point, away from zero where some are left: `count` of it reach the whole. */
export function divideUp(value: string, count: number, decimals: number): string {
  const { digits, places } = parse(value)
  const by = BigInt(count) * 10n ** BigInt(Math.max(0, places - decimals))
  const scaled = digits * 10n ** BigInt(Math.max(0, decimals - places))
  const size = scaled < 0n ? -scaled : scaled
  const up = (size + by - 1n) / by
  return write({ digits: scaled < 0n ? -up : up, places: decimals })
}

/** `a / b` against `part / whole`, by products: below zero, zero or above. `b` and `whole` are above zero. */
export function compareShares(a: string, b: string, part: number, whole: number): number {
  const [one, other] = aligned(a, b)
  const [left, right] = [one * BigInt(whole), other * BigInt(part)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** `a / b` in thousandths, rounded down, for showing only. */
export function shareOf(a: string, b: string): number {
  const [one, other] = aligned(a, b)
  return other === 0n ? 0 : Number((one * 1000n) / other)
}
