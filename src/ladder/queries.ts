import { shippedVersions } from '#platform/rules/shipped.ts'
import { RuleText } from './engine/text.ts'

/** A version of a rule as the repository has it. */
export interface ShippedRule {
  /** srdi-sme */
  rule: string
  validFromOn: string
  source: string
  text: RuleText
}

/** Every version of every rule of the ladder that ships, without a database. */
export const shippedRules = (): ShippedRule[] =>
  shippedVersions().flatMap(({ rule, body, ...version }) =>
    rule.startsWith('ladder/') ? [{ ...version, rule: rule.slice('ladder/'.length), text: RuleText.parse(body) }] : [],
  )

/** The version of a rule that is in force on a day; null before the first and after one that ended. */
export function shippedAt(rules: readonly ShippedRule[], rule: string, on: string): ShippedRule | null {
  const begun = rules.filter((one) => one.rule === rule && one.validFromOn <= on)
  const last = begun.sort((a, b) => (a.validFromOn < b.validFromOn ? 1 : -1))[0]
  return last && (last.text.validToOn === undefined || on <= last.text.validToOn) ? last : null
}
