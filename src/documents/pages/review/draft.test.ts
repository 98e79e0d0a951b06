import { expect, test } from 'vitest'
import type { ProposalView } from '../../contract.ts'
import { correctionOf, draftOf } from './draft.ts'

const base = {
  ...{ id: 'a', article: 0, paragraph: 0, start: 0, end: 3, version: 1, remembered: false },
  ...{ decidedByName: null, decidedAt: null, correction: null },
}
const figure: ProposalView = {
  ...{ ...base, state: 'open', kind: 'figure', quote: '总产值突破6000亿元' },
  content: {
    text: '总产值突破6000亿元',
    indicator: '总产值',
    op: '>',
    value: 6e11,
    unit: 'CNY',
    period: null,
    kind: 'actual',
  },
}
const measure: ProposalView = {
  ...{ ...base, state: 'open', kind: 'measure', quote: '要建设园区' },
  content: { ordinal: 1, by: '会议', text: '要建设园区' },
}

test('a correction that changes nothing is an acceptance of what the reader found', () => {
  expect(correctionOf(figure, draftOf(figure))).toBeNull()
  expect(correctionOf(measure, draftOf(measure))).toBeNull()
  expect(correctionOf(figure, { ...draftOf(figure), value: '6000亿' })).toBeNull()
})

test('a value is edited exactly', () => {
  expect(draftOf(figure).value).toBe('600000000000')
  const typed = { ...draftOf(figure), value: '6500亿', kind: 'target', period: '2027' } as const
  expect(correctionOf(figure, typed)).toMatchObject({
    value: 650000000000,
    kind: 'target',
    period: '2027',
    unit: 'CNY',
  })
})

test('an emptied field is none', () => {
  expect(correctionOf(measure, { ...draftOf(measure), by: ' ', ordinal: '' })).toEqual({
    text: '要建设园区',
    ordinal: null,
    by: null,
  })
  expect(correctionOf(figure, { ...draftOf(figure), unit: '' })).toMatchObject({ unit: null })
})
