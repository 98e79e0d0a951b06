/** What happens is told to another system: signed, tried again, never to an inner address, and never lost. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideApproval } from '../approvals/commands.ts'
import { registerApprovals } from '../approvals/kinds.ts'
import { read, transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { forgetPendingJobs, runPendingJobs } from '../jobs.ts'
import { webHookDeliveries, webHooks } from '../tables.ts'
import { aContext, anActor, rolledBack, testMoment } from '../testing/world.ts'
import { webHookApprovals } from './approvals.ts'
import { changeSecret, proposeWebHook, resumeWebHook, sendAgain } from './commands.ts'
import { attempt, tellHooks } from './deliver.ts'
import { registerHookedEvents } from './kinds.ts'
import { hookNetworks, openHookNetworks } from './networks.ts'
import { listDeliveries, listWebHooks } from './queries.ts'
import { addressFault, isOpen, mostAttempts, mostFailures, signatureOf } from './rules.ts'

registerApprovals(webHookApprovals)
registerHookedEvents({ kinds: ['thing-done'], numberOf: async () => '2026-000001' })

const system = aContext(anActor('system-administrator', { accountId: 'system-1', name: '系统管理员' }))
const security = aContext(anActor('security-administrator', { accountId: 'security-1', name: '安全管理员' }))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.key : String(error)),
  )

/** A receiver on this machine that answers as it is told. */
let status = 200
const received: { headers: IncomingHttpHeaders; body: string }[] = []
const receiver = createServer((asked, reply) => {
  let body = ''
  asked.on('data', (piece: Buffer) => {
    body += piece
  })
  asked.on('end', () => {
    received.push({ headers: asked.headers, body })
    reply.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('x')
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('a receiver listens at a port')
  url = `http://127.0.0.1:${address.port}/hook`
})
afterAll(() => {
  openHookNetworks(undefined)
  receiver.close()
})

async function aHook(): Promise<{ id: string; version: number }> {
  openHookNetworks('127.0.0.0/8')
  const wanted = { name: '省级入口', url, kinds: ['thing-done'], reason: '对接' }
  const { approvalId } = await proposeWebHook(system, wanted)
  await decideApproval(security, approvalId, { version: 1, approve: true, note: '' })
  const [hook] = (await listWebHooks(system)).rows
  if (!hook) throw new Error('a hook was agreed to')
  received.splice(0)
  return hook
}
const happens = (id = 'thing') =>
  transact(system, (tx) => tellHooks(system, tx, { kind: 'thing-done', subject: { kind: 'thing', id } }))

test('an address is https outside, and inside only what the operator opened', () => {
  openHookNetworks(undefined)
  const none = hookNetworks()
  const fault = (text: string) => addressFault(text, none)
  expect(fault('https://receiver.example/hook')).toBe(null)
  expect(fault('http://receiver.example/hook')).toBe('https')
  for (const text of ['hook', 'ftp://a.example/', 'https://user:word@a.example/', 'https://a.example/#x'])
    expect(fault(text), text).toBe('form')
  for (const host of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.9', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1', 'localhost'],
    ...['2130706433', '0x7f.1', '[::1]', '[fd00::1]', '[fe80::1]', '[::ffff:10.0.0.1]', '[::ffff:7f00:1]'],
  ]) {
    expect(fault(`https://${host}/`), host).toBe('inside')
  }
  expect(isOpen('203.0.113.9', none)).toBe(true)
  openHookNetworks('10.1.0.0/16')
  expect([isOpen('10.1.2.3', hookNetworks()), isOpen('10.2.0.1', hookNetworks())]).toEqual([true, false])
})

test('two people open a hook; what happens is told signed, without a word of the matter, by both secrets for a day', () =>
  rolledBack(async () => {
    const { id, version } = await aHook()
    expect(await refusal(proposeWebHook(security, { name: '甲某', url, kinds: ['thing-done'], reason: '对接' }))).toBe(
      'platform.forbidden',
    )
    expect(await refusal(proposeWebHook(system, { name: '甲某', url, kinds: ['other'], reason: '对接' }))).toBe(
      'platform.hooks.kind',
    )
    const { secret: first } = await changeSecret(system, id, { version })
    const { secret: second } = await changeSecret(system, id, { version: version + 1 })
    const [row] = await read(system, (tx) => tx.select({ raw: webHooks.secretIndex }).from(webHooks))
    expect(row?.raw).not.toContain(second)

    status = 200
    await happens()
    await runPendingJobs()
    const [call] = received
    const timestamp = String(call?.headers['x-daqiao-timestamp'])
    const body = call?.body ?? ''
    expect(JSON.parse(body)).toEqual({
      ...{ delivery: call?.headers['x-daqiao-delivery'], kind: 'thing-done', subject: { kind: 'thing', id: 'thing' } },
      ...{ number: '2026-000001', at: '2026-03-10T01:30:00.000Z' },
    })
    expect(call?.headers['x-daqiao-signature']).toBeDefined()
    const signatures = String(call?.headers['x-daqiao-signature']).split(',')
    expect(signatures).toContain(signatureOf(second, timestamp, body))
    expect(signatures.length === 1 || signatures.includes(signatureOf(first, timestamp, body))).toBe(true)
    expect(await listDeliveries(system, id)).toMatchObject([{ state: 'delivered', attempts: 1, lastAnswer: '200' }])
    await runPendingJobs()
    expect(received.length).toBe(1)
  }))

test('a receiver that fails or sends elsewhere is tried for a day; after some given up the hook stops and nothing is lost', () =>
  rolledBack(async () => {
    const { id } = await aHook()
    const [delivery] = await (async () => {
      status = 302
      await happens('first')
      return listDeliveries(system, id)
    })()
    const at = aContext(system.actor, testMoment)
    await attempt(at, delivery?.id ?? '')
    status = 500
    await attempt(at, delivery?.id ?? '')
    expect(await listDeliveries(system, id)).toMatchObject([
      { state: 'waiting', attempts: 2, lastAnswer: '500', nextAt: '2026-03-10T01:35:00.000Z' },
    ])
    for (let more = 2; more < mostAttempts; more++) await attempt(at, delivery?.id ?? '')
    expect(await listDeliveries(system, id)).toMatchObject([
      { state: 'given-up', attempts: mostAttempts, nextAt: null },
    ])

    await transact(system, (tx) =>
      tx
        .update(webHooks)
        .set({ failures: mostFailures - 1 })
        .where(eq(webHooks.id, id)),
    )
    await sendAgain(system, delivery?.id ?? '')
    for (let more = 0; more < mostAttempts; more++) await attempt(at, delivery?.id ?? '')
    const [stopped] = (await listWebHooks(system)).rows
    expect(stopped).toMatchObject({ state: 'stopped', failures: mostFailures })
    expect(await refusal(sendAgain(system, delivery?.id ?? ''))).toBe('platform.hooks.notActive')

    forgetPendingJobs()
    status = 204
    received.splice(0)
    await happens('meanwhile')
    await runPendingJobs()
    expect(received).toEqual([])
    await resumeWebHook(system, id, { version: stopped?.version ?? 0 })
    await runPendingJobs()
    expect(received.map(({ body }) => (JSON.parse(body) as { subject: { id: string } }).subject.id)).toEqual([
      'meanwhile',
    ])
    const gone = await read(system, (tx) => tx.select().from(webHookDeliveries))
    expect(gone.map(({ state }) => state).toSorted()).toEqual(['delivered', 'given-up'])
  }))

test('an address that was opened and is shut again is not called, and a dead one is tried again', () =>
  rolledBack(async () => {
    const { id } = await aHook()
    openHookNetworks(undefined)
    await happens()
    await runPendingJobs()
    expect(received).toEqual([])
    expect(await listDeliveries(system, id)).toMatchObject([{ state: 'waiting', lastAnswer: 'INNER_ADDRESS' }])
    openHookNetworks('127.0.0.0/8')
    await transact(system, (tx) => tx.update(webHooks).set({ url: 'http://127.0.0.1:9/' }).where(eq(webHooks.id, id)))
    const [delivery] = await listDeliveries(system, id)
    await sendAgain(system, delivery?.id ?? '')
    await runPendingJobs()
    expect(await listDeliveries(system, id)).toMatchObject([{ state: 'waiting', lastAnswer: 'ECONNREFUSED' }])
  }))
