/** Who may become an administrator, and with which sessions. */
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { accounts, credentials, sessions } from '#platform/tables.ts'
import { rolledBack, testCity, testMoment, testPool } from '#platform/testing/world.ts'
import { aSmallCity } from '../builders.ts'
import { anAccount, type Offices, theOffices } from './builders.ts'
import type { ProposeGrant } from './contract.ts'
import { proposeGrant } from './grants/commands.ts'
import { accountApprovals } from './index.ts'

beforeAll(async () => {
  await testPool()
  registerApprovals(accountApprovals)
})

const inOffices = (work: (offices: Offices) => Promise<void>) => () =>
  rolledBack(async () => {
    await aSmallCity()
    await work(await theOffices())
  })
const owner = <T>(work: Parameters<typeof transactAsOwner<T>>[1]) => transactAsOwner(testCity, work)
const auditor: ProposeGrant = {
  ...{ role: 'audit-administrator', scope: { kind: 'city' }, unitId: null, post: '审计管理员', toOn: null },
  reason: '任职文件',
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.key : String(error)),
  )

test(
  'an account that the single sign-on lets in becomes no administrator',
  inOffices(async ({ system, security }) => {
    const [opened, linked, local] = [await anAccount('opened'), await anAccount('linked'), await anAccount('local')]
    await owner((tx) => tx.update(accounts).set({ origin: 'single-sign-on' }).where(eq(accounts.id, opened)))
    const bound = { id: newId(), providerId: 'single-sign-on', accountId: 'issuer 1' }
    await owner((tx) => tx.insert(credentials).values({ ...bound, userId: linked }))
    for (const id of [opened, linked])
      expect(await refusal(proposeGrant(system, id, auditor))).toBe('accounts.administratorSignOn')

    const { approvalId } = await proposeGrant(system, local, auditor)
    await owner((tx) => tx.insert(credentials).values({ ...bound, id: newId(), accountId: 'issuer 2', userId: local }))
    const agree = decideApproval(security, approvalId, { version: 1, approve: true, note: '' })
    expect(await refusal(agree)).toBe('accounts.administratorSignOn')
  }),
)

test(
  'who becomes an administrator signs in anew',
  inOffices(async ({ system, security }) => {
    const id = await anAccount('keeper')
    const at = new Date(testMoment.epochMilliseconds)
    await owner((tx) =>
      tx.insert(sessions).values({ id: newId(), token: newId(), userId: id, expiresAt: at, lastSeenAt: at }),
    )
    const { approvalId } = await proposeGrant(system, id, auditor)
    await decideApproval(security, approvalId, { version: 1, approve: true, note: '' })
    expect(await owner((tx) => tx.select().from(sessions).where(eq(sessions.userId, id)))).toEqual([])
  }),
)

test(
  'a second account under the name of an administrator, who is known by name alone, becomes no other administrator',
  inOffices(async ({ system }) => {
    const again = await anAccount('again', { personId: newId() })
    await owner((tx) => tx.update(accounts).set({ name: 'system' }).where(eq(accounts.id, again)))
    expect(await refusal(proposeGrant(system, again, auditor))).toBe('accounts.twoAdministrators')
    const namesake = await anAccount('namesake', { personId: newId() })
    await owner((tx) => tx.update(accounts).set({ name: '王伟' }).where(eq(accounts.id, namesake)))
    expect(await refusal(proposeGrant(system, namesake, auditor))).toBe('done')
  }),
)
