/** A month from checking to its frozen numbers: who contests, who decides, and that a closed month never changes. */
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { addGrant, createAccount } from '#platform/sign-in/accounts.ts'
import { aContext, anActor, testCity } from '#platform/testing/world.ts'
import { approveAnswer, proposeAnswer } from '../../answers/commands.ts'
import { atWork, later, refusal, seen, withPeople } from '../../builders.ts'
import { redoRequest } from '../../ending/commands.ts'
import { getRates } from '../queries.ts'
import { contests, periods } from '../tables.ts'
import { listPeriodCases } from './cases/queries.ts'
import {
  checkPeriod,
  closePeriod,
  contestClock,
  correctPeriod,
  decideContest,
  openPeriod,
  settlePeriod,
} from './commands.ts'
import { getPeriod, listPeriods } from './queries.ts'

const supervisor = (name = '督查员', unitId: string | null = null): Context =>
  aContext(anActor('supervision-officer', { accountId: name, name, unitId }))
const march = { period: '2026-03', by: 'unit' } as const

test(
  'a unit contests what counts as late, another decides by name, and the closed month stays as it was',
  withPeople(async (people) => {
    const { world, desk, handler, head, stranger } = people
    const id = await atWork(people)
    await proposeAnswer(later(handler, '2026-03-18 10:00'), id, { ...(await seen(handler, id)), answer: '办好了。' })
    await approveAnswer(later(head, '2026-03-18 11:00'), id, await seen(head, id))
    const april = (ctx: Context, day = '02') => later(ctx, `2026-04-${day} 09:00`)
    const officer = supervisor()
    expect(await refusal(openPeriod(officer, '2026-03'))).toEqual(['invalid', 'requests.rates.monthRuns'])
    expect(await refusal(openPeriod(april(head), '2026-03'))).toEqual(['forbidden', 'platform.forbidden'])
    const { id: period } = await openPeriod(april(officer), '2026-03')
    expect(await openPeriod(april(officer), '2026-03')).toEqual({ id: period })

    const contest = { requestId: id, round: 1, ground: 'waited-for-firm', words: '企业三天没有接电话。' } as const
    const otherHead = aContext(anActor('unit-head', { unitId: world.ids.science, unitIds: [world.ids.science] }))
    expect(await refusal(contestClock(april(otherHead), period, { ...contest, clock: 'finish' }))).toEqual([
      'not-found',
      'requests.notFound',
    ])
    expect(await refusal(contestClock(april(handler), period, { ...contest, clock: 'finish' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    const { id: finish } = await contestClock(april(head), period, { ...contest, clock: 'finish' })
    const { id: plan } = await contestClock(april(head), period, { ...contest, clock: 'plan' })
    expect(await refusal(contestClock(april(head), period, { ...contest, clock: 'plan' }))).toEqual([
      'conflict',
      'requests.rates.contestedBefore',
    ])
    expect(await refusal(settlePeriod(april(officer, '30'), period, 1))).toEqual([
      'conflict',
      'requests.rates.notSettled',
    ])

    const own = supervisor('本单位的督查员', world.ids.industry)
    const upheld = { version: 1, decision: 'upheld', note: '录音属实。' } as const
    expect(await refusal(decideContest(april(own), period, { ...upheld, contestId: finish }))).toEqual([
      'forbidden',
      'requests.rates.ownContest',
    ])
    expect(await refusal(decideContest(april(stranger), period, { ...upheld, contestId: finish }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    const account = await transactAsOwner(testCity, async (tx) => {
      const named = { city: testCity, username: 'two-posts', name: '双岗人', password: 'river-Stone-2026' }
      const made = await createAccount(tx, { ...named, passwordHash: 'none' }, [])
      const scope = { kind: 'unit', id: world.ids.industry } as const
      const post = { city: testCity, role: 'unit-head', scope, unitId: world.ids.industry, post: '负责人' } as const
      await addGrant(tx, made, { ...post, fromOn: '2026-01-01' })
      return made
    })
    expect(await refusal(decideContest(april(supervisor(account)), period, { ...upheld, contestId: finish }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    await decideContest(april(officer), period, { ...upheld, contestId: finish })
    await decideContest(april(officer), period, { ...upheld, contestId: plan, decision: 'dismissed' })
    expect(await refusal(decideContest(april(officer), period, { ...upheld, contestId: finish }))).toEqual([
      'conflict',
      'requests.rates.decidedBefore',
    ])
    const live = await getRates(april(desk), { ...march, frozen: 'no' })
    expect(live.total.rates.finish).toMatchObject({ numerator: 0, denominator: 0, excluded: 1 })
    expect(live.total.rates.plan).toMatchObject({ numerator: 0, denominator: 1, excluded: 0 })

    const listed = await listPeriodCases(april(head), period, { view: 'all', page: 1 })
    expect(listed.rows[0]).toMatchObject({ id, round: 1, unit: { id: world.ids.industry } })
    expect(listed.rows[0]?.clocks).toMatchObject([
      { clock: 'contact', part: 'out', isContested: false, mayContest: true },
      { clock: 'plan', part: 'out', isContested: true, mayContest: false },
      { clock: 'finish', part: 'excluded', isContested: true, mayContest: false },
    ])
    expect((await listPeriodCases(april(otherHead), period, { view: 'all', page: 1 })).total).toBe(0)

    // The only unit with cases says that it checked: the month need not wait for its last day.
    expect(await refusal(settlePeriod(april(officer), period, 1))).toEqual(['conflict', 'requests.rates.notSettled'])
    await checkPeriod(april(head), period)
    await checkPeriod(april(head), period)
    expect(await refusal(closePeriod(april(supervisor('另一督查员')), period, 1))).toEqual([
      'conflict',
      'requests.rates.notDecided',
    ])
    const shown = await getPeriod(april(head), period)
    expect(shown.units).toMatchObject([{ id: world.ids.industry, checkedByName: '负责人' }])
    expect(shown.contests.map(({ clock, decision }) => `${clock} ${decision}`).toSorted()).toEqual([
      'finish upheld',
      'plan dismissed',
    ])
    expect(shown.may).toEqual({ check: true, contest: true, oversee: false, close: false })
    expect((await getPeriod(april(otherHead), period)).contests).toEqual([])
    await settlePeriod(april(officer), period, 1)
    expect(await refusal(contestClock(april(head), period, { ...contest, clock: 'contact' }))).toEqual([
      'conflict',
      'requests.rates.checkOver',
    ])
    expect(await refusal(correctPeriod(april(officer), period, '更正。'))).toEqual([
      'conflict',
      'requests.rates.notClosed',
    ])
    // Who decided the contests does not close the month too, by whatever account; another officer or a leader does.
    const twin = await transactAsOwner(testCity, async (tx) => {
      const personId = newId()
      const named = { city: testCity, name: '督查员', password: 'river-Stone-2026', passwordHash: 'none', personId }
      const decidedBy = await createAccount(tx, { ...named, username: 'decided' }, [])
      await tx.update(contests).set({ decidedBy }).where(eq(contests.id, plan))
      return createAccount(tx, { ...named, username: 'twin' }, [])
    })
    for (const decider of [officer, supervisor(twin)]) {
      expect((await getPeriod(april(decider), period)).may).toMatchObject({ oversee: true, close: false })
      expect(await refusal(closePeriod(april(decider), period, 2))).toEqual(['forbidden', 'requests.rates.ownClosing'])
    }
    const leader = aContext(anActor('city-leader', { accountId: 'leader', name: '市长' }))
    const ofPortfolio = aContext(anActor('city-leader', { divisions: ['990102'] }))
    expect(await refusal(closePeriod(april(ofPortfolio), period, 2))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await getPeriod(april(supervisor('另一督查员')), period)).may.close).toBe(true)
    expect((await getPeriod(april(leader), period)).may).toMatchObject({ oversee: false, close: true })
    await closePeriod(april(leader), period, 2)
    expect(await listPeriods(april(desk))).toMatchObject([{ month: '2026-03', state: 'closed', closedByName: '市长' }])

    const before = await getRates(april(desk, '03'), { ...march, frozen: 'yes' })
    expect(before.frozen).toMatchObject({ closedByName: '市长' })
    expect(before.total.rates.redone).toMatchObject({ numerator: 0, denominator: 1 })
    await redoRequest(april(desk, '05'), id, { ...(await seen(desk, id)), note: '企业说没有解决。' })
    const after = await getRates(april(desk, '06'), { ...march, frozen: 'yes' })
    expect(after).toEqual(before)
    expect((await getRates(april(desk, '06'), { ...march, frozen: 'no' })).total.rates.redone?.numerator).toBe(1)
    await correctPeriod(april(officer, '07'), period, '一件诉求定稿后重办，数字不改。')
    const [row] = await transact(desk, (tx) => tx.select().from(periods).where(eq(periods.id, period)))
    expect(row?.snapshot).toMatchObject({ total: { rates: { plan: { denominator: 1 } } } })
    expect(await transact(desk, (tx) => tx.select().from(contests))).toHaveLength(2)
  }),
)
