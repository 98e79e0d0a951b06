import { describe, expect, test } from 'vitest'
import { ReadError } from './errors.ts'
import { findSecrecyMark, regionOf } from './gate.ts'
import { readText } from './read.ts'
import { loadWords } from './words.ts'

const ruleOf = (...lines: string[]) => findSecrecyMark(regionOf(lines))?.rule ?? null

describe('a secrecy mark', () => {
  test.each([
    ['机密★10年', '机密'],
    ['秘密★', '秘密'],
    ['绝密', '绝密'],
    ['绝密★启用前', '绝密'],
    ['秘 密 ★ 1 年', '秘密'],
    ['密级：机密', '机密'],
    ['000012    机密★1年', '机密'],
    ['特急　　秘密★6个月', '秘密'],
    ['内部资料 注意保存', '内部资料'],
    ['【内部资料，不得外传】', '内部资料'],
    ['工作秘密', '工作秘密'],
    ['工作秘密★5年', '工作秘密'],
    ['公开方式：不予公开', '不予公开'],
    ['（此件不予公开）', '不予公开'],
  ])('%s on a line of its own refuses the document', (line, rule) => {
    expect(ruleOf('云山市人民政府', line, '正文。')).toBe(rule)
  })

  test.each([
    '会议强调，要严守机密，做好保密工作。',
    '国家秘密',
    '机密文件管理办法',
    '坚决防止泄露国家秘密、工作秘密。',
    '内部资料性出版物管理办法',
    '（此件公开发布）',
    '（此件主动公开）',
    '对不予公开的，应当说明理由。',
    '商业秘密保护',
    '秘密武器',
  ])('%s is text', (line) => {
    expect(ruleOf('云山市人民政府', line, '正文。')).toBeNull()
  })

  test('counts at the foot of the last page and in running headers, not in the middle of a long document', () => {
    const body = Array.from({ length: 200 }, (_, i) => `第${i}段，这是一段普通的正文。`)
    expect(ruleOf(...body, '不予公开')).toBe('不予公开')
    expect(ruleOf(...body.slice(0, 100), '机密', ...body.slice(100))).toBeNull()
    expect(findSecrecyMark({ firstPage: body, headersAndFooters: ['机密★10年'] })?.rule).toBe('机密')
  })

  test('refuses with the rule and nothing else of the document', () => {
    try {
      readText('机密★10年\n云山市关于某事的通知\n正文。', '某事.txt', loadWords())
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ReadError)
      expect(error).toMatchObject({ key: 'documents.secretMark', facts: { rule: '机密' } })
      expect(JSON.stringify(error)).not.toContain('某事')
    }
  })
})
