import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { read } from '../db/transact.ts'
import { alertDeliveries, alerts } from '../tables.ts'
import { configuredChannels, hosts } from './channels/configuration.ts'
import type { Alert, ChannelState } from './contract.ts'
import { pageOf } from './pages.ts'
import { mineWhere } from './policy.ts'
import { outsideChannels } from './rules.ts'

const pageSize = 20

/** One's alerts, the newest first; `open`: those nobody has taken up. */
export const listAlerts = (ctx: Context, { show, page }: { show: 'open' | 'all'; page: number }) =>
  read(ctx, async (tx) => {
    const where = and(mineWhere(tx, ctx), show === 'open' ? isNull(alerts.acknowledgedAt) : undefined)
    const [total] = await tx.select({ count: count() }).from(alerts).where(where)
    const rows = await tx
      .select()
      .from(alerts)
      .where(where)
      .orderBy(desc(alerts.raisedAt), desc(alerts.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { rows: rows.map((row) => present(ctx, row)), total: total?.count ?? 0, pageSize }
  })

const present = (ctx: Context, row: typeof alerts.$inferSelect): Alert => {
  const { id, kind, facts, raisedAt, acknowledgedAt, acknowledgedBy } = row
  const subject = { kind: row.subjectKind, id: row.subjectId }
  return {
    ...{ id, kind, facts, raisedAt, acknowledgedAt, subject, page: pageOf(subject) },
    urgency: row.urgency === 'urgent' ? 'urgent' : 'ordinary',
    byAnother: acknowledgedBy !== null && acknowledgedBy !== ctx.actor.accountId,
  }
}

/** How many wait for oneself. */
export const countOpen = (ctx: Context): Promise<number> =>
  read(ctx, async (tx) => {
    const [total] = await tx
      .select({ count: count() })
      .from(alerts)
      .where(and(mineWhere(tx, ctx), isNull(alerts.acknowledgedAt)))
    return total?.count ?? 0
  })

/** How each channel does: the last success and failure, what waits and what failed for good. */
export const listChannels = (ctx: Context): Promise<ChannelState[]> =>
  read(ctx, async (tx) => {
    const { state, channel, sentAt, lastTriedAt, lastError, attempts } = alertDeliveries
    const counted = (where: ReturnType<typeof sql>) => sql<string>`count(*) filter (where ${where})`.mapWith(Number)
    const rows = await tx
      .select({
        channel,
        lastSentAt: sql`max(${sentAt})`.mapWith(sentAt),
        waiting: counted(sql`${state} = 'waiting'`),
        retried: counted(sql`${state} = 'waiting' and ${attempts} > 0`),
        failed: counted(sql`${state} = 'failed'`),
      })
      .from(alertDeliveries)
      .where(eq(alertDeliveries.city, ctx.city))
      .groupBy(channel)
    const failures = await tx
      .selectDistinctOn([channel], { channel, at: lastTriedAt, error: lastError })
      .from(alertDeliveries)
      .where(and(eq(alertDeliveries.city, ctx.city), sql`${lastError} is not null`))
      .orderBy(channel, desc(lastTriedAt))
    const configured = configuredChannels()
    return outsideChannels.map((one) => {
      const { lastSentAt = null, waiting = 0, retried = 0, failed = 0 } = rows.find((row) => row.channel === one) ?? {}
      const failure = failures.find((row) => row.channel === one)
      return {
        ...{ channel: one, isConfigured: configured.includes(one), host: hosts()[one] ?? null },
        ...{ lastSentAt, waiting, retried, failed },
        lastFailure: failure?.at && failure.error ? { at: failure.at, error: failure.error } : null,
      }
    })
  })
