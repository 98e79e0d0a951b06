import { and, asc, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import type { KeyPermission } from '#platform/api-keys/index.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { getRequest } from '../detail/queries.ts'
import { sourceOfKey, visibleTo } from '../policy.ts'
import { listTopics } from '../queries.ts'
import { requests } from '../tables.ts'
import { SubmittedState } from './contract.ts'

/** The system that acts, as its requests name it. @throws AppError forbidden */
export function requireKey({ actor }: Context, permission: KeyPermission): string {
  requireMay(actor.key?.permissions.includes(permission) ?? false, 'requests.entrance-submit')
  return actor.key ? sourceOfKey(actor.key) : ''
}

/** Id of what the acting system submitted under this number. */
export async function findNumber(tx: Tx, ctx: Context, externalNumber: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(requests.externalNumber, externalNumber)))
    .orderBy(asc(requests.id))
  return row?.id ?? null
}

/**
 * What is answered to every step: a key that may not read the state reads neither plan, answer nor words by stepping again.
 *
 * @throws AppError not-found `requests.notFound`
 */
export const getSubmitted = (ctx: Context, externalNumber: string): Promise<SubmittedState> =>
  transact(ctx, async (tx) => {
    const id = found(await findNumber(tx, ctx, externalNumber), 'requests.notFound')
    const { leadUnit, remarks, ...view } = await getRequest(ctx, id)
    const told = { unit: leadUnit?.name ?? null, words: remarks }
    const untold = { unit: null, words: [], outcome: null, plan: null, answer: null }
    return SubmittedState.parse({ ...view, externalNumber, ...(mayRead(ctx) ? told : untold) })
  })

const mayRead = ({ actor }: Context): boolean => actor.key?.permissions.includes('requests:read-state') ?? false

/** The same for a system that may ask. @throws AppError not-found | forbidden */
export async function readSubmitted(ctx: Context, externalNumber: string): Promise<SubmittedState> {
  requireMay(mayRead(ctx), 'requests.entrance-state')
  return getSubmitted(ctx, externalNumber)
}

/** Topics that are offered today, by their short names. */
export const topicsForSystems = (ctx: Context) =>
  read(ctx, async () => (await listTopics(ctx)).map(({ slug, name, nameEn }) => ({ topic: slug, name, nameEn })))
