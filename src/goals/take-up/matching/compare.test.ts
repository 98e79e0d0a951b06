import { expect, test } from 'vitest'
import { compare, looksBack, sentencesOf } from './compare.ts'

const common = ['加快', '推动', '打造', '做大', '做强', '建设', '深入', '提质增效', '发展']

/** The best sentence for one demand: its text if it is evidence, in brackets if it is only offered, else nothing. */
function taken(demand: string, ...said: string[]): string {
  const sentences = [...said, '要巩固粮食安全基础，守住耕地红线'].map((text) => ({ owner: 'u', text }))
  const best = compare([{ id: 'd', text: demand }], sentences, common)
    .get('d')
    ?.get('u')?.[0]
  if (!best) return ''
  const text = sentences[best.sentence]?.text ?? ''
  return best.isEvidence ? text : `(${text})`
}

test('a unit that takes up one item of a list takes the demand up', () => {
  const demand = '做大做强新型储能、海洋工程装备、绿色食品、精密仪器、船舶配套、通用航空、生物制药等特色产业'
  const own = '一要做大做强新型储能产业，二期园区年内开工'
  expect(taken(demand, own)).toBe(own)
})

test('what a thing is done for is not what is asked', () => {
  const demand = '围绕海洋工程装备、功能陶瓷、新型储能、绿色食品等领域组建创新联合体'
  const industry = '要依托高新区打造海洋工程装备产业集群'
  expect(taken(demand, industry)).not.toBe(industry)
  const union = '二要组建创新联合体，支持企业牵头攻关'
  expect(taken(demand, industry, union)).toBe(union)
})

test('a part of a name and a common phrase prove nothing', () => {
  expect(taken('建好望澜海洋装备实验室、先进陶瓷研究院、港口工程中心等创新平台', '打造海洋装备产业集群')).not.toBe(
    '打造海洋装备产业集群',
  )
  expect(taken('推动重点产业链提质增效', '推动县域经济提质增效')).toBe('')
})

test('a short word in the middle of a name is offered, not taken', () => {
  expect(taken('推动重点产业链提质增效', '要坚持以商招商、产业链招商')).toBe('(要坚持以商招商、产业链招商)')
  expect(taken('深入建设链长制', '要压实链长责任，深入实施链长制')).toBe('要压实链长责任，深入实施链长制')
})

test('the same amount is no shared word', () => {
  expect(taken('全年盘活低效用地5000亩以上', '全年新建高标准农田5000亩以上')).toBe('')
})

test('a very long sentence that names everything needs more than one name', () => {
  const preamble = `做好工作的总体要求是：${'全面贯彻落实各项部署，统筹改革和开放，'.repeat(9)}推进新型工业化`
  const demand = '以新担当新作为谱写新型工业化新篇章，为全省走在前列构筑强大物质技术基础'
  expect(taken(demand, preamble)).not.toBe(preamble)
  expect(taken(demand, '要大力推进新型工业化')).toBe('要大力推进新型工业化')
})

test('sentences end at stops and keep their offsets', () => {
  const text = '会议强调，要稳住工业；完。'
  expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['会议强调，要稳住工业'])
})

test('a sentence about earlier years alone looks back', () => {
  expect(looksBack('2025年，营业收入达到286亿元', 2026)).toBe(true)
  expect(looksBack('总结2025年工作，部署2026年工作', 2026)).toBe(false)
  expect(looksBack('要推动传统产业转型', 2026)).toBe(false)
})
