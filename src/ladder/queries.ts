import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { ownRuleNames, shaped, versionInForce } from '#platform/rules/index.ts'
import { shippedVersions } from '#platform/rules/shipped.ts'
import { RuleText } from './engine/text.ts'
import { isShipped, type RuleTitle, ruleNames } from './rules.ts'

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

/** A rule as it is in force in a city on a day. */
export interface RuleNow {
  rule: string
  id: string
  validFromOn: string
  source: string
  isNational: boolean
  text: RuleText
}

/** The rules in force in a city on a day: those of the nation from below, then the city's own lists; ended ones are left out. */
export async function rulesInForce(tx: Tx, { city }: Pick<Context, 'city'>, on: string): Promise<RuleNow[]> {
  const own = (await ownRuleNames(tx, city, 'ladder')).map((name) => name.slice('ladder/'.length))
  const found: RuleNow[] = []
  for (const rule of [...ruleNames, ...own.filter((name) => !isShipped(name))]) {
    const [row] = await versionInForce(tx, city, `ladder/${rule}`, on)
    if (!row) continue
    const { id, validFromOn, source, isNational, body } = shaped(row, RuleText)
    if (body.validToOn !== undefined && body.validToOn < on) continue
    found.push({ rule, id, validFromOn, source, isNational, text: body })
  }
  return found
}

export const titleOf = ({ rule, text: { zh, en } }: Pick<RuleNow, 'rule' | 'text'>): RuleTitle => ({
  ...{ rule, zh, en },
  isLocal: !isShipped(rule),
})
