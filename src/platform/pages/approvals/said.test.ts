import { expect, test } from 'vitest'
import { fill } from '#platform/i18n.ts'
import { sentenceOf } from './said.ts'

const words: Record<string, string> = {
  'x.give': '授予{name}“{role}”岗位，自{fromOn}起',
  'ui.role.unit-head': '单位负责人',
}
const t = (key: string, facts?: Record<string, string | number>) => fill(words[key] ?? key, facts)

test('a proposal is said with its words translated and its days written out', () => {
  const said = { key: 'x.give', facts: { name: '陈远', fromOn: '2026-03-01' }, words: { role: 'ui.role.unit-head' } }
  expect(sentenceOf(t, () => '3月1日', said)).toBe('授予陈远“单位负责人”岗位，自3月1日起')
})
