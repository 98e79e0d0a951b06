import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now } from '../clock.ts'
import { transact, transactAsOwner } from '../db/transact.ts'
import { announce } from '../events.ts'
import { cities } from '../tables.ts'
import { aContext, anActor, otherCity, ownDatabase, testCity } from '../testing/world.ts'
import { endStreams, openStream } from './streams.ts'

let end: () => Promise<void>
beforeAll(async () => {
  end = await ownDatabase()
  for (const code of [testCity, otherCity]) {
    await transactAsOwner(code, (tx) => tx.insert(cities).values({ code, name: code, nameEn: code, isSample: true }))
  }
})
afterAll(async () => {
  endStreams()
  await end()
})

const desk = () => aContext(anActor('request-desk', { accountId: 'desk' }))

/** The next message of a stream, without the lines that only keep it open. */
async function heard(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return 'ended'
    const text = new TextDecoder().decode(value)
    if (text.startsWith('data:')) return text.trim()
  }
}

const happens = (kind: string, city = testCity) => {
  const ctx = { ...desk(), city, now: () => Temporal.Instant.from('2026-03-10T01:30:00Z') }
  const subject = { kind, id: `${now().epochMilliseconds}` }
  return transact(ctx, (tx) => announce(ctx, tx, { kind: 'goal-added', subject }))
}

test('a stream says of which kinds something happened in its city, and names nothing else', async () => {
  await happens('request')
  const reader = openStream(desk(), 30).getReader()
  // What was there before is no news; what happens after the first look is.
  await new Promise((done) => setTimeout(done, 1500))
  await happens('document', otherCity)
  await happens('goal')
  expect(await heard(reader)).toBe('data: {"kinds":["goal"]}')
  await reader.cancel()
})

test('a stream ends when its time is over, when there are too many of one account, and when the server stops', async () => {
  expect(await heard(openStream(desk(), 0).getReader())).toBe('ended')
  const readers = Array.from({ length: 9 }, () => openStream(desk(), 30).getReader())
  const [oldest, ...others] = readers
  expect(oldest && (await heard(oldest))).toBe('ended')
  endStreams()
  for (const reader of others) expect(await heard(reader)).toBe('ended')
})
