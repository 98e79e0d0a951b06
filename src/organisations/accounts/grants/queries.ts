import { and, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transactAsOwner } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { administrators, type Role, roles, type ScopeKind, scopeKinds } from '#platform/roles.ts'
import { accounts, approvals, credentials, grants, portfolioItems } from '#platform/tables.ts'
import { visibleTo } from '../policy.ts'
import { type RuleFault, stateOn } from '../rules.ts'
import { ActFor, GiveGrant, ImportGrants } from './contract.ts'

export type AccountRow = typeof accounts.$inferSelect
export type ItemRow = typeof portfolioItems.$inferSelect
type StoredGrant = typeof grants.$inferSelect

/** A grant with its role and kind of scope as the closed lists know them. */
export type GrantRow = Omit<StoredGrant, 'role' | 'scopeKind'> & { role: Role; scopeKind: ScopeKind }

export const todayOf = (ctx: Pick<Context, 'now'>): string => dayOf(ctx.now()).toString()

/** @throws AppError as the rule says */
export function requireRule(found: RuleFault | null): void {
  if (found) throw new AppError(found.fault, found.key, found.facts)
}

/** No other change of accounts and roles is under way in this city until the transaction ends. */
export const lockAccounts = (tx: Tx, ctx: Context) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`accounts:${ctx.city}`}))`)

/** An account the actor sees, locked. @throws AppError not-found `accounts.noSuch` */
export const lockAccount = (ctx: Context, id: string): Promise<AccountRow> =>
  transactAsOwner(ctx.city, async (tx) => {
    const rows = await tx
      .select()
      .from(accounts)
      .where(and(visibleTo(ctx.actor, accounts), eq(accounts.id, id)))
      .for('update')
    return found(rows[0], 'accounts.noSuch')
  })

/** An account of the city, whoever asks; for what was agreed to. @throws AppError not-found `accounts.noSuch` */
export const accountOf = (ctx: Context, id: string): Promise<AccountRow> =>
  transactAsOwner(ctx.city, async (tx) => {
    const rows = await tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), eq(accounts.id, id)))
    return found(rows[0], 'accounts.noSuch')
  })

/** @throws AppError conflict `accounts.closed` */
export function requireOpenAccount(account: AccountRow): void {
  if (account.closedAt === null) return
  throw new AppError('conflict', 'accounts.closed', { name: account.name })
}

/** All accounts of the person whose account it is, itself among them. */
export const accountsOfPerson = (ctx: Context, account: AccountRow): Promise<AccountRow[]> => {
  const { personId } = account
  if (personId === null) return Promise.resolve([account])
  return transactAsOwner(ctx.city, (tx) =>
    tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), eq(accounts.personId, personId))),
  )
}

/**
 * Whether an account may be an administrator's: it signs in with its own password and second factor, so the city's single
 * sign-on neither opened it nor is linked to it.
 *
 * @throws AppError conflict `accounts.administratorSignOn`
 */
export async function requireOwnSignIn(ctx: Context, { id, name, origin }: AccountRow, role: Role): Promise<void> {
  if (!administrators.includes(role)) return
  const linked = await transactAsOwner(ctx.city, (tx) =>
    tx
      .select({ id: credentials.id })
      .from(credentials)
      .where(and(eq(credentials.userId, id), ne(credentials.providerId, 'credential'))),
  )
  if (origin !== 'local' || linked.length > 0) throw new AppError('conflict', 'accounts.administratorSignOn', { name })
}

/**
 * Whether somebody of the same name, known as no person or as another, is another administrator: most likely the same one,
 * since the first administrators are known by name alone.
 *
 * @throws AppError conflict `accounts.twoAdministrators`
 */
export async function requireNoNamesake(tx: Tx, ctx: Context, account: AccountRow, role: Role): Promise<void> {
  if (!administrators.includes(role)) return
  const same = await transactAsOwner(ctx.city, (owner) =>
    owner
      .select({ id: accounts.id, personId: accounts.personId })
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), eq(accounts.name, account.name), ne(accounts.id, account.id))),
  )
  const unknown = same.filter(({ personId }) => personId === null || account.personId === null)
  const held = await heldBy(
    tx,
    ctx,
    unknown.map(({ id }) => id),
  )
  const others = held.filter((one) => one.role !== role && administrators.includes(one.role))
  if (others.length > 0) throw new AppError('conflict', 'accounts.twoAdministrators')
}

export function known(row: StoredGrant): GrantRow {
  const role = roles.find((one) => one === row.role)
  const scopeKind = scopeKinds.find((one) => one === row.scopeKind)
  if (!role || !scopeKind) throw new Error(`a grant of unknown role ${row.role} or scope ${row.scopeKind}`)
  return { ...row, role, scopeKind }
}

export async function grantsById(tx: Tx, ctx: Context, ids: readonly string[]): Promise<GrantRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.city, ctx.city), inArray(grants.id, [...ids])))
  return rows.map(known)
}

/** Grants of accounts, oldest first; ended ones too. */
export async function grantsOf(tx: Tx, ctx: Context, accountIds: readonly string[]): Promise<GrantRow[]> {
  if (accountIds.length === 0) return []
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.city, ctx.city), inArray(grants.accountId, [...accountIds])))
    .orderBy(grants.fromOn, grants.id)
  return rows.map(known)
}

/** The same without those that are over. */
export const heldBy = async (tx: Tx, ctx: Context, accountIds: readonly string[]): Promise<GrantRow[]> =>
  (await grantsOf(tx, ctx, accountIds)).filter((row) => stateOn(row, todayOf(ctx)) !== 'over')

/** A grant by its id, locked. @throws AppError not-found `accounts.noSuchGrant` */
export async function lockGrant(tx: Tx, ctx: Context, id: string): Promise<GrantRow> {
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.city, ctx.city), eq(grants.id, id)))
    .for('update')
  return known(found(rows[0], 'accounts.noSuchGrant'))
}

export const actingIn = async (tx: Tx, ctx: Context, grantIds: readonly string[]): Promise<GrantRow[]> => {
  if (grantIds.length === 0) return []
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.city, ctx.city), inArray(grants.actingFor, [...grantIds])))
    .orderBy(grants.fromOn, grants.id)
  return rows.map(known)
}

export const itemsOf = async (tx: Tx, ctx: Context, grantIds: readonly string[]): Promise<ItemRow[]> =>
  grantIds.length === 0
    ? []
    : tx
        .select()
        .from(portfolioItems)
        .where(and(eq(portfolioItems.city, ctx.city), inArray(portfolioItems.grantId, [...grantIds])))
        .orderBy(portfolioItems.fromOn, portfolioItems.id)

/** Grants of open accounts with a role, ended ones too. */
export async function holdersOf(tx: Tx, ctx: Context, role: Role): Promise<GrantRow[]> {
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.city, ctx.city), eq(grants.role, role)))
  const ids = [...new Set(rows.map(({ accountId }) => accountId))]
  if (ids.length === 0) return []
  const open = await transactAsOwner(ctx.city, (owner) =>
    owner
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.city, ctx.city), inArray(accounts.id, ids), isNull(accounts.closedAt))),
  )
  const isOpen = new Set(open.map(({ id }) => id))
  return rows.map(known).filter(({ accountId }) => isOpen.has(accountId))
}

/** Roles that wait for a second person, by account; of proposals that ran out nothing counts. */
export async function waitingRoles(tx: Tx, ctx: Context, accountIds: readonly string[]): Promise<Role[]> {
  const rows = await tx
    .select({ kind: approvals.kind, proposal: approvals.proposal })
    .from(approvals)
    .where(
      and(
        eq(approvals.city, ctx.city),
        eq(approvals.state, 'waiting'),
        gt(approvals.expiresAt, ctx.now().toString()),
        inArray(approvals.kind, ['give-grant', 'act-for', 'import-grants']),
      ),
    )
  const wanted = rows.flatMap(({ kind, proposal }): { accountId: string; role: Role }[] => {
    if (kind === 'act-for') return [ActFor.parse(proposal)]
    return kind === 'give-grant' ? [GiveGrant.parse(proposal)] : ImportGrants.parse(proposal).grants
  })
  return wanted.filter(({ accountId }) => accountIds.includes(accountId)).map(({ role }) => role)
}

/** Who acts in a post, now or later. */
export const deputiesOf = async (tx: Tx, ctx: Context, grantId: string): Promise<GrantRow[]> =>
  (await actingIn(tx, ctx, [grantId])).filter((row) => stateOn(row, todayOf(ctx)) !== 'over')
