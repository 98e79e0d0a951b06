import { z } from 'zod'
import { type WordMatcher, wordMatcher } from './word-match.ts'
import { compiled, type Words } from './words.ts'

/** A stretch of a paragraph. */
export interface Span {
  start: number
  end: number
}

const list = z.array(z.string())
const file = z.object({
  tail: list,
  rise: list,
  fall: list,
  comparison: list,
  lead: list,
  leadNot: list,
  tailNot: list,
  acts: list,
  keep: list,
  stop: list,
  stopNot: list,
  metrics: list,
  vague: list,
  giving: list,
  objectAhead: list,
  aside: list,
  abstract: list,
  casualties: list,
})

export interface IndicatorWords {
  tail: WordMatcher<true>
  rise: WordMatcher<true>
  fall: WordMatcher<true>
  comparison: readonly string[]
  lead: WordMatcher<true>
  leadNot: ReadonlySet<string>
  tailNot: ReadonlySet<string>
  acts: readonly string[]
  keep: WordMatcher<true>
  stop: WordMatcher<true>
  stopNot: ReadonlySet<string>
  metrics: WordMatcher<true>
  vague: ReadonlySet<string>
  giving: WordMatcher<true>
  objectAhead: WordMatcher<true>
  aside: ReadonlySet<string>
  abstract: ReadonlySet<string>
  casualties: WordMatcher<true>
}

/** The words of noun phrases, compiled once per `Words`. */
export const indicatorWords = (words: Words): IndicatorWords =>
  compiled(words, 'figures/indicators', () => {
    const content = file.parse(words.raw.get('indicators'))
    return {
      tail: wordMatcher(content.tail),
      rise: wordMatcher(content.rise),
      fall: wordMatcher(content.fall),
      comparison: content.comparison,
      lead: wordMatcher(content.lead),
      leadNot: new Set(content.leadNot),
      tailNot: new Set(content.tailNot),
      acts: content.acts,
      keep: wordMatcher(content.keep),
      stop: wordMatcher(content.stop),
      stopNot: new Set(content.stopNot),
      metrics: wordMatcher(content.metrics),
      vague: new Set(content.vague),
      giving: wordMatcher(content.giving),
      objectAhead: wordMatcher(content.objectAhead),
      aside: new Set(content.aside),
      abstract: new Set(content.abstract),
      casualties: wordMatcher(content.casualties),
    }
  })

export interface LeftPhrase extends Span {
  /** The change verb stripped: 增长, 下降. */
  change: 'rise' | 'fall' | null
  /** 分别 or 依次 stood before the number. */
  each: boolean
  /** 占…的: the subject stands before 占, or in an earlier clause. */
  share: boolean
}

const hard = new Set(['，', '。', '；', '：', '！', '？', '\n', '|', '■', '●', '△'])

/** Where the clause that ends before `at` begins, not further left than `floor`. Brackets are stepped over. */
export function clauseStart(text: string, at: number, floor: number): number {
  const low = Math.max(floor, at - 120)
  for (let i = at - 1; i >= low; i--) {
    const character = text.charAt(i)
    if (hard.has(character)) return i + 1
    if (character === '）') {
      const open = text.lastIndexOf('（', i)
      if (open < low) return i + 1
      i = open
    } else if (character === '（') return i + 1
  }
  return low
}

const timeHead =
  /^(?:“?(?:十[一二三四五]五|九五)”?(?:时期|期间|末|规划)?|[0-9]{4} ?[-—至到] ?[0-9]{4} ?年|[0-9]{4} ?年(?:[0-9]{1,2}[-—至到])?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:上半年|下半年|前三季度|[一二三四]季度)?(?:以来|底|末|初|前|起|来)?|[0-9]{1,2}(?:[-—至到][0-9]{1,2})?月(?:份|末|底)?(?:[0-9]{1,2}日)?|前?[0-9一二三四五六七八九十两]+(?:年|个月|季度|天|小时)(?:来|间|内|多来|以来)?|前三年|后两年|后三年|前两年|第[一二三四]季度|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[是要、]|[0-9]+[.、]|——)/

/** 连续2年, 近三年: how long, not what. */
const lasting =
  /(?:(?:连续|近|过去|前|后)[0-9一二三四五六七八九十两]{1,2}个?(?:年|月|季度)(?:来|间)?|从?(?:[0-9]{4}|[0-9]{2}世纪[0-9]{2}年代?|[0-9]{2}年代) ?年?(?:底|末|初)?)$/

/** Strip times, places and verbs from the left end. At least two characters stay. */
export function trimHead(text: string, span: Span, words: IndicatorWords): Span {
  let { start } = span
  const { end } = span
  for (;;) {
    while (
      start < end &&
      /[\s、“”"·*—-]/.test(text.charAt(start)) &&
      !(text.charAt(start) === '“' && text.slice(start, end).includes('”'))
    )
      start++
    if (end - start < 2) break
    if (words.keep.startsAt(text, start)) break
    const first = text.charAt(start)
    if (/[0-9前后第一二三四五六七八九十“（(—两]/.test(first)) {
      const time = timeHead.exec(text.slice(start, Math.min(end, start + 24)))
      if (time && end - start - time[0].length >= 0) {
        start += time[0].length
        continue
      }
    }
    const hit = words.lead.startsAt(text, start)
    if (!hit) break
    if (words.leadNot.has(text.slice(start, start + hit.word.length + 1))) break
    const rest = end - start - hit.word.length
    if (rest < 0 || rest === 1) break
    start += hit.word.length
  }
  return { start: Math.min(start, end), end }
}

/** The noun phrase before a number: predicate stripped from its end, times and verbs from its beginning. */
export function leftPhrase(
  text: string,
  floor: number,
  to: number,
  words: IndicatorWords,
  comparing = false,
): LeftPhrase {
  let from = floor
  let end = to
  let change: LeftPhrase['change'] = null
  let each = false
  let share = false
  const quote = text.lastIndexOf('“', to - 1)
  if (quote >= from && text.indexOf('”', quote) >= to) from = quote + 1
  // 约为全国平均的70%, 是上年的1.5倍: the subject stands before the verb
  const measured = /(?:分别)?约?(?:为|是|相当于|达到?)[^，。；、]{2,14}的$/.exec(
    text.slice(Math.max(from, to - 22), to),
  )
  if (measured && to - measured[0].length - from >= 2) {
    end = to - measured[0].length
    each = measured[0].startsWith('分别')
  }
  for (;;) {
    while (end > from && /[\s“”"、*]/.test(text.charAt(end - 1)) && !closesQuote(text, from, end)) end--
    if (end <= from) break
    const duration = /[0-9年月季度]/.test(text.charAt(end - 1))
      ? lasting.exec(text.slice(Math.max(from, end - 9), end))
      : null
    if (duration) {
      end -= duration[0].length
      continue
    }
    if (text.charAt(end - 1) === '）') {
      const open = text.lastIndexOf('（', end - 1)
      if (open >= from) {
        end = open
        continue
      }
    }
    const fall = words.fall.endsAt(text, end, from)
    const rise = words.rise.endsAt(text, end, from)
    const tail = words.tail.endsAt(text, end, from)
    const longest = Math.max(fall?.word.length ?? 0, rise?.word.length ?? 0, tail?.word.length ?? 0)
    if (longest === 0 || (longest === 1 && words.tailNot.has(text.slice(end - 2, end)))) break
    if (tail?.word.length === longest) {
      if (tail.word.startsWith('分别') || tail.word.startsWith('依次')) each = true
    } else if (fall?.word.length === longest) change ??= 'fall'
    else change ??= 'rise'
    end -= longest
  }
  const clause = text.slice(from, end)
  const compared = comparisonAt(clause, comparing || change !== null, words)
  if (compared >= 0) {
    const inner = leftPhrase(text, from, from + compared, words)
    return { ...inner, change: change ?? inner.change, each: each || inner.each }
  }
  const taken = clause.lastIndexOf('占')
  if (
    taken >= 0 &&
    !/^占(地|比|用|有|道|据|领)/.test(clause.slice(taken)) &&
    !(taken > 1 && /(比重|比例|份额|率)$/.test(clause))
  ) {
    share = true
    const before = leftPhrase(text, from, from + taken, words)
    return { ...before, share, change, each: each || before.each }
  }
  const about = clause.startsWith('对') ? clause.lastIndexOf('的') : -1
  const head = about > 0 && clause.length - about > 2 ? from + about + 1 : from
  const span = narrow(text, trimHead(text, { start: head, end }, words), words)
  return { ...span, change, each, share }
}

const closesQuote = (text: string, from: number, end: number) =>
  text.charAt(end - 1) === '”' && text.lastIndexOf('“', end - 1) >= from

function comparisonAt(clause: string, changed: boolean, words: IndicatorWords): number {
  if (!changed && !/[比较](?:上|去|前|年初|同期)/.test(clause)) return -1
  let best = -1
  for (const word of words.comparison) {
    const at = clause.lastIndexOf(word)
    if (at < 0 || clause.length - at > 24 || clause.slice(at).includes('、')) continue
    if (word === '比' && /[占性对之可环同]/.test(clause.charAt(at - 1))) continue
    if (word === '比' && /^比(重|例|率|亚|赛|值)/.test(clause.slice(at))) continue
    if (word === '较' && /[比]/.test(clause.charAt(at - 1))) continue
    if (word === '超' && /^超(算|高|大|级|长|市|低)/.test(clause.slice(at))) continue
    if (best < 0 || at < best) best = at
  }
  return best
}

/** Cut a long phrase to its head: after 等, after the verb whose object it is, after an attribute with 的. */
function narrow(text: string, span: Span, words: IndicatorWords): Span {
  let { start } = span
  const { end } = span
  let phrase = text.slice(start, end)
  const joint = /^(?:.*）|.*(?:并且|，且|并|且)(?=.{3})|.*[^面针绝相]对.*的)(.{2,})$/.exec(phrase)
  if (joint?.[1]) {
    start = trimHead(text, { start: end - joint[1].length, end }, words).start
    phrase = text.slice(start, end)
  }
  const among = /^.*[^高均平中相](?:等)(?![级级次待同])(.{2,})$/.exec(phrase)
  if (among?.[1]) {
    start = end - among[1].length
    phrase = among[1]
    const again = trimHead(text, { start, end }, words)
    start = again.start
    phrase = text.slice(start, end)
  }
  let cut = -1
  for (const act of words.acts) {
    const at = phrase.lastIndexOf(act)
    if (at <= 0 || phrase.length - at - act.length < 2) continue
    if (words.keep.startsAt(text, start + at) || phrase.charAt(at + act.length) === '的') continue
    if (phrase.slice(at).includes('的') && !phrase.slice(0, at).includes('的')) continue
    cut = Math.max(cut, at + act.length)
  }
  if (cut > 0) {
    const again = trimHead(text, { start: start + cut, end }, words)
    if (again.end - again.start >= 2) return narrowAttribute(text, again)
  }
  return narrowAttribute(text, { start, end })
}

function narrowAttribute(text: string, span: Span): Span {
  if (span.end - span.start <= 18) return span
  const of = text.indexOf('的', span.start)
  return of > 0 && span.end - of > 4 ? { start: of + 1, end: span.end } : span
}

const soft = /[，。；、：！？（）\n\s|《》/／—0-9]/

/** The noun phrase that follows a number directly (12个签约项目), or null where a verb or a mark follows. */
export function rightPhrase(text: string, at: number, words: IndicatorWords, counted: boolean): Span | null {
  let start = at
  if (text.charAt(start) === '的') start++
  let end = start
  const limit = Math.min(text.length, start + 28)
  let quote = 0
  while (end < limit) {
    const character = text.charAt(end)
    if (character === '“') quote++
    else if (character === '”') {
      if (quote === 0) break
      quote--
    } else if (quote === 0) {
      if (soft.test(character) && !(/[0-9]/.test(character) && /^[0-9]+[A-Z]/.test(text.slice(end, end + 4)))) {
        if (character !== '、' || !(text.charAt(end - 1) === '”' && text.charAt(end + 1) === '“')) break
      }
      if (
        /[和与及]/.test(character) &&
        /^(?:[和与及]|以及)(?:[0-9近约超逾]|多|其他|一批|部分|全)/.test(text.slice(end, end + 4))
      )
        break
      if (/[近约超逾]/.test(character) && /[0-9]/.test(text.charAt(end + 1))) break
      const stop = words.stop.startsAt(text, end)
      if (
        stop &&
        (end - start >= 2 ||
          stop.word.length === 1 ||
          (stop.word.length === 2 && end === start && blocking.has(stop.word))) &&
        !stopExcepted(text, end, stop.word, words)
      )
        break
      if (counted && end - start >= 2 && words.metrics.startsAt(text, end)) break
    }
    end++
  }
  while (end > start && /[的了“]/.test(text.charAt(end - 1))) end--
  if (end - start > 3 && text.charAt(end - 1) === '中' && !/[集其初高之]/.test(text.charAt(end - 2))) end--
  const of = text.lastIndexOf('的', end - 1)
  if (of >= start + 2 && (words.aside.has(text.slice(of + 1, end)) || /(?:目标|任务|要求)$/.test(text.slice(of, end))))
    end = of
  // an epithet in quotes before a noun that stands by itself: “小而美”精密制造项目
  const epithet = text.charAt(start) === '“' ? text.indexOf('”', start) : -1
  if (epithet > 0 && end - epithet > 4) start = epithet + 1
  if (end - start === 1 && /[县市区镇乡村省州]/.test(text.charAt(start))) {
    const close = text.charAt(end) === '（' ? text.indexOf('）', end) : -1
    return { start, end: close > 0 && close - end < 8 ? close + 1 : end }
  }
  return end - start >= 2 ? { start, end } : null
}

/** 启动区, 推广站: a verb before one of these is part of a noun. */
const nounSuffix = new Set('区器率力者金费额量点地版期型站园城线机厂店品师员商')

const particles = new Set([
  '以及',
  '并且',
  '同时',
  '以上',
  '以下',
  '左右',
  '分别',
  '全部',
  '全面',
  '用于',
  '来自',
  '位于',
  '共同',
  '正在',
  '陆续',
  '相继',
  '之一',
  '之首',
  '通过',
  '超过',
  '达到',
])

/** Stop words that end the phrase even at its very beginning. */
const blocking = new Set([
  '以上',
  '以下',
  '左右',
  '全部',
  '用于',
  '销往',
  '达到',
  '超过',
  '增长',
  '下降',
  '同比',
  '分别',
  '来自',
  '通过',
  '覆盖',
  '受益',
  '位于',
  '纳入',
  '进入',
  '并且',
  '以及',
  '居全',
  '之一',
  '如期',
  '顺利',
  '成功',
  '稳步',
  '入选',
  '入驻',
  '入围',
  '投产',
  '落地',
  '获批',
  '获评',
  '给予',
  '正在',
  '陆续',
  '相继',
  '均已',
  '调整',
  '增加',
  '减少',
  '扩大',
  '享受',
  '竣工',
  '通车',
  '开工',
  '建成',
  '完成',
  '实现',
  '集中',
  '提升',
  '提高',
  '推动',
  '支持',
  '投入',
])

function stopExcepted(text: string, at: number, word: string, words: IndicatorWords): boolean {
  if (word.length > 1)
    return (
      (!particles.has(word) && nounSuffix.has(text.charAt(at + word.length))) ||
      words.stopNot.has(text.slice(at - 1, at + 1))
    )
  return words.stopNot.has(text.slice(at - 1, at + 1)) || words.stopNot.has(text.slice(at, at + 2))
}
