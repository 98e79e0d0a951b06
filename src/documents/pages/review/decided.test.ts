import { expect, test } from 'vitest'
import type { DocumentPulse, DocumentView, ProposalView } from '../../contract.ts'
import { decidedByOthers, decisionsOf, isBehind, newest, stepOf, successorOf, undoing } from './decided.ts'

const aMeasure = (id: string, changed: Partial<Extract<ProposalView, { kind: 'measure' }>> = {}): ProposalView => ({
  id,
  kind: 'measure',
  ...{ article: 0, paragraph: 0, start: 0, end: 3, quote: '要建设', state: 'open', version: 1, remembered: false },
  ...{ decidedByName: null, decidedAt: null, correction: null },
  content: { text: '要建设', ordinal: null, by: null },
  ...changed,
})
const none = new Map()

test('an answer replaces what was loaded, unless a newer state was loaded meanwhile', () => {
  const answer = aMeasure('a', { state: 'accepted', version: 2 })
  const answers = new Map([['a', answer]])
  expect(newest([aMeasure('a')], answers, none)).toEqual([answer])
  const later = aMeasure('a', { state: 'rejected', version: 3 })
  expect(newest([later], answers, none)).toEqual([later])
})

test('a decision on its way is shown at once', () => {
  const wish = { id: 'a', seen: 1, state: 'accepted', correction: { text: '要建好', ordinal: 2, by: null } } as const
  const [shown] = newest([aMeasure('a')], none, new Map([['a', wish]]))
  expect(shown).toMatchObject({ state: 'accepted', correction: { text: '要建好' }, version: 1 })
})

test('two quick decisions of one reviewer follow each other; a decision by another in between is not overwritten', () => {
  const wish = { id: 'a', seen: 1, state: 'open', correction: null } as const
  expect(decisionsOf([wish], new Map([['a', 2]]))).toMatchObject([{ proposalId: 'a', version: 2, state: 'open' }])
  // Another reviewer made it version 3: ours still names 2 and is refused.
  expect(decisionsOf([wish], new Map([['a', 2]]))[0]?.version).toBeLessThan(3)
})

test('undoing a decision for many brings back the state of each, corrections too', () => {
  const correction = { text: '要建好', ordinal: null, by: '会议' }
  const before = [aMeasure('a'), aMeasure('b', { state: 'accepted', correction, version: 4 })]
  const step = stepOf(before, 'rejected')
  const after = new Map([
    ['a', aMeasure('a', { state: 'rejected', version: 2 })],
    ['b', aMeasure('b', { state: 'rejected', version: 5 })],
  ])
  const own = new Map([
    ['a', 2],
    ['b', 5],
  ])
  expect(undoing(step, after, own)).toEqual([
    { id: 'a', seen: 2, state: 'open', correction: null },
    { id: 'b', seen: 5, state: 'accepted', correction },
  ])
})

test('undoing leaves alone what somebody else decided since', () => {
  const step = stepOf([aMeasure('a'), aMeasure('b')], 'accepted')
  const after = new Map([
    ['a', aMeasure('a', { state: 'rejected', version: 3 })],
    ['b', aMeasure('b', { state: 'accepted', version: 2 })],
  ])
  const own = new Map([
    ['a', 2],
    ['b', 2],
  ])
  expect(undoing(step, after, own).map(({ id }) => id)).toEqual(['b'])
})

const view = { version: 1, readingId: 'r', articles: [{ owner: null }, { owner: { id: 'x' } }] } as DocumentView
const pulse: DocumentPulse = { version: 1, readingId: 'r', decisions: 3, owners: ['', 'x'] }

test('a page is behind when head, reading, a decision or an owner changed, and never after its own decision', () => {
  const shown = [aMeasure('a', { version: 2 }), aMeasure('b')]
  expect(isBehind(pulse, view, shown)).toBe(false)
  expect(isBehind({ ...pulse, version: 2 }, view, shown)).toBe(true)
  expect(isBehind({ ...pulse, readingId: 's' }, view, shown)).toBe(true)
  expect(isBehind({ ...pulse, decisions: 4 }, view, shown)).toBe(true)
  expect(isBehind({ ...pulse, owners: ['y', 'x'] }, view, shown)).toBe(true)
})

test('what others decided is told apart from one’s own decisions', () => {
  const before = [aMeasure('a'), aMeasure('b'), aMeasure('c')]
  const after = [aMeasure('a', { version: 2 }), aMeasure('b', { version: 2 }), aMeasure('c')]
  expect(decidedByOthers(before, after, new Map([['a', 2]])).map(({ id }) => id)).toEqual(['b'])
})

test('an open correction moves to the same words of a new reading', () => {
  const old = aMeasure('old', { article: 2, start: 10 })
  const far = aMeasure('far', { article: 0, start: 10 })
  const near = aMeasure('near', { article: 2, start: 14 })
  const other = aMeasure('other', { article: 2, start: 10, quote: '要提升' })
  expect(successorOf(old, [far, near, other])?.id).toBe('near')
  expect(successorOf(old, [other])).toBeNull()
})
