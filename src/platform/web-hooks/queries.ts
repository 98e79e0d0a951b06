import { and, asc, desc, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import { read } from '../db/transact.ts'
import { webHookDeliveries, webHooks } from '../tables.ts'
import { WebHook, WebHookDelivery } from './contract.ts'
import { hookedKinds } from './kinds.ts'

export const listWebHooks = (ctx: Context) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(webHooks)
      .where(eq(webHooks.city, ctx.city))
      .orderBy(asc(webHooks.name), asc(webHooks.id))
    return { rows: rows.map((row) => WebHook.parse({ ...row, earlierUntil: ahead(ctx, row) })), kinds: hookedKinds() }
  })

/** A secret that signs no more is no matter of anybody. */
const ahead = (ctx: Context, { earlierUntil }: Pick<WebHook, 'earlierUntil'>): string | null =>
  earlierUntil !== null && Temporal.Instant.compare(Temporal.Instant.from(earlierUntil), ctx.now()) > 0
    ? earlierUntil
    : null

/** The last deliveries of a hook. */
export const listDeliveries = (ctx: Context, hookId: string) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(webHookDeliveries)
      .where(and(eq(webHookDeliveries.city, ctx.city), eq(webHookDeliveries.hookId, hookId)))
      .orderBy(desc(webHookDeliveries.at), desc(webHookDeliveries.id))
      .limit(200)
    return rows.map((row) => WebHookDelivery.parse(row))
  })
