import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { entered, later, seen, withPeople } from '../builders.ts'
import { dispatchRequest } from '../dispatch/commands.ts'
import { withdrawRequest } from '../ending/commands.ts'
import { listRequests } from '../queries.ts'
import { getBoard, getLoad } from './queries.ts'
import { byWeek, weeksUntil } from './rules.ts'

test('weeks begin on Monday, across the new year too, and a day counts in its own', () => {
  const mondays = weeksUntil(Temporal.PlainDate.from('2026-01-04'), 2).map(String)
  expect(mondays).toEqual(['2025-12-22', '2025-12-29'])
  const days = ['2025-12-21', '2025-12-28', '2025-12-29', '2026-01-04'].map((on, at) => ({ on, count: 10 ** at }))
  expect(byWeek(mondays, days)).toEqual([10, 1100])
})

test(
  'the board counts what is open, over and next in the scope, and shows no firm',
  withPeople(async ({ world, desk, handler, head, stranger }) => {
    const id = await entered(desk, world, { title: '要看的', jobsAtRisk: 5 })
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    await entered(desk, world, { title: '没分的', jobsAtRisk: 80 })
    const gone = await entered(desk, world, { title: '撤回的' })
    await withdrawRequest(desk, gone, { ...(await seen(desk, gone)), note: '撤回' })

    const board = await getBoard(later(desk, '2026-03-10 10:00'))
    expect(board).toMatchObject({ open: 2, overdue: 0, withinHour: 2, soon: 2, withDesk: 1 })
    expect(board).toMatchObject({ registeredToday: 3, endedToday: 1 })
    expect(board.units).toMatchObject([{ unit: { id: world.ids.industry }, open: 1, overdue: 0 }])
    expect(JSON.stringify(board)).not.toMatch(/甲公司|要看的|张三/)
    expect(await getBoard(later(desk, '2026-03-10 11:00'))).toMatchObject({ overdue: 2, withinHour: 0 })
    expect(await getBoard(handler)).toMatchObject({ open: 1, registeredToday: 1 })
    expect(await getBoard(stranger)).toMatchObject({ open: 0, breaking: [], units: [] })

    const load = await getLoad(later(head, '2026-03-10 11:00'), 2)
    expect(load).toMatchObject({ open: 1, overdue: 1, people: [{ name: null, open: 1, overdue: 1 }] })
    expect(load.weeks).toEqual([
      { fromOn: '2026-03-02', registered: 0, ended: 0 },
      { fromOn: '2026-03-09', registered: 1, ended: 0 },
    ])
    expect(load.days[0]).toEqual({ on: '2026-03-10', due: 1 })
    expect((await getLoad(handler, 1)).people).toEqual([])

    const byWeight = await listRequests(desk, { page: 1, order: 'weight' })
    expect(byWeight.rows.map(({ jobsAtRisk }) => jobsAtRisk)).toEqual([80, 5])
  }),
)
