/** Ways in that were tried and must stay shut. On the test pool with real commits; it cleans up by itself. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dayOf, now } from '../clock.ts'
import { Me } from '../contract.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { apiServer } from '../http/server.ts'
import type { Role } from '../roles.ts'
import { platformRoutes } from '../routes.ts'
import { accounts, auditDetails, auditRows, cities, events, signInFailures, verifications } from '../tables.ts'
import { Browser } from '../testing/browser.ts'
import { testPool } from '../testing/world.ts'
import { createAccount } from './accounts.ts'
import { type Auth, openAuth } from './auth.ts'
import { cookieIn } from './cookies.ts'
import { openEntrance } from './entrance.ts'
import { ownAccountRoutes } from './routes.ts'
import { type SessionLookup, sessionLookup } from './session.ts'
import { fromBase32, totpCode } from './totp.ts'

const city = '990301'
const nowhere = '000000'
const secret = 'a secret of thirty-two characters'
const password = 'river-Stone-2026'
const address = 'http://127.0.0.1:5198'

let auth: Auth
let lookup: SessionLookup

const owner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transactAsOwner(city, work)

async function sweep(): Promise<void> {
  await owner(async (tx) => {
    for (const table of [auditDetails, auditRows, events]) await tx.delete(table).where(eq(table.city, city))
    await tx.delete(auditRows).where(and(eq(auditRows.city, nowhere), eq(auditRows.action, 'sign-in')))
    await tx.delete(accounts).where(eq(accounts.city, city))
    await tx.delete(cities).where(eq(cities.code, city))
    await tx.delete(signInFailures)
    await tx.delete(verifications)
  })
}

beforeAll(async () => {
  const pool = await testPool()
  await sweep()
  await owner((tx) => tx.insert(cities).values({ code: city, name: '丁市', nameEn: 'Delta', isSample: true }))
  auth = openAuth({ pool, secret, addresses: [address], rateLimited: false })
  lookup = sessionLookup(secret, async () => ({ unitIds: null, divisions: null, chainIds: null }))
})

afterAll(sweep)

function aBrowser(): Browser {
  const translate = (_language: string, key: string) => key
  const server = apiServer({
    routes: [...platformRoutes(lookup, 'test'), ...ownAccountRoutes(auth, lookup)],
    actorOf: async (headers) => (await lookup.signedInBy(headers))?.actor ?? null,
    translate,
    bodyLimit: 1_000_000,
    addresses: [address],
    before: (api) => openEntrance(api, { auth, lookup, translate }),
  })
  return new Browser(address, async (request) => server.fetch(request))
}

async function anAccount(username: string, role: Role | null): Promise<string> {
  const scope = { kind: 'city', id: city } as const
  const fromOn = dayOf(now()).toString()
  const grants = role ? [{ city, role, scope, unitId: null, post: '试用岗', fromOn }] : []
  return owner((tx) => createAccount(tx, { city, username, name: '江小渡', password }, grants))
}

const signIn = (browser: Browser, username: string, typed = password) =>
  browser.send('/api/auth/sign-in/username', 'POST', { username, password: typed })
const me = async (answer: Response | Promise<Response>) => Me.parse(await (await answer).json())

test('a session opened by the password alone ends when the second factor is switched on elsewhere', async () => {
  await anAccount('delta-admin', 'security-administrator')
  const [thief, holder] = [aBrowser(), aBrowser()]
  for (const browser of [thief, holder]) expect((await signIn(browser, 'delta-admin')).status).toBe(200)
  const post = (path: string, body: object) => holder.send(`/api/me/second-factor/${path}`, 'POST', body)
  const begun = z.object({ secret: z.string() }).parse(await (await post('begin', { password })).json())
  const code = totpCode(fromBase32(begun.secret), Math.floor(now().epochMilliseconds / 30_000))
  expect((await post('confirm', { code })).status).toBe(200)
  expect(await me(holder.ask('/api/me'))).toMatchObject({ restriction: null })
  expect(await me(thief.ask('/api/me'))).toBeNull()
})

test('after sign-out the session is gone in every spelling of its cookie', async () => {
  await anAccount('delta-planner', 'planning-officer')
  const browser = aBrowser()
  const [cookie = ''] = (await signIn(browser, 'delta-planner')).headers.getSetCookie()
  const headers = { cookie: (cookie.split(';')[0] ?? '').replace(/\.(?=[^.]*$)/, '%2E') }
  const spelled = () => me(aBrowser().ask('/api/me', { headers }))
  expect(await spelled()).toMatchObject({ username: 'delta-planner' })
  expect((await browser.send('/api/auth/sign-out', 'POST')).status).toBe(200)
  expect(await spelled()).toBeNull()
})

test('a cookie that a sibling host may have set does not go before the one that is secure', () => {
  const headers = new Headers({ cookie: 'daqiao.session_token=theirs; __Secure-daqiao.session_token=ours' })
  expect(cookieIn(headers, 'daqiao.session_token')).toBe('ours')
})

test('the audit of a failed sign-in names the role of the account, and none where there is none', async () => {
  const expected = { planning: await anAccount('delta-a', 'planning-officer'), none: await anAccount('delta-b', null) }
  for (const username of ['delta-a', 'delta-b']) await signIn(aBrowser(), username, 'wrong-Stone-2026')
  const roleOf = async (id: string) => {
    const rows = await owner((tx) => tx.select().from(auditRows).where(eq(auditRows.subjectId, id)))
    return rows.map(({ action, result, role }) => [action, result, role])
  }
  expect(await roleOf(expected.planning)).toEqual([['sign-in', 'failed', 'planning-officer']])
  expect(await roleOf(expected.none)).toEqual([['sign-in', 'failed', 'none']])
})

test('tries under unknown names stand in the audit that belongs to no city, without the name', async () => {
  const typed = 'my-Password-by-mistake'
  for (let at = 0; at < 6; at++) await signIn(aBrowser(), typed, 'wrong-Stone-2026')
  const rows = await transactAsOwner(nowhere, (tx) =>
    tx
      .select()
      .from(auditRows)
      .where(and(eq(auditRows.city, nowhere), eq(auditRows.action, 'sign-in')))
      .orderBy(auditRows.at, auditRows.id),
  )
  expect(rows.map(({ result }) => result)).toEqual([...Array(5).fill('failed'), 'denied'])
  expect(rows[0]).toMatchObject({ accountId: 'nobody', role: 'none', subjectKind: 'username' })
  expect(rows[0]?.subjectId).toMatch(/^[0-9a-f]{16}$/)
  expect(new Set(rows.map(({ subjectId }) => subjectId)).size).toBe(1)
  expect(JSON.stringify(rows)).not.toContain('Password')
})
