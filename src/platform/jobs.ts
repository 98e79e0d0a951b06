import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { applicationRole } from './db/transact.ts'
import { store } from './db/transaction-store.ts'
import { log } from './log.ts'
import { safeError } from './safe-error.ts'

/** Background work. It may run more than once, so its handler makes a repeat harmless. */
export interface Job<Shape extends z.ZodType = z.ZodType> {
  name: string
  payload: Shape
  /** After so long without an end it is taken for dead and tried again. */
  expiresInSeconds?: number
  handle: (payload: z.output<Shape>) => Promise<void>
}

/** Declares a job and keeps the type of its payload. */
export const job = <Shape extends z.ZodType>(declared: Job<Shape>): Job<Shape> => declared

let boss: PgBoss | null = null

/** While a job runs its process says so; one that was silent for so long is dead, and its jobs are run again. */
const heartbeatSeconds = 30

/** Tried again after seconds at first, then after minutes: for about an hour altogether. */
const retries = { retryLimit: 12, retryDelay: 5, retryBackoff: true, retryDelayMax: 600 }

/**
 * Opens the queue on the pool and works off the jobs. Whoever serves before it is open acknowledges what asks for a job
 * that nobody knows of. Every statement of the queue goes through the pool, so that it lives with one session as well as
 * with twenty. Where this process is `alone` at its database, what is at work belongs to one that was killed.
 */
export async function startJobs(pool: pg.Pool, jobs: readonly Job[], { alone }: { alone: boolean }): Promise<void> {
  const started = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: 'pgboss',
    superviseIntervalSeconds: heartbeatSeconds,
    monitorIntervalSeconds: heartbeatSeconds,
    maintenanceIntervalSeconds: 3600,
  })
  started.on('error', (error) => log.error({ err: error }, 'the job queue reports an error'))
  await started.start()
  for (const { name, expiresInSeconds } of jobs) {
    const expiry = expiresInSeconds === undefined ? {} : { expireInSeconds: expiresInSeconds }
    await started.createQueue(name)
    await started.updateQueue(name, { ...retries, heartbeatSeconds, ...expiry })
    if (alone) await putBack(pool, started, name)
  }
  await pool.query(
    `GRANT USAGE ON SCHEMA pgboss TO ${applicationRole};
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${applicationRole};
     GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${applicationRole}`,
  )
  boss = started
  for (const one of jobs) {
    await started.work(one.name, { pollingIntervalSeconds: 0.5 }, async (waiting) => {
      for (const { data } of waiting) {
        await Promise.resolve(one.handle(one.payload.parse(data))).catch((error: unknown) => {
          // The queue stores what a job failed with: it must not hold the row or the text it failed on.
          const safe = safeError(error)
          throw Object.assign(new Error(`${one.name} failed: ${safe.type} ${safe.code ?? ''}`.trim()), { cause: safe })
        })
      }
    })
  }
}

/** Jobs of a killed process are run again in seconds, not once their time is up. */
async function putBack(pool: pg.Pool, queue: PgBoss, name: string): Promise<void> {
  const atWork = `SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'`
  const { rows } = await pool.query<{ id: string }>(atWork, [name])
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await queue.fail(name, ids, { message: 'the process ended' })
}

/** Lets running jobs end. What is wanted while the product stops still goes into the queue, for its next start. */
export async function stopJobs(): Promise<void> {
  await boss?.stop({ graceful: true, timeout: 5000 })
}

/**
 * Puts a job into the queue in the caller's transaction: it exists if, and only if, the change does. Where no queue is
 * running, what is wanted later is left to who looks for it then.
 */
export async function enqueue<Shape extends z.ZodType>(
  wanted: Job<Shape>,
  payload: z.input<Shape>,
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<void> {
  const open = store.getStore()
  if (!open) throw new Error(`the job ${wanted.name} was enqueued outside a transaction`)
  const data = wanted.payload.parse(payload)
  if (!boss) {
    if (afterSeconds === 0) pending.push({ job: wanted as Job, data })
    return
  }
  const db = { executeSql: (text: string, values?: unknown[]) => open.client.query(text, values) }
  await boss.send(wanted.name, data as object, { db, ...(afterSeconds > 0 && { startAfter: afterSeconds }) })
}

const pending: { job: Job; data: unknown }[] = []

/** Runs what was enqueued while no queue is running: the command line and tests, which have no worker. */
export async function runPendingJobs(): Promise<void> {
  for (let next = pending.shift(); next; next = pending.shift()) await next.job.handle(next.data)
}

/** For tests: what an ended test left behind is nobody's. */
export const forgetPendingJobs = (): void => void pending.splice(0)
