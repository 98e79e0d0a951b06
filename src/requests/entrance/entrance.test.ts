/** Another system submits requests by its key, follows its own and no other; the examples of the documentation work as printed. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import type { KeyPermission } from '#platform/api-keys/index.ts'
import { keyPermissions } from '#platform/api-keys/rules.ts'
import { aContext, anActor, rolledBack, serverFor } from '#platform/testing/world.ts'
import { aDesk, answered, refusal, seen, withPeople } from '../builders.ts'
import { ListRequests } from '../contract.ts'
import { dispatchRequest } from '../dispatch/commands.ts'
import { listRequests } from '../queries.ts'
import { addWords, submitRequest } from './commands.ts'
import type { SubmitRequest } from './contract.ts'
import { readSubmitted, topicsForSystems } from './queries.ts'
import { entranceRoutes } from './routes.ts'

const aSystem = (system = 'province', permissions: readonly KeyPermission[] = keyPermissions): Context =>
  aContext(
    anActor('enterprise-user', {
      ...{ accountId: `key:${system}`, name: '省级入口', auditedAs: 'api-key', key: { system, permissions } },
      ...{ scope: { kind: 'own', id: `key:${system}` }, unitIds: [], divisions: [] },
    }),
  )
const wanted = (changed: Partial<SubmitRequest> = {}): SubmitRequest => ({
  ...{ externalNumber: 'YST-1', kind: 'help', topic: 'land', title: '厂房用地不足', body: '想扩建厂房。' },
  ...{ divisionCode: '990102', firmName: '甲公司', contactName: '张三', contactPhone: '13800001234' },
  ...changed,
})

test(
  'what another system submits is registered once under its number, with clocks, and only that system follows it',
  withPeople(async ({ desk, world, ...people }) => {
    const province = aSystem()
    const first = await submitRequest(province, wanted())
    expect(first).toMatchObject({ externalNumber: 'YST-1', number: '2026-000001', state: 'registered', unit: null })
    expect(first.clocks.map(({ name }) => name).toSorted()).toEqual(['contact', 'finish', 'plan'])
    expect(await submitRequest(province, wanted({ title: '换了标题' }))).toEqual(first)
    // Another system may count alike.
    expect((await submitRequest(aSystem('tax'), wanted())).number).toBe('2026-000002')
    const { rows } = await listRequests(desk, ListRequests.parse({}))
    expect(rows.map(({ number, channel }) => [number, channel])).toEqual([
      ['2026-000001', 'online'],
      ['2026-000002', 'online'],
    ])
    const [{ id } = { id: '' }] = rows
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    expect(await readSubmitted(province, 'YST-1')).toMatchObject({ state: 'dispatched', unit: '市工业和信息化局' })
    const wordsId = crypto.randomUUID()
    await addWords(province, 'YST-1', { wordsId, body: '补充：面积约两亩。' })
    expect((await addWords(province, 'YST-1', { wordsId, body: '补充：面积约两亩。' })).words).toMatchObject([
      { authorName: '省级入口', isFromFirm: true, body: '补充：面积约两亩。' },
    ])
    expect(await refusal(readSubmitted(aSystem('health'), 'YST-1'))).toEqual(['not-found', 'requests.notFound'])
    const own = await answered({ desk, world, ...people })
    expect((await listRequests(province, ListRequests.parse({ view: 'all' }))).rows.map((row) => row.id)).not.toContain(
      own,
    )
  }),
)

test(
  'a key does what it was given for and nothing else, and a tip-off is pointed to its own channel',
  withPeople(async () => {
    const reads = aSystem('province', ['requests:read-state'])
    expect(await refusal(submitRequest(reads, wanted()))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(submitRequest(aDesk(), wanted()))).toEqual(['forbidden', 'platform.forbidden'])
    const submits = aSystem('province', ['requests:submit'])
    expect(await refusal(submitRequest(submits, wanted({ kind: 'tip-off' })))).toEqual(['invalid', 'requests.tipOff'])
    expect(await refusal(submitRequest(submits, wanted({ topic: 'moon' })))).toEqual([
      'not-found',
      'requests.entrance.noTopic',
    ])
    expect(await refusal(submitRequest(submits, wanted({ divisionCode: '440700' })))).toEqual([
      'invalid',
      'requests.noDivision',
    ])
    await submitRequest(submits, wanted())
    await addWords(aSystem('province', ['requests:add-words']), 'YST-1', { wordsId: crypto.randomUUID(), body: '话' })
    expect((await readSubmitted(reads, 'YST-1')).words).toHaveLength(1)
    expect(await submitRequest(submits, wanted())).toMatchObject({ number: '2026-000001', words: [], answer: null })
    expect(await refusal(readSubmitted(submits, 'YST-1'))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(addWords(submits, 'YST-1', { wordsId: crypto.randomUUID(), body: '话' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    expect(await topicsForSystems(submits)).toContainEqual({ topic: 'land', name: '用地', nameEn: 'Land' })
  }),
)

const page = readFileSync(fileURLToPath(new URL('../../../docs/operations/api.md', import.meta.url)), 'utf8')
const examples = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, example = '']) => example)

test('every example of the documentation is answered as it stands there', () =>
  rolledBack(async () => {
    await withWorld(async (address) => {
      expect(examples.length).toBe(4)
      for (const example of examples) {
        const env = { ...process.env, DAQIAO: address, KEY: 'dq.990100.example' }
        const { stdout } = await promisify(execFile)('sh', ['-c', example], { env })
        expect(JSON.parse(stdout), example).not.toHaveProperty('fault')
      }
    })
  }))

/** The examples' city behind a port of its own. */
async function withWorld(work: (address: string) => Promise<void>): Promise<void> {
  const { aRequestWorld } = await import('../builders.ts')
  await aRequestWorld()
  const server = serve({ fetch: serverFor(entranceRoutes, aSystem().actor).fetch, port: 0, hostname: '127.0.0.1' })
  try {
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a server listens at a port')
    await work(`http://127.0.0.1:${address.port}`)
  } finally {
    server.close()
  }
}
