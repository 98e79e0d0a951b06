import { and, desc, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Actor, Context } from '../actor.ts'
import { dayOf, now } from '../clock.ts'
import { read, transact } from '../db/transact.ts'
import { apiKeys } from '../tables.ts'
import { ApiKeyView } from './contract.ts'
import { hashOfKey } from './hash.ts'
import { keyIn, keyPermissions, stateOn } from './rules.ts'

export type KeyRow = typeof apiKeys.$inferSelect

export const keyView = (row: KeyRow, today: string): ApiKeyView =>
  ApiKeyView.parse({ ...row, state: stateOn(row, today) })

/** All keys of the city, those that opened something once among them. */
export const listApiKeys = (ctx: Context): Promise<{ rows: ApiKeyView[]; today: string }> =>
  read(ctx, async (tx) => {
    const today = dayOf(ctx.now()).toString()
    const rows = await tx
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.city, ctx.city))
      .orderBy(desc(apiKeys.agreedAt), desc(apiKeys.id))
      .limit(500)
    return { rows: rows.map((row) => keyView(row, today)), today }
  })

/** Whether a request comes with a key and not with a session. */
export const bringsKey = (headers: Headers): boolean => headers.has('authorization')

/**
 * The actor of the key in the `Authorization` header; null for one that opens nothing. Looked up each time, so that a key
 * that was taken back ends at once.
 */
export async function keyActor(headers: Headers, moment: () => Temporal.Instant = now): Promise<Actor | null> {
  const brought = keyIn(headers.get('authorization'))
  if (!brought) return null
  const { city } = brought
  const [row] = await read({ city }, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.city, city), eq(apiKeys.hash, hashOfKey(brought.key)), isNull(apiKeys.revokedAt))),
  )
  const at = moment()
  if (!row || stateOn(row, dayOf(at).toString()) !== 'active') return null
  await recordUse(row, at)
  return actorOf(row)
}

/** Once a minute is enough to see that a key is used. */
async function recordUse({ city, id, lastUsedAt }: KeyRow, at: Temporal.Instant): Promise<void> {
  if (lastUsedAt !== null && at.since(Temporal.Instant.from(lastUsedAt)).total('seconds') < 60) return
  await transact({ city }, (tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: at.toString() })
      .where(and(eq(apiKeys.city, city), eq(apiKeys.id, id))),
  )
}

/** A key holds no post and sees nothing by a role: what it may do stands in its permissions. */
const actorOf = ({ city, id, name, system, permissions }: KeyRow): Actor => ({
  accountId: `key:${id}`,
  name,
  city,
  role: 'enterprise-user',
  auditedAs: 'api-key',
  key: { system, permissions: keyPermissions.filter((one) => permissions.includes(one)) },
  scope: { kind: 'own', id: `key:${id}` },
  unitId: null,
  unitIds: [],
  divisions: [],
  chainIds: [],
  grantId: null,
  actingFor: null,
})
