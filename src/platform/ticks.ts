/** Work that comes round by the clock: reminders, deliveries that are tried again. */
import type { Temporal } from 'temporal-polyfill'
import { now } from './clock.ts'
import { transactAsOwner } from './db/transact.ts'
import { log } from './log.ts'
import { cities } from './tables.ts'

/**
 * What a module does in each city by the clock. It runs in every process: it takes a transaction's advisory lock, or skips
 * rows that another holds, so that two do nothing twice.
 */
export interface Tick {
  name: string
  everySeconds: number
  run: (city: string, moment: Temporal.Instant) => Promise<unknown>
}

/** Runs what is due in every city; one that fails is logged and comes round again. */
export async function runTicks(ticks: readonly Tick[], moment: Temporal.Instant): Promise<void> {
  const served = await transactAsOwner('000000', (tx) => tx.select({ code: cities.code }).from(cities)).catch(() => [])
  for (const { code } of served)
    for (const { name, run } of ticks) {
      await Promise.resolve(run(code, moment)).catch((error: unknown) =>
        log.error({ err: error, city: code, tick: name }, 'work by the clock failed; it comes round again'),
      )
    }
}

const beatMilliseconds = 5000

/** Begins at once with what a stopped process left. @returns ends it, after what is running */
export function startTicks(ticks: readonly Tick[]): () => Promise<void> {
  const lastRun = new Map<Tick, number>()
  let running: Promise<void> | null = null
  const beat = () => {
    if (running) return
    const moment = now()
    const due = ticks.filter((tick) => {
      const last = lastRun.get(tick)
      return last === undefined || moment.epochMilliseconds - last >= tick.everySeconds * 1000
    })
    if (due.length === 0) return
    for (const tick of due) lastRun.set(tick, moment.epochMilliseconds)
    running = runTicks(due, moment).finally(() => {
      running = null
    })
  }
  beat()
  const timer = setInterval(beat, beatMilliseconds)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
