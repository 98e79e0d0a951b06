/**
 * Tells whoever listens, within about a second, of which kinds of subject something happened in a city. Works with any
 * number of processes on one database, and asks it only while somebody listens.
 */
import { and, count, eq, gt, max } from 'drizzle-orm'
import { systemContext } from '../actor.ts'
import { now } from '../clock.ts'
import { read, type Tx } from '../db/transact.ts'
import { log } from '../log.ts'
import { safeError } from '../safe-error.ts'
import { events } from '../tables.ts'

export type Listener = (kinds: readonly string[]) => void

interface Watch {
  listeners: Set<Listener>
  look: Look | null
  timer: NodeJS.Timeout | null
}

/**
 * What the last look found. Numbers of events are given before their transactions end, so a smaller one may appear after
 * a larger: the look counts those after `from`, which lies well behind the newest.
 */
interface Look {
  from: number
  newest: number
  /** By kind of subject: how many events, and the newest. */
  found: ReadonlyMap<string, string>
}

const everyMilliseconds = 1000
const behind = 200
const longestWindow = 2000

const watches = new Map<string, Watch>()

/** Calls `listener` until the returned function is called. */
export function listen(city: string, listener: Listener): () => void {
  const watch = watches.get(city) ?? { listeners: new Set(), look: null, timer: null }
  watches.set(city, watch)
  watch.listeners.add(listener)
  if (watch.timer === null) plan(city, watch, 0)
  return () => {
    watch.listeners.delete(listener)
    if (watch.listeners.size > 0) return
    if (watch.timer) clearTimeout(watch.timer)
    watches.delete(city)
  }
}

function plan(city: string, watch: Watch, milliseconds: number): void {
  watch.timer = setTimeout(() => void turn(city, watch), milliseconds)
  watch.timer.unref()
}

async function turn(city: string, watch: Watch): Promise<void> {
  try {
    const look = await read(systemContext(city, now), (tx) => lookAfter(tx, city, watch.look))
    const kinds = changed(watch.look, look)
    watch.look = look
    if (kinds.length > 0) for (const listener of [...watch.listeners]) listener(kinds)
  } catch (error) {
    log.warn({ err: safeError(error), city }, 'looking for what happened failed; it is tried again')
  }
  if (watch.listeners.size > 0) plan(city, watch, everyMilliseconds)
}

async function lookAfter(tx: Tx, city: string, before: Look | null): Promise<Look> {
  if (before === null || before.newest - before.from > longestWindow) {
    const [last] = await tx
      .select({ newest: max(events.sequence) })
      .from(events)
      .where(eq(events.city, city))
    return found(tx, city, (last?.newest ?? 0) - behind)
  }
  return found(tx, city, before.from)
}

async function found(tx: Tx, city: string, from: number): Promise<Look> {
  const rows = await tx
    .select({ kind: events.subjectKind, count: count(), newest: max(events.sequence) })
    .from(events)
    .where(and(eq(events.city, city), gt(events.sequence, from)))
    .groupBy(events.subjectKind)
  return {
    from,
    newest: Math.max(from, ...rows.map(({ newest }) => newest ?? 0)),
    found: new Map(rows.map(({ kind, count: many, newest }) => [kind, `${many} ${newest}`])),
  }
}

/** Kinds about which something happened between two looks; after the window moved, all that stand in it. */
function changed(before: Look | null, after: Look): string[] {
  if (before === null) return []
  const isSame = before.from === after.from
  return [...after.found].filter(([kind, seen]) => !isSame || before.found.get(kind) !== seen).map(([kind]) => kind)
}
