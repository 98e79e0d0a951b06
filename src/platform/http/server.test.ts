import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { auditRows } from '../tables.ts'
import { aContext, anActor, rolledBack, serverFor } from '../testing/world.ts'
import { addressHeader, readProxies } from './address.ts'
import { endpoint } from './endpoint.ts'
import { openApi } from './openapi.ts'
import { route } from './route.ts'

const Answer = z.object({ doubled: z.number() })
const api = {
  double: endpoint({
    method: 'post',
    path: '/double/:by',
    summary: 'Double',
    params: z.object({ by: z.coerce.number() }),
    body: z.object({ n: z.number() }),
    answer: Answer,
  }),
  fail: endpoint({ method: 'get', path: '/fail', summary: 'Fail', answer: Answer }),
  refuse: endpoint({ method: 'post', path: '/refuse', summary: 'Refuse', answer: Answer }),
}
const routes = [
  route(api.double, ['planning-officer'], 'test.double', async ({ params, body }) => ({ doubled: body.n * params.by })),
  route(api.fail, 'anyone', 'test.fail', async () => {
    throw new Error('secret of the machine')
  }),
  route(api.refuse, 'signed-in', 'test.refuse', async () => {
    throw new AppError('conflict', 'platform.changedMeanwhile')
  }),
]
const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})

test('a route parses, calls and presents; wrong input names the field', () =>
  rolledBack(async () => {
    const server = serverFor(routes, anActor())
    expect(await (await server.request('/api/double/2', post({ n: 21 }))).json()).toEqual({ doubled: 42 })
    for (const wrong of [{ n: 'x' }, {}, [], 'null', '{"n":', '']) {
      const answer = await server.request('/api/double/2', post(wrong))
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ fault: 'invalid', key: 'platform.invalidInput' })
    }
  }))

test('nobody, another role and another site are refused; refusals of a signed-in person stand in the audit', () =>
  rolledBack(async () => {
    expect((await serverFor(routes, null).request('/api/double/2', post({ n: 1 }))).status).toBe(403)
    expect((await serverFor(routes, anActor('city-leader')).request('/api/double/2', post({ n: 1 }))).status).toBe(403)
    const foreign = post({ n: 1 }, { origin: 'https://elsewhere.example', host: 'localhost' })
    expect((await serverFor(routes, anActor()).request('http://localhost/api/double/2', foreign)).status).toBe(403)
    expect((await serverFor(routes, anActor()).request('/api/refuse', post({}))).status).toBe(409)
    const rows = await transact(aContext(), (tx) =>
      tx.select({ action: auditRows.action, result: auditRows.result }).from(auditRows),
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { action: 'test.double', result: 'denied' },
        { action: 'test.refuse', result: 'failed' },
      ]),
    )
  }))

test('the address of a request is the connection, and a header is believed from a declared proxy alone', () =>
  rolledBack(async () => {
    const seen: (string | null)[] = []
    const own = route(api.fail, 'anyone', 'test.fail', async ({ ctx, headers }) => {
      seen.push(ctx.address, headers.get(addressHeader))
      return { doubled: 0 }
    })
    const forged = { headers: { 'x-forwarded-for': '198.51.100.7', [addressHeader]: '192.0.2.1' } }
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
    await serverFor([own], null).request('/api/fail', forged, from('203.0.113.9'))
    await serverFor([own], null).request('/api/fail', forged)
    const behind = serverFor([own], null, { proxies: readProxies('10.0.0.0/8') })
    await behind.request('/api/fail', forged, from('10.0.0.1'))
    await behind.request('/api/fail', forged, from('203.0.113.9'))
    const expected = ['203.0.113.9', null, '198.51.100.7', '203.0.113.9']
    expect(seen).toEqual(expected.flatMap((address) => [address, address]))
  }))

test('a bug answers with a number and nothing of its insides', () =>
  rolledBack(async () => {
    const answer = await serverFor(routes, null).request('/api/fail')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).not.toContain('secret')
    expect(JSON.parse(text)).toMatchObject({ fault: 'bug', key: 'platform.bug', facts: { number: expect.any(String) } })
  }))

test('the OpenAPI document names every route with its parameters and shapes', () => {
  const document = z
    .object({
      openapi: z.literal('3.1.0'),
      paths: z.record(
        z.string(),
        z.record(z.string(), z.looseObject({ parameters: z.array(z.looseObject({ name: z.string() })) })),
      ),
    })
    .parse(openApi(routes, '1'))
  expect(Object.keys(document.paths)).toEqual(['/double/{by}', '/fail', '/refuse'])
  expect(document.paths['/double/{by}']?.post?.parameters.map((one) => one.name)).toEqual(['by'])
})

test('a body that is too large is refused, also when it does not say its length', () =>
  rolledBack(async () => {
    const server = serverFor(routes, anActor())
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1_000_000
        controller.enqueue(new Uint8Array(1_000_000).fill(32))
      },
    })
    const request = new Request('http://localhost/api/double/2', {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit)
    const answer = await server.request(request)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ key: 'platform.bodyTooLarge' })
    expect(sent).toBeLessThan(40_000_000)
  }))

test('an address of the API that is none answers not-found, also beside the pages', async () => {
  const whole = new Hono()
  whole.route('/', serverFor(routes, null))
  whole.get('*', (c) => c.html('page'))
  const answer = await whole.request('/api/nowhere')
  expect([answer.status, await answer.json()]).toMatchObject([404, { key: 'platform.noSuchPage' }])
  expect(await (await whole.request('/nowhere')).text()).toBe('page')
})
