import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, city, id, inCityTable } from '../db/columns.ts'
import { protectedText } from '../protect/columns.ts'
import { normalisedName, normalisedPhone } from '../protect/normalise.ts'
import type { ProtectedTable } from '../protect/protected-tables.ts'

/** The schema of `platform/tables.ts`, which passes these tables on. */
const platform = pgSchema('platform')

/** Something a person must look at. Its message is `alerts.<kind>` with the facts: a number and a moment, no person and no firm. */
export const alerts = platform.table(
  'alerts',
  {
    city: city(),
    id: id(),
    kind: text('kind').notNull(),
    /** `urgent` wakes people in their quiet hours; `ordinary` waits for them to end. */
    urgency: text('urgency').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    /** Accounts in the order in which they are woken: one after the other. */
    recipients: text('recipients').array().notNull(),
    /** Woken together when none of these took it up: the desk. */
    fallback: text('fallback').array().notNull(),
    /** How many of the recipients were woken; one more than there are once the fallback was. */
    woken: integer('woken').notNull().default(0),
    /** When the next is woken unless somebody takes it up; null once nobody is left or it is over. */
    nextWakeAt: at('next_wake_at'),
    raisedAt: at('raised_at').notNull(),
    acknowledgedAt: at('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (t) => [
    ...inCityTable(t, 'alerts'),
    index('alerts_waking').on(t.city, t.nextWakeAt, t.id).where(sql`${t.nextWakeAt} is not null`),
    index('alerts_subject').on(t.city, t.subjectKind, t.subjectId, t.raisedAt),
    check('alerts_urgency', sql`${t.urgency} in ('urgent', 'ordinary')`),
    check('alerts_acknowledged', sql`(${t.acknowledgedAt} is null) = (${t.acknowledgedBy} is null)`),
  ],
)

/** One alert on its way to one account by one channel. What is not sent yet stands here until it is, or has failed for good. */
export const alertDeliveries = platform.table(
  'alert_deliveries',
  {
    city: city(),
    id: id(),
    alertId: uuid('alert_id').notNull(),
    accountId: text('account_id').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried (again); null once it is decided. Moved on before each attempt, so that two never send at once. */
    nextTryAt: at('next_try_at'),
    /** Code of the last error, never the text of another server. */
    lastError: text('last_error'),
    lastTriedAt: at('last_tried_at'),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
  },
  (t) => [
    ...inCityTable(t, 'alert_deliveries'),
    uniqueIndex('alert_deliveries_once').on(t.city, t.alertId, t.accountId, t.channel),
    index('alert_deliveries_waiting').on(t.city, t.nextTryAt, t.id).where(sql`${t.nextTryAt} is not null`),
    index('alert_deliveries_account').on(t.city, t.accountId, t.channel, t.createdAt),
    index('alert_deliveries_channel').on(t.city, t.channel, t.lastTriedAt),
    foreignKey({
      name: 'alert_deliveries_alert',
      columns: [t.city, t.alertId],
      foreignColumns: [alerts.city, alerts.id],
    }),
    check('alert_deliveries_channel', sql`${t.channel} in ('in-app', 'mail', 'messenger', 'sms')`),
    check('alert_deliveries_state', sql`${t.state} in ('waiting', 'sent', 'failed', 'dropped')`),
    check('alert_deliveries_waits', sql`(${t.state} = 'waiting') = (${t.nextTryAt} is not null)`),
    check('alert_deliveries_sent', sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
)

/** Where a person wants to be woken (提醒方式). In the product itself everybody is. */
export const alertSettings = platform.table(
  'alert_settings',
  {
    city: city(),
    id: id(),
    accountId: text('account_id').notNull(),
    mail: protectedText('mail', { place: 'platform.alert_settings.mail' }),
    mailIndex: text('mail_index'),
    mobile: protectedText('mobile', { place: 'platform.alert_settings.mobile' }),
    mobileIndex: text('mobile_index'),
    /** Channels out of the house that are on. */
    channels: text('channels').array().notNull(),
    /** Quiet hours, HH:MM in the city, over midnight where `to` is earlier; null: none. Urgent alerts come all the same. */
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    version: bigint('version', { mode: 'number' }).notNull().default(1),
  },
  (t) => [
    ...inCityTable(t, 'alert_settings'),
    uniqueIndex('alert_settings_account').on(t.city, t.accountId),
    index('alert_settings_mail').on(t.city, t.mailIndex),
    index('alert_settings_mobile').on(t.city, t.mobileIndex),
    check('alert_settings_quiet', sql`(${t.quietFrom} is null) = (${t.quietTo} is null)`),
  ],
)

export const settingsMail = {
  column: alertSettings.mail,
  index: alertSettings.mailIndex,
  normalise: normalisedName,
}
export const settingsMobile = {
  column: alertSettings.mobile,
  index: alertSettings.mobileIndex,
  normalise: normalisedPhone,
}
export const protectedAlertSettings: ProtectedTable = { table: alertSettings, columns: [settingsMail, settingsMobile] }
