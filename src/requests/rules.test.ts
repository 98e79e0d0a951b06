import { expect, test } from 'vitest'
import { fitOf } from './answers/rules.ts'
import { TimeLimits } from './clocks/rules.ts'
import { isTold, tellable } from './detail/rules.ts'
import { mostParticular } from './dispatch/rules.ts'
import { numberOf } from './intake/rules.ts'
import { canMove, canRedo, moves, outcomes, requestActions, requestStates, stateAfter } from './rules.ts'

/** The table of moves whole: for each state, what may be done. */
const expected: Record<string, string> = {
  registered: 'accept refuse dispatch answer-at-once merge withdraw remark attach',
  accepted: 'refuse dispatch answer-at-once pause resume extend refuse-extension merge withdraw remark attach',
  dispatched:
    'dispatch sign return contact plan propose-answer answer-at-once pause resume ask-extension extend refuse-extension merge withdraw explain-by-law remark attach contact-word ask-supporter reply-as-supporter',
  working:
    'dispatch return contact plan propose-answer answer-at-once pause resume ask-extension extend refuse-extension merge withdraw explain-by-law remark attach contact-word ask-supporter reply-as-supporter',
  'answer-proposed':
    'approve-answer send-back-answer resume ask-extension extend refuse-extension withdraw explain-by-law remark attach contact-word reply-as-supporter',
  answered: 'rate call-back close redo explain-by-law remark attach contact-word',
  closed: 'rate redo remark contact-word',
  refused: '',
}

test('from each state exactly these steps go on', () => {
  for (const state of requestStates) {
    const possible = requestActions.filter((action) => canMove(action, state))
    expect(possible.join(' '), state).toBe(expected[state])
  }
})

test('each step ends in its state; what is done again is back with its unit, or with the desk where none had it', () => {
  for (const action of requestActions) {
    const { from, to } = moves[action]
    for (const state of from) {
      const after = stateAfter(action, state, 'unit')
      expect(after, action).toBe(to === 'stay' ? state : to === 'by-lead' ? 'dispatched' : to)
    }
  }
  expect(stateAfter('redo', 'answered', null)).toBe('accepted')
})

test('every state is reached and can be left, but the one of what was not taken up', () => {
  const reached = new Set(requestActions.flatMap((action) => moves[action].from.map((s) => stateAfter(action, s, 'u'))))
  for (const state of requestStates) {
    if (state !== 'registered') expect(reached.has(state), state).toBe(true)
    const left = requestActions.some((action) => canMove(action, state) && stateAfter(action, state, 'u') !== state)
    expect(left, state).toBe(state !== 'refused')
  }
})

test('only what was answered is done again', () => {
  expect(outcomes.filter(canRedo)).toEqual(['solved', 'explained'])
  expect(canRedo(null)).toBe(true)
})

test('the most particular dispatch rule decides, among equals the newest, and none before or after its days', () => {
  const rule = (name: string, changed: object) => ({
    ...{ name, topicId: null, divisionCode: null, enterpriseId: null, validFromOn: '2026-01-01', validToOn: null },
    ...changed,
  })
  const rules = [
    rule('all', {}),
    rule('district', { divisionCode: '990102' }),
    rule('town', { divisionCode: '990102100' }),
    rule('topic', { topicId: 'land' }),
    rule('newer topic', { topicId: 'land', validFromOn: '2026-02-01' }),
    rule('topic in the district', { topicId: 'land', divisionCode: '990103' }),
    rule('firm', { enterpriseId: 'firm' }),
    rule('tomorrow', { enterpriseId: 'firm', topicId: 'land', validFromOn: '2026-03-11' }),
    rule('yesterday', { enterpriseId: 'firm', topicId: 'land', validToOn: '2026-03-09' }),
  ]
  const decided = (topicId: string, divisionCode: string, enterpriseId: string | null) =>
    mostParticular(rules, { topicId, divisionCode, enterpriseId }, '2026-03-10')?.name
  expect(decided('tax', '990104', null)).toBe('all')
  expect(decided('tax', '990102001', null)).toBe('district')
  expect(decided('tax', '990102100', null)).toBe('town')
  expect(decided('land', '990102100', null)).toBe('newer topic')
  expect(decided('land', '990103100', null)).toBe('topic in the district')
  expect(decided('land', '990103100', 'firm')).toBe('firm')
  expect(mostParticular([], { topicId: 'tax', divisionCode: '990104', enterpriseId: null }, '2026-03-10')).toBeNull()
})

test('a known answer fits by how much of its question stands in the request', () => {
  const asked = '厂房能不能分割转让'
  expect(fitOf(asked, '我们想知道厂房能不能分割转让，怎么办理')).toBe(1)
  expect(fitOf(asked, '想买厂房，能否按层转让')).toBeGreaterThan(0)
  expect(fitOf(asked, '社保怎么交')).toBe(0)
  expect(fitOf('', '社保')).toBe(0)
})

test('a firm reads the steps of its request and no inside word', () => {
  const told = (kind: string, facts = {}) => [isTold({ kind, facts }, true), isTold({ kind, facts }, false)]
  expect(told('request-dispatched')).toEqual([true, true])
  expect(told('request-returned')).toEqual([false, true])
  expect(told('request-contact-shown')).toEqual([false, true])
  expect(told('request-remarked', { audience: 'internal' })).toEqual([false, true])
  expect(told('request-remarked', { audience: 'firm' })).toEqual([true, true])
  expect(told('clock-missed')).toEqual([false, true])
  expect(told('clock-started')).toEqual([false, false])
  expect(tellable({ unit: '市工信局', round: 2, fromUnitId: null, late: { minutes: 3 } })).toEqual({
    unit: '市工信局',
    round: 2,
  })
})

test('numbers sort by year and serial', () => {
  expect([numberOf(2026, 9), numberOf(2026, 10), numberOf(2027, 1)]).toEqual([
    '2026-000009',
    '2026-000010',
    '2027-000001',
  ])
  expect(numberOf(2026, 1_234_567)).toBe('2026-1234567')
})

test('a rule of time limits states each clock, and nothing else', () => {
  const promised = { limit: { amount: 1, in: 'hours' }, pauseReasons: [] }
  const clocks = { contact: promised, plan: promised, finish: promised, support: promised }
  const rule = { clocks, windows: null, approveAnswers: true, redosBeforeExplained: 2 }
  expect(TimeLimits.safeParse(rule).success).toBe(true)
  expect(TimeLimits.safeParse({ ...rule, bonus: 1 }).success).toBe(false)
  const never = { ...promised, limit: { amount: 0, in: 'hours' } }
  expect(TimeLimits.safeParse({ ...rule, clocks: { ...clocks, plan: never } }).success).toBe(false)
})
