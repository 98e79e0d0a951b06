import { separator } from './clauses.ts'
import { type ClauseReading, readClause } from './directives.ts'
import type { Lexicon } from './lexicon.ts'
import { begin, close, extend, type SentenceState, wait } from './measure-state.ts'
import { readOrdinal } from './ordinals.ts'
import { agentAt, isRule, opensCase } from './policy-rules.ts'
import { findYao } from './statements.ts'

/** Read one clause of somebody who may set tasks: an ordinal, a 要, or directives that need neither. */
export function readDirectives(state: SentenceState, start: number, end: number, mark: number, index: number): void {
  const { text, context } = state
  const { lexical } = context
  const ordinal = readOrdinal(text, start, end)
  if (ordinal) {
    readNumbered(state, start + ordinal.length, end, ordinal)
    return
  }
  const words = text.slice(start, end)
  const must = mustAt(lexical, words)
  const yao = must >= 0 ? must : findYao(lexical, words, state.open?.whole === true)
  if (yao >= 0) {
    if (isEmptyTask(words.slice(yao))) return
    // 做好今年工作，要坚持…: the clause in front is only what the demand is about
    if (yao === 0 && state.open && !state.open.whole && state.spoken === 0) state.open = null
    begin(state, start + yao, end, { whole: true })
    state.free = true
    state.narrative = false
    return
  }
  if (state.open?.whole) {
    state.open.end = end
    return
  }
  if (mark === separator.colon && lexical.futureCues.within(words, 0, words.length)) {
    // 总体要求是：
    state.free = true
    state.general = true
    state.narrative = false
    if (!lexical.targetCues.within(words, 0, words.length)) return
  }
  if (state.free) readFree(state, words, start, end, mark, index)
}

/** 我们必须…, 务必…: where the demand begins; -1 where there is none. */
function mustAt(lexical: Lexicon, words: string): number {
  for (let at = 0; at < 12 && at < words.length - 3; at++) {
    if (lexical.must.match(words, at, words.length) === 0) continue
    if (words[at + 2] === '被' || (at > 0 && !lexical.addresseeTails.endsAt(words, 0, at))) return -1
    return at
  }
  return -1
}

/** 一要…, 二是…: the ordinal is kept apart from the words. */
function readNumbered(
  state: SentenceState,
  start: number,
  end: number,
  ordinal: { value: number; yao: boolean },
): void {
  const { lexical } = state.context
  const rest = state.text.slice(start, end)
  const yao = ordinal.yao ? 0 : findYao(lexical, rest)
  const kind = yao < 0 ? readClause(lexical, rest).kind : 'directive'
  if (kind === 'other' || kind === 'result') {
    if (!state.open) state.narrative = true
    return
  }
  begin(state, ordinal.yao ? start - 1 : start + Math.max(0, yao), end, { ordinal: ordinal.value, whole: true })
}

function readFree(state: SentenceState, words: string, start: number, end: number, mark: number, index: number): void {
  const { lexical, isDocument } = state.context
  if (index === 0 || (!isDocument && !state.open)) {
    // 近年来，…; 今年以来…: somebody tells what was done
    const told =
      lexical.past.match(words, 0, words.length) > 0 || lexical.pastSpans.within(words, 0, Math.min(words.length, 12))
    if (told) state.narrative = true
  }
  if ((state.cued && lexical.targetCues.within(words, 0, words.length)) || isYearsPurpose(words)) state.targets = true
  if (state.targets) return
  if (words.startsWith('请')) state.narrative = true
  if (isDocument && state.cued && lexical.notPolicy.within(words, 0, words.length)) {
    state.condition = null
    state.pending = null
    state.narrative = true
    return
  }
  const reading = readClause(lexical, words)
  const at = start + reading.start
  if (state.context.kind.kind === 'directive' && state.cued) {
    if (reading.kind !== 'result' && isRule(lexical, words)) {
      const grows = state.open && !state.pending && state.condition === null && reading.kind !== 'directive'
      if (grows && !words.startsWith('对')) extend(state, end)
      else begin(state, state.condition ?? state.pending?.start ?? at, end)
      state.waiting = false
      return
    }
    if (state.waiting) return
    if (reading.kind === 'adverbial' && opensCase(state, words, index)) {
      close(state)
      state.condition = state.condition ?? state.pending?.start ?? at
      state.waiting = true
      return
    }
  }
  place(state, reading, words, at, end, mark, index)
}

/** Put a clause where its kind says: a measure of its own, with the next, with the one before. */
function place(
  state: SentenceState,
  reading: ClauseReading,
  words: string,
  at: number,
  end: number,
  mark: number,
  index: number,
): void {
  const { context, open } = state
  switch (reading.kind) {
    case 'directive':
      placeDirective(state, reading, at, end, mark)
      return
    case 'adverbial':
    case 'standing':
      wait(state, at, end, reading.kind === 'standing')
      if (state.condition === null && context.isDocument && !open) state.condition = at
      return
    case 'result':
      placeResult(state, at, end)
      return
    case 'guiding':
    case 'basis':
      if (open && reading.kind === 'basis' && !state.general) {
        if (/^(?:按照|根据|遵循|紧扣|紧紧围绕|围绕|聚焦)/.test(words)) wait(state, at, end)
        else placeDirective(state, { ...reading, adverb: true }, at, end, mark)
        return
      }
      close(state)
      state.guiding = { start: state.guiding?.start ?? at, end }
      state.pending = null
      return
    case 'other':
      placeOther(state, words, end - words.length, end, index)
  }
}

/** 带活…, 让…, 为…作出贡献: goes with the directive before it. */
function placeResult(state: SentenceState, at: number, end: number): void {
  const { open, pending, text, context } = state
  if (pending?.standing) {
    // 采取…方式，使…: the means is the directive, the result closes it
    begin(state, pending.start, end)
  } else if (open) {
    extend(state, end)
    open.afterResult = true
  } else if (text[at] === '以') wait(state, at, end)
  else if (
    !state.narrative &&
    (pending || state.spoken === 0) &&
    context.lexical.startingResults.match(text, at, end) > 0
  )
    begin(state, pending?.start ?? at, end)
}

function placeDirective(state: SentenceState, reading: ClauseReading, start: number, end: number, mark: number): void {
  const { lexical, isDocument } = state.context
  const { open, pending, text, condition } = state
  if (state.narrative || isEmptyTask(text.slice(start, end))) return
  if (open) {
    // 为更好扛起使命，奋力谱写新篇章奠定坚实基础
    const contributes =
      pending && text[pending.start] === '为' && lexical.contributions.within(text, Math.max(start, end - 8), end)
    const governed = open.covers && !reading.adverb && governs(state, start, end)
    if (contributes || governed || closesMeasure(state, reading, start, end, mark)) {
      extend(state, end)
      return
    }
  }
  const owned = isDocument && condition !== null && /^(?:由|优先|全部|一律|统一|均)/.test(text.slice(start, start + 2))
  begin(state, owned ? condition : (pending?.start ?? start), end, { covers: reading.covers })
}

/** 鼓励企业做甲，做乙: what the firms do goes with it, what the office does itself does not. */
function governs({ context, text }: SentenceState, start: number, end: number): boolean {
  if (context.kind.kind === 'report' || '在对向为'.includes(text[start] ?? '')) return false
  return context.lexical.ownVerbs.match(text, start, end) === 0
}

/** A closing 增强…动能, or 提升… that runs parallel to a result. */
function closesMeasure(
  state: SentenceState,
  reading: ClauseReading,
  start: number,
  end: number,
  mark: number,
): boolean {
  const { text, open, context } = state
  if (reading.adverb || context.lexical.closingVerbs.match(text, start, end) === 0) return false
  // 带活一条产业链，提升一个产业集群
  if (open?.afterResult && /^.{2}一[个批条座]/.test(text.slice(start, start + 4))) return true
  const last = mark === separator.end || mark === separator.semicolon
  return last && context.lexical.closingTails.endsAt(text, start, end)
}

function placeOther(state: SentenceState, words: string, start: number, end: number, index: number): void {
  const { lexical, isDocument } = state.context
  if (state.open) {
    // another unit's task: 市财政局安排资金，市统计局做好监测
    const own = isDocument && !state.pending ? behindOwner(lexical, words) : 0
    if (
      own > 0 &&
      !'区县市镇乡'.includes(words[own - 1] ?? '') &&
      readClause(lexical, words.slice(own)).kind === 'directive'
    )
      begin(state, start + own, end)
    else extend(state, end)
    return
  }
  if (!isDocument) {
    // 对标一流园区，“一张蓝图绘到底”，力争…: what waits is not broken off by a slogan
    state.narrative = state.narrative || (words.length > 4 && !(state.pending && words.startsWith('“')))
    return
  }
  if ((index === 0 && isDefinition(words)) || words.includes('一定')) {
    state.narrative = true
    return
  }
  const agent = agentAt(words)
  if (agent > 0 && readClause(lexical, words.slice(agent)).kind === 'directive') {
    begin(state, state.condition ?? start, end)
    return
  }
  const owned = state.pending ? 0 : behindOwner(lexical, words)
  if (owned > 0) {
    const reading = readClause(lexical, words.slice(owned))
    if (reading.kind === 'directive') begin(state, start + owned, end, { covers: reading.covers })
    else wait(state, start + owned, end)
    return
  }
  if (state.condition === null) state.condition = start
}

/** 格局, 变局: ends like a bureau and is none. */
const noOwner = /[格变大全当开布结棋僵]局|[编原]委|[举主承]办|[城都门夜股超]市|[地片灾库社景小园校]区/

/** 各有关部门实行…: where the directive behind its owner begins; 0 where there is none. */
function behindOwner(lexical: Lexicon, words: string): number {
  const limit = Math.min(words.length - 2, 40)
  for (let at = 2; at < limit; at++) {
    if ('（“《'.includes(words[at] ?? '')) return 0
    if (!lexical.ownerTails.endsAt(words, 0, at) || noOwner.test(words.slice(at - 2, at))) continue
    const { kind } = readClause(lexical, words.slice(at))
    if (kind === 'directive' || kind === 'adverbial') return at
  }
  return 0
}

const emptyEnds = new Set([...'作务面章求项事件'])

/** 重点做好以下工作, 抓好十个方面工作: announces tasks without naming one. */
const isEmptyTask = (words: string): boolean =>
  words.length <= 28 &&
  emptyEnds.has(words[words.length - 1] ?? '') &&
  /以下|如下|[\d一二三四五六七八九十两几]{1,3}个?(?:方面|项|点|件)/.test(words)

/** 第三方治理是…的新模式: the sentence says what something is. */
const isDefinition = (words: string): boolean =>
  words.includes('是') && /^.{2,30}[^否特尤凡就都于但可正]是[^否]/.test(words) && !words.includes('要')

/** 2026年是…开局之年: what follows says what the year means. */
const isYearsPurpose = (words: string): boolean =>
  words.includes('是') &&
  (/^.{0,12}年是/.test(words) || /是.{0,30}(?:之年|关键.{0,4}年|重要一年|关键时期)$/.test(words))
