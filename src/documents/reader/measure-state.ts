import type { Clause } from './clauses.ts'
import type { ArticleKind } from './kinds.ts'
import type { Lexicon } from './lexicon.ts'
import type { SectionState } from './sections.ts'

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
}

/** The places a document speaks of: 江门 where it says 江门市 somewhere. */
export interface Places {
  has(name: string): boolean
}

/** What holds for a whole article. */
export interface Context {
  lexical: Lexicon
  kind: ArticleKind
  /** The document speaks for itself (a report, plan, notice), not a paper about somebody. */
  isDocument: boolean
  sections: SectionState
  speech: Speech
  places: Places
  /** The year the text speaks from, as far as the document or the paragraph tells; 0 where it does not. */
  now: number
}

/** The measure being read. */
interface Open extends Found {
  /** One 要 or one ordinal holds everything up to the next 要, ordinal, ； or 。 */
  whole: boolean
  /** Its verb also governs what follows (鼓励企业做甲，做乙). */
  covers: boolean
  afterResult: boolean
}

/** Adverbials that wait for the directive they belong to. */
interface Pending {
  start: number
  end: number
  /** Is a measure of its own where no directive follows (突出科技供给。). */
  standing: boolean
}

/** One sentence on its way to measures. */
export interface SentenceState {
  context: Context
  text: string
  clauses: readonly Clause[]
  found: Found[]
  open: Open | null
  pending: Pending | null
  /** Where the case of a rule begins: 重点产业新上项目…，给予…. */
  condition: number | null
  guiding: { start: number; end: number } | null
  /** Somebody is told about; a directive verb is their doing, not a task. */
  narrative: boolean
  /** Directives count without 要. */
  free: boolean
  listening: boolean
  spoken: number
  targets: boolean
  /** 对甲；对乙，给予…: conditions wait for the rule behind them. */
  waiting: boolean
  yearAhead: boolean
  /** Clauses up to and with the lead-in (会议指出，): what follows stands at the head of what is said. */
  led: number
  /** 总体要求是：…: a list of principles with its preamble. */
  general: boolean
  /** The sentence holds a target or a rule somewhere. */
  cued: boolean
}

export function newSentence(context: Context, text: string, clauses: readonly Clause[], found: Found[]): SentenceState {
  const { isDocument, speech } = context
  return {
    context,
    text,
    clauses,
    found,
    open: null,
    pending: null,
    condition: null,
    guiding: null,
    narrative: false,
    free: isDocument || speech.mode === 'demand',
    listening: isDocument || speech.mode !== 'silent',
    spoken: 0,
    targets: false,
    waiting: false,
    yearAhead: false,
    led: 0,
    general: false,
    cued: true,
  }
}

const shortest = 4

/** Who the next measure is by. */
export const speaker = ({ context }: SentenceState): string | null =>
  context.isDocument ? context.kind.by : context.speech.by

/** End the measure being read and keep it, unless it is too short to say anything. */
export function close(state: SentenceState): void {
  const { open, context, found } = state
  state.open = null
  if (!open || open.end - open.start < (open.whole ? shortest + 1 : shortest)) return
  const end = beforeOwners(state.text, open.start, open.end)
  found.push({ start: open.start, end, ordinal: open.ordinal, by: open.by })
  state.spoken++
  // once somebody has begun to demand, what follows needs no 要
  if (context.speech.mode === 'remark') context.speech.mode = 'demand'
}

const owners = /^[（(](?:责任|牵头|配合|主办|协办|完成时[限间])/

/** A bracket that names who is responsible says nothing of the task itself. */
function beforeOwners(text: string, start: number, end: number): number {
  const last = text[end - 1]
  if (last !== '）' && last !== ')') return end
  const at = text.lastIndexOf(last === '）' ? '（' : '(', end - 1)
  return at > start + shortest && owners.test(text.slice(at, at + 6)) ? at : end
}

/** End the measure being read and begin the next. */
export function begin(
  state: SentenceState,
  start: number,
  end: number,
  options: { ordinal?: number | null; whole?: boolean; covers?: boolean } = {},
): void {
  close(state)
  const { ordinal = null, whole = false, covers = false } = options
  state.open = { start, end, ordinal, by: speaker(state), whole, covers, afterResult: false }
  state.pending = null
  state.condition = null
}

/** Let the measure being read go on to `end`. */
export function extend(state: SentenceState, end: number): void {
  if (state.open) state.open.end = end
  state.pending = null
}

/** Add an adverbial that waits for its directive. */
export function wait(state: SentenceState, start: number, end: number, standing = false): void {
  const { pending } = state
  if (pending) {
    pending.end = end
    pending.standing = pending.standing || standing
  } else state.pending = { start, end, standing }
}

/** A stop or semicolon: whatever waits becomes a measure or is dropped. */
export function settle(state: SentenceState): void {
  close(state)
  const { pending } = state
  if (pending?.standing && !state.narrative) {
    begin(state, pending.start, pending.end)
    close(state)
  }
  state.pending = null
}
