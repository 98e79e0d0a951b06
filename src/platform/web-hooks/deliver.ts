/** What happens on its way to other systems: written with the fact, sent by a job, tried again for a day. */
import { and, arrayContains, asc, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, systemContext } from '../actor.ts'
import { raiseAlert } from '../alerts/commands.ts'
import { now } from '../clock.ts'
import { insertAll } from '../db/insert.ts'
import { read, type Tx, transact } from '../db/transact.ts'
import { type Announcement, announce } from '../events.ts'
import { newId } from '../ids.ts'
import { enqueue, job } from '../jobs.ts'
import { readable } from '../protect/values.ts'
import { webHookDeliveries, webHooks } from '../tables.ts'
import type { WebHookEvent } from './events.ts'
import { numberOf } from './kinds.ts'
import { mostAttempts, mostFailures, signatureOf, waitMinutes } from './rules.ts'
import { type Sent, send } from './send.ts'

type Hook = typeof webHooks.$inferSelect
type Delivery = typeof webHookDeliveries.$inferSelect

/** The reaction to a fact: its deliveries exist if, and only if, the fact does. */
export async function tellHooks(ctx: Context, tx: Tx, { kind, subject }: Announcement): Promise<void> {
  const told = await tx
    .select({ id: webHooks.id, state: webHooks.state })
    .from(webHooks)
    .where(and(eq(webHooks.city, ctx.city), ne(webHooks.state, 'ended'), arrayContains(webHooks.kinds, [kind])))
  if (told.length === 0) return
  const at = ctx.now().toString()
  const number = await numberOf(tx, ctx, kind, subject.id)
  const rows = told.map((hook) => ({
    ...{ city: ctx.city, id: newId(), hookId: hook.id, kind, subjectKind: subject.kind, subjectId: subject.id },
    ...{ number, at, state: 'waiting', nextAt: at },
  }))
  await insertAll(tx, webHookDeliveries, rows)
  for (const [index, { id }] of rows.entries()) {
    if (told[index]?.state === 'active') await enqueue(sendWebHook, { city: ctx.city, deliveryId: id })
  }
}

export const sendWebHook = job({
  name: 'send-web-hook',
  payload: z.object({ city: z.string(), deliveryId: z.string() }),
  expiresInSeconds: 60,
  handle: ({ city, deliveryId }) => attempt(systemContext(city, now), deliveryId),
})

/** What another system is told: ids, the number, what happened and when; no word of the matter and of no person. */
const bodyOf = ({ id, kind, subjectKind, subjectId, number, at }: Delivery): string =>
  JSON.stringify({ delivery: id, kind, subject: { kind: subjectKind, id: subjectId }, number, at })

/** Headers of a call: while two secrets are valid, a signature of each. */
export function headersOf(hook: Hook, delivery: Delivery, moment: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(moment) / 1000))
  const hasEarlier = hook.earlierSecret !== null && hook.earlierUntil !== null && hook.earlierUntil > moment
  const secrets = [hook.secret, ...(hasEarlier ? [hook.earlierSecret] : [])]
  return {
    'x-daqiao-delivery': delivery.id,
    'x-daqiao-timestamp': timestamp,
    'x-daqiao-signature': secrets
      .flatMap((secret) => (secret === null ? [] : [signatureOf(readable(secret), timestamp, body)]))
      .join(','),
  }
}

/** One attempt: outside of any transaction sent, then written down. A repeat of what was delivered sends nothing. */
export async function attempt(ctx: Context, deliveryId: string): Promise<void> {
  const found = await read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(webHookDeliveries)
      .innerJoin(webHooks, and(eq(webHooks.city, webHookDeliveries.city), eq(webHooks.id, webHookDeliveries.hookId)))
      .where(and(eq(webHookDeliveries.city, ctx.city), eq(webHookDeliveries.id, deliveryId)))
    return row
  })
  if (found?.web_hook_deliveries.state !== 'waiting' || found.web_hooks.state !== 'active') return
  const { web_hooks: hook, web_hook_deliveries: delivery } = found
  const body = bodyOf(delivery)
  const sent = await send(hook.url, headersOf(hook, delivery, ctx.now().toString(), body), body)
  await transact(ctx, (tx) => record(ctx, tx, delivery.id, hook.id, sent))
}

async function record(ctx: Context, tx: Tx, deliveryId: string, hookId: string, { isTaken, answer }: Sent) {
  const [hook] = await tx
    .select()
    .from(webHooks)
    .where(and(eq(webHooks.city, ctx.city), eq(webHooks.id, hookId)))
    .for('update')
  const mine = and(eq(webHookDeliveries.city, ctx.city), eq(webHookDeliveries.id, deliveryId))
  const [delivery] = await tx.select().from(webHookDeliveries).where(mine).for('update')
  if (!hook || delivery?.state !== 'waiting') return
  const moment = ctx.now()
  const attempts = delivery.attempts + 1
  if (isTaken) {
    const done = { state: 'delivered', attempts, lastAnswer: answer, nextAt: null, deliveredAt: moment.toString() }
    await tx.update(webHookDeliveries).set(done).where(mine)
    if (hook.failures > 0) await setHook(ctx, tx, hook.id, { failures: 0 })
    return
  }
  const minutes = attempts >= mostAttempts ? null : waitMinutes(attempts)
  const nextAt = minutes === null ? null : moment.add({ minutes }).toString()
  const state = nextAt === null ? 'given-up' : 'waiting'
  await tx.update(webHookDeliveries).set({ state, attempts, lastAnswer: answer, nextAt }).where(mine)
  if (minutes !== null) await enqueue(sendWebHook, { city: ctx.city, deliveryId }, { afterSeconds: minutes * 60 })
  else await countFailure(ctx, tx, hook)
}

/** Too many given up in a row: the hook is stopped, what happens waits, and who asked for it is told. */
async function countFailure(ctx: Context, tx: Tx, hook: Hook): Promise<void> {
  const failures = hook.failures + 1
  if (failures < mostFailures) return setHook(ctx, tx, hook.id, { failures })
  await setHook(ctx, tx, hook.id, { failures, state: 'stopped', version: hook.version + 1 })
  await tellOf(ctx, tx, 'web-hook-stopped', hook, { failures })
  const subject = { kind: 'web-hook', id: hook.id }
  const facts = { number: hook.name, failures }
  await raiseAlert(ctx, tx, { kind: 'web-hook-stopped', subject, recipients: [hook.proposedBy], facts })
}

export const setHook = async (ctx: Context, tx: Tx, id: string, change: Partial<Hook>): Promise<void> =>
  void (await tx
    .update(webHooks)
    .set(change)
    .where(and(eq(webHooks.city, ctx.city), eq(webHooks.id, id))))

export const tellOf = (
  ctx: Context,
  tx: Tx,
  kind: WebHookEvent,
  { id, name }: Pick<Hook, 'id' | 'name'>,
  facts: Record<string, unknown> = {},
): Promise<void> => announce(ctx, tx, { kind, subject: { kind: 'web-hook', id }, facts: { name, ...facts } })

/** Everything that waits is sent, in the order in which it happened. */
export async function sendWaiting(ctx: Context, tx: Tx, hookId: string): Promise<void> {
  const { city, id, state, at } = webHookDeliveries
  const waiting = await tx
    .select({ id })
    .from(webHookDeliveries)
    .where(and(eq(city, ctx.city), eq(webHookDeliveries.hookId, hookId), eq(state, 'waiting')))
    .orderBy(asc(at), asc(id))
  for (const one of waiting) await enqueue(sendWebHook, { city: ctx.city, deliveryId: one.id })
}
