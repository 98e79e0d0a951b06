import { describe, expect, test } from 'vitest'
import { readStructureOf } from './read.ts'
import type { ArticleText } from './types.ts'
import { loadWords } from './words.ts'

const words = loadWords()
const read = (text: string, name = 'page.txt') => readStructureOf(text, name, words)
const only = (text: string, name?: string): ArticleText => {
  const [article, ...others] = read(text, name).articles
  expect(others).toEqual([])
  if (!article) throw new Error('no article')
  return article
}

describe('a newspaper page', () => {
  const page = `## 云山市召开制造业大会

云山日报讯（记者/林一帆 通讯员/周小渡）3月5日，云山市召开制造业大会，总结2025年工作，部署2026年工作。会议要求，要把制造业摆在更加突出的位

置，加快建设现代化产业体系。

会议强调，一要抓项目。二要抓企业

三要抓人才，让更多人才留在云山。

### ■聚焦制造业大会

# 从“老”到“新” 云山工业再出发

近年来，云山的车间里亮起了新灯光。

文/图 云山日报记者 许知远

云山，一座以陶瓷闻名的城市，正在寻找新的方向。

### 做强产业链条

产业链是工业的脊梁。`

  test('is taken apart into its articles with headline, kicker and subheads', () => {
    const { articles } = read(page)
    expect(articles.map((article) => article.headline)).toEqual(['云山市召开制造业大会', '从“老”到“新” 云山工业再出发'])
    expect(articles[1]).toMatchObject({ kicker: '■聚焦制造业大会', subheads: ['做强产业链条'], paper: '云山日报' })
  })

  test('paragraphs cut by a column are joined with nothing inserted, also where the comma is lost', () => {
    const [first] = read(page).articles
    expect(first?.paragraphs).toEqual([
      '云山日报讯（记者/林一帆 通讯员/周小渡）3月5日，云山市召开制造业大会，总结2025年工作，部署2026年工作。会议要求，要把制造业摆在更加突出的位置，加快建设现代化产业体系。',
      '会议强调，一要抓项目。二要抓企业三要抓人才，让更多人才留在云山。',
    ])
    expect(first?.joins).toEqual(
      ['更加突出的位置，加快建设', '二要抓企业三要抓人才，'.slice(-12)].map((join) =>
        expect.stringContaining(join.slice(0, 5)),
      ),
    )
  })

  test('bylines and the day of the dateline are read, its year from the text', () => {
    const [first, second] = read(page).articles
    expect(first?.bylines).toEqual([
      { role: 'reporter', name: '林一帆' },
      { role: 'correspondent', name: '周小渡' },
    ])
    expect(first?.date).toBe('2026-03-05')
    expect(second?.bylines).toEqual([{ role: 'reporter', name: '许知远' }])
  })

  test('the caption above a picture credit is no paragraph', () => {
    expect(read(page).articles[1]?.paragraphs).toEqual([
      '云山，一座以陶瓷闻名的城市，正在寻找新的方向。',
      '产业链是工业的脊梁。',
    ])
    expect(read(page).articles[1]?.headings).toEqual([null, '做强产业链条'])
  })

  test('a page of a web edition loses its index, which tells the kicker from the headline', () => {
    const article = only(`第A02版:要闻
上一版 下一版
牢牢把握新机遇
共同提升竞争力
版面导航
2026 年 3 月 6 日 星期五 放大 缩小 默认
云山市代表团赴邻市考察
牢牢把握新机遇
共同提升竞争力

云山日报讯 (记者/林一帆) 3月5日，云山市代表团赴邻市考察。`)
    expect(article).toMatchObject({
      headline: '牢牢把握新机遇 共同提升竞争力',
      kicker: '云山市代表团赴邻市考察',
      date: '2026-03-05',
    })
    expect(article.paragraphs).toHaveLength(1)
  })

  test('a bulletin is taken apart at its headings, without its table of contents', () => {
    const items = ['秋粮收购进度过半', '新航线开通', '港口吞吐量增长', '山区通了高铁']
    const text = `# 《云山新闻》 (20260306)\n\n## 新闻摘要\n\n${items.map((item, i) => `${i + 1}.${item}；`).join('\n')}\n\n## 详细新闻\n\n${items
      .map((item) => `### ${item}\n\n云山台消息（云山新闻）：记者获悉，${item}，各项工作有序推进。`)
      .join('\n\n')}`
    const document = read(text)
    expect(document.articles.map((article) => article.headline)).toEqual(items)
    expect(document.published).toBe('2026-03-06')
    expect(document.articles[0]?.bylines).toEqual([])
  })
})

describe('a break', () => {
  test('after a quotation or a short name in brackets is repaired', () => {
    const text = '云山日报讯（记者/林一帆）该项目建成后将成为全市煤炭行业的“航空母舰”\n\n将推动整个产业提档升级。'
    expect(only(text).paragraphs).toHaveLength(1)
  })

  test('is not seen where a sentence has ended, before a number, or around a table row', () => {
    const text =
      '全市召开了大会，部署了全年的工作任务。\n要抓好落实工作。\n附件：1.2026年任务分解表\n2.2026年民生实事分解表\n指标 数值\n城镇人口 2280.32 70.96\n乡村人口 933.02 29.04\n'
    expect(only(text).joins).toEqual([])
  })

  test('lies at each comma of a text set one clause a line', () => {
    expect(only('2026年,\n云山生产总值突破4000亿元,\n实现争先进位。\n新的一年,\n备受关注。').paragraphs).toEqual([
      '2026年,云山生产总值突破4000亿元,实现争先进位。',
      '新的一年,备受关注。',
    ])
  })

  test('a short title between two halves of a sentence is joined to neither', () => {
    const text =
      '## 甲\n\n会议指出，今年是全面推进产业升级的关键一年，各级各部门要统筹推\n\n一图读懂\n\n进各项工作，确保完成任务。'
    const [article] = read(text).articles
    expect(article?.paragraphs).toEqual([
      '会议指出，今年是全面推进产业升级的关键一年，各级各部门要统筹推进各项工作，确保完成任务。',
    ])
  })
})

describe('a report or notice', () => {
  test('is one article; its title, speaker, day and paper are facts of its head', () => {
    const text = `下载
打印
【字号：
加大
】
2026年云山省政府工作报告
——2026年1月27日在云山省第十届人民代表大会第四次会议上
来源：云山日报
时间：2026-02-06
云山省人民政府省长 周山河
各位代表：
现在，我代表省人民政府，向大会报告工作。
一、2025年工作回顾
全省地区生产总值增长5%。
（一）着力推进产业升级
先进制造业骨干作用增强。`
    expect(only(text)).toMatchObject({
      headline: '2026年云山省政府工作报告',
      paper: '云山日报',
      date: '2026-01-27',
      bylines: [{ role: null, name: '周山河' }],
      subheads: ['一、2025年工作回顾', '（一）着力推进产业升级'],
    })
    expect(only(text).paragraphs).toHaveLength(4)
    expect(read(text)).toMatchObject({ published: '2026-02-06', year: 2026 })
  })

  test('a title broken over lines is put together with nothing inserted', () => {
    const text = `文 号 | 云政办〔2026〕2 号 | 发文日期 | 2026-04-19 00:00 |
---|---|---|---|
发布机构 | 政府办 | 有 效 性 | 有效 |
区人民政府办公室关于印发2026年区政府
工作报告确定的主要目标任务责任分解
方案的通知
各街道办事处,区人民政府各部门:
请认真抓好落实。`
    expect(read(text)).toMatchObject({ published: '2026-04-19', number: '云政办〔2026〕2号', issuer: '政府办' })
    expect(only(text).headline).toBe('区人民政府办公室关于印发2026年区政府工作报告确定的主要目标任务责任分解方案的通知')
    expect(only(text).joins).toHaveLength(2)
    expect(only(text).paragraphs).toHaveLength(2)
  })

  test('its signature gives issuer and day, also where the document it passes on follows', () => {
    const text = `云山市人民政府办公室关于印发若干措施的通知
云府办〔2026〕12号

各区人民政府：
现将若干措施印发给你们，请认真组织实施。

云山市人民政府办公室
2026年3月16日

云山市支持企业若干措施
一、支持企业上规模
对首次上规企业给予奖励。`
    expect(read(text)).toMatchObject({
      published: '2026-03-16',
      number: '云府办〔2026〕12号',
      issuer: '云山市人民政府办公室',
    })
    expect(only(text).paragraphs).toHaveLength(3)
  })

  test('run-in headings stay with their paragraph, headings alone are subheads', () => {
    const article = only(
      '关于加快发展的实施意见\n一、财政支持\n设立引导资金。\n（一）投资支持。\n1.新上项目给予补助，标准另行制定，分年兑现到位。\n（二）研发支持。对企业给予奖励。',
    )
    expect(article.subheads).toEqual(['一、财政支持', '（一）投资支持。'])
    expect(article.paragraphs).toHaveLength(3)
  })

  test('a copy without line breaks gives back title, number and paragraphs', () => {
    const text = `云山市人民政府关于推行第三方治理的意见云府〔2026〕69号各区、县人民政府，市政府各部门：　　第三方治理是一种新模式，近年来取得了积极进展，但也存在一些问题。为推行第三方治理，现提出以下意见：　　一、总体要求　　（一）指导思想。坚持社会化方向，${'推动治理能力提升，'.repeat(12)}。　　　　　　　云山市人民政府　2026年3月7日`
    expect(read(text)).toMatchObject({ number: '云府〔2026〕69号', published: '2026-03-07' })
    expect(only(text)).toMatchObject({ headline: '云山市人民政府关于推行第三方治理的意见', subheads: ['一、总体要求'] })
    expect(only(text).paragraphs).toHaveLength(3)
  })

  test('a meeting in December that plans the year to come was held in the year before it', () => {
    const text = '云山日报讯（记者/林一帆）12月28日，市委经济工作会议召开，总结2025年工作，部署2026年工作。'
    expect(only(text).date).toBe('2025-12-28')
    expect(only(text.replace('12月28日', '1月8日')).date).toBe('2026-01-08')
  })

  test('the year of a day without one comes from the name of the file where the text has none', () => {
    expect(only('2月6日，记者从市链长办获悉，方案已经印发。', 'yunshan-20250208.txt').date).toBe('2025-02-06')
    expect(only('2月6日，记者从市链长办获悉，方案已经印发。').date).toBeNull()
  })
})
