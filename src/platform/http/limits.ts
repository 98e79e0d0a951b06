import { AppError } from '../errors.ts'
import { log } from '../log.ts'

/** Requests a minute: of one account by kind, and of one network address where nobody is signed in. */
export interface Rates {
  read: number
  write: number
  anonymous: number
  /** Sign-in, set-up, registration: whatever somebody may try again and again to get in. */
  entry: number
  /** What somebody without an account sends at a door made for them. */
  front: number
  /** Another system by one of its API keys. */
  key: number
}

/** A whole office may sit behind one address, so the entry leaves room for a morning's sign-ins; the lock of an account is tighter. */
export const usualRates: Rates = { read: 1200, write: 240, anonymous: 120, entry: 30, front: 60, key: 600 }

export type Kind = keyof Rates

/** Buckets of networks; the others are of accounts. */
const byNetwork: readonly Kind[] = ['anonymous', 'entry', 'front']

/** Counts requests in this process. */
export interface Limits {
  /** @throws AppError too-many `platform.tooMany` with the seconds to wait */
  spend(who: string, kind: Kind): void
}

interface Bucket {
  left: number
  filledAt: number
  /** When its last refusal was reported. */
  reportedAt: number
}

/** Who was refused: an account by its id, somebody not signed in by the network without its last part. */
export interface Refused {
  kind: Kind
  who: string
}

const logged = (refused: Refused): void => log.warn(refused, 'too many requests')
const reportedEvery = 60_000

/** How many accounts and addresses are remembered; the one not seen for longest is forgotten first. */
const mostBuckets = 20_000

/**
 * Buckets that hold a minute's requests and fill evenly; of each, refusals are reported once a minute. `milliseconds` is a
 * clock that only goes forward.
 */
export function openLimits(rates: Rates, milliseconds: () => number, report = logged): Limits {
  const buckets = new Map<string, Bucket>()
  return {
    spend(who, kind) {
      const rate = rates[kind]
      const key = `${kind} ${who}`
      const at = milliseconds()
      const known = buckets.get(key)
      const left = known ? Math.min(rate, known.left + ((at - known.filledAt) * rate) / 60_000) : rate
      // Taken out and put in again: the order of the map is the order of use.
      buckets.delete(key)
      if (!known && buckets.size >= mostBuckets) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest)
          break
        }
      }
      const reportedAt = known?.reportedAt ?? Number.NEGATIVE_INFINITY
      const isReported = left < 1 && at - reportedAt >= reportedEvery
      const bucket = { left: left < 1 ? left : left - 1, filledAt: at, reportedAt: isReported ? at : reportedAt }
      buckets.set(key, bucket)
      if (isReported) report({ kind, who: byNetwork.includes(kind) ? shortened(who) : who })
      if (left < 1) {
        throw new AppError('too-many', 'platform.tooMany', { seconds: Math.ceil(((1 - left) * 60) / rate) })
      }
    },
  }
}

/** An IPv6 network of 64 bits is one house: whoever holds it holds all its addresses. */
export function networkOf(address: string | null): string {
  if (address === null || !address.includes(':')) return address ?? 'unknown'
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}

/** A network that many share: what a log needs to see an attack by, and no person. */
const shortened = (network: string): string => network.replace(/[.:][^.:]*$/, (last) => `${last[0]}*`)
