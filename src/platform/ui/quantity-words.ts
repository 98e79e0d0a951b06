import type { Translate, useFormat } from './words.tsx'

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money'>

/** Units that are recorded under a code and have a word of their own; every other unit stands as the text has it. */
const coded = new Set('CNY USD EUR HKD MOP JPY GBP RUB KRW TWD pp km2 m2 m3 ha km m'.split(' '))

const unitWord = (t: Translate, unit: string): string =>
  unit
    .split('/')
    .map((part) => (coded.has(part) ? t(`ui.unit.${part}`) : part))
    .join('/')

/** The bounds as they stand before a value; an equal sign is left out. */
export const operatorSigns = { '=': '', '>=': '≥ ', '>': '> ', '<=': '≤ ', '<': '< ', '~': '≈ ' } as const

/** A quantity in its base unit: a number, or an exact decimal as text. */
export interface Quantity {
  op: keyof typeof operatorSigns
  value: number | string
  unit: string | null
}

/** Bound and value as people read them: ≥ 95%, > 3,000亿元. */
export const boundedWords = (t: Translate, format: Format, { op, value, unit }: Quantity): string =>
  `${operatorSigns[op]}${valueWords(t, format, value, unit)}`

/**
 * A value in units that people read: 6000亿元, 8,500家, 95%, 300万人. Worked on as text, so that no digit is lost on the
 * way; the exact number stays what is edited.
 */
export function valueWords(t: Translate, format: Format, value: number | string, unit: string | null): string {
  const exact = String(value)
  const whole = /^-?\d+$/.test(exact)
  if (unit === 'CNY' && whole) return format.money(value)
  if (unit === '%' || unit === null) return `${format.number(value, 6)}${unit ?? ''}`
  const word = unitWord(t, unit)
  const digits = exact.replace('-', '').length
  const scale =
    !whole || digits <= 4 ? null : digits > 8 ? 'hundredMillion' : exact.endsWith('00') ? 'tenThousand' : null
  if (scale === null) return t('ui.value', { number: format.number(value, 6), unit: word })
  const places = scale === 'hundredMillion' ? 8 : 4
  const scaled = `${exact.slice(0, -places)}.${exact.slice(-places)}`
  return t(`ui.value.${scale}`, { scaled: format.number(scaled, 6), number: format.number(value, 6), unit: word })
}
