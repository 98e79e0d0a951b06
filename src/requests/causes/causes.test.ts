/** Repeated requests tied to one root cause: owner, day, measures, and whether they worked; what comes back is reopened. */
import { eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { testCity } from '#platform/testing/world.ts'
import { entered, later, refusal, withPeople } from '../builders.ts'
import { timings } from '../rates/tables.ts'
import { requests } from '../tables.ts'
import { keepCause, makeCause, tieRequests, untieRequests } from './commands.ts'
import { getCause, listCauses } from './queries.ts'
import { effectOf } from './rules.ts'

test('measures worked where fewer requests came in the same time, and nothing is said too early', () => {
  const counts = { daysBefore: 60, daysSince: 30, before: 6, since: 2 }
  expect(effectOf(counts)).toBe('fewer')
  expect(effectOf({ ...counts, since: 3 })).toBe('not-fewer')
  expect(effectOf({ ...counts, since: 0 })).toBe('none')
  expect(effectOf({ ...counts, since: 0, daysSince: 29 })).toBe('too-early')
})

test(
  'the desk names a cause, the unit that owns it keeps it, and nobody else; a stale change is refused',
  withPeople(async ({ world, desk, handler, stranger }) => {
    const ids = [await entered(desk, world), await entered(desk, world)]
    const input = {
      title: '公示后拨付慢',
      topicId: world.topicId,
      ownerUnitId: world.ids.industry,
      ownerName: '某科长',
    }
    const cause = { ...input, dueOn: '2026-04-30' }
    expect(await refusal(makeCause(handler, cause))).toEqual(['forbidden', 'platform.forbidden'])
    const { id } = await makeCause(desk, cause)
    expect(await refusal(getCause(stranger, id))).toEqual(['not-found', 'requests.noCause'])
    expect((await listCauses(stranger, { page: 1 })).total).toBe(0)
    expect(await tieRequests(desk, id, { requestIds: ids })).toEqual({ tied: 2 })
    expect(await tieRequests(desk, id, { requestIds: ids })).toEqual({ tied: 0 })
    // The unit ties what it sees: these requests are not with it.
    expect(await refusal(untieRequests(handler, id, { requestIds: ids }))).toEqual(['not-found', 'requests.notFound'])
    expect(await untieRequests(desk, id, { requestIds: ids.slice(1) })).toEqual({ tied: 1 })
    const keeping = { version: 1, ownerName: '某科长', dueOn: '2026-04-30', doneOn: '2026-03-10' }
    expect(await refusal(keepCause(handler, id, keeping))).toEqual(['invalid', 'requests.noMeasures'])
    await keepCause(handler, id, { ...keeping, measures: '公示当日即拨付。' })
    const stale = keepCause(handler, id, { ...keeping, measures: '再改' })
    expect(await refusal(stale)).toEqual(['conflict', 'platform.changedMeanwhile'])
    expect(await getCause(later(desk, '2026-05-10 09:00'), id)).toMatchObject({
      ...{ state: 'done', count: 1, countSince: 1, effect: 'not-fewer' },
      months: [
        { month: '2026-03', count: 1 },
        { month: '2026-04', count: 0 },
        { month: '2026-05', count: 0 },
      ],
    })
  }),
)

test(
  'requests moved to another cause together stay one matter of which the later reopened the earlier',
  withPeople(async ({ world, desk }) => {
    const first = await entered(desk, world)
    await transactAsOwner(testCity, (tx) =>
      tx
        .update(requests)
        .set({ state: 'closed', outcome: 'solved', closedAt: '2026-03-10T02:00:00Z', creditCode: '91990100X' })
        .where(eq(requests.id, first)),
    )
    const second = await entered(later(desk, '2026-04-09 09:00'), world)
    await transactAsOwner(testCity, (tx) =>
      tx.update(requests).set({ creditCode: '91990100X' }).where(eq(requests.id, second)),
    )
    const cause = { title: '供地慢', topicId: world.topicId, ownerUnitId: world.ids.industry, ownerName: '某科长' }
    for (const dueOn of ['2026-05-30', '2026-06-30']) {
      const { id } = await makeCause(desk, { ...cause, dueOn })
      await tieRequests(desk, id, { requestIds: [first, second] })
    }
    const cameAgain = await read(desk, (tx) => tx.select().from(timings).where(isNotNull(timings.reopenedAt)))
    expect(cameAgain.map(({ requestId }) => requestId)).toEqual([first])
  }),
)
