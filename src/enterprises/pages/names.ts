import { organisationsApi } from '#organisations/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { firmApi } from '../firm/contract.ts'
import { indicatorCodes, indicatorUnits } from '../indicators/rules.ts'

/** The name of a unit or division in the language on screen. */
export function useName(): (thing: { name: string; nameEn: string }) => string {
  const { language } = useLanguage()
  return ({ name, nameEn }) => (language === 'en' && nameEn ? nameEn : name)
}

/** Lists and titles of the city: to choose from, and the name of one. */
export function useLists() {
  const { language } = useLanguage()
  const { data = [] } = useCall(firmApi.lists, {})
  const nameOf = (code: string): string => {
    const list = data.find((one) => one.code === code)
    return list ? list[language] : code
  }
  return {
    nameOf,
    kindOf: (code: string) => data.find((one) => one.code === code)?.kind,
    options: data.map(({ code }) => ({ value: code, label: nameOf(code) })),
  }
}

export function useDivisionOptions(): { value: string; label: string }[] {
  const nameOf = useName()
  const { data = [] } = useCall(organisationsApi.listDivisions, {})
  return data.map(({ code, ...names }) => ({ value: code, label: nameOf(names) }))
}

const withoutOrder = ['city', 'district', 'town']

export function useUnitOptions(): { value: string; label: string }[] {
  const nameOf = useName()
  const { data = [] } = useCall(organisationsApi.listUnits, {})
  return data
    .filter(({ kind }) => !withoutOrder.includes(kind))
    .map(({ id, shortName, nameEn }) => ({ value: id, label: nameOf({ name: shortName, nameEn }) }))
}

/** A value in the unit of its indicator, as people read it. */
export function useFigureWords(): (code: string, value: number) => string {
  const t = useWords()
  const format = useFormat()
  return (code, value) => {
    const known = indicatorCodes.find((one) => one === code)
    const unit = known ? indicatorUnits[known] : 'count'
    if (unit === 'yuan') return format.money(value)
    if (unit === 'ten-thousandth') return t('enterprises.unit.percent', { value: format.number(value / 100) })
    if (unit === 'hundredth') return t('enterprises.unit.points', { value: format.number(value / 100) })
    return format.number(value)
  }
}

/** 09:30 */
export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
