/** When a month is checked, decided and closed, and who may do what in it. Pure; runs in the browser too. */
import type { RatePart } from '../rules.ts'

/** A running month has no period yet. `closed` is for good. */
export const periodStates = ['checking', 'decided', 'closed'] as const
export type PeriodState = (typeof periodStates)[number]

/** Why a unit says that a clock must not count against it. */
export const contestGrounds = ['wrong-time', 'not-our-duty', 'waited-for-firm', 'force-majeure', 'other'] as const
export const decisions = ['upheld', 'dismissed'] as const

/** Only what counts against a unit can be contested. */
export const canContest = (part: RatePart): boolean => part === 'out'

/** Units may contest until the last day is over. */
export const isOpenForContests = (period: { state: string; checkToOn: string }, today: string): boolean =>
  period.state === 'checking' && today <= period.checkToOn

/**
 * Whether the check of a period may be ended: every contest is decided, and either the last day is over or every unit that
 * has cases in it has said that it checked them.
 */
export const canSettle = (facts: {
  undecided: number
  today: string
  checkToOn: string
  unitIds: readonly string[]
  checkedUnitIds: readonly string[]
}): boolean =>
  facts.undecided === 0 &&
  (facts.today > facts.checkToOn || facts.unitIds.every((id) => facts.checkedUnitIds.includes(id)))

/** Nobody decides about their own unit, or about what they contested themselves. */
export const mayDecideOn = (
  actor: { accountId: string; unitId: string | null },
  contest: { unitId: string; contestedBy: string },
): boolean => actor.accountId !== contest.contestedBy && actor.unitId !== contest.unitId
