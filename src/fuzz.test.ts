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
import { type Asked, actorIn, aPlace, ask, type Place } from './places.ts'
import { askedOf } from './probes.ts'

const seconds = Number(process.env.DAQIAO_FUZZ_SECONDS ?? 30)
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
})
afterAll(() => close())

/** The first role that may reach a route: it gets furthest. */
const roleOf = ({ reach }: Route): Role | null =>
  reach === 'anyone' ? null : ((typeof reach === 'string' ? 'planning-officer' : reach[0]) ?? null)

const actorFor = async (place: Place, route: Route): Promise<Actor | null> => {
  const role = roleOf(route)
  return role === null ? null : actorIn(place, role)
}

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

test('the same request several times at once never ends as a bug', async () => {
  for (const route of routes) {
    const actor = await actorFor(world.own, route)
    const answers = await Promise.all([1, 2, 3].map(() => ask(actor, askedOf(nameOf(route), world.own))))
    for (const answer of answers) expect(answer.status, `${nameOf(route)} ${await answer.text()}`).toBeLessThan(500)
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
function disorderly(route: Route, random: Random, ids: readonly [string, ...string[]]) {
  const name = nameOf(route)
  const place = random.pick([world.own, world.own, world.neighbour, world.elsewhere] as const)
  // Ids of elsewhere, words of here: an answer that shows words of elsewhere has them from there.
  const base = askedOf(name, { ...place, canary: world.own.canary, city: world.own.city })
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

const send = async (actor: Actor | null, asked: Asked, raw: string | Uint8Array<ArrayBuffer> | undefined) => {
  if (raw === undefined) return ask(actor, asked)
  const headers = { 'content-type': 'application/json' }
  return serverFor(routes, actor).request(`/api${asked.path}`, { method: asked.method, headers, body: raw })
}

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
      for (const route of routes) {
        if (round >= 2 && performance.now() > end) break
        const role = random.chance(0.7)
          ? roleOf(route)
          : random.chance(0.5)
            ? 'district-officer'
            : roles[random.below(roles.length)]
        const actor = role ? (actors.get(role) ?? null) : null
        const { asked, raw } = disorderly(route, random, ids)
        const answer = await send(actor, asked, raw)
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
    for (const route of routes) {
      const name = nameOf(route)
      const asked = askedOf(name, own)
      const actor = await actorFor(own, route)
      for (const path of freeTexts(asked.body)) {
        if (hidden.test(path.join('.')) || name.endsWith('/search')) continue
        for (const words of injected) {
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
