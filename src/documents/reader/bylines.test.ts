import { expect, test } from 'vitest'
import { closingCredit, creditLine, openingCredit, speakerLine } from './bylines.ts'
import { loadWords } from './words.ts'

const words = loadWords()
const named = (list: readonly { role: string | null; name: string }[] | undefined) =>
  list?.map(({ role, name }) => `${role ?? '-'}/${name}`).join(' ')

test.each([
  ['云山日报讯（记者/林一帆 通讯员/周小渡）3月5日', '云山日报', 'reporter/林一帆 correspondent/周小渡'],
  ['云山日报讯 (文/图 记者/胡天 陈晴 何一凡) 3月5日', '云山日报', 'reporter/胡天 reporter/陈晴 reporter/何一凡'],
  ['云山日报讯（黎星河 江一苇）3月5日', '云山日报', '-/黎星河 -/江一苇'],
  ['本报讯(记者 邱天明) 近日', null, 'reporter/邱天明'],
  ['新华社云山1月8日电（记者张一、李二三）', '新华社', 'reporter/张一 reporter/李二三'],
  ['云山网讯 1月11日下午', '云山网', ''],
  ['云山台消息（云山新闻）：记者获悉', '云山台', ''],
])('%s opens an article', (text, paper, bylines) => {
  const credit = openingCredit(text, words)
  expect(credit?.paper).toBe(paper)
  expect(named(credit?.bylines)).toBe(bylines)
})

test.each(['会议指出（以下简称“会议”）', '据了解，讯息发布后', '通讯（设备）制造业增长'])('%s opens none', (text) => {
  expect(openingCredit(text, words)).toBeNull()
})

test.each([
  ['文/图 云山日报记者 许知远', '云山日报', 'reporter/许知远'],
  ['记者 刘明霞', null, 'reporter/刘明霞'],
  ['(2026-07-15 本报记者 林一 文渊)', null, 'reporter/林一 reporter/文渊'],
  ['云山日报记者 许知远 通讯员 周小渡', '云山日报', 'reporter/许知远 correspondent/周小渡'],
])('%s is a line of credits', (text, paper, bylines) => {
  const credit = creditLine(text, words)
  expect(credit?.paper).toBe(paper)
  expect(named(credit?.bylines)).toBe(bylines)
})

test('a sentence about reporters is no credit', () => {
  expect(creditLine('记者从市统计局获悉，一季度全市工业增长较快。', words)).toBeNull()
  expect(closingCredit('会议取得圆满成功。（完）', words)).toEqual([])
})

test('names in brackets close an article', () => {
  expect(named(closingCredit('推动经济快速发展。(记者 段丽 通讯员南平岭)', words))).toBe(
    'reporter/段丽 correspondent/南平岭',
  )
  expect(named(closingCredit('推动经济快速发展。(张山松)', words))).toBe('-/张山松')
})

test('a post with a name is the speaker', () => {
  expect(speakerLine('云山省人民政府省长 周山河', words)).toEqual({ role: null, name: '周山河' })
  expect(speakerLine('市长 左  一', words)).toEqual({ role: null, name: '左一' })
  expect(speakerLine('市长主持会议', words)).toBeNull()
})
