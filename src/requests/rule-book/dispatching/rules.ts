/** Which dispatch rules decide, and which never do. Pure. */
import type { DispatchRule } from '../../dispatch/rules.ts'

export interface KnownRule extends DispatchRule {
  id: string
  unitId: string
  source: string
}

export type Never = 'unit-closed' | 'topic-ended' | 'newer-rule' | 'same-rule'

interface Circumstances {
  today: string
  closedUnits: ReadonlySet<string>
  /** Last days of topics that are offered no longer. */
  topicEnds: ReadonlyMap<string, string>
}

export const stateOf = ({ validFromOn, validToOn }: DispatchRule, today: string): 'coming' | 'in-force' | 'ended' => {
  if (validToOn !== null && validToOn < today) return 'ended'
  return validFromOn > today ? 'coming' : 'in-force'
}

const isAlike = (one: DispatchRule, other: DispatchRule): boolean =>
  one.topicId === other.topicId && one.divisionCode === other.divisionCode && one.enterpriseId === other.enterpriseId

/**
 * Why a rule never decides from today on; null where it does, or has ended. Only a rule for exactly the same requests can
 * take all its cases: a finer one takes some.
 */
export function neverOf(
  rule: KnownRule,
  all: readonly KnownRule[],
  { today, closedUnits, topicEnds }: Circumstances,
): { reason: Never; by: KnownRule | null } | null {
  if (stateOf(rule, today) === 'ended') return null
  if (closedUnits.has(rule.unitId)) return { reason: 'unit-closed', by: null }
  const from = rule.validFromOn > today ? rule.validFromOn : today
  const topicEnd = rule.topicId === null ? undefined : topicEnds.get(rule.topicId)
  if (topicEnd !== undefined && topicEnd < from) return { reason: 'topic-ended', by: null }
  const covers = (other: KnownRule) =>
    other.id !== rule.id &&
    isAlike(rule, other) &&
    other.validFromOn <= from &&
    (other.validToOn === null || (rule.validToOn !== null && other.validToOn >= rule.validToOn))
  const newer = all.find((other) => covers(other) && other.validFromOn > rule.validFromOn)
  if (newer) return { reason: 'newer-rule', by: newer }
  // Of two from one day the list's first decides: the other is of no use, whatever it says.
  const twin = all.find((other) => covers(other) && other.validFromOn === rule.validFromOn)
  return twin && all.indexOf(twin) < all.indexOf(rule) ? { reason: 'same-rule', by: twin } : null
}
