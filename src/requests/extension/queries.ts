import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { extensionAsks } from './tables.ts'

export type ExtensionAsk = typeof extensionAsks.$inferSelect

/** What was asked in this round and not yet decided. */
export async function openAsk(
  tx: Tx,
  ctx: Context,
  { id, round }: { id: string; round: number },
): Promise<ExtensionAsk | null> {
  const asks = await openAskQuery(tx, ctx, id)
  return asks.find((ask) => ask.round === round) ?? null
}

/** The query of it for all rounds, for who reads other things with it. */
export const openAskQuery = (tx: Tx, ctx: Pick<Context, 'city'>, id: string) =>
  tx
    .select()
    .from(extensionAsks)
    .where(and(eq(extensionAsks.city, ctx.city), eq(extensionAsks.requestId, id), eq(extensionAsks.state, 'open')))
