import type { Lexicon } from './lexicon.ts'

/**
 * What a clause does in a list of directives.
 * - `directive`: has its own verb and object, starts a measure at `start`
 * - `standing`: an adverbial that becomes a measure where nothing follows (突出科技供给。)
 * - `adverbial`: goes with the next one (围绕…需求，)
 * - `result`: goes with the one before (带活…，让…)
 * - `guiding`: preamble (贯彻…精神), never a measure
 * - `basis`: 落实…部署, 按照…要求: preamble at the head of a sentence, else a directive
 * - `other`: has no directive of its own
 */
export type ClauseKind = 'directive' | 'standing' | 'adverbial' | 'result' | 'guiding' | 'basis' | 'other'

export interface ClauseReading {
  kind: ClauseKind
  /** Where the directive begins: behind 并, 同时 and the like. */
  start: number
  /** Whether the verb also governs the clauses that follow (鼓励企业做甲，做乙). */
  covers: boolean
  /** Whether an adverb stands in front, which a bare noun cannot have. */
  adverb: boolean
}

const conjunctions = [
  '那就是',
  '就是',
  '同时',
  '此外',
  '另外',
  '并且',
  '而且',
  '以及',
  '并',
  '还',
  '也',
  '再',
  '且',
  '或',
  '及',
  '和',
]

const stance = /^.{4}(?:、.{4})*$/

/** Read one clause by its words. It knows nothing of its neighbours; positions are within the clause. */
export function readClause(lexicon: Lexicon, text: string): ClauseReading {
  const end = text.length
  const start = skipConjunction(lexicon, text, 0, end)
  const reading = (kind: ClauseKind, adverb = false, covers = false): ClauseReading => ({ kind, start, covers, adverb })
  if (isPast(lexicon, text, start, end)) return reading('other')
  if (lexicon.nouns.match(text, start, end) > 0) return reading('other')

  let at = start
  let adverbs = 0
  let heavy = 0
  let lastVerbAdverb = false
  for (;;) {
    const length = lexicon.adverbs.match(text, at, end)
    if (length === 0) break
    lastVerbAdverb = verbLength(lexicon, text, at, at + length, false) === length
    if (lexicon.lightAdverbs.match(text, at, end) < length) heavy++
    adverbs++
    at += length
    if (text[at] === '地' || text[at] === '、') at++
  }
  const guided = guidance(lexicon, text, start, at, end)
  if (guided) return reading(guided)
  const verb = verbLength(lexicon, text, at, end, adverbs > 0)
  const result = lexicon.results.match(text, start, end)
  if (result > 0 && result >= Math.max(lexicon.adverbs.match(text, start, end), adverbs > 0 ? 0 : verb))
    return reading(isAssessment(lexicon, text, start) ? 'other' : 'result', adverbs > 0)
  if (adverbs > 0 && heavy === 0 && lexicon.results.match(text, at, end) >= Math.max(1, verb))
    return reading('result', true)
  if (verb > 0 && (at + verb < end || verb >= 4)) {
    if (isAssessment(lexicon, text, start)) return reading('other')
    return reading('directive', adverbs > 0, lexicon.covering.match(text, at, end) >= verb)
  }
  if (lastVerbAdverb && end - at >= 2) return reading(isAssessment(lexicon, text, start) ? 'other' : 'directive', true)
  const means = lexicon.means.match(text, at, end)
  if (means > 0) return { ...reading(readPhrase(lexicon, text, at, means, end), adverbs > 0), start }
  // 主动作为、真抓实干: a stance
  if (heavy > 0 && stance.test(text)) return reading('result', true)
  // an adverb in front of an unknown verb is still a directive: 扎实开好局
  if (heavy > 0 && end - at >= 2) return reading(isAssessment(lexicon, text, start) ? 'other' : 'directive', true)
  return reading('other')
}

/** 实现新型工业化是关键任务, …的需要: something is said about the task, it is not set. */
function isAssessment(lexicon: Lexicon, text: string, start: number): boolean {
  if (lexicon.assessingEnds.endsAt(text, start, text.length) || text.includes('|')) return true
  if (lexicon.assessing.within(text, start, text.length)) return true
  const at = text.indexOf('是', start)
  return at > start + 1 && !boundIs.test(text.slice(at - 3, at + 2)) && !text.includes('“')
}

/** 尤其是, 特别是, 是否: no predicate. */
const boundIs = /[于但凡就特尤可正都总只还]是|其是|别是|是否|是非|事求是/

function skipConjunction(lexicon: Lexicon, text: string, from: number, end: number): number {
  for (const word of conjunctions) {
    if (!text.startsWith(word, from)) continue
    const next = from + word.length
    // 并购, 同时段, 再造 are words of their own
    if (word.length > 1 || lexicon.verbs.match(text, from, end) === 0) return next < end ? next : from
  }
  return from
}

/** Length of the directive verb at `at`, 0 where there is none. */
function verbLength(lexicon: Lexicon, text: string, at: number, end: number, adverb: boolean): number {
  const sure = lexicon.verbs.match(text, at, end)
  const nouny = lexicon.nouny.match(text, at, end)
  if (sure > 0 && sure >= nouny) return nounFollows(text, at + sure) ? 0 : sure
  if (nouny > 0) {
    const next = at + nouny
    if (!adverb && lexicon.nominalNext.match(text, next, end) > 0) return 0
    return nounFollows(text, next) ? 0 : nouny
  }
  if (
    lexicon.complementHeads.match(text, at, end) > 0 &&
    lexicon.complementTails.match(text, at + 1, end) > 0 &&
    at + 2 < end &&
    !nounFollows(text, at + 2)
  )
    return 2
  if (!adverb) return 0
  return lexicon.withAdverb.match(text, at, end) || lexicon.single.match(text, at, end)
}

/** 推动力, 支持率, 建设者, 推进的: a noun built on the verb. */
const nounFollows = (text: string, at: number): boolean =>
  '者率的是'.includes(text[at] ?? '。') && text[at] !== undefined

/** 以…思想为指导: whatever follows, this names no task. */
const ruledBy = /为(?:指导|统领|遵循|指引|根本遵循|根本指引)$/

/** 贯彻…精神, 以…为指导 rest on somebody's thought; 落实…部署 on somebody's order. */
function guidance(
  lexicon: Lexicon,
  text: string,
  start: number,
  verb: number,
  end: number,
): 'guiding' | 'basis' | null {
  const thought = lexicon.thoughtTails.endsAt(text, start, end)
  if (text[start] === '以' && ruledBy.test(text.slice(start, end))) return 'guiding'
  if (!thought && !lexicon.orderTails.endsAt(text, start, end)) return null
  if (lexicon.guidingHeads.match(text, start, end) === 0 && lexicon.guidingHeads.match(text, verb, end) === 0)
    return null
  return thought ? 'guiding' : 'basis'
}

/** What is done already: 完成了…, 已建成…, 同比增长…. */
function isPast(lexicon: Lexicon, text: string, start: number, end: number): boolean {
  if (lexicon.past.match(text, start, end) > 0) return true
  for (let at = text.indexOf('了', start); at >= 0 && at < end; at = text.indexOf('了', at + 1)) {
    const next = text[at + 1]
    const before = text[at - 1]
    if (next !== '解' && next !== '然' && before !== '为' && before !== '除') return true
  }
  return lexicon.completed.within(text, start, Math.min(end, start + 12))
}

/** 以…为牵引 leads on, 以…塑造… closes, 以…为牵引推进… has a verb of its own. */
function readBy(lexicon: Lexicon, text: string, after: number, end: number): ClauseKind {
  const as = text.indexOf('为', after)
  if (as > 0) return holdsDriven(lexicon, text, as + 2, end) ? 'directive' : 'adverbial'
  return holdsVerb(lexicon, text, after + 1, end) ? 'result' : 'adverbial'
}

/** A clause that opens with a preposition or a word of means: does it hold a directive of its own? */
function readPhrase(lexicon: Lexicon, text: string, start: number, length: number, end: number): ClauseKind {
  const head = text[start]
  const after = start + length
  if (length === 1) {
    if (head === '把' || head === '将') return lexicon.fixings.within(text, after, end) ? 'directive' : 'result'
    if (head === '以') return readBy(lexicon, text, after, end)
    if (head === '为') return holdsService(text, after, end) ? 'directive' : forWhom(lexicon, text, after, end)
    if (head === '在' || head === '于' || head === '从' || head === '自')
      return behindPlace(lexicon, text, after, end) ? 'directive' : 'adverbial'
    if (head === '对' || head === '就')
      return lexicon.rulesBehind.within(text, after, end) || holdsDriven(lexicon, text, after + 2, end, true)
        ? 'directive'
        : 'adverbial'
    if (head === '与' || head === '同' || head === '和' || head === '向' || head === '由')
      return holdsVerb(lexicon, text, after + 2, end) ? 'directive' : 'adverbial'
    return 'adverbial'
  }
  if (
    text.startsWith('突出', start) ||
    text.startsWith('抢抓', start) ||
    text.startsWith('采取', start) ||
    text.startsWith('采用', start) ||
    text.startsWith('抓住', start) ||
    text.startsWith('紧盯', start)
  )
    return text.startsWith('突出重点', start) ? 'adverbial' : 'standing'
  if (text.startsWith('对于', start)) return lexicon.rulesBehind.within(text, after, end) ? 'directive' : 'adverbial'
  return holdsDriven(lexicon, text, after + 2, end) ? 'directive' : 'adverbial'
}

/** 聚焦…着力招引…, 面向…发放…: a verb of its own behind the object of the preposition. */
function holdsDriven(lexicon: Lexicon, text: string, from: number, end: number, onlyDriven = false): boolean {
  if (!onlyDriven && lexicon.nounEnds.endsAt(text, from, end)) return false
  for (let at = from; at < end - 3; at++) {
    // words in titles and quotes are names
    const closer = closers.get(text[at] ?? '')
    if (closer) {
      const close = text.indexOf(closer, at)
      if (close < 0) return false
      at = close
      continue
    }
    const adverb = lexicon.adverbs.match(text, at, end)
    if (
      adverb > 1 &&
      lexicon.lightAdverbs.match(text, at, end) < adverb &&
      verbLength(lexicon, text, at + adverb, end, true) > 0
    )
      return true
    const verb = onlyDriven || at === from ? 0 : lexicon.verbs.match(text, at, end)
    if (
      verb > 1 &&
      at + verb + 3 < end &&
      !'的、和与及'.includes(text[at - 1] ?? '的') &&
      !nounFollows(text, at + verb)
    )
      return true
  }
  return false
}

const closers = new Map([
  ['《', '》'],
  ['“', '”'],
  ['（', '）'],
  ['(', ')'],
])

const holdsService = (text: string, from: number, end: number): boolean => {
  const at = text.indexOf('提供', from)
  return (
    at >= 0 &&
    at < end &&
    (text.endsWith('服务', end) ||
      text.startsWith('服务', end - 2) ||
      text.startsWith('指导', end - 2) ||
      text.startsWith('便利', end - 2))
  )
}

/** 为…作出贡献 closes a measure; 为支持企业发展 opens one. */
const forWhom = (lexicon: Lexicon, text: string, from: number, end: number): ClauseKind =>
  lexicon.contributions.within(text, from, end) ? 'result' : 'adverbial'

/** 从…等方面入手: only where it starts from. */
const setsOut = /(?:入手|着手|出发|切入|起步)$/

/** 在…中奋力再造…: a directive behind the place. */
function behindPlace(lexicon: Lexicon, text: string, from: number, end: number): boolean {
  if (setsOut.test(text)) return false
  for (let at = from; at < end; at++) {
    const place = lexicon.places.match(text, at, end)
    if (place === 0) continue
    const next = at + place
    if (lexicon.adverbs.match(text, next, end) > 0 || verbLength(lexicon, text, next, end, false) > 0) return true
  }
  return holdsVerb(lexicon, text, from + 4, end) && lexicon.places.endsAt(text, from, end) === false
}

function holdsVerb(lexicon: Lexicon, text: string, from: number, end: number): boolean {
  for (let at = from; at < end - 1; at++) {
    if (verbLength(lexicon, text, at, end, false) > 0) return true
    if (
      text.startsWith('合作', at) ||
      text.startsWith('共建', at) ||
      text.startsWith('倾斜', at) ||
      text.startsWith('担任', at)
    )
      return true
  }
  return false
}
