import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { openPool } from './pool.ts'

async function onFolder<T>(
  folder: string,
  synced: boolean,
  work: (pool: ReturnType<typeof openPool>, syncs: () => Promise<number>) => Promise<T>,
) {
  const database = await startEmbedded({ folder, synced })
  const pool = openPool({ host: database.socketFolder, single: true })
  try {
    return await work(pool, database.syncs)
  } finally {
    await pool.end()
    await database.close()
  }
}

test('each commit of real data is synced to the disk; data of a newer version is refused and left alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-data-'))
  try {
    await onFolder(folder, true, async (pool, syncs) => {
      await pool.query('CREATE TABLE kept (n int)')
      const before = await syncs()
      for (let n = 0; n < 5; n++) await pool.query('INSERT INTO kept VALUES ($1)', [n])
      expect((await syncs()) - before).toBeGreaterThanOrEqual(5)
      await migrate(pool)
      expect(await migrate(pool)).toBe(0)
      await pool.query(`INSERT INTO platform_migrations.applied (tag) VALUES ('9999_of_the_future')`)
      await expect(migrate(pool)).rejects.toMatchObject({ fault: 'unavailable', key: 'platform.dataFromNewerVersion' })
    })
    await onFolder(folder, false, async (pool) => {
      expect((await pool.query('SELECT count(*)::int AS n FROM kept')).rows[0]?.n).toBe(5)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
