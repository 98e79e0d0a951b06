/** Numbers as officials type them, read without floating point on the way: 6000亿 is 600000000000. */

const scales: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 }
const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(十万|百万|千万|万亿|百|千|万|亿)?$/

/** The number that was typed, exactly, or null where it is none or too long to be kept exactly. */
export function parseExact(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '').replace('−', '-')
  const match = pattern.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', scale = ''] = match
  const shift = scales[scale] ?? 0
  const digits = whole + fraction.slice(0, shift).padEnd(shift, '0')
  const rest = fraction.slice(shift).replace(/0+$/, '')
  const value = Number(`${sign}${digits}${rest ? `.${rest}` : ''}`)
  if (digits.replace(/^0+/, '').length + rest.length > 15) return null
  return Object.is(value, -0) ? 0 : value
}

/** Every digit of a number, without an exponent and without groups: what the field of a correction starts with. */
export function writeExact(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value)) return BigInt(value).toString()
  const text = String(value)
  if (!text.includes('e')) return text
  return value.toFixed(20).replace(/0+$/, '')
}
