import type { IndicatorWords } from './indicator-words.ts'
import type { Span } from './left-phrase.ts'
import { endsPhrase, firstWithin, isDigit, isLetter, isNearly, lastWithin, links } from './marks.ts'

const longest = 28
/** 启动区, 推广站: a verb before one of these is part of a noun. */
const nounSuffix = new Set('区器率力者金费额量点地版期型站园城线机厂店品师员商')
const opening = '“'.charCodeAt(0)
const closing = '”'.charCodeAt(0)

/** The noun phrase that follows a number directly (12个签约项目), or null where a verb or a mark follows. */
export function rightPhrase(text: string, at: number, words: IndicatorWords, counted: boolean): Span | null {
  const start = text.charAt(at) === '的' ? at + 1 : at
  const end = phraseEnd(text, start, words, counted)
  return trimmed(text, start, end, words)
}

function phraseEnd(text: string, start: number, words: IndicatorWords, counted: boolean): number {
  const limit = Math.min(text.length, start + longest)
  let quoted = false
  for (let i = start; i < limit; i++) {
    const code = text.charCodeAt(i)
    if (code === opening) quoted = true
    else if (code === closing) {
      if (!quoted) return i
      quoted = false
    } else if (!quoted && endsAt(text, start, i, words, counted)) return i
  }
  return limit
}

function endsAt(text: string, start: number, at: number, words: IndicatorWords, counted: boolean): boolean {
  const code = text.charCodeAt(at)
  if (endsPhrase(code)) {
    // 22个750千伏变电站, 38家5G工厂
    if (isDigit(code))
      return (
        !(counted && at === start) &&
        !isLetter(text.charCodeAt(at + 1)) &&
        !(counted && isDigit(text.charCodeAt(at - 1)) && at - start < 4)
      )
    // “甲”、“乙”企业
    return !(text.charAt(at) === '、' && text.charAt(at - 1) === '”' && text.charAt(at + 1) === '“')
  }
  if (links(code) && /^.(?:[0-9近约超逾]|多|其他|一批|部分|全)/.test(text.slice(at, at + 3))) return true
  if (isNearly(code) && isDigit(text.charCodeAt(at + 1))) return true
  if (stopsAt(text, start, at, words)) return true
  return counted && at - start >= 2 && words.metrics.startsAt(text, at) !== null
}

function stopsAt(text: string, start: number, at: number, words: IndicatorWords): boolean {
  const hit = words.stop.startsAt(text, at)
  if (!hit) return false
  const { word } = hit
  if (at - start < 2 && word.length > 1 && !(at === start && words.stopFirst.has(word))) return false
  if (words.stopNot.has(text.slice(at - 1, at + 1))) return false
  if (word.length === 1) return !words.stopNot.has(text.slice(at, at + 2))
  return words.stopAlways.has(word) || !nounSuffix.has(text.charAt(at + word.length))
}

function trimmed(text: string, from: number, to: number, words: IndicatorWords): Span | null {
  let start = from
  let end = to
  while (end > start && '的了“'.includes(text.charAt(end - 1))) end--
  if (end - start > 3 && text.charAt(end - 1) === '中' && !'集其初高之'.includes(text.charAt(end - 2))) end--
  const of = lastWithin(text, '的', start, end)
  if (of >= start + 2 && (words.aside.has(text.slice(of + 1, end)) || /(?:目标|任务|要求)$/.test(text.slice(of, end))))
    end = of
  // an epithet in quotes before a noun that stands by itself: “小而美”精密制造项目
  const epithet = text.charAt(start) === '“' ? firstWithin(text, '”', start, end) : -1
  if (epithet > 0 && end - epithet > 4) start = epithet + 1
  if (end - start === 1 && '县市区镇乡村省州'.includes(text.charAt(start))) {
    // 14个县（市、区）
    const bracket = text.charAt(end) === '（' ? firstWithin(text, '）', end, end + 8) : -1
    return { start, end: bracket > 0 && bracket - end < 8 ? bracket + 1 : end }
  }
  return end - start >= 2 ? { start, end } : null
}
