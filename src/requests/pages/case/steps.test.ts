import { expect, test } from 'vitest'
import type { ClockView } from '../../contract.ts'
import { zh as module } from '../../messages.zh.ts'
import { type RequestAction, requestActions } from '../../rules.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import { deedsOf, isStep, steps } from './steps.ts'
import { isAtOnce } from './use-at-once.ts'

const clock = (name: ClockView['name'], state: ClockView['state']): ClockView => ({
  id: name,
  name,
  state,
  round: 1,
  dueAt: null,
  metAt: null,
  isOverdue: false,
  remaining: null,
  limit: null,
  pausedReason: null,
  pausedShare: 0,
  source: '',
  extendedBy: 0,
})
const open = [clock('contact', 'running'), clock('plan', 'running'), clock('finish', 'running')]
const may: RequestAction[] = ['dispatch', 'contact', 'plan', 'propose-answer', 'pause', 'remark']

test('the next step follows what is still to be done', () => {
  const next = (state: 'accepted' | 'working', clocks: ClockView[]) => deedsOf({ may, state, clocks, round: 1 }).next
  expect(next('accepted', open)).toBe('dispatch')
  expect(next('working', open)).toBe('contact')
  expect(next('working', [clock('contact', 'met'), clock('plan', 'paused')])).toBe('plan')
  expect(next('working', [clock('contact', 'missed'), clock('plan', 'met')])).toBe('propose-answer')
})

test('what is allowed besides stands in the menu, once', () => {
  const { next, others } = deedsOf({ may, state: 'working', clocks: open, round: 1 })
  expect(next).toBe('contact')
  expect(others).toEqual(['dispatch', 'plan', 'propose-answer', 'pause'])
})

test('no step asks for more than three things, and each has its words', () => {
  const words: Readonly<Record<string, string>> = { ...module, ...zh }
  const english: Readonly<Record<string, string>> = en
  for (const action of requestActions) {
    if (!isStep(action)) continue
    const { fields } = steps[action]
    expect(fields.length, action).toBeLessThanOrEqual(3)
    if (!isAtOnce(action)) expect(words[`requests.page.tell.${action}`], action).toBeTruthy()
    for (const field of fields) {
      const own = words[`requests.page.field.${action}.${field.name}`] ?? words[`requests.page.field.${field.name}`]
      expect(own, `${action} ${field.name}`).toBeTruthy()
      if (field.kind !== 'choice') continue
      for (const option of field.options) expect(words[`${field.words}.${option}`], option).toBeTruthy()
    }
  }
  for (const action of requestActions) {
    for (const table of [words, english]) expect(table[`requests.page.do.${action}`], action).toBeTruthy()
    if (isStep(action)) expect(words[`requests.page.done.${action}`], action).toBeTruthy()
  }
})
