import { expect, test } from 'vitest'
import { transactAsOwner } from '../db/transact.ts'
import { accounts, credentials, grants, setupLinks } from '../tables.ts'
import { rolledBack, testCity, testMoment } from '../testing/world.ts'
import { createSetupLink, redeemSetupLink } from './accounts.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

const first = { username: 'Planner', name: '周小舟', password: '一座桥-2026' }

test('a password is kept as an argon2id hash that tells right from wrong', async () => {
  const hash = await hashPassword('一座桥-2026')
  expect(hash).toMatch(/^\$argon2id\$v=19\$/)
  expect(await verifyPassword(hash, '一座桥-2026')).toBe(true)
  expect(await verifyPassword(hash, '一座桥-2027')).toBe(false)
  expect(await verifyPassword('plain', 'plain')).toBe(false)
})

test('the set-up link makes one account, once, within a week', () =>
  rolledBack(async () => {
    const token = await createSetupLink(testCity, testMoment)
    await expect(redeemSetupLink(token, { ...first, password: 'short' }, testMoment)).rejects.toMatchObject({
      key: 'platform.passwordTooShort',
    })
    await redeemSetupLink(token, first, testMoment)
    const rows = await transactAsOwner(testCity, async (tx) => [
      await tx.select().from(accounts),
      await tx.select().from(credentials),
      await tx.select().from(grants),
      await tx.select().from(setupLinks),
    ])
    expect(rows.map((found) => found.length)).toEqual([1, 1, 1, 1])
    expect(JSON.stringify(rows)).not.toContain(first.password)
    expect(JSON.stringify(rows)).not.toContain(token)
    await expect(redeemSetupLink(token, { ...first, username: 'other' }, testMoment)).rejects.toMatchObject({
      key: 'platform.setupLinkUsed',
    })
    const late = await createSetupLink(testCity, testMoment)
    await expect(redeemSetupLink(late, first, testMoment.add({ hours: 8 * 24 }))).rejects.toMatchObject({
      key: 'platform.setupLinkUsed',
    })
  }))
