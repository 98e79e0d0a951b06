import { type Clause, separator } from './clauses.ts'
import { readClause } from './directives.ts'
import type { ArticleKind } from './kinds.ts'
import type { Lexicon } from './lexicon.ts'
import { type Enumerator, readEnumerator, readOrdinal } from './ordinals.ts'
import type { SectionState } from './sections.ts'
import { behindAddressee, findDocumentLead, findLead, findYao, personBehindTitle, speakerName } from './statements.ts'

/** A directive found in a paragraph. */
export interface Found {
  start: number
  end: number
  ordinal: number | null
  by: string | null
}

/** Who speaks now, and what their words can hold: nothing, what has 要, or any directive. */
export interface Speech {
  by: string | null
  mode: 'silent' | 'remark' | 'demand'
  /** The last official named in the paragraph, for 他强调. */
  person: string | null
  ordinal: number
}

interface Sentence {
  lexical: Lexicon
  text: string
  clauses: Clause[]
  kind: ArticleKind
  sections: SectionState
  speech: Speech
  /** First of its paragraph. */
  first: boolean
  next: Clause[] | null
  /** The year the text speaks from, as far as the document or the paragraph tells; 0 where it does not. */
  now: number
  places: Places
  /** Inside a list of targets that an earlier paragraph announced. */
  targets: boolean
}

/** The places a document speaks of: 江门 where it says 江门市 somewhere. */
export interface Places {
  has(name: string): boolean
}

/** The measure being read. */
interface Open extends Found {
  /** One 要 or one ordinal holds everything up to the next 要, ordinal, ； or 。 */
  whole: boolean
  covers: boolean
  afterResult: boolean
}

const longHeading = 40
const longTitle = 64

/** Read the directives of one sentence into `found`. */
export function readSentence(sentence: Sentence, found: Found[]): void {
  const { lexical, text, clauses, kind, sections, speech } = sentence
  const opening = clauses[0]
  if (!opening) return
  const enumerator = readEnumerator(text, opening.start, opening.end)
  const isDocument = kind.kind !== 'press'
  if (isDocument) {
    const heard = clauses[1] && clauses[1].end - opening.start < 60 ? clauses[1].end : opening.end
    sections.sentence(text.slice(opening.start, Math.min(heard, opening.start + 80)), sentence.first)
    if (!sections.ahead) return
    if (sentence.targets) return
    const closing = clauses[clauses.length - 1] ?? opening
    if (isFormula(lexical, text.slice(opening.start, Math.min(closing.end, opening.start + 600)))) return
    if (enumerator && isHeading(sentence, enumerator)) {
      if (enumerator.kind === 'section' && sentence.next && !nextIsNumbered(sentence)) {
        const from = opening.start + enumerator.length
        const closingEnd = closing.end
        if (readClause(lexical, text.slice(from, opening.end)).kind === 'directive')
          found.push({ start: from, end: closingEnd, ordinal: enumerator.value, by: kind.by })
        return
      }
      if (enumerator.kind !== 'digit') return
    }
  }
  const reader = sentenceReader(sentence, found)
  clauses.forEach((clause, index) => {
    const start = index === 0 && enumerator ? opening.start + enumerator.length : clause.start
    reader.clause(start, clause.end, clause.mark, index)
  })
  reader.close()
  if (!isDocument) {
    for (const clause of clauses) {
      const person = personBehindTitle(lexical, text.slice(clause.start, Math.min(clause.end, clause.start + 60)))
      if (person) speech.person = person
    }
  }
}

/** 现将…印发给你们, 为…，制定本意见: the document speaks of itself. */
const isFormula = (lexical: Lexicon, words: string): boolean =>
  lexical.formulas.within(words, 0, words.length) ||
  /^本(?:规划|纲要|意见|方案|办法|措施|细则|通知|政策|条例|报告)/.test(words) ||
  (words.startsWith('为') && purposeOf.test(words))

const purposeOf = /，.{0,30}(?:决定|制定|现就|现将|提出(?:以下|如下))|,.{0,30}(?:决定|制定|现就|现将|提出(?:以下|如下))/

/** A numbered sentence that is short and has text behind it is a heading set into the paragraph. */
function isHeading(sentence: Sentence, enumerator: Enumerator): boolean {
  const { clauses } = sentence
  const first = clauses[0]
  const last = clauses[clauses.length - 1]
  if (!first || !last || last.end - first.start > (clauses.length === 1 ? longTitle : longHeading)) return false
  return sentence.next !== null || enumerator.kind === 'section'
}

const nextIsNumbered = (sentence: Sentence): boolean => {
  const next = sentence.next?.[0]
  return next !== undefined && readEnumerator(sentence.text, next.start, next.end) !== null
}

function sentenceReader(sentence: Sentence, found: Found[]) {
  const { lexical, text, kind, speech } = sentence
  const isDocument = kind.kind !== 'press'
  let open: Open | null = null
  let pending: { start: number; end: number; standing: boolean } | null = null
  let condition: number | null = null
  let guiding: { start: number; end: number } | null = null
  let narrative = false
  let free = isDocument || speech.mode === 'demand'
  let listening = isDocument || speech.mode !== 'silent'
  let spoken = 0
  let targets = false
  // 对甲；对乙，给予…: conditions wait for the rule behind them
  const lastRule = isDocument ? ruleBehind(sentence) : -1
  let waiting = false
  let yearAhead = false

  const by = () => (isDocument ? kind.by : speech.by)

  const close = () => {
    if (open && open.end - open.start >= (open.whole ? 5 : 4)) {
      found.push({ start: open.start, end: open.end, ordinal: open.ordinal, by: open.by })
      spoken++
      if (speech.mode === 'remark') speech.mode = 'demand'
    }
    open = null
  }
  const begin = (start: number, end: number, ordinal: number | null, whole: boolean, covers = false) => {
    close()
    open = { start, end, ordinal, by: by(), whole, covers, afterResult: false }
    pending = null
    condition = null
  }

  const clause = (from: number, end: number, mark: number, index: number): void => {
    let start = from
    if (!isDocument && !open?.whole) {
      const behind = mark === separator.comma || mark === separator.colon
      const lead =
        findDocumentLead(lexical, text.slice(start, end), mark === separator.colon) ??
        findLead(lexical, text.slice(start, end), behind)
      if (lead) {
        hear(lead.subject, lead.mode, lead.outsider, index)
        start += lead.at
        narrative = false
        if (start >= end) return
        if (free && findYao(lexical, text.slice(start, end)) < 0)
          start += behindAddressee(lexical, text.slice(start, end))
      }
    }
    if (!isDocument) {
      if (listening && !free && index === 0 && isYearAhead(text.slice(start, end), sentence.now)) yearAhead = true
      if (yearAhead && index <= 1) start = behindShortSubject(lexical, text, start, end)
      if (yearAhead && start !== from) free = true
      if (aspects(start, end, index)) return
    }
    const plan = planOf(start, end)
    if (plan > 0) {
      free = true
      listening = true
      narrative = false
      start = plan
    }
    if (listening) read(start, end, mark, index)
    if (mark === separator.semicolon && !waiting) {
      close()
      if (pending?.standing) begin(pending.start, pending.end, null, false)
      close()
      pending = null
    }
  }

  /** 从甲、乙、丙等方面进行部署: each is a measure. */
  const aspects = (start: number, end: number, index: number): boolean => {
    if (text[start] !== '从') return false
    const list = aspectList.exec(text.slice(start, end))
    if (!list?.[1]) return false
    const before = sentence.clauses[index - 1]
    const meeting = before ? meetingIn.exec(text.slice(before.start, before.end))?.[0] : undefined
    let at = start + 1
    for (const part of list[1].split('、')) {
      if (readClause(lexical, part).kind === 'directive') {
        begin(at, at + part.length, null, true)
        if (open && meeting) open.by = meeting
        close()
      }
      at += part.length + 1
    }
    return true
  }

  /** Note who begins to speak. */
  const hear = (subject: string, mode: 'demand' | 'remark', outsider: boolean, index: number) => {
    close()
    pending = null
    condition = null
    if (outsider) {
      speech.mode = 'silent'
      listening = false
      free = false
      return
    }
    let name = speakerName(lexical, subject)
    if (!name) {
      for (let before = index - 1; before >= 0 && !name; before--) {
        const clause = sentence.clauses[before]
        if (clause) name = personBehindTitle(lexical, text.slice(clause.start, clause.end))
      }
    }
    speech.by = name ?? speech.by ?? speech.person
    speech.mode = mode
    listening = true
    free = mode === 'demand'
  }

  /** 江门将…, 下一步将…: what a governing organ proposes to do; where its words begin, or 0. */
  const planOf = (start: number, end: number): number => {
    const at = text.indexOf('将', start)
    if (at < 0 || at >= end || at - start > 24) return 0
    const left = text.slice(start, at)
    if (left !== '' && !isGoverning(lexical, left, sentence.places)) return 0
    if (left === '' && !free) return 0
    if (!isDocument && !listening && governingWords.test(left)) return 0
    const rest = text.slice(at + 1, end)
    const reading = readClause(lexical, rest)
    if (reading.kind === 'directive' || reading.kind === 'adverbial' || reading.kind === 'standing') {
      if (!isDocument && !speech.by)
        speech.by = left.replace(/^(?:今年|未来|下一步|此外|同时)/, '').replace(/(?:还|也|则|正)$/, '') || null
      return at + 1
    }
    return 0
  }

  const read = (from: number, end: number, mark: number, index: number): void => {
    let start = from
    const ordinal = readOrdinal(text, start, end)
    if (ordinal) {
      start += ordinal.length
      const rest = text.slice(start, end)
      const yao = ordinal.yao ? 0 : findYao(lexical, rest)
      const reading = yao < 0 ? readClause(lexical, rest) : null
      if (ordinal.yao || yao >= 0 || (reading && reading.kind !== 'other' && reading.kind !== 'result')) {
        begin(ordinal.yao ? start - 1 : start + Math.max(0, yao), end, ordinal.value, true)
        return
      }
      if (!open) narrative = true
      return
    }
    const must = lexical.must.match(text, start, end) > 0 && text[start + 2] !== '被'
    const yao = must ? 0 : findYao(lexical, text.slice(start, end), open?.whole === true)
    if (yao >= 0) {
      if (isEmptyTask(text.slice(start + yao, end))) return
      // 做好今年工作，要坚持…: the clause in front is only what the demand is about
      if (yao === 0 && open && !open.whole && spoken === 0) open = null
      begin(start + yao, end, null, true)
      free = true
      narrative = false
      return
    }
    if (open?.whole) {
      open.end = end
      return
    }
    if (mark === separator.colon && listening && lexical.futureCues.within(text.slice(start, end), 0, end - start)) {
      // 总体要求是：
      free = true
      narrative = false
      if (!lexical.targetCues.within(text.slice(start, end), 0, end - start)) return
    }
    if (!free) return
    readFree(start, end, mark, index)
  }

  const readFree = (start: number, end: number, mark: number, index: number): void => {
    const words = text.slice(start, end)
    if (index === 0 && lexical.pastSpans.within(words, 0, Math.min(words.length, 12))) narrative = true
    if (lexical.targetCues.within(words, 0, words.length) || isYearsPurpose(words)) targets = true
    if (targets) return
    if (isDocument && lexical.notPolicy.within(words, 0, words.length)) {
      condition = null
      pending = null
      narrative = true
      return
    }
    const reading = readClause(lexical, words)
    const at = start + reading.start
    if (isDocument && reading.kind !== 'result' && isRule(lexical, words)) {
      if (open && !pending && condition === null && reading.kind !== 'directive' && !words.startsWith('对'))
        open.end = end
      else begin(condition ?? pending?.start ?? at, end, null, false)
      waiting = false
      return
    }
    if (
      waiting ||
      (words.startsWith('对') && index < lastRule && reading.kind === 'adverbial' && !isComplete(sentence, index))
    ) {
      if (!waiting) {
        close()
        condition = condition ?? pending?.start ?? at
        waiting = true
      }
      return
    }
    switch (reading.kind) {
      case 'directive':
        directive(at, end, mark, reading.covers, reading.adverb)
        return
      case 'adverbial':
      case 'standing':
        if (!pending) pending = { start: at, end, standing: reading.kind === 'standing' }
        else pending = { start: pending.start, end, standing: pending.standing || reading.kind === 'standing' }
        if (condition === null && isDocument && !open) condition = at
        return
      case 'result':
        if (open && !pending?.standing) {
          open.end = end
          open.afterResult = true
          pending = null
        } else if (!open && text[at] === '以') {
          pending = pending ?? { start: at, end, standing: false }
        } else if (pending?.standing) {
          // 采取…方式，使…: the means is the directive, the result closes it
          begin(pending.start, end, null, false)
        } else if (
          !narrative &&
          !targets &&
          (pending || spoken === 0) &&
          lexical.startingResults.match(text, at, end) > 0
        ) {
          begin(pending?.start ?? at, end, null, false)
        }
        return
      case 'guiding':
        if (open && !/^(?:按照|根据|遵循|紧扣|紧紧围绕|围绕|聚焦)/.test(words)) {
          directive(at, end, mark, false, true)
          return
        }
        if (open) {
          pending = pending ?? { start: at, end, standing: false }
          return
        }
        guiding = guiding ? { start: guiding.start, end } : { start: at, end }
        pending = null
        return
      case 'other':
        other(start, end, index)
    }
  }

  const directive = (start: number, end: number, mark: number, covers: boolean, adverb: boolean) => {
    if (narrative || isEmptyTask(text.slice(start, end))) return
    if (open) {
      // 为更好扛起使命，奋力谱写新篇章奠定坚实基础
      if (
        pending &&
        text[pending.start] === '为' &&
        lexical.contributions.within(text, Math.max(start, end - 8), end)
      ) {
        open.end = end
        pending = null
        return
      }
      const weak = lexical.closingVerbs.match(text, start, end) > 0
      const last = mark === separator.end || mark === separator.semicolon
      if (open.covers && !adverb) {
        open.end = end
        return
      }
      if (weak && !adverb && (open.afterResult || (last && lexical.closingTails.endsAt(text, start, end)))) {
        open.end = end
        pending = null
        return
      }
    }
    const owner =
      isDocument && condition !== null && /^(?:由|优先|全部|一律|统一|均)/.test(text.slice(start, start + 2))
        ? condition
        : null
    begin(owner ?? pending?.start ?? start, end, null, false, covers)
  }

  const other = (start: number, end: number, index: number) => {
    if (open) {
      open.end = end
      pending = null
      return
    }
    if (isDocument) {
      const words = text.slice(start, end)
      if (index === 0 && isDefinition(words)) {
        narrative = true
        return
      }
      const agent = agentAt(words)
      if (agent > 0 && readClause(lexical, words.slice(agent)).kind === 'directive') {
        begin(condition ?? start, end, null, false)
        return
      }
      const behind = pending ? 0 : behindSubject(lexical, text, start, end)
      if (behind > 0) {
        const reading = readClause(lexical, text.slice(behind, end))
        if (reading.kind === 'directive') begin(behind, end, null, false, reading.covers)
        else pending = { start: behind, end, standing: false }
        return
      }
      if (condition === null) condition = start
      return
    }
    narrative = narrative || end - start > 4
  }

  return {
    clause,
    close() {
      close()
      if (pending?.standing) begin(pending.start, pending.end, null, false)
      close()
      if (isDocument && guiding && spoken === 0 && !targets && sentence.clauses.length <= 2)
        found.push({ ...guiding, ordinal: null, by: by() })
    },
  }
}

const aspectList = /^从(.{4,200}?)等\S{0,3}方面.{0,20}(?:部署|安排|要求|明确|细化)/
const meetingIn = /^.{2,40}?(?:会议|全会|大会)/

/** 2024年，…, 新的一年，…: the sentence may be a plan for the year ahead. */
function isYearAhead(words: string, now: number): boolean {
  const year = /^(20\d\d)年(?!以来|是)/.exec(words)
  if (year) return now > 0 && Number(year[1]) >= now
  return /^(?:新的一年|明年|下一步|接下来|下半年|今年(?!以来|是|上半年))/.test(words)
}

/** 开平坚持…: where the directive behind a short subject begins; the place itself where none does. */
function behindShortSubject(lexical: Lexicon, text: string, start: number, end: number): number {
  for (let at = start; at <= start + 8 && at < end - 2; at++) {
    const reading = readClause(lexical, text.slice(at, end))
    if (reading.kind === 'directive') return at
  }
  return start
}

const governingWords = /^(?:下一步|接下来|今后|未来|今年|明年|同时|此外|我们|并|还|新的一年|\d{4}年)$/
const hedged = /[必即就行也都可能或]$|何时|预计|有望/

/** 江门, 我市, 市政府: those who govern here. */
function isGoverning(lexical: Lexicon, words: string, places: Places): boolean {
  if (hedged.test(words)) return false
  const left = words.replace(/(?:还|也|则|正|同时)$/, '')
  if (left.length >= 2 && left.length <= 4 && places.has(left)) return true
  if (governingWords.test(left)) return true
  if (/^(?:我|全|各|本)[省市县区州旗镇]/.test(left)) return true
  return (
    lexical.governingTails.endsAt(left, 0, left.length) &&
    left.length <= 16 &&
    !lexical.outsiders.within(left, 0, left.length)
  )
}

/** 各有关部门实行…: where the directive behind its owner begins; 0 where there is none. */
function behindSubject(lexical: Lexicon, text: string, start: number, end: number): number {
  const limit = Math.min(end, start + 40)
  for (let at = start + 1; at < limit - 2; at++) {
    if (text[at] === '（' || text[at] === '“' || text[at] === '《') return 0
    if (!lexical.ownerTails.endsAt(text, start, at)) continue
    const kind = readClause(lexical, text.slice(at, end)).kind
    if (kind === 'directive' || kind === 'adverbial') return at
  }
  return 0
}

/** 重点做好以下工作, 抓好十个方面工作: announces tasks without naming one. */
const isEmptyTask = (words: string): boolean =>
  words.length <= 28 &&
  /以下|如下|[一二三四五六七八九十两几]{1,3}个?(?:方面|项|点|件)/.test(words) &&
  /(?:工作|任务|方面|文章|要求|事项?)$/.test(words)

/** 第三方治理是…的新模式: the sentence says what something is. */
const isDefinition = (words: string): boolean =>
  /^.{2,30}[^否特尤凡就都于但可正]是[^否]/.test(words) && !words.includes('要')

/** 专项资金由管委会统筹使用: where 由 stands; 0 where it does not. */
const agentAt = (words: string): number => {
  const at = words.indexOf('由')
  return at > 1 && words[at + 1] !== '于' && words[at - 1] !== '自' && words[at - 1] !== '理' ? at : 0
}

/** A rule of a support policy: 给予…奖励, 免收…, 实行“一事一议”. */
const isRule = (lexical: Lexicon, words: string): boolean =>
  !words.endsWith('的') && (lexical.policy.within(words, 0, words.length) || /奖励.{0,8}[元％%]/.test(words))

/** Index of the last clause that holds a rule; -1 where the sentence has none. */
function ruleBehind({ lexical, text, clauses }: Sentence): number {
  for (let index = clauses.length - 1; index >= 0; index--) {
    const clause = clauses[index]
    if (clause && lexical.policy.within(text, clause.start, clause.end)) return index
  }
  return -1
}

/** 对各乡镇…，由各乡镇…执行；: a part between semicolons that has its own rule without a grant. */
function isComplete({ text, clauses }: Sentence, from: number): boolean {
  for (let index = from + 1; index < clauses.length; index++) {
    const clause = clauses[index]
    if (!clause) break
    if (/^[由按可应须]/.test(text.slice(clause.start, clause.start + 1))) return true
    if (clause.mark !== separator.comma) break
  }
  return false
}

/** 2026年是…开局之年: what follows says what the year means. */
const isYearsPurpose = (words: string): boolean =>
  /^.{0,12}年是/.test(words) || /是.{0,30}(?:之年|关键.{0,4}年|重要一年|关键时期)$/.test(words)
