/** Every route against every role: who is let through the door at all. The table is written for people to read. */
import { expect, test } from 'vitest'
import { routes } from '#app'
import { roles } from '#platform/roles.ts'
import { anActor, rolledBack, serverFor, testCity } from '#platform/testing/world.ts'

const nobody = 'nobody' as const
const columns = [nobody, ...roles] as const

/** An address with parameters that name nothing, so that a permitted request ends in not-found or invalid and changes nothing. */
const addressOf = (path: string): string =>
  `/api${path.replace(/:\w+/g, (name) => (name === ':position' ? '0' : '01900000-0000-7000-8000-000000000000'))}`

const outside = { divisions: [], unitIds: [], scope: { kind: 'own', id: 'nobody' } } as const

async function statusOf(method: string, path: string, role: (typeof columns)[number]): Promise<number> {
  const inCity = ['system-administrator', 'security-administrator', 'audit-administrator'].includes(role) ? {} : outside
  const actor = role === nobody ? null : anActor(role, { city: testCity, ...inCity })
  const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
  const answer = await serverFor(routes, actor).request(addressOf(path), { method, ...body })
  return answer.status
}

test(
  'the table of permissions is what the routes do',
  () =>
    rolledBack(async () => {
      const lines = [
        '# Who may reach which route',
        '',
        'Written from the route table by `src/permissions.test.ts`, and checked against the running routes. ● lets the role in',
        '(its scope and the row decide the rest), – refuses it whatever the row.',
        '',
        `| route | ${columns.join(' | ')} |`,
        `| --- |${' --- |'.repeat(columns.length)}`,
      ]
      for (const { endpoint, reach } of routes) {
        const method = endpoint.method.toUpperCase()
        const cells: string[] = []
        for (const role of columns) {
          const letsIn = reach === 'anyone' || (role !== nobody && (reach === 'signed-in' || reach.includes(role)))
          const status = await statusOf(method, endpoint.path, role)
          expect(status, `${role} ${method} ${endpoint.path}`).not.toBe(500)
          if (!letsIn) expect(status, `${role} ${method} ${endpoint.path}`).toBe(403)
          cells.push(letsIn ? '●' : '–')
        }
        lines.push(`| \`${method} ${endpoint.path}\` | ${cells.join(' | ')} |`)
      }
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../docs/permissions.md')
    }),
  240_000,
)

test('an administrator sees no business content by the role alone', () => {
  const open = routes.filter(
    ({ endpoint, reach }) =>
      /^\/(?:documents|goals|take-up|breakdown)/.test(endpoint.path) &&
      (typeof reach === 'string' || reach.some((role) => role.endsWith('-administrator'))),
  )
  expect(open.map(({ endpoint }) => endpoint.path)).toEqual([])
})
