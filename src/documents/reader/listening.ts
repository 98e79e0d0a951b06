import { readClause } from './directives.ts'
import type { Lexicon } from './lexicon.ts'
import { begin, close, type Places, type SentenceState } from './measure-state.ts'
import {
  behindAddressee,
  findDocumentLead,
  findLead,
  findYao,
  type Lead,
  personBehindTitle,
  speakerName,
} from './statements.ts'

/** Listen to a clause of a press article: who begins to speak. Returns where the words spoken begin. */
export function hearLead(
  state: SentenceState,
  start: number,
  end: number,
  ends: boolean,
  colon: boolean,
  index: number,
): number {
  const { lexical } = state.context
  const words = state.text.slice(start, end)
  const lead = findDocumentLead(lexical, words, colon) ?? findLead(lexical, words, ends)
  if (!lead) return start
  note(state, lead, index)
  state.narrative = false
  const rest = words.slice(lead.at)
  const addressed = rest !== '' && state.free && findYao(lexical, rest) < 0 ? behindAddressee(lexical, rest) : 0
  return start + lead.at + addressed
}

/** Note who begins to speak. */
function note(state: SentenceState, lead: Lead, index: number): void {
  const { context, clauses, text } = state
  const { lexical, speech } = context
  close(state)
  state.pending = null
  state.condition = null
  if (lead.outsider) {
    speech.mode = 'silent'
    state.listening = false
    state.free = false
    return
  }
  let name = speakerName(lexical, lead.subject)
  for (let before = index - 1; before >= 0 && !name; before--) {
    const clause = clauses[before]
    if (clause) name = personBehindTitle(lexical, text.slice(clause.start, clause.end))
  }
  speech.by = name ?? speech.by ?? speech.person ?? meetingAtHead.exec(text)?.[0] ?? null
  speech.mode = lead.mode
  state.listening = true
  state.led = index + 1
  state.free = lead.mode === 'demand'
}

/** 会议还研究…，强调要…: the meeting is the subject of the sentence. */
const meetingAtHead = /^(?:会议|全会|大会)/

const aspectList = /从([^从]{4,200}?)等[^、，]{0,3}方面.{0,20}(?:部署|安排|要求|明确|细化|提出|制定|推出)/
const meetingIn = /^.{2,40}?(?:会议|全会|大会)/

/** 从甲、乙、丙等方面进行部署: each is a measure, said by the meeting named here or in the clause before. */
export function readAspects(state: SentenceState, start: number, end: number, index: number): boolean {
  const { text, context, clauses } = state
  const words = text.slice(start, end)
  const list = words.includes('方面') ? aspectList.exec(words) : null
  if (!list?.[1]) return false
  const before = clauses[index - 1]
  const named = list.index > 0 ? words.slice(0, list.index) : before ? text.slice(before.start, before.end) : ''
  const meeting = meetingIn.exec(named)?.[0]
  let at = start + list.index + 1
  for (const part of list[1].split('、')) {
    if (readClause(context.lexical, part).kind === 'directive') {
      begin(state, at, at + part.length, { whole: true })
      if (state.open && meeting) state.open.by = meeting
      close(state)
    }
    at += part.length + 1
  }
  return true
}

/** 2024年，开平坚持…: a plan for the year ahead needs no 要. Returns where its directive begins. */
export function hearYearAhead(state: SentenceState, start: number, end: number, index: number): number {
  const { text, context } = state
  const words = text.slice(start, end)
  const place = index - state.led
  if (place === 0 && state.listening && !state.free && isYearAhead(words, context.now)) state.yearAhead = true
  if (!state.yearAhead || place > 1) return start
  for (let at = 0; at <= 8 && at < words.length - 2; at++) {
    if (readClause(context.lexical, words.slice(at)).kind !== 'directive') continue
    if (at > 0 || place > 0) state.free = true
    return start + at
  }
  return start
}

function isYearAhead(words: string, now: number): boolean {
  const year = /^(20\d\d)年(?!以来|是)/.exec(words)
  if (year) return now > 0 && Number(year[1]) >= now
  return /^(?:新的一年|明年|下一步|接下来|下半年|今年(?!以来|是|上半年))/.test(words)
}

/** 江门将…, 下一步将…: what a governing organ proposes to do. Returns where its words begin. */
export function hearPlan(state: SentenceState, start: number, end: number): number {
  const { text, context } = state
  const { lexical, isDocument, speech } = context
  const words = text.slice(start, Math.min(end, start + 26))
  const at = words.indexOf('将')
  if (at < 0) return start
  const left = words.slice(0, at)
  if (left === '' ? !state.free : !isGoverning(lexical, left, context.places)) return start
  if (!isDocument && !state.listening && governingWords.test(left)) return start
  const { kind } = readClause(lexical, text.slice(start + at + 1, end))
  if (kind !== 'directive' && kind !== 'adverbial' && kind !== 'standing') return start
  if (!isDocument && !speech.by) {
    speech.by = left.replace(/^(?:今年|未来|下一步|此外|同时)/, '').replace(/(?:还|也|则|正)$/, '') || null
  }
  state.free = true
  state.listening = true
  state.narrative = false
  return start + at + 1
}

const governingWords = /^(?:下一步|接下来|今后|未来|今年|明年|同时|此外|我们|并|还|新的一年|\d{4}年)$/
const hedged = /[必即就行也都可能或]$|何时|预计|有望/

/** 项目区, 工业区: areas whose first part is no place. */
const commonArea =
  /^(?:项目|企业|公司|工业|商业|住宅|生活|功能|核心|产业|示范|开发|实验|试验|街道|社区|学校|城|园)|[城都夜超股楼集]$/

/** 江门, 我市, 市政府: those who govern here. */
function isGoverning(lexical: Lexicon, words: string, places: Places): boolean {
  if (hedged.test(words)) return false
  const left = words.replace(/(?:还|也|则|正|同时)$/, '')
  if (left.length >= 2 && left.length <= 4 && !commonArea.test(left) && places.has(left)) return true
  if (governingWords.test(left)) return true
  if (/^(?:我|全|各|本)[省市县区州旗镇]/.test(left)) return true
  return (
    left.length <= 16 &&
    lexical.governingTails.endsAt(left, 0, left.length) &&
    !lexical.outsiders.within(left, 0, left.length)
  )
}
