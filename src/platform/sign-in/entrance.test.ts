/** Sign-in as a browser meets it: the real handler on the test pool, so nothing here is rolled back; it cleans up by itself. */
import { createHmac } from 'node:crypto'
import { and, eq, inArray, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { systemContext } from '../actor.ts'
import { dayOf, now } from '../clock.ts'
import { Me, MyAccount } from '../contract.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { apiServer, Refusal } from '../http/server.ts'
import type { Role } from '../roles.ts'
import { platformRoutes } from '../routes.ts'
import {
  accounts,
  auditDetails,
  auditRows,
  cities,
  events,
  passwordHistory,
  ruleVersions,
  sessions,
  signInFailures,
  verifications,
} from '../tables.ts'
import { Browser } from '../testing/browser.ts'
import { testPool } from '../testing/world.ts'
import { createAccount } from './accounts.ts'
import { type Auth, openAuth } from './auth.ts'
import { openEntrance } from './entrance.ts'
import { endSessionsOf } from './open-sessions.ts'
import { enactSignInParameters, signInParameters } from './parameter-versions.ts'
import { ownAccountRoutes, parameterRoutes } from './routes.ts'
import { type SessionLookup, sessionLookup } from './session.ts'
import { forgetSessionsOf } from './session-cache.ts'
import { fromBase32 } from './totp.ts'

const city = '990300'
const secret = 'a secret of thirty-two characters'
const password = 'river-Stone-2026'
const day = 86_400_000

let auth: Auth
let lookup: SessionLookup
/** Minutes by which the clock of the session lookup is ahead. */
let ahead = 0

const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transactAsOwner(city, work)

async function sweep(): Promise<void> {
  await owner(async (tx) => {
    for (const table of [auditDetails, auditRows, events, ruleVersions])
      await tx.delete(table).where(eq(table.city, city))
    await tx.delete(accounts).where(eq(accounts.city, city))
    await tx.delete(cities).where(eq(cities.code, city))
    await tx.delete(signInFailures)
    await tx.delete(verifications)
  })
}

beforeAll(async () => {
  const pool = await testPool()
  await sweep()
  await owner((tx) => tx.insert(cities).values({ code: city, name: '丙市', nameEn: 'Gamma', isSample: true }))
  auth = openAuth({ pool, secret, addresses: ['http://127.0.0.1:5199'], rateLimited: false })
  lookup = sessionLookup(
    secret,
    async () => ({ unitIds: null, divisions: null, chainIds: null }),
    () => now().add({ minutes: ahead }),
  )
})

afterAll(sweep)

function browserAt(address: string, at: Auth): Browser {
  const server = apiServer({
    routes: [...platformRoutes(lookup, 'test'), ...ownAccountRoutes(at, lookup), ...parameterRoutes],
    actorOf: async (headers) => (await lookup.signedInBy(headers))?.actor ?? null,
    translate: (_language, key) => key,
    bodyLimit: 1_000_000,
    addresses: [address],
    before: (api) => openEntrance(api, { auth: at, lookup, translate: (_language, key) => key }),
  })
  return new Browser(address, async (request) => server.fetch(request))
}

const aBrowser = () => browserAt('http://127.0.0.1:5199', auth)

let made = 0

/** An account of its own for each test. */
async function anAccount(given: { role?: Role | null; mustChange?: boolean } = {}) {
  const { role = 'planning-officer', mustChange = false } = given
  const username = `guest-${++made}`
  const scope = { kind: 'city', id: city } as const
  const fromOn = dayOf(now()).toString()
  const grants = role ? [{ city, role, scope, unitId: null, post: '试用岗', fromOn }] : []
  const id = await owner((tx) => createAccount(tx, { city, username, name: '江小渡', password, mustChange }, grants))
  return { id, username }
}

const change = (id: string, changed: Partial<typeof accounts.$inferInsert>) =>
  owner((tx) => tx.update(accounts).set(changed).where(eq(accounts.id, id)))

const signIn = (browser: Browser, username: string, typed = password) =>
  browser.send('/api/auth/sign-in/username', 'POST', { username, password: typed })

const aSignedInBrowser = async (username: string) => {
  const browser = aBrowser()
  expect((await signIn(browser, username)).status).toBe(200)
  return browser
}

/** Key of the refusal and its facts, or `done`. */
async function told(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  if (response.ok) return 'done'
  const { key, facts } = Refusal.parse(await response.json())
  return [key.replace('platform.', ''), ...Object.values(facts)].join(' ')
}

const me = async (browser: Browser) => Me.parse(await (await browser.ask('/api/me')).json())
const myAccount = async (browser: Browser) => MyAccount.parse(await (await browser.ask('/api/me/account')).json())
/** A route that is not of the own account. */
const work = (browser: Browser) => told(browser.send('/api/me/post', 'POST', { grantId: crypto.randomUUID() }))

const actionsOf = async (accountId: string): Promise<string[]> => {
  const rows = await owner((tx) =>
    tx.select().from(auditRows).where(eq(auditRows.subjectId, accountId)).orderBy(auditRows.at, auditRows.id),
  )
  return rows.map(({ action, result }) => (result === 'done' ? action : `${action} ${result}`))
}

test('a right password opens one session by a cookie no script can read, and sign-out ends it', async () => {
  const { id, username } = await anAccount()
  const browser = aBrowser()
  const answer = await signIn(browser, username.toUpperCase())
  expect(await answer.json()).toEqual({ twoFactorRedirect: false })
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^daqiao\.session_token=.*HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(await me(browser)).toMatchObject({
    restriction: null,
    username,
    role: 'planning-officer',
    city: { code: city },
  })
  expect((await myAccount(browser)).lastSignInAt).not.toBeNull()

  expect(await told(browser.send('/api/auth/sign-out', 'POST'))).toBe('done')
  expect(await me(browser)).toBeNull()
  expect(await work(browser)).toBe('signInFirst')
  expect(await actionsOf(id)).toEqual(['signed-in', 'signed-out'])
})

test('behind https the cookie is secure, and its session is found by its other name', async () => {
  const { username } = await anAccount()
  const address = 'https://daqiao.example'
  const pool = await testPool()
  const browser = browserAt(address, openAuth({ pool, secret, addresses: [address], rateLimited: false }))
  const answer = await signIn(browser, username)
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-daqiao\.session_token=.*; Secure/i)
  expect(await me(browser)).toMatchObject({ username })
})

test('a program without an origin signs in; a page of another origin does not', async () => {
  const { username } = await anAccount()
  const ask = (headers: Record<string, string>) =>
    aBrowser().ask('/api/auth/sign-in/username', {
      method: 'POST',
      body: JSON.stringify({ username, password }),
      headers: { 'content-type': 'application/json', ...headers },
    })
  expect(await told(ask({}))).toBe('done')
  expect(await told(ask({ origin: 'https://elsewhere.example' }))).toBe('otherSite')
})

test('a cookie that is not signed by us opens nothing', async () => {
  const { id, username } = await anAccount()
  await aSignedInBrowser(username)
  const [session] = await owner((tx) => tx.select().from(sessions).where(eq(sessions.userId, id)))
  const forged = { cookie: `daqiao.session_token=${session?.token}.${'A'.repeat(43)}%3D` }
  expect(await (await aBrowser().ask('/api/me', { headers: forged })).json()).toBeNull()
})

test('the fifth failure locks a name for ten minutes, known or not, and each lock is longer', async () => {
  const { id, username } = await anAccount()
  const names = [username, 'nobody-here']
  for (const name of names) {
    const answers: string[] = []
    for (let at = 0; at < 6; at++) answers.push(await told(signIn(aBrowser(), name, 'wrong-Stone-2026')))
    expect(answers).toEqual([...Array(4).fill('signInWrong'), 'signInLocked 10', 'signInLocked 10'])
  }
  expect(await told(signIn(aBrowser(), username))).toBe('signInLocked 10')
  expect(await actionsOf(id)).toEqual([
    ...Array(5).fill('sign-in failed'),
    'sign-in-locked',
    ...Array(2).fill('sign-in denied'),
  ])

  const passed = { lockedUntil: new Date(Date.now() - 1000) }
  for (const minutes of [20, 30, 30]) {
    await owner((tx) => tx.update(signInFailures).set(passed))
    for (let at = 0; at < 4; at++) await told(signIn(aBrowser(), username, 'wrong-Stone-2026'))
    expect(await told(signIn(aBrowser(), username, 'wrong-Stone-2026'))).toBe(`signInLocked ${minutes}`)
  }
  await owner((tx) => tx.update(signInFailures).set(passed))
  expect(await told(signIn(aBrowser(), username))).toBe('done')
  expect(await told(signIn(aBrowser(), username, 'wrong-Stone-2026'))).toBe('signInWrong')
})

test('attempts at the same moment do not go round the limit', async () => {
  const { username } = await anAccount()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => told(signIn(aBrowser(), username, 'no-Stone-2026'))),
  )
  expect(answers.filter((answer) => answer === 'signInWrong')).toHaveLength(4)
})

test('a closed account, and an initial password nobody used for a week, open nothing', async () => {
  const { id, username } = await anAccount({ mustChange: true })
  await change(id, { passwordChangedAt: new Date(Date.now() - 7 * day + 60_000) })
  const browser = await aSignedInBrowser(username)
  await change(id, { passwordChangedAt: new Date(Date.now() - 7 * day) })
  expect(await told(signIn(aBrowser(), username))).toBe('initialPasswordExpired 7')

  await change(id, { mustChangePassword: false, closedAt: new Date() })
  forgetSessionsOf(id)
  expect(await me(browser)).toBeNull()
  expect(await told(signIn(aBrowser(), username))).toBe('accountClosed')
  expect(await told(signIn(aBrowser(), username, 'wrong-Stone-2026'))).toBe('signInWrong')
})

test('a password set by somebody else, or too old, is changed before anything else', async () => {
  const { id, username } = await anAccount({ mustChange: true })
  const browser = await aSignedInBrowser(username)
  const elsewhere = await aSignedInBrowser(username)
  expect(await me(browser)).toEqual({
    restriction: 'change-password',
    username,
    name: '江小渡',
    city: expect.anything(),
  })
  expect(await work(browser)).toBe('mustChangePassword')

  const to = (oldPassword: string, newPassword: string) =>
    told(browser.send('/api/me/password', 'POST', { oldPassword, newPassword }))
  expect(await to('wrong-Stone-2026', 'lake-Stone-2027')).toBe('passwordWrong')
  expect(await to(password, 'Lake-27')).toBe('passwordTooShort 8 3')
  expect(await to(password, 'lakelakelake')).toBe('passwordTooSimple 8 3')
  expect(await to(password, `Lake-${username}`)).toBe('passwordHoldsUsername 8 3')
  expect(await to(password, password)).toBe('passwordReused 5')
  expect(await to(password, 'lake-Stone-2027')).toBe('done')
  expect(await work(browser)).toBe('noPost')
  expect(await me(elsewhere)).toBeNull()

  await change(id, { passwordChangedAt: new Date(Date.now() - 90 * day + 60_000) })
  forgetSessionsOf(id)
  expect(await me(browser)).toMatchObject({ restriction: null })
  await change(id, { passwordChangedAt: new Date(Date.now() - 90 * day) })
  forgetSessionsOf(id)
  expect(await me(browser)).toMatchObject({ restriction: 'change-password' })
  for (const year of [2028, 2029, 2030]) expect(await to(`lake-Stone-${year - 1}`, `lake-Stone-${year}`)).toBe('done')
  expect(await to('lake-Stone-2030', password)).toBe('passwordReused 5')
  expect(await to('lake-Stone-2030', 'lake-Stone-2031')).toBe('done')
  expect(await to('lake-Stone-2031', password)).toBe('done')
  expect(await actionsOf(id)).toContain('password-changed')
  const kept = await owner((tx) => tx.select().from(passwordHistory).where(eq(passwordHistory.accountId, id)))
  expect(JSON.stringify(kept)).not.toContain('Stone')
})

/** The code of an authenticator (RFC 6238), computed apart from the product. */
function codeOf(base32: string, periods = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods))
  const mac = createHmac('sha1', fromBase32(base32)).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) % 2 ** 31) % 1e6).padStart(6, '0')
}

const Begun = z.object({ uri: z.string(), secret: z.string(), recoveryCodes: z.array(z.string()).length(10) })

test('a post that demands a second factor opens nothing without one, and a code counts once', async () => {
  const { id, username } = await anAccount({ role: 'security-administrator' })
  const browser = await aSignedInBrowser(username)
  expect(await me(browser)).toMatchObject({ restriction: 'enrol-second-factor' })
  expect(await told(browser.ask('/api/sign-in/parameters'))).toBe('mustEnrolSecondFactor')
  const post = (path: string, body: object) => browser.send(`/api/me/second-factor/${path}`, 'POST', body)
  expect(await told(post('confirm', { code: '123456' }))).toBe('secondFactorNotBegun')
  expect(await told(post('begin', { password: 'wrong-Stone-2026' }))).toBe('passwordWrong')
  const begun = Begun.parse(await (await post('begin', { password })).json())
  expect(begun.uri).toBe(`otpauth://totp/Daqiao:${username}?secret=${begun.secret}&issuer=Daqiao&digits=6&period=30`)
  expect(await told(post('confirm', { code: codeOf(begun.secret, 5) }))).toBe('codeWrong')
  const first = codeOf(begun.secret, -1)
  expect(await told(post('confirm', { code: first }))).toBe('done')
  expect(await told(browser.ask('/api/sign-in/parameters'))).toBe('done')

  const second = aBrowser()
  const verify = (way: string, code: string) => told(second.send(`/api/auth/two-factor/${way}`, 'POST', { code }))
  expect(await verify('verify-totp', codeOf(begun.secret))).toBe('signInAgain')
  expect(await (await signIn(second, username)).json()).toEqual({ twoFactorRedirect: true })
  expect(await me(second)).toBeNull()
  expect(await verify('verify-totp', codeOf(begun.secret, 5))).toBe('codeWrong')
  expect(await verify('verify-totp', first)).toBe('codeWrong')
  const code = codeOf(begun.secret)
  expect(await verify('verify-totp', code)).toBe('done')
  expect(await me(second)).toMatchObject({ restriction: null, role: 'security-administrator' })

  const [recovery = ''] = begun.recoveryCodes
  for (const expected of ['done', 'recoveryCodeWrong']) {
    await signIn(second, username)
    expect(await verify('verify-backup-code', ` ${recovery.toUpperCase()} `)).toBe(expected)
  }
  expect(await verify('verify-totp', code)).toBe('codeWrong')
  expect((await myAccount(browser)).secondFactor).toEqual({ isOn: true, isDemanded: true, recoveryCodesLeft: 9 })
  expect(await told(post('off', { password }))).toBe('secondFactorDemanded')
  expect(await told(post('recovery-codes', { password }))).toBe('done')
  expect((await myAccount(browser)).secondFactor.recoveryCodesLeft).toBe(10)
  const actions = await actionsOf(id)
  expect(actions.filter((action) => action === 'signed-in')).toHaveLength(3)
  expect(actions).toEqual(
    expect.arrayContaining([
      'second-factor-on',
      'second-factor failed',
      'recovery-code-used',
      'recovery-codes-renewed',
    ]),
  )
})

test('five wrong codes lock the second factor, the right one too; who needs none switches it off', async () => {
  const { id, username } = await anAccount()
  const browser = await aSignedInBrowser(username)
  const post = (path: string, body: object) => browser.send(`/api/me/second-factor/${path}`, 'POST', body)
  expect(await told(post('recovery-codes', { password }))).toBe('secondFactorOff')
  const begun = Begun.parse(await (await post('begin', { password })).json())
  expect(await told(post('confirm', { code: codeOf(begun.secret, -1) }))).toBe('done')
  expect(await told(post('begin', { password }))).toBe('secondFactorOnAlready')

  const second = aBrowser()
  const verify = (code: string) => told(second.send('/api/auth/two-factor/verify-totp', 'POST', { code }))
  await signIn(second, username)
  for (let at = 5; at < 10; at++) expect(await verify(codeOf(begun.secret, at))).toBe('codeWrong')
  await signIn(second, username)
  expect(await verify(codeOf(begun.secret))).toBe('signInLocked 10')

  expect(await told(post('off', { password }))).toBe('done')
  expect(await (await signIn(aBrowser(), username)).json()).toEqual({ twoFactorRedirect: false })
  expect(await actionsOf(id)).toContain('second-factor-off')
})

test('an account without a post reaches its own account and nothing else', async () => {
  const { username } = await anAccount({ role: null })
  const browser = await aSignedInBrowser(username)
  expect(await me(browser)).toMatchObject({ restriction: 'no-post', username })
  expect(await work(browser)).toBe('noPost')
  expect((await myAccount(browser)).posts).toEqual([])
})

const List = z.object({
  sessions: z.array(z.object({ id: z.string(), isThis: z.boolean(), browser: z.string().nullable() })),
})

test('one sees where one is signed in, and ends what one no longer knows', async () => {
  const { id, username } = await anAccount()
  const mine = await aSignedInBrowser(username)
  const others = [await aSignedInBrowser(username), await aSignedInBrowser(username)] as const
  for (const other of others) expect(await me(other)).not.toBeNull()
  const list = async () => List.parse(await (await mine.ask('/api/me/sessions')).json()).sessions
  const seen = await list()
  expect(seen.map(({ isThis }) => isThis).sort()).toEqual([false, false, true])
  const one = seen.find(({ isThis }) => !isThis)?.id
  expect(await told(mine.send(`/api/me/sessions/${one}`, 'DELETE'))).toBe('done')
  expect(await told(mine.send(`/api/me/sessions/${one}`, 'DELETE'))).toBe('noSuchSession')
  expect(await list()).toHaveLength(2)
  expect(await (await mine.send('/api/me/sessions/end-others', 'POST')).json()).toEqual({ ended: 1 })
  for (const other of others) expect(await me(other)).toBeNull()

  const stranger = await aSignedInBrowser((await anAccount()).username)
  const [own] = await list()
  expect(await told(stranger.send(`/api/me/sessions/${own?.id}`, 'DELETE'))).toBe('noSuchSession')

  expect(await endSessionsOf(systemContext(city, now), id)).toBe(1)
  expect(await me(mine)).toBeNull()
})

test('a session ends when it is idle for half an hour, and after twelve hours anyway', async () => {
  const { id, username } = await anAccount()
  const browser = await aSignedInBrowser(username)
  const seenAt = async () =>
    (await owner((tx) => tx.select().from(sessions).where(eq(sessions.userId, id))))[0]?.lastSeenAt
  try {
    const before = await seenAt()
    expect(await me(browser)).not.toBeNull()
    ahead = 29
    expect(await me(browser)).not.toBeNull()
    expect(await seenAt()).not.toEqual(before)
    ahead = 58
    expect(await me(browser)).not.toBeNull()
    ahead = 89
    expect(await me(browser)).toBeNull()
    expect(await seenAt()).toBeUndefined()

    ahead = 0
    const long = await aSignedInBrowser(username)
    for (ahead = 0; ahead < 12 * 60 - 1; ahead += 20) expect(await me(long)).not.toBeNull()
    ahead = 12 * 60 - 1
    expect(await me(long)).not.toBeNull()
    ahead = 12 * 60 + 1
    expect(await me(long)).toBeNull()
  } finally {
    ahead = 0
  }
})

test('a city that allows two sessions ends the oldest', async () => {
  const { id, username } = await anAccount()
  const ctx = systemContext(city, now)
  const parameters = await owner((tx) => signInParameters(tx, city, now()))
  await enactSignInParameters(
    { ...ctx, actor: { ...ctx.actor, role: 'security-administrator' } },
    {
      parameters: { ...parameters, mostSessions: 2 },
      validFromOn: dayOf(now()).toString(),
      source: '试验',
      basedOn: null,
    },
  )
  const browsers = [
    await aSignedInBrowser(username),
    await aSignedInBrowser(username),
    await aSignedInBrowser(username),
  ]
  const open = await Promise.all(browsers.map(async (browser) => (await me(browser)) !== null))
  expect(open).toEqual([false, true, true])
  await owner((tx) => tx.delete(ruleVersions).where(eq(ruleVersions.city, city)))
  forgetSessionsOf(id)
})

test('of the addresses of better-auth only those in use are open', async () => {
  const browser = await aSignedInBrowser((await anAccount()).username)
  const open = ['/sign-in/username', '/sign-out', '/two-factor/verify-totp', '/two-factor/verify-backup-code']
  const Endpoint = z.object({
    path: z.string(),
    options: z.object({ method: z.union([z.string(), z.array(z.string())]) }),
  })
  const endpoints = Object.values(auth.api).flatMap((endpoint) => {
    const { path, options } = endpoint as { path?: unknown; options?: unknown }
    const read = Endpoint.safeParse({ path, options })
    return read.success ? [read.data] : []
  })
  expect(endpoints.length).toBeGreaterThan(30)
  for (const { path, options } of endpoints) {
    for (const method of [options.method].flat()) {
      if (open.includes(path) && method === 'POST') continue
      const init = method === 'GET' ? {} : { method, body: '{}', headers: { 'content-type': 'application/json' } }
      const answer = await browser.ask(`/api/auth${path.replace(/:\w+/g, 'x')}`, init)
      expect(answer.status, `${method} ${path}`).toBe(404)
    }
  }
})

test('nothing of what was typed stands in audit, events or failures', async () => {
  const rows = await owner(async (tx) => [
    await tx.select().from(auditRows).where(eq(auditRows.city, city)),
    await tx.select().from(auditDetails).where(eq(auditDetails.city, city)),
    await tx
      .select()
      .from(events)
      .where(and(eq(events.city, city), inArray(events.subjectKind, ['account', 'rule']))),
    await tx.select().from(signInFailures).where(like(signInFailures.nameHash, '%')),
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Stone|guest-\d|nobody-here/)
})
