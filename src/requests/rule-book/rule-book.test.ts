/** The rules of requests: who proposes and who puts in force, what a preview says, and what never changes. */
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { aContext, anActor, otherCity } from '#platform/testing/world.ts'
import { contactFirm } from '../answers/commands.ts'
import { aDesk, atWork, clock, entered, inScope, inUnit, later, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { dispatchRequest } from '../dispatch/commands.ts'
import { withdrawRequest } from '../ending/commands.ts'
import type { LimitsDraft } from './contract.ts'
import { addDispatchRule, endDispatchRule } from './dispatching/commands.ts'
import { listDispatchRules, previewDispatchRule } from './dispatching/queries.ts'
import { neverOf } from './dispatching/rules.ts'
import {
  limitsApproval,
  previewRecalculation,
  proposeLimits,
  proposeRecalculation,
  recalculationApproval,
} from './limits/commands.ts'
import { getLimits, previewLimits } from './limits/queries.ts'
import { changesOf, onTimeOf, spellsOf, spellsText } from './rules.ts'
import { addTemplate, changeTemplate, endTemplate } from './templates/commands.ts'
import { listTemplates, offeredTemplates } from './templates/queries.ts'
import { addTopic, changeTopic, endTopic, moveTopic } from './topics/commands.ts'
import { listAllTopics } from './topics/queries.ts'

registerApprovals([limitsApproval, recalculationApproval])

const officer = (name: string): Context =>
  aContext(anActor('supervision-officer', { accountId: name, name, divisions: null, unitIds: null }))

const draftOf = async (ctx: Context, minutes: number): Promise<{ limits: LimitsDraft; basedOn: string }> => {
  const { inForce, versions } = await getLimits(ctx)
  const { clocks, ...rest } = inForce.limits
  const contact = { ...clocks.contact, limit: { amount: minutes, in: 'minutes' as const } }
  return { limits: { ...rest, clocks: { ...clocks, contact } } as LimitsDraft, basedOn: versions[0]?.id ?? '' }
}

test(
  'limits are proposed by one and put in force by another, from a day on; what runs keeps its terms unless the city says otherwise',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const [first, second] = [officer('督查甲'), officer('督查乙')]
    const before = await entered(desk, world)
    const draft = { ...(await draftOf(desk, 90)), validFromOn: '2026-03-10', source: '市政府常务会议纪要' }
    const refused = (ctx: Context, changed: object) => refusal(proposeLimits(ctx, { ...draft, ...changed }))
    expect(await refused(desk, { validFromOn: '2026-03-09' })).toEqual(['invalid', 'platform.ruleInThePast'])
    expect(await refused(handler, {})).toEqual(['forbidden', 'platform.forbidden'])
    const ofDistrict = aDesk({ divisions: ['990102'] })
    expect(await refused(ofDistrict, {})).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refused(desk, { basedOn: crypto.randomUUID() })).toEqual(['conflict', 'platform.changedMeanwhile'])

    const { approvalId } = await proposeLimits(first, draft)
    const rival = await proposeLimits(desk, { ...draft, ...(await draftOf(desk, 45)) })
    const [waiting] = (await getLimits(second)).waiting.filter(({ approval }) => approval.id === approvalId)
    expect(waiting?.approval.lines[0]).toMatchObject({
      key: 'requests.limits.change.limit',
      facts: { from: 60, to: 90 },
    })
    const agree = (ctx: Context, id: string) => decideApproval(ctx, id, { version: 1, approve: true, note: '' })
    expect(await refusal(agree(first, approvalId))).toEqual(['forbidden', 'approvals.ownProposal'])
    expect(await refusal(agree(desk, approvalId))).toEqual(['forbidden', 'platform.forbidden'])
    const yesterday = later(second, '2026-03-11 09:30')
    expect(await refusal(agree(yesterday, approvalId))).toEqual(['invalid', 'platform.ruleInThePast'])
    await agree(second, approvalId)
    expect(await refusal(agree(second, rival.approvalId))).toEqual(['conflict', 'platform.changedMeanwhile'])

    const { inForce, versions } = await getLimits(handler)
    expect(inForce).toMatchObject({ proposedBy: '督查甲', source: '市政府常务会议纪要', isNational: false })
    expect([inForce.limits.clocks.contact.limit.amount, versions.length]).toEqual([90, 2])
    const after = await entered(desk, world)
    expect(clock(await getRequest(desk, before), 'contact').limit).toEqual({ unit: 'minutes', value: 60 })
    expect(clock(await getRequest(desk, after), 'contact').limit).toEqual({ unit: 'minutes', value: 90 })

    expect(await previewRecalculation(desk)).toMatchObject({
      looked: 6,
      changed: 1,
      later: 1,
      earlier: 0,
      waiting: null,
    })
    expect(clock(await getRequest(desk, before), 'contact').limit?.value).toBe(60)
    const again = await proposeRecalculation(first, { reason: '统一口径' })
    expect((await previewRecalculation(second)).waiting?.may.decide).toBe(true)
    await agree(second, again.approvalId)
    expect(clock(await getRequest(desk, before), 'contact')).toMatchObject({
      limit: { unit: 'minutes', value: 90 },
      dueAt: clock(await getRequest(desk, after), 'contact').dueAt,
    })
    expect(await previewRecalculation(desk)).toMatchObject({ changed: 0 })
  }),
)

test(
  'the preview of limits says what a hand counts, and changes nothing',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const at = (ctx: Context, time: string) => later(ctx, `2026-03-10 ${time}`)
    const begun = async (time: string) => {
      const id = await entered(at(desk, time), world)
      await dispatchRequest(at(desk, time), id, { ...(await seen(desk, id)), unitId: world.ids.industry })
      return id
    }
    const contacted = async (time: string) => {
      const id = await begun('09:30')
      await contactFirm(at(handler, time), id, { ...(await seen(handler, id)), note: '已联系' })
    }
    await contacted('09:50')
    await contacted('10:10')
    await contacted('10:50')
    const withdrawn = await begun('09:30')
    await withdrawRequest(at(desk, '10:05'), withdrawn, { ...(await seen(desk, withdrawn)), note: '撤回' })
    await begun('10:16')

    const now = at(desk, '10:51')
    const { limits } = await draftOf(desk, 30)
    const preview = await previewLimits(now, { limits, days: 30 })
    const [contact, plan] = preview.clocks
    expect(contact).toEqual({
      name: 'contact',
      before: { met: 2, missed: 1, overdue: 0, 'not-due': 1, 'fallen-away': 1 },
      after: { met: 1, missed: 3, overdue: 1, 'not-due': 0, 'fallen-away': 0 },
      better: 0,
      worse: 3,
    })
    expect(contact && [onTimeOf(contact.before), onTimeOf(contact.after)]).toEqual([
      { numerator: 2, denominator: 3 },
      { numerator: 1, denominator: 5 },
    ])
    expect(plan).toMatchObject({ before: { 'not-due': 4, 'fallen-away': 1 }, better: 0, worse: 0 })
    expect([preview.requests, preview.changed.length, preview.isCut]).toEqual([5, 3, false])
    expect([preview.open.before.overdue, preview.open.after.overdue]).toEqual([0, 1])
    const same = await previewLimits(now, { limits: (await draftOf(desk, 60)).limits, days: 30 })
    expect(same.clocks.map(({ before, after }) => [before, after])).toEqual(
      same.clocks.map(({ before }) => [before, before]),
    )
    expect(same.open.before).toEqual(same.open.after)
    const hours = { ...limits.clocks.contact, limit: { amount: 1, in: 'working-hours' as const } }
    const inHours = { ...limits, clocks: { ...limits.clocks, contact: hours } }
    expect(await refusal(previewLimits(now, { limits: inHours, days: 30 }))).toEqual([
      'invalid',
      'requests.limits.windowsNeeded',
    ])
    const working = [{ from: '08:30', to: '12:00' }]
    const early = { ...inHours, windows: { working: [...working, { from: '11:00', to: '17:30' }] } }
    expect(await refusal(previewLimits(now, { limits: early, days: 30 }))).toEqual([
      'invalid',
      'requests.limits.unsound',
    ])
    const sound = await previewLimits(now, { limits: { ...inHours, windows: { working } }, days: 90 })
    expect(sound.clocks[0]?.after).toEqual(same.clocks[0]?.before)
    expect(await refusal(previewLimits(handler, { limits, days: 30 }))).toEqual(['forbidden', 'platform.forbidden'])
  }),
)

test('windows are read as they are typed, and versions say what differs', async () => {
  expect(spellsOf('8:30–12:00，14:30~17:30')).toEqual([
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '17:30' },
  ])
  expect(spellsText(spellsOf('08:30-12:00') ?? [])).toBe('08:30-12:00')
  expect([spellsOf(''), spellsOf('整天')]).toEqual([[], null])
  const promised = { limit: { amount: 1, in: 'hours' as const }, pauseReasons: ['force-majeure' as const] }
  const clocks = { contact: promised, plan: promised, finish: promised, support: promised }
  const limits = { clocks, windows: null, approveAnswers: true, redosBeforeExplained: 2 }
  expect(changesOf(limits, limits)).toEqual([])
  const plan = { ...promised, pauseReasons: [], extension: { times: 1, atMost: 2 } }
  const said = changesOf(limits, { ...limits, clocks: { ...clocks, plan }, approveAnswers: false })
  expect(said.map(({ key }) => key.replace('requests.limits.change.', ''))).toEqual([
    'extension',
    'noPause',
    'noApprove',
  ])
})

test(
  'a topic is added, moved and ended, never deleted; merged, its future goes to another',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const land = world.topicId
    await entered(desk, world)
    const input = { name: '用电', nameEn: 'Power', words: ['电费'], template: '户号：' }
    expect(await refusal(addTopic(handler, input))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(addTopic(desk, { ...input, name: '用地' }))).toEqual(['conflict', 'requests.topics.sameName'])
    const { id } = await addTopic(desk, input)
    await moveTopic(desk, id, { version: 1, by: 'up' })
    await moveTopic(desk, id, { version: 2, by: 'up' })
    const names = async () => (await listAllTopics(handler)).rows.map(({ name }) => name)
    expect(await names()).toEqual(['用电', '用地', '用工'])
    const changed = await changeTopic(desk, id, { ...input, name: '用电用气', version: 3 })
    expect(await refusal(changeTopic(desk, id, { ...input, version: 3 }))).toEqual([
      'conflict',
      'platform.changedMeanwhile',
    ])
    const stranger = aDesk({ city: otherCity })
    expect(await refusal(endTopic(stranger, id, { version: 1, activeToOn: '2026-03-10' }))).toEqual([
      'not-found',
      'requests.topics.noSuch',
    ])
    expect(await refusal(endTopic(desk, id, { version: changed.version, activeToOn: '2026-03-09' }))).toEqual([
      'invalid',
      'platform.ruleInThePast',
    ])
    expect(await refusal(endTopic(desk, land, { version: 2, activeToOn: '2026-03-31', mergeIntoId: land }))).toEqual([
      'invalid',
      'requests.topics.mergeInto',
    ])
    const rule = { topicId: land, unitId: world.ids.industry, source: '分工', validFromOn: '2026-03-10' }
    await addDispatchRule(desk, rule)
    const { version } = (await listAllTopics(desk)).rows.find((row) => row.id === land) ?? { version: 0 }
    await endTopic(desk, land, { version, activeToOn: '2026-03-31', mergeIntoId: id })
    const rows = (await listAllTopics(desk)).rows
    expect(rows.find((row) => row.id === land)).toMatchObject({
      activeToOn: '2026-03-31',
      mergedInto: { id },
      used: { all: 1, recent: 1, open: 1 },
    })
    expect(rows.find((row) => row.id === id)?.words).toEqual(['电费', '用地', '厂房'])
    const rules = (await listDispatchRules(desk, { page: 1 })).rows
    expect(rules.map(({ topic, validFromOn, validToOn }) => [topic?.name, validFromOn, validToOn])).toEqual([
      ['用地', '2026-03-10', '2026-03-31'],
      ['用电用气', '2026-04-01', null],
    ])
  }),
)

test(
  'a dispatch rule says what it would have sent elsewhere, who takes its place, and why it never decides',
  withPeople(async (people) => {
    const { world, desk, handler } = people
    const { topicId, otherTopicId } = world
    const { industry, science } = world.ids
    await atWork(people)
    await entered(desk, world, { divisionCode: '990103' })
    await entered(desk, world, { topicId: otherTopicId })
    const rule = { topicId, unitId: industry, source: '三定方案', validFromOn: '2026-03-10' }
    expect(await refusal(addDispatchRule(handler, rule))).toEqual(['forbidden', 'platform.forbidden'])
    for (const [changed, key] of [
      [{ validFromOn: '2026-03-09' }, 'platform.ruleInThePast'],
      [{ validToOn: '2026-03-09' }, 'requests.dispatchRules.endsBefore'],
      [{ topicId: undefined }, 'requests.dispatchRules.forEverything'],
      [{ unitId: crypto.randomUUID() }, 'requests.noSuchUnit'],
      [{ topicId: crypto.randomUUID() }, 'requests.noTopic'],
    ] as const) {
      expect(await refusal(addDispatchRule(desk, { ...rule, ...changed }))).toEqual(['invalid', key])
    }
    expect(await previewDispatchRule(desk, rule)).toMatchObject({ looked: 3, other: 2 })
    const { id } = await addDispatchRule(desk, rule)
    expect(await refusal(addDispatchRule(desk, { ...rule, unitId: science }))).toEqual([
      'conflict',
      'requests.dispatchRules.same',
    ])
    const east = { ...rule, unitId: science, divisionCode: '990103', source: '东区分工' }
    const preview = await previewDispatchRule(desk, east)
    expect(preview.rows.map(({ before, after, actual }) => [before?.id, after?.id, actual?.id])).toEqual([
      [industry, science, undefined],
    ])
    const swap = { ...rule, unitId: science, validFromOn: '2026-03-20', replaces: { id, version: 1 } }
    expect(await previewDispatchRule(desk, swap)).toMatchObject({ other: 2 })
    await addDispatchRule(desk, swap)
    expect(await refusal(addDispatchRule(desk, swap))).toEqual(['conflict', 'platform.changedMeanwhile'])
    const { rows } = await listDispatchRules(desk, { page: 1 })
    expect(rows.map(({ state, validToOn, never }) => [state, validToOn, never])).toEqual([
      ['in-force', '2026-03-19', null],
      ['coming', null, null],
    ])
    const ofDistrict = await inScope('request-desk', 'district', world.ids.east)
    const end = { version: 2, validToOn: '2026-03-12' }
    expect(await refusal(endDispatchRule(ofDistrict, id, end))).toEqual(['forbidden', 'platform.forbidden'])
    await endDispatchRule(desk, id, end)
    expect((await listDispatchRules(desk, { page: 1, state: 'coming', unit: science })).total).toBe(1)
  }),
)

test('a rule for exactly the same requests takes another’s place; a finer one does not', () => {
  const rule = (id: string, changed: object = {}) => ({
    ...{ id, unitId: 'u', source: id, topicId: 't', divisionCode: null, enterpriseId: null },
    ...{ validFromOn: '2026-01-01', validToOn: null },
    ...changed,
  })
  const circumstances = {
    today: '2026-03-10',
    closedUnits: new Set(['gone']),
    topicEnds: new Map([['t', '2026-12-31']]),
  }
  const never = (one: ReturnType<typeof rule>, ...others: ReturnType<typeof rule>[]) =>
    neverOf(one, [...others, one], circumstances)?.reason ?? null
  expect(never(rule('a'))).toBeNull()
  expect(never(rule('a'), rule('b', { validFromOn: '2026-02-01' }))).toBe('newer-rule')
  expect(never(rule('a'), rule('b', { validFromOn: '2026-04-01' }))).toBeNull()
  expect(never(rule('a'), rule('b', { validFromOn: '2026-02-01', validToOn: '2026-05-01' }))).toBeNull()
  expect(never(rule('a'), rule('b', { validFromOn: '2026-02-01', divisionCode: '990102' }))).toBeNull()
  expect(never(rule('a'), rule('b'))).toBe('same-rule')
  expect(never(rule('a', { unitId: 'gone' }))).toBe('unit-closed')
  expect(never(rule('a', { validFromOn: '2027-01-01' }))).toBe('topic-ended')
  expect(never(rule('a', { unitId: 'gone', validToOn: '2026-03-09' }))).toBeNull()
})

test(
  'templates are kept by the desk for all and by a head for the unit, name nobody, and come filled in',
  withPeople(async (people) => {
    const { world, desk, head, handler, stranger } = people
    const body = '{企业}：您反映的{事项}事项（{编号}）由{单位}{经办人}办理。'
    const input = { occasion: 'contact' as const, title: '首次联系', body, isOwn: false }
    expect(await refusal(addTemplate(head, input))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(addTemplate(desk, { ...input, body: '请拨打 13800001234' }))).toEqual([
      'invalid',
      'requests.templates.namesSomebody',
    ])
    expect(await refusal(addTemplate(desk, { ...input, body: '{联系人}您好' }))).toEqual([
      'invalid',
      'requests.templates.unknownWord',
    ])
    const { id: forAll } = await addTemplate(desk, input)
    const own = await addTemplate(head, { ...input, title: '本局联系', isOwn: true })
    await addTemplate(desk, { ...input, title: '用工联系', topicId: world.otherTopicId })
    const request = await atWork(people)
    const { number } = await getRequest(handler, request)
    const offered = await offeredTemplates(handler, request, 'contact')
    expect(offered.map(({ title }) => title)).toEqual(['本局联系', '首次联系'])
    expect(offered[0]?.body).toContain(`甲公司：您反映的用地事项（${number}）由`)
    expect(offered[0]?.body).toContain('经办人办理。')
    expect(await offeredTemplates(handler, request, 'plan')).toEqual([])
    expect(await refusal(offeredTemplates(stranger, request, 'contact'))).toEqual(['not-found', 'requests.notFound'])
    expect((await listTemplates(stranger)).rows.map(({ id }) => id)).not.toContain(own.id)
    const change = { occasion: input.occasion, title: '改', body: '已联系。', version: 1 }
    const otherHead = await inUnit('unit-head', world.ids.science)
    expect(await refusal(changeTemplate(otherHead, own.id, change))).toEqual(['not-found', 'requests.templates.noSuch'])
    expect(await refusal(changeTemplate(head, forAll, change))).toEqual(['forbidden', 'platform.forbidden'])
    await changeTemplate(head, own.id, change)
    expect(await refusal(endTemplate(head, own.id, { version: 1 }))).toEqual(['conflict', 'platform.changedMeanwhile'])
    await endTemplate(head, own.id, { version: 2 })
    expect((await offeredTemplates(handler, request, 'contact')).map(({ title }) => title)).toEqual(['首次联系'])
    expect((await listTemplates(head)).rows.at(-1)).toMatchObject({ id: own.id, mayChange: false })
  }),
)
