import type { Translate, useFormat } from '#platform/ui/words.tsx'
import type { FigureContent } from '../../contract.ts'

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money'>

/** Units that are recorded under a code and have a word of their own; every other unit stands as the text has it. */
const coded = new Set('CNY USD EUR HKD MOP JPY GBP RUB KRW TWD pp km2 m2 m3 ha km m'.split(' '))

const unitWord = (t: Translate, unit: string): string =>
  unit
    .split('/')
    .map((part) => (coded.has(part) ? t(`documents.unit.${part}`) : part))
    .join('/')

/** The bounds as they stand before a value; an equal sign is left out. */
export const operatorSigns: Readonly<Record<FigureContent['op'], string>> = {
  '=': '',
  '>=': '≥ ',
  '>': '> ',
  '<=': '≤ ',
  '<': '< ',
  '~': '≈ ',
}

/** A value in units that people read: 6000亿元, 8,500家, 95%, 300万人. The exact number stays what is edited. */
export function valueWords(t: Translate, format: Format, value: number, unit: string | null): string {
  if (unit === 'CNY' && Number.isInteger(value)) return format.money(value)
  if (unit === '%' || unit === null) return `${format.number(value, 6)}${unit ?? ''}`
  const word = unitWord(t, unit)
  const size = Math.abs(value)
  const scale = size >= 1e8 ? 'hundredMillion' : size >= 1e4 && value % 100 === 0 ? 'tenThousand' : null
  if (scale === null) return t('documents.value', { number: format.number(value, 6), unit: word })
  const scaled = value / (scale === 'hundredMillion' ? 1e8 : 1e4)
  const facts = { scaled: format.number(scaled, 6), number: format.number(value, 6), unit: word }
  return t(`documents.value.${scale}`, facts)
}

/** Bound and value: ≥ 95%. */
export const boundedWords = (t: Translate, format: Format, { op, value, unit }: FigureContent): string =>
  `${operatorSigns[op]}${valueWords(t, format, value, unit)}`
