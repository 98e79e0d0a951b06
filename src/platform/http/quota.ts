import type { Context } from '../actor.ts'
import { networkOf } from './limits.ts'

/** What one network may use of something within a day, counted in this process. */
export interface Quota {
  /** Whether so much more is left; if so it is used. Who asks from no network, a job or the command line, has no bound. */
  spend(ctx: Pick<Context, 'address' | 'now'>, amount: number): boolean
}

const dayMilliseconds = 86_400_000
const mostNetworks = 20_000

/** A bucket for each network that holds a day's amount and fills evenly; the one not seen for longest is forgotten first. */
export function openQuota(perDay: number): Quota {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    spend({ address, now }, amount) {
      if (address === null) return true
      const network = networkOf(address)
      const at = now().epochMilliseconds
      const known = buckets.get(network)
      const left = known ? Math.min(perDay, known.left + ((at - known.at) * perDay) / dayMilliseconds) : perDay
      const isEnough = amount <= left
      buckets.delete(network)
      for (const oldest of buckets.keys()) {
        if (buckets.size < mostNetworks) break
        buckets.delete(oldest)
      }
      buckets.set(network, { left: isEnough ? left - amount : left, at })
      return isEnough
    },
  }
}
