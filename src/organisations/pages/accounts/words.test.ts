import { expect, test } from 'vitest'
import { fill } from '#platform/i18n.ts'
import { zh } from './messages.zh.ts'
import { scopeWords } from './words.ts'

const table: Readonly<Record<string, string>> = zh
const t = (key: string, facts?: Record<string, string | number>) => fill(table[key] ?? key, facts)
const item = (name: string, state: 'now' | 'over') => ({
  id: name,
  kind: 'district' as const,
  itemId: name,
  name,
  nameEn: null,
  fromOn: '2026-01-01',
  toOn: null,
  state,
})

test('a scope is said in words', () => {
  expect(scopeWords(t, 'zh', { kind: 'city', id: '990100', name: '望澜市', nameEn: null })).toBe('全市')
  expect(scopeWords(t, 'zh', { kind: 'unit', id: 'x', name: '市工业局', nameEn: null })).toBe('市工业局及其下属单位')
  expect(scopeWords(t, 'en', { kind: 'district', id: '1', name: '砚浦区', nameEn: 'Yanpu' })).toContain('Yanpu')
})

test('a portfolio names what it holds now, and says when that is nothing', () => {
  const scope = { kind: 'portfolio', id: 'g', name: null, nameEn: null } as const
  expect(scopeWords(t, 'zh', scope, [item('砚浦区', 'now'), item('鹭汀区', 'over')])).toBe('分管：砚浦区')
  expect(scopeWords(t, 'zh', scope, [])).toBe('分管：目前没有内容')
})
