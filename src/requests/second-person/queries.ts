/** Whether a second person is one: the policy knows the account and the post acted in alone, here are all of the person's. */
import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { ownAccounts } from '#platform/approvals/policy.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/transact.ts'
import { grants } from '#platform/tables.ts'
import type { RequestFacts } from '../policy.ts'

/** Not whoever acts, by any account. @throws AppError forbidden */
export async function requireAnother(ctx: Context, accountId: string | null, action: string): Promise<void> {
  requireMay(accountId === null || !(await ownAccounts(ctx)).has(accountId), action)
}

type Parts = Pick<RequestFacts, 'handlerId' | 'answerById' | 'leadUnitId'>

/** Who had a part in the answer, or works in the lead unit today by any post, judges nothing of it. @throws AppError forbidden */
export async function requireApart(tx: Tx, ctx: Context, request: Parts, action: string): Promise<void> {
  const { handlerId, answerById, leadUnitId } = request
  const own = await ownAccounts(ctx)
  requireMay(![handlerId, answerById].some((one) => one !== null && own.has(one)), action)
  if (leadUnitId === null) return
  const today = dayOf(ctx.now()).toString()
  const posts = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(
      and(
        ...[eq(grants.city, ctx.city), inArray(grants.accountId, [...own]), eq(grants.unitId, leadUnitId)],
        ...[lte(grants.fromOn, today), or(isNull(grants.toOn), gte(grants.toOn, today))],
      ),
    )
    .limit(1)
  requireMay(posts.length === 0, action)
}
