/** Timings stand beside requests and clocks and never drift from them, whatever happened. */
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Context, systemActor } from '#platform/actor.ts'
import { read, transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { enactRule } from '#platform/rules/index.ts'
import { testCity } from '#platform/testing/world.ts'
import { approveAnswer, contactFirm, planRequest, proposeAnswer } from '../../answers/commands.ts'
import { answered, atWork, entered, heard, later, type People, seen, withPeople } from '../../builders.ts'
import { dispatchRequest } from '../../dispatch/commands.ts'
import { closeRequest, redoRequest, refuseRequest, withdrawRequest } from '../../ending/commands.ts'
import { feedbackNow } from '../../feedback/queries.ts'
import { FeedbackRule, feedbackRule } from '../../feedback/rules.ts'
import { ratings } from '../../feedback/tables.ts'
import { pauseRequest, resumeRequest } from '../../pausing/commands.ts'
import { causes, requests } from '../../tables.ts'
import { getRates } from '../queries.ts'
import { timings } from '../tables.ts'
import { computedTimings, excludeClock, followCause, lackTimings, rateTiming, rebuildTimings } from './commands.ts'
import { type Timing, untold } from './rules.ts'

const stored = (ctx: Context, requestId?: string): Promise<Timing[]> =>
  transact(ctx, (tx) => {
    const one = requestId === undefined ? undefined : eq(timings.requestId, requestId)
    return tx
      .select()
      .from(timings)
      .where(and(eq(timings.city, testCity), one))
      .orderBy(timings.requestId, timings.round)
  })

/** A root cause in the hands of the industry bureau. */
async function aCause({ desk, world }: People): Promise<string> {
  const id = newId()
  const by = { ownerName: '经办人', createdByName: '专窗员', createdAt: desk.now().toString() }
  const row = { city: testCity, id, title: '规划条件出得慢', topicId: world.topicId, dueOn: '2026-06-30', ...by }
  await transact(desk, (tx) => tx.insert(causes).values({ ...row, ownerUnitId: world.ids.industry }))
  return id
}

/** Every step that moves a clock, a round or an end. */
async function aBusyDay(
  people: People,
): Promise<Record<'redone' | 'paused' | 'late' | 'refused' | 'withdrawn', string>> {
  const { world, desk, otherDesk, handler, head } = people
  const redone = await answered(people)
  await heard(otherDesk, redone)
  await closeRequest(otherDesk, redone, { ...(await seen(otherDesk, redone)), outcome: 'solved', note: '已回访。' })
  await redoRequest(otherDesk, redone, { ...(await seen(otherDesk, redone)), note: '没有解决。' })
  const paused = await atWork(people)
  const eleven = later(handler, '2026-03-10 11:00')
  await contactFirm(eleven, paused, { ...(await seen(handler, paused)), note: '已联系。' })
  await pauseRequest(eleven, paused, { ...(await seen(handler, paused)), reason: 'waits-for-firm', note: '等材料。' })
  await resumeRequest(later(handler, '2026-03-10 15:00'), paused, await seen(handler, paused))
  const late = await atWork(people)
  await planRequest(later(handler, '2026-03-12 10:00'), late, { ...(await seen(handler, late)), plan: '约谈。' })
  await proposeAnswer(later(handler, '2026-03-18 10:00'), late, { ...(await seen(handler, late)), answer: '办好了。' })
  await approveAnswer(later(head, '2026-03-18 11:00'), late, await seen(head, late))
  const refused = await entered(desk, world)
  const reason = { reason: 'petition', note: '请找信访部门。' } as const
  await refuseRequest(desk, refused, { ...(await seen(desk, refused)), ...reason })
  const withdrawn = await entered(desk, world)
  await dispatchRequest(desk, withdrawn, { ...(await seen(desk, withdrawn)), unitId: world.ids.science })
  await withdrawRequest(later(desk, '2026-03-10 12:00'), withdrawn, {
    ...(await seen(desk, withdrawn)),
    note: '撤回。',
  })
  return { redone, paused, late, refused, withdrawn }
}

test(
  'after every kind of step the timings are what requests and clocks say, and a rebuild changes nothing',
  withPeople(async (people) => {
    const { desk } = people
    const { redone, paused, late, refused, withdrawn } = await aBusyDay(people)
    const ids = [redone, paused, late, refused, withdrawn]
    const kept = await stored(desk)
    expect(kept).toHaveLength(6)
    const computed = await transact(desk, (tx) => computedTimings(desk, tx, ids))
    const inOrder = computed.toSorted((a, b) => (`${a.requestId}${a.round}` < `${b.requestId}${b.round}` ? -1 : 1))
    // What a firm said is told by others, not computed.
    expect(kept.map((row) => ({ ...row, ...untold }))).toEqual(inOrder)

    const said = { requestId: late, round: 1, level: 4, isSolved: true }
    await transact(desk, async (tx) => {
      const rating = { ...said, city: testCity, id: newId(), source: 'firm', at: desk.now().toString() }
      await tx.insert(ratings).values(rating)
      await rateTiming(desk, tx, { ...said, ratedBy: 'firm' })
    })
    await transact(desk, (tx) => excludeClock(desk, tx, paused, 1, 'finish'))
    const told = await stored(desk)
    await transact(desk, (tx) => tx.delete(timings).where(eq(timings.requestId, withdrawn)))
    expect(await transact(desk, (tx) => lackTimings(desk, tx))).toBe(true)
    await transact(desk, (tx) => rebuildTimings(desk, tx))
    expect(await transact(desk, (tx) => lackTimings(desk, tx))).toBe(false)
    // No contest stands behind the exclusion of this test, so a rebuild takes it back.
    expect(await stored(desk)).toEqual(
      told.map((row) => (row.requestId === paused ? { ...row, finishState: 'running' } : row)),
    )
  }),
)

test(
  'a timing says how long it took, how long it stood still, and what was not in time',
  withPeople(async (people) => {
    const { desk, otherDesk } = people
    const { redone, paused, late, refused, withdrawn } = await aBusyDay(people)
    const [first, second] = await stored(desk, redone)
    expect(first).toMatchObject({
      round: 1,
      isLast: false,
      isJudged: true,
      outcome: null,
      closedAt: null,
      month: 202603,
    })
    expect(second).toMatchObject({ round: 2, isLast: true, isJudged: false, contactState: 'running', answeredAt: null })
    const [stoodStill] = await stored(desk, paused)
    expect(stoodStill).toMatchObject({ contactState: 'missed', contactSeconds: 5400, contactPausedSeconds: 0 })
    expect(stoodStill).toMatchObject({ finishState: 'running', finishPausedSeconds: 4 * 3600, finishPausedAt: null })
    const [tooLate] = await stored(desk, late)
    expect(tooLate).toMatchObject({
      contactState: 'missed',
      planState: 'missed',
      finishState: 'missed',
      isJudged: true,
    })
    expect(await stored(desk, refused)).toMatchObject([{ contactState: 'cancelled', outcome: 'refused', unitId: null }])
    const [gone] = await stored(desk, withdrawn)
    expect(gone).toMatchObject({ contactState: 'missed', finishState: 'cancelled', outcome: 'withdrawn' })

    // A clock that a contest excluded stays out, whatever happens to the case later.
    await transact(desk, (tx) => excludeClock(desk, tx, late, 1, 'plan'))
    await heard(later(otherDesk, '2026-03-19 10:00'), late)
    const end = { ...(await seen(otherDesk, late)), outcome: 'solved', note: '已回访。' } as const
    await closeRequest(later(otherDesk, '2026-03-19 10:00'), late, end)
    expect(await stored(desk, late)).toMatchObject([{ planState: 'excluded', outcome: 'solved' }])
  }),
)

test(
  'a case counts as reopened when the same firm comes with the same cause within the days of the rule',
  withPeople(async (people) => {
    const { world, desk, otherDesk } = people
    const causeId = await aCause(people)
    const submission = { creditCode: '91440700MA4W0A123X', firmName: '乙公司' }
    const id = await answered(people)
    await heard(otherDesk, id)
    const end = { ...(await seen(otherDesk, id)), outcome: 'solved', note: '已回访。' } as const
    await closeRequest(otherDesk, id, end)
    const again = await entered(later(desk, '2026-04-08 09:00'), world)
    const tooLate = await entered(later(desk, '2026-04-20 09:00'), world)
    await transact(desk, async (tx) => {
      await tx.update(requests).set({ causeId, creditCode: submission.creditCode })
      await followCause(desk, tx, causeId)
    })
    const [row] = await stored(desk, id)
    expect(row?.reopenedAt).toBe('2026-04-08T01:00:00.000Z')
    await transact(desk, async (tx) => {
      await tx.update(requests).set({ causeId: null }).where(eq(requests.id, again))
      await followCause(desk, tx, causeId, [again])
    })
    expect((await stored(desk, id))[0]?.reopenedAt).toBeNull()
    expect((await stored(desk, tooLate))[0]?.reopenedAt).toBeNull()

    // The city counts forty-five days from now on: the one that came late counts, and thirty-five days prove nothing yet.
    const { body } = await read(desk, (tx) => feedbackNow(desk, tx))
    const version = { rule: feedbackRule, shape: FeedbackRule, body: { ...body, reopenedWithinDays: 45 } }
    const enacted = { validFromOn: '2026-03-10', source: '某市规定', basedOn: null }
    await enactRule({ ...desk, actor: systemActor(testCity) }, { ...version, ...enacted })
    await transact(desk, (tx) => followCause(desk, tx, causeId))
    expect((await stored(desk, id))[0]?.reopenedAt).toBe('2026-04-20T01:00:00.000Z')
    await transact(desk, async (tx) => {
      await tx.update(requests).set({ causeId: null }).where(eq(requests.id, tooLate))
      await followCause(desk, tx, causeId, [tooLate])
    })
    const supervisor = later(people.otherDesk, '2026-04-14 09:00')
    const { total } = await getRates(supervisor, { period: '2026', frozen: 'no', by: 'unit' })
    expect(total.rates.reopened).toMatchObject({ denominator: 0, notYetDue: 1 })
  }),
)
