import { type Context, requireMay } from '#platform/actor.ts'
import { proposeApproval } from '#platform/approvals/index.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { officials } from '#platform/roles.ts'
import { grants } from '#platform/tables.ts'
import type { ProposeActing } from '../contract.ts'
import { endBefore, requireNotOver, tell } from '../grants/commands.ts'
import type { ActFor } from '../grants/contract.ts'
import {
  accountOf,
  accountsOfPerson,
  deputiesOf,
  type GrantRow,
  heldBy,
  lockAccounts,
  lockGrant,
  requireNoNamesake,
  requireOpenAccount,
  requireOwnSignIn,
  requireRule,
  todayOf,
  waitingRoles,
} from '../grants/queries.ts'
import { can, seesAccounts } from '../policy.ts'
import { actingFault, clashFault, periodFault } from '../rules.ts'

/**
 * Proposes who acts in a post while its holder is absent (代理): the holder does, or the system administrator; the security
 * administrator decides. Nobody acts for somebody who acts; the deputy must be able to hold the role beside their own.
 *
 * @throws AppError not-found | forbidden | invalid `accounts.actingTooLong`, `accounts.actingOutside` | conflict
 *   `accounts.actingForActing`, `accounts.alreadyActing`, `accounts.samePerson`, `accounts.twoAdministrators`, …
 */
export const proposeActing = (ctx: Context, grantId: string, input: ProposeActing): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    await lockAccounts(tx, ctx)
    const row = await lockGrant(tx, ctx, grantId)
    const isOwn = row.accountId === ctx.actor.accountId
    const post = found(isOwn || seesAccounts(ctx.actor) ? row : null, 'accounts.noSuchGrant')
    requireMay(isOwn || can(ctx.actor, 'propose'), 'accounts.proposeActing')
    if (input.fromOn < todayOf(ctx)) throw new AppError('invalid', 'accounts.fromPast', { today: todayOf(ctx) })
    const { accountId, fromOn, toOn } = input
    const proposal: ActFor = { grantId, accountId, role: post.role, fromOn, toOn }
    await requireDeputy(tx, ctx, post, proposal, { waiting: true })

    const subject = { kind: 'account', id: accountId }
    return proposeApproval(ctx, tx, { kind: 'act-for', subject, proposal, reason: input.reason })
  })

async function requireDeputy(
  tx: Tx,
  ctx: Context,
  post: GrantRow,
  wanted: ActFor,
  { waiting }: { waiting: boolean },
): Promise<void> {
  requireNotOver(ctx, post)
  requireRule(periodFault(wanted, todayOf(ctx)))
  requireRule(actingFault(post, wanted, await deputiesOf(tx, ctx, post.id)))
  const deputy = await accountOf(ctx, wanted.accountId)
  requireOpenAccount(deputy)
  await requireOwnSignIn(ctx, deputy, post.role)
  await requireNoNamesake(tx, ctx, deputy, post.role)
  const ids = (await accountsOfPerson(ctx, deputy)).map(({ id }) => id)
  if (ids.includes(post.accountId)) throw new AppError('conflict', 'accounts.samePerson')
  const held = (await heldBy(tx, ctx, ids)).map(({ role }) => role)
  const roles = waiting ? [...held, ...(await waitingRoles(tx, ctx, ids))] : held
  requireRule(clashFault(post.role, roles))
  // A person of a firm, institute or association acts for no official.
  const isOutside = held.length > 0 && !held.some((role) => officials.includes(role))
  if (isOutside && officials.includes(post.role)) throw new AppError('conflict', 'accounts.outsiderActs')
}

/** Gives a deputy the post that a second person agreed to: same role, scope, unit and name, until the last day. */
export async function giveActing(ctx: Context, tx: Tx, agreed: ActFor): Promise<void> {
  await lockAccounts(tx, ctx)
  const post = await lockGrant(tx, ctx, agreed.grantId)
  const today = todayOf(ctx)
  const wanted = { ...agreed, fromOn: agreed.fromOn < today ? today : agreed.fromOn }
  await requireDeputy(tx, ctx, post, wanted, { waiting: false })
  const { city, role, scopeKind, scopeId, unitId, post: name } = post
  const { accountId, fromOn, toOn } = wanted
  const id = newId()
  const given = { id, accountId, fromOn, toOn, actingFor: post.id }
  await tx.insert(grants).values({ city, role, scopeKind, scopeId, unitId, post: name, ...given })
  await endBefore(ctx, accountId, role)
  await tell(ctx, tx, 'grant-given', accountId, { accountId, grantId: id, role }, given)
}
