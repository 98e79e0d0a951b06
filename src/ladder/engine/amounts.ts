/** An exact number, as a fraction with a positive denominator. */
export interface Amount {
  over: bigint
  under: bigint
}

/** What may stand behind a number in a rule: 万元 and 亿元 are told in yuan, 5% is a twentieth. */
const units: Readonly<Record<string, Amount>> = {
  '': { over: 1n, under: 1n },
  '%': { over: 1n, under: 100n },
  '‰': { over: 1n, under: 1000n },
  元: { over: 1n, under: 1n },
  万元: { over: 10_000n, under: 1n },
  亿元: { over: 100_000_000n, under: 1n },
  人: { over: 1n, under: 1n },
  项: { over: 1n, under: 1n },
  年: { over: 1n, under: 1n },
  分: { over: 1n, under: 1n },
  名: { over: 1n, under: 1n },
}

const written = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?\s*([^\d\s.-]*)$/

/** The exact number that is written, or null where it is none: `1000万元`, `5%`, `-0.5`, 60. */
export function readAmount(text: string | number): Amount | null {
  const [, sign = '', whole = '', decimals = '', unit = ''] = written.exec(String(text).trim()) ?? []
  const scale = units[unit]
  if (whole === '' || !scale) return null
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n)
  return reduced({ over: digits * scale.over, under: 10n ** BigInt(decimals.length) * scale.under })
}

/** @throws Error where it is none; the shape of a rule text has seen to it */
export function amountOf(text: string | number): Amount {
  const amount = readAmount(text)
  if (!amount) throw new Error(`${text} is not a number`)
  return amount
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))
const size = (a: bigint): bigint => (a < 0n ? -a : a)

export function reduced({ over, under }: Amount): Amount {
  const by = divisor(size(over), size(under)) || 1n
  return under < 0n ? { over: -over / by, under: -under / by } : { over: over / by, under: under / by }
}

export const compareAmounts = (a: Amount, b: Amount): number => {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** (1 + amount) to the power: compound growth by products, without a root. */
export const grown = ({ over, under }: Amount, years: number): Amount =>
  reduced({ over: (under + over) ** BigInt(years), under: under ** BigInt(years) })

/** The next whole number up. */
export const ceiling = (over: bigint, under: bigint): bigint => -floor(-over, under)

export function floor(over: bigint, under: bigint): bigint {
  const whole = over / under
  return over % under !== 0n && over < 0n !== under < 0n ? whole - 1n : whole
}
