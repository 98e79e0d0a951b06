import { type Clause, separator } from './clauses.ts'
import { readClause } from './directives.ts'
import type { ArticleKind } from './kinds.ts'
import type { Lexicon } from './lexicon.ts'
import { type Enumerator, readEnumerator, readOrdinal } from './ordinals.ts'
import type { SectionState } from './sections.ts'
import { findLead, findYao, personBehindTitle, speakerName } from './statements.ts'

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
}

/** The measure being read. */
interface Open extends Found {
  /** One 要 or one ordinal holds everything up to the next 要, ordinal, ； or 。 */
  whole: boolean
  covers: boolean
  afterResult: boolean
}

const longHeading = 40

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
    const closing = clauses[clauses.length - 1] ?? opening
    if (lexical.formulas.within(text, opening.start, Math.min(closing.end, opening.start + 600))) return
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

/** A numbered sentence that is short and has text behind it is a heading set into the paragraph. */
function isHeading(sentence: Sentence, enumerator: Enumerator): boolean {
  const { clauses } = sentence
  const first = clauses[0]
  const last = clauses[clauses.length - 1]
  if (!first || !last || last.end - first.start > longHeading) return false
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

  const by = () => (isDocument ? kind.by : speech.by)

  const close = () => {
    if (open && open.end - open.start >= 4) {
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
      const lead = findLead(lexical, text.slice(start, end), mark === separator.comma || mark === separator.colon)
      if (lead) {
        hear(lead.subject, lead.mode, lead.outsider, start, index)
        start += lead.at
        narrative = false
        if (start >= end) return
      }
    }
    const plan = planOf(start, end)
    if (plan > 0) {
      free = true
      listening = true
      narrative = false
      start = plan
    }
    if (listening) read(start, end, mark, index)
    if (mark === separator.semicolon) {
      close()
      if (pending?.standing) begin(pending.start, pending.end, null, false)
      close()
      pending = null
    }
  }

  /** Note who begins to speak. */
  const hear = (subject: string, mode: 'demand' | 'remark', outsider: boolean, start: number, index: number) => {
    close()
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
    if (left !== '' && !isGoverning(lexical, left)) return 0
    if (left === '' && !free) return 0
    const rest = text.slice(at + 1, end)
    const reading = readClause(lexical, rest)
    if (reading.kind === 'directive' || reading.kind === 'adverbial' || reading.kind === 'standing') {
      if (!isDocument && !speech.by) speech.by = left || null
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
    const yao = findYao(lexical, text.slice(start, end), open?.whole === true)
    if (yao >= 0) {
      if (mark === separator.colon && /以下|如下/.test(text.slice(start, end))) return
      begin(start + yao, end, null, true)
      free = true
      narrative = false
      return
    }
    if (open?.whole) {
      open.end = end
      return
    }
    if (!free) return
    free_(start, end, mark, index)
  }

  const free_ = (start: number, end: number, mark: number, index: number): void => {
    const words = text.slice(start, end)
    if (lexical.targetCues.within(words, 0, words.length)) targets = true
    if (mark === separator.colon && lexical.futureCues.within(words, 0, words.length)) {
      narrative = false
      return
    }
    const reading = readClause(lexical, words)
    const at = start + reading.start
    if (isDocument && isRule(words)) {
      if (open && reading.kind !== 'directive' && !pending && condition === null && !words.startsWith('对')) {
        open.end = end
        return
      }
      begin(condition ?? pending?.start ?? ruleStart(start, words), end, null, false)
      return
    }
    switch (reading.kind) {
      case 'directive':
        directive(at, end, mark, reading.covers, reading.adverb)
        return
      case 'adverbial':
      case 'standing':
        if (!pending) pending = { start: at, end, standing: reading.kind === 'standing' }
        else pending.end = end
        if (condition === null && isDocument && !open) condition = at
        return
      case 'result':
        if (open) {
          open.end = end
          open.afterResult = true
          pending = null
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
        if (open) {
          directive(at, end, mark, false, true)
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
    if (narrative) return
    if (open) {
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
    begin(pending?.start ?? start, end, null, false, covers)
  }

  const other = (start: number, end: number, index: number) => {
    if (open) {
      open.end = end
      pending = null
      return
    }
    if (isDocument) {
      const behind = behindSubject(lexical, text, start, end)
      if (behind > 0) {
        const reading = readClause(lexical, text.slice(behind, end))
        if (reading.kind === 'directive') begin(behind, end, null, false, reading.covers)
        else pending = { start: behind, end, standing: false }
        return
      }
      if (condition === null) condition = start
      return
    }
    if (index === 0 || !pending) narrative = narrative || end - start > 4
  }

  const isRule = (words: string): boolean =>
    lexical.policy.within(words, 0, words.length) &&
    !lexical.notPolicy.within(words, 0, words.length) &&
    /[\d％%一“万元]|给予|免收/.test(words)

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

const governingWords = /^(?:下一步|接下来|今后|未来|今年|明年|同时|此外|我们|并|还|新的一年|\d{4}年)$/
const hedged = /[必即就行也都可能或]$|何时|预计|有望/

/** 江门, 我市, 市政府: those who govern here. */
function isGoverning(lexical: Lexicon, left: string): boolean {
  if (hedged.test(left)) return false
  if (governingWords.test(left)) return true
  if (/^(?:我|全|各|本)[省市县区州旗镇]/.test(left)) return true
  return (
    lexical.governingTails.endsAt(left, 0, left.length) &&
    left.length <= 16 &&
    !lexical.outsiders.within(left, 0, left.length)
  )
}

const subjectTails = [
  '部门',
  '单位',
  '政府',
  '管委会',
  '委员会',
  '领导小组',
  '办公室',
  '街道',
  '企业',
  '机构',
  '局',
  '委',
  '办',
  '地',
  '级',
  '区',
  '县',
  '市',
  '镇',
]

/** 各有关部门实行…: where the directive behind its owner begins; 0 where there is none. */
function behindSubject(lexical: Lexicon, text: string, start: number, end: number): number {
  const limit = Math.min(end, start + 40)
  for (let at = start + 2; at < limit - 2; at++) {
    for (const tail of subjectTails) {
      if (!text.startsWith(tail, at - tail.length)) continue
      const kind = readClause(lexical, text.slice(at, end)).kind
      if (kind === 'directive' || kind === 'adverbial') return at
    }
  }
  return 0
}

function ruleStart(start: number, _words: string): number {
  return start
}
