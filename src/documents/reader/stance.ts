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
      // 2025年，…全力以赴稳企业: a year gone by tells the past, whatever the words of effort in it
      stance =
        year !== null && named < year ? 'actual' : turned(opening.split('。')[0] ?? opening, stance, words, genre)
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

/** What the words of a sentence read so far promise; read on from quantity to quantity. */
export interface Outlook {
  /** Where the sentence begins, and the part of it behind the last semicolon. */
  sentence: number
  part: number
  read: number
  /** A word of aim that holds for the whole sentence (力争), one that holds for its part (将, 计划). */
  strong: boolean
  aimed: boolean
}

export const newOutlook = (): Outlook => ({ sentence: -1, part: 0, read: 0, strong: false, aimed: false })

/** A quantity at its place: its sentence, its clause, and the stance of its paragraph. */
export interface Place {
  text: string
  at: number
  sentence: number
  clause: number
  byParagraph: FigureKind
  year: number | null
  genre: Genre
}

function readOn(outlook: Outlook, place: Place, looksBack: boolean, words: StanceWords): void {
  const { text, at, sentence } = place
  if (outlook.sentence !== sentence)
    Object.assign(outlook, { sentence, part: sentence, read: sentence, strong: false, aimed: false })
  if (at <= outlook.read) return
  const semicolon = text.lastIndexOf('；', at - 1)
  if (semicolon >= outlook.read) {
    outlook.part = semicolon + 1
    outlook.aimed = false
  }
  if (!outlook.aimed)
    outlook.aimed = holds(looksBack ? words.ahead : words.target, text, Math.max(outlook.part, outlook.read), at, words)
  if (!outlook.strong && !looksBack) outlook.strong = holds(words.strong, text, outlook.read, at, words)
  outlook.read = at
}

/** The stance of one quantity: words of its sentence before it, then those of its clause, then the paragraph's. */
export function stanceOf(outlook: Outlook, place: Place, words: StanceWords): FigureKind {
  const { text, at, byParagraph, year, genre } = place
  const looksBack = genre === 'report' && byParagraph === 'actual'
  readOn(outlook, place, looksBack, words)
  if (outlook.aimed || outlook.strong) return 'target'
  const part = text.slice(outlook.part, at)
  const sentence = outlook.part === place.sentence ? part : text.slice(place.sentence, at)
  const last = part.includes('年') ? lastYear(part) : null
  if (last !== null && year !== null && last > year) return 'target'
  const until = sentence.includes('到20') ? /到(20[0-9]{2}) ?年(?!以来|的)/.exec(sentence) : null
  if (until && (last === null || last >= Number(until[1])) && (year === null || Number(until[1]) >= year))
    return 'target'
  if (byParagraph === 'target') {
    if (last !== null && year !== null && last < year) return 'actual'
    return words.actual.test(text.slice(place.clause, at)) && !words.policy.test(sentence) ? 'actual' : 'target'
  }
  if (genre !== 'news') return 'actual'
  const directed = sentence.search(words.directing)
  if (directed >= 0 && !words.actual.test(sentence.slice(directed))) return 'target'
  return words.directive.test(part) && !words.now.test(part) ? 'target' : 'actual'
}

/** The last year named that is not the base of a comparison. */
function lastYear(part: string): number | null {
  let last: number | null = null
  for (const hit of part.matchAll(/(?<![比较])([0-9]{4}) ?年/g)) last = Number(hit[1])
  return last
}

/** A word of `pattern` between `from` and `to` that is not part of another word (将军, 主要). */
function holds(pattern: RegExp, text: string, from: number, to: number, words: StanceWords): boolean {
  const chunk = text.slice(from, to)
  pattern.lastIndex = 0
  for (let hit = pattern.exec(chunk); hit; hit = pattern.exec(chunk)) {
    const at = from + hit.index
    if (!masked(text, at, hit[0].length, words) && !words.putting.test(text.slice(at, Math.min(to, at + 24))))
      return true
  }
  return false
}

function masked(text: string, at: number, length: number, words: StanceWords): boolean {
  const from = Math.max(0, at - 5)
  const window = text.slice(from, at + length + 5)
  words.notTarget.lastIndex = 0
  for (let hit = words.notTarget.exec(window); hit; hit = words.notTarget.exec(window)) {
    const start = from + hit.index
    if (start <= at && start + hit[0].length >= at + length) return true
    words.notTarget.lastIndex = hit.index + 1
  }
  return false
}

/** 到2025年, 力争: a target that the next sentences of the paragraph go on listing. */
export function setsAim(outlook: Outlook, place: Place): boolean {
  const until = /(?:到|至)(20[0-9]{2}) ?年/.exec(place.text.slice(place.sentence, place.at))
  if (until) return place.year === null || Number(until[1]) >= place.year
  return outlook.strong
}
