import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, describe, expect, test } from 'vitest'
import { read, transact } from '../db/transact.ts'
import { auditRows } from '../tables.ts'
import { rolledBack, testCity } from '../testing/world.ts'
import { freeArchivePath, joinOf, removeArchived, writeCityArchive } from './archive.ts'
import { verifyArchive } from './archive-file.ts'
import { setDigestAlgorithm } from './digest.ts'
import { eraseAuditDetails } from './erase.ts'
import { auditedCity, quietly, rowAt, tamper } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'daqiao-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type City = ReturnType<typeof auditedCity>
const day = (text: string) => Temporal.PlainDate.from(text)

const write = (city: City, before: string, path = freeArchivePath(folder, testCity, before)) =>
  writeCityArchive({ city: testCity, before: day(before), path }, quietly, city.moment()).then((file) => ({
    file,
    path,
  }))

async function archive(city: City, before: string) {
  const { file, path } = await write(city, before)
  return { path, file, anchor: await removeArchived(testCity, file, basename(path), city.moment()) }
}

/** Five rows in January, two in March, and a present in October. */
async function aYear(): Promise<City> {
  const city = auditedCity()
  await city.act(5)
  await city.seal()
  city.wait({ hours: 24 * 60 })
  await city.act(2)
  await city.seal()
  city.wait({ hours: 24 * 210 })
  return city
}

test('what is older than six months moves into a file, and the chain goes on from its end', () =>
  rolledBack(async () => {
    const city = await aYear()
    const { path, file, anchor } = await archive(city, '2026-02-01')
    expect(anchor).toMatchObject({ throughPosition: 5, rowCount: 5 })
    await city.act(1)
    const report = await city.verify()
    expect(report).toMatchObject({ broken: null, archived: 5, archives: 1, links: 4 })
    expect(await verifyArchive(path)).toMatchObject({ broken: null, links: 5, head: file.head })
    expect(await joinOf(testCity, file)).toBe('anchor')
    // A head kept before the archive is known by its end, and otherwise only in the file.
    expect(await city.verify(file.head)).toMatchObject({ broken: null, keptIsArchived: false })
    expect(await city.verify({ position: 3, hash: 'x' })).toMatchObject({ broken: null, keptIsArchived: true })
    expect((await city.verify({ position: 5, hash: 'x' })).broken).toMatchObject({ fault: 'head-not-on-chain' })

    const second = await archive(city, '2026-04-01')
    expect(second.anchor).toMatchObject({ throughPosition: 7, rowCount: 2 })
    expect(second.file.header.after).toEqual(file.head)
    expect(await city.verify()).toMatchObject({ broken: null, archived: 7, archives: 2 })
  }))

test('rows of the last six months stay, to the day', () =>
  rolledBack(async () => {
    const city = await aYear()
    const today = city.moment().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
    const latest = today.subtract({ months: 6 })
    await expect(write(city, latest.add({ days: 1 }).toString())).rejects.toMatchObject({
      key: 'audit.archiveTooYoung',
      facts: { latest: latest.toString() },
    })
    await expect(write(city, '2025-12-01')).rejects.toMatchObject({ key: 'audit.archiveNothing' })
    expect((await write(city, latest.toString())).file.links).toBe(7)
  }))

test('a file is never written over, and a broken chain is not archived', () =>
  rolledBack(async () => {
    const city = await aYear()
    const path = join(folder, 'taken.gz')
    writeFileSync(path, 'precious')
    await expect(write(city, '2026-02-01', path)).rejects.toMatchObject({ key: 'audit.archiveExists' })
    expect(readFileSync(path, 'utf8')).toBe('precious')
    await tamper(sql`UPDATE platform.audit_rows SET role = 'x' WHERE city = ${testCity} AND id = ${rowAt(2)}`)
    const own = join(folder, 'broken.gz')
    await expect(write(city, '2026-02-01', own)).rejects.toMatchObject({ key: 'audit.archiveBroken' })
    expect(existsSync(own)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  }))

test('a process killed between file and database leaves everything whole', () =>
  rolledBack(async () => {
    const city = await aYear()
    const { file, path } = await write(city, '2026-02-01')
    // Killed here. The next run finds all rows in place, and another name for its file.
    expect(await city.verify()).toMatchObject({ broken: null, links: 7, archives: 0 })
    expect(await joinOf(testCity, file)).toBe('still-here')
    const again = await archive(city, '2026-02-01')
    expect(again.path).not.toBe(path)
    expect(await city.verify()).toMatchObject({ broken: null, archived: 5 })
    expect(await joinOf(testCity, file)).toBe('anchor')
  }))

test('a file that the database has outgrown takes nothing away', () =>
  rolledBack(async () => {
    const city = await aYear()
    const { file } = await write(city, '2026-02-01')
    await archive(city, '2026-02-01')
    await expect(removeArchived(testCity, file, 'old.gz', city.moment())).rejects.toMatchObject({
      key: 'audit.archiveChanged',
    })
    const counted = await read(city.ctx(), (tx) => tx.select().from(auditRows))
    expect(counted).toHaveLength(3)
  }))

describe('an anchor that was changed does not fit', () => {
  test.each([
    ['through_hash', sql`translate(through_hash, '0123', '3210')`],
    ['through_position', sql`through_position - 1`],
    ['row_count', sql`row_count + 1`],
    ['before', sql`before + interval '1 day'`],
    ['file_name', sql`'another.gz'`],
    ['file_sha256', sql`'00'`],
    ['archived_at', sql`archived_at + interval '1 microsecond'`],
  ])('%s', (column, value) =>
    rolledBack(async () => {
      const city = await aYear()
      await archive(city, '2026-02-01')
      await tamper(sql`UPDATE platform.audit_archives SET ${sql.raw(column)} = ${value} WHERE city = ${testCity}`)
      expect((await city.verify()).broken).toMatchObject({ fault: 'archive-does-not-fit' })
    }),
  )
  test('or taken away', () =>
    rolledBack(async () => {
      const city = await aYear()
      await archive(city, '2026-02-01')
      await tamper(sql`DELETE FROM platform.audit_archives WHERE city = ${testCity}`)
      expect((await city.verify()).broken).toMatchObject({ fault: 'link-missing', position: 1 })
    }))
})

test('a damaged archive is refused, a changed one names its broken link', () =>
  rolledBack(async () => {
    const city = await aYear()
    const { path } = await write(city, '2026-02-01')
    const whole = gunzipSync(readFileSync(path)).toString('utf8')
    const spoilt = async (text: string) => {
      const other = join(folder, 'spoilt.gz')
      writeFileSync(other, gzipSync(text))
      return verifyArchive(other)
    }
    expect((await spoilt(whole)).broken).toBeNull()
    expect((await spoilt(whole.replace('"thing-3"', '"thing-9"'))).broken).toMatchObject({
      fault: 'row-changed',
      position: 3,
    })
    const lines = whole.trimEnd().split('\n')
    const damaged = { key: 'audit.archiveDamaged' }
    await expect(spoilt(lines.slice(0, -1).join('\n'))).rejects.toMatchObject(damaged)
    await expect(spoilt([...lines.slice(0, 5), ...lines.slice(6)].join('\n'))).rejects.toMatchObject(damaged)
    await expect(spoilt(whole.replace('"form":1', '"form":2'))).rejects.toMatchObject(damaged)
    await expect(spoilt(`${whole}{}\n`)).rejects.toMatchObject(damaged)
    const cut = join(folder, 'cut.gz')
    writeFileSync(cut, readFileSync(path).subarray(0, -20))
    await expect(verifyArchive(cut)).rejects.toMatchObject(damaged)
    await expect(verifyArchive(join(folder, 'nowhere.gz'))).rejects.toMatchObject({ key: 'audit.archiveMissing' })
  }))

/** One thing that may happen to an audit. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('act' as const), details: fc.jsonValue({ maxDepth: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('erase' as const), which: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('archive' as const), monthsAgo: fc.integer({ min: 6, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('algorithm' as const), sm3: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 90 }) }) },
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

async function happen(city: City, one: Step): Promise<void> {
  if (one.do === 'act') {
    await city.act(1, one.details)
    await city.seal()
  }
  if (one.do === 'wait') city.wait({ hours: 24 * one.days })
  if (one.do === 'algorithm') setDigestAlgorithm(one.sm3 ? 'sm3' : 'sha256')
  if (one.do === 'erase') {
    const ctx = city.ctx()
    const rows = await read(ctx, (tx) => tx.select({ id: auditRows.id }).from(auditRows).orderBy(auditRows.at))
    const id = rows[one.which % Math.max(1, rows.length)]?.id
    if (id) await transact(ctx, (tx) => eraseAuditDetails(ctx, tx, [id], '个人信息删除申请'))
    city.wait({ minutes: 1 })
  }
  if (one.do === 'archive') {
    const today = city.moment().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
    await archive(city, today.subtract({ months: one.monthsAgo }).toString()).catch((error: unknown) => {
      expect(error).toMatchObject({ key: 'audit.archiveNothing' })
    })
    city.wait({ minutes: 1 })
  }
}

/** Changes one character of one value of the link at a position, or of its row or details. */
function changeOf(position: number, pick: number) {
  const link = sql`city = ${testCity} AND position = ${position}`
  const row = sql`city = ${testCity} AND id = ${rowAt(position)}`
  const turned = (column: string) => sql`translate(${sql.raw(column)}, '0123456789abcdef', '123456789abcdef0')`
  const changes = [
    sql`UPDATE platform.audit_links SET hash = ${turned('hash')} WHERE ${link}`,
    sql`UPDATE platform.audit_links SET sealed_at = sealed_at - interval '1 microsecond' WHERE ${link}`,
    sql`UPDATE platform.audit_links SET algorithm = CASE algorithm WHEN 'sm3' THEN 'sha256' ELSE 'sm3' END WHERE ${link}`,
    ...['account_id', 'role', 'action', 'subject_kind', 'request_id', 'digest'].map(
      (column) => sql`UPDATE platform.audit_rows SET ${sql.raw(column)} = ${sql.raw(column)} || '1' WHERE ${row}`,
    ),
    sql`UPDATE platform.audit_rows SET at = at + interval '1 microsecond' WHERE ${row}`,
    sql`UPDATE platform.audit_details SET salt = salt || '1' WHERE ${row}`,
    sql`UPDATE platform.audit_details SET details = jsonb_build_array(details, 1) WHERE ${row}`,
  ]
  return changes[pick % changes.length] ?? sql``
}

test('whatever happens, the audit proves itself; whatever is changed, the right link is named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(), fc.nat(), (steps, place, pick) =>
      rolledBack(async () => {
        const city = auditedCity()
        try {
          await city.act(1)
          for (const one of steps) await happen(city, one)
          await city.act(1)
        } finally {
          setDigestAlgorithm('sha256')
        }
        const whole = await city.verify()
        expect(whole.broken).toBeNull()
        const position = whole.archived + 1 + (place % whole.links)
        if ((await tamper(changeOf(position, pick))) === 0) return
        expect((await city.verify()).broken).toMatchObject({ position })
      }),
    ),
    { numRuns: 40 },
  )
})
