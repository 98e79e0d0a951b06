import type { Context } from '#platform/actor.ts'
import { ClockState } from '#platform/deadlines/contract.ts'
import { type Clock, isOverdue, pauseClock, resumeClock } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { caseClocksOf, openOf } from '../clocks/commands.ts'
import { type Moved, say, step } from '../commands.ts'
import type { Pause, Seen } from '../contract.ts'

const names = (clocks: readonly Clock[]): string => clocks.map(({ name }) => name).join(' ')

/**
 * Let the clocks of the case stand still for a reason of the closed list; the firm is told why. A clock that the rule does
 * not let pause for this reason runs on, and so does one that is already over.
 *
 * @throws AppError not-found | forbidden | conflict `requests.isPaused`, `requests.nothingToPause`
 */
export const pauseRequest = (ctx: Context, id: string, { version, reason, note }: Pause): Promise<Moved> =>
  step(ctx, id, 'pause', version, async (tx) => {
    const open = openOf(await caseClocksOf(ctx, tx, id))
    if (open.some(({ state }) => state === 'paused')) throw new AppError('conflict', 'requests.isPaused')
    const now = ctx.now().toString()
    const pausable = open.filter(
      ({ state, dueAt, terms }) =>
        terms.pauseReasons.includes(reason) && !isOverdue({ state: ClockState.parse(state), dueAt }, now),
    )
    if (pausable.length === 0) throw new AppError('conflict', 'requests.nothingToPause')
    for (const clock of pausable) await pauseClock(ctx, tx, clock.id, { reason, note })
    await say(ctx, tx, id, { audience: 'firm', occasion: 'pause', reason, body: note })
    return { kind: 'request-paused', facts: { reason, clocks: names(pausable) } }
  })

/** Let the clocks run on with what was left. @throws AppError not-found | forbidden | conflict `requests.notPaused` */
export const resumeRequest = (ctx: Context, id: string, { version }: Seen): Promise<Moved> =>
  step(ctx, id, 'resume', version, async (tx) => {
    const paused = openOf(await caseClocksOf(ctx, tx, id)).filter(({ state }) => state === 'paused')
    if (paused.length === 0) throw new AppError('conflict', 'requests.notPaused')
    for (const clock of paused) await resumeClock(ctx, tx, clock.id)
    return { kind: 'request-resumed', facts: { clocks: names(paused) } }
  })
