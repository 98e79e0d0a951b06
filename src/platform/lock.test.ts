import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'daqiao-lock-'))

test('a folder that a living process holds is refused by its number', () => {
  const path = folder()
  // Process 1 always lives and is never ours.
  writeFileSync(join(path, 'lock'), '1')
  expect(() => lockFolder(path)).toThrow(
    expect.objectContaining({ key: 'platform.folderInUse', facts: { folder: path, pid: 1 } }),
  )
})

test('a lock left over by a killed process is taken over, and given back at the end', () => {
  const path = folder()
  writeFileSync(join(path, 'lock'), '4194303')
  const release = lockFolder(path)
  expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(process.pid))
  release()
  expect(() => lockFolder(path)()).not.toThrow()
})
