import { describe, expect, test } from 'vitest'
import { findEntities, findMentions } from './entities.ts'
import type { ArticleText, DocumentText, EntityKind } from './types.ts'
import { loadWords, withWords } from './words.ts'

const words = loadWords()

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

const documentOf = (...articles: ArticleText[]): DocumentText => ({
  published: null,
  number: null,
  issuer: null,
  year: null,
  articles,
})

const sorted = (list: string[]) => list.toSorted().join(' ')
const found = (kind: EntityKind, ...paragraphs: string[]) =>
  sorted(findEntities(documentOf(article(paragraphs)), words)[kind])

describe('divisions', () => {
  test.each([
    ['肇庆市与广东各地共建产业园。', '肇庆市 广东'],
    ['肇庆加快发展，肇庆市委作出部署。', '肇庆市'],
    ['浙江嘉兴海宁的客商来访。', '浙江 嘉兴 海宁'],
    ['广东省肇庆市鼎湖区莲花镇开展走访。', '广东省 肇庆市 鼎湖区 莲花镇'],
    ['粤港澳大湾区与中国各乡镇共同发展，小镇和城镇都有变化。', ''],
    ['《肇庆日报》报道了此事。', ''],
    ['政府职能转变，平安建设推进，方便群众。', ''],
  ])('%s', (text, expected) => {
    expect(found('divisions', text)).toBe(sorted(expected.split(' ')))
  })

  test('the short name of a county counts only beside the place it lies in', () => {
    expect(found('divisions', '海宁发展很快。')).toBe('')
    expect(found('divisions', '海宁发展很快。', '嘉兴市召开会议。')).toBe(sorted('海宁 嘉兴市'.split(' ')))
  })

  test('a place no list knows counts before an organ or when it stands twice', () => {
    expect(found('divisions', '望澜市委召开会议。')).toBe(sorted('望澜市'.split(' ')))
    expect(found('divisions', '活动在砚浦县举行。')).toBe('')
    expect(found('divisions', '活动在砚浦县举行。', '来自砚浦县的代表参加。')).toBe(sorted('砚浦县'.split(' ')))
  })

  test('a place inside the name of an organ counts, one inside the name of a park does not', () => {
    expect(found('divisions', '肇庆市统计局公布数据。')).toBe(sorted('肇庆市'.split(' ')))
    expect(found('divisions', '企业落户肇庆高新技术产业开发区。')).toBe('')
  })
})

describe('organisations', () => {
  test.each([
    ['肇庆市委组织部召开会议。', '肇庆市委组织部'],
    ['会议落实省、市委要求。', '省委 市委'],
    ['市委、市政府高度重视，请市政协委员提出意见。', '市委 市政府 市政协'],
    ['鼎湖区十六届人大五次会议闭幕。', '鼎湖区十六届人大'],
    ['中国共产党肇庆市鼎湖区第十三届委员会召开会议。', '中国共产党肇庆市鼎湖区第十三届委员会'],
    ['省退役军人事务厅、市发展改革局和市乡村振兴局参加。', '省退役军人事务厅 市发展改革局 市乡村振兴局'],
    ['肇庆市工业设计创新促进会揭牌。', '肇庆市工业设计创新促进会'],
    ['成立县委、县政府产业振兴领导小组。', '县委、县政府产业振兴领导小组 县委 县政府'],
    ['市住建局党组书记主持会议，市住建局党组认真学习。', '市住建局党组 市住建局'],
    ['肇庆市人民政府驻广州招商服务中心揭牌。', '肇庆市人民政府驻广州招商服务中心'],
    ['各县（市、区）人民政府，各级行业协会，相关部门要抓好落实。', ''],
    ['优化布局，顾全大局，改变格局。', ''],
  ])('%s', (text, expected) => {
    expect(found('organisations', text)).toBe(sorted(expected.split(' ')))
  })

  test('a short form after the full one is the same organ, before it another', () => {
    expect(found('organisations', '鼎湖区委召开全会，区委书记讲话。')).toBe(sorted('鼎湖区委'.split(' ')))
    expect(found('organisations', '市委书记一行到访，四会市委书记陪同。')).toBe(sorted('市委 四会市委'.split(' ')))
  })

  test('a defined short name goes with the full one', () => {
    const text = '肇庆市工业设计促进会（以下简称“肇庆设计会”）成立。肇庆设计会办公室设在市区。'
    expect(found('organisations', text)).not.toMatch(/(^| )肇庆设计会( |$)/)
  })

  test('市政府 is one with 市人民政府', () => {
    expect(found('organisations', '市政府印发通知。', '经市人民政府同意。')).toBe(sorted('市人民政府'.split(' ')))
  })
})

describe('people', () => {
  test.each([
    ['市长梁远帆主持会议，副市长何明出席。', '梁远帆 何明'],
    ['梁远帆强调，要抓好落实。', '梁远帆'],
    ['县领导庄一禾、苗壮、黎小满参加。', '庄一禾 苗壮 黎小满'],
    ['梁远帆、何一鸣表示，将加强合作。', '梁远帆 何一鸣'],
    ['深入学习贯彻习近平总书记重要讲话精神。', '习近平'],
    ['总统姆本巴发表讲话。', '姆本巴'],
    ['来自四会的退役军人徐文强便签下订单。', '徐文强'],
    ['书记高度重视，主任会议指出，方案强调，全会提出。', ''],
  ])('%s', (text, expected) => {
    expect(found('people', text)).toBe(sorted(expected.split(' ')))
  })

  test('people of the byline stand in no list', () => {
    const bylines = [{ role: 'reporter', name: '林一帆' } as const]
    const entities = findEntities(documentOf(article(['负责人林一帆介绍情况。'], { bylines })), words)
    expect(entities.people).toEqual([])
  })
})

describe('chains', () => {
  test.each([
    ['做大做强新型储能、硅能源和生物医药等产业链。', '新型储能 硅能源 生物医药'],
    ['推动食品、造纸及纸制品产业链增长。', '造纸及纸制品产业链 食品'],
    ['肇庆金属加工产业和摩托车产业形成规模。', '金属加工产业 摩托车产业'],
    ['重点产业链是：白酒、能源、装备制造（含机器人）。', '白酒 能源 装备制造 机器人'],
    ['立足纸业、食品、香业三大传统产业。', '纸业 食品 香业'],
    ['前瞻布局人工智能合成生物、氢能源等未来产业。', '人工智能 合成生物 氢能源'],
    ['发展低空经济和数字经济，壮大实体经济、县域经济。', '低空经济 数字经济'],
    ['发展传统优势产业、未来产业，做强制造业、服务业、金融业和农业。', ''],
    ['在教育、医疗、养老等领域推出举措。', ''],
  ])('%s', (text, expected) => {
    expect(found('chains', text)).toBe(sorted(expected.split(' ')))
  })

  test('forms of one industry are merged into the longest', () => {
    expect(found('chains', '摩托车、造纸、家电等传统产业发展。', '造纸工业转型升级。')).toBe(
      sorted('摩托车 造纸工业 家电'.split(' ')),
    )
  })

  test('an industry inside a proper name with its head is not listed', () => {
    expect(found('chains', '建设动力电池产业园。')).toBe('')
    expect(found('chains', '实施“人工智能+”行动。')).toBe('')
  })
})

describe('parks', () => {
  test.each([
    ['落户肇庆高新技术产业开发区和鼎湖工业园。', '肇庆高新技术产业开发区 鼎湖工业园'],
    ['建设福州、厦门、泉州省级人工智能产业园。', '省级人工智能产业园'],
    ['获评国家安全应急产业（综合类）示范基地。', '国家安全应急产业（综合类）示范基地'],
    ['加快大型产业集聚区先行启动区建设，做强产业有序转移主平台。', '大型产业集聚区 产业有序转移主平台'],
    ['新建3个特色产业园和一批标准化园区，打造一流示范区。', ''],
    ['打造高质量发展示范区，建设宜居宜业的现代活力新城。', ''],
  ])('%s', (text, expected) => {
    expect(found('parks', text)).toBe(sorted(expected.split(' ')))
  })
})

describe('enterprises', () => {
  test.each([
    ['广东岚砚精密机械有限公司投产。', '广东岚砚精密机械有限公司'],
    ['以拥有岚达纸业、亚泰森柏、中澜纸业等企业为代表的造纸工业。', '岚达纸业 亚泰森柏 中澜纸业'],
    ['从上世纪肇庆造纸厂等企业起步。', '肇庆造纸厂'],
    ['龙头企业以岚鑫药业、长砚制药为主。', '岚鑫药业 长砚制药'],
    ['设立肇庆高新产业发展基金。', '肇庆高新产业发展基金'],
    ['支持汽车、电子、化工等企业和上市公司，引导民营企业。', ''],
  ])('%s', (text, expected) => {
    expect(found('enterprises', text)).toBe(sorted(expected.split(' ')))
  })
})

describe('platforms', () => {
  test.each([
    ['肇庆双碳实验室获批。', '肇庆双碳实验室'],
    ['开通中小微企业诉求快速响应平台。', '中小微企业诉求快速响应平台'],
    ['优化“岚政通”、“岚执法”等平台。', '岚政通 岚执法'],
    ['建好高校区域技术转移转化中心（福建）。', '高校区域技术转移转化中心（福建）'],
    ['建设高能级创新平台、省级重点实验室和制造业中试服务平台10家。', ''],
  ])('%s', (text, expected) => {
    expect(found('platforms', text)).toBe(sorted(expected.split(' ')))
  })
})

describe('programmes', () => {
  test.each([
    ['推进“工业跃升”工程和“百千万工程”。', '“工业跃升”工程 百千万工程'],
    ['落实省委“1310”具体部署和“十五五”规划目标。', '“1310”具体部署 “十五五”规划'],
    ['实施种业振兴行动、数字化转型示范行动。', '种业振兴行动 数字化转型示范行动'],
    ['做好金融“五篇大文章”，实施省引才“百人计划”。', '金融“五篇大文章” 省引才“百人计划”'],
    ['严格落实耕地保护和粮食安全责任制。', '耕地保护和粮食安全责任制'],
    ['印发《肇庆市产业振兴行动方案》和《肇庆市公路管理办法》。', '肇庆市产业振兴行动方案'],
    ['高水平建设“一园三中心”，实现“十大新突破”，做到“五个一”。', '一园三中心 十大新突破 五个一'],
    ['察看岚中通道、岚浦跨海大桥建设。', '岚中通道 岚浦跨海大桥'],
    ['持续推进政策“一网公开”、服务“一网通办”。', '一网公开 一网通办'],
    ['培育“小巨人”企业，当好“主力军”，冲刺“千亿强县”，实行“一企一策”。', ''],
    ['全面深化改革，实施重大工程，制定工作方案。', ''],
  ])('%s', (text, expected) => {
    expect(found('programmes', text)).toBe(sorted(expected.split(' ')))
  })

  test('a name held in quotes by a longer one goes with it', () => {
    expect(found('programmes', '完善“揭榜挂帅”机制。', '推行揭榜挂帅。')).toBe(sorted('“揭榜挂帅”机制'.split(' ')))
  })
})

test('headlines count, the paper does not', () => {
  const entities = findEntities(
    documentOf(article(['会议召开。'], { headline: '鼎湖区委召开全会', paper: '肇庆日报' })),
    words,
  )
  expect(entities.organisations).toEqual(['鼎湖区委'])
  expect(entities.divisions).toEqual(['鼎湖区'])
})

test('traditional characters stay as they are written', () => {
  const entities = findEntities(documentOf(article(['肇慶市發展改革局與廣東各縣區開展產業對接。'])), words)
  expect(entities.divisions).toEqual(['肇慶市', '廣東'])
  expect(entities.organisations).toEqual(['肇慶市發展改革局'])
})

test('an official can add words of the city', () => {
  const own = withWords(words, { divisions: { places: { 云山省: { 望澜市: '鹭汀区' } } } })
  expect(findEntities(documentOf(article(['鹭汀、望澜共同发展。'])), own).divisions).toEqual(['鹭汀', '望澜'])
})

test('mentions point at their words, in the order of the text', () => {
  const text = '市长梁远帆到肇庆双碳实验室调研低空经济。'
  const mentions = findMentions(text, words)
  expect(mentions.map((mention) => [mention.kind, text.slice(mention.start, mention.end)])).toEqual([
    ['people', '梁远帆'],
    ['platforms', '肇庆双碳实验室'],
    ['chains', '低空经济'],
  ])
})

test('any text is read without a fault, and without growing work', () => {
  const odd = [
    '',
    '”“（）《》、、、',
    '”'.repeat(3000),
    '产业'.repeat(20_000),
    '（'.repeat(5000),
    `${'市委、'.repeat(5000)}等企业`,
  ]
  for (const text of odd)
    for (const mention of findMentions(text, words)) {
      expect(mention.start).toBeLessThan(mention.end)
      expect(mention.end).toBeLessThanOrEqual(text.length)
    }
})
