/** Checks that the auditor begins on the page: one at a time for a city, in the background of this process. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Context } from '../actor.ts'
import { now } from '../clock.ts'
import { read, type Tx, transact } from '../db/transact.ts'
import { store } from '../db/transaction-store.ts'
import { announce } from '../events.ts'
import type { Progress } from '../local/command.ts'
import { log } from '../log.ts'
import type { AuditState } from './contract.ts'
import { momentText } from './digest.ts'
import { nameOf } from './queries.ts'
import { countWaiting, headOf, utcText } from './read-chain.ts'
import { faults } from './rules.ts'
import { listAnchors, verifyCity } from './verify.ts'

export const checkedAction = 'audit-checked'

const running = new Map<string, { progress: Progress; ended: Promise<void>; stop: AbortController }>()

/** Begins a check of the actor's city, unless one runs already. What it found is written into the audit. */
export function beginCheck(ctx: Context): void {
  if (running.has(ctx.city)) return
  const stop = new AbortController()
  const progress = { done: 0, of: 0 }
  // Outlives the request, so it must not run in the request's transaction.
  const ended = store
    .run(null, () => check(ctx, progress, stop.signal))
    .catch((error: unknown) => {
      if (!stop.signal.aborted) log.error({ err: error }, 'the check of the audit did not finish')
    })
    .finally(() => running.delete(ctx.city))
  running.set(ctx.city, { progress, ended, stop })
}

/** Tells checks to end and waits for them. */
export async function stopChecks(): Promise<void> {
  const all = [...running.values()]
  for (const { stop } of all) stop.abort()
  await Promise.all(all.map(({ ended }) => ended))
}

async function check(ctx: Context, progress: Progress, signal: AbortSignal): Promise<void> {
  const report = (to: Progress) => Object.assign(progress, to)
  const { links, head, broken, archived } = await verifyCity(ctx.city, { report, signal }, { moment: now() })
  if (signal.aborted) return
  const found = {
    links,
    archived,
    position: head.position,
    hash: head.hash,
    fault: broken?.fault ?? null,
    brokenAt: broken?.position ?? null,
    rowId: broken?.auditId ?? null,
  }
  const later: Context = { ...ctx, now }
  await transact(later, (tx) =>
    announce(later, tx, {
      kind: checkedAction,
      subject: { kind: 'audit-chain', id: ctx.city },
      facts: { whole: broken === null, position: head.position },
      details: found,
    }),
  )
}

const LastCheck = z.object({
  at: z.string(),
  account_id: z.string(),
  details: z.object({
    links: z.number(),
    position: z.number(),
    fault: z.enum(faults).nullable(),
    brokenAt: z.number().nullable(),
    rowId: z.string().nullable(),
  }),
})

/** How far the chain of the actor's city is sealed, what waits, and the last check. */
export async function stateOf(ctx: Context): Promise<AuditState> {
  const [head, last] = await read(ctx, async (tx) => [await headOf(tx, ctx.city), await lastCheck(tx, ctx)] as const)
  const since = momentText((head?.sealedAt ?? Temporal.Instant.fromEpochMilliseconds(0)).subtract({ minutes: 2 }))
  const waiting = await read(ctx, (tx) => countWaiting(tx, ctx.city, since))
  const archived = (await listAnchors(ctx.city)).at(-1)?.throughPosition ?? 0
  return {
    sealed: head ? { position: head.position, hash: head.hash, at: head.sealedAt.toString() } : null,
    waiting,
    archived,
    lastCheck: last ? { at: last.at, name: await nameOf(ctx, last.account_id), ...last.details } : null,
    running: running.get(ctx.city)?.progress ?? null,
  }
}

async function lastCheck(tx: Tx, ctx: Context): Promise<z.output<typeof LastCheck> | null> {
  const found = await tx.execute(sql`
    SELECT ${utcText(sql`r.at`)} AS at, r.account_id, d.details FROM platform.audit_rows r
    JOIN platform.audit_details d ON d.city = r.city AND d.id = r.id
    WHERE r.city = ${ctx.city} AND r.action = ${checkedAction} ORDER BY r.at DESC, r.id DESC LIMIT 1`)
  return LastCheck.safeParse(found.rows[0]).data ?? null
}
