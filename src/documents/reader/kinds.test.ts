import { expect, test } from 'vitest'
import { kindOf } from './kinds.ts'
import { lexicon } from './lexicon.ts'
import type { ArticleText } from './types.ts'
import { loadWords } from './words.ts'

const words = lexicon(loadWords())
const kind = (headline: string | null, paragraphs: string[] = [], more: Partial<ArticleText> = {}) =>
  kindOf(
    words,
    {
      headline,
      kicker: null,
      subheads: [],
      paper: null,
      bylines: [],
      date: null,
      paragraphs,
      headings: paragraphs.map(() => null),
      joins: [],
      ...more,
    },
    { published: null, number: null, issuer: '云港市人民政府', year: null, articles: [] },
  )

test('a headline tells a report from a plan and a notice, and who speaks', () => {
  expect(kind('2026年云港市政府工作报告')).toEqual({ kind: 'report', by: '报告', year: 2026 })
  expect(kind('云港市船舶产业实施方案（2025—2027年）').by).toBe('实施方案')
  expect(kind('云港市工信局关于开展船企培训的通知')).toMatchObject({ kind: 'directive', by: '云港市工信局' })
})

test('without a headline the opening tells', () => {
  expect(kind(null, ['各位代表：', '现在，我代表市人民政府，向大会报告工作。']).kind).toBe('report')
  expect(kind(null, ['为做强船舶产业，特制定本意见。'])).toMatchObject({ kind: 'directive', by: '意见' })
})

test('a paper that writes about a plan is press', () => {
  expect(kind('云港出台船舶产业方案', ['云港日报讯 （记者/林若）昨日，市政府印发船舶产业方案。']).kind).toBe('press')
  expect(kind('区长作政府工作报告', ['昨日，区长代表区人民政府向大会作工作报告。']).kind).toBe('press')
})
