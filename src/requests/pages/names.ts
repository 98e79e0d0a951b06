import { organisationsApi } from '#organisations/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useLanguage } from '#platform/ui/words.tsx'

interface Named {
  name: string
  nameEn: string
}

/** The name of a unit, topic or division in the language on screen. */
export function useName(): (thing: Named) => string {
  const { language } = useLanguage()
  return ({ name, nameEn }) => (language === 'en' && nameEn ? nameEn : name)
}

const withoutOrder = ['city', 'district', 'town']

/** Units to choose from, in official order; places are no units that handle a request. */
export function useUnitOptions(enabled = true): { value: string; label: string }[] {
  const nameOf = useName()
  const units = useCall(organisationsApi.listUnits, {}, { enabled })
  return (units.data ?? [])
    .filter(({ kind }) => !withoutOrder.includes(kind))
    .map(({ id, shortName, nameEn }) => ({ value: id, label: nameOf({ name: shortName, nameEn }) }))
}

/** Divisions to choose from, and the name of one. */
export function useDivisions(enabled = true) {
  const nameOf = useName()
  const divisions = useCall(organisationsApi.listDivisions, {}, { enabled })
  const all = divisions.data ?? []
  return {
    options: all.map(({ code, ...names }) => ({ value: code, label: nameOf(names) })),
    nameOf: (code: string) => {
      const found = all.find((one) => one.code === code)
      return found ? nameOf(found) : code
    },
  }
}
