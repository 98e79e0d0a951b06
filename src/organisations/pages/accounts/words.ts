import type { Language } from '#platform/i18n.ts'
import type { Role } from '#platform/roles.ts'
import type { Translate } from '#platform/ui/words.tsx'
import type { GrantView, ScopeView } from '../../accounts/contract.ts'

/** Who looks at accounts and roles. */
export const keepers: readonly Role[] = ['system-administrator', 'security-administrator']
/** Who makes accounts and proposes roles. */
export const makers: readonly Role[] = ['system-administrator']

interface Named {
  name: string | null
  nameEn: string | null
}

/** The name in the language on screen; the Chinese one where there is no other. */
export const nameOf = (language: Language, { name, nameEn }: Named): string =>
  (language === 'en' && nameEn ? nameEn : name) ?? ''

/** What a scope lets somebody reach, in words. */
export function scopeWords(
  t: Translate,
  language: Language,
  scope: ScopeView,
  portfolio: GrantView['portfolio'] = [],
): string {
  if (scope.kind === 'portfolio') {
    const items = portfolio.filter(({ state }) => state !== 'over').map((item) => nameOf(language, item) || item.itemId)
    return t('accounts.scope.portfolio', { items: items.join(t('accounts.comma')) || t('accounts.scope.nothing') })
  }
  return t(`accounts.scope.${scope.kind}`, { name: nameOf(language, scope) || scope.id })
}

/** From when until when, in words; `day` writes a day out. */
export const periodWords = (t: Translate, day: (day: string) => string, fromOn: string, toOn: string | null): string =>
  toOn === null ? t('account.from', { day: day(fromOn) }) : t('account.fromTo', { from: day(fromOn), to: day(toOn) })
