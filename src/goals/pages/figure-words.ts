import type { Translate, useFormat } from '#platform/ui/words.tsx'
import type { FigureView } from '../contract.ts'

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money'>
type Value = Pick<FigureView, 'op' | 'value' | 'unit'>

/** Units that are recorded under a code and have a word of their own; every other unit stands as the text has it. */
const coded = new Set('CNY USD EUR HKD MOP JPY GBP RUB KRW TWD pp km2 m2 m3 ha km m'.split(' '))

const unitWord = (t: Translate, unit: string): string =>
  unit
    .split('/')
    .map((part) => (coded.has(part) ? t(`documents.unit.${part}`) : part))
    .join('/')

const signs: Readonly<Record<FigureView['op'], string>> = {
  '=': '',
  '>=': '≥ ',
  '>': '> ',
  '<=': '≤ ',
  '<': '< ',
  '~': '≈ ',
}

/** Bound and value as people read them: > 3,000亿元, ≥ 95%. The exact decimal is kept, so that no digit is lost on the way. */
export function boundedWords(t: Translate, format: Format, { op, value, unit }: Value): string {
  return `${signs[op]}${valueWords(t, format, value, unit)}`
}

function valueWords(t: Translate, format: Format, value: string, unit: string | null): string {
  const whole = /^-?\d+$/.test(value)
  if (unit === 'CNY' && whole) return format.money(value)
  const word = unit === null ? '' : unitWord(t, unit)
  const digits = value.replace('-', '').split('.')[0]?.length ?? 0
  const scale = !whole
    ? null
    : digits > 8
      ? 'hundredMillion'
      : digits > 4 && value.endsWith('00')
        ? 'tenThousand'
        : null
  if (scale === null) return t('documents.value', { number: format.number(value, 6), unit: word })
  const places = scale === 'hundredMillion' ? 8 : 4
  const scaled = `${value.slice(0, -places)}.${value.slice(-places)}`
  const facts = { scaled: format.number(scaled, 6), number: format.number(value, 6), unit: word }
  return t(`documents.value.${scale}`, facts)
}
