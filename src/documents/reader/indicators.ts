import type { IndicatorWords } from './indicator-words.ts'
import { clauseStart, type LeftPhrase, leftPhrase, type Span, trimHead } from './left-phrase.ts'
import { isDigit } from './marks.ts'
import type { Quantity } from './quantities.ts'
import { rightPhrase } from './right-phrase.ts'

/** What the quantities of one group measure, and where the reading of the paragraph has got to. */
export interface Found {
  /** One span per quantity; null where nothing is measured by name. */
  spans: (Span | null)[]
  change: 'rise' | 'fall' | null
  /** Where the clause before the number begins. */
  from: number
  /** Text up to here belongs to these quantities. */
  until: number
  /** The indicator came from earlier words: 同比增长3.4%. */
  inherited: boolean
}

export interface Setting {
  text: string
  words: IndicatorWords
  /** Nothing further left belongs to these quantities. */
  floor: number
  sentenceStart: number
  /** The indicator read last in the same paragraph, and its sentence. */
  last: { span: Span; sentenceStart: number } | null
  /** The indicators read in the same sentence, in order. */
  recent: readonly Span[]
  /** Behind a counter: the end of the size class inside what it counts (3个10亿元以上项目). */
  classEnd: number | null
}

const rankings =
  /(?:世界|全球|亚洲|全国|全省|全市|国内|中国企业|中国民营企业|民营企业|中国制造业企业|中国制造业|制造业企业|制造业|中国服务业企业|服务业|企业|中国|工业|外贸|民企|综合实力|竞争力|高新区|开发区|县域|[\p{Script=Han}]{2})$/u

/** Find the indicator of a group of quantities that share their words: 分别增长4.0%和3.0%. */
export function findIndicators(group: readonly Quantity[], setting: Setting): Found {
  const { text, words, floor } = setting
  const first = group[0]
  const last = group.at(-1)
  if (!first || !last) return { spans: [], change: null, from: floor, until: floor, inherited: false }
  const from = clauseStart(text, first.start, floor)
  const left = leftPhrase(text, from, first.start, words, first.kind === 'points')
  const until = last.end
  const same = (span: Span | null, end = until, inherited = false): Found => ({
    spans: group.map(() => span),
    change: left.change,
    from,
    until: Math.max(until, end),
    inherited,
  })
  const has = left.end - left.start >= 2 && !words.abstract.has(text.slice(left.start, left.end))

  if (first.kind === 'rank') {
    const ranking = rankings.exec(text.slice(Math.max(from, first.start - 8), first.start))
    return same(ranking ? { start: first.start - ranking[0].length, end: first.start } : null)
  }
  if (first.kind === 'counter') {
    const right =
      setting.classEnd === null
        ? rightPhrase(text, last.end, words, true)
        : classPhrase(text, last.end, setting.classEnd, words)
    const named = left.end - left.start > 2 && right !== null && isDigit(text.charCodeAt(right.start))
    if (right && !named && !words.abstract.has(text.slice(right.start, right.end))) return same(right, right.end)
    if (has) return listed(group, left, setting, from)
    return inherit(group, left, setting, from)
  }
  const giving = givenTo(text, left, from, first, last, words)
  if (giving) return same(giving, giving.start > last.end ? giving.end : until)
  if (has && !left.share && words.vague.has(text.slice(left.start, left.end)) && text.charAt(last.end) === '的') {
    const right = rightPhrase(text, last.end, words, false)
    if (right) return same(right, right.end)
  }
  // 3万吨氯化法钛白粉生产线: a noun on either side and no verb, the one behind is measured
  if (has && first.kind === 'measure' && left.end === first.start && text.charAt(last.end) !== '的') {
    const right = rightPhrase(text, last.end, words, false)
    if (right && !words.abstract.has(text.slice(right.start, right.end))) return same(right, right.end)
  }
  const verbEnd = text.charAt(first.start - 1) === '了' ? first.start - 1 : first.start
  if (has && (words.objectAhead.endsAt(text, verbEnd, from) || text.charAt(left.end - 1) === '等')) {
    const right = rightPhrase(text, last.end, words, false)
    if (right) return same(right, right.end)
  }
  if (has) return listed(group, left, setting, from)
  if (!left.share && left.change === null) {
    const right = ofWhat(text, last, words)
    if (right && !words.abstract.has(text.slice(right.start, right.end))) return same(right, right.end)
  }
  return inherit(group, left, setting, from)
}

/** 80%的奖励, 1亿元以上的增信担保, 八成为…等主导产业项目. */
function ofWhat(text: string, last: Quantity, words: IndicatorWords): Span | null {
  const percent = last.kind === 'percent' || last.kind === 'points' || last.kind === 'times'
  const next = text.charAt(last.end)
  if (percent && (next === '为' || next === '是')) {
    const stop = text.slice(last.end).search(/[，。；！？]/)
    const end = stop < 0 ? text.length : last.end + Math.min(stop, 80)
    const phrase = leftPhrase(text, last.end + 1, end, words)
    return phrase.end - phrase.start >= 2 ? phrase : null
  }
  if (percent && next !== '的' && !words.giving.startsAt(text, last.end)) return null
  return rightPhrase(text, last.end, words, false)
}

/** In a policy the gift is the indicator: 给予企业100万元、30万元奖励; 一次性奖励企业100元/亩. */
function givenTo(
  text: string,
  left: LeftPhrase,
  from: number,
  first: Quantity,
  last: Quantity,
  words: IndicatorWords,
): Span | null {
  if (first.kind !== 'money' && first.kind !== 'percent') return null
  const before = text.slice(from, first.start)
  if (/给|补助|奖励|补贴|资助|提供/.test(before)) {
    const right = rightPhrase(text, last.end, words, false)
    if (right && endsGiving(text, right, words)) return right
  }
  const hit = words.giving.startsAt(text, left.start)
  if (
    hit &&
    left.end > left.start + hit.word.length &&
    /^(?:企业|投资|单位|个人|每|给|其|项目|人民币|标准|总|按|不)/.test(
      text.slice(left.start + hit.word.length, left.end),
    )
  )
    return { start: left.start, end: left.start + hit.word.length }
  const tail =
    /(?:企业|单位|个人|投资方|机构|人员|项目|团队|园区|平台|主体|的|者|每.|分别|.{5})((?:最高|一次性)*(奖励|补助|补贴|资助|奖补|奖金|扶持))$/.exec(
      text.slice(left.start, left.end),
    )
  if (tail?.[2]) return { start: left.end - tail[2].length, end: left.end }
  if (left.end - left.start < 2 || /给予/.test(before)) {
    let found: Span | null = null
    for (let i = from; i < first.start; i++) {
      const give = words.giving.startsAt(text, i)
      if (give) found = { start: i, end: i + give.word.length }
    }
    if (found && left.end - left.start < 2) return found
  }
  return null
}

function endsGiving(text: string, span: Span, words: IndicatorWords): boolean {
  for (let i = span.start; i < span.end; i++) if (words.giving.startsAt(text, i)) return true
  return /资金|经费|支持|基金/.test(text.slice(span.start, span.end))
}

/** 3个10亿元以上项目: what is counted includes its size class. */
function classPhrase(text: string, start: number, classEnd: number, words: IndicatorWords): Span {
  const right = rightPhrase(text, classEnd, words, true)
  return { start, end: right ? right.end : classEnd }
}

/** 食品、造纸及纸制品产业链分别增长4.0%和3.0%: each number gets its own member of the list. */
function listed(group: readonly Quantity[], left: LeftPhrase, setting: Setting, from: number): Found {
  const whole: Span = { start: left.start, end: left.end }
  const until = group.at(-1)?.end ?? setting.floor
  const base = { change: left.change, from, until, inherited: false }
  if (group.length < 2) return { ...base, spans: [whole] }
  const members = membersOf(setting.text, whole, group.length) ?? earlierMembers(setting, from, group.length)
  return { ...base, spans: members ?? group.map(() => whole) }
}

/** The phrase split into exactly `count` members, or null. */
function membersOf(text: string, span: Span, count: number): Span[] | null {
  for (const marks of [/、/g, /、|和|与|以及|及/g]) {
    const spans: Span[] = []
    let start = span.start
    for (const hit of text.slice(span.start, span.end).matchAll(marks)) {
      spans.push({ start, end: span.start + hit.index })
      start = span.start + hit.index + hit[0].length
    }
    spans.push({ start, end: span.end })
    if (spans.length === count && spans.every((member) => member.end - member.start >= 2)) return spans
  }
  return null
}

/** The list may stand a clause or two before: 新兴产业如甲、乙,均保持增长,增速分别达18.0%、29.6%. */
function earlierMembers(setting: Setting, from: number, count: number): Span[] | null {
  const { text } = setting
  let end = from - 1
  for (let tries = 0; tries < 2 && end > Math.max(setting.sentenceStart, setting.floor); tries++) {
    const start = clauseStart(text, end, Math.max(setting.sentenceStart, setting.floor))
    const intro = /^.*(?:如|是|有|为|包括)/.exec(text.slice(start, end))
    const members = membersOf(text, { start: start + (intro?.[0].length ?? 0), end }, count)
    if (members) return members
    end = start - 1
  }
  return null
}

/** No words of its own: the indicator read before in the sentence, or the subject of the clause before. */
function inherit(group: readonly Quantity[], left: LeftPhrase, setting: Setting, from: number): Found {
  const { text, words, last, sentenceStart, floor } = setting
  const until = group.at(-1)?.end ?? floor
  const base = { change: left.change, from, until, inherited: true }
  // 接待游客1200万人次，旅游收入95亿元，分别增长15%和18.5%
  if (left.each && group.length > 1 && setting.recent.length >= group.length)
    return { ...base, spans: setting.recent.slice(-group.length) }
  // 其中进口和出口水平相当，皆在20亿美元左右: a clause of its own subject stands between
  if (
    last &&
    from - 1 > floor &&
    left.change === null &&
    !left.share &&
    text.startsWith('其中', clauseStart(text, from - 1, floor))
  ) {
    const subject = subjectOf(text, clauseStart(text, from - 1, floor), from - 1, words)
    if (subject.end - subject.start >= 2) return { ...base, spans: group.map(() => subject) }
  }
  if (last && last.sentenceStart === sentenceStart && group[0]?.kind !== 'share')
    return { ...base, spans: group.map(() => last.span) }
  let end = from - 1
  for (let tries = 0; tries < 2 && end > sentenceStart; tries++) {
    const start = clauseStart(text, end, sentenceStart)
    const phrase = subjectOf(text, start, end, words)
    if (phrase.end - phrase.start >= 2) {
      const members = group.length > 1 ? membersOf(text, phrase, group.length) : null
      return { ...base, spans: members ?? group.map(() => phrase) }
    }
    end = start - 1
  }
  const right = rightPhrase(text, until, words, false)
  if (right) return { ...base, spans: group.map(() => right), until: right.end }
  return { ...base, spans: group.map(() => last?.span ?? null) }
}

/** The noun phrase a clause begins with: 地区生产总值在全省排名实现争先进位. */
function subjectOf(text: string, start: number, end: number, words: IndicatorWords): Span {
  const subject = rightPhrase(text, trimHead(text, start, end, words), words, false)
  return subject && subject.end < end && /^[^的]/.test(text.charAt(subject.start))
    ? subject
    : leftPhrase(text, start, end, words)
}
