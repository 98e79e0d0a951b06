/** The life of a request: every step, who may take it, and what the clocks do meanwhile. */
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { AppError } from '#platform/errors.ts'
import { otherCity, rolledBack } from '#platform/testing/world.ts'
import {
  answerAtOnce,
  approveAnswer,
  contactFirm,
  planRequest,
  proposeAnswer,
  sendBackAnswer,
} from './answers/commands.ts'
import {
  aDesk,
  aRequestWorld,
  aSubmission,
  entered,
  inScope,
  inUnit,
  later,
  type RequestWorld,
  seen,
} from './builders.ts'
import { addRemark } from './commands.ts'
import type { RequestView } from './contract.ts'
import { getRequest } from './detail/queries.ts'
import {
  askSupporter,
  dispatchMany,
  dispatchRequest,
  replyAsSupporter,
  returnRequest,
  signRequest,
} from './dispatch/commands.ts'
import {
  closeRequest,
  explainByLaw,
  mergeRequest,
  redoRequest,
  refuseRequest,
  withdrawRequest,
} from './ending/commands.ts'
import { acceptRequest, enterRequests } from './intake/commands.ts'
import { extendRequest, pauseRequest, resumeRequest } from './pausing/commands.ts'

interface People {
  world: RequestWorld
  desk: Context
  otherDesk: Context
  handler: Context
  head: Context
  stranger: Context
}

const withPeople = (work: (people: People) => Promise<void>) => () =>
  rolledBack(async () => {
    const world = await aRequestWorld()
    await work({
      world,
      desk: aDesk(),
      otherDesk: aDesk({ accountId: 'desk-2', name: '另一专窗员' }),
      handler: await inUnit('unit-handler', world.ids.industry, '经办人'),
      head: await inUnit('unit-head', world.ids.industry, '负责人'),
      stranger: await inUnit('unit-handler', world.ids.science, '别的单位'),
    })
  })

const refusal = async (work: Promise<unknown>): Promise<[string, string]> => {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return [error.fault, error.key]
    throw error
  }
  return ['done', '']
}

const clock = ({ clocks }: RequestView, name: string, round = 1) => {
  const one = clocks.find((each) => each.name === name && each.round === round)
  if (!one) throw new Error(`no clock ${name} of round ${round}`)
  return one
}

/** Entered, dispatched to the industry bureau and signed. */
async function atWork({ world, desk, handler }: People): Promise<string> {
  const id = await entered(desk, world)
  await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
  await signRequest(handler, id, await seen(handler, id))
  return id
}

async function answered(people: People): Promise<string> {
  const { handler, head } = people
  const id = await atWork(people)
  await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '已协调落实。' })
  await approveAnswer(head, id, await seen(head, id))
  return id
}

test(
  'clocks start when a request is registered, and passing it on keeps every due moment',
  withPeople(async ({ world, desk }) => {
    const id = await entered(desk, world)
    const first = await getRequest(desk, id)
    expect(first.clocks.map(({ name, dueAt }) => [name, dueAt])).toEqual([
      ['contact', '2026-03-10T02:30:00.000Z'],
      ['finish', '2026-03-17T16:00:00.000Z'],
      ['plan', '2026-03-11T01:30:00.000Z'],
    ])
    expect(first.next?.name).toBe('contact')
    const afternoon = later(desk, '2026-03-10 15:00')
    await dispatchRequest(afternoon, id, { version: first.version, unitId: world.ids.industry })
    const second = await getRequest(afternoon, id)
    await dispatchRequest(afternoon, id, { version: second.version, unitId: world.ids.science })
    const third = await getRequest(afternoon, id)
    expect(third.clocks.map(({ dueAt }) => dueAt)).toEqual(first.clocks.map(({ dueAt }) => dueAt))
    expect(third.leadUnit?.id).toBe(world.ids.science)
    expect(clock(third, 'contact').isOverdue).toBe(true)
  }),
)

test(
  'an ordinary request goes from the desk through the unit and its head back to the desk',
  withPeople(async (people) => {
    const { desk, handler, head, otherDesk, world } = people
    const id = await entered(desk, world)
    await acceptRequest(desk, id, await seen(desk, id))
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    await signRequest(handler, id, await seen(handler, id))
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '已电话联系。' })
    await planRequest(handler, id, { ...(await seen(handler, id)), plan: '三天内协调。' })
    await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '稿一' })
    await sendBackAnswer(head, id, { ...(await seen(head, id)), note: '写清楚。' })
    await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '稿二' })
    await approveAnswer(head, id, await seen(head, id))
    await closeRequest(otherDesk, id, { ...(await seen(otherDesk, id)), outcome: 'solved', note: '企业满意。' })
    const view = await getRequest(otherDesk, id)
    expect(view).toMatchObject({
      state: 'closed',
      outcome: 'solved',
      answer: '稿二',
      handlerName: '经办人',
      next: null,
    })
    expect(view.clocks.map(({ state }) => state)).toEqual(['met', 'met', 'met'])
    expect(view.timeline.map(({ kind }) => kind).filter((kind) => kind !== 'request-contact-shown')).toEqual([
      'request-registered',
      'request-accepted',
      'request-dispatched',
      'request-signed',
      'request-contacted',
      'request-planned',
      'request-answer-proposed',
      'request-answer-sent-back',
      'request-answer-proposed',
      'request-answered',
      'request-closed',
    ])
    expect(view.may).toEqual(['redo', 'remark'])
  }),
)

test(
  'an answer is not approved by its author, nor a case closed by who had a part in it',
  withPeople(async (people) => {
    const { head, handler, desk, otherDesk, world } = people
    const id = await atWork(people)
    await proposeAnswer(head, id, { ...(await seen(head, id)), answer: '自拟' })
    expect(await refusal(approveAnswer(head, id, await seen(head, id)))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await getRequest(head, id)).may).not.toContain('approve-answer')
    const deputy = await inUnit('unit-head', world.ids.industry, '副职')
    await approveAnswer(deputy, id, await seen(deputy, id))
    expect(
      await refusal(closeRequest(handler, id, { ...(await seen(handler, id)), outcome: 'solved', note: '好' })),
    ).toEqual(['forbidden', 'platform.forbidden'])
    const own = await entered(desk, world)
    await answerAtOnce(desk, own, { ...(await seen(desk, own)), knownAnswerId: world.knownAnswerId })
    const closing = { ...(await seen(desk, own)), outcome: 'explained', note: '已回访' } as const
    expect(await refusal(closeRequest(desk, own, closing))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await closeRequest(otherDesk, own, closing)).state).toBe('closed')
  }),
)

test(
  'a known answer in force ends all clocks in one step; one that ran out does not',
  withPeople(async ({ world, desk }) => {
    const id = await entered(desk, world)
    const version = await seen(desk, id)
    const old = answerAtOnce(desk, id, { ...version, knownAnswerId: world.oldAnswerId })
    expect(await refusal(old)).toEqual(['invalid', 'requests.noKnownAnswer'])
    await answerAtOnce(desk, id, { ...version, knownAnswerId: world.knownAnswerId, note: '详见附件。' })
    const view = await getRequest(desk, id)
    expect(view).toMatchObject({ state: 'answered', answer: '可以，按办法办理。\n\n详见附件。', approvedBy: '审核人' })
    expect(view.clocks.map(({ state }) => state)).toEqual(['met', 'met', 'met'])
  }),
)

test(
  'two officers dispatch at once: the second is told, and the same step twice does nothing twice',
  withPeople(async ({ world, desk, otherDesk }) => {
    const id = await entered(desk, world)
    const { version } = await seen(desk, id)
    await dispatchRequest(desk, id, { version, unitId: world.ids.industry })
    const stale = ['conflict', 'platform.changedMeanwhile']
    expect(await refusal(dispatchRequest(otherDesk, id, { version, unitId: world.ids.science }))).toEqual(stale)
    expect(await refusal(dispatchRequest(desk, id, { version, unitId: world.ids.industry }))).toEqual(stale)
    expect((await getRequest(desk, id)).leadUnit?.id).toBe(world.ids.industry)
  }),
)

test(
  'a stranger finds no request, who sees it and may not is refused, a wrong state is a conflict',
  withPeople(async (people) => {
    const { world, desk, handler, stranger } = people
    const id = await entered(desk, world)
    const { version } = await seen(desk, id)
    const unitId = world.ids.industry
    const steps = {
      accept: (ctx: Context) => acceptRequest(ctx, id, { version }),
      refuse: (ctx: Context) => refuseRequest(ctx, id, { version, reason: 'duplicate', note: '重复' }),
      dispatch: (ctx: Context) => dispatchRequest(ctx, id, { version, unitId }),
      sign: (ctx: Context) => signRequest(ctx, id, { version }),
      return: (ctx: Context) => returnRequest(ctx, id, { version, reason: 'not-our-duty', note: '不属' }),
      contact: (ctx: Context) => contactFirm(ctx, id, { version, note: '联系' }),
      plan: (ctx: Context) => planRequest(ctx, id, { version, plan: '方案' }),
      'propose-answer': (ctx: Context) => proposeAnswer(ctx, id, { version, answer: '答' }),
      'approve-answer': (ctx: Context) => approveAnswer(ctx, id, { version }),
      'send-back-answer': (ctx: Context) => sendBackAnswer(ctx, id, { version, note: '改' }),
      'answer-at-once': (ctx: Context) => answerAtOnce(ctx, id, { version, knownAnswerId: world.knownAnswerId }),
      pause: (ctx: Context) => pauseRequest(ctx, id, { version, reason: 'waits-for-firm', note: '等' }),
      resume: (ctx: Context) => resumeRequest(ctx, id, { version }),
      extend: (ctx: Context) => extendRequest(ctx, id, { version, value: 1, reason: '难', askedBy: '某' }),
      merge: (ctx: Context) => mergeRequest(ctx, id, { version, intoNumber: '2026-000009' }),
      withdraw: (ctx: Context) => withdrawRequest(ctx, id, { version, note: '撤' }),
      close: (ctx: Context) => closeRequest(ctx, id, { version, outcome: 'solved', note: '办' }),
      redo: (ctx: Context) => redoRequest(ctx, id, { version, note: '重' }),
      'explain-by-law': (ctx: Context) => explainByLaw(ctx, id, { version, note: '法' }),
      remark: (ctx: Context) => addRemark(ctx, id, { remarkId: crypto.randomUUID(), audience: 'firm', body: '话' }),
      'ask-supporter': (ctx: Context) => askSupporter(ctx, id, { version, unitId, task: '协' }),
      'reply-as-supporter': (ctx: Context) => replyAsSupporter(ctx, id, { version, reply: '复' }),
    }
    const elsewhere = aDesk({ city: otherCity })
    const reader = await inScope('supervision-officer', 'city', world.ids.city)
    for (const [name, attempt] of Object.entries(steps)) {
      expect(await refusal(attempt(stranger)), name).toEqual(['not-found', 'requests.notFound'])
      expect(await refusal(attempt(elsewhere)), name).toEqual(['not-found', 'requests.notFound'])
      expect(await refusal(attempt(handler)), name).toEqual(['not-found', 'requests.notFound'])
      expect(await refusal(attempt(reader)), name).toEqual(['forbidden', 'platform.forbidden'])
    }
    for (const step of [steps.close, steps.redo, steps.resume, steps.pause, steps.extend]) {
      expect(await refusal(step(desk))).toEqual(['conflict', 'requests.cannotMove.registered'])
    }
    await refuseRequest(desk, id, { version, reason: 'other-jurisdiction', note: '请向海关反映。' })
    for (const step of [
      steps.accept,
      steps.dispatch,
      steps['answer-at-once'],
      steps.merge,
      steps.withdraw,
      steps.remark,
    ]) {
      expect(await refusal(step(desk))).toEqual(['conflict', 'requests.cannotMove.refused'])
    }
    expect(await getRequest(desk, id)).toMatchObject({ outcome: 'refused', next: null, may: [] })
  }),
)

test(
  'a pause stops the clocks that the rule lets pause, tells the firm, and moves the due moment by what it took',
  withPeople(async (people) => {
    const { handler } = people
    const id = await atWork(people)
    await contactFirm(handler, id, { ...(await seen(handler, id)), note: '已联系' })
    const pausing = { ...(await seen(handler, id)), reason: 'waits-for-firm', note: '请补充土地证。' } as const
    await pauseRequest(handler, id, pausing)
    const paused = await getRequest(handler, id)
    expect(paused.clocks.map(({ name, state }) => [name, state])).toEqual([
      ['contact', 'met'],
      ['finish', 'paused'],
      ['plan', 'paused'],
    ])
    expect(paused.remarks.at(-1)).toMatchObject({ audience: 'firm', occasion: 'pause', reason: 'waits-for-firm' })
    expect(paused.may).not.toContain('pause')
    expect(await refusal(pauseRequest(handler, id, { ...pausing, version: paused.version }))).toEqual([
      'conflict',
      'requests.isPaused',
    ])
    const friday = later(handler, '2026-03-12 09:30')
    await resumeRequest(friday, id, { version: paused.version })
    const resumed = await getRequest(friday, id)
    expect(clock(resumed, 'plan').dueAt).toBe('2026-03-13T01:30:00.000Z')
    expect(clock(resumed, 'finish').dueAt).toBe('2026-03-19T16:00:00.000Z')
    expect(clock(resumed, 'finish').pausedShare).toBeGreaterThan(0.9)
    expect(await refusal(resumeRequest(friday, id, { version: resumed.version }))).toEqual([
      'conflict',
      'requests.notPaused',
    ])
  }),
)

test(
  'waiting for the firm is no reason not to have called it',
  withPeople(async (people) => {
    const { handler } = people
    const id = await atWork(people)
    await pauseRequest(handler, id, { ...(await seen(handler, id)), reason: 'waits-for-firm', note: '等材料' })
    const view = await getRequest(handler, id)
    expect(clock(view, 'contact').state).toBe('running')
    expect(view.next?.name).toBe('contact')
  }),
)

test(
  'more time is granted before it is due, by another than who asked, as often as the rule allows',
  withPeople(async (people) => {
    const { desk, handler } = people
    const id = await atWork(people)
    const asked = { value: 7, reason: '需要现场核查', askedBy: '经办人' }
    const version = await seen(desk, id)
    expect(await refusal(extendRequest(handler, id, { ...version, ...asked }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    const own = extendRequest(desk, id, { ...version, ...asked, askedBy: desk.actor.name })
    expect(await refusal(own)).toEqual(['invalid', 'deadlines.approveOwn'])
    const late = later(desk, '2026-03-18 00:01')
    expect(await refusal(extendRequest(late, id, { ...version, ...asked }))).toEqual([
      'conflict',
      'deadlines.alreadyOverdue',
    ])
    await extendRequest(desk, id, { ...version, ...asked })
    const view = await getRequest(desk, id)
    expect(clock(view, 'finish')).toMatchObject({ dueAt: '2026-03-24T16:00:00.000Z', extendedBy: 7 })
    const again = extendRequest(desk, id, { version: view.version, ...asked })
    expect(await refusal(again)).toEqual(['conflict', 'deadlines.extendedOften'])
  }),
)

test(
  'an unsatisfied firm has it done again: a new round, new clocks, and the earlier answer is kept',
  withPeople(async (people) => {
    const { desk, otherDesk, handler, head, world } = people
    const id = await answered(people)
    await closeRequest(otherDesk, id, { ...(await seen(desk, id)), outcome: 'explained', note: '一般' })
    const next = later(desk, '2026-03-16 09:30')
    await redoRequest(next, id, { ...(await seen(desk, id)), note: '企业不满意。' })
    const view = await getRequest(next, id)
    expect(view).toMatchObject({ state: 'dispatched', round: 2, outcome: null, answer: null, handlerName: null })
    expect(view.leadUnit?.id).toBe(world.ids.industry)
    expect(clock(view, 'contact', 1).state).toBe('met')
    expect(clock(view, 'contact', 2)).toMatchObject({ state: 'running', dueAt: '2026-03-16T02:30:00.000Z' })
    expect(view.earlierRounds).toMatchObject([{ round: 1, answer: '已协调落实。' }])

    const leader = await inScope('city-leader', 'city', world.ids.city)
    const early = explainByLaw(leader, id, { version: view.version, note: '依法' })
    expect(await refusal(early)).toEqual(['conflict', 'requests.tooFewRedos'])
    await proposeAnswer(later(handler, '2026-03-16 10:00'), id, { version: view.version, answer: '再答' })
    await approveAnswer(later(head, '2026-03-16 10:10'), id, await seen(head, id))
    await redoRequest(later(desk, '2026-03-17 09:00'), id, { ...(await seen(desk, id)), note: '仍不满意' })
    const version = await seen(leader, id)
    expect(await refusal(explainByLaw(desk, id, { ...version, note: '依法' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    await explainByLaw(later(leader, '2026-03-17 09:30'), id, { ...version, note: '依照某法第三条。' })
    const ended = await getRequest(later(desk, '2026-03-17 10:00'), id)
    expect(ended).toMatchObject({ state: 'closed', outcome: 'explained-by-law', round: 3 })
    expect(ended.may).toEqual(['redo', 'remark'].filter((one) => one !== 'redo'))
    expect(await refusal(redoRequest(desk, id, { version: ended.version, note: '再' }))).toEqual([
      'conflict',
      'requests.cannotRedo',
    ])
  }),
)

test(
  'a delay stays on record when a case is withdrawn or merged; what was in time falls away',
  withPeople(async ({ world, desk }) => {
    const id = await entered(desk, world)
    const noon = later(desk, '2026-03-10 12:00')
    await withdrawRequest(noon, id, { ...(await seen(noon, id)), note: '企业自行解决。' })
    const states = Object.fromEntries((await getRequest(noon, id)).clocks.map(({ name, state }) => [name, state]))
    expect(states).toEqual({ contact: 'missed', plan: 'cancelled', finish: 'cancelled' })
  }),
)

test(
  'a duplicate is merged into a request that still runs, and both tell it',
  withPeople(async ({ world, desk }) => {
    const [first, second, ended] = [await entered(desk, world), await entered(desk, world), await entered(desk, world)]
    await withdrawRequest(desk, ended, { ...(await seen(desk, ended)), note: '撤' })
    const numberOf = async (id: string) => (await getRequest(desk, id)).number
    const version = await seen(desk, second)
    const into = async (intoNumber: string) => refusal(mergeRequest(desk, second, { ...version, intoNumber }))
    expect(await into('2026-999999')).toEqual(['invalid', 'requests.noSuchNumber'])
    expect(await into(await numberOf(second))).toEqual(['invalid', 'requests.mergeIntoItself'])
    expect(await into(await numberOf(ended))).toEqual(['invalid', 'requests.mergeIntoEnded'])
    await mergeRequest(desk, second, { ...version, intoNumber: await numberOf(first) })
    expect(await getRequest(desk, second)).toMatchObject({ outcome: 'merged', mergedInto: { id: first } })
    const kinds = (await getRequest(desk, first)).timeline.map(({ kind }) => kind)
    expect(kinds).toContain('request-duplicate-merged')
  }),
)

test(
  'a complaint goes neither to the unit it is about nor under it, and nobody there sees it',
  withPeople(async (people) => {
    const { world, desk, head } = people
    const id = await entered(desk, world, { kind: 'complaint', aboutUnitId: world.ids.industry })
    const version = await seen(desk, id)
    for (const unitId of [world.ids.industry, world.ids.industryOffice]) {
      expect(await refusal(dispatchRequest(desk, id, { ...version, unitId }))).toEqual([
        'invalid',
        'requests.complaintToItself',
      ])
    }
    const planner = await inScope('planning-officer', 'city', world.ids.city, { unitId: world.ids.industry })
    expect(await refusal(getRequest(planner, id))).toEqual(['not-found', 'requests.notFound'])
    await dispatchRequest(desk, id, { ...version, unitId: world.ids.science })
    const inScience = await inUnit('unit-head', world.ids.science, '科技负责人')
    const helping = { ...(await seen(inScience, id)), unitId: world.ids.industryOffice, task: '说明情况' }
    expect(await refusal(askSupporter(inScience, id, helping))).toEqual(['invalid', 'requests.complaintToItself'])
    expect(await refusal(getRequest(head, id))).toEqual(['not-found', 'requests.notFound'])
  }),
)

test(
  'a unit gives a request back with its reason and whose it is; the clocks run on',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const id = await atWork(people)
    const input = { reason: 'not-our-duty', note: '属科技部门。', suggestedUnitId: world.ids.science } as const
    await returnRequest(handler, id, { ...(await seen(handler, id)), ...input })
    expect(await refusal(getRequest(handler, id))).toEqual(['not-found', 'requests.notFound'])
    const view = await getRequest(desk, id)
    expect(view).toMatchObject({ state: 'accepted', leadUnit: null, suggestedUnit: { id: world.ids.science } })
    expect(view.remarks.at(-1)).toMatchObject({ audience: 'internal', occasion: 'return', reason: 'not-our-duty' })
    expect(view.clocks.every(({ state }) => state === 'running')).toBe(true)
  }),
)

test(
  'a unit that helps has a clock of its own, sees the case and replies once',
  withPeople(async (people) => {
    const { world, handler, stranger } = people
    const id = await atWork(people)
    await askSupporter(handler, id, { ...(await seen(handler, id)), unitId: world.ids.science, task: '核实研发投入' })
    const again = askSupporter(handler, id, { ...(await seen(handler, id)), unitId: world.ids.science, task: '再' })
    expect(await refusal(again)).toEqual(['conflict', 'requests.alreadyAsked'])
    const asked = await getRequest(stranger, id)
    expect(asked.may).toEqual(['remark', 'reply-as-supporter'])
    expect(asked.supporters[0]?.clock).toMatchObject({ name: 'support', dueAt: '2026-03-12T16:00:00.000Z' })
    expect(asked.isPhoneWhole).toBe(false)
    await replyAsSupporter(stranger, id, { version: asked.version, reply: '属实。' })
    const replied = await getRequest(handler, id)
    expect(replied.supporters).toMatchObject([{ reply: '属实。', repliedBy: '别的单位', clock: { state: 'met' } }])
    expect(await refusal(replyAsSupporter(stranger, id, { version: replied.version, reply: '再复' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
  }),
)

test(
  'up to four matters are entered with one receipt, once, with numbers that have no gaps',
  withPeople(async ({ world, desk, otherDesk, handler }) => {
    const submission = aSubmission(world)
    const [matter] = submission.matters
    if (!matter) throw new Error('a submission has a matter')
    const four = { ...submission, matters: [matter, { ...matter, title: '二' }, { ...matter, title: '三' }, matter] }
    const first = await enterRequests(desk, four)
    expect(first.requests.map(({ number }) => number)).toEqual([
      '2026-000001',
      '2026-000002',
      '2026-000003',
      '2026-000004',
    ])
    expect(first.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    expect(await enterRequests(desk, four)).toEqual(first)
    expect(await refusal(enterRequests(otherDesk, four))).toEqual(['conflict', 'requests.submissionOfOther'])
    const next = await enterRequests(desk, aSubmission(world))
    expect(next.requests.map(({ number }) => number)).toEqual(['2026-000005'])
    expect(next.code).not.toBe(first.code)
    expect(await refusal(enterRequests(handler, aSubmission(world)))).toEqual(['forbidden', 'platform.forbidden'])
  }),
)

test(
  'what is entered must name what exists; a tip-off is pointed to its lawful channel',
  withPeople(async ({ world, desk }) => {
    const tried = async (matter: Parameters<typeof aSubmission>[1], changed: Parameters<typeof aSubmission>[2] = {}) =>
      refusal(enterRequests(desk, aSubmission(world, matter, changed)))
    const nobody = '0190a0a0-0000-7000-8000-000000000000'
    expect(await tried({ kind: 'tip-off' })).toEqual(['invalid', 'requests.tipOff'])
    expect(await tried({ topicId: nobody })).toEqual(['invalid', 'requests.noTopic'])
    expect(await tried({ divisionCode: '440700' })).toEqual(['invalid', 'requests.noDivision'])
    expect(await tried({ kind: 'complaint', aboutUnitId: nobody })).toEqual(['invalid', 'requests.noSuchUnit'])
    expect(await tried({}, { enterpriseId: nobody })).toEqual(['invalid', 'requests.noFirm'])
    expect(await tried({}, { creditCode: '91990103MAWL01293X' })).toEqual(['invalid', 'enterprises.badCreditCode'])
    const east = await inScope('request-desk', 'district', '990102')
    expect(await refusal(enterRequests(east, aSubmission(world, { divisionCode: '990103' })))).toEqual([
      'invalid',
      'requests.noDivision',
    ])
  }),
)

test(
  'beyond the calendar a clock waits for the notice, and the case goes on',
  withPeople(async (people) => {
    const { world, handler, head } = people
    const desk = later(people.desk, '2026-12-28 10:00')
    const id = await entered(desk, world)
    const view = await getRequest(desk, id)
    expect(clock(view, 'finish')).toMatchObject({ state: 'awaiting-calendar', dueAt: null, remaining: null })
    expect(clock(view, 'contact').dueAt).toBe('2026-12-28T03:00:00.000Z')
    expect(view.next?.name).toBe('contact')
    await dispatchRequest(desk, id, { version: view.version, unitId: world.ids.industry })
    const morning = '2027-01-05 10:00'
    await proposeAnswer(later(handler, morning), id, { ...(await seen(desk, id)), answer: '已办' })
    await approveAnswer(later(head, morning), id, await seen(desk, id))
    const done = await getRequest(later(people.desk, morning), id)
    expect(done.state).toBe('answered')
    expect(clock(done, 'finish')).toMatchObject({ state: 'awaiting-calendar', isOverdue: false })
    expect(clock(done, 'contact').state).toBe('missed')
  }),
)

test(
  'several requests go to one unit; what fails is named and the rest is done',
  withPeople(async ({ world, desk }) => {
    const [first, second] = [await entered(desk, world), await entered(desk, world)]
    const gone = '0190a0a0-0000-7000-8000-000000000000'
    const { done, failed } = await dispatchMany(desk, {
      requests: [
        { id: first, ...(await seen(desk, first)) },
        { id: second, version: 7 },
        { id: gone, version: 1 },
      ],
      unitId: world.ids.industry,
    })
    expect(done).toEqual([first])
    expect(failed.map(({ id, key }) => [id, key])).toEqual([
      [second, 'platform.changedMeanwhile'],
      [gone, 'requests.notFound'],
    ])
  }),
)
