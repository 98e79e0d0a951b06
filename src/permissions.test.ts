/**
 * Every route against every role, about an object inside the scope of the role and about one outside of it. The table is
 * written for people to read.
 */
import { expect, test } from 'vitest'
import { routes } from '#app'
import { aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import type { Route } from '#platform/http/route.ts'
import { type Role, roles } from '#platform/roles.ts'
import { otherCity, rolledBack, testCity } from '#platform/testing/world.ts'
import { actorIn, aPlace, ask, naturalScope, type Place } from './places.ts'
import { askedOf, isAboutObject } from './probes.ts'

const columns = ['nobody', ...roles] as const
type Column = (typeof columns)[number]

const nameOf = ({ endpoint }: Route): string => `${endpoint.method.toUpperCase()} ${endpoint.path}`

const letsIn = ({ reach }: Route, column: Column): boolean =>
  reach === 'anyone' || (column !== 'nobody' && (reach === 'signed-in' || reach.includes(column)))

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

/** The status of a request, whose effects are taken back. */
async function statusOf(actor: Actor | null, route: string, place: Place): Promise<number> {
  let status = 0
  await transactAsOwner(testCity, async () => {
    status = (await ask(actor, askedOf(route, place))).status
    throw undone
  }).catch((error: unknown) => {
    if (error !== undone) throw error
  })
  return status
}

/** ● everywhere, ◐ inside the scope alone, – never; what answers otherwise than it may goes to `problems`. */
async function cellOf(world: World, route: Route, column: Column, actor: Actor | null, problems: string[]) {
  const name = nameOf(route)
  const said = (where: string, status: number, expected: readonly number[]) => {
    if (!expected.includes(status)) problems.push(`${column} ${name} ${where}: ${status}`)
    return status === 200 || status === 409
  }
  const inside = await statusOf(actor, name, world.own)
  if (!letsIn(route, column)) {
    said('from outside the door', inside, [403])
    return '–'
  }
  const isIn = said('inside', inside, [200, 403, 404, 409])
  if (!isAboutObject(name)) return isIn ? '●' : '–'
  const foreign = column !== 'nobody' && naturalScope[column] === 'city' ? world.elsewhere : world.neighbour
  // What is named in a body and is outside the scope is told as invalid: it is no address.
  const isOut = said('outside', await statusOf(actor, name, foreign), [200, 400, 403, 404, 409])
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
is inside it but not allowed is refused; both stand in the audit.
`

/** The module a route belongs to, by the name of its action. */
const groupOf = ({ audit }: Route): string => audit.split('.')[0] ?? ''

test('the table of permissions is what the routes do', () =>
  rolledBack(async () => {
    const world = await aWorld()
    const actors = new Map<Column, Actor | null>([['nobody', null]])
    for (const role of roles) actors.set(role, await actorIn(world.own, role as Role))
    const lines = [head]
    const problems: string[] = []
    for (const [group, own] of Map.groupBy(routes, groupOf)) {
      lines.push(`## ${group}\n`, `| route | ${columns.join(' | ')} |`, `| --- |${' --- |'.repeat(columns.length)}`)
      for (const route of own) {
        const cells: string[] = []
        for (const column of columns)
          cells.push(await cellOf(world, route, column, actors.get(column) ?? null, problems))
        lines.push(`| ${route.endpoint.summary}<br>\`${nameOf(route)}\` | ${cells.join(' | ')} |`)
      }
      lines.push('')
    }
    expect(problems).toEqual([])
    await expect(lines.join('\n')).toMatchFileSnapshot('../docs/permissions.md')
  }))

test('an administrator sees no business content by the role alone', () => {
  const open = routes.filter(
    ({ endpoint, reach }) =>
      /^\/(?:documents|goals|take-up|breakdown|registrations)/.test(endpoint.path) &&
      reach !== 'anyone' &&
      (typeof reach === 'string' || reach.some((role) => role.endsWith('-administrator'))),
  )
  expect(open.map(({ endpoint }) => endpoint.path)).toEqual([])
})
