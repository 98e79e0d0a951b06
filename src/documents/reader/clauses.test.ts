import { expect, test } from 'vitest'
import { sentencesOf, separator } from './clauses.ts'

const parts = (text: string) =>
  sentencesOf(text).map((clauses) => clauses.map(({ start, end }) => text.slice(start, end)))

test('a paragraph falls into sentences of clauses', () => {
  expect(parts('抓项目，促开工；稳就业。惠民生！')).toEqual([['抓项目', '促开工', '稳就业'], ['惠民生']])
  expect(
    sentencesOf('抓项目；稳就业：好')
      .at(0)
      ?.map((clause) => clause.mark),
  ).toEqual([separator.semicolon, separator.colon, separator.end])
})

test('commas in numbers, names in quotes and words in brackets do not cut', () => {
  expect(parts('总投资1,200万元,分两期')).toEqual([['总投资1,200万元', '分两期']])
  expect(parts('实施“强链，补链”行动（含甲，乙），建园区')).toEqual([['实施“强链，补链”行动（含甲，乙）', '建园区']])
})

test('quotes around whole sentences are speech and stay open', () => {
  expect(parts('他说：“先抓项目。再抓招商。”')).toEqual([['他说', '先抓项目'], ['再抓招商']])
})

test('a lost line break shows as a run of blanks', () => {
  expect(parts('一、总体要求　　坚持项目为王。')).toEqual([['一、总体要求'], ['坚持项目为王']])
})
