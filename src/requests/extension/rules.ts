import { ClockState } from '#platform/deadlines/contract.ts'
import { type Clock, isOverdue } from '#platform/deadlines/index.ts'

/** The clock that more time is asked for, while it may have more; what the rule never lengthens, or no further, is none. */
export const extendable = (open: readonly Clock[], now: string): Clock | null =>
  open.find(
    ({ name, state, dueAt, terms: { extension }, extensions }) =>
      name === 'finish' &&
      extension !== null &&
      extensions.length < extension.times &&
      !isOverdue({ state: ClockState.parse(state), dueAt }, now),
  ) ?? null
