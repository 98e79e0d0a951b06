/** The few addresses below `/api/auth` that are open, and what happens around them: limits, locks, audit, one shape of refusal. */
import { createHmac } from 'node:crypto'
import type { Hono, Context as HttpContext } from 'hono'
import { z } from 'zod'
import { now } from '../clock.ts'
import { transact, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce, auditAttempt } from '../events.ts'
import { addressHeader } from '../http/address.ts'
import { readJson } from '../http/body.ts'
import { checkInput, refuse, type ServerParts } from '../http/server.ts'
import { newId } from '../ids.ts'
import { nation } from '../rules/index.ts'
import { accountContext } from './account-context.ts'
import { type Auth, secondFactorLockMinutes } from './auth.ts'
import { accountNamed, type Challenged, challengedBy, type KnownAccount } from './candidates.ts'
import { beginAttempt, locked } from './locks.ts'
import { hashPassword } from './passwords.ts'
import type { SessionLookup } from './session.ts'
import { forgetSessionsOf } from './session-cache.ts'
import { providerId } from './single-sign-on/sign-on.ts'
import { takeCode } from './used-codes.ts'

interface Entrance {
  auth: Auth
  lookup: SessionLookup
  translate: ServerParts['translate']
}

type Door = (entrance: Entrance, c: HttpContext) => Promise<Response>

/** Every address that answers; better-auth has many more, and nobody needs them. */
const doors: Record<string, Door> = {
  'POST /sign-in/username': signIn,
  'POST /two-factor/verify-totp': verifyCode,
  'POST /two-factor/verify-backup-code': verifyRecoveryCode,
  'POST /sign-out': signOut,
  [`GET /callback/${providerId}`]: ({ auth }, c) => auth.handler(c.req.raw),
}

export function openEntrance(api: Hono, entrance: Entrance): void {
  api.all('/auth/*', async (c) => {
    try {
      const door = doors[`${c.req.method} ${c.req.path.replace('/api/auth', '')}`]
      if (!door) throw new AppError('not-found', 'platform.noSuchPage')
      return await door(entrance, c)
    } catch (error) {
      return refuse(entrance, c, error, newId().slice(-12))
    }
  })
}

const bodyLimit = 10_000
const Credentials = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) })
const Code = z.object({ code: z.string().trim().toLowerCase().min(1).max(40) })

async function signIn(entrance: Entrance, c: HttpContext): Promise<Response> {
  const { username, password } = checkInput(Credentials, await readJson(c, bodyLimit))
  const account = await accountNamed(username, now())
  const write = (result: 'denied' | 'failed') =>
    account ? audit(c, account, 'sign-in', result) : auditUnknown(entrance, c, username, result)
  const attempt = await beginAttempt(username, now()).catch(async (error: unknown) => {
    await write('denied')
    throw error
  })
  // An account of the single sign-on has no password here; that must not be told by the time it takes.
  const response =
    account && !account.hasPassword
      ? await hashPassword(password).then(() => null)
      : await passOn(entrance, c, { username: username.trim(), password })
  if (response?.ok) {
    await attempt.succeed()
    return arrived(c, response)
  }
  const refusal = response && (await refusalOf(response))
  if (refusal) {
    await attempt.succeed()
    await write('denied')
    throw refusal
  }
  await write('failed')
  if (attempt.locksForMinutes === null) throw new AppError('invalid', 'platform.signInWrong')
  if (account) await announceLock(c, account, attempt.locksForMinutes)
  throw locked(attempt.locksForMinutes)
}

async function verifyCode(entrance: Entrance, c: HttpContext): Promise<Response> {
  const { code } = checkInput(Code, await readJson(c, bodyLimit))
  const challenged = await challengedBy(c.req.raw.headers, entrance.auth.options.secret, now())
  const isFresh = await transactAsOwner(nation, (tx) => takeCode(tx, challenged.account.id, code, now()))
  const response = isFresh ? await passOn(entrance, c, { code }, challenged.cookie) : null
  return response?.ok ? arrived(c, response) : refuseSecondFactor(c, challenged, response, 'platform.codeWrong')
}

async function verifyRecoveryCode(entrance: Entrance, c: HttpContext): Promise<Response> {
  const { code } = checkInput(Code, await readJson(c, bodyLimit))
  const challenged = await challengedBy(c.req.raw.headers, entrance.auth.options.secret, now())
  const response = await passOn(entrance, c, { code }, challenged.cookie)
  if (!response.ok) return refuseSecondFactor(c, challenged, response, 'platform.recoveryCodeWrong')
  const ctx = contextOf(c, challenged.account)
  const subject = { kind: 'account', id: challenged.account.id }
  await transact(ctx, (tx) => announce(ctx, tx, { kind: 'recovery-code-used', subject }))
  return arrived(c, response)
}

async function refuseSecondFactor(
  c: HttpContext,
  { account }: Challenged,
  response: Response | null,
  wrong: string,
): Promise<never> {
  await audit(c, account, 'second-factor', 'failed')
  const refusal = response && (await refusalOf(response))
  throw refusal ?? new AppError('invalid', wrong)
}

/** Where the browser goes to end the session at the city's sign-on too. */
const Left = z.object({ url: z.string().nullable().default(null) })

async function signOut(entrance: Entrance, c: HttpContext): Promise<Response> {
  const { headers } = c.req.raw
  const signedIn = await entrance.lookup.signedInBy(headers)
  const response = await passOn(entrance, c, {}, headers.get('cookie') ?? '')
  entrance.lookup.forget(headers)
  if (signedIn) {
    const { accountId: id } = signedIn.actor
    // The same cookie can be spelled in more than one way, and each spelling is kept by itself.
    forgetSessionsOf(id)
    const ctx = { ...contextOf(c, { id, ...signedIn.actor }), actor: signedIn.actor }
    await transact(ctx, (tx) => announce(ctx, tx, { kind: 'signed-out', subject: { kind: 'account', id } }))
  }
  const { url } = Left.parse(await response.json())
  return answered(c, response, { done: true, url })
}

/** Asks better-auth with what was checked and nothing else: no other field, no other cookie. */
function passOn({ auth }: Entrance, c: HttpContext, body: unknown, cookie = ''): Promise<Response> {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('content-length')
  if (cookie) headers.set('cookie', cookie)
  else headers.delete('cookie')
  return auth.handler(new Request(c.req.url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

const Arrival = z.object({ twoFactorRedirect: z.boolean().default(false) })

/** The password was right: now the session's cookie is set, or the one of a second factor to come. The token goes into no page. */
const arrived = async (c: HttpContext, response: Response): Promise<Response> =>
  answered(c, response, Arrival.parse(await response.json()))

function answered(c: HttpContext, response: Response, body: object): Response {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
  c.header('cache-control', 'no-store')
  return c.json(body)
}

const Refused = z.object({ code: z.string(), facts: z.record(z.string(), z.number()).default({}) })

/** A refusal that is not about what was typed; null where name, password or code are wrong. */
async function refusalOf(response: Response): Promise<AppError | null> {
  if (response.status >= 500) throw new Error(`better-auth answered ${response.status}`)
  const read = Refused.safeParse(await response.json().catch(() => null))
  const { code, facts } = read.success ? read.data : { code: '', facts: {} }
  if (code.startsWith('platform.')) return new AppError('forbidden', code, facts)
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return locked(secondFactorLockMinutes)
  if (response.status === 429) {
    return new AppError('too-many', 'platform.tooMany', {
      seconds: Number(response.headers.get('x-retry-after') ?? 60),
    })
  }
  if (response.status === 403) return new AppError('forbidden', 'platform.otherSite')
  const isOver = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'].includes(code)
  return isOver ? new AppError('forbidden', 'platform.signInAgain') : null
}

const contextOf = (c: HttpContext, account: Omit<KnownAccount, 'hasPassword'>) =>
  accountContext(account, now(), c.req.header(addressHeader) ?? null)

/**
 * A try under a name that is no account stands where nobody's city is. Whoever types the password into the wrong field must
 * not find it in the audit: a keyed hash is kept, by which tries under the same name are seen.
 */
function auditUnknown({ auth }: Entrance, c: HttpContext, username: string, result: 'denied' | 'failed') {
  const name = username.trim().toLowerCase()
  const hash = createHmac('sha256', auth.options.secret).update(`unknown name ${name}`).digest('hex').slice(0, 16)
  const ctx = contextOf(c, { id: 'nobody', name: '', city: nation, role: undefined })
  return auditAttempt(ctx, { action: 'sign-in', subjectKind: 'username', subjectId: hash, result })
}

const audit = (c: HttpContext, account: KnownAccount, action: string, result: 'denied' | 'failed'): Promise<void> =>
  auditAttempt(contextOf(c, account), { action, subjectKind: 'account', subjectId: account.id, result })

async function announceLock(c: HttpContext, account: KnownAccount, minutes: number): Promise<void> {
  const ctx = contextOf(c, account)
  const subject = { kind: 'account', id: account.id }
  await transact(ctx, (tx) => announce(ctx, tx, { kind: 'sign-in-locked', subject, facts: { minutes } }))
}
