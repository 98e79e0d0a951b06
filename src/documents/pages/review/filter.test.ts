import { expect, test } from 'vitest'
import type { ProposalView } from '../../contract.ts'
import { fits, neighbourOf, nextOpen } from './filter.ts'

const base = {
  article: 0,
  paragraph: 0,
  start: 0,
  end: 3,
  version: 1,
  remembered: false,
  decidedByName: null,
  decidedAt: null,
}
const figure = (id: string, kind: 'actual' | 'target', state: ProposalView['state'] = 'open'): ProposalView => ({
  ...{ ...base, id, state, kind: 'figure', quote: '总产值突破3000亿元', correction: null },
  content: { text: '总产值突破3000亿元', indicator: '总产值', op: '>', value: 3e11, unit: 'CNY', period: null, kind },
})
const measure = (id: string, state: ProposalView['state'] = 'open'): ProposalView => ({
  ...{ ...base, id, state, kind: 'measure', quote: '要建设园区', correction: null },
  content: { text: '要建设园区', ordinal: null, by: '会议' },
})
const any = { kind: null, state: null, words: '' }

test('figures are shown by their kind, measures by who says them', () => {
  const all = [measure('m'), figure('a', 'actual'), figure('t', 'target', 'accepted')]
  const ids = (filter: Partial<typeof any>) =>
    all.filter((one) => fits(one, { ...any, ...filter })).map((one) => one.id)
  expect(ids({})).toEqual(['m', 'a', 't'])
  expect(ids({ kind: 'figure' as never })).toEqual(['a', 't'])
  expect(ids({ kind: 'target' as never })).toEqual(['t'])
  expect(ids({ state: 'open' as never })).toEqual(['m', 'a'])
  expect(ids({ words: '会议' })).toEqual(['m'])
  expect(ids({ words: ' 总产值 ' })).toEqual(['a', 't'])
})

test('a corrected kind counts, not the one the reader found', () => {
  const found = figure('a', 'actual')
  if (found.kind !== 'figure') throw new Error('a figure')
  const corrected = { ...found, correction: { ...found.content, kind: 'target' as const } }
  expect(fits(corrected, { ...any, kind: 'target' })).toBe(true)
  expect(fits(corrected, { ...any, kind: 'actual' })).toBe(false)
})

test('a decision leads to the next open proposal, from the end back to the first open one', () => {
  const all = [measure('a'), measure('b', 'accepted'), measure('c'), measure('d')]
  expect(nextOpen(all, 'a')?.id).toBe('c')
  expect(nextOpen(all, 'd')?.id).toBe('a')
  expect(nextOpen([measure('a')], 'a')).toBeNull()
})

test('stepping ends at the first and the last proposal', () => {
  const all = [measure('a'), measure('b')]
  expect(neighbourOf(all, null, 1)?.id).toBe('a')
  expect(neighbourOf(all, null, -1)?.id).toBe('b')
  expect(neighbourOf(all, 'a', 1)?.id).toBe('b')
  expect(neighbourOf(all, 'b', 1)).toBeNull()
})
