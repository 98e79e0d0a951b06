import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { read, type Tx, transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { indexOf } from '../protect/protected-tables.ts'
import { alertSettings } from '../tables.ts'
import { configuredChannels } from './channels/configuration.ts'
import type { AlertSettings, ChangeAlertSettings } from './contract.ts'
import type { OutsideChannel, Wishes } from './rules.ts'
import { settingsMail, settingsMobile } from './tables.ts'

export type SettingsRow = Wishes & { accountId: string; version: number }

/** Wishes of these accounts; an account without a row wants nothing out of the house. */
export async function settingsOf(
  tx: Tx,
  ctx: Pick<Context, 'city'>,
  accountIds: readonly string[],
): Promise<Map<string, SettingsRow>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(alertSettings)
    .where(and(eq(alertSettings.city, ctx.city), inArray(alertSettings.accountId, [...accountIds])))
  // A value whose key is missing is as good as none: the person is reached otherwise.
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return new Map(rows.map((row) => [row.accountId, { ...row, mail: text(row.mail), mobile: text(row.mobile) }]))
}

/** One's own wishes; version 0 while nothing was set. */
export const getSettings = (ctx: Context): Promise<AlertSettings> =>
  read(ctx, async (tx) => {
    const own = (await settingsOf(tx, ctx, [ctx.actor.accountId])).get(ctx.actor.accountId)
    const { mail = null, mobile = null, quietFrom = null, quietTo = null, version = 0 } = own ?? {}
    const isOn = (channel: OutsideChannel) => own?.channels.includes(channel) ?? false
    return {
      ...{ mail, mobile, quietFrom, quietTo, version },
      channels: { mail: isOn('mail'), messenger: isOn('messenger'), sms: isOn('sms') },
      configured: configuredChannels(),
    }
  })

/**
 * Says where oneself wants to be woken.
 *
 * @throws AppError invalid `alerts.mailNeeded`, `alerts.mobileNeeded` | conflict `platform.changedMeanwhile`
 */
export const changeSettings = (ctx: Context, input: ChangeAlertSettings): Promise<{ version: number }> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const { mail, mobile, quiet, version } = input
    if (input.channels.mail && mail === null) throw new AppError('invalid', 'alerts.mailNeeded')
    if (input.channels.sms && mobile === null) throw new AppError('invalid', 'alerts.mobileNeeded')
    const fields = {
      ...{ mail, mailIndex: indexOf(settingsMail, mail), mobile, mobileIndex: indexOf(settingsMobile, mobile) },
      channels: Object.entries(input.channels).flatMap(([channel, isOn]) => (isOn ? [channel] : [])),
      ...{ quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, version: version + 1 },
    }
    const own = and(eq(alertSettings.city, ctx.city), eq(alertSettings.accountId, accountId))
    const written =
      version === 0
        ? await tx
            .insert(alertSettings)
            .values({ city: ctx.city, id: newId(), accountId, ...fields })
            .onConflictDoNothing()
            .returning({ id: alertSettings.id })
        : await tx
            .update(alertSettings)
            .set(fields)
            .where(and(own, eq(alertSettings.version, version)))
            .returning({ id: alertSettings.id })
    if (written.length === 0) throw new AppError('conflict', 'platform.changedMeanwhile')
    await announce(ctx, tx, {
      kind: 'alert-settings-changed',
      subject: { kind: 'account', id: accountId },
      facts: { changed: ['mail', 'mobile', 'channels', 'quiet'] },
      details: { channels: fields.channels },
    })
    return { version: version + 1 }
  })
