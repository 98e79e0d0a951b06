import { z } from 'zod'
import type { ArticleText, FigureKind } from './types.ts'
import { compiled, type Words } from './words.ts'

const list = z.array(z.string())
const file = z.object({
  plans: z.record(z.string(), z.string()),
  target: list,
  strong: list,
  ahead: list,
  putting: list,
  notTarget: list,
  actual: list,
  now: list,
  directing: list,
  directive: list,
  past: list,
  future: list,
  planning: list,
  planningText: list,
  policy: list,
})

export interface StanceWords {
  target: RegExp
  strong: RegExp
  ahead: RegExp
  putting: RegExp
  notTarget: RegExp
  actual: RegExp
  now: RegExp
  directing: RegExp
  directive: RegExp
  past: RegExp
  future: RegExp
  planning: RegExp
  planningText: RegExp
  policy: RegExp
  plans: ReadonlyMap<string, string>
}

const any = (words: readonly string[], flags = '') =>
  new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    flags,
  )

/** The words of periods and stance, compiled once per `Words`. */
export const stanceWords = (words: Words): StanceWords =>
  compiled(words, 'figures/stance', () => {
    const content = file.parse(words.raw.get('periods'))
    return {
      target: any(content.target, 'g'),
      strong: any(content.strong, 'g'),
      ahead: any(content.ahead, 'g'),
      putting: new RegExp(`^将[^，。；]{1,16}(?:${any(content.putting).source})`),
      notTarget: any(content.notTarget, 'g'),
      // 比去年, 较去年 name the base of a comparison
      actual: new RegExp(`(?<![比较])(?:${any(content.actual).source})`),
      now: any(content.now),
      directing: new RegExp(
        `(?:会议|全会|大会|报告|强调|指出|书记|市长|区长|县长|省长|主任|》|方案|规划|讲话|部署)[^。；]{0,16}(?:${any(content.directing).source})`,
      ),
      directive: new RegExp(`^[\\s（一二三四五六七八九十）、1-9.]*(?:${any(content.directive).source})`),
      past: any(content.past),
      future: any(content.future),
      planning: new RegExp(`(?:${any(content.planning).source})(?:（[^）]*）)?$`),
      planningText: any(content.planningText),
      policy: any(content.policy),
      plans: new Map(Object.entries(content.plans)),
    }
  })

export type Genre = 'report' | 'plan' | 'news'

/** What kind of text an article is: a report on work and plans, a plan or policy, or news and statistics. */
export function genreOf(article: ArticleText, words: StanceWords): Genre {
  const headline = article.headline ?? ''
  const opening = article.paragraphs
    .slice(0, 6)
    .map((paragraph) => paragraph.slice(0, 400))
    .join('\n')
  if (/政府工作报告/.test(headline) && !/通知|分解|意见|讲话|审议|讨论|解读/.test(headline)) return 'report'
  if (
    /总结|述职报告|(?:执行情况|工作)[^，。]{0,30}报告$/.test(headline) &&
    !/通知|意见|召开|会议|解读|听取/.test(headline)
  )
    return 'report'
  if (/向大会(?:报告|作)[^。]{0,12}(?:工作|报告)|向大会作(?:政府)?工作报告/.test(opening) && /各位代表/.test(opening))
    return 'report'
  if (words.planning.test(headline.replace(/[\s》”]+$/, '')) && !/公报|解读|召开|发布|出台/.test(headline))
    return 'plan'
  if (/通知$/.test(headline) && /方案|意见|办法|措施|政策|规划|计划/.test(headline)) return 'plan'
  if (words.planningText.test(opening) && article.date === null) return 'plan'
  return 'news'
}

/** The stance a paragraph has unless its own words say otherwise. */
export function paragraphStances(article: ArticleText, year: number | null, words: StanceWords): FigureKind[] {
  const genre = genreOf(article, words)
  if (genre === 'news') return article.paragraphs.map(() => 'actual')
  let stance: FigureKind = genre === 'plan' ? 'target' : 'actual'
  let heading: string | null = null
  return article.paragraphs.map((paragraph, i) => {
    const under = article.headings[i] ?? null
    const opening = paragraph.slice(0, 60)
    if (under !== heading) {
      heading = under
      if (under && isTop(under)) stance = turned(under, stance, words, genre)
    }
    if (isTop(opening)) {
      const named = Number(/^([0-9]{4})年/.exec(opening)?.[1] ?? Number.NaN)
      // 2025年，…全力以赴稳企业: a year gone by tells the past, for its own paragraph, whatever the words of effort in it
      if (year !== null && named < year && paragraph.length > 30) return 'actual'
      stance = turned(opening.split('。')[0] ?? opening, stance, words, genre)
    }
    if (genre !== 'report') return stance
    const own = byOpening(paragraph, stance, year, words)
    // a look back inside a section of plans holds for its own paragraph only
    if (own === 'target' || stance === 'actual') stance = own
    return own
  })
}

const isTop = (text: string) =>
  /^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节部]|[“"]?十[一二三四]五|[0-9]{4}年)/.test(text)

function turned(title: string, stance: FigureKind, words: StanceWords, genre: Genre): FigureKind {
  const past = words.past.test(title)
  const future = words.future.test(title)
  if (past && !future) return 'actual'
  if (future && !past) return 'target'
  return genre === 'plan' ? 'target' : stance
}

/** In a report the turn from review to plan also shows in how a paragraph begins. */
function byOpening(paragraph: string, stance: FigureKind, year: number | null, words: StanceWords): FigureKind {
  const opening = paragraph.slice(0, 160)
  if (
    /今年(?:经济社会)?发展的?主要(?:预期)?目标|主要预期目标|(?:今年|[0-9]{4}年)(?:政府)?工作的?总体要求|(?:今年|[0-9]{4}年)(?:我们)?(?:将|要)(?:重点|着力|突出)|重点(?:抓好|做好)(?:以下|[^，。]{0,6}方面)|今后五年|[0-9]{4}年是[^。]{0,20}(?:开局|起步)/.test(
      opening,
    )
  )
    return 'target'
  const plan = /“(十[一二三四五六]五)”时期[^。]{0,40}(?:目标|要求|任务|关键|第一个)/.exec(opening)
  if (plan && year !== null && Number(words.plans.get(plan[1] ?? '')?.slice(-4)) > year) return 'target'
  if (
    /^(?:——)?(?:(?:一|五|三|四|两)年来|过去(?:的)?(?:一|五)年|刚刚过去|初步(?:统计|核算)|回顾|[0-9]{4}年，(?:全[省市区县]|我们)[^。]{0,20}(?:完成|增长|实现))/.test(
      opening,
    )
  )
    return 'actual'
  return stance
}
