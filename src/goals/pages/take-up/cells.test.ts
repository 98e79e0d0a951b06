import { expect, test } from 'vitest'
import type { Evidence, TakeUpView } from '../../take-up/contract.ts'
import { byHeading, findChosen } from './cells.ts'

const citation: Evidence = {
  ...{ documentId: 'd', readingId: 'r', title: '望澜日报', number: null },
  origin: 'press',
  openness: 'public',
  ...{ article: 0, headline: null, paragraph: 0, start: 0, end: 2, quote: '要求' },
}

const aDemand = (demandId: string, heading: string | null): TakeUpView['rows'][number] => ({
  ...{ demandId, text: demandId, by: null, heading, citation, asksForTask: true },
  cells: [
    { owner: { kind: 'unit', id: 'u' }, evidence: null, others: [], shared: [], correctedByName: null },
    { owner: { kind: 'division', id: 'u' }, evidence: citation, others: [], shared: [], correctedByName: null },
  ],
})

const matrix: TakeUpView = {
  ...{ documentId: 'd', title: '望澜日报', confirmed: null, mayChange: true },
  columns: [
    { kind: 'division', id: 'u', name: '鹭汀区' },
    { kind: 'unit', id: 'u', name: '市统计局' },
  ],
  rows: [aDemand('a', '一'), aDemand('b', '一'), aDemand('c', '二'), aDemand('d', '一')],
}

test('demands stand under their headings in the order of the text', () => {
  expect(byHeading(matrix.rows).map(({ heading, demands }) => `${heading}${demands.length}`)).toEqual([
    '一2',
    '二1',
    '一1',
  ])
})

test('a chosen cell is found by demand and column, not by place', () => {
  expect(findChosen(matrix, { demandId: 'b', column: 'division u' })?.cell.evidence?.quote).toBe('要求')
  expect(findChosen(matrix, { demandId: 'b', column: 'unit u' })?.cell.evidence).toBeNull()
  expect(findChosen(matrix, { demandId: 'gone', column: 'unit u' })).toBeNull()
})
