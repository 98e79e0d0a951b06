import { type Clause, separator } from './clauses.ts'
import { readDirectives } from './directive-list.ts'
import { readClause } from './directives.ts'
import type { Lexicon } from './lexicon.ts'
import { hearLead, hearPlan, hearYearAhead, readAspects } from './listening.ts'
import { type Context, type Found, newSentence, type SentenceState, settle, speaker } from './measure-state.ts'
import { type Enumerator, readEnumerator } from './ordinals.ts'
import { personBehindTitle } from './statements.ts'

/** A sentence and where it stands. */
export interface Sentence {
  text: string
  clauses: Clause[]
  /** First of its paragraph. */
  first: boolean
  /** The sentence behind it in the paragraph. */
  next: Clause[] | null
}

/** Read the directives of one sentence into `found`. */
export function readSentence(context: Context, sentence: Sentence, found: Found[]): void {
  const { text, clauses } = sentence
  const opening = clauses[0]
  if (!opening) return
  if (context.isDocument && !isAhead(context, sentence, opening)) return
  const enumerator = readEnumerator(text, opening.start, opening.end)
  const closing = clauses[clauses.length - 1] ?? opening
  const cued = !context.isDocument || context.lexical.documentCues.within(text, opening.start, closing.end)
  if (context.isDocument && isSetAside(context, sentence, opening, enumerator, cued, found)) return
  const state = newSentence(context, text, clauses, found)
  state.cued = cued
  for (let index = 0; index < clauses.length; index++) {
    const clause = clauses[index]
    if (!clause) break
    const skipped = index === 0 && enumerator ? enumerator.length : 0
    hearClause(state, clause.start + skipped, clause.end, clause.mark, index)
  }
  settle(state)
  if (context.isDocument) keepGuidance(state)
  else notePerson(state)
}

/** Longer than this no clause is one directive: it is a table or a text without marks. */
const longestClause = 600

function hearClause(state: SentenceState, from: number, end: number, mark: number, index: number): void {
  let start = from
  if (end - start > longestClause) {
    settle(state)
    return
  }
  if (!state.context.isDocument) {
    if (!state.open?.whole) {
      const colon = mark === separator.colon
      start = hearLead(state, start, end, colon || mark === separator.comma, colon, index)
      if (start >= end) return
    }
    start = hearYearAhead(state, start, end, index)
    if (readAspects(state, start, end, index)) return
  }
  start = hearPlan(state, start, end)
  if (state.listening) readDirectives(state, start, end, mark, index)
  if (mark === separator.semicolon && !state.waiting) settle(state)
}

/** A sentence of preamble alone still says what to follow. */
function keepGuidance(state: SentenceState): void {
  const { guiding, spoken, targets, clauses, found } = state
  if (guiding && spoken === 0 && !targets && clauses.length <= 2)
    found.push({ ...guiding, ordinal: null, by: speaker(state) })
}

function notePerson({ context, text, clauses }: SentenceState): void {
  for (const clause of clauses) {
    const person = personBehindTitle(context.lexical, text.slice(clause.start, Math.min(clause.end, clause.start + 60)))
    if (person) context.speech.person = person
  }
}

/** Whether the document speaks of what is to be done, now that it has come to this sentence. */
function isAhead({ sections }: Context, { text, clauses, first }: Sentence, opening: Clause): boolean {
  const second = clauses[1]
  const heard = second && second.end - opening.start < 60 ? second.end : Math.min(opening.end, opening.start + 80)
  sections.sentence(text.slice(opening.start, heard), first)
  return sections.ahead
}

/** A document's sentence that holds no directives of its own: the past, formulas, headings set into the text. */
function isSetAside(
  { lexical, kind }: Context,
  sentence: Sentence,
  opening: Clause,
  enumerator: Enumerator | null,
  cued: boolean,
  found: Found[],
): boolean {
  const { text, clauses, next } = sentence
  const closing = clauses[clauses.length - 1] ?? opening
  if (isFormula(lexical, text.slice(opening.start, Math.min(closing.end, opening.start + 600)), cued)) return true
  if (!enumerator || !isHeading(sentence, enumerator)) return false
  const from = opening.start + enumerator.length
  if (enumerator.kind === 'section' && next && !isNumbered(text, next)) {
    // 一、提高站位，主动担当作为。: a heading that runs into its paragraph is a task with its ordinal
    if (readClause(lexical, text.slice(from, opening.end)).kind === 'directive')
      found.push({ start: from, end: closing.end, ordinal: enumerator.value, by: kind.by })
    return true
  }
  return enumerator.kind !== 'digit'
}

/** 现将…印发给你们, 为…，制定本意见: the document speaks of itself. */
const isFormula = (lexical: Lexicon, words: string, cued: boolean): boolean =>
  (cued && lexical.formulas.within(words, 0, words.length)) ||
  (words.startsWith('本') && /^本(?:规划|纲要|意见|方案|办法|措施|细则|通知|政策|条例|报告)/.test(words)) ||
  words.startsWith('请') ||
  (words.startsWith('为') && purposeOf.test(words))

const purposeOf = /[，,].{0,30}(?:决定|制定|现就|现将|提出(?:以下|如下))/

const longHeading = 40
const longTitle = 64

/** A numbered sentence that is short and has text behind it is a heading set into the paragraph. */
function isHeading({ clauses, next }: Sentence, enumerator: Enumerator): boolean {
  const first = clauses[0]
  const last = clauses[clauses.length - 1]
  if (!first || !last || last.end - first.start > (clauses.length === 1 ? longTitle : longHeading)) return false
  return next !== null || enumerator.kind === 'section'
}

const isNumbered = (text: string, clauses: Clause[]): boolean => {
  const opening = clauses[0]
  return opening !== undefined && readEnumerator(text, opening.start, opening.end) !== null
}
