/** A rule of dispatch, as far as it decides. */
export interface DispatchRule {
  topicId: string | null
  divisionCode: string | null
  enterpriseId: string | null
  validFromOn: string
  validToOn: string | null
}

export interface ToDispatch {
  topicId: string
  divisionCode: string
  enterpriseId: string | null
}

const fits = (rule: DispatchRule, request: ToDispatch, today: string): boolean =>
  rule.validFromOn <= today &&
  (rule.validToOn === null || rule.validToOn >= today) &&
  (rule.topicId === null || rule.topicId === request.topicId) &&
  (rule.enterpriseId === null || rule.enterpriseId === request.enterpriseId) &&
  // A town's code begins with its district's.
  (rule.divisionCode === null || request.divisionCode.startsWith(rule.divisionCode))

/** A firm's own rule before one of a topic, a topic's before one of a division, a town's before its district's. */
const particularity = ({ enterpriseId, topicId, divisionCode }: DispatchRule): number =>
  (enterpriseId === null ? 0 : 100) + (topicId === null ? 0 : 20) + (divisionCode?.length ?? 0)

/** The rule that decides: the most particular that fits, among equals the newest; null where none fits. */
export const mostParticular = <Rule extends DispatchRule>(
  rules: readonly Rule[],
  request: ToDispatch,
  today: string,
): Rule | null =>
  rules
    .filter((rule) => fits(rule, request, today))
    .toSorted((a, b) => particularity(b) - particularity(a) || (a.validFromOn < b.validFromOn ? 1 : -1))[0] ?? null

/** Fewer past cases than these say nothing of a district; then the whole city is asked. */
export const fewestPast = 3
export const districtOf = (divisionCode: string): string => divisionCode.slice(0, 6)
