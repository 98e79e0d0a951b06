import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'

test('a password is kept as an argon2id hash that tells right from wrong', async () => {
  const hash = await hashPassword('一座桥-qiao-2026')
  expect(hash).toMatch(/^\$argon2id\$v=19\$/)
  expect(await verifyPassword(hash, '一座桥-qiao-2026')).toBe(true)
  expect(await verifyPassword(hash, '一座桥-2027')).toBe(false)
  expect(await verifyPassword('plain', 'plain')).toBe(false)
})
