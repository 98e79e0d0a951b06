import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '../actor.ts'
import { proposeApproval } from '../approvals/commands.ts'
import { type Tx, transact } from '../db/transact.ts'
import { AppError, found, one } from '../errors.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'
import { readable } from '../protect/values.ts'
import { webHookDeliveries, webHooks } from '../tables.ts'
import { hookKeepers, type ProposeWebHook, WebHook, WebHookDelivery } from './contract.ts'
import { sendWaiting, sendWebHook, setHook, tellOf } from './deliver.ts'
import { hookedKinds } from './kinds.ts'
import { hookNetworks } from './networks.ts'
import { addressFault, bothSecretsHours } from './rules.ts'
import { secretColumns } from './tables.ts'

/** Name of the kind of proposal. */
export const webHookApproval = 'web-hook'

type Row = typeof webHooks.$inferSelect
const isKeeper = ({ actor }: Context): boolean => hookKeepers.includes(actor.role)
const newSecret = (): string => randomBytes(32).toString('base64url')

/** @throws AppError invalid `platform.hooks.address.<fault>`, `platform.hooks.kind` */
function requireSound({ url, kinds }: Pick<ProposeWebHook, 'url' | 'kinds'>): void {
  const fault = addressFault(url, hookNetworks())
  if (fault !== null) throw new AppError('invalid', `platform.hooks.address.${fault}`)
  const known = hookedKinds()
  const strange = kinds.find((kind) => !known.includes(kind))
  if (strange !== undefined) throw new AppError('invalid', 'platform.hooks.kind', { kind: strange })
}

/** Asks a second person for a hook. @throws AppError forbidden | invalid */
export const proposeWebHook = (ctx: Context, { reason, ...wanted }: ProposeWebHook): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    requireMay(isKeeper(ctx), 'webHooks.propose')
    requireSound(wanted)
    const proposal = { ...wanted, kinds: [...new Set(wanted.kinds)] }
    return proposeApproval(ctx, tx, {
      ...{ kind: webHookApproval, subject: { kind: 'web-hook', id: wanted.url }, proposal, reason },
    })
  })

type Agreed = Omit<ProposeWebHook, 'reason'> & { proposedBy: string; proposedByName: string }

/** What the second person agreed to. Its secret is told when the system administrator makes one. */
export async function agreeWebHook(ctx: Context, tx: Tx, agreed: Agreed): Promise<void> {
  requireSound(agreed)
  const row = {
    ...{ city: ctx.city, id: newId(), ...agreed, state: 'active', ...secretColumns(newSecret(), null) },
    ...{ agreedByName: ctx.actor.name, agreedAt: ctx.now().toString() },
  }
  await tx.insert(webHooks).values(row)
  await tellOf(ctx, tx, 'web-hook-agreed', row)
}

/** Makes a new secret, given to the caller alone; both sign for a day. @throws AppError not-found | forbidden | conflict */
export const changeSecret = (ctx: Context, id: string, seen: { version: number }): Promise<{ secret: string }> =>
  transact(ctx, async (tx) => {
    const hook = await lockHook(ctx, tx, id, seen.version, 'webHooks.secret')
    const secret = newSecret()
    const earlierUntil = ctx.now().add({ hours: bothSecretsHours }).toString()
    const change = { ...secretColumns(secret, readable(hook.secret)), earlierUntil, version: hook.version + 1 }
    await setHook(ctx, tx, id, change)
    await tellOf(ctx, tx, 'web-hook-secret-changed', hook)
    return { secret }
  })

/** Lets a stopped hook go on with what waits. @throws AppError not-found | forbidden | conflict */
export const resumeWebHook = (ctx: Context, id: string, seen: { version: number }): Promise<WebHook> =>
  transact(ctx, async (tx) => {
    const hook = await lockHook(ctx, tx, id, seen.version, 'webHooks.resume')
    const change = { state: 'active', failures: 0, version: hook.version + 1 }
    await setHook(ctx, tx, id, change)
    await sendWaiting(ctx, tx, id)
    await tellOf(ctx, tx, 'web-hook-resumed', hook)
    return WebHook.parse({ ...hook, ...change })
  })

/** Ends a hook for good. @throws AppError not-found | forbidden | conflict */
export const endWebHook = (ctx: Context, id: string, seen: { version: number }): Promise<WebHook> =>
  transact(ctx, async (tx) => {
    const hook = await lockHook(ctx, tx, id, seen.version, 'webHooks.end')
    const change = { state: 'ended', version: hook.version + 1 }
    await setHook(ctx, tx, id, change)
    await tellOf(ctx, tx, 'web-hook-ended', hook)
    return WebHook.parse({ ...hook, ...change })
  })

async function lockHook(ctx: Context, tx: Tx, id: string, version: number, action: string): Promise<Row> {
  const rows = await tx
    .select()
    .from(webHooks)
    .where(and(eq(webHooks.city, ctx.city), eq(webHooks.id, id)))
    .for('update')
  const hook = found(rows[0], 'platform.hooks.noSuch')
  requireMay(isKeeper(ctx), action)
  if (hook.state === 'ended') throw new AppError('conflict', 'platform.hooks.ended')
  if (hook.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  return hook
}

/** Sends a delivery again now, whatever became of it. @throws AppError not-found | forbidden | conflict */
export const sendAgain = (ctx: Context, id: string) =>
  transact(ctx, async (tx) => {
    requireMay(isKeeper(ctx), 'webHooks.sendAgain')
    const mine = and(eq(webHookDeliveries.city, ctx.city), eq(webHookDeliveries.id, id))
    const [row] = await tx.select().from(webHookDeliveries).where(mine).for('update')
    const delivery = found(row, 'platform.hooks.noDelivery')
    const [hook] = await tx
      .select({ state: webHooks.state })
      .from(webHooks)
      .where(and(eq(webHooks.city, ctx.city), eq(webHooks.id, delivery.hookId)))
    if (hook?.state !== 'active') throw new AppError('conflict', 'platform.hooks.notActive')
    const change = { state: 'waiting', attempts: 0, nextAt: ctx.now().toString(), deliveredAt: null }
    const saved = one(await tx.update(webHookDeliveries).set(change).where(mine).returning())
    await enqueue(sendWebHook, { city: ctx.city, deliveryId: id })
    return WebHookDelivery.parse(saved)
  })
