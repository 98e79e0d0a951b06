import { and, asc, eq, inArray, lte, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '../actor.ts'
import { transact } from '../db/transact.ts'
import { log } from '../log.ts'
import { alertDeliveries, alerts } from '../tables.ts'
import { channels, wordsOfAlerts } from './channels/configuration.ts'
import type { Letter } from './channels/outbound.ts'
import { pageOf } from './pages.ts'
import { type DeliveryError, type OutsideChannel, outsideChannels, retryAfter, sentenceOf } from './rules.ts'
import { settingsOf } from './settings.ts'
import { wakeAtOnce, wakingAt } from './waking.ts'

const atOnce = 20
/** Nobody else tries a delivery while it is being sent; a process that died in it leaves it to the next after this. */
const leaseMinutes = 2

interface Claimed {
  id: string
  alertId: string
  accountId: string
  channel: OutsideChannel
  attempts: number
  letter: Letter | null
}

/**
 * Sends what is due, at least once: claimed in one transaction, sent outside any, written down in another. What was taken
 * up meanwhile is dropped unsent. A resent mail has the same Message-ID.
 *
 * @returns how many were sent
 */
export async function deliverDue(ctx: Context): Promise<number> {
  let sent = 0
  for (;;) {
    const claimed = await claim(ctx)
    const results = await Promise.all(claimed.map(async (one) => ({ one, error: await attempt(one) })))
    for (const { one, error } of results) {
      await (error === null ? noteSent(ctx, one) : noteFailure(ctx, one, error))
      if (error === null) sent++
    }
    if (claimed.length < atOnce) return sent
  }
}

const claim = (ctx: Context): Promise<Claimed[]> =>
  transact(ctx, async (tx) => {
    const now = ctx.now()
    const due = and(eq(alertDeliveries.city, ctx.city), lte(alertDeliveries.nextTryAt, now.toString()))
    const held = await tx
      .select()
      .from(alertDeliveries)
      .where(due)
      .orderBy(asc(alertDeliveries.nextTryAt))
      .limit(atOnce)
      .for('update', { skipLocked: true })
    if (held.length === 0) return []
    const ids = held.map(({ alertId }) => alertId)
    const about = await tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.city, ctx.city), inArray(alerts.id, ids)))
    const byId = new Map(about.map((alert) => [alert.id, alert]))
    const rows = held.flatMap((delivery) => {
      const alert = byId.get(delivery.alertId)
      return alert ? [{ delivery, alert }] : []
    })
    const open = rows.filter(({ alert }) => alert.acknowledgedAt === null)
    const over = rows.filter(({ alert }) => alert.acknowledgedAt !== null)
    const of = (some: typeof rows) =>
      and(
        eq(alertDeliveries.city, ctx.city),
        inArray(
          alertDeliveries.id,
          some.map(({ delivery }) => delivery.id),
        ),
      )
    if (over.length > 0) await tx.update(alertDeliveries).set({ state: 'dropped', nextTryAt: null }).where(of(over))
    if (open.length === 0) return []
    const lease = { lastTriedAt: now.toString(), nextTryAt: now.add({ minutes: leaseMinutes }).toString() }
    await tx
      .update(alertDeliveries)
      .set({ ...lease, attempts: sql`${alertDeliveries.attempts} + 1` })
      .where(of(open))
    const wishes = await settingsOf(
      tx,
      ctx,
      open.map(({ delivery }) => delivery.accountId),
    )
    return open.map(({ delivery, alert }) => {
      const { id, alertId, accountId, attempts } = delivery
      const channel = outsideChannels.find((one) => one === delivery.channel) ?? 'mail'
      const own = wishes.get(accountId)
      const to = channel === 'mail' ? own?.mail : channel === 'sms' ? own?.mobile : ''
      return { id, alertId, accountId, channel, attempts: attempts + 1, letter: letterOf(id, to, alert) }
    })
  })

/** Number, what is due when, and a link: no person and no firm leaves the house. */
function letterOf(id: string, to: string | null | undefined, alert: typeof alerts.$inferSelect): Letter | null {
  if (to === null || to === undefined) return null
  const { translate, address } = wordsOfAlerts()
  const say = (language: 'zh' | 'en') => sentenceOf((key, facts) => translate(language, key, facts), language, alert)
  const link = `${address}${pageOf({ kind: alert.subjectKind, id: alert.subjectId })}`
  return { id, to, subject: say('zh'), lines: [say('zh'), say('en'), link] }
}

async function attempt({ channel, letter, id }: Claimed): Promise<DeliveryError | null> {
  if (letter === null) return 'no-address'
  const send = channels()[channel]
  if (!send) return 'not-configured'
  const error = await send(letter)
  if (error !== null) log.warn({ delivery: id, channel, error }, 'an alert was not delivered')
  return error
}

const ofDelivery = (ctx: Context, id: string) =>
  and(eq(alertDeliveries.city, ctx.city), eq(alertDeliveries.id, id), eq(alertDeliveries.state, 'waiting'))

const noteSent = (ctx: Context, { id }: Claimed) =>
  transact(ctx, (tx) =>
    tx
      .update(alertDeliveries)
      .set({ state: 'sent', sentAt: ctx.now().toString(), nextTryAt: null, lastError: null })
      .where(ofDelivery(ctx, id)),
  )

const noteFailure = (ctx: Context, { id, alertId, accountId, attempts }: Claimed, lastError: DeliveryError) =>
  transact(ctx, async (tx) => {
    const minutes = retryAfter((await wakingAt(tx, ctx)).body, attempts, lastError)
    const change =
      minutes === null ? { state: 'failed', nextTryAt: null } : { nextTryAt: ctx.now().add({ minutes }).toString() }
    await tx
      .update(alertDeliveries)
      .set({ ...change, lastError })
      .where(ofDelivery(ctx, id))
    if (minutes !== null) return
    // By another channel it may still arrive; where none is left, the next person is woken.
    const other = alias(alertDeliveries, 'other')
    const [hopeless] = await tx
      .select({ id: alerts.id })
      .from(alerts)
      .where(
        and(
          ...[eq(alerts.city, ctx.city), eq(alerts.id, alertId)],
          notExists(
            tx
              .select({ id: other.id })
              .from(other)
              .where(
                and(
                  ...[eq(other.city, ctx.city), eq(other.alertId, alertId), eq(other.accountId, accountId)],
                  sql`${other.channel} <> 'in-app' and ${other.state} in ('waiting', 'sent')`,
                ),
              ),
          ),
        ),
      )
    if (hopeless) await wakeAtOnce(tx, ctx, [alertId])
  })
