import { and, asc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '../actor.ts'
import { dayOf } from '../clock.ts'
import type { MyAccount } from '../contract.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { one } from '../errors.ts'
import { accounts, grants } from '../tables.ts'
import { signInParameters } from './parameter-versions.ts'
import { PasswordRules } from './parameters.ts'
import { recoveryCodesLeft, type SecretKey } from './second-factor.ts'
import { demandsSecondFactor, passwordExpiry, postsOf, type SignedIn } from './session.ts'

/** What the page of one's own account shows. */
export const getMyAccount = (ctx: Context, signedIn: SignedIn, key: SecretKey): Promise<MyAccount> =>
  transactAsOwner(ctx.city, async (tx) => {
    const { accountId } = ctx.actor
    const account = one(await tx.select().from(accounts).where(eq(accounts.id, accountId)))
    const rules = await signInParameters(tx, account.city, ctx.now())
    const posts = await postsOf(tx, accountId, ctx.now())
    const isLocal = account.origin === 'local'
    const expiresAt = Temporal.Instant.fromEpochMilliseconds(passwordExpiry(account, rules))
    return {
      name: account.name,
      username: account.username ?? '',
      origin: isLocal ? 'local' : 'single-sign-on',
      restriction: signedIn.actor.restriction,
      password: {
        changedAt: isLocal ? (account.passwordChangedAt?.toISOString() ?? null) : null,
        expiresOn: isLocal ? dayOf(expiresAt).toString() : null,
        rules: PasswordRules.strip().parse(rules),
      },
      secondFactor: {
        isOn: account.twoFactorEnabled,
        isDemanded: isLocal && demandsSecondFactor(posts, rules),
        recoveryCodesLeft: await recoveryCodesLeft(tx, accountId, key),
      },
      lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
      posts,
      actingForMe: await actingFor(tx, ctx),
    }
  })

/** Colleagues who act in one of the own posts, today or from a later day on. */
async function actingFor(tx: Tx, ctx: Context): Promise<MyAccount['actingForMe']> {
  const own = await tx.select({ id: grants.id }).from(grants).where(eq(grants.accountId, ctx.actor.accountId))
  const ids = own.map(({ id }) => id)
  const notOver = or(isNull(grants.toOn), gte(grants.toOn, dayOf(ctx.now()).toString()))
  return tx
    .select({ name: accounts.name, post: grants.post, fromOn: grants.fromOn, toOn: grants.toOn })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(and(inArray(grants.actingFor, ids), notOver))
    .orderBy(asc(grants.fromOn))
}
