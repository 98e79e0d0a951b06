import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Clock } from '#platform/deadlines/index.ts'
import { openOf } from '../clocks/commands.ts'
import type { TimeLimits } from '../clocks/rules.ts'
import type { HeldRequest } from '../commands.ts'
import { extendable } from '../extension/rules.ts'
import { standingOf } from '../feedback/queries.ts'
import { type FeedbackRule, isRateable, mayClose, type RoundHeard } from '../feedback/rules.ts'
import { can } from '../policy.ts'
import { canMove, canRedo, type RequestAction, requestActions } from '../rules.ts'

/** What decides a step beside the request itself. */
interface Known {
  clocks: readonly Clock[]
  limits: TimeLimits
  feedback: FeedbackRule
  /** What was heard of the firm in this round. */
  heard: RoundHeard
  /** The unit asked for more time, and the desk has not decided. */
  isAsked: boolean
}

/** What the actor may do now: the policy and the table of moves, with what only the clocks and the rules know. */
export function mayNow(ctx: Context, request: HeldRequest, known: Known): RequestAction[] {
  const { clocks, limits, feedback, heard, isAsked } = known
  const open = openOf(clocks)
  const isPaused = open.some(({ state }) => state === 'paused')
  const isFixed = extendable(open, ctx.now().toString()) === null
  const impossible: Partial<Record<RequestAction, boolean>> = {
    pause: isPaused || open.length === 0,
    resume: !isPaused,
    'ask-extension': isAsked || isFixed,
    extend: !isAsked || isFixed,
    'refuse-extension': !isAsked,
    redo: !canRedo(request.outcome),
    rate: heard.isRated || !isRateable(standingOf(request), dayOf(ctx.now()), feedback),
    'call-back': heard.isReached,
    close: !mayClose(heard, feedback),
    'explain-by-law': request.round - 1 < limits.redosBeforeExplained,
  }
  return requestActions.filter(
    (action) => can(ctx.actor, action, request) && canMove(action, request.state) && !impossible[action],
  )
}
