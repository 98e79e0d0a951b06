import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import { type Context, systemActor } from '../../actor.ts'
import { dayOf, now } from '../../clock.ts'
import { type Tx, transact, transactAsOwner } from '../../db/transact.ts'
import { AppError, one } from '../../errors.ts'
import { announce } from '../../events.ts'
import { newId } from '../../ids.ts'
import { administrators, roles } from '../../roles.ts'
import { accounts, credentials, grants } from '../../tables.ts'
import { accountOf, bind, lockPerson } from './admission.ts'
import type { Refusal } from './contract.ts'
import type { Identity } from './identity.ts'
import { endGrants, grantsInForce, renewGrants } from './renewal.ts'
import { providerId, type SignOn } from './sign-on.ts'

/** Whether the account belongs to a person of the sign-on, and whether its owner may part them. */
export async function linkOf(ctx: Context): Promise<{ isLinked: boolean; canUnlink: boolean }> {
  const [account, bound] = await transactAsOwner(ctx.city, async (tx) => [
    one(await tx.select().from(accounts).where(eq(accounts.id, ctx.actor.accountId))),
    await tx.select({ id: credentials.id }).from(credentials).where(boundTo(ctx.actor.accountId)),
  ])
  const isLinked = bound.length > 0
  return { isLinked, canUnlink: isLinked && account.origin === 'local' }
}

const boundTo = (accountId: string) => and(eq(credentials.providerId, providerId), eq(credentials.userId, accountId))

/**
 * Links an account whose owner has just come back from the sign-on, or says why not. Administrators sign in with their
 * password and second factor alone, so their accounts are not linked.
 */
export async function link(signOn: SignOn, accountId: string, identity: Identity): Promise<Refusal | null> {
  const moment = now()
  const places = await signOn.placesOf(signOn.city)
  return transactAsOwner(signOn.city, async (tx) => {
    await lockPerson(tx, identity)
    const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update'))
    const owner = await accountOf(tx, identity)
    if (account.closedAt) return 'closed'
    if (owner) return owner.id === accountId ? null : 'linked-elsewhere'
    const bound = await tx.select({ id: credentials.id }).from(credentials).where(boundTo(accountId))
    if (bound.length > 0) return 'other-link'
    const held = await grantsInForce(tx, signOn.city, accountId, dayOf(moment).toString())
    if (await holdsAdministration(tx, signOn.city, accountId, dayOf(moment).toString())) return 'administrator'
    const role = roles.find((known) => known === held[0]?.role)
    if (!role) return 'no-role'
    const actor = { ...systemActor(signOn.city), accountId, name: account.name, role, grantId: held[0]?.id ?? null }
    const ctx: Context = { actor, city: signOn.city, now: () => moment, requestId: newId().slice(-12), address: null }
    await bind(tx, accountId, identity)
    await transact(ctx, (own) => announce(ctx, own, linked('sign-on-linked', accountId)))
    await renewGrants(signOn, tx, ctx, accountId, identity, places)
    return null
  })
}

/** Today or from a day to come. */
async function holdsAdministration(tx: Tx, city: string, accountId: string, day: string): Promise<boolean> {
  const notOver = or(isNull(grants.toOn), gte(grants.toOn, day))
  const ofAccount = and(eq(grants.city, city), eq(grants.accountId, accountId))
  const rows = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(ofAccount, inArray(grants.role, [...administrators]), notOver))
  return rows.length > 0
}

const linked = (kind: string, id: string) => ({ kind, subject: { kind: 'account', id } })

/**
 * Parts the own account from the sign-on; the roles it gave end at once. An account that the sign-on opened has no
 * password, so it stays.
 *
 * @throws AppError conflict `platform.signOn.notLinked`, `platform.signOn.noOtherWay`
 */
export async function unlink(ctx: Context): Promise<void> {
  const { accountId } = ctx.actor
  await transact(ctx, async (tx) => {
    await transactAsOwner(ctx.city, (owner) => part(owner, ctx, accountId))
    await announce(ctx, tx, linked('sign-on-unlinked', accountId))
  })
}

async function part(tx: Tx, ctx: Context, accountId: string): Promise<void> {
  const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update'))
  if (account.origin !== 'local') throw new AppError('conflict', 'platform.signOn.noOtherWay')
  const parted = await tx.delete(credentials).where(boundTo(accountId)).returning({ id: credentials.id })
  if (parted.length === 0) throw new AppError('conflict', 'platform.signOn.notLinked')
  const held = await grantsInForce(tx, ctx.city, accountId, dayOf(ctx.now()).toString())
  await endGrants(
    tx,
    ctx,
    accountId,
    held.filter(({ origin }) => origin === 'single-sign-on'),
  )
}
