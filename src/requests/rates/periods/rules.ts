/** When a month is checked, decided and closed, and who may do what in it. Pure; runs in the browser too. */
import { type CaseClock, caseClocks } from '../../clocks/rules.ts'
import { clockPart, type RatePart } from '../rules.ts'

/** A running month has no period yet. `closed` is for good. */
export const periodStates = ['checking', 'decided', 'closed'] as const
export type PeriodState = (typeof periodStates)[number]

/** Why a unit says that a clock must not count against it. */
export const contestGrounds = ['wrong-time', 'not-our-duty', 'waited-for-firm', 'force-majeure', 'other'] as const
export const decisions = ['upheld', 'dismissed'] as const

/** Only what counts against a unit can be contested. */
export const canContest = (part: RatePart): boolean => part === 'out'

type Column<Name extends string> = `${CaseClock}${Name}`
export type TimedClocks = Record<Column<'State'>, string> & Record<Column<'DueAt' | 'MetAt'>, string | null>

/** The three clocks of a row, and in which part of its rate each stands at a moment. */
export const clocksIn = (row: TimedClocks, asOf: string) =>
  caseClocks.map((clock) => ({
    clock,
    part: clockPart(row[`${clock}State`], row[`${clock}DueAt`], asOf),
    dueAt: row[`${clock}DueAt`],
    metAt: row[`${clock}MetAt`],
  }))

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
