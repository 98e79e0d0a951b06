import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { proposeApproval } from '#platform/approvals/index.ts'
import { type Tx, transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { administrators, type Role } from '#platform/roles.ts'
import { endSessions } from '#platform/sign-in/open-sessions.ts'
import { forgetSessionsOf } from '#platform/sign-in/session-cache.ts'
import { grants, portfolioItems } from '#platform/tables.ts'
import type { CorrectGrant, EndGrant, ProposeGrant, WidenPortfolio } from '../contract.ts'
import type { AccountEvent, AccountEvents } from '../events.ts'
import { can, keepers } from '../policy.ts'
import { clashFault, leavesNobody, periodFault, roleFault, stateOn, twiceFault } from '../rules.ts'
import { requirePlaces } from '../scopes/queries.ts'
import type { AddItems, CorrectDates, GiveGrant, GivenItem } from './contract.ts'
import {
  type AccountRow,
  accountOf,
  accountsOfPerson,
  actingIn,
  type GrantRow,
  heldBy,
  holdersOf,
  lockAccount,
  lockAccounts,
  lockGrant,
  requireNoNamesake,
  requireOpenAccount,
  requireOwnSignIn,
  requireRule,
  todayOf,
  waitingRoles,
} from './queries.ts'

/** Announces one of the facts about accounts. */
export const tell = <Kind extends AccountEvent>(
  ctx: Context,
  tx: Tx,
  kind: Kind,
  accountId: string,
  facts: AccountEvents[Kind],
  details?: unknown,
): Promise<void> => {
  // What the account may has changed, or may have: its sessions are looked up anew.
  forgetSessionsOf(accountId)
  return announce(ctx, tx, { kind, subject: { kind: 'account', id: accountId }, facts, details })
}

/**
 * Proposes a role with a scope; the security administrator decides.
 *
 * @throws AppError not-found | forbidden | invalid | conflict `accounts.twoAdministrators`, `accounts.administratorInBusiness`,
 *   `accounts.sameGrant`, `accounts.closed`
 */
export const proposeGrant = (ctx: Context, accountId: string, input: ProposeGrant): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    await lockAccounts(tx, ctx)
    const account = await lockAccount(ctx, accountId)
    requireMay(can(ctx.actor, 'propose'), 'accounts.propose')
    requireOpenAccount(account)
    const proposal = wantedGrant(ctx, accountId, input)
    if (proposal.fromOn < todayOf(ctx)) throw new AppError('invalid', 'accounts.fromPast', { today: todayOf(ctx) })
    await requireGivable(tx, ctx, account, proposal, { waiting: true })

    const subject = { kind: 'account', id: accountId }
    return proposeApproval(ctx, tx, { kind: 'give-grant', subject, proposal, reason: input.reason })
  })

function wantedGrant(ctx: Context, accountId: string, input: ProposeGrant): GiveGrant {
  const { scope, role, unitId, post, toOn } = input
  const fromOn = input.fromOn ?? todayOf(ctx)
  const ids = { city: ctx.city, own: accountId, portfolio: '' }
  const id = 'id' in scope ? scope.id : ids[scope.kind]
  const items = 'items' in scope ? scope.items.map((item) => ({ ...item, fromOn: item.fromOn ?? fromOn })) : []
  return { accountId, role, scope: { kind: scope.kind, id }, items, unitId, post, fromOn, toOn }
}

/** @throws AppError invalid, conflict */
export async function requireGivable(
  tx: Tx,
  ctx: Context,
  account: AccountRow,
  wanted: GiveGrant,
  { waiting }: { waiting: boolean },
): Promise<void> {
  const { role, scope, unitId } = wanted
  await requireOwnSignIn(ctx, account, role)
  await requireNoNamesake(tx, ctx, account, role)
  requireRule(roleFault({ role, scopeKind: scope.kind, unitId }))
  requireRule(periodFault(wanted, todayOf(ctx)))
  requireItems(ctx, wanted.items)
  const named = ['unit', 'district', 'enterprise'].includes(scope.kind) ? [scope] : []
  const ofPost = unitId === null ? [] : [{ kind: 'unit', id: unitId }]
  await requirePlaces(tx, ctx, [...named, ...ofPost, ...placesOf(wanted.items)])
  const ids = (await accountsOfPerson(ctx, account)).map(({ id }) => id)
  const held = await heldBy(tx, ctx, ids)
  const roles = held.map((one) => one.role)
  requireRule(clashFault(role, waiting ? [...roles, ...(await waitingRoles(tx, ctx, ids))] : roles))
  const own = held.filter(({ accountId }) => accountId === account.id)
  requireRule(twiceFault({ role, scopeKind: scope.kind, scopeId: scope.id, ...period(wanted) }, own))
}

const period = ({ fromOn, toOn }: { fromOn: string; toOn: string | null }) => ({ fromOn, toOn })
const placesOf = (items: readonly GivenItem[]) => items.map(({ kind, itemId }) => ({ kind, id: itemId }))

function requireItems(ctx: Context, items: readonly GivenItem[]): void {
  for (const item of items) requireRule(periodFault(item, todayOf(ctx)))
  const keys = items.map(({ kind, itemId }) => `${kind} ${itemId}`)
  if (new Set(keys).size < keys.length) throw new AppError('invalid', 'accounts.itemTwice')
}

/** Gives a role that a second person agreed to; its first day is not before the day of their agreement. */
export async function giveGrant(ctx: Context, tx: Tx, agreed: GiveGrant): Promise<string> {
  await lockAccounts(tx, ctx)
  const account = await accountOf(ctx, agreed.accountId)
  requireOpenAccount(account)
  const today = todayOf(ctx)
  const wanted = { ...agreed, fromOn: agreed.fromOn < today ? today : agreed.fromOn }
  await requireGivable(tx, ctx, account, wanted, { waiting: false })
  const { accountId, role, scope, unitId, post } = wanted
  const id = newId()
  const scopeId = scope.kind === 'portfolio' ? id : scope.id
  const row = { city: ctx.city, id, accountId, role, scopeKind: scope.kind, scopeId, unitId, post, ...period(wanted) }
  await tx.insert(grants).values(row)
  await addItems(tx, ctx, id, wanted.items)
  await endBefore(ctx, accountId, role)
  await tell(ctx, tx, 'grant-given', accountId, { accountId, grantId: id, role }, wanted)
  return id
}

/** Who becomes an administrator signs in anew: an open session may have come in without the second factor. */
export async function endBefore(ctx: Context, accountId: string, role: Role): Promise<void> {
  if (administrators.includes(role)) await transactAsOwner(ctx.city, (owner) => endSessions(owner, { accountId }))
}

async function addItems(tx: Tx, ctx: Context, grantId: string, items: readonly GivenItem[]): Promise<void> {
  if (items.length === 0) return
  await tx.insert(portfolioItems).values(items.map((item) => ({ city: ctx.city, id: newId(), grantId, ...item })))
}

/** A grant the actor may look at, with its account, for a change. @throws AppError not-found `accounts.noSuchGrant` */
async function lockVisible(tx: Tx, ctx: Context, grantId: string): Promise<GrantRow> {
  await lockAccounts(tx, ctx)
  const grant = await lockGrant(tx, ctx, grantId)
  const isOwn = grant.accountId === ctx.actor.accountId || (await isHolder(tx, ctx, grant))
  return found(keepers.includes(ctx.actor.role) || isOwn ? grant : null, 'accounts.noSuchGrant')
}

/** Whether the actor is the absent colleague in whose post somebody acts. */
async function isHolder(tx: Tx, ctx: Context, { actingFor }: GrantRow): Promise<boolean> {
  if (actingFor === null) return false
  const [post] = await tx
    .select({ accountId: grants.accountId })
    .from(grants)
    .where(and(eq(grants.city, ctx.city), eq(grants.id, actingFor)))
  return post?.accountId === ctx.actor.accountId
}

/** @throws AppError conflict `accounts.grantOver` */
export function requireNotOver(ctx: Context, grant: GrantRow): void {
  if (stateOn(grant, todayOf(ctx)) !== 'over') return
  throw new AppError('conflict', 'accounts.grantOver', { post: grant.post, day: grant.toOn ?? '' })
}

/**
 * Takes a role away: at once, or on a day to come that is earlier than the one that stands. Who acts in the post stops
 * with it. One person does this alone; who acts for a colleague may be sent home by that colleague, or go by themselves.
 *
 * A role taken away at once counted through yesterday: days are whole, and today it counts no more.
 *
 * @throws AppError not-found | forbidden | invalid `accounts.endDay` | conflict `accounts.grantOver`, `accounts.lastAdministrator`
 */
export const endGrant = (ctx: Context, id: string, input: EndGrant): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const grant = await lockVisible(tx, ctx, id)
    const mayAsActing = grant.actingFor !== null
    requireMay(can(ctx.actor, 'end-grant') || mayAsActing, 'accounts.endGrant')
    requireNotOver(ctx, grant)
    const lastDayOn = lastDay(ctx, input.lastDayOn, grant.toOn)
    await requireSuccessor(tx, ctx, grant, lastDayOn)

    await shorten(tx, ctx, grant, lastDayOn)
    return { id }
  })

const before = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
const after = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function lastDay(ctx: Context, wanted: string | undefined, standing: string | null): string {
  const today = todayOf(ctx)
  if (wanted === undefined) return before(today)
  if (wanted >= today && (standing === null || wanted <= standing)) return wanted
  throw new AppError('invalid', 'accounts.endDay', { from: today, to: standing ?? '—' })
}

/**
 * Whether the role has another holder after the last day. `closing`: all posts of this account go.
 *
 * @throws AppError conflict `accounts.lastAdministrator`
 */
export async function requireSuccessor(
  tx: Tx,
  ctx: Context,
  grant: GrantRow,
  lastDayOn: string,
  closing?: string,
): Promise<void> {
  if (grant.actingFor !== null) return
  const others = await holdersOf(tx, ctx, grant.role)
  const remaining = others.filter(({ id, accountId }) => id !== grant.id && accountId !== closing)
  const day = [after(lastDayOn), grant.fromOn].toSorted()[1] ?? lastDayOn
  if (leavesNobody(grant.role, day, remaining)) throw new AppError('conflict', 'accounts.lastAdministrator')
}

async function shorten(tx: Tx, ctx: Context, grant: GrantRow, lastDayOn: string): Promise<void> {
  const acting = (await actingIn(tx, ctx, [grant.id])).filter(({ toOn }) => toOn === null || toOn > lastDayOn)
  for (const { id, accountId } of [grant, ...acting]) {
    await tx
      .update(grants)
      .set({ toOn: lastDayOn })
      .where(and(eq(grants.city, ctx.city), eq(grants.id, id)))
    await tell(ctx, tx, 'grant-ended', accountId, { accountId, grantId: id, lastDayOn })
  }
}

/** A closed unit takes the roles scoped to it along, and leaves portfolios; in the transaction that closes it. */
export async function endGrantsOfUnit(ctx: Context, tx: Tx, unitId: string, lastDayOn: string): Promise<void> {
  await lockAccounts(tx, ctx)
  const stillAfter = or(isNull(grants.toOn), gt(grants.toOn, lastDayOn))
  const scoped = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.city, ctx.city), eq(grants.scopeKind, 'unit'), eq(grants.scopeId, unitId), stillAfter))
  for (const { id } of scoped) await shorten(tx, ctx, await lockGrant(tx, ctx, id), lastDayOn)
  const { city, kind, itemId, toOn } = portfolioItems
  const items = await tx
    .update(portfolioItems)
    .set({ toOn: lastDayOn })
    .where(and(eq(city, ctx.city), eq(kind, 'unit'), eq(itemId, unitId), or(isNull(toOn), gt(toOn, lastDayOn))))
    .returning({ id: portfolioItems.id, grantId: portfolioItems.grantId })
  for (const { id, grantId } of items) {
    const { accountId } = await lockGrant(tx, ctx, grantId)
    await tell(ctx, tx, 'portfolio-item-ended', accountId, { accountId, grantId, itemId: id, lastDayOn })
  }
}

/** Proposes other dates for a role. @throws AppError not-found | forbidden | invalid | conflict */
export const proposeDates = (ctx: Context, id: string, input: CorrectGrant): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    const grant = await lockVisible(tx, ctx, id)
    requireMay(can(ctx.actor, 'propose'), 'accounts.propose')
    requireOpenAccount(await accountOf(ctx, grant.accountId))
    const { fromOn, toOn } = input
    await requireDates(tx, ctx, grant, { fromOn, toOn })

    const proposal: CorrectDates = { grantId: id, accountId: grant.accountId, fromOn, toOn }
    const subject = { kind: 'account', id: grant.accountId }
    return proposeApproval(ctx, tx, { kind: 'correct-grant', subject, proposal, reason: input.reason })
  })

async function requireDates(
  tx: Tx,
  ctx: Context,
  grant: GrantRow,
  wanted: { fromOn: string; toOn: string | null },
): Promise<void> {
  requireNotOver(ctx, grant)
  if (grant.origin !== 'local') throw new AppError('conflict', 'accounts.fromSignOn')
  if (grant.actingFor !== null) throw new AppError('conflict', 'accounts.actingAnew')
  requireRule(periodFault(wanted, todayOf(ctx)))
  const held = (await heldBy(tx, ctx, [grant.accountId])).filter(({ id }) => id !== grant.id)
  requireRule(twiceFault({ ...grant, ...wanted }, held))
  if (wanted.toOn !== null) await requireSuccessor(tx, ctx, grant, wanted.toOn)
  if (wanted.fromOn > todayOf(ctx)) await requireSuccessor(tx, ctx, grant, before(todayOf(ctx)))
}

/** Writes dates that a second person agreed to; who acts in the post acts inside them. */
export async function correctGrant(ctx: Context, tx: Tx, agreed: CorrectDates): Promise<void> {
  await lockAccounts(tx, ctx)
  const grant = await lockGrant(tx, ctx, agreed.grantId)
  requireOpenAccount(await accountOf(ctx, grant.accountId))
  const dates = period(agreed)
  await requireDates(tx, ctx, grant, dates)
  if (dates.toOn !== null && (grant.toOn === null || dates.toOn < grant.toOn)) await shorten(tx, ctx, grant, dates.toOn)
  await tx
    .update(grants)
    .set(dates)
    .where(and(eq(grants.city, ctx.city), eq(grants.id, grant.id)))
  const { accountId, id: grantId } = grant
  await tell(ctx, tx, 'grant-corrected', accountId, { accountId, grantId, ...dates }, { before: period(grant) })
}

/** Proposes further items for a portfolio. @throws AppError not-found | forbidden | invalid | conflict */
export const proposeItems = (ctx: Context, id: string, input: WidenPortfolio): Promise<{ approvalId: string }> =>
  transact(ctx, async (tx) => {
    const grant = await lockVisible(tx, ctx, id)
    requireMay(can(ctx.actor, 'propose'), 'accounts.propose')
    const items = input.items.map((item) => ({ ...item, fromOn: item.fromOn ?? todayOf(ctx) }))
    await requireWidening(tx, ctx, grant, items)

    const proposal: AddItems = { grantId: id, accountId: grant.accountId, items }
    const subject = { kind: 'account', id: grant.accountId }
    return proposeApproval(ctx, tx, { kind: 'widen-portfolio', subject, proposal, reason: input.reason })
  })

async function requireWidening(tx: Tx, ctx: Context, grant: GrantRow, items: readonly GivenItem[]): Promise<void> {
  requireNotOver(ctx, grant)
  requireOpenAccount(await accountOf(ctx, grant.accountId))
  if (grant.scopeKind !== 'portfolio' || grant.actingFor !== null) {
    throw new AppError('conflict', 'accounts.noPortfolio', { post: grant.post })
  }
  requireItems(ctx, items)
  await requirePlaces(tx, ctx, placesOf(items))
}

/** Adds items that a second person agreed to. */
export async function widenPortfolio(ctx: Context, tx: Tx, agreed: AddItems): Promise<void> {
  await lockAccounts(tx, ctx)
  const grant = await lockGrant(tx, ctx, agreed.grantId)
  await requireWidening(tx, ctx, grant, agreed.items)
  await addItems(tx, ctx, grant.id, agreed.items)
  const { accountId, id: grantId } = grant
  await tell(ctx, tx, 'portfolio-widened', accountId, { accountId, grantId, count: agreed.items.length }, agreed.items)
}

/** Takes something out of a portfolio, at once or on a day to come. @throws AppError not-found | forbidden | invalid | conflict */
export const endPortfolioItem = (ctx: Context, id: string, input: EndGrant): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    await lockAccounts(tx, ctx)
    const rows = await tx
      .select()
      .from(portfolioItems)
      .where(and(eq(portfolioItems.city, ctx.city), eq(portfolioItems.id, id)))
      .for('update')
    const item = found(keepers.includes(ctx.actor.role) ? rows[0] : null, 'accounts.noSuchGrant')
    requireMay(can(ctx.actor, 'end-grant'), 'accounts.endGrant')
    const { accountId, post } = await lockGrant(tx, ctx, item.grantId)
    if (stateOn(item, todayOf(ctx)) === 'over') {
      throw new AppError('conflict', 'accounts.grantOver', { post, day: item.toOn ?? '' })
    }
    const lastDayOn = lastDay(ctx, input.lastDayOn, item.toOn)

    await tx
      .update(portfolioItems)
      .set({ toOn: lastDayOn })
      .where(and(eq(portfolioItems.city, ctx.city), eq(portfolioItems.id, id)))
    await tell(ctx, tx, 'portfolio-item-ended', accountId, { accountId, grantId: item.grantId, itemId: id, lastDayOn })
    return { id }
  })
