import { beforeAll, expect, test } from 'vitest'
import { transactAsOwner } from '../db/transact.ts'
import { accounts, credentials, events, grants, setupLinks } from '../tables.ts'
import { rolledBack, testCity, testMoment, testPool } from '../testing/world.ts'
import { createSetupLinks, redeemSetupLink, type SetupLink } from './setup-links.ts'

beforeAll(async () => {
  await testPool()
})

const password = '一座桥-qiao-2026'
const rolesOf = (links: readonly SetupLink[]) => links.map(({ role }) => role)
const tokenFor = (links: readonly SetupLink[], role: string) => links.find((link) => link.role === role)?.token ?? ''
const later = (days: number) => testMoment.add({ hours: days * 24 })

test('the first start makes a link for each of the three administrators, and each makes that one alone', () =>
  rolledBack(async () => {
    const links = await createSetupLinks(testCity, testMoment)
    expect(rolesOf(links)).toEqual(['system-administrator', 'security-administrator', 'audit-administrator'])
    const token = tokenFor(links, 'security-administrator')
    await redeemSetupLink(token, { username: 'Guard', name: '周小舟', password }, testMoment)
    const { given, rows } = await transactAsOwner(testCity, async (tx) => ({
      given: await tx.select().from(grants),
      rows: [
        await tx.select().from(accounts),
        await tx.select().from(credentials),
        await tx.select().from(setupLinks),
        await tx.select().from(events),
      ],
    }))
    expect(given).toMatchObject([{ role: 'security-administrator', scopeKind: 'city', scopeId: testCity }])
    expect(rows.map((found) => found.length)).toEqual([1, 1, 3, 1])
    expect(JSON.stringify(rows)).not.toContain(password)
    for (const link of links) expect(JSON.stringify(rows)).not.toContain(link.token)
  }))

test('a link works once, within a week, for a good password', () =>
  rolledBack(async () => {
    const links = await createSetupLinks(testCity, testMoment)
    const [token, other] = [tokenFor(links, 'system-administrator'), tokenFor(links, 'audit-administrator')]
    const first = { username: 'system', name: '周小舟', password }
    await expect(redeemSetupLink(token, { ...first, password: 'short' }, testMoment)).rejects.toMatchObject({
      key: 'platform.passwordTooShort',
    })
    await redeemSetupLink(token, first, testMoment)
    const used = { fault: 'not-found', key: 'platform.setupLinkUsed' }
    await expect(redeemSetupLink(token, { ...first, username: 'twice' }, testMoment)).rejects.toMatchObject(used)
    const second = { ...first, username: 'audit', name: '何一帆' }
    await expect(redeemSetupLink(other, second, later(8))).rejects.toMatchObject(used)
    await expect(redeemSetupLink('no-such-token', second, testMoment)).rejects.toMatchObject(used)
    await expect(redeemSetupLink(other, { ...second, name: '周小舟' }, testMoment)).rejects.toMatchObject({
      key: 'platform.setupSamePerson',
    })
  }))

test('a later start makes links only for what nobody holds, and voids the older ones', () =>
  rolledBack(async () => {
    const links = await createSetupLinks(testCity, testMoment)
    await redeemSetupLink(
      tokenFor(links, 'system-administrator'),
      { username: 'system', name: '周小舟', password },
      testMoment,
    )
    const again = await createSetupLinks(testCity, later(1))
    expect(rolesOf(again)).toEqual(['security-administrator', 'audit-administrator'])
    await expect(
      redeemSetupLink(
        tokenFor(links, 'audit-administrator'),
        { username: 'audit', name: '何一帆', password },
        later(1),
      ),
    ).rejects.toMatchObject({ key: 'platform.setupLinkUsed' })
  }))
