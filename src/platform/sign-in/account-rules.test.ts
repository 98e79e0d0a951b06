import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { dayOf, now } from '../clock.ts'
import { transactAsOwner } from '../db/transact.ts'
import { accounts, passwordHistory, ruleVersions } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack, serverFor, testCity, testMoment } from '../testing/world.ts'
import { createAccount } from './accounts.ts'
import { deviceOf } from './device.ts'
import { countAttempt, type Failures } from './locks.ts'
import { enactSampleParameters, enactSignInParameters, signInParameters } from './parameter-versions.ts'
import { SignInParameters } from './parameters.ts'
import { resetPassword } from './password-change.ts'
import { unmetDemands } from './password-rules.ts'
import { parameterRoutes } from './routes.ts'
import { restrictionOf } from './session.ts'
import { base32, fromBase32, isCodeOf, totpCode } from './totp.ts'

const rules = {
  passwordLeastLength: 8,
  passwordLeastKinds: 3,
  passwordMaxAgeDays: 90,
  passwordHistoryLength: 5,
  initialPasswordValidDays: 7,
  lockAfterFailures: 5,
  lockMinutes: [10, 20, 30],
  idleMinutes: 30,
  longestSessionHours: 12,
  mostSessions: null,
  secondFactorRoles: ['system-administrator', 'security-administrator', 'audit-administrator'],
} satisfies SignInParameters

const person = { username: 'jiang.du', name: '江小渡' }

test.each([
  ['river-Stone-2026', ''],
  ['rv-St-26', ''],
  ['rv-St-2', 'length'],
  ['桥上看水流-a1', ''],
  ['river-stone', 'kinds'],
  ['river2026', 'kinds'],
  ['River2026', ''],
  ['20260310-310', 'kinds common'],
  ['JIANG.DU-2026a', 'username'],
  ['我是江小渡-2026a', 'name'],
  ['Password@2026', 'common'],
  ['Admin888', 'common'],
  ['P@ssw0rd', 'common'],
  ['aB1aB1aB1', 'common'],
  ['', 'length kinds common'],
  // A wide letter is the letter it looks like.
  ['ｐａｓｓｗｏｒｄ＠2026', 'common'],
])('the password %s fails: %s', (password, failed) => {
  expect(unmetDemands(password, person, rules).join(' ')).toBe(failed)
})

test('without a name there is nothing a password could hold', () => {
  expect(unmetDemands('river-Stone-2026', { username: '', name: '渡' }, rules)).toEqual([])
})

const minute = 60_000

/** Failures in a row from a moment on, each a minute after the one before; the lock each one leaves, in minutes. */
function failing(count: number, from = 0, before: Failures = { failures: 0, locks: 0, lockedUntil: null, lastAt: 0 }) {
  let state = before
  const locks: (number | 'refused' | null)[] = []
  for (let at = 0; at < count; at++) {
    const now = from + at * minute
    const next = countAttempt(state, rules, now)
    locks.push(next === null ? 'refused' : next.lockedUntil === null ? null : (next.lockedUntil - now) / minute)
    state = next ?? state
  }
  return { locks, state }
}

test('the fifth failure locks for ten minutes, the next five for twenty, then for thirty', () => {
  const { locks, state } = failing(6)
  expect(locks).toEqual([null, null, null, null, 10, 'refused'])
  const lockEnds = 14 * minute
  expect(countAttempt(state, rules, lockEnds - 1)).toBeNull()
  const second = failing(5, lockEnds, state)
  expect(second.locks).toEqual([null, null, null, null, 20])
  const third = failing(5, lockEnds + 24 * minute, second.state)
  expect(third.locks.at(-1)).toBe(30)
  expect(failing(5, lockEnds + 58 * minute, third.state).locks.at(-1)).toBe(30)
})

test('after a day without an attempt the failures are forgotten', () => {
  const { state } = failing(4)
  const last = 3 * minute
  expect(countAttempt(state, rules, last + 24 * 60 * minute - 1)?.lockedUntil).not.toBeNull()
  expect(countAttempt(state, rules, last + 24 * 60 * minute)).toMatchObject({
    failures: 1,
    locks: 0,
    lockedUntil: null,
  })
})

const account = {
  origin: 'local',
  mustChangePassword: false,
  passwordChangedAt: new Date('2026-03-01T00:00:00Z'),
  createdAt: new Date('2026-03-01T00:00:00Z'),
  twoFactorEnabled: false,
}
const officer = [{ role: 'planning-officer' as const }]
const auditor = [...officer, { role: 'audit-administrator' as const }]
const at = (text: string) => Temporal.Instant.from(text)

test.each([
  ['a good password and a post', account, officer, '2026-03-10T00:00:00Z', null],
  ['an initial password', { ...account, mustChangePassword: true }, officer, '2026-03-10T00:00:00Z', 'change-password'],
  ['the last second of ninety days', account, officer, '2026-05-29T23:59:59Z', null],
  ['ninety days', account, officer, '2026-05-30T00:00:00Z', 'change-password'],
  [
    'ninety days, no password date',
    { ...account, passwordChangedAt: null },
    officer,
    '2026-05-30T00:00:00Z',
    'change-password',
  ],
  ['one post of several that demands a factor', account, auditor, '2026-03-10T00:00:00Z', 'enrol-second-factor'],
  ['the factor set up', { ...account, twoFactorEnabled: true }, auditor, '2026-03-10T00:00:00Z', null],
  [
    'the city’s sign-on',
    { ...account, origin: 'single-sign-on' },
    [{ role: 'unit-head' as const }],
    '2026-09-01T00:00:00Z',
    null,
  ],
  ['the city’s sign-on', { ...account, origin: 'single-sign-on' }, auditor, '2026-09-01T00:00:00Z', 'no-post'],
  ['no post', account, [], '2026-03-10T00:00:00Z', 'no-post'],
])('with %s a session is restricted as it should be', (_words, who, posts, moment, expected) => {
  expect(restrictionOf(who, posts, rules, at(moment))).toBe(expected)
})

test.each([
  { passwordLeastLength: 7 },
  { passwordLeastKinds: 2 },
  { passwordMaxAgeDays: 181 },
  { passwordHistoryLength: 2 },
  { initialPasswordValidDays: 31 },
  { lockAfterFailures: 11 },
  { lockMinutes: [4] },
  { lockMinutes: [20, 10] },
  { lockMinutes: [] },
  { idleMinutes: 61 },
  { longestSessionHours: 25 },
  { mostSessions: 0 },
])('no city weakens the parameters below sense: %o', (change) => {
  expect(SignInParameters.safeParse(rules).success).toBe(true)
  expect(SignInParameters.safeParse({ ...rules, ...change }).success).toBe(false)
})

test('the security administrator sets the parameters, and the system administrator reads them', () =>
  rolledBack(async () => {
    const ask = async (role: Parameters<typeof anActor>[0], init?: RequestInit) => {
      const answer = await serverFor(parameterRoutes, anActor(role)).request('/api/sign-in/parameters', init)
      return { status: answer.status, body: await answer.json() }
    }
    const shown = await ask('system-administrator')
    expect(shown.body.inForce).toMatchObject({ isNational: true, enactedBy: null, parameters: rules })
    expect((await ask('planning-officer')).status).toBe(403)
    expect((await ask('audit-administrator')).status).toBe(403)

    const today = dayOf(now()).toString()
    const post = (change: object) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        parameters: { ...rules, idleMinutes: 15 },
        validFromOn: today,
        source: '市网信办要求',
        basedOn: shown.body.versions[0].id,
        ...change,
      }),
    })
    expect((await ask('system-administrator', post({}))).status).toBe(403)
    const weak = post({ parameters: { ...rules, passwordLeastLength: 6 } })
    expect((await ask('security-administrator', weak)).status).toBe(400)
    expect((await ask('security-administrator', post({ validFromOn: '2026-01-01' }))).status).toBe(400)
    expect((await ask('security-administrator', post({}))).body).toMatchObject({ isNational: false })
    expect((await ask('security-administrator', post({}))).status).toBe(409)
    const after = await ask('security-administrator')
    expect(after.body.inForce.parameters.idleMinutes).toBe(15)
    expect(after.body.versions).toHaveLength(2)
    const wrong = { parameters: rules, validFromOn: today, source: '无', basedOn: null }
    await expect(enactSignInParameters(aContext(anActor('system-administrator')), wrong)).rejects.toMatchObject({
      fault: 'forbidden',
    })
  }))

test('anybody learns what a password must be like, and nothing else of the parameters', async () =>
  rolledBack(async () => {
    const server = serverFor(parameterRoutes, null)
    const answer = await server.request(`/api/sign-in/password-rules?city=${testCity}`)
    expect(await answer.json()).toEqual({ passwordLeastLength: 8, passwordLeastKinds: 3, passwordHistoryLength: 5 })
  }))

test('the sample city asks for no second factor and says so once', () =>
  rolledBack(async () => {
    const ctx = aContext(anActor('system-administrator'))
    await enactSampleParameters(ctx)
    await enactSampleParameters(ctx)
    await transactAsOwner(testCity, async (tx) => {
      expect((await signInParameters(tx, testCity, testMoment)).secondFactorRoles).toEqual([])
      expect((await signInParameters(tx, otherCity, testMoment)).secondFactorRoles).toHaveLength(3)
      expect(await tx.select().from(ruleVersions).where(eq(ruleVersions.city, testCity))).toHaveLength(1)
    })
  }))

test('a new account keeps when its password was set; a password set by an administrator must be changed', () =>
  rolledBack(() =>
    transactAsOwner(testCity, async (tx) => {
      const wanted = { city: testCity, ...person, password: 'river-Stone-2026' }
      await expect(createAccount(tx, { ...wanted, password: 'river-stone' }, [])).rejects.toMatchObject({
        key: 'platform.passwordTooSimple',
      })
      const id = await createAccount(tx, wanted, [], testMoment)
      const later = testMoment.add({ hours: 1 })
      await resetPassword(tx, id, 'lake-Stone-2027', later)
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, id))
      expect(row).toMatchObject({ mustChangePassword: true, passwordChangedAt: new Date(later.epochMilliseconds) })
      const history = await tx.select().from(passwordHistory).where(eq(passwordHistory.accountId, id))
      expect(history.map(({ usedFrom }) => usedFrom.toISOString()).sort()).toEqual([
        '2026-03-10T01:30:00.000Z',
        '2026-03-10T02:30:00.000Z',
      ])
    }),
  ))

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36', 'Chrome', 'Windows'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0', 'Edge', 'Windows'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47', 'WeChat', 'Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1', 'Safari', 'iOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox', 'Linux'],
  ['curl/8.5.0', null, null],
  [null, null, null],
])('the device %s is told by its names', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system })
})

test('codes are those of RFC 6238, and a clock may be half a minute wrong', () => {
  const secret = Buffer.from('12345678901234567890')
  const vectors = { 1111111109: '081804', 1234567890: '005924', 20000000000: '353130' }
  for (const [seconds, code] of Object.entries(vectors)) {
    expect(totpCode(secret, Math.floor(Number(seconds) / 30))).toBe(code)
    const offered = [-60, -30, 0, 30, 60].map((wrong) => isCodeOf(secret, code, (Number(seconds) + wrong) * 1000))
    expect(offered).toEqual([false, true, true, true, false])
  }
  expect(totpCode(secret, 1)).toBe('287082')
  expect(isCodeOf(secret, '8180', 1111111109_000)).toBe(false)
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(Buffer.from(fromBase32(base32(secret))).equals(secret)).toBe(true)
})
