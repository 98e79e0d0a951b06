/** The life of a request: every step, who may take it, and what the clocks do meanwhile. */
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { otherCity } from '#platform/testing/world.ts'
import {
  answerAtOnce,
  approveAnswer,
  contactFirm,
  planRequest,
  proposeAnswer,
  sendBackAnswer,
} from './answers/commands.ts'
import { aDesk, clock, entered, heard, inScope, later, refusal, seen, withPeople } from './builders.ts'
import { addRemark } from './commands.ts'
import { getRequest } from './detail/queries.ts'
import { askSupporter, dispatchRequest, replyAsSupporter, returnRequest, signRequest } from './dispatch/commands.ts'
import {
  closeRequest,
  explainByLaw,
  mergeRequest,
  redoRequest,
  refuseRequest,
  withdrawRequest,
} from './ending/commands.ts'
import { askExtension, extendRequest, refuseExtension } from './extension/commands.ts'
import { callBackFirm, rateRequest } from './feedback/commands.ts'
import { acceptRequest } from './intake/commands.ts'
import { pauseRequest, resumeRequest } from './pausing/commands.ts'

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
    await heard(otherDesk, id)
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
      'request-called-back',
      'request-rated',
      'request-closed',
    ])
    expect(view.may).toEqual(['redo', 'remark'])
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
  'a stranger finds no request, who sees it and may not is refused, a wrong state is a conflict',
  withPeople(async (people) => {
    const { world, desk, otherDesk, handler, stranger } = people
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
      'ask-extension': (ctx: Context) => askExtension(ctx, id, { version, value: 1, reason: '难' }),
      extend: (ctx: Context) => extendRequest(ctx, id, { version, note: '难' }),
      'refuse-extension': (ctx: Context) => refuseExtension(ctx, id, { version, note: '不' }),
      merge: (ctx: Context) => mergeRequest(ctx, id, { version, intoNumber: '2026-000009' }),
      withdraw: (ctx: Context) => withdrawRequest(ctx, id, { version, note: '撤' }),
      rate: (ctx: Context) => rateRequest(ctx, id, { round: 1, level: 5, isSolved: true }),
      'call-back': (ctx: Context) => callBackFirm(ctx, id, { version, isReached: false }),
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
    for (const step of [
      steps.close,
      steps['call-back'],
      steps.redo,
      steps.resume,
      steps.pause,
      steps.extend,
      steps['refuse-extension'],
    ]) {
      expect(await refusal(step(otherDesk))).toEqual(['conflict', 'requests.cannotMove.registered'])
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
