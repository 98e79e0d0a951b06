import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFigures } from './figures.ts'
import type { ArticleText, DocumentText, Figure } from './types.ts'
import { loadWords } from './words.ts'

const words = loadWords()

function articleOf(
  paragraphs: string[],
  headline: string | null = null,
  headings: (string | null)[] = [],
): ArticleText {
  return {
    headline,
    kicker: null,
    subheads: [],
    paper: null,
    bylines: [],
    date: null,
    paragraphs,
    headings: paragraphs.map((_, i) => headings[i] ?? null),
    joins: [],
  }
}

function read(article: ArticleText, year: number | null = 2031): Figure[] {
  const doc: DocumentText = { published: null, number: null, issuer: null, year, articles: [article] }
  return findFigures(article, 0, words, doc)
}

/** One figure in one line: `indicator op value unit kind`. */
const line = (figure: Figure) =>
  `${figure.indicator ?? '-'} ${figure.op}${figure.value} ${figure.unit ?? '-'} ${figure.kind}`
const lines = (text: string) => read(articleOf([text])).map(line)

describe('figures', () => {
  const cases: [string, string, string[]][] = [
    ['money in its base unit', '全市实现税收收入182.39亿元。', ['税收收入 =18239000000 CNY actual']],
    [
      'a growth rate under the indicator before it',
      '外贸进出口总额720亿元，同比增长3.4%。',
      ['外贸进出口总额 =72000000000 CNY actual', '外贸进出口总额 =3.4 % actual'],
    ],
    ['a fall as a negative rate', '单位产值能耗下降2.6%。', ['单位产值能耗 =-2.6 % actual']],
    ['a fall to a value as the value', '失业率回落到4.1%。', ['失业率 =4.1 % actual']],
    [
      'percentage points of a comparison',
      '高新产值占比达41%，比上年提高1.5个百分点。',
      ['高新产值占比 =41 % actual', '高新产值占比 =1.5 pp actual'],
    ],
    ['a contribution to what is driven', '拉动全市规上工业增长8.5个百分点。', ['规上工业 =8.5 pp actual']],
    [
      'bounds before the number',
      '新设市场主体超3.2万户，办件量近5000件。',
      ['市场主体 >32000 户 actual', '办件量 <5000 件 actual'],
    ],
    [
      'a bound before a row of numbers holds for each of them',
      '流域达标率分别超过98.5%和99%。',
      ['流域达标率 >98.5 % actual', '流域达标率 >99 % actual'],
    ],
    [
      'bounds behind the number',
      '就业率稳定在95%以上，用时控制在40%以内。',
      ['就业率 >=95 % actual', '用时 <=40 % actual'],
    ],
    ['多 inside the number', '全镇有陶瓷作坊230多家。', ['陶瓷作坊 >230 家 actual']],
    ['about', '年均降水约1200毫米。', ['年均降水 ~1200 毫米 actual']],
    ['the noun behind a counter', '新建16个口袋公园和3座污水厂。', ['口袋公园 =16 个 actual', '污水厂 =3 座 actual']],
    [
      'a list whose members have their own number',
      '甲河、乙河流域水质分别改善4.0%和3.0%。',
      ['甲河 =4 % actual', '乙河流域水质 =3 % actual'],
    ],
    [
      'a list in the clause before',
      '传统行业如陶瓷业、家具业，均保持增势，增速分别达18.0%、29.6%。',
      ['陶瓷业 =18 % actual', '家具业 =29.6 % actual'],
    ],
    [
      'a range as floor and ceiling',
      '每条产业链确定2至4个承载园区。',
      ['承载园区 >=2 个 actual', '承载园区 <=4 个 actual'],
    ],
    ['from and to as two figures', '示范村由6个增加到10个。', ['示范村 =6 个 actual', '示范村 =10 个 actual']],
    [
      'shares of three sectors',
      '三次产业结构为6.1:48.7:45.2。',
      ['三次产业结构 =6.1 % actual', '三次产业结构 =48.7 % actual', '三次产业结构 =45.2 % actual'],
    ],
    ['a ratio', '收益与成本之比约为1:4。', ['收益与成本之比 ~0.25 - actual']],
    ['an index number without a unit', '景气指数为103.2，处于高位。', ['景气指数 =103.2 - actual']],
    ['成 and 倍', '上云企业占比超八成，订单增长1.5倍。', ['上云企业占比 >80 % actual', '订单 =1.5 倍 actual']],
    ['百分之', '合格率达到百分之九十八。', ['合格率 =98 % actual']],
    ['a doubling', '专利拥有量翻一番。', ['专利拥有量 =2 倍 actual']],
    [
      'a share of something',
      '甲镇产值达30亿元，占全县的39%。',
      ['甲镇产值 =3000000000 CNY actual', '甲镇产值 =39 % actual'],
    ],
    [
      'full-width digits and half-width marks',
      '城镇化率达７１．５％,提高0.6个百分点。',
      ['城镇化率 =71.5 % actual', '城镇化率 =0.6 pp actual'],
    ],
    ['thousands separators', '人均可支配收入38,215元。', ['人均可支配收入 =38215 CNY actual']],
    [
      'traditional characters',
      '財政收入達3.6億元,增長5.2%。',
      ['財政收入 =360000000 CNY actual', '財政收入 =5.2 % actual'],
    ],
    ['people without a counter', '惠及近30万群众。', ['群众 <300000 人 actual']],
    ['a compound unit', '亩均税收达到28万元/亩。', ['亩均税收 =280000 CNY/亩 actual']],
    ['a unit after 每', '细颗粒物浓度低于每立方米21微克。', ['细颗粒物浓度 <21 微克/m3 actual']],
    [
      'amounts that share one unit',
      '对三类园区分别给予30、20、10万元补贴。',
      ['补贴 =300000 CNY target', '补贴 =200000 CNY target', '补贴 =100000 CNY target'],
    ],
    [
      'rates that belong to the two figures before them',
      '接待游客1200万人次，实现旅游收入95亿元，分别增长15%和18.5%。',
      ['游客 =12000000 人次 actual', '旅游收入 =9500000000 CNY actual', '游客 =15 % actual', '旅游收入 =18.5 % actual'],
    ],
    [
      'points that share their unit',
      '群众满意率较去年提升1.2个、2.5个百分点。',
      ['群众满意率 =1.2 pp actual', '群众满意率 =2.5 pp actual'],
    ],
    ['the subject of the clause before', '粮食产量再创新高，达到105.6万吨。', ['粮食产量 =1056000 吨 actual']],
    [
      'a rule of a policy quoted in the news',
      '对年纳税额突破1000万元的企业，给予10万元奖励。',
      ['纳税额 >10000000 CNY target', '奖励 =100000 CNY target'],
    ],
    ['a life expectancy', '人均预期寿命达81.2岁。', ['人均预期寿命 =81.2 岁 actual']],
    ['a size class inside what is counted', '引进亿元以上产业项目超100个。', ['亿元以上产业项目 >100 个 actual']],
    ['a size class behind the counter', '开工12个10亿元以上项目。', ['10亿元以上项目 =12 个 actual']],
    ['a scale word with a bound as money', '一批超百亿重大项目落户。', ['重大项目 >10000000000 CNY actual']],
    ['破百 as a count', '签约项目破百。', ['签约项目 >100 个 actual']],
  ]
  it.each(cases)('%s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected)
  })

  it('numbers that measure nothing are no figures', () => {
    const nothing = [
      '会议传达了十四届六次全会精神，落实“1310”部署和“1+6+3”安排。',
      '文号为工信〔2031〕63号，联系电话0750-3831234。',
      '2031年3月5日上午9时30分，第3次会议在101室召开。',
      '连续4年位居全省第一，排名上升3位，列第12位。',
      '要在24小时内提出方案，7个工作日内办结。',
      '打造一批标杆，树立一个品牌，用好“五个一”机制。',
      '《关于支持100家企业的意见》已印发。',
      '每条产业链明确1名领导、1个部门。',
      '推出“30条”措施，拨打12345热线。',
      '大会应到十几个代表团。',
      '事故造成3人死亡、5人受伤。',
    ]
    for (const text of nothing) expect([text, lines(text)]).toEqual([text, []])
  })

  it('a slogan is a name, and stands once', () => {
    expect(lines('锚定“千亿强县”目标，乘千亿之势再出发。')).toEqual(['- =100000000000 CNY name'])
    expect(lines('实施“百亿跃升”行动，组建工业200强企业专班。')).toEqual([
      '- =10000000000 CNY name',
      '工业 =200 强 name',
    ])
    expect(lines('引进世界500强企业6家。')).toEqual(['世界 =500 强 name', '世界500强企业 =6 家 actual'])
  })

  it('what is promised is a target, what has happened is not', () => {
    expect(lines('力争全年招引项目50个。')).toEqual(['项目 =50 个 target'])
    expect(lines('到2035年，高新企业达到3000家。')).toEqual(['高新企业 =3000 家 target'])
    expect(lines('目前，全市已有高新企业1200家。')).toEqual(['高新企业 =1200 家 actual'])
    expect(lines('项目涵盖三类，计划总投资超130亿元。')).toEqual(['计划总投资 >13000000000 CNY target'])
    expect(lines('项目达产后，年产值可达20亿元。')).toEqual(['年产值 =2000000000 CNY target'])
    expect(lines('会议强调，要加快3个先行启动区建设。')).toEqual(['先行启动区建设 =3 个 target'])
  })

  it('a target for a later year holds on until a sentence turns back', () => {
    const text = '到2035年，规上企业达到800家。研发投入强度达到3%。目前，全县已有规上企业410家。'
    expect(lines(text)).toEqual(['规上企业 =800 家 target', '研发投入强度 =3 % target', '规上企业 =410 家 actual'])
  })

  it('a report looks back first and plans then', () => {
    const article = articleOf(
      ['2030年，新增学位1.2万个。实施稳岗扩容计划，新增岗位3万个。', '新建学校6所，培育龙头企业30家。'],
      '2031年某市政府工作报告',
      ['一、2030年工作回顾', '二、2031年工作安排'],
    )
    expect(read(article).map(line)).toEqual([
      '学位 =12000 个 actual',
      '岗位 =30000 个 actual',
      '学校 =6 所 target',
      '龙头企业 =30 家 target',
    ])
  })

  it('amounts and thresholds of a support policy are targets, a pure size class is none', () => {
    const article = articleOf(
      [
        '对首次入库的企业，分别给予30万元、10万元奖励，每年最高奖励不超过200万元。',
        '对新发展的100—500亩的果园基地，一次性补助80元/亩。',
        '销售收入超过3000万元的，按投资额给予5%-20%补助。',
      ],
      '某县支持产业发展若干措施',
    )
    expect(read(article).map(line)).toEqual([
      '奖励 =300000 CNY target',
      '奖励 =100000 CNY target',
      '最高奖励 <=2000000 CNY target',
      '补助 =80 CNY/亩 target',
      '销售收入 >30000000 CNY target',
      '补助 >=5 % target',
      '补助 <=20 % target',
    ])
  })

  it('the same quantity stands once per article, another period or indicator again', () => {
    expect(lines('签约25个项目。这25个项目涵盖三类。')).toEqual(['项目 =25 个 actual'])
    expect(lines('工业投资突破1000亿元，外贸突破1000亿元。')).toHaveLength(2)
  })

  it('a target of a report takes the year of its section, whose first paragraph has no number', () => {
    const review = '2030年，全市地区生产总值3186.4亿元，增长5.1%。'
    const aims = '全市经济社会发展的主要预期目标是：地区生产总值增长5%左右，工业投资增长9%。'
    const sections = ['一、2030年工作回顾', '二、2031年工作安排', '二、2031年工作安排']
    const report = articleOf([review, '做好今年工作，要坚持实体经济为本。', aims], '甲市政府工作报告', sections)
    const targets = read(report).filter((figure) => figure.kind === 'target')
    expect(targets.map((figure) => figure.period)).toEqual(['2031', '2031'])
  })

  it('names the period, and resolves 今年 only where the year is certain', () => {
    const text = '今年1—2月，规上工业增加值增长9.3%。'
    expect(read(articleOf([text])).map((figure) => figure.period)).toEqual(['2031-01..2031-02'])
    expect(read(articleOf([text]), null).map((figure) => figure.period)).toEqual([null])
    expect(read(articleOf(['“十四五”期间，累计造林30万亩。'])).map((figure) => figure.period)).toEqual(['2021..2025'])
  })

  it('every citation points at exactly its quoted words, whatever the text', () => {
    const pieces = [
      '增长',
      '达',
      '3.5',
      '％',
      '亿元',
      '12',
      '个',
      '项目',
      '，',
      '。',
      '“',
      '”',
      '（',
      '）',
      '分别',
      '百',
      '千亿',
      '第',
      '至',
      '—',
      '、',
      '和',
      '占',
      '的',
      '超',
      '多',
      '每',
      '比上年',
      '要',
      '到2035年',
      '奖励',
      ' ',
      ',',
      '：',
      'a',
      '\ud800',
      '个百分点',
      '家',
      '由',
      '以上',
      '翻',
      '番',
      '《',
      '亩',
      '万',
      '成',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const article = articleOf([parts.join('')])
        for (const { text, indicator, citation } of read(article)) {
          const paragraph = article.paragraphs[citation.paragraph] ?? ''
          expect(text).toBe(paragraph.slice(citation.start, citation.end))
          expect(text.length).toBeGreaterThan(0)
          if (indicator !== null) expect(paragraph).toContain(indicator)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes time in proportion to the length of one huge paragraph, full stops or not', () => {
    const pieces = [
      '全市新增企业120家，同比增长8.2%，占全省的3.1%；',
      '5%（',
      '增长5%，',
      '“5%',
      '给予5万元奖励',
      '1、',
      '（',
      '百千万',
    ]
    for (const piece of pieces) {
      const time = (length: number) => {
        const article = articleOf([piece.repeat(Math.ceil(length / piece.length))])
        const start = performance.now()
        read(article)
        return performance.now() - start
      }
      time(8000)
      const short = time(8000)
      expect([piece, time(64_000) < Math.max(short, 8) * 8 * 4]).toEqual([piece, true])
    }
  })
})
