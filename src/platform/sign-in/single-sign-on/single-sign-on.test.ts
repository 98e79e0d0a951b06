import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dayOf, now } from '../../clock.ts'
import { type Tx, transactAsOwner } from '../../db/transact.ts'
import { apiServer } from '../../http/server.ts'
import {
  accounts,
  auditDetails,
  auditRows,
  cities,
  credentials,
  events,
  grants,
  sessions,
  verifications,
} from '../../tables.ts'
import { Browser } from '../../testing/browser.ts'
import {
  claimsIn,
  clientId,
  clientSecret,
  type OpenIdProvider,
  otherClientId,
  startProvider,
} from '../../testing/open-id-provider.ts'
import { testPool } from '../../testing/world.ts'
import { closeAccount, createAccount } from '../accounts.ts'
import { openAuth } from '../auth.ts'
import { openEntrance } from '../entrance.ts'
import { sessionLookup } from '../session.ts'
import { readSignOn } from './configuration.ts'
import { refusalOf } from './contract.ts'
import { signOnRoutes } from './routes.ts'
import { openSignOn } from './sign-on.ts'

const address = 'http://127.0.0.1:5199'
const password = '一座桥-2026-Daqiao'
const industry = '01900000-0000-7000-8000-000000000001'
const places = { unitIds: new Map([['industry', industry]]), divisions: new Set(['990102']) }
const today = dayOf(now()).toString()

/** A city of its own: better-auth uses the pool, so what happens here is not rolled back but taken away afterwards. */
const here = '990300'

let city: OpenIdProvider
let pool: pg.Pool
const folder = mkdtempSync(join(tmpdir(), 'daqiao-sign-on-'))

beforeAll(async () => {
  pool = await testPool()
  await owner((tx) => tx.insert(cities).values({ code: here, name: '丙市', nameEn: 'Gamma', isSample: true }))
  city = await startProvider(address)
})

afterAll(async () => {
  await owner(async (tx) => {
    for (const table of [events, auditDetails, auditRows, grants, accounts])
      await tx.delete(table).where(eq(table.city, here))
    await tx.delete(verifications)
    await tx.delete(cities).where(eq(cities.code, here))
  })
  await city.close()
  rmSync(folder, { recursive: true })
})

afterEach(() => {
  city.tamper = (idToken) => idToken
})

const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transactAsOwner(here, work)

/** The product with the sign-on as a city would configure it. */
async function product({ newcomers = true } = {}): Promise<() => Browser> {
  const file = join(folder, 'sign-on.yaml')
  writeFileSync(
    file,
    `issuer: ${city.issuer}
client: { id: ${clientId}, secret: { variable: SECRET } }
scopes: [openid, profile, email]
newcomers: ${newcomers}
roles:
  - { value: planning, role: planning-officer, scope: { kind: city }, unit: industry, post: 规划督查岗 }
  - { value: handler, role: unit-handler, scope: { kind: unit, id: industry }, post: 承办岗 }
  - { value: east, role: district-officer, scope: { kind: district, id: '990102' }, post: 东区统筹岗 }
`,
  )
  const configuration = readSignOn({ DAQIAO_SIGN_ON: file, SECRET: clientSecret })
  if (!configuration) throw new Error('no configuration')
  const secret = 'a secret of thirty-two characters'
  const signOn = await openSignOn(configuration, { city: here, address, secret, placesOf: async () => places })
  const auth = openAuth({ pool, secret, addresses: [address], rateLimited: false, signOn })
  const lookup = sessionLookup(secret, async () => ({ unitIds: null, divisions: null, chainIds: null }))
  const server = apiServer({
    routes: signOnRoutes(auth, signOn),
    actorOf: async (headers) => (await lookup.signedInBy(headers))?.actor ?? null,
    translate: (_language, key) => key,
    bodyLimit: 1_000_000,
    addresses: [address],
    before: (api) => {
      openEntrance(api, { auth, lookup, translate: (_language, key) => key })
      api.get('/who', async (c) => {
        const signedIn = await lookup.signedInBy(c.req.raw.headers)
        return c.json(signedIn && { name: signedIn.actor.name, posts: signedIn.posts.map(({ role }) => role) })
      })
    },
  })
  const local = async (request: Request) =>
    new URL(request.url).pathname.startsWith('/api/') ? server.fetch(request) : new Response('a page of Daqiao')
  return () => new Browser(address, local)
}

const Url = z.object({ url: z.string() })
const Who = z.object({ name: z.string(), posts: z.array(z.string()) }).nullable()

async function begin(browser: Browser, to = '/goals', path = '/api/sign-in/sign-on'): Promise<string> {
  const answer = await browser.send(path, 'POST', { to })
  return Url.parse(await answer.json()).url
}

/** Goes through the pages of the provider: who one is, then that Daqiao may know. */
async function through(browser: Browser, url: string, person: string) {
  let page = await browser.open(url)
  for (let steps = 0; steps < 3 && page.url.startsWith(city.issuer) && page.text.includes('<form'); steps++) {
    page = await browser.submit(page, page.text.includes('name="login"') ? { login: person, password: 'any' } : {})
  }
  return page
}

const signIn = async (browser: Browser, person: string, to?: string) =>
  through(browser, await begin(browser, to), person)
const who = async (browser: Browser) => Who.parse(await (await browser.ask('/api/who')).json())
const refused = (page: { url: string }) => refusalOf(new URL(page.url).search)

const accountOf = (person: string) =>
  owner(async (tx) => {
    const key = `${city.issuer} ${person}`
    const rows = await tx
      .select({ account: accounts, credential: credentials })
      .from(credentials)
      .innerJoin(accounts, eq(accounts.id, credentials.userId))
      .where(eq(credentials.accountId, key))
    const grantsOf = await tx
      .select()
      .from(grants)
      .where(eq(grants.accountId, rows[0]?.account.id ?? ''))
    return { ...rows[0], grants: grantsOf }
  })

const localAccount = (username: string, role: 'planning-officer' | 'system-administrator' = 'planning-officer') =>
  owner((tx) =>
    createAccount(tx, { city: here, username, name: '本地人', password }, [
      { city: here, role, scope: { kind: 'city', id: here }, unitId: null, post: '本地岗', fromOn: today },
    ]),
  )

const withPassword = async (browser: Browser, username: string) =>
  (await browser.send('/api/auth/sign-in/username', 'POST', { username, password })).status

test('somebody new gets an account with what the claims map to, and lands where they wanted to go', async () => {
  const browser = (await product())()
  city.people.set('p-1', { name: '钟若溪', roles: ['planning', 'unknown'], email: 'zhong@city.example' })
  const page = await signIn(browser, 'p-1', '/goals?year=2026')
  expect(page.url).toBe(`${address}/goals?year=2026`)
  expect(await who(browser)).toEqual({ name: '钟若溪', posts: ['planning-officer'] })

  const { account, credential, grants: given } = await accountOf('p-1')
  expect(account).toMatchObject({ city: here, origin: 'single-sign-on', name: '钟若溪' })
  expect(account?.username).toMatch(/^sso-[0-9a-f]{16}$/)
  expect(account?.email).not.toContain('zhong')
  expect(given).toMatchObject([
    {
      role: 'planning-officer',
      scopeKind: 'city',
      unitId: industry,
      fromOn: today,
      toOn: null,
      origin: 'single-sign-on',
    },
  ])
  expect(credential).toMatchObject({ accessToken: null, refreshToken: null, password: null })
  expect(credential?.idToken).not.toContain('.')

  const [asked] = browser.visited.filter((url) => url.startsWith(`${city.issuer}/auth?`))
  const sent = new URL(asked ?? '').searchParams
  expect(sent.get('code_challenge_method')).toBe('S256')
  expect([sent.get('state'), sent.get('nonce')].every((value) => (value ?? '').length >= 32)).toBe(true)
})

test('each sign-in gives the roles that are claimed now and ends the others at once, with the audit saying why', async () => {
  const open = await product()
  city.people.set('p-2', { name: '罗望', roles: ['planning', 'handler'] })
  await signIn(open(), 'p-2')
  const { account } = await accountOf('p-2')
  city.people.set('p-2', { name: '罗望之', roles: ['handler', 'east'], email: 'new@city.example' })
  const browser = open()
  await signIn(browser, 'p-2')
  expect(await who(browser)).toEqual({ name: '罗望之', posts: ['unit-handler', 'district-officer'] })
  const after = await accountOf('p-2')
  expect(after.account?.id).toBe(account?.id)
  expect(
    after.grants
      .filter(({ toOn }) => toOn === null)
      .map(({ role }) => role)
      .sort(),
  ).toEqual(['district-officer', 'unit-handler'])

  const audit = await owner((tx) =>
    tx
      .select({ action: auditRows.action, details: auditDetails.details, by: auditRows.accountId })
      .from(auditRows)
      .leftJoin(auditDetails, and(eq(auditDetails.city, auditRows.city), eq(auditDetails.id, auditRows.id)))
      .where(eq(auditRows.subjectId, account?.id ?? ''))
      .orderBy(auditRows.at, auditRows.id),
  )
  const changes = audit.filter(({ action }) => action.startsWith('sign-on-role'))
  expect(changes.map(({ action, by }) => [action, by])).toEqual([
    ['sign-on-role-given', 'system'],
    ['sign-on-role-given', 'system'],
    ['sign-on-role-ended', 'system'],
    ['sign-on-role-given', 'system'],
  ])
  expect(changes.every(({ details }) => JSON.stringify(details).includes('"approvedBy":"configuration"'))).toBe(true)
  expect(JSON.stringify(audit)).not.toMatch(/罗望|city\.example|p-2/)
})

test('two who come for the first time at the same moment are one account', async () => {
  const open = await product()
  city.people.set('p-3', { name: '双生', roles: ['handler'] })
  await Promise.all([signIn(open(), 'p-3'), signIn(open(), 'p-3')])
  const { grants: given } = await accountOf('p-3')
  expect(given).toHaveLength(1)
})

test('a name, a user name or an address equal to that of an account opens nothing of it', async () => {
  const browser = (await product())()
  const victim = await localAccount('planning')
  await owner((tx) => tx.update(accounts).set({ email: 'boss@city.example' }).where(eq(accounts.id, victim)))
  const stolen = { name: '本地人', preferred_username: 'planning', email: 'boss@city.example', email_verified: true }
  city.people.set('thief', { ...stolen, roles: ['handler'] })
  await signIn(browser, 'thief')
  const { account } = await accountOf('thief')
  expect(account?.id).not.toBe(victim)
  expect(account?.username).not.toBe('planning')
  const held = await owner((tx) => tx.select().from(credentials).where(eq(credentials.userId, victim)))
  expect(held.map(({ providerId }) => providerId)).toEqual(['credential'])
})

test('whom the city does not know, or gives no role, is told so and gets no account', async () => {
  const closed = (await product({ newcomers: false }))()
  city.people.set('p-4', { name: '生人', roles: ['planning'] })
  expect(refused(await signIn(closed, 'p-4'))).toBe('unknown-person')
  const open = (await product())()
  city.people.set('p-5', { name: '无岗', roles: ['canteen'] })
  expect(refused(await signIn(open, 'p-5'))).toBe('no-role')
  expect(await who(open)).toBeNull()
  expect([(await accountOf('p-4')).account, (await accountOf('p-5')).account]).toEqual([undefined, undefined])
})

test('who loses every role loses them here too, and comes in no more', async () => {
  const open = await product()
  city.people.set('p-6', { name: '离岗', roles: 'handler' })
  await signIn(open(), 'p-6')
  city.people.set('p-6', { name: '离岗' })
  expect(refused(await signIn(open(), 'p-6'))).toBe('no-role')
  const { grants: given } = await accountOf('p-6')
  expect(given.every(({ toOn }) => toOn !== null && toOn < today)).toBe(true)
})

test('a closed account stays closed, whatever the sign-on says', async () => {
  const open = await product()
  city.people.set('p-7', { name: '停用', roles: ['handler'] })
  await signIn(open(), 'p-7')
  const { account } = await accountOf('p-7')
  await owner((tx) => closeAccount(tx, here, account?.id ?? '', now()))
  const browser = open()
  expect(refused(await signIn(browser, 'p-7'))).toBe('closed')
  expect(await who(browser)).toBeNull()
  const denied = await owner((tx) => tx.select().from(auditRows).where(eq(auditRows.result, 'denied')))
  expect(denied.some(({ subjectId }) => subjectId === account?.id)).toBe(true)
})

test('an answer counts once, in the browser that asked, with the state it was given', async () => {
  const open = await product()
  city.people.set('p-8', { name: '重放', roles: ['handler'] })
  const browser = open()
  await signIn(browser, 'p-8')
  const answer = browser.visited.find((url) => url.includes('/callback/single-sign-on?')) ?? ''
  expect(refused(await browser.open(answer))).toBe('expired')

  const victim = open()
  const forged = new URL(answer)
  forged.searchParams.set('state', 'x'.repeat(32))
  expect(refused(await victim.open(forged.href))).toBe('expired')
  // A thief's own unfinished answer, slipped to somebody else: the cookie of the thief's browser is missing.
  const thief = open()
  const url = new URL(await begin(thief))
  forged.searchParams.set('state', url.searchParams.get('state') ?? '')
  expect(refused(await victim.open(forged.href))).toBe('expired')
  // The right state with a code that was used before.
  expect(refused(await thief.open(forged.href))).toBe('failed')
  expect([await who(victim), await who(thief)]).toEqual([null, null])
})

const second = () => Math.floor(now().epochMilliseconds / 1000)
const falseTokens: Record<string, (right: Record<string, unknown>) => string> = {
  'another nonce': (right) => city.signed({ ...right, nonce: 'of another sign-in' }),
  'no nonce': ({ nonce: _, ...right }) => city.signed(right),
  'another application': (right) => city.signed({ ...right, aud: otherClientId }),
  'two applications, made for the other': (right) =>
    city.signed({ ...right, aud: [clientId, otherClientId], azp: otherClientId }),
  'another issuer': (right) => city.signed({ ...right, iss: 'https://elsewhere.example' }),
  'a time that is over': (right) => city.signed({ ...right, iat: second() - 900, exp: second() - 300 }),
  'somebody else’s key': (right) => city.signed(right, 'stranger'),
  'no signature': (right) =>
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(right)).toString('base64url')}.`,
  'a person whom the user info does not know': (right) => city.signed({ ...right, sub: 'p-1' }),
}

test.each(Object.entries(falseTokens))('an id token with %s lets nobody in', async (_name, made) => {
  const browser = (await product())()
  city.people.set('p-9', { name: '伪造', roles: ['handler'] })
  city.tamper = (idToken) => made(claimsIn(idToken))
  expect(refused(await signIn(browser, 'p-9'))).toBe('failed')
  expect(await who(browser)).toBeNull()
  expect((await accountOf('p-9')).account).toBeUndefined()
})

test('only own addresses are returned to, and the addresses of better-auth that begin a sign-in are closed', async () => {
  const browser = (await product())()
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'goals',
    '/a b',
    '',
  ]
  for (const to of elsewhere) {
    expect((await browser.send('/api/sign-in/sign-on', 'POST', { to })).status, to).toBe(400)
  }
  const body = { provider: 'single-sign-on', callbackURL: 'https://evil.example' }
  for (const path of ['/sign-in/social', '/link-social', '/unlink-account', '/get-access-token', '/account-info']) {
    expect((await browser.send(`/api/auth${path}`, 'POST', body)).status, path).toBe(404)
  }
})

test('sign-out ends the session here and the one at the sign-on', async () => {
  const browser = (await product())()
  city.people.set('p-10', { name: '下班', roles: ['handler'] })
  await signIn(browser, 'p-10')
  const { account } = await accountOf('p-10')
  const { url } = Url.parse(await (await browser.send('/api/auth/sign-out', 'POST')).json())
  const sent = new URL(url)
  expect(sent.origin).toBe(city.issuer)
  expect(claimsIn(sent.searchParams.get('id_token_hint') ?? '')).toMatchObject({ sub: 'p-10', aud: clientId })
  expect(sent.searchParams.get('post_logout_redirect_uri')).toBe(`${address}/`)
  expect(
    await owner((tx) =>
      tx
        .select()
        .from(sessions)
        .where(eq(sessions.userId, account?.id ?? '')),
    ),
  ).toEqual([])
  expect((await accountOf('p-10')).credential?.idToken).toBeNull()

  const asked = await browser.open(url)
  const back = await browser.submit(asked, { logout: 'yes' })
  expect(back.url).toBe(`${address}/`)
  // Nobody is signed in at the provider any more: it asks who one is.
  const again = await browser.open(await begin(browser))
  expect(again.text).toContain('name="login"')
})

test('an account is linked by its owner, keeps its name, and is parted again', async () => {
  const open = await product()
  const id = await localAccount('linker')
  city.people.set('p-11', { name: '统一名', roles: ['handler'], email: 'else@city.example' })
  const browser = open()
  expect(await withPassword(browser, 'linker')).toBe(200)
  const back = await through(browser, await begin(browser, '/account', '/api/me/sign-on/link'), 'p-11')
  expect(back.url).toBe(`${address}/account`)
  const mine = async () => (await browser.ask('/api/me/sign-on')).json()
  expect(await mine()).toEqual({ isOffered: true, isLinked: true, canUnlink: true })

  const other = open()
  await signIn(other, 'p-11')
  expect(await who(other)).toEqual({ name: '本地人', posts: ['planning-officer', 'unit-handler'] })
  expect((await accountOf('p-11')).account?.id).toBe(id)
  // The password still opens it; a sign-out of such a session is a matter of Daqiao alone once the other is out.
  expect(await withPassword(open(), 'linker')).toBe(200)

  expect((await browser.send('/api/me/sign-on/link', 'DELETE')).status).toBe(200)
  expect(await mine()).toEqual({ isOffered: true, isLinked: false, canUnlink: false })
  const held = await owner((tx) => tx.select().from(grants).where(eq(grants.accountId, id)))
  expect(held.filter(({ toOn }) => toOn === null).map(({ role }) => role)).toEqual(['planning-officer'])
  const told = await owner((tx) => tx.select().from(events).where(eq(events.subjectId, id)))
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['sign-on-linked', 'sign-on-unlinked']))
  expect((await browser.send('/api/me/sign-on/link', 'DELETE')).status).toBe(409)
})

test('a person of the sign-on belongs to one account, and an account to one person', async () => {
  const open = await product()
  await localAccount('first')
  await localAccount('second')
  city.people.set('p-12', { name: '甲', roles: ['handler'] })
  city.people.set('p-13', { name: '乙', roles: ['handler'] })
  const link = async (username: string, person: string) => {
    const browser = open()
    await withPassword(browser, username)
    return refused(await through(browser, await begin(browser, '/account', '/api/me/sign-on/link'), person))
  }
  expect(await link('first', 'p-12')).toBeNull()
  expect(await link('second', 'p-12')).toBe('linked-elsewhere')
  expect(await link('first', 'p-13')).toBe('other-link')
})

test('no administrator is linked or comes in by the sign-on', async () => {
  const open = await product()
  const id = await localAccount('later')
  city.people.set('p-14', { name: '后管', roles: ['handler'] })
  city.people.set('p-15', { name: '又管', roles: ['handler'] })
  const browser = open()
  await withPassword(browser, 'later')
  const begun = await begin(browser, '/account', '/api/me/sign-on/link')
  await through(browser, begun, 'p-14')
  const local = and(eq(grants.accountId, id), eq(grants.origin, 'local'))
  await owner((tx) => tx.update(grants).set({ role: 'audit-administrator' }).where(local))
  expect(refused(await signIn(open(), 'p-14'))).toBe('administrator')

  const admin = open()
  await localAccount('soon')
  await withPassword(admin, 'soon')
  const link = await begin(admin, '/account', '/api/me/sign-on/link')
  await owner((tx) => tx.update(grants).set({ role: 'system-administrator' }).where(eq(grants.post, '本地岗')))
  expect(refused(await through(admin, link, 'p-15'))).toBe('administrator')
  expect((await accountOf('p-15')).account).toBeUndefined()
})

test('an account that the sign-on opened has no password and stays linked', async () => {
  const browser = (await product())()
  city.people.set('p-16', { name: '仅此', roles: ['handler'] })
  await signIn(browser, 'p-16')
  expect(await (await browser.ask('/api/me/sign-on')).json()).toMatchObject({ isLinked: true, canUnlink: false })
  expect((await browser.send('/api/me/sign-on/link', 'DELETE')).status).toBe(409)
})
