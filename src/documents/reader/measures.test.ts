import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMeasures } from './measures.ts'
import type { ArticleText, DocumentText, Measure } from './types.ts'
import { loadWords, withWords } from './words.ts'

const words = loadWords()

const doc: DocumentText = { published: null, number: null, issuer: null, year: null, articles: [] }

const article = (paragraphs: string[], more: Partial<ArticleText> = {}): ArticleText => ({
  headline: null,
  kicker: null,
  subheads: [],
  paper: null,
  bylines: [],
  date: null,
  paragraphs,
  headings: paragraphs.map(() => null),
  joins: [],
  ...more,
})

const read = (paragraphs: string | string[], more: Partial<ArticleText> = {}): Measure[] =>
  findMeasures(article([paragraphs].flat(), more), 0, words, doc)
const texts = (paragraphs: string | string[], more: Partial<ArticleText> = {}) =>
  read(paragraphs, more).map((m) => m.text)

/** What a report asks for in a paragraph on the year ahead. */
const ahead = (paragraph: string) =>
  texts([paragraph], {
    headline: '2026年云港市政府工作报告',
    subheads: ['三、2026年重点工作'],
    headings: ['三、2026年重点工作'],
  })
const policy = (paragraph: string) => texts([paragraph], { headline: '关于扶持船舶产业的若干措施' })

describe('statements of a meeting or a leader', () => {
  test('one 要 is one measure up to the next 要 or the full stop', () => {
    expect(texts('会议强调，要抓好码头改造，提升通关效率，服务外贸企业。要守住安全底线，排查渡口隐患。')).toEqual([
      '要抓好码头改造，提升通关效率，服务外贸企业',
      '要守住安全底线，排查渡口隐患',
    ])
  })
  test('ordinals are kept apart from the words', () => {
    const found = read('会议要求，一要盯紧船闸项目，加快审批；二要用好港口基金。三是扩大冷链仓储。')
    expect(found.map((m) => [m.ordinal, m.text, m.by])).toEqual([
      [1, '要盯紧船闸项目，加快审批', '会议'],
      [2, '要用好港口基金', '会议'],
      [3, '扩大冷链仓储', '会议'],
    ])
  })
  test('the addressee in front of 要 stays out', () => {
    expect(texts('市长林若舟强调，各县区、各部门要摸清企业用工底数。')).toEqual(['要摸清企业用工底数'])
  })
  test('without 要 every clause with its own verb and object is a measure', () => {
    expect(texts('会议提出，加快建设滨江园区，做强船舶配套产业，引进一批检测机构。')).toEqual([
      '加快建设滨江园区',
      '做强船舶配套产业',
      '引进一批检测机构',
    ])
  })
  test('clauses of result and stance stay with the one before', () => {
    expect(texts('会议提出，打造沿江公园，让市民更好亲近水岸，为全市文旅发展作出贡献。')).toEqual([
      '打造沿江公园，让市民更好亲近水岸，为全市文旅发展作出贡献',
    ])
  })
  test('an order without 要 begins behind its addressee', () => {
    expect(texts('副市长白露要求相关部门主动上门服务，尽快办结用电申请。')).toEqual([
      '主动上门服务',
      '尽快办结用电申请',
    ])
  })
  test('a remark holds tasks only where it has 要', () => {
    expect(texts('会议指出，去年港口吞吐量稳步增长，推动经济持续向好。要再接再厉，开好局。')).toEqual([
      '要再接再厉，开好局',
    ])
  })
  test('a plan for the year ahead needs no 要', () => {
    expect(
      texts('会议指出，2023年，云港推动工业较快增长。2024年，云港坚持工业立市，做优做强船舶产业。', {
        date: '2024-01-05',
      }),
    ).toEqual(['坚持工业立市', '做优做强船舶产业'])
    expect(
      texts('会议指出，2024年，云港坚持工业立市，做优做强船舶产业。', { date: '2024-01-05' }),
      'also at the head of what is said',
    ).toEqual(['坚持工业立市', '做优做强船舶产业'])
  })
  test('以…为指导 before a list of principles is no measure, however short the preamble', () => {
    expect(texts('会议指出，做好工作的总体要求是：以新发展思想为指导，坚持稳中求进，着力提升城区能级。')).toEqual([
      '坚持稳中求进',
      '着力提升城区能级',
    ])
  })
  test('the speaker is the person, the meeting or the document', () => {
    expect(read('市委书记林若舟强调，要抓项目促开工。')[0]?.by).toBe('林若舟')
    expect(read('全市港口工作会议强调，要抓项目促开工。')[0]?.by).toBe('全市港口工作会议')
    expect(read('《船舶产业方案》提出，建设三个配套园。')[0]?.by).toBe('船舶产业方案')
    const both = read('全市港口工作会议提出，要抓项目促开工。会上更是提出，要做优做强船舶产业。')
    expect(both.map((measure) => measure.by)).toEqual(['全市港口工作会议', '全市港口工作会议'])
    expect(read('会议还研究了全年工作，强调要抓项目促开工。')[0]?.by).toBe('会议')
  })
  test('what a governing organ proposes to do counts, what an association pledges does not', () => {
    expect(texts('云港市地处江口。下一阶段云港将围绕船舶配套，组建一批创新联合体。')).toEqual([])
    expect(texts('云港市地处江口。云港将围绕船舶配套，组建一批创新联合体。')).toEqual([
      '围绕船舶配套，组建一批创新联合体',
    ])
    expect(texts('云港船东协会将组建一批创新联合体，推动行业发展。')).toEqual([])
  })
  test('verb phrases listed as the aspects of an order are measures each', () => {
    expect(texts('市委全会从打造创新平台、加强技术攻关、营造创新生态等方面进行了部署。')).toEqual([
      '打造创新平台',
      '加强技术攻关',
      '营造创新生态',
    ])
  })
  test('experts, firms and foreign offices set no tasks', () => {
    expect(texts('业内专家表示，企业要加快转型。')).toEqual([])
    expect(texts('某船厂总经理强调，要加快交付。')).toEqual([])
  })
  test('what the meeting did, what is done, and 重要, 需要, 要素 are none', () => {
    expect(texts('会议总结2023年工作，部署2024年工作，动员全市上下加快发展。')).toEqual([])
    expect(texts('近年来，云港大力发展船舶产业，建成三个园区。')).toEqual([])
    expect(texts('会议强调，码头是重要资源，发展需要要素保障。')).toEqual([])
  })
  test('what is asked inside a quoted slogan is no demand', () => {
    expect(texts('会议强调，“担子要一起挑”的责任十分重大。')).toEqual([])
  })
  test('a decision of the meeting is a task with the unit that leads it', () => {
    expect(texts('会议决定，由市港口局牵头，成立工作专班，推进船闸前期工作。')).toEqual([
      '由市港口局牵头，成立工作专班',
      '推进船闸前期工作',
    ])
  })
  test('the headings of a notice that lost its line breaks are found behind its opening', () => {
    const notice = '为抓好春耕，现就有关事项通知如下：一、高度重视，加强领导。各地要倒排农时。请各地于3月底前报送进展。'
    expect(read(notice, { headline: '云港市农业农村局关于抓好春耕的通知' }).map((m) => [m.ordinal, m.text])).toEqual([
      [1, '高度重视，加强领导'],
      [null, '要倒排农时'],
    ])
  })
  test('a wish is no task', () => {
    expect(texts('市长林若舟强调，希望企业抓住机遇，加快建设新船台。')).toEqual([])
  })
  test('a paragraph that opens with an ordinal goes on with the last speaker', () => {
    expect(read(['会议要求：', '一要加快疏浚航道。', '二要整治小码头。']).map((m) => [m.ordinal, m.by])).toEqual([
      [1, '会议'],
      [2, '会议'],
    ])
  })
})

describe('work reports', () => {
  test('what was done is no measure, what is to be done is', () => {
    const headings = ['一、2025年工作回顾', '二、2026年工作安排']
    expect(
      texts(['加快建设北港区，完善集疏运体系。', '加快建设南港区，完善冷链体系。'], {
        headline: '2026年云港市政府工作报告',
        subheads: headings,
        headings,
      }),
    ).toEqual(['加快建设南港区', '完善冷链体系'])
  })
  test('without headings the text itself tells where the year ahead begins', () => {
    expect(
      texts(['过去一年，我们推进北港区建设。', '今年要重点抓好以下工作：', '推进南港区建设。'], {
        headline: '2026年云港市政府工作报告',
      }),
    ).toEqual(['推进南港区建设'])
  })
  test('run-in headings with a verb are measures, numbered parts are not', () => {
    expect(ahead('激活消费主引擎。办好购物节，发展夜间经济。')).toEqual([
      '激活消费主引擎',
      '办好购物节',
      '发展夜间经济',
    ])
    expect(ahead('（一）壮大实体经济。稳住工业生产，新增规上企业30家。')).toEqual(['稳住工业生产', '新增规上企业30家'])
  })
  test('the preamble of general requirements is none', () => {
    expect(
      ahead(
        '今年工作的总体要求是：以新发展思想为指导，全面贯彻全会精神，认真落实省委部署，坚持稳中求进，统筹发展和安全。',
      ),
    ).toEqual(['坚持稳中求进', '统筹发展和安全'])
  })
  test('targets, aims and the meaning of a year set no tasks', () => {
    expect(ahead('今年的主要预期目标是：地区生产总值增长5%，新增就业3万人，完成节能任务。')).toEqual([])
    expect(ahead('2026年是“十五五”开局之年，也是云港在江口奋力争先、谱写新篇的一年。')).toEqual([])
  })
  test('a target without a verb and a parallel result stay with their directive', () => {
    expect(ahead('建设高标准农田，粮食播种面积稳定在80万亩以上。')).toEqual([
      '建设高标准农田，粮食播种面积稳定在80万亩以上',
    ])
    expect(ahead('完善梯度体系，带活一条产业链，提升一个产业集群。')).toEqual([
      '完善梯度体系，带活一条产业链，提升一个产业集群',
    ])
  })
  test('adverbials go with the directive behind them', () => {
    expect(ahead('以应用场景为牵引，打造数字港口。围绕船舶配套，组建联合体。在滨江新区试点建设零碳园区。')).toEqual([
      '以应用场景为牵引，打造数字港口',
      '围绕船舶配套，组建联合体',
      '在滨江新区试点建设零碳园区',
    ])
  })
  test('the clause that only says what a demand is about is left out', () => {
    expect(ahead('做好今年工作，要坚持项目为王，敢闯敢干。')).toEqual(['要坚持项目为王，敢闯敢干'])
  })
  test('calls and annexes are none', () => {
    expect(
      texts(['推进南港区建设。', '建设：指新建泊位。'], {
        headline: '2026年云港市政府工作报告',
        subheads: ['二、2026年工作安排', '名词解释'],
        headings: ['二、2026年工作安排', '名词解释'],
      }),
    ).toEqual(['推进南港区建设'])
    expect(ahead('各位代表！让我们团结一心，推进港城建设。')).toEqual([])
  })
})

describe('plans, notices and support policies', () => {
  test('each rule of a policy is one measure with its conditions', () => {
    expect(
      policy(
        '对新认定的省级研发中心，给予企业30万元奖励；对在港区投资5000万元以上，两年内投产的项目，一次性奖励100万元。',
      ),
    ).toEqual([
      '对新认定的省级研发中心，给予企业30万元奖励',
      '对在港区投资5000万元以上，两年内投产的项目，一次性奖励100万元',
    ])
  })
  test('cases listed with semicolons wait for their rule', () => {
    expect(policy('对盘活闲置船台的项目；对并购外地船厂并在本县纳税的企业，给予一次性奖励。')).toEqual([
      '对盘活闲置船台的项目；对并购外地船厂并在本县纳税的企业，给予一次性奖励',
    ])
  })
  test('鼓励 governs what the firms are to do', () => {
    expect(policy('鼓励企业加大研发投入，开发新船型，研制新设备。支持船厂数字化改造，建设配套园区。')).toEqual([
      '鼓励企业加大研发投入，开发新船型，研制新设备',
      '支持船厂数字化改造',
      '建设配套园区',
    ])
  })
  test('permissions, validity and formulas are none', () => {
    expect(policy('本措施自发布之日起施行，有效期三年。')).toEqual([])
    expect(policy('对投产项目可以申请奖励。')).toEqual([])
    expect(policy('为加快船舶产业发展，推动转型升级，结合我市实际，制定本措施。')).toEqual([])
  })
  test('the unit in charge stays out in front of its task and behind it', () => {
    expect(policy('加快船台改造，推广绿色涂装（责任单位：市工信局、市港口局）。')).toEqual([
      '加快船台改造',
      '推广绿色涂装',
    ])
    expect(policy('各责任单位制定实施细则，加强跟踪督查。')).toEqual(['制定实施细则', '加强跟踪督查'])
  })
  test('a numbered heading that runs into its paragraph is a measure with its ordinal', () => {
    const found = read('二、压实责任，主动作为。各单位要倒排工期。', {
      headline: '云港市人民政府办公室关于抓好船闸建设的通知',
    })
    expect(found.map((m) => [m.ordinal, m.by, m.text])).toEqual([
      [2, '云港市人民政府办公室', '压实责任，主动作为'],
      [null, '云港市人民政府办公室', '要倒排工期'],
    ])
  })
})

test('an official can add a verb without programming', () => {
  const directives = words.raw.get('directives')
  const verbs = typeof directives === 'object' && directives !== null ? Reflect.get(directives, 'verbs') : ''
  const more = withWords(words, { directives: { ...Object(directives), verbs: `${String(verbs)} 疏港` } })
  const text = '会议提出，疏港货运通道两条，打造物流园。'
  expect(findMeasures(article([text]), 0, words, doc).map((m) => m.text)).toEqual([])
  expect(findMeasures(article([text]), 0, more, doc).map((m) => m.text)).toEqual(['疏港货运通道两条', '打造物流园'])
})

test('every citation points at exactly its words, whatever the text', () => {
  const pieces = [
    '会议强调，',
    '要',
    '一要',
    '二是',
    '加快建设',
    '园区',
    '“港口',
    '”',
    '（',
    '）',
    '，',
    '；',
    '。',
    '对企业',
    '给予',
    '10万元',
    '将',
    '\n',
    '　　',
    '围绕',
    '江门',
    '《',
    '》',
    ' ',
  ]
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 }))
  const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))
  const headline = fc.constantFrom(null, '关于某事的通知', '2026年政府工作报告')
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), headline, (paragraphs, title) => {
      for (const measure of read(paragraphs, { headline: title })) {
        const { paragraph, start, end } = measure.citation
        expect(paragraphs[paragraph]?.slice(start, end)).toBe(measure.text)
        expect(measure.text.trim()).not.toBe('')
      }
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('a huge paragraph without marks is read in linear time', () => {
  const started = performance.now()
  read('要“（一、'.repeat(100_000), { headline: '关于某事的通知' })
  expect(performance.now() - started).toBeLessThan(5000)
})
