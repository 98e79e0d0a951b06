import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { readTable } from '#platform/sheets/index.ts'
import { aContext, anActor, rolledBack, testMoment, testPool } from '#platform/testing/world.ts'
import { aPerson, aSmallCity } from '../builders.ts'
import { contactExports, directoryWorkbook, downloadExport, proposeExport } from './commands.ts'
import { listExports } from './queries.ts'

beforeAll(async () => {
  await testPool()
  registerApprovals([contactExports])
})

const planner = aContext(anActor('planning-officer'))
const security = aContext(anActor('security-administrator'))
const later = (ctx: Context, hours: number): Context => ({ ...ctx, now: () => testMoment.add({ hours }) })

const columns = [
  { key: 'unit', headers: ['单位'] },
  { key: 'name', headers: ['姓名'] },
  { key: 'phone', headers: ['电话'] },
] as const
const rowsOf = async (bytes: Uint8Array) => (await readTable(bytes, { columns })).rows.map(({ values }) => values)

const withPeople = (work: () => Promise<void>) => () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await aPerson(ids.industry)
    await aPerson(ids.eastBureau, { name: '李四', phone: null })
    await work()
  })

test(
  'who sees the organs gets the directory with masked numbers; a firm gets none',
  withPeople(async () => {
    expect(await rowsOf(await directoryWorkbook(aContext(anActor('unit-handler'))))).toEqual([
      { unit: '甲市工业和信息化局', name: '张三', phone: '138****1234' },
      { unit: '东区工业和信息化局', name: '李四', phone: null },
    ])
    await expect(directoryWorkbook(aContext(anActor('enterprise-user')))).rejects.toMatchObject({ fault: 'forbidden' })
  }),
)

test(
  'whole numbers leave once, within a day, for who asked, after the security administrator agreed',
  withPeople(async () => {
    const { id } = await proposeExport(planner, { reason: '全市防汛值班表编印' })
    await expect(downloadExport(planner, id)).rejects.toMatchObject({ key: 'organisations.export.notAgreed' })
    await expect(decideApproval(planner, id, { version: 1, approve: true, note: '' })).rejects.toMatchObject({
      fault: 'forbidden',
    })
    await decideApproval(security, id, { version: 1, approve: true, note: '' })
    expect(await listExports(planner)).toMatchObject([{ id, state: 'ready', reason: '全市防汛值班表编印' }])

    const other = aContext(anActor('planning-officer', { accountId: 'another' }))
    await expect(downloadExport(other, id)).rejects.toMatchObject({ key: 'organisations.export.noSuch' })
    await expect(downloadExport(later(planner, 25), id)).rejects.toMatchObject({ key: 'organisations.export.late' })
    expect(await rowsOf(await downloadExport(later(planner, 23), id))).toMatchObject([
      { name: '张三', phone: '13800001234' },
      { name: '李四', phone: null },
    ])
    await expect(downloadExport(planner, id)).rejects.toMatchObject({ key: 'organisations.export.once' })
    expect(await listExports(planner)).toMatchObject([{ id, state: 'downloaded' }])
  }),
)

test(
  'only those who may ask do, and a refused wish gives nothing',
  withPeople(async () => {
    for (const role of ['unit-head', 'security-administrator', 'district-officer'] as const) {
      await expect(proposeExport(aContext(anActor(role)), { reason: '需要全部号码' })).rejects.toMatchObject({
        fault: 'forbidden',
      })
    }
    const { id } = await proposeExport(planner, { reason: '需要全部号码' })
    await decideApproval(security, id, { version: 1, approve: false, note: '用途不明' })
    await expect(downloadExport(planner, id)).rejects.toMatchObject({ key: 'organisations.export.notAgreed' })
    expect(await listExports(planner)).toMatchObject([{ state: 'refused', note: '用途不明' }])
  }),
)
