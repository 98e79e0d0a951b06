import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { now } from '../clock.ts'
import { transactAsOwner } from '../db/transact.ts'
import { accounts, auditRows, credentials } from '../tables.ts'
import { rolledBack, testCity } from '../testing/world.ts'
import { createAccount } from './accounts.ts'
import { operatorPassword } from './initial-password.ts'
import { verifyPassword } from './passwords.ts'

const local = { report: () => undefined, signal: new AbortController().signal }

test('an administrator whom nobody else may let in gets a password at the machine, to be changed, and the audit says so', () =>
  rolledBack(async () => {
    const account = { city: testCity, username: 'auditor', name: '审计员', password: 'Bridge-2026-river' }
    const id = await transactAsOwner(testCity, (tx) => createAccount(tx, account, [], now()))
    const told = await operatorPassword.run({ username: ' Auditor ', operator: 'root' }, local)
    const rows = await transactAsOwner(testCity, async (tx) => ({
      account: await tx.select().from(accounts).where(eq(accounts.id, id)),
      credential: await tx.select().from(credentials).where(eq(credentials.userId, id)),
      audit: await tx.select({ action: auditRows.action }).from(auditRows).where(eq(auditRows.subjectId, id)),
    }))
    expect(rows.account[0]?.mustChangePassword).toBe(true)
    expect(await verifyPassword(rows.credential[0]?.password ?? '', told.initialPassword)).toBe(true)
    expect(rows.audit).toEqual([{ action: 'password-reset-at-machine' }])
    await expect(operatorPassword.run({ username: 'nobody', operator: 'root' }, local)).rejects.toMatchObject({
      key: 'platform.noSuchAccount',
    })
  }))
