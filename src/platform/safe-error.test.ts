import { expect, test } from 'vitest'
import { z } from 'zod'
import { transact } from './db/transact.ts'
import { AppError } from './errors.ts'
import { endpoint } from './http/endpoint.ts'
import { route } from './http/route.ts'
import { safeError } from './safe-error.ts'
import { cities } from './tables.ts'
import { anActor, rolledBack, serverFor, testCity } from './testing/world.ts'

const name = '令狐晓月'
const phone = '13687654321'

/** A command with a name and a number that fails in the middle, in the way that is asked for. */
const failing = (fail: (text: string) => unknown) =>
  route(
    endpoint({
      method: 'post',
      path: '/failing',
      summary: 'fails',
      body: z.object({ name: z.string(), phone: z.string().regex(/^\d+$/) }),
      answer: z.null(),
    }),
    ['planning-officer'],
    'failing',
    async ({ ctx, body }) => {
      await transact(ctx, async () => fail(`${body.name} ${body.phone}`))
      return null
    },
  )

const failures: [string, (text: string) => unknown][] = [
  [
    'a refused row of the database',
    (text) =>
      transact({ city: testCity }, async (tx) => {
        const row = { code: text, name: text, nameEn: text, isSample: true }
        await tx.insert(cities).values([row, row])
      }),
  ],
  ['a text that is no JSON', (text) => JSON.parse(text)],
  ['a number in an own error', (text) => Promise.reject(new Error(`cannot send to ${text.split(' ')[1]}`))],
  ['a cause below', (text) => Promise.reject(new Error('above', { cause: new SyntaxError(text) }))],
  ['facts of a refusal', (text) => safeError(new AppError('conflict', 'platform.bug', { text })).message],
]

test.each(failures)('%s leaves name and number neither in the log nor in the answer', (_what, fail) =>
  rolledBack(async () => {
    const kept: unknown[] = []
    const caught = async (text: string) => {
      try {
        const result = await fail(text)
        kept.push(result)
        throw new Error('done')
      } catch (error) {
        kept.push(safeError(error))
        throw error
      }
    }
    const server = serverFor([failing(caught)], anActor())
    const response = await server.request('/api/failing', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, phone }),
    })
    expect(response.status).toBe(500)
    const said = `${await response.text()} ${JSON.stringify(kept)}`
    expect(said).not.toContain(name)
    expect(said).not.toContain(phone)
    expect(kept.length).toBeGreaterThan(0)
  }),
)

test('what a developer needs is kept: kind, code, place, frames', async () => {
  await rolledBack(async () => {
    const row = { code: '990300', name, nameEn: name, isSample: true }
    const error = await transact({ city: testCity }, (tx) => tx.insert(cities).values([row, row])).catch(
      (failed: unknown) => failed,
    )
    const safe = safeError(error)
    expect(safe.type).toBe('DrizzleQueryError')
    expect(safe.cause).toMatchObject({ type: 'DatabaseError', code: expect.stringMatching(/^\w{5}$/) })
    expect(safe.frames.length).toBeGreaterThan(0)
  })
  expect(safeError(new Error('the queue is closed'))).toMatchObject({ message: 'the queue is closed' })
})
