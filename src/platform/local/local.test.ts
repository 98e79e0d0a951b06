import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import { openChannel } from './channel.ts'
import { localCommand } from './command.ts'
import { runLocalCommand } from './run.ts'
import { readRunning } from './running.ts'

const folder = mkdtempSync(join(tmpdir(), 'daqiao-local-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = readConfig('sample', { DAQIAO_DATA: folder })

const double = localCommand({
  name: 'double',
  input: z.object({ number: z.number() }),
  answer: z.object({ number: z.number() }),
  run: async ({ number }, { report }) => {
    if (number < 0) throw new AppError('conflict', 'platform.changedMeanwhile', { number })
    report({ done: 1, of: 2 })
    return { number: number * 2 }
  },
})
const endless = localCommand({
  name: 'endless',
  input: z.object({}),
  answer: z.object({ ended: z.boolean() }),
  run: (_input, { report, signal }) => {
    report({ done: 0, of: 1 })
    return new Promise((done) => signal.addEventListener('abort', () => done({ ended: true })))
  },
})

test('a command reaches the running process, hears how far it is, and gets its answer or its refusal', async () => {
  const close = await openChannel(folder, [double])
  const heard: number[] = []
  expect(await runLocalCommand(config, double, { number: 21 }, ({ done }) => heard.push(done))).toEqual({ number: 42 })
  expect(heard).toEqual([1])
  await expect(runLocalCommand(config, double, { number: -1 })).rejects.toMatchObject({
    fault: 'conflict',
    key: 'platform.changedMeanwhile',
    facts: { number: -1 },
  })
  await close()
})

test('the channel answers nobody who cannot read the file beside the data', async () => {
  const close = await openChannel(folder, [double])
  const running = readRunning(folder)
  expect(statSync(join(folder, 'running.json')).mode & 0o777).toBe(0o600)
  const ask = (headers: Record<string, string>, path = '/api/local/double', method = 'POST') =>
    fetch(`${running?.address}${path}`, { method, headers, ...(method === 'POST' ? { body: '{"number":1}' } : {}) })
  const authorization = `Bearer ${running?.token}`
  expect((await ask({})).status).toBe(403)
  expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(403)
  expect((await ask({ authorization, 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  expect((await ask({ authorization, origin: 'http://elsewhere.example' })).status).toBe(403)
  expect((await ask({ authorization }, '/api/local/double', 'GET')).status).toBe(404)
  expect((await ask({ authorization }, '/api/local/nothing')).status).toBe(404)
  expect((await ask({ authorization })).status).toBe(200)
  await close()
  expect(readRunning(folder)).toBeNull()
})

test('stopping tells a long command to end and waits for it', async () => {
  const close = await openChannel(folder, [endless])
  let started: () => void = () => undefined
  const begun = new Promise<void>((done) => {
    started = done
  })
  const asked = runLocalCommand(config, endless, {}, () => started())
  await begun
  await close()
  expect(await asked).toEqual({ ended: true })
})

test('a file left over from a killed process does not stand in the way', async () => {
  const left = { pid: 999_999, address: 'http://127.0.0.1:9', token: 'x'.repeat(43) }
  writeFileSync(join(folder, 'running.json'), JSON.stringify(left))
  await expect(runLocalCommand(config, double, { number: 1 })).rejects.toMatchObject({ key: 'platform.noData' })
})
