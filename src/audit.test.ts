/** The audit commands as somebody types them: beside a running product and on a stopped one. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, expect, test } from 'vitest'
import { localCommands } from '#app'
import { sealCity } from '#platform/audit/seal.ts'
import { type EmbeddedDatabase, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { databasePool, setDatabase, transact, transactAsOwner } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { openChannel } from '#platform/local/channel.ts'
import { lockFolder } from '#platform/lock.ts'
import { cities } from '#platform/tables.ts'
import { aContext, testCity, testPool } from '#platform/testing/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'daqiao-audit-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `daqiao audit …` prints, and its exit status. */
function daqiao(...args: string[]): Promise<{ lines: string[]; errors: string; status: number | null }> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const env = { PATH: process.env.PATH, DAQIAO_DATA: folder, LANG: 'zh_CN.UTF-8' }
  const child = spawn(process.execPath, [main, 'audit', ...args], { env })
  const heard = { out: '', err: '' }
  child.stdout.on('data', (piece) => {
    heard.out += piece
  })
  child.stderr.on('data', (piece) => {
    heard.err += piece
  })
  return new Promise((done) =>
    child.on('close', (status) => done({ lines: heard.out.trimEnd().split('\n'), errors: heard.err, status })),
  )
}

/** The small city's database, open in this process as in the serving one. */
async function opened(work: (pool: pg.Pool) => Promise<void>): Promise<void> {
  await testPool()
  const usual = databasePool()
  const release = lockFolder(folder)
  const database: EmbeddedDatabase = await startEmbedded({ folder: join(folder, 'database'), synced: false })
  const pool = openPool({ host: database.socketFolder, single: true })
  try {
    setDatabase(pool)
    await work(pool)
  } finally {
    setDatabase(usual)
    await pool.end()
    await database.close()
    release()
  }
}

const start = Temporal.Instant.from('2024-03-01T01:00:00Z')

test('audit verify and archive print a few lines, beside a running product and on a stopped one', async () => {
  let head = ''
  await opened(async (pool) => {
    await migrate(pool)
    await transactAsOwner(testCity, (tx) =>
      tx.insert(cities).values({ code: testCity, name: '甲市', nameEn: 'Alpha', isSample: true }),
    )
    for (let at = 0; at < 3; at++) {
      const ctx = aContext(undefined, start.add({ hours: at }))
      const fact = { kind: 'goal-added', subject: { kind: 'goal', id: `${at}` }, facts: { at } }
      await transact(ctx, (tx) => announce(ctx, tx, fact))
    }
    await sealCity(testCity, start.add({ hours: 3 }))
    const close = await openChannel(folder, localCommands)
    const beside = await daqiao('verify')
    await close()
    expect(beside).toMatchObject({ errors: '', status: 0 })
    expect(beside.lines).toMatchObject([
      '城市 990100 的审计链',
      '  完整：3 条，2024年3月1日 周五 09:00 至 2024年3月1日 周五 11:00',
      expect.stringMatching(/^ {2}链尾：3:[0-9a-f]{64}$/),
    ])
    head = beside.lines.at(-1)?.split('：')[1] ?? ''
  })
  const stopped = await daqiao('verify', '--head', head)
  expect(stopped).toMatchObject({ status: 0 })
  expect(stopped.lines.at(-2)).toBe('  留存的链尾（第 3 条）在链上')

  const file = join(folder, 'old.gz')
  const archived = await daqiao('archive', '--before', '2024-03-02', '--out', file)
  expect(archived.lines[0]).toMatch(/^已归档 3 条，/)
  expect((await daqiao('verify', '--archive', file)).lines.at(-1)).toContain('与数据库衔接')
  const again = await daqiao('archive', '--before', '2024-03-02', '--out', file)
  expect(again).toMatchObject({ status: 1 })
  expect(again.errors).toContain('已经存在')

  await opened(async () => {
    const spoil = "UPDATE platform.audit_rows SET role = 'city-leader' WHERE action = 'audit-archived'"
    await transactAsOwner(testCity, (tx) => tx.execute(spoil))
  })
  const broken = await daqiao('verify')
  expect(broken.status).toBe(1)
  expect(broken.lines[2]).toMatch(/^ {2}不符：第 4 条，.*归档了旧审计记录（audit-archived）：审计记录被改动$/)
  expect(await daqiao('prove')).toMatchObject({ status: 2, lines: [''] })
}, 300_000)
