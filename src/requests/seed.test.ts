/** The sample city has a month of believable requests, loaded once, by rules that the engine would follow. */
import { eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { seedEnterprises } from '#enterprises/index.ts'
import { loadPack, seedOrganisations } from '#organisations/index.ts'
import { systemActor } from '#platform/actor.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { read } from '#platform/db/transact.ts'
import { dueOf } from '#platform/deadlines/index.ts'
import { clocks } from '#platform/tables.ts'
import { aContext, rolledBack, testCity } from '#platform/testing/world.ts'
import { aDesk, cityMoment } from './builders.ts'
import { getCause, listCauses } from './causes/queries.ts'
import { caseClocks } from './clocks/rules.ts'
import { getRequest } from './detail/queries.ts'
import { suggestUnits } from './dispatch/queries.ts'
import { ratings } from './feedback/tables.ts'
import { listImports } from './hotline/queries.ts'
import { seedHotline } from './hotline/seed.ts'
import { listRequests, listTopics } from './queries.ts'
import { bulletinApproval } from './rates/bulletin/commands.ts'
import { getPaper, listBulletins } from './rates/bulletin/queries.ts'
import { openingApproval } from './rates/opening/commands.ts'
import { getOpenPage } from './rates/opening/queries.ts'
import { getPeriod, listPeriods } from './rates/periods/queries.ts'
import { getRates } from './rates/queries.ts'
import { timings } from './rates/tables.ts'
import { seedRequests, seedTopics } from './seed.ts'
import { requests } from './tables.ts'

registerApprovals([openingApproval, bulletinApproval])

const people = {
  desk: { id: 'desk', name: '专窗员' },
  handler: { id: 'handler', name: '经办人' },
  head: { id: 'head', name: '负责人' },
  supervisor: { id: 'supervisor', name: '督查员' },
  leader: { id: 'leader', name: '市领导' },
}

test('a month of requests is loaded once, some late, some redone, some open and overdue, each readable', () =>
  rolledBack(async () => {
    const now = cityMoment('2026-03-10 11:30')
    const system = { ...aContext(systemActor(testCity)), now }
    await seedOrganisations(system, loadPack('sample'), '2026-03-10')
    await seedEnterprises(system, 'sample')
    await seedTopics(system)
    const began = performance.now()
    await seedRequests(system, 'sample', people)
    // A second on a machine that does nothing else; far more would be a statement for each row.
    expect(performance.now() - began).toBeLessThan(60_000)
    await seedTopics(system)
    await seedRequests(system, 'sample', people)

    const desk = { ...aDesk(), now }
    expect(await listTopics(desk)).toHaveLength(12)
    const all = await listRequests(desk, { view: 'all', page: 1 })
    expect(all.total).toBe(81)
    const overdue = await listRequests(desk, { view: 'overdue', page: 1 })
    expect(overdue.total).toBeGreaterThan(3)
    expect(overdue.total).toBeLessThan(12)
    const open = await listRequests(desk, { page: 1 })
    expect(open.rows.filter(({ round }) => round > 1).length).toBeGreaterThan(0)
    const dues = open.rows.map(({ next }) => next?.dueAt ?? '9')
    expect(dues).toEqual(dues.toSorted())

    const rows = await read(system, (tx) => tx.select().from(clocks))
    const calendar = await read(system, (tx) => calendarOf(tx, system))
    expect(rows.filter(({ state }) => state === 'missed').length).toBeGreaterThan(5)
    expect(rows.filter(({ pauses }) => pauses.length > 0).length).toBeGreaterThan(3)
    for (const row of rows) {
      if (row.state !== 'paused') expect(row.dueAt, row.name).toBe(dueOf(calendar, row).dueAt)
    }
    const said = await read(system, (tx) => tx.select().from(ratings))
    const ended = await read(system, (tx) => tx.select().from(timings).where(eq(timings.outcome, 'solved')))
    expect(said.filter(({ source }) => source === 'firm').length).toBeGreaterThan(3)
    expect(said.filter(({ level, isSolved }) => level <= 2 && !isSolved).length).toBeGreaterThan(3)
    // Some were called in vain: silence is no satisfaction.
    expect(ended.filter(({ level }) => level === null).length).toBeGreaterThan(1)
    expect(said.length).toBe((await read(system, (tx) => tx.select().from(timings))).filter((row) => row.level).length)
    const { rows: groups } = await listCauses(desk, { page: 1 })
    expect(groups.map(({ state, count, countSince }) => [state, count, countSince])).toEqual([
      ['open', 4, 0],
      ['done', 5, 1],
    ])
    expect((await getCause(desk, groups[1]?.id ?? '')).effect).toBe('fewer')

    // The month before the last is closed after a contest that was upheld; the last is being checked.
    const months = await listPeriods(desk)
    expect(months.map(({ month, state }) => [month, state])).toEqual([
      ['2026-02', 'checking'],
      ['2026-01', 'closed'],
    ])
    const [checking, closed] = await Promise.all(months.map(({ id }) => getPeriod(desk, id)))
    expect(checking?.contests).toMatchObject([{ decision: null, contestedByName: '负责人' }])
    expect(closed?.contests).toMatchObject([{ decision: 'upheld', decidedByName: '督查员' }])
    const january = await getRates(desk, { period: '2026-01', frozen: 'yes', by: 'unit' })
    expect(january.total.registered).toBeGreaterThan(3)
    expect(caseClocks.reduce((sum, clock) => sum + (january.total.rates[clock]?.excluded ?? 0), 0)).toBe(1)

    // Its bulletin was approved by the leader and written, and the open page is open after a secrecy review.
    const { rows: issued } = await listBulletins(desk)
    expect(issued).toMatchObject([
      { month: '2026-01', bulletin: { number: '诉求通报〔2026〕1号', approvedByName: '市领导', isWritten: true } },
    ])
    expect((await getPaper(desk, issued[0]?.bulletin?.id ?? '')).bytes.length).toBeGreaterThan(5000)
    expect(await getOpenPage(desk, undefined)).toMatchObject({
      opening: { approvedByName: '市领导' },
      shown: { month: '2026-01' },
    })

    const attached = new Set<string>()
    for (const id of new Set([...all.rows, ...open.rows].map((row) => row.id))) {
      const view = await getRequest(desk, id)
      expect(view.timeline.length).toBeGreaterThan(0)
      for (const { name } of view.attachments) attached.add(name)
      expect(view.timeline.map(({ at }) => at)).toEqual(view.timeline.map(({ at }) => at).toSorted())
    }
    expect([...attached].toSorted()).toEqual(['停电记录.csv', '公示名单摘录.txt'])
    const waiting = open.rows.find(({ state }) => state === 'accepted')
    const [first] = await suggestUnits(desk, waiting?.id ?? '')
    expect(first).toMatchObject({ ground: 'rule' })

    await seedHotline(system, 'sample', people.desk)
    await seedHotline(system, 'sample', people.desk)
    const { imports, sources } = await listImports(desk)
    expect(imports).toMatchObject([{ state: 'done', added: 12, refused: 0, unknown: {}, startedByName: '专窗员' }])
    expect(sources).toMatchObject([{ waiting: 0 }])
    const tickets = await read(system, (tx) => tx.select().from(requests).where(isNotNull(requests.externalNumber)))
    expect(tickets.filter(({ untimed }) => untimed.length > 0).length).toBeGreaterThan(3)
    expect(tickets.filter(({ contactWord }) => contactWord === 'claimed').length).toBeGreaterThan(3)
  }))
