import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { insertAll } from '../db/insert.ts'
import { type Tx, transact } from '../db/transact.ts'
import { found } from '../errors.ts'
import { announceAll } from '../events.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'
import { alertDeliveries, alerts } from '../tables.ts'
import { configuredChannels } from './channels/configuration.ts'
import { deliverAlerts } from './jobs.ts'
import { mineWhere } from './policy.ts'
import { type AlertFacts, channelsFor, disturbableFrom, type Urgency } from './rules.ts'
import { type SettingsRow, settingsOf } from './settings.ts'
import { wakingAt } from './waking.ts'

export interface NewAlert {
  /** Its message is `alerts.<kind>` in both languages. */
  kind: string
  subject: { kind: string; id: string }
  /** `ordinary` where not said. */
  urgency?: Urgency
  /** Accounts in the order in which they are woken. */
  recipients: readonly string[]
  /** Woken together when none of them takes it up. */
  fallback?: readonly string[]
  /** A number, a moment, a word: no name of a person or a firm, since they leave the house. */
  facts: AlertFacts
}

type AlertRow = typeof alerts.$inferSelect
type DeliveryRow = typeof alertDeliveries.$inferInsert

/**
 * Wakes somebody, in the transaction of what it is about: the first recipient at once, the next when that one cannot be
 * reached or takes nothing up within the minutes of the rule. An alert for nobody is none.
 */
export const raiseAlert = async (ctx: Context, tx: Tx, alert: NewAlert): Promise<string | null> =>
  (await raiseAlerts(ctx, tx, [alert]))[0] ?? null

/** The same for many: few statements for any number. */
export async function raiseAlerts(ctx: Context, tx: Tx, wanted: readonly NewAlert[]): Promise<(string | null)[]> {
  const raisedAt = ctx.now().toString()
  const rows = wanted.map(
    ({ kind, subject, urgency = 'ordinary', recipients, fallback = [], facts }): AlertRow | null => {
      const first = [...new Set(recipients)]
      const last = [...new Set(fallback)].filter((one) => !first.includes(one))
      if (first.length + last.length === 0) return null
      return {
        ...{ city: ctx.city, id: newId(), kind, urgency, subjectKind: subject.kind, subjectId: subject.id },
        ...{ facts: { ...facts }, recipients: first, fallback: last, woken: 0, nextWakeAt: raisedAt, raisedAt },
        ...{ acknowledgedAt: null, acknowledgedBy: null },
      }
    },
  )
  const raised = rows.filter((row) => row !== null)
  const woken = await wakeNext(ctx, tx, raised)
  await insertAll(
    tx,
    alerts,
    raised.map((row) => ({ ...row, ...woken.changes.get(row.id) })),
  )
  await send(ctx, tx, woken.deliveries)
  return rows.map((row) => row?.id ?? null)
}

/**
 * The next recipient of each of these alerts; after the last one, the fallback all at once.
 *
 * @returns deliveries to write, and how each alert goes on
 */
async function wakeNext(ctx: Context, tx: Tx, rows: readonly AlertRow[]) {
  const changes = new Map<string, Pick<AlertRow, 'woken' | 'nextWakeAt'>>()
  const deliveries: DeliveryRow[] = []
  if (rows.length === 0) return { changes, deliveries }
  const next = (row: AlertRow): string[] => {
    const one = row.recipients[row.woken]
    return one === undefined ? row.fallback : [one]
  }
  const { acknowledgeMinutes } = (await wakingAt(tx, ctx)).body
  const wishes = await settingsOf(tx, ctx, [...new Set(rows.flatMap(next))])
  const now = ctx.now().epochMilliseconds
  for (const row of rows) {
    const urgency = row.urgency === 'urgent' ? 'urgent' : 'ordinary'
    const round = next(row).map((accountId) => deliveriesTo(ctx, row, accountId, urgency, wishes.get(accountId)))
    deliveries.push(...onceToTheGroup(round.flatMap((own) => own.rows)))
    const from = Math.max(now, ...round.map((own) => own.from))
    const woken = row.woken + 1
    const isLast = woken > row.recipients.length || (woken === row.recipients.length && row.fallback.length === 0)
    const nextWakeAt = isLast ? null : isoOf(from + acknowledgeMinutes[urgency] * 60_000)
    changes.set(row.id, { woken, nextWakeAt })
  }
  return { changes, deliveries }
}

/** The messenger writes to one group that all of them read: once for each round, at the earliest moment of any. */
function onceToTheGroup(rows: readonly DeliveryRow[]): DeliveryRow[] {
  const [first] = rows
    .filter(({ channel }) => channel === 'messenger')
    .toSorted((a, b) => String(a.nextTryAt).localeCompare(String(b.nextTryAt)))
  return rows.filter((row) => row.channel !== 'messenger' || row === first)
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

function deliveriesTo(ctx: Context, alert: AlertRow, accountId: string, urgency: Urgency, wishes?: SettingsRow) {
  const now = ctx.now()
  const outside = channelsFor(wishes, configuredChannels())
  const from = outside.length === 0 ? now.epochMilliseconds : disturbableFrom(now.epochMilliseconds, wishes, urgency)
  const base = { city: ctx.city, alertId: alert.id, accountId, createdAt: now.toString() }
  const rows: DeliveryRow[] = [
    { ...base, id: newId(), channel: 'in-app', state: 'sent', sentAt: now.toString() },
    ...outside.map((channel) => ({ ...base, id: newId(), channel, state: 'waiting', nextTryAt: isoOf(from) })),
  ]
  return { rows, from }
}

/** Written once for each alert, account and channel; what leaves the house is sent by a job after the commit. */
async function send(ctx: Context, tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  await insertAll(tx, alertDeliveries, rows, 'on conflict do nothing')
  const now = ctx.now().epochMilliseconds
  const isDue = ({ nextTryAt }: DeliveryRow) => typeof nextTryAt === 'string' && Date.parse(nextTryAt) <= now
  if (rows.some(isDue)) await enqueue(deliverAlerts, { city: ctx.city })
}

const atOnce = 200

/**
 * Wakes the next person where nobody took an alert up in time. Safe in any number of processes: rows that another one
 * holds are left to it.
 *
 * @returns how many alerts went on
 */
export const wakeDue = (ctx: Context): Promise<number> =>
  transact(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.city, ctx.city), lte(alerts.nextWakeAt, ctx.now().toString())))
      .orderBy(alerts.nextWakeAt)
      .limit(atOnce)
      .for('update', { skipLocked: true })
    const { changes, deliveries } = await wakeNext(ctx, tx, rows)
    // Most of them go on in the same way: one statement for all that do.
    const alike = Map.groupBy(changes, ([, { woken, nextWakeAt }]) => `${woken} ${nextWakeAt}`)
    for (const same of alike.values()) {
      const [change] = same.map((one) => one[1])
      const ids = same.map(([id]) => id)
      if (!change) continue
      await tx
        .update(alerts)
        .set(change)
        .where(and(eq(alerts.city, ctx.city), inArray(alerts.id, ids)))
    }
    await send(ctx, tx, deliveries)
    return rows.length
  })

/**
 * Takes one's alerts up: nobody else is woken, and nothing more is sent. A repeat is harmless.
 *
 * @throws AppError not-found `alerts.noSuch`
 */
export const acknowledgeAlerts = (ctx: Context, ids: readonly string[]): Promise<{ acknowledged: number }> =>
  transact(ctx, async (tx) => {
    const wanted = [...new Set(ids)]
    const rows = await tx
      .select()
      .from(alerts)
      .where(and(mineWhere(tx, ctx), inArray(alerts.id, wanted)))
      .for('update')
    if (rows.length !== wanted.length) found(null, 'alerts.noSuch')
    return { acknowledged: await takeUp(ctx, tx, rows) }
  })

/** Somebody acts on the subject: whoever was alerted so need not be woken again. In the transaction of the act. */
export async function acknowledgeAbout(
  ctx: Context,
  tx: Tx,
  subject: { kind: string; id: string },
  kinds: readonly string[],
): Promise<void> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(
      and(
        ...[eq(alerts.city, ctx.city), eq(alerts.subjectKind, subject.kind), eq(alerts.subjectId, subject.id)],
        ...[inArray(alerts.kind, [...kinds]), isNull(alerts.acknowledgedAt)],
      ),
    )
    .for('update')
  await takeUp(ctx, tx, rows)
}

async function takeUp(ctx: Context, tx: Tx, rows: readonly AlertRow[]): Promise<number> {
  const open = rows.filter(({ acknowledgedAt }) => acknowledgedAt === null)
  if (open.length === 0) return 0
  const ids = open.map(({ id }) => id)
  await tx
    .update(alerts)
    .set({ acknowledgedAt: ctx.now().toString(), acknowledgedBy: ctx.actor.accountId, nextWakeAt: null })
    .where(and(eq(alerts.city, ctx.city), inArray(alerts.id, ids)))
  await tx
    .update(alertDeliveries)
    .set({ state: 'dropped', nextTryAt: null })
    .where(
      and(
        ...[eq(alertDeliveries.city, ctx.city), inArray(alertDeliveries.alertId, ids)],
        eq(alertDeliveries.state, 'waiting'),
      ),
    )
  await announceAll(
    ctx,
    tx,
    open.map(({ id, kind, subjectKind, subjectId }) => ({
      ...{ kind: 'alert-acknowledged', subject: { kind: 'alert', id } },
      facts: { kind, subjectKind, subjectId },
    })),
  )
  return open.length
}
