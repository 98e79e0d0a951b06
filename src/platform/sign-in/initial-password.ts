import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { systemContext } from '../actor.ts'
import { now } from '../clock.ts'
import { transactAsOwner } from '../db/transact.ts'
import { found } from '../errors.ts'
import { announce } from '../events.ts'
import { localCommand } from '../local/command.ts'
import { accounts } from '../tables.ts'
import { unlock } from './locks.ts'
import { resetPassword } from './password-change.ts'
import { removeSecondFactor } from './second-factor.ts'

/** Told once to who asked, to be handed over; letters that are read wrong are left out. */
export function makePassword(): string {
  const part = (letters: string) => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [part('abcdefghjkmnpqrstuvwxyz'), part('ABCDEFGHJKLMNPQRSTUVWXYZ'), part('23456789')].join('-')
}

/**
 * The way back in at the machine itself: for an administrator whose password or second factor is lost and whom, on purpose,
 * no other administrator can let in. Takes the second factor away, ends the sessions, and stands in the audit with the
 * name of the machine's user.
 */
export const operatorPassword = localCommand({
  name: 'initial-password',
  input: z.object({ username: z.string().min(2).max(40), operator: z.string().max(100) }),
  answer: z.object({ username: z.string(), initialPassword: z.string() }),
  run: async ({ username, operator }) => {
    const moment = now()
    const initialPassword = makePassword()
    const name = username.trim().toLowerCase()
    await transactAsOwner('000000', async (tx) => {
      const rows = await tx
        .select({ id: accounts.id, city: accounts.city })
        .from(accounts)
        .where(eq(accounts.username, name))
      const { id, city } = found(rows[0], 'platform.noSuchAccount', { username: name })
      await resetPassword(tx, id, initialPassword, moment)
      await removeSecondFactor(tx, id)
      const ctx = systemContext(city, () => moment)
      const subject = { kind: 'account', id }
      await announce(ctx, tx, { kind: 'password-reset-at-machine', subject, facts: { accountId: id, operator } })
    })
    await unlock(name)
    return { username: name, initialPassword }
  },
})
