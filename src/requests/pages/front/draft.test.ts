import { expect, test } from 'vitest'
import type { Topic } from '../../contract.ts'
import {
  type Draft,
  emptyDraft,
  filledMatter,
  firmBody,
  isEmptyDraft,
  problemsOfMatter,
  problemsOfWho,
  visitorBody,
} from './draft.ts'
import { sortFiles } from './files.ts'
import { kindOf, linesOf, titleOf, withLine } from './propose.ts'

const template = '政策文件名称：\n遇到的困难：'
const topics: Topic[] = [{ id: 'policy', slug: 'policy', name: '惠企政策', nameEn: 'Policy', words: [], template }]
const visitor = { isSignedIn: false, hasContact: false }
const regular = { isSignedIn: true, hasContact: true }

const aDraft = (matter: Partial<Draft['matters'][number]>, more: Partial<Draft> = {}): Draft => {
  const empty = emptyDraft()
  return { ...empty, ...more, matters: empty.matters.map((one) => ({ ...one, ...matter })) }
}
const matterOf = (draft: Draft) => draft.matters.map((one) => filledMatter(one, topics))[0]

test('the kind is proposed from the words, and what is a tip-off is never mistaken for a complaint', () => {
  expect(kindOf('车间停电两天了')).toBe('help')
  expect(kindOf('厂房能不能按层办证')).toBe('inquiry')
  expect(kindOf('窗口推诿，要投诉')).toBe('complaint')
  expect(kindOf('建议到期前短信提醒')).toBe('suggestion')
  expect(kindOf('举报有人受贿，投诉无门')).toBe('tip-off')
})

test('the title is the first clause that the firm wrote itself, not the label of the template', () => {
  expect(titleOf('技改奖补公示后没有拨付，已经两个月。请核实。')).toBe('技改奖补公示后没有拨付')
  expect(titleOf('政策文件名称：\n遇到的困难：资金没有到账。', template)).toBe('资金没有到账')
  expect(titleOf(template, template)).toBe('')
  expect(titleOf('字'.repeat(80))).toHaveLength(40)
})

test('the next line of a template goes below what is written, and nothing is written over', () => {
  const [first = '', second = ''] = linesOf(template)
  expect(withLine('', first)).toBe('政策文件名称：')
  expect(withLine('政策文件名称：十条\n', second)).toBe('政策文件名称：十条\n遇到的困难：')
})

test('a firm known from its account writes one topic and one text, and its last contact is used', () => {
  const draft = aDraft({ topicId: 'policy', body: '资金没有到账' })
  expect(problemsOfWho(draft, regular)).toEqual({})
  expect(problemsOfMatter(draft.matters[0] ?? expect.fail(), topics)).toEqual({})
  const body = firmBody(draft, topics, '990103')
  expect(body).toMatchObject({ divisionCode: '990103', matters: [{ kind: 'help', title: '资金没有到账' }] })
  expect(body).not.toHaveProperty('contactPhone')
})

test('a visitor says who asks; without a credit code the name is enough', () => {
  expect(Object.keys(problemsOfWho(aDraft({}), visitor)).sort()).toEqual([
    'contactName',
    'contactPhone',
    'creditCode',
    'divisionCode',
    'firmName',
  ])
  const who = { hasCode: false, firmName: '新办的厂', contactName: '周小明', contactPhone: '13800138000' }
  const draft = aDraft({ topicId: 'policy', body: '停电' }, { ...who, creditCode: '旧', divisionCode: '990103' })
  expect(problemsOfWho(draft, visitor)).toEqual({})
  expect(visitorBody(draft, topics, undefined, '')).not.toHaveProperty('creditCode')
  expect(
    visitorBody({ ...draft, hasCode: true, creditCode: ' 91350100m000100y43' }, topics, '990100', ''),
  ).toMatchObject({
    city: '990100',
    creditCode: '91350100M000100Y43',
  })
  expect(problemsOfWho({ ...draft, contactPhone: '请打总机' }, visitor)).toEqual({ contactPhone: 'phone' })
})

test('a tip-off goes no further, whether it was chosen or only speaks so', () => {
  const spoken = aDraft({ topicId: 'policy', body: '举报偷税' })
  expect(problemsOfMatter(spoken.matters[0] ?? expect.fail(), topics)).toEqual({ kind: 'tip-off' })
  const chosen = aDraft({ topicId: 'policy', body: '有人举报我们，想说明情况', kind: 'help' })
  expect(problemsOfMatter(chosen.matters[0] ?? expect.fail(), topics)).toEqual({})
  expect(matterOf(chosen)?.kind).toBe('help')
})

test('harm is sent in yuan, and only a whole number is one', () => {
  const draft = aDraft({ topicId: 'policy', body: '停产', jobsAtRisk: '30', outputAtRiskWan: '500' })
  expect(firmBody(draft, topics, '990103').matters).toMatchObject([{ jobsAtRisk: 30, outputAtRiskYuan: 5_000_000 }])
  const wrong = aDraft({ topicId: 'policy', body: '停产', jobsAtRisk: '三十' })
  expect(problemsOfMatter(wrong.matters[0] ?? expect.fail(), topics)).toEqual({ jobsAtRisk: 'count' })
})

test('a form that nobody touched is no draft', () => {
  expect(isEmptyDraft(emptyDraft())).toBe(true)
  expect(isEmptyDraft(aDraft({ body: '停电' }))).toBe(false)
})

test('a file that may not go is named, and the others stay', () => {
  const sized = (name: string, bytes: number) => new File([new Uint8Array(bytes)], name)
  const files = [sized('照片.JPG', 10), sized('程序.exe', 10), sized('很大.png', 10_000_001), sized('空.pdf', 0)]
  const { taken, refused } = sortFiles(files, 0)
  expect(taken.map(({ file }) => file.name)).toEqual(['照片.JPG'])
  expect(refused.map(({ problem }) => problem)).toEqual(['kind', 'large', 'empty'])
  expect(sortFiles([sized('七.png', 10)], 6).refused).toEqual([{ name: '七.png', problem: 'many' }])
})
