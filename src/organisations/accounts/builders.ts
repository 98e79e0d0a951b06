/** What tests of accounts stand on. Not part of the product. */
import type { Actor, Context } from '#platform/actor.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import type { Role, ScopeKind } from '#platform/roles.ts'
import { accounts, grants } from '#platform/tables.ts'
import { aContext, anActor, testCity, testMoment } from '#platform/testing/world.ts'

/** An account that signs in nowhere, for a person or for nobody known. */
export async function anAccount(
  username: string,
  { personId = null, closed = false }: { personId?: string | null; closed?: boolean } = {},
): Promise<string> {
  const id = newId()
  const closedAt = closed ? new Date(testMoment.epochMilliseconds) : null
  await transactAsOwner(testCity, (tx) =>
    tx.insert(accounts).values({
      ...{ id, username, personId, closedAt, city: testCity, name: username },
      email: `${username}@account.invalid`,
    }),
  )
  return id
}

/** A role of an account, given without anybody's agreement. */
export async function aGrant(
  accountId: string,
  role: Role,
  changed: {
    scopeKind?: ScopeKind
    scopeId?: string
    unitId?: string | null
    fromOn?: string
    toOn?: string | null
    actingFor?: string
  } = {},
): Promise<string> {
  const id = newId()
  const scope = { scopeKind: 'city', scopeId: changed.scopeKind === 'portfolio' ? id : testCity }
  const given = { ...scope, unitId: null, post: `${role}岗`, fromOn: '2026-01-01', toOn: null, ...changed }
  await transact({ city: testCity }, (tx) =>
    tx.insert(grants).values({ city: testCity, id, accountId, role, ...given }),
  )
  return id
}

export interface Offices {
  system: Context
  security: Context
  systemGrant: string
  securityGrant: string
}

/** The system and the security administrator of the test city. */
export async function theOffices(): Promise<Offices> {
  const [systemId, securityId] = [await anAccount('system'), await anAccount('security')]
  const systemGrant = await aGrant(systemId, 'system-administrator')
  const securityGrant = await aGrant(securityId, 'security-administrator')
  return {
    system: as('system-administrator', systemId),
    security: as('security-administrator', securityId),
    systemGrant,
    securityGrant,
  }
}

export const as = (role: Role, accountId: string, changed: Partial<Actor> = {}, moment = testMoment): Context =>
  aContext(anActor(role, { accountId, name: accountId, ...changed }), moment)
