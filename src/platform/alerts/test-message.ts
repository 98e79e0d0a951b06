import { type Context, requireMay } from '../actor.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'
import { alertDeliveries, alerts } from '../tables.ts'
import { configuredChannels } from './channels/configuration.ts'
import { deliverAlerts } from './jobs.ts'
import { operators } from './policy.ts'
import type { OutsideChannel } from './rules.ts'
import { settingsOf } from './settings.ts'

/**
 * Sends a message to oneself by one channel, on the way every alert goes.
 *
 * @throws AppError forbidden | conflict `alerts.notConfigured` | invalid `alerts.mailNeeded`, `alerts.mobileNeeded`
 */
export const testChannel = (ctx: Context, channel: OutsideChannel): Promise<{ alertId: string }> =>
  transact(ctx, async (tx) => {
    const { accountId, role } = ctx.actor
    requireMay(operators.includes(role), 'alerts.test-channel')
    if (!configuredChannels().includes(channel)) throw new AppError('conflict', 'alerts.notConfigured')
    const own = (await settingsOf(tx, ctx, [accountId])).get(accountId)
    if (channel === 'mail' && !own?.mail) throw new AppError('invalid', 'alerts.mailNeeded')
    if (channel === 'sms' && !own?.mobile) throw new AppError('invalid', 'alerts.mobileNeeded')

    const [alertId, at] = [newId(), ctx.now().toString()]
    const base = { city: ctx.city, alertId, accountId, createdAt: at }
    await tx.insert(alerts).values({
      ...{ city: ctx.city, id: alertId, kind: 'channel-test', urgency: 'ordinary', facts: { sentAt: at } },
      ...{ subjectKind: 'alert-channel', subjectId: channel, recipients: [accountId], fallback: [], woken: 1 },
      raisedAt: at,
    })
    await tx.insert(alertDeliveries).values([
      { ...base, id: newId(), channel: 'in-app', state: 'sent', sentAt: at },
      { ...base, id: newId(), channel, state: 'waiting', nextTryAt: at },
    ])
    await announce(ctx, tx, {
      kind: 'alert-channel-tested',
      subject: { kind: 'alert-channel', id: channel },
      facts: { channel },
    })
    await enqueue(deliverAlerts, { city: ctx.city })
    return { alertId }
  })
