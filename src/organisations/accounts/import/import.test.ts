import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { registerScopeNames } from '#platform/scope-names.ts'
import { readTable, writeWorkbook } from '#platform/sheets/index.ts'
import { accounts, grants } from '#platform/tables.ts'
import { rolledBack, testPool } from '#platform/testing/world.ts'
import { aPerson, aSmallCity, type SmallCity } from '../../builders.ts'
import { people } from '../../tables.ts'
import { aGrant, anAccount, type Offices, theOffices } from '../builders.ts'
import { accountApprovals, organisationScopes } from '../index.ts'
import { checkAccounts, importAccounts } from './commands.ts'

beforeAll(async () => {
  await testPool()
  registerApprovals(accountApprovals)
  registerScopeNames(organisationScopes)
})

type Town = Offices & { ids: SmallCity['ids'] }
const inTown = (work: (town: Town) => Promise<void>) => () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await work({ ids, ...(await theOffices()) })
  })

const headers = ['姓名', '电话', '单位', '职务', '用户名', '角色', '范围']
const workbook = (rows: (string | null)[][]): Promise<Uint8Array> =>
  writeWorkbook({ sheets: [{ name: '人员账号', columns: headers.map((header) => ({ header })), rows }] })
const industry = '甲市工业和信息化局'

test(
  'people and accounts are made, and their roles wait together for one decision',
  inTown(async ({ ids, system, security }) => {
    const { personId } = await aPerson(ids.industry, { name: '王五', phone: '13800001111' })
    const bytes = await workbook([
      ['王五', '13800001111', industry, '局长', 'wangwu', '单位负责人', '本单位'],
      ['赵六', '13900002222', '东区', '规划股股长', 'zhaoliu', '区县统筹', '东区'],
      ['钱七', null, null, null, 'qianqi', null, null],
    ])
    expect(await checkAccounts(system, bytes)).toEqual({
      ...{ rows: 3, accounts: 3, existing: 0, people: 2, grants: 2, errors: [] },
    })
    const { sheet, approvalId } = await importAccounts(system, bytes)
    const told = await readTable(Buffer.from(sheet.base64, 'base64'), {
      columns: [
        { key: 'username', headers: ['用户名'] },
        { key: 'password', headers: ['初始密码'] },
      ],
    })
    expect(told.rows.map(({ values }) => values.username)).toEqual(['wangwu', 'zhaoliu', 'qianqi'])
    expect(new Set(told.rows.map(({ values }) => values.password)).size).toBe(3)
    const made = await transactAsOwner(system.city, (tx) =>
      tx.select().from(accounts).where(eq(accounts.username, 'wangwu')),
    )
    expect(made).toMatchObject([{ personId, mustChangePassword: true }])
    const before = await read(system, (tx) => tx.select().from(grants).where(eq(grants.role, 'unit-head')))
    expect(before).toEqual([])
    await decideApproval(security, approvalId ?? '', { version: 1, approve: true, note: '' })
    const given = await read(system, (tx) => tx.select().from(grants).where(eq(grants.role, 'district-officer')))
    expect(given).toMatchObject([{ scopeKind: 'district', scopeId: '990102', unitId: ids.east }])
  }),
)

test(
  'each bad row is named with what is wrong, and nothing of the workbook is written',
  inTown(async ({ system }) => {
    await anAccount('taken')
    const clerk = await anAccount('clerk')
    await aGrant(clerk, 'audit-administrator')
    const bytes = await workbook([
      ['甲', 'not a phone', industry, '科长', 'jia', '单位承办人', null],
      ['乙', null, '没有的局', '科长', 'yi', '单位承办人', null],
      ['丙', null, industry, '科长', '丙', '单位承办人', null],
      ['丁', null, industry, '科长', 'taken', '单位承办人', null],
      ['戊', null, industry, '科长', 'wu', '大王', null],
      ['己', null, industry, '科长', 'ji', '单位承办人', '全市'],
      ['庚', null, industry, '科长', 'geng', '单位承办人', '火星'],
      ['辛', null, null, '科长', 'xin', '系统管理员', null],
      ['辛', null, null, '科长', 'xin', '安全管理员', null],
      ['壬', null, null, null, 'ren', '系统管理员', null],
      [null, null, null, null, 'nobody', null, null],
    ])
    const { errors } = await checkAccounts(system, bytes)
    expect(errors.map(({ row, column, key }) => [row, column, key])).toEqual([
      [2, '电话', 'accounts.import.phone'],
      [3, '单位', 'accounts.import.unit'],
      [3, '范围', 'accounts.import.scopeNeeded'],
      [4, '用户名', 'accounts.import.username'],
      [5, '用户名', 'accounts.import.usernameTaken'],
      [6, '角色', 'accounts.import.role'],
      [7, '范围', 'accounts.scopeNotForRole'],
      [8, '范围', 'accounts.import.scope'],
      [10, '角色', 'accounts.twoAdministrators'],
      [11, '职务', 'accounts.import.postNeeded'],
      [12, '姓名', 'sheets.requiredEmpty'],
    ])
    const count = () => read(system, (tx) => tx.$count(people))
    const before = await count()
    await expect(importAccounts(system, bytes)).rejects.toMatchObject({ key: 'accounts.import.hasErrors' })
    expect(await count()).toBe(before)
  }),
)

test(
  'only the system administrator imports accounts',
  inTown(async ({ security }) => {
    const bytes = await workbook([['甲', null, null, null, 'jia', null, null]])
    await expect(checkAccounts(security, bytes)).rejects.toBeInstanceOf(AppError)
    await expect(importAccounts(security, bytes)).rejects.toMatchObject({ fault: 'forbidden' })
  }),
)
