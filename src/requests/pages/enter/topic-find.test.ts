import { expect, test } from 'vitest'
import type { Topic } from '../../contract.ts'
import { findTopics } from './topic-find.ts'

const topic = (name: string, nameEn: string, words: string[]): Topic => ({
  id: name,
  slug: name,
  name,
  nameEn,
  words,
  template: '',
})
const topics = [
  topic('用电报装', 'Power', ['停电', '电价', '变压器']),
  topic('用地规划', 'Land', ['地块', '厂房']),
  topic('融资贷款', 'Finance', ['银行', '担保']),
]
const found = (typed: string) => findTopics(topics, typed).map(({ name }) => name)

test('a topic is found by its name, its words, a sentence that holds them, or characters in order', () => {
  expect(found('用电')).toEqual(['用电报装'])
  expect(found('银行')).toEqual(['融资贷款'])
  expect(found('车间老是停电')).toEqual(['用电报装'])
  expect(found('land')).toEqual(['用地规划'])
  expect(found('融贷')).toEqual(['融资贷款'])
})

test('a name that begins with what was typed stands before one that holds it', () => {
  expect(found('用')).toEqual(['用电报装', '用地规划'])
  expect(found('地')).toEqual(['用地规划'])
})

test('nothing typed shows all, and what fits nothing shows none', () => {
  expect(found(' ')).toHaveLength(3)
  expect(found('动物')).toEqual([])
})

test('first letters of the sounds find a topic, and so do a slip and another character of the same sound', () => {
  expect(found('rz')).toEqual(['融资贷款'])
  expect(found('ydb')).toEqual(['用电报装'])
  expect(found('融姿贷')).toEqual(['融资贷款'])
  expect(found('融资代款')).toEqual(['融资贷款'])
  expect(found('finanse')).toEqual(['融资贷款'])
})
