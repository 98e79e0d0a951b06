import { lt } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { now } from '../clock.ts'
import { transactAsOwner } from '../db/transact.ts'
import { log } from '../log.ts'
import { signInFailures, verifications } from '../tables.ts'

const dayMilliseconds = 86_400_000
/** Failures of a name are remembered this long: longer than any lock. */
const keptDays = 30

/** Takes away what sign-in no longer needs: old failures (anybody can type names), codes and states that ran out. */
export const sweepSignIn = (moment: Temporal.Instant): Promise<void> =>
  transactAsOwner('000000', async (tx) => {
    const before = moment.subtract({ hours: keptDays * 24 }).epochMilliseconds
    await tx.delete(signInFailures).where(lt(signInFailures.lastAt, new Date(before)))
    await tx.delete(verifications).where(lt(verifications.expiresAt, new Date(moment.epochMilliseconds)))
  })

/** Sweeps now and each day until it is told to stop. */
export function startSweeping(): () => void {
  const sweep = () =>
    void sweepSignIn(now()).catch((error: unknown) => log.error({ err: error }, 'sign-in was not swept'))
  sweep()
  const timer = setInterval(sweep, dayMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}
