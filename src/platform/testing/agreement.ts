/**
 * Holds the three faces of a policy to each other on generated actors and rows: which rows exist (SQL), which exist in
 * memory, and what a write answers. Not part of the product.
 */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Actor } from '../actor.ts'
import { AppError } from '../errors.ts'
import { roles, scopeKinds } from '../roles.ts'
import { anActor, testCity } from './world.ts'

/** What scopes may name. */
export interface Scopes {
  divisions: readonly string[]
  units?: readonly string[]
  enterprises?: readonly string[]
}

/** Somebody of any role in any kind of scope, also one the role usually does not have. */
const anyActor = ({ divisions, units = [], enterprises = [] }: Scopes): fc.Arbitrary<Actor> =>
  fc
    .record({
      role: fc.constantFrom(...roles),
      kind: fc.constantFrom(...scopeKinds),
      divisions: fc.subarray([...divisions]),
      units: fc.subarray([...units]),
      enterprise: fc.constantFrom('nothing', ...enterprises),
    })
    .map(({ role, kind, enterprise, ...held }) => {
      if (kind === 'city') return anActor(role)
      const ids = { district: held.divisions[0], unit: held.units[0], portfolio: 'portfolio', enterprise, own: 'own' }
      const scope = { kind, id: ids[kind] ?? 'nothing' }
      const isPlace = kind === 'district' || kind === 'unit' || kind === 'portfolio'
      const content = isPlace ? { divisions: held.divisions, unitIds: held.units } : { divisions: [], unitIds: [] }
      return anActor(role, { scope, ...content, chainIds: kind === 'portfolio' ? [] : null })
    })

interface Agreement<Row extends { id: string }> {
  scopes: Scopes
  rows: readonly Row[]
  /** In memory. */
  sees: (actor: Actor, row: Row) => boolean
  /** Ids that the condition of the database lets through. */
  listed: (actor: Actor) => Promise<string[]>
  /** May the actor change the row, and a change of it that is stale or otherwise refused once it is allowed. */
  write?: { may: (actor: Actor, row: Row) => boolean; attempt: (actor: Actor, row: Row) => Promise<unknown> }
}

/** Checks with a fixed seed; a failure names the actor. */
export async function expectAgreement<Row extends { id: string }>(agreement: Agreement<Row>): Promise<void> {
  const { scopes, rows, sees, listed, write } = agreement
  const property = fc.asyncProperty(anyActor(scopes), fc.nat(), async (actor, at) => {
    const inMemory = rows.filter((row) => sees(actor, row)).map(({ id }) => id)
    expect((await listed(actor)).toSorted()).toEqual(inMemory.toSorted())
    if (!write) return
    const row = rows[at % rows.length]
    if (!row) throw new Error('an agreement needs rows')
    const may = write.may(actor, row)
    // Nobody changes what they do not see.
    if (may) expect(sees(actor, row)).toBe(true)
    const answer = await faultOf(() => write.attempt(actor, row))
    const expected = may
      ? ['conflict', 'invalid', 'done']
      : sees(actor, row)
        ? ['forbidden']
        : ['not-found', 'forbidden']
    expect(expected).toContain(answer)
  })
  await fc.assert(property, { numRuns: 80, seed: 20260310 })
}

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.fault
    throw error
  }
}

/** Divisions of `aSmallCity`. */
export const smallDivisions: readonly string[] = [testCity, '990102', '990102100', '990103']
