import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { proposeApproval } from '#platform/approvals/index.ts'
import { type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { administrators } from '#platform/roles.ts'
import { closeAccount as closeForSignIn, createAccount } from '#platform/sign-in/accounts.ts'
import { makePassword } from '#platform/sign-in/initial-password.ts'
import { unlock } from '#platform/sign-in/locks.ts'
import { endSessions } from '#platform/sign-in/open-sessions.ts'
import { resetPassword as setInitialPassword } from '#platform/sign-in/password-change.ts'
import { accounts } from '#platform/tables.ts'
import { people } from '../tables.ts'
import type { MakeAccount } from './contract.ts'
import { requireSuccessor, tell } from './grants/commands.ts'
import {
  type AccountRow,
  accountOf,
  heldBy,
  lockAccount,
  lockAccounts,
  requireOpenAccount,
  todayOf,
} from './grants/queries.ts'
import { type AccountAction, can } from './policy.ts'
import { stateOn } from './rules.ts'

/** A password somebody else knows opens the account only to change it. */
interface Initial {
  id: string
  username: string
  initialPassword: string
}

/**
 * Makes an account for a person, without any role, with an initial password that is told once.
 *
 * @throws AppError forbidden | not-found `organisations.noSuchPerson` | invalid `platform.usernameForm` | conflict `platform.usernameTaken`
 */
export const makeAccount = (ctx: Context, input: MakeAccount): Promise<Initial> =>
  transact(ctx, async (tx) => {
    requireMay(can(ctx.actor, 'make'), 'accounts.make')
    const person = 'id' in input.person ? await personById(tx, ctx, input.person.id) : await addPerson(tx, ctx, input)
    const initialPassword = makePassword()
    const username = input.username.toLowerCase()
    const account = { city: ctx.city, username, name: person.name, personId: person.id, mustChange: true }

    const id = await transactAsOwner(ctx.city, (owner) =>
      createAccount(owner, { ...account, password: initialPassword }, []),
    )
    await tell(ctx, tx, 'account-made', id, { accountId: id, personId: person.id }, { username, name: person.name })
    return { id, username, initialPassword }
  })

async function personById(tx: Tx, ctx: Context, id: string): Promise<{ id: string; name: string }> {
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.city, ctx.city), eq(people.id, id)))
  return found(rows[0], 'organisations.noSuchPerson')
}

async function addPerson(tx: Tx, ctx: Context, { person }: MakeAccount): Promise<{ id: string; name: string }> {
  const name = 'name' in person ? person.name : ''
  const id = newId()
  await tx.insert(people).values({ city: ctx.city, id, name })
  return { id, name }
}

/** Loads an account in the order of every command here: within the scope, locked, then whether the actor may. */
async function accountFor(tx: Tx, ctx: Context, id: string, action: AccountAction, name: string): Promise<AccountRow> {
  await lockAccounts(tx, ctx)
  const account = await lockAccount(ctx, id)
  requireMay(can(ctx.actor, action), name)
  return account
}

/** One's own account is looked after on its own page. @throws AppError conflict `accounts.notYourself` */
function requireAnother(ctx: Context, account: AccountRow): void {
  if (account.id === ctx.actor.accountId) throw new AppError('conflict', 'accounts.notYourself')
}

/**
 * Gives a new initial password and ends all sessions.
 *
 * An administrator's password is set anew only where a second factor guards the account: else the one who sets it could
 * act as another administrator.
 *
 * @throws AppError not-found | forbidden | conflict `accounts.administratorPassword`, `accounts.notYourself`, `accounts.closed`
 */
export const resetPassword = (ctx: Context, id: string): Promise<Initial> =>
  transact(ctx, async (tx) => {
    const account = await accountFor(tx, ctx, id, 'reset-password', 'accounts.resetPassword')
    requireAnother(ctx, account)
    requireOpenAccount(account)
    const isAdministrator = (await heldBy(tx, ctx, [id])).some(({ role }) => administrators.includes(role))
    if (isAdministrator && !account.twoFactorEnabled) throw new AppError('conflict', 'accounts.administratorPassword')

    const initialPassword = makePassword()
    const username = account.username ?? ''
    await transactAsOwner(ctx.city, (owner) => setInitialPassword(owner, id, initialPassword, ctx.now()))
    await unlock(username)
    await tell(ctx, tx, 'password-reset', id, { accountId: id })
    return { id, username, initialPassword }
  })

/**
 * Closes an account at once; its sessions end, its roles stay written and count no more.
 *
 * @throws AppError not-found | forbidden | conflict `accounts.notYourself`, `accounts.lastAdministrator`
 */
export const closeAccount = (ctx: Context, id: string, { reason }: { reason: string }): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const account = await accountFor(tx, ctx, id, 'close', 'accounts.close')
    requireAnother(ctx, account)
    if (account.closedAt !== null) return { id }
    const today = todayOf(ctx)
    for (const grant of await heldBy(tx, ctx, [id])) {
      if (stateOn(grant, today) === 'now') await requireSuccessor(tx, ctx, grant, yesterday(today), id)
    }

    await transactAsOwner(ctx.city, async (owner) => {
      await endSessions(owner, { accountId: id })
      await closeForSignIn(owner, ctx.city, id, ctx.now())
    })
    await tell(ctx, tx, 'account-closed', id, { accountId: id }, { reason })
    return { id }
  })

const yesterday = (today: string): string => new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)

/** Proposes to open a closed account again: its roles come back with it. @throws AppError not-found | forbidden | conflict `accounts.isOpen` */
export const proposeReopening = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    const account = await accountFor(tx, ctx, id, 'propose', 'accounts.reopen')
    if (account.closedAt === null) throw new AppError('conflict', 'accounts.isOpen', { name: account.name })
    const subject = { kind: 'account', id }
    return proposeApproval(ctx, tx, { kind: 'reopen-account', subject, proposal: { accountId: id }, reason })
  })

/** Opens an account again, which a second person agreed to. */
export async function reopenAccount(ctx: Context, tx: Tx, { accountId }: { accountId: string }): Promise<void> {
  await lockAccounts(tx, ctx)
  const account = await accountOf(ctx, accountId)
  if (account.closedAt === null) throw new AppError('conflict', 'accounts.isOpen', { name: account.name })
  await transactAsOwner(ctx.city, (owner) =>
    owner
      .update(accounts)
      .set({ closedAt: null })
      .where(and(eq(accounts.city, ctx.city), eq(accounts.id, accountId))),
  )
  await tell(ctx, tx, 'account-reopened', accountId, { accountId })
}

/** Ends all sessions of an account, or one. @throws AppError not-found | forbidden */
export const endAccountSessions = (
  ctx: Context,
  id: string,
  { sessionId }: { sessionId?: string | undefined },
): Promise<{ ended: number }> =>
  transact(ctx, async (tx) => {
    await accountFor(tx, ctx, id, 'end-sessions', 'accounts.endSessions')
    const which = { accountId: id, ...(sessionId === undefined ? {} : { sessionId }) }
    const ended = await transactAsOwner(ctx.city, (owner) => endSessions(owner, which))
    const subject = { kind: 'account', id }
    if (ended > 0) await announce(ctx, tx, { kind: 'sessions-ended', subject, facts: { ended } })
    return { ended }
  })

/** Lets an account sign in again before its lock ends. @throws AppError not-found | forbidden */
export const unlockAccount = (ctx: Context, id: string): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const account = await accountFor(tx, ctx, id, 'unlock', 'accounts.unlock')
    await unlock(account.username ?? '')
    await tell(ctx, tx, 'account-unlocked', id, { accountId: id })
    return { id }
  })
