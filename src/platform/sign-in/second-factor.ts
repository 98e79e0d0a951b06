/** The second factor of one's own account. Its rows have the form that better-auth's sign-in reads. */
import { randomBytes, randomInt } from 'node:crypto'
import { type SecretConfig, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../actor.ts'
import { type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { AppError, one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import { accounts, secondFactors } from '../tables.ts'
import { endSessions } from './open-sessions.ts'
import { signInParameters } from './parameter-versions.ts'
import { provePassword, requireUnchanged } from './password-change.ts'
import { demandsSecondFactor, postsOf } from './session.ts'
import { forgetSessionsOf } from './session-cache.ts'
import { base32, fromBase32, isCodeOf, periodSeconds } from './totp.ts'
import { takeCode } from './used-codes.ts'

/** What secrets and recovery codes are encrypted with: `secretConfig` of better-auth's context. */
export type SecretKey = string | SecretConfig

/** Says to better-auth that a secret stands in base32. */
const base32Mark = 'base32:'
const codeCount = 10
/** No letters or digits that look alike on paper. */
const codeLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * Makes secret and recovery codes, told once. They count for nothing until a code is confirmed; beginning again makes new ones.
 *
 * @throws AppError invalid: wrong password | conflict `platform.secondFactorOnAlready`
 */
export async function beginSecondFactor(
  ctx: Context,
  key: SecretKey,
  password: string,
): Promise<{ uri: string; secret: string; recoveryCodes: string[] }> {
  const proof = await provePassword(ctx, password)
  const secret = base32(randomBytes(20))
  const recoveryCodes = newRecoveryCodes()
  const row = {
    secret: await symmetricEncrypt({ key, data: base32Mark + secret }),
    backupCodes: await sealed(key, recoveryCodes),
    verified: false,
    failedVerificationCount: 0,
    lockedUntil: null,
  }
  await transactAsOwner(ctx.city, async (tx) => {
    await requireUnchanged(tx, proof)
    const before = await factorOf(tx, proof.accountId)
    if (before?.verified) throw new AppError('conflict', 'platform.secondFactorOnAlready')
    if (before) await tx.update(secondFactors).set(row).where(eq(secondFactors.id, before.id))
    else await tx.insert(secondFactors).values({ ...row, id: newId(), userId: proof.accountId })
  })
  return { uri: uriOf(proof.username, secret), secret, recoveryCodes }
}

/**
 * Switches the second factor on with the first code, and ends every other session: it was opened without one.
 *
 * @throws AppError invalid `platform.codeWrong` | conflict
 */
export async function confirmSecondFactor(
  ctx: Context,
  sessionId: string,
  key: SecretKey,
  code: string,
): Promise<void> {
  const { accountId } = ctx.actor
  const begun = await transactAsOwner(ctx.city, (tx) => factorOf(tx, accountId))
  if (!begun) throw new AppError('conflict', 'platform.secondFactorNotBegun')
  const secret = await symmetricDecrypt({ key, data: begun.secret })
  const bytes = fromBase32(secret.slice(base32Mark.length))
  if (!isCodeOf(bytes, code, ctx.now().epochMilliseconds)) throw new AppError('invalid', 'platform.codeWrong')

  await transact(ctx, async (tx) => {
    await transactAsOwner(ctx.city, async (owner) => {
      const now = one(await owner.select().from(accounts).where(eq(accounts.id, accountId)).for('update'))
      if (now.twoFactorEnabled) throw new AppError('conflict', 'platform.secondFactorOnAlready')
      if ((await factorOf(owner, accountId))?.secret !== begun.secret)
        throw new AppError('conflict', 'platform.secondFactorNotBegun')
      await takeCode(owner, accountId, code, ctx.now())
      await owner.update(secondFactors).set({ verified: true }).where(eq(secondFactors.id, begun.id))
      await owner.update(accounts).set({ twoFactorEnabled: true }).where(eq(accounts.id, accountId))
      await endSessions(owner, { accountId, butSessionId: sessionId })
    })
    await announce(ctx, tx, { kind: 'second-factor-on', subject: { kind: 'account', id: accountId } })
  })
}

/** Switches the second factor off, where no post demands it. @throws AppError invalid | forbidden `platform.secondFactorDemanded` */
export async function switchOffSecondFactor(ctx: Context, password: string): Promise<void> {
  const proof = await provePassword(ctx, password)
  await transact(ctx, async (tx) => {
    await transactAsOwner(ctx.city, async (owner) => {
      await requireUnchanged(owner, proof)
      const rules = await signInParameters(owner, proof.city, ctx.now())
      if (demandsSecondFactor(await postsOf(owner, proof.accountId, ctx.now()), rules))
        throw new AppError('forbidden', 'platform.secondFactorDemanded')
      await removeSecondFactor(owner, proof.accountId)
    })
    await announce(ctx, tx, { kind: 'second-factor-off', subject: { kind: 'account', id: proof.accountId } })
  })
}

/** Takes the second factor of an account away: for its owner, or by an administrator where telephone and codes are lost. */
export async function removeSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(secondFactors).where(eq(secondFactors.userId, accountId))
  await tx.update(accounts).set({ twoFactorEnabled: false }).where(eq(accounts.id, accountId))
  forgetSessionsOf(accountId)
}

/** New recovery codes; the old ones count for nothing any more. @throws AppError invalid | conflict `platform.secondFactorOff` */
export async function renewRecoveryCodes(ctx: Context, key: SecretKey, password: string): Promise<string[]> {
  const proof = await provePassword(ctx, password)
  const codes = newRecoveryCodes()
  const backupCodes = await sealed(key, codes)
  await transact(ctx, async (tx) => {
    await transactAsOwner(ctx.city, async (owner) => {
      await requireUnchanged(owner, proof)
      const factor = await factorOf(owner, proof.accountId)
      if (!factor?.verified) throw new AppError('conflict', 'platform.secondFactorOff')
      await owner.update(secondFactors).set({ backupCodes }).where(eq(secondFactors.id, factor.id))
    })
    await announce(ctx, tx, { kind: 'recovery-codes-renewed', subject: { kind: 'account', id: proof.accountId } })
  })
  return codes
}

/** How many recovery codes are unused; null where there is no second factor. */
export async function recoveryCodesLeft(tx: Tx, accountId: string, key: SecretKey): Promise<number | null> {
  const factor = await factorOf(tx, accountId)
  if (!factor?.verified) return null
  return z.array(z.string()).parse(JSON.parse(await symmetricDecrypt({ key, data: factor.backupCodes }))).length
}

const factorOf = async (tx: Tx, accountId: string): Promise<typeof secondFactors.$inferSelect | undefined> =>
  (await tx.select().from(secondFactors).where(eq(secondFactors.userId, accountId)).limit(1))[0]

const sealed = (key: SecretKey, codes: readonly string[]): Promise<string> =>
  symmetricEncrypt({ key, data: JSON.stringify(codes) })

const newRecoveryCodes = (): string[] =>
  Array.from({ length: codeCount }, () =>
    ['', ''].map(() => Array.from({ length: 5 }, () => codeLetters[randomInt(codeLetters.length)]).join('')).join('-'),
  )

const uriOf = (username: string, secret: string): string =>
  `otpauth://totp/Daqiao:${encodeURIComponent(username)}?${new URLSearchParams({
    secret,
    issuer: 'Daqiao',
    digits: '6',
    period: String(periodSeconds),
  })}`
