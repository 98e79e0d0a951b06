import { createHash } from 'node:crypto'
import { lte } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '../db/transact.ts'
import { verifications } from '../tables.ts'
import { periodSeconds } from './totp.ts'

/** A code is taken for the period before and the one after too, so so long it could come back. */
const comesBackFor = 3 * periodSeconds * 1000

/**
 * Takes a code of an account for one use, before it is looked at; false where it was taken a moment ago. One statement,
 * so that of two that come together one has it.
 */
export async function takeCode(tx: Tx, accountId: string, code: string, moment: Temporal.Instant): Promise<boolean> {
  const at = new Date(moment.epochMilliseconds)
  const id = `code-${createHash('sha256').update(`${accountId} ${code}`).digest('hex')}`
  const expiresAt = new Date(moment.epochMilliseconds + comesBackFor)
  const taken = await tx
    .insert(verifications)
    .values({ id, identifier: id, value: accountId, expiresAt })
    .onConflictDoUpdate({ target: verifications.id, set: { expiresAt }, setWhere: lte(verifications.expiresAt, at) })
    .returning({ id: verifications.id })
  return taken.length === 1
}
