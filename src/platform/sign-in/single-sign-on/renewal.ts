import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { type Context, systemContext } from '../../actor.ts'
import { dayOf } from '../../clock.ts'
import { type Tx, transact } from '../../db/transact.ts'
import { announceAll } from '../../events.ts'
import { newId } from '../../ids.ts'
import { log } from '../../log.ts'
import { administrators, type ScopeKind } from '../../roles.ts'
import { grants } from '../../tables.ts'
import { forgetSessionsOf } from '../session-cache.ts'
import type { RoleMapping } from './configuration.ts'
import { type Identity, mapped } from './identity.ts'
import type { Places, SignOn } from './sign-on.ts'

type Grant = typeof grants.$inferSelect

/** What makes two roles the same. */
type RoleHeld = Pick<Grant, 'role' | 'scopeKind' | 'scopeId' | 'unitId' | 'post'>
const keyOf = ({ role, scopeKind, scopeId, unitId, post }: RoleHeld) =>
  JSON.stringify([role, scopeKind, scopeId, unitId, post])

/** Roles of an account in force on a day, locked, the longest held first. */
export function grantsInForce(tx: Tx, city: string, accountId: string, day: string): Promise<Grant[]> {
  const mine = and(eq(grants.city, city), eq(grants.accountId, accountId))
  return tx
    .select()
    .from(grants)
    .where(and(mine, lte(grants.fromOn, day), or(isNull(grants.toOn), gte(grants.toOn, day))))
    .orderBy(grants.fromOn, grants.id)
    .for('update')
}

/**
 * Gives what the claims give now, and ends at once what an earlier sign-in gave and these do not. Local roles stay.
 * Nobody is asked: who answers for roles has approved the configuration, and the audit says so.
 */
export async function renewGrants(
  signOn: SignOn,
  tx: Tx,
  ctx: Context,
  accountId: string,
  identity: Identity,
  places: Places,
): Promise<{ inForce: number; isAdministrator: boolean }> {
  const day = dayOf(ctx.now()).toString()
  const held = await grantsInForce(tx, ctx.city, accountId, day)
  const given = held.filter(({ origin }) => origin === 'single-sign-on')
  const claimed = claimedBy(signOn, accountId, identity, places)
  const wanted = new Set(claimed.map(keyOf))
  const kept = new Set(given.map(keyOf))
  const ended = given.filter((grant) => !wanted.has(keyOf(grant)))
  await endGrants(tx, ctx, accountId, ended)
  const fresh = await giveGrants(
    tx,
    ctx,
    accountId,
    claimed.filter((grant) => !kept.has(keyOf(grant))),
  )
  const remaining = held.filter((grant) => !ended.includes(grant))
  return {
    inForce: remaining.length + fresh.length,
    isAdministrator: remaining.some(({ role }) => administrators.some((one) => one === role)),
  }
}

/** Ends roles at once. The last day of a role is one on which it holds, so it becomes yesterday. */
export async function endGrants(tx: Tx, ctx: Context, accountId: string, ended: readonly Grant[]): Promise<void> {
  if (ended.length === 0) return
  const toOn = dayOf(ctx.now()).subtract({ days: 1 }).toString()
  const ids = ended.map(({ id }) => id)
  await tx
    .update(grants)
    .set({ toOn })
    .where(and(eq(grants.city, ctx.city), inArray(grants.id, ids)))
  await tell(ctx, accountId, 'sign-on-role-ended', ended)
}

async function giveGrants(tx: Tx, ctx: Context, accountId: string, claimed: readonly RoleHeld[]): Promise<Grant[]> {
  if (claimed.length === 0) return []
  const fromOn = dayOf(ctx.now()).toString()
  const base = { city: ctx.city, accountId, fromOn, origin: 'single-sign-on' }
  const rows = claimed.map((grant) => ({ ...base, ...grant, id: newId() }))
  const fresh = await tx.insert(grants).values(rows).returning()
  await tell(ctx, accountId, 'sign-on-role-given', fresh)
  return fresh
}

/** Tells events, audit and open sessions. The system acts, since the city's configuration decided. */
async function tell(ctx: Context, accountId: string, kind: string, changed: readonly Grant[]): Promise<void> {
  const system = { ...systemContext(ctx.city, ctx.now), requestId: ctx.requestId, address: ctx.address }
  const announcements = changed.map(({ id, role, scopeKind, scopeId, unitId, post }) => ({
    kind,
    subject: { kind: 'account', id: accountId },
    facts: { grantId: id, role },
    details: { grantId: id, role, scopeKind, scopeId, unitId, post, approvedBy: 'configuration' },
  }))
  await transact(system, (own) => announceAll(system, own, announcements))
  forgetSessionsOf(accountId)
}

/** What the mapping gives for these claims, each once. A place that is gone meanwhile gives nothing. */
export function claimedBy(signOn: SignOn, accountId: string, identity: Identity, places: Places): RoleHeld[] {
  const { roles, file } = signOn.configuration
  const found = mapped(roles, identity.roles).flatMap((mapping) => {
    const placed = place(mapping, signOn.city, accountId, places)
    if (!placed) log.warn({ file, line: mapping.line }, 'a unit or division of the single sign-on is gone')
    return placed ? [placed] : []
  })
  return [...new Map(found.map((role) => [keyOf(role), role])).values()]
}

function place({ role, scope, unit, post }: RoleMapping, city: string, own: string, places: Places): RoleHeld | null {
  const unitId = unit === null ? null : places.unitIds.get(unit)
  if (unitId === undefined) return null
  const within = (scopeId: string, seat: string | null = unitId) => ({
    role,
    scopeKind: scope.kind satisfies ScopeKind,
    scopeId,
    unitId: seat,
    post,
  })
  if (scope.kind === 'city') return within(city)
  if (scope.kind === 'own') return within(own)
  if (scope.kind === 'district') return places.divisions.has(scope.id) ? within(scope.id) : null
  const id = places.unitIds.get(scope.id)
  return id === undefined ? null : within(id, unitId ?? id)
}
