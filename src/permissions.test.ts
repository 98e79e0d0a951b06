/**
 * Every route against every role, about an object inside the scope of the role and about one outside of it. The table is
 * written for people to read.
 */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '#app'
import { aSmallCity } from '#organisations/builders.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import type { Route } from '#platform/http/route.ts'
import { type Role, roles } from '#platform/roles.ts'
import { type Restriction, restrictionMessages } from '#platform/sign-in/restrictions.ts'
import { otherCity, rolledBack, testCity } from '#platform/testing/world.ts'
import { aPlace, naturalScope, type Place, sessionIn } from './places.ts'
import { askedOf, isAboutObject } from './probes.ts'
import { aSignedIn, sentBy, type WholeApi, wholeApi } from './sessions.ts'

const columns = ['nobody', ...roles] as const
type Column = (typeof columns)[number]

const nameOf = ({ endpoint }: Route): string => `${endpoint.method.toUpperCase()} ${endpoint.path}`

const letsIn = ({ reach }: Route, column: Column): boolean =>
  reach === 'anyone' ||
  (column !== 'nobody' && (reach === 'signed-in' || reach === 'own-account' || reach.includes(column)))

/** The district, the neighbour district, and the same district of another city. */
interface World {
  own: Place
  neighbour: Place
  elsewhere: Place
}

async function aWorld(): Promise<World> {
  const { ids } = await aSmallCity()
  const { ids: otherIds } = await aSmallCity(otherCity)
  return {
    own: await aPlace(testCity, ids, 'east', '甲东'),
    neighbour: await aPlace(testCity, ids, 'west', '甲西'),
    elsewhere: await aPlace(otherCity, otherIds, 'east', '乙东'),
  }
}

const undone = Symbol('undone')

interface Answer {
  status: number
  /** Of a refusal. */
  key: string
}

/** What a request is answered, whose effects are taken back. */
async function answerOf(api: WholeApi, cookie: string | null, route: string, place: Place): Promise<Answer> {
  let told: Answer = { status: 0, key: '' }
  await transactAsOwner(testCity, async () => {
    const asked = askedOf(route, place)
    const answer = await api.ask(cookie, asked.path, sentBy(asked))
    const refusal = answer.status < 400 ? null : z.object({ key: z.string() }).parse(await answer.json())
    told = { status: answer.status, key: refusal?.key ?? '' }
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return told
}

/** Somebody with a session, and their own place as they see it. */
interface Somebody {
  cookie: string | null
  place: Place
}

/** A district officer prepares the matrix of a document of the district, others that of the city's. */
const seenBy = (column: Column, place: Place): Place =>
  column === 'district-officer' ? { ...place, cell: place.districtCell } : place

/** ● everywhere, ◐ inside the scope alone, – never; what answers otherwise than it may goes to `problems`. */
async function cellOf(api: WholeApi, world: World, route: Route, column: Column, who: Somebody, problems: string[]) {
  const name = nameOf(route)
  const said = (where: string, { status, key }: Answer, expected: readonly number[]) => {
    if (!expected.includes(status)) problems.push(`${column} ${name} ${where}: ${status} ${key}`)
    // The city of these tests has no single sign-on: who is told so was let in.
    return status === 200 || status === 409 || key === 'platform.signOn.notOffered'
  }
  const inside = await answerOf(api, who.cookie, name, seenBy(column, who.place))
  if (!letsIn(route, column)) {
    said('from outside the door', inside, [403])
    return '–'
  }
  const isIn = said('inside', inside, [200, 403, 404, 409])
  if (!isAboutObject(name)) return isIn ? '●' : '–'
  const foreign = column !== 'nobody' && naturalScope[column] === 'city' ? world.elsewhere : world.neighbour
  // What is named in a body and is outside the scope is told as invalid: it is no address.
  const outside = await answerOf(api, who.cookie, name, seenBy(column, foreign))
  const isOut = said('outside', outside, [200, 400, 403, 404, 409])
  if (isOut && !isIn) problems.push(`${column} ${name} is let in outside of its scope and not inside`)
  return isIn ? (isOut ? '●' : '◐') : '–'
}

const head = `# Who may do what

Written from the route table by \`src/permissions.test.ts\`, which asks every route as every role: about something
inside the scope of the role, and about something outside of it.

● yes · ◐ only inside the own scope · – no

Inside and outside: a district officer acts in one district, the neighbour district is outside; a handler or head of a
unit acts in one bureau of a district, what belongs to the neighbour district is outside; a firm's user acts for one firm.
All other officials act for the whole city here, and the same district of another city is outside. An official whose post
has a smaller scope sees and does less than this table says. Where a route is about no single object (a list, a form),
● means that it is open to the role: what it shows is what the scope holds. What is outside the scope is not found, what
is inside it but not allowed is refused; both stand in the audit. Everybody is really signed in, with a second factor.

Routes of the **own account** are open to a session, too, that has to change its password or to set up a second factor
first, or has no post; everything else that asks for a session is refused to it. What belongs to another account (a
session, a post, a proposal of theirs) is outside there. Routes of the **API key** are for other systems alone: a key sees
what its own system submitted.
`

/** The module a route belongs to, by the name of its action. */
const groupOf = ({ audit }: Route): string => audit.split('.')[0] ?? ''

const markOf = ({ reach }: Route): string =>
  reach === 'own-account' ? ' · own account' : reach === 'api-key' ? ' · API key' : ''

/** Some thousand requests: seconds on a machine of its own. */
const longest = 400_000

test('the table of permissions is what the routes do', { timeout: longest }, () =>
  rolledBack(async () => {
    const world = await aWorld()
    const api = await wholeApi()
    const people = new Map<Column, Somebody>([['nobody', { cookie: null, place: world.own }]])
    for (const role of roles) people.set(role, await sessionIn(api, world.own, role))
    const lines = [head]
    const problems: string[] = []
    for (const [group, own] of Map.groupBy(api.routes, groupOf)) {
      lines.push(`## ${group}\n`, `| route | ${columns.join(' | ')} |`, `| --- |${' --- |'.repeat(columns.length)}`)
      for (const route of own) {
        const cells: string[] = []
        for (const [column, who] of people) cells.push(await cellOf(api, world, route, column, who, problems))
        lines.push(`| ${route.endpoint.summary}<br>\`${nameOf(route)}\`${markOf(route)} | ${cells.join(' | ')} |`)
      }
      lines.push('')
    }
    expect(problems).toEqual([])
    await expect(lines.join('\n')).toMatchFileSnapshot('../docs/permissions.md')
  }),
)

test(
  'a restricted session reaches its own account and what anybody reaches, and nothing else',
  { timeout: longest },
  () =>
    rolledBack(async () => {
      const { ids } = await aSmallCity()
      const place = await aPlace(testCity, ids, 'east', '甲东')
      const api = await wholeApi()
      const scope = { kind: 'city', id: testCity } as const
      const post = (role: Role) => ({ grant: { role, scope, unitId: null } })
      const restricted: Record<Restriction, Parameters<typeof aSignedIn>[2]> = {
        'change-password': { ...post('planning-officer'), mustChange: true },
        'enrol-second-factor': { ...post('security-administrator'), hasSecondFactor: false },
        'no-post': { grant: null },
      }
      for (const [restriction, wanted] of Object.entries(restricted)) {
        const { cookie } = await aSignedIn(api, testCity, wanted)
        const refusal = restrictionMessages[restriction as Restriction]
        for (const route of api.routes) {
          const isOpen = route.reach === 'anyone' || route.reach === 'own-account'
          const { status, key } = await answerOf(api, cookie, nameOf(route), place)
          const isRefused = status === 403 && key === refusal
          expect(isRefused, `${restriction} ${nameOf(route)} ${status} ${key}`).toBe(!isOpen)
        }
      }
    }),
)

test('an administrator sees no business content by the role alone', () => {
  const open = routes.filter(
    ({ endpoint, reach }) =>
      /^\/(?:documents|goals|take-up|breakdown|registrations|requests)/.test(endpoint.path) &&
      reach !== 'anyone' &&
      (typeof reach === 'string' || reach.some((role) => role.endsWith('-administrator'))),
  )
  expect(open.map(({ endpoint }) => endpoint.path)).toEqual([])
})
