/** How proposals about roles are put into words. Pure: names in, message keys with facts out. */
import type { Said } from '#platform/approvals/contract.ts'
import type { Role } from '#platform/roles.ts'
import type { Period } from '../rules.ts'
import type { GivenItem } from './contract.ts'

export const said = (key: string, facts: Said['facts'] = {}, words: Said['words'] = {}): Said => ({ key, facts, words })

export const roleWord = (role: Role): Said['words'] => ({ role: `ui.role.${role}` })

/** From when to when, or from when on. */
export const periodLine = ({ fromOn, toOn }: Period): Said =>
  toOn === null
    ? said('accounts.line.from', { from: fromOn })
    : said('accounts.line.fromTo', { from: fromOn, to: toOn })

/** What a scope holds; a portfolio line by line. `nameOf` gives the name of a unit, district, enterprise or chain. */
export function scopeLines(
  scope: { kind: string; id: string },
  items: readonly GivenItem[],
  nameOf: (kind: string, id: string) => string,
): Said[] {
  if (scope.kind !== 'portfolio') {
    return [said(`accounts.line.scope.${scope.kind}`, { name: nameOf(scope.kind, scope.id) })]
  }
  return items.map(({ kind, itemId, fromOn, toOn }) => {
    const facts = { name: nameOf(kind, itemId), from: fromOn }
    return toOn === null
      ? said(`accounts.line.item.${kind}`, facts)
      : said(`accounts.line.itemUntil.${kind}`, { ...facts, to: toOn })
  })
}
