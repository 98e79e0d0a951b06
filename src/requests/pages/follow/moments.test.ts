import { expect, test } from 'vitest'
import type { PromiseView } from '../../front/contract.ts'
import { momentsOf, momentsOfRound, standing, type Told } from './moments.ts'
import { groupedCode } from './receipt-code.ts'

const due = '2026-11-25T10:00:00Z'
const promise = (
  name: PromiseView['name'],
  state: PromiseView['state'],
  more: Partial<PromiseView> = {},
): PromiseView => ({
  ...{ name, state, round: 1, dueAt: due, metAt: null, limit: null },
  ...{ pausedReason: null, pausedShare: 0, extendedBy: 0, ...more },
})

const aStory = (more: Partial<Told>): Told => ({
  ...{
    id: 'one',
    number: '2026-000001',
    version: 1,
    kind: 'help',
    topic: { name: '', nameEn: '' },
    title: '',
    body: '',
  },
  ...{ firmName: '', state: 'working', outcome: null, round: 1, registeredAt: '2026-11-24T10:00:00Z', closedAt: null },
  ...{ handledBy: { unit: null, person: null, phone: null }, promises: [], contactedAt: null, contactWord: null },
  ...{ plan: null, answer: null, answerBy: null, answeredAt: null, refusal: null, refusalNote: null, mergedInto: null },
  ...{ remarks: [], attachments: [], timeline: [], may: [], isToBeCalled: false, others: [], ...more },
})
const lineOf = (told: Told) => momentsOf(told).map(({ words, tone }) => `${words} ${tone}`)

test('the line says what was done, what was late, what is overdue and what is still promised', () => {
  const promises = [
    promise('contact', 'late', { metAt: due }),
    promise('plan', 'overdue'),
    promise('finish', 'running'),
  ]
  expect(lineOf(aStory({ promises }))).toEqual([
    'received done',
    'contact.late late',
    'plan.overdue overdue',
    'finish.running next',
  ])
})

test('a request done again begins its line anew, and the earlier round stays to be read', () => {
  const promises = [promise('contact', 'running', { round: 2 }), promise('contact', 'met', { metAt: due })]
  const timeline = [{ at: '2026-11-26T10:00:00Z', kind: 'request-redone', facts: {} }]
  const told = aStory({ round: 2, promises, timeline })
  expect(lineOf(told)).toEqual(['redone done', 'contact.running next'])
  expect(momentsOfRound(told, 1).map(({ words }) => words)).toEqual(['contact.met'])
})

test('a request that was withdrawn promises nothing more', () => {
  const told = aStory({
    state: 'closed',
    outcome: 'withdrawn',
    closedAt: due,
    promises: [promise('plan', 'dropped'), promise('finish', 'paused', { pausedReason: 'waits-for-firm' })],
  })
  expect(lineOf(told)).toEqual(['received done', 'finish.paused still', 'closed.withdrawn end'])
  expect(standing(told)).toBe('closed.withdrawn')
})

test('a code is read however it was typed or pasted', () => {
  expect(groupedCode(' k7qm 4xra-9tde\n')).toBe('K7QM-4XRA-9TDE')
  expect(groupedCode('k7qm')).toBe('K7QM')
  expect(groupedCode('ｋ７ＱＭ－4')).toBe('K7QM-4')
})
