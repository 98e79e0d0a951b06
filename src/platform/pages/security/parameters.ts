import { SignInParameters } from '#platform/sign-in/parameters.ts'
import type { Translate } from '#platform/ui/words.tsx'

/** The parameters that are one whole number, in the order a page shows them. */
export const numbers = [
  'passwordLeastLength',
  'passwordLeastKinds',
  'passwordMaxAgeDays',
  'passwordHistoryLength',
  'initialPasswordValidDays',
  'lockAfterFailures',
  'idleMinutes',
  'longestSessionHours',
] as const
export type NumberName = (typeof numbers)[number]

/** Every parameter, in the order a page shows them. */
export const names = [
  'passwordLeastLength',
  'passwordLeastKinds',
  'passwordMaxAgeDays',
  'passwordHistoryLength',
  'initialPasswordValidDays',
  'lockAfterFailures',
  'lockMinutes',
  'idleMinutes',
  'longestSessionHours',
  'mostSessions',
  'secondFactorRoles',
] as const satisfies readonly (keyof SignInParameters)[]
export type ParameterName = (typeof names)[number]

/** The least and the most that a city may set. */
export const boundsOf = (name: NumberName): { least: number; most: number } => {
  const { minValue, maxValue } = SignInParameters.shape[name]
  return { least: minValue ?? 0, most: maxValue ?? Number.MAX_SAFE_INTEGER }
}

/** A parameter with its unit, in words. */
export function valueWords(t: Translate, parameters: SignInParameters, name: ParameterName): string {
  if (name === 'lockMinutes') {
    return t('security.value.lockMinutes', { minutes: parameters.lockMinutes.join(t('security.comma')) })
  }
  if (name === 'mostSessions') {
    const { mostSessions } = parameters
    return mostSessions === null
      ? t('security.value.unlimited')
      : t('security.value.mostSessions', { count: mostSessions })
  }
  if (name === 'secondFactorRoles') {
    const said = parameters.secondFactorRoles.map((role) => t(`ui.role.${role}`))
    return said.length === 0 ? t('security.value.nobody') : said.join(t('security.comma'))
  }
  return t(`security.value.${name}`, { count: parameters[name] })
}

/** What differs between two versions, in words. */
export const changesBetween = (
  t: Translate,
  before: SignInParameters,
  after: SignInParameters,
): { name: ParameterName; before: string; after: string }[] =>
  names
    .map((name) => ({ name, before: valueWords(t, before, name), after: valueWords(t, after, name) }))
    .filter((one) => one.before !== one.after)
