import type { About } from './plan.ts'

export const verdicts = ['met', 'not-met', 'missing', 'review', 'not-applicable'] as const
export type Verdict = (typeof verdicts)[number]

/** From the least to the most that is possible; both the same where everything is known. */
export interface Range {
  atLeast: number
  atMost: number
}

export interface CriterionResult extends About {
  verdict: Verdict
  /** Facts without which this stays open. */
  missing: string[]
  /** What would have to change, one way per entry; empty where it is met or no number would do. */
  distance: Distance[]
  /** Whether all of these are needed; else any of them would do. */
  needsAll: boolean
  /** Of what it is put together. */
  parts: CriterionResult[]
}

export interface IndicatorResult extends About {
  points: Range
  max: number
  missing: string[]
}

export interface GroupResult extends About {
  points: Range
  max: number
  indicators: IndicatorResult[]
}

export interface Evaluation {
  /** Of basis and criteria together. */
  verdict: Verdict
  /** Of the criteria alone. */
  passes: Verdict
  basis: CriterionResult[]
  criteria: CriterionResult[]
  groups: GroupResult[]
  total: Range | null
}

export interface Score {
  groups: readonly Range[]
  total: Range
  missing: readonly string[]
}

/** By how much a fact must change, in whole steps of it: yuan, persons, ten-thousandths; below 0 where less is asked. */
export interface Distance {
  fact: string
  by: number
  /** What it then is. */
  to: number
  unit: string
  /** What a choice, a title or an event would have to be. */
  wanted: readonly string[]
}
