/**
 * Requests that are not in order, to every route: wrong types, huge and nested input, foreign ids, repeated and
 * simultaneous requests, words that some program takes for a command. Nothing of it may end as a bug, show what is not
 * the asker's, or change what it must not. The seed is fixed; `DAQIAO_FUZZ_SECONDS` and `DAQIAO_FUZZ_SEED` are for long runs.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '#app'
import { aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import type { Route } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { type Role, roles } from '#platform/roles.ts'
import { cities } from '#platform/tables.ts'
import { fakeFile, nastyTexts, type Random, rawBody, seeded, spoiled, valueFor } from '#platform/testing/fuzz.ts'
import { rowsOfCity, tablesHolding } from '#platform/testing/rows.ts'
import { otherCity, ownDatabase, rolledBack, serverFor, testCity } from '#platform/testing/world.ts'
import { actorIn, aPlace, ask, type Place, sessionIn } from './places.ts'
import { askedOf } from './probes.ts'
import { type Asked, ownCode, ownPassword, sentBy, type WholeApi, wholeApi } from './sessions.ts'

const seconds = Number(process.env.DAQIAO_FUZZ_SECONDS ?? 20)
const seed = Number(process.env.DAQIAO_FUZZ_SEED ?? 20260310)

const nameOf = ({ endpoint }: Route): string => `${endpoint.method.toUpperCase()} ${endpoint.path}`

interface World {
  own: Place
  neighbour: Place
  elsewhere: Place
}

async function aWorld(): Promise<World> {
  const { ids } = await aSmallCity()
  const { ids: otherIds } = await aSmallCity(otherCity)
  return {
    own: await aPlace(testCity, ids, 'east', '甲东金丝雀'),
    neighbour: await aPlace(testCity, ids, 'west', '甲西金丝雀'),
    elsewhere: await aPlace(otherCity, otherIds, 'east', '乙东金丝雀'),
  }
}

let world: World
let api: WholeApi
let close: () => Promise<void>

beforeAll(async () => {
  close = await ownDatabase()
  await transactAsOwner(testCity, (tx) =>
    tx.insert(cities).values([
      { code: testCity, name: '甲市', nameEn: 'Alpha', isSample: true },
      { code: otherCity, name: '乙市', nameEn: 'Beta', isSample: true },
    ]),
  )
  world = await aWorld()
  api = await wholeApi()
})
afterAll(() => close())

/** The first role that may reach a route: it gets furthest. */
const roleOf = ({ reach }: Route): Role | null =>
  reach === 'anyone' ? null : ((typeof reach === 'string' ? 'planning-officer' : reach[0]) ?? null)

const actorFor = async (place: Place, route: Route): Promise<Actor | null> => {
  const role = roleOf(route)
  return role === null ? null : actorIn(place, role)
}

/** Business routes are asked as an actor; those of the platform need a session, which many of them end. */
const isBusiness = (route: Route): boolean => routes.includes(route)

/** Somebody newly signed in, and the place with what is theirs in it. */
const newcomer = (role: Role | null): Promise<{ cookie: string | null; place: Place }> =>
  role === null ? Promise.resolve({ cookie: null, place: world.own }) : sessionIn(api, world.own, role)

/** Each changes an object that no other request of this list changes; all see version 1. */
const versioned = (w: World): [string, Place][] => [
  ['PATCH /organisations/units/:id', w.own],
  ['PUT /organisations/units/:id/duties', w.neighbour],
  ['POST /organisations/units/:id/close', w.elsewhere],
  ['PATCH /organisations/people/:id', w.own],
  ['PATCH /documents/:id', w.own],
  ['POST /documents/:id/decisions', w.own],
  ['PUT /goals/:id', w.own],
  ['DELETE /goals/:id', w.own],
  ['POST /breakdown/leads', w.neighbour],
  ['POST /registrations/:id/confirm', w.neighbour],
  ['POST /registrations/:id/refuse', w.own],
]

test('of several who change one record at the same time one is heard, and the others are told', async () => {
  for (const [name, place] of versioned(world)) {
    const route = routes.find((one) => nameOf(one) === name)
    if (!route) throw new Error(`no route ${name}`)
    const actor = await actorFor(place, route)
    const asked = askedOf(name, place)
    const answers = await Promise.all([asked, asked, asked].map((one) => ask(actor, one)))
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses[0], `${name} ${statuses} ${await answers[0]?.text()}`).toBe(200)
    for (const status of statuses.slice(1)) expect([404, 409], `${name} ${statuses}`).toContain(status)
    const again = await ask(actor, asked)
    expect([404, 409], `${name} repeated`).toContain(again.status)
  }
})

test('the same request several times at once never ends as a bug, and a one-time link opens once', async () => {
  for (const route of api.routes) {
    const name = nameOf(route)
    const actor = isBusiness(route) ? await actorFor(world.own, route) : null
    const { cookie, place } = isBusiness(route) ? { cookie: null, place: world.own } : await newcomer(roleOf(route))
    const sendOnce = () => {
      const asked = askedOf(name, place)
      return isBusiness(route) ? ask(actor, asked) : api.ask(cookie, asked.path, sentBy(asked))
    }
    const answers = await Promise.all([1, 2, 3].map(sendOnce))
    for (const answer of answers) expect(answer.status, `${name} ${await answer.text()}`).toBeLessThan(500)
    if (name === 'POST /setup') expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  }
})

interface Finding {
  request: string
  status: number
  answer: string
}

const shown = ({ method, path, body }: Asked, raw: unknown): string =>
  `${method} ${path.slice(0, 300)} ${raw === undefined ? (JSON.stringify(body) ?? '').slice(0, 600) : `raw ${String(raw).slice(0, 60)}`}`

/** A request of the route with something wrong about it. */
function disorderly(route: Route, own: Place, random: Random, ids: readonly [string, ...string[]]) {
  const name = nameOf(route)
  const place = random.pick([own, own, world.neighbour, world.elsewhere] as const)
  // Ids of elsewhere, words of here: an answer that shows words of elsewhere has them from there. Whoever holds a one-time
  // link of elsewhere may use it.
  const { canary, city, setupToken } = world.own
  const base = askedOf(name, { ...place, canary, city, setupToken })
  const { body } = route.endpoint
  const asked: Asked = { method: base.method, path: base.path }
  let raw: string | Uint8Array<ArrayBuffer> | undefined
  if (route.endpoint.form) {
    asked.form = new FormData()
    for (let i = random.below(3); i >= 0; i--) asked.form.append('files', fakeFile(random))
    if (random.chance(0.5)) asked.form.set('apply', random.pick(['yes', 'no', random.pick(nastyTexts)]))
  } else if (body) {
    const kind = random.below(10)
    if (kind === 0) raw = rawBody(random)
    else if (kind < 5)
      asked.body = valueFor(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as never, random, ids)
    else asked.body = spoiled(base.body, random, ids)
  }
  if (random.chance(0.3)) {
    const shape = (route.endpoint.query as { shape?: object } | undefined)?.shape ?? {}
    const names: [string, ...string[]] = ['x', ...Object.keys(shape)]
    const value = random.chance(0.5) ? random.pick(nastyTexts) : random.pick(ids)
    asked.path += `${asked.path.includes('?') ? '&' : '?'}${random.pick(names)}=${encodeURIComponent(value.toWellFormed())}`
  }
  if (random.chance(0.2)) {
    asked.path = asked.path.replace(/[0-9a-f-]{36}/, () =>
      encodeURIComponent(random.pick([random.pick(ids), '1', '%00', '..', "'", 'x'.repeat(5000)])),
    )
  }
  return { asked, raw }
}

/** What a disorderly request sends. */
const sentWith = (asked: Asked, raw: string | Uint8Array<ArrayBuffer> | undefined): RequestInit =>
  raw === undefined
    ? sentBy(asked)
    : { method: asked.method, headers: { 'content-type': 'application/json' }, body: raw }

test(
  'disorderly requests end in an answer, show nothing of others and change nothing elsewhere',
  async () => {
    const random = seeded(seed)
    const before = await rowsOfCity(otherCity)
    const idsOf = ({ person, post, document, proposal, goal, firm, registration, unit }: Place) => {
      return [person, post, document, proposal, goal, firm, registration, unit]
    }
    const ids: [string, ...string[]] = [newId(), ...Object.values(world).flatMap(idsOf)]
    const actors = new Map<Role, Actor>()
    for (const role of roles) actors.set(role, await actorIn(world.own, role))
    const findings: Finding[] = []
    const end = performance.now() + seconds * 1000
    let count = 0
    // Whole rounds over all routes: at least two, whatever the machine.
    for (let round = 0; round < 2 || performance.now() < end; round++) {
      for (const route of api.routes) {
        if (round >= 2 && performance.now() > end) break
        const role = random.chance(0.7)
          ? roleOf(route)
          : random.chance(0.5)
            ? 'district-officer'
            : roles[random.below(roles.length)]
        const actor = role ? (actors.get(role) ?? null) : null
        const { cookie, place } = isBusiness(route) ? { cookie: null, place: world.own } : await newcomer(role ?? null)
        const { asked, raw } = disorderly(route, place, random, ids)
        const answer = isBusiness(route)
          ? await serverFor(routes, actor).request(`/api${asked.path}`, sentWith(asked, raw))
          : await api.ask(cookie, asked.path, sentWith(asked, raw))
        count++
        const text = await answer.text()
        const foreign = text.includes(world.elsewhere.canary)
        // Officials know the people of all organs; what is in documents, goals and registrations stays in its district.
        const neighbours =
          role === 'district-officer' &&
          !/^\/(?:organisations|accounts)/.test(asked.path) &&
          text.includes(world.neighbour.canary)
        if (answer.status >= 500 || foreign || neighbours) {
          findings.push({ request: `${role} ${shown(asked, raw)}`, status: answer.status, answer: text.slice(0, 300) })
        }
      }
      if (findings.length > 30) break
    }
    expect(findings, `after ${count} requests, seed ${seed}`).toEqual([])
    expect(await rowsOfCity(otherCity)).toEqual(before)
  },
  (seconds + 240) * 1000,
)

test('the doors of sign-in answer whatever is sent to them, and give nothing away', async () => {
  const random = seeded(seed + 1)
  const { cookie } = await newcomer('planning-officer')
  const doors: Asked[] = [
    { method: 'POST', path: '/auth/sign-in/username', body: { username: 'self-1', password: ownPassword } },
    { method: 'POST', path: '/auth/two-factor/verify-totp', body: { code: ownCode() } },
    { method: 'POST', path: '/auth/two-factor/verify-backup-code', body: { code: 'aaaaa-bbbbb' } },
    { method: 'POST', path: '/auth/sign-out', body: {} },
    { method: 'GET', path: '/auth/callback/single-sign-on?code=1&state=1' },
    { method: 'GET', path: '/auth/get-session' },
  ]
  const cookies = [null, cookie, 'daqiao.session_token=x.y', 'daqiao.two_factor=%E0%A4%A; daqiao.session_token=', ';;=']
  for (let round = 0; round < 10; round++) {
    for (const door of doors) {
      const isPost = door.method === 'POST'
      const raw = isPost && random.chance(0.3) ? rawBody(random) : undefined
      const body = random.chance(0.2) ? door.body : spoiled(door.body, random, [newId()])
      const sent = sentWith(isPost ? { ...door, body } : door, raw)
      const answer = await api.ask(cookies[random.below(cookies.length)] ?? null, door.path, sent)
      const text = await answer.text()
      expect(answer.status, `${door.path} ${JSON.stringify(sent.body)} ${text}`).toBeLessThan(500)
      expect(text).not.toContain(ownPassword)
    }
  }
})

/** Places of free text in a body: no ids, numbers, dates or words of a list. */
function freeTexts(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return /^[0-9a-f-]{36}$|^\d[\d-]*$/.test(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => freeTexts(one, [...path, key]))
}

function withText(value: unknown, [key, ...rest]: string[], text: string): unknown {
  if (key === undefined) return text
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? withText(one, rest, text) : one))
  const record = value as Record<string, unknown>
  return { ...record, [key]: withText(record[key], rest, text) }
}

/** Not found again as they were sent: asked for and not kept, hashed, encrypted, or kept as a name in another form. */
const hidden = /password|contact|phone|username|receipt|token|invitation|creditCode/i

test('words that look like commands are kept as words', () =>
  rolledBack(async () => {
    const { own } = await aWorld()
    const injected = [`'); DROP TABLE x; --`, '{{7*7}}#{7*7}', '<script>1</script>', '"\\%_'] as const
    const undone = Symbol('undone')
    const problems: string[] = []
    let kept = 0
    let texts = 0
    for (const route of routes.filter(({ endpoint }) => !endpoint.reads)) {
      const name = nameOf(route)
      const asked = askedOf(name, own)
      const actor = await actorFor(own, route)
      for (const path of freeTexts(asked.body)) {
        if (hidden.test(path.join('.')) || /(?:search|notice)$/.test(name)) continue
        // Two of the four a text, in turn: each text looks through every table of the city.
        const first = texts++ % injected.length
        for (const words of [injected[first], injected[(first + 1) % injected.length]]) {
          if (words === undefined) continue
          const work = transactAsOwner(testCity, async () => {
            const answer = await ask(actor, { ...asked, body: withText(asked.body, path, words) })
            if (answer.status >= 500) problems.push(`${name} ${path}: ${answer.status}`)
            if (answer.status === 200) {
              kept++
              const tables = await tablesHolding(testCity, words)
              if (tables.length === 0) problems.push(`${name} ${path}: ${words} is not kept`)
            }
            throw undone
          })
          await work.catch((error: unknown) => {
            if (error !== undone) throw error
          })
        }
      }
    }
    expect(problems).toEqual([])
    expect(kept).toBeGreaterThan(20)
  }))
