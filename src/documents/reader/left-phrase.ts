import type { IndicatorWords } from './indicator-words.ts'
import {
  beginsTime,
  endsClause,
  endsTime,
  firstWithin,
  isChineseNumeral,
  isDigit,
  isLoose,
  lastWithin,
} from './marks.ts'

/** A stretch of a paragraph. */
export interface Span {
  start: number
  end: number
}

export interface LeftPhrase extends Span {
  /** The change verb stripped: 增长, 下降. */
  change: 'rise' | 'fall' | null
  /** 分别 or 依次 stood before the number. */
  each: boolean
  /** 占…的: the subject stands before 占, or in an earlier clause. */
  share: boolean
}

const open = '（'.charCodeAt(0)
const close = '）'.charCodeAt(0)

/** Where the clause that ends before `at` begins, not further left than `floor`. Brackets are stepped over. */
export function clauseStart(text: string, at: number, floor: number): number {
  const low = Math.max(floor, at - 120)
  for (let i = at - 1; i >= low; i--) {
    const code = text.charCodeAt(i)
    if (endsClause(code) || code === open) return i + 1
    if (code === close) {
      const bracket = bracketBefore(text, i, low)
      if (bracket < 0) return i + 1
      i = bracket
    }
  }
  return low
}

/** The （ that belongs to the ） before `end`, or -1 where none stands behind `low`. */
function bracketBefore(text: string, end: number, low: number): number {
  for (let i = end - 1; i >= low; i--) if (text.charCodeAt(i) === open) return i
  return -1
}

const timeHead =
  /^(?:“?(?:十[一二三四五]五|九五)”?(?:时期|期间|末|规划)?|[0-9]{4} ?[-—至到] ?[0-9]{4} ?年|[0-9]{4} ?年(?:[0-9]{1,2}[-—至到])?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:上半年|下半年|前三季度|[一二三四]季度)?(?:以来|底|末|初|前|起|来)?|[0-9]{1,2}(?:[-—至到][0-9]{1,2})?月(?:份|末|底)?(?:[0-9]{1,2}日)?|前?[0-9一二三四五六七八九十两]+(?:年|个月|季度|天|小时)(?:来|间|内|里|多来|以来)?|后[两三]年|第[一二三四]季度|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[是要、]|[0-9]+[.、]|——)/

/** 连续2年, 近三年, 2012年: when or how long, not what. */
const lasting =
  /(?:(?:连续第?|近|过去|前|后)[0-9一二三四五六七八九十两]{1,2}个?(?:年|月|季度)(?:来|间)?|从?(?:[0-9]{4} ?年|[0-9]{2}世纪[0-9]{2}年代|[0-9]{2}年代)(?:底|末|初)?)$/

/** Strip times, places and verbs from the left end. At least two characters stay, or nothing. */
export function trimHead(text: string, from: number, end: number, words: IndicatorWords): number {
  let start = from
  for (;;) {
    while (start < end && isLoose(text.charCodeAt(start)) && !opensQuote(text, start, end)) start++
    if (end - start < 2) return Math.min(start, end)
    const code = text.charCodeAt(start)
    if (isDigit(code) || isChineseNumeral(code) || beginsTime(code)) {
      const time = timeHead.exec(text.slice(start, Math.min(end, start + 24)))
      if (time) {
        start += time[0].length
        continue
      }
    }
    const hit = words.lead.startsAt(text, start)
    if (!hit) return start
    const { length } = hit.word
    const rest = end - start - length
    if (rest < 0 || rest === 1 || words.keep.startsAt(text, start)) return start
    if (words.leadNot.has(text.slice(start, start + length + 1))) return start
    start += length
  }
}

const opensQuote = (text: string, at: number, end: number) => {
  if (text.charAt(at) !== '“') return false
  return firstWithin(text, '”', at, end) >= 0
}

/** The noun phrase before a number: predicate stripped from its end, times and verbs from its beginning. */
export function leftPhrase(
  text: string,
  floor: number,
  to: number,
  words: IndicatorWords,
  comparing = false,
): LeftPhrase {
  const from = insideQuote(text, floor, to)
  let end = beforeMeasure(text, from, to)
  let change: LeftPhrase['change'] = null
  let each = end < to && text.startsWith('分别', end)
  for (;;) {
    const bare = stripLoose(text, from, end)
    if (bare !== end) {
      end = bare
      continue
    }
    if (end <= from) break
    const fall = words.fall.endsAt(text, end, from)
    const rise = words.rise.endsAt(text, end, from)
    const tail = words.tail.endsAt(text, end, from)
    const longest = Math.max(fall?.word.length ?? 0, rise?.word.length ?? 0, tail?.word.length ?? 0)
    if (longest === 0 || (longest === 1 && words.tailNot.has(text.slice(end - 2, end)))) break
    if (tail?.word.length === longest) each ||= tail.word.startsWith('分别') || tail.word.startsWith('依次')
    else if (fall?.word.length === longest) change ??= 'fall'
    else change ??= 'rise'
    end -= longest
  }
  const compared = comparisonAt(text, from, end, comparing || change !== null, words)
  if (compared >= 0) {
    const inner = leftPhrase(text, from, compared, words)
    return { ...inner, change: change ?? inner.change, each: each || inner.each }
  }
  const taken = shareAt(text, from, end)
  if (taken >= 0) {
    const before = leftPhrase(text, from, taken, words)
    return { ...before, share: true, change, each: each || before.each }
  }
  const about = text.charAt(from) === '对' ? lastWithin(text, '的', from, end) : -1
  const head = about > from && end - about > 2 ? about + 1 : from
  const start = narrow(text, trimHead(text, head, end, words), end, words)
  return { start, end, change, each, share: false }
}

/** The beginning of an unclosed quotation, from which the phrase can only be read. */
function insideQuote(text: string, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) {
    const character = text.charAt(i)
    if (character === '”') return from
    if (character === '“') return i + 1
  }
  return from
}

/** 约为全国平均的70%, 是上年的1.5倍: the subject stands before the verb. */
function beforeMeasure(text: string, from: number, to: number): number {
  if (text.charAt(to - 1) !== '的') return to
  const measured = /(?:分别)?约?(?:为|是|相当于|达到?)[^，。；、]{2,14}的$/.exec(
    text.slice(Math.max(from, to - 22), to),
  )
  return measured && to - measured[0].length - from >= 2 ? to - measured[0].length : to
}

/** Marks, brackets and times at the right end. */
function stripLoose(text: string, from: number, to: number): number {
  let end = to
  while (
    end > from &&
    isLoose(text.charCodeAt(end - 1)) &&
    !(text.charAt(end - 1) === '”' && lastWithin(text, '“', from, end) >= 0)
  )
    end--
  if (end > from && text.charCodeAt(end - 1) === close) {
    const bracket = bracketBefore(text, end - 1, from)
    if (bracket >= 0) return bracket
  }
  if (end > from && endsTime(text.charCodeAt(end - 1))) {
    const time = lasting.exec(text.slice(Math.max(from, end - 10), end))
    if (time) return end - time[0].length
  }
  return end
}

/** Where a comparison begins (比上年同期, 较2020年, 高于全市平均), or -1. */
function comparisonAt(text: string, from: number, end: number, changed: boolean, words: IndicatorWords): number {
  for (let i = Math.max(from, end - 24); i < end; i++) {
    const hit = words.comparison.startsAt(text, i)
    if (!hit) continue
    if (!changed && !/^[比较](?:上|去|前|年初|同期)/.test(text.slice(i, i + 3))) continue
    if (hit.word.length === 1 && partOfWord(text, i)) continue
    if (firstWithin(text, '、', i, end) >= 0) continue
    return i
  }
  return -1
}

/** 占比, 比重, 超高: no comparison. */
function partOfWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  const word = text.charAt(at)
  if (word === '比') return '占性对之可环同'.includes(before || '_') || '重例率亚赛值较'.includes(after || '_')
  if (word === '超') return '算高大级长市低'.includes(after || '_')
  return word === '较' && before === '比'
}

/** Where 占 begins a share (占全市的39%), or -1: 占地 is none, and …占…比重 is a phrase of its own. */
function shareAt(text: string, from: number, end: number): number {
  const at = lastWithin(text, '占', from, end)
  if (at < from || '地比用有道据领'.includes(text.charAt(at + 1) || '_')) return -1
  if (at - from > 1 && /(?:比重|比例|份额|率)$/.test(text.slice(end - 2, end))) return -1
  return at
}

/** Cut a long phrase to its head: behind 等, behind the verb whose object it is, behind an attribute with 的. */
function narrow(text: string, from: number, end: number, words: IndicatorWords): number {
  let start = from
  if (end - start <= 3) return start
  for (let i = end - 3; i > start; i--) {
    const character = text.charAt(i)
    const joint =
      character === '）' ||
      character === '且' ||
      (character === '的' && aboutBefore(text, start, i)) ||
      (character === '等' && isAmong(text, i))
    if (joint) {
      const cut = trimHead(text, i + 1, end, words)
      if (end - cut < 2) continue
      start = cut
      break
    }
  }
  return attribute(text, behindAct(text, start, end, words), end)
}

/** 高等, 等级 and the like are words of their own. */
const isAmong = (text: string, at: number) =>
  !'高均平中相'.includes(text.charAt(at - 1)) && !'级次待同'.includes(text.charAt(at + 1))

/** 对…的 before `of`. */
function aboutBefore(text: string, from: number, of: number): boolean {
  for (let i = of - 1; i > from; i--) if (text.charAt(i) === '对') return !'面针绝相'.includes(text.charAt(i - 1))
  return false
}

function behindAct(text: string, start: number, end: number, words: IndicatorWords): number {
  for (let i = end - 3; i > start; i--) {
    const act = words.acts.startsAt(text, i)
    if (!act) continue
    const behind = i + act.word.length
    if (end - behind < 2 || text.charAt(behind) === '的' || words.keep.startsAt(text, i)) continue
    if (firstWithin(text, '的', i, end) >= 0 && lastWithin(text, '的', start, i) < 0) continue
    const cut = trimHead(text, behind, end, words)
    if (end - cut >= 2) return cut
  }
  return start
}

function attribute(text: string, start: number, end: number): number {
  if (end - start <= 18) return start
  const of = firstWithin(text, '的', start, end)
  return of > 0 && end - of > 4 ? of + 1 : start
}
