import { hasSentenceMark, isFinished, isRow, type Line } from './lines.ts'

/** Body of one article, restored. */
export interface Body {
  paragraphs: string[]
  /** The subhead each paragraph stands under, or null. */
  headings: (string | null)[]
  subheads: string[]
  /** Six characters on either side of each repaired break. */
  joins: string[]
}

export type Part = 'text' | 'subhead' | 'caption'

const numbered =
  /^(?:第[一二三四五六七八九十百\d]{1,4}[章节部编篇条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．](?!\d)|\d{1,2}[.．](?=(?:19|20)\d\d年)|\d{1,2}、|[①-⑳]|附件)/
const longestSubhead = 34
const longestNumbered = 60

/** A line that opens with a number of its own never continues the line before it. */
export const isNumbered = (text: string): boolean => numbered.test(text.slice(0, 12))

/** What the words say about a line. */
export interface LineTests {
  isCaption(text: string): boolean
  /** A dateline: such a paragraph goes on from nothing. */
  opensArticle(text: string): boolean
}

/**
 * Put a body together: tell subheads and captions from text, then join each paragraph that a column or page break cut
 * with its continuation. Nothing is inserted, also where the break swallowed a comma. `marked`: the page marks its
 * headings, so that a line without a mark is hardly one.
 */
export function restore(lines: readonly Line[], tests: LineTests, marked: boolean): Body {
  const parts = lines.map((line): Part => (line.level === 0 && tests.isCaption(line.text) ? 'caption' : 'text'))
  markNames(lines, parts)
  markSubheads(lines, parts, marked)
  return join(lines, parts, tests.opensArticle)
}

/** Names under a row of portraits, one a line. */
function markNames(lines: readonly Line[], parts: Part[]): void {
  let from = 0
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i]
    if (line && line.level === 0 && /^[\u3400-\u9fff]{2,4}$/.test(line.text)) continue
    if (i - from >= 4) parts.fill('caption', from, i)
    from = i + 1
  }
}

function markSubheads(lines: readonly Line[], parts: Part[], marked: boolean): void {
  const indents = lines.length > 5 && countIndented(lines) > lines.length / 2
  let before: string | null = null
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    if (!line || parts[i] === 'caption') continue
    if (line.level > 0) {
      parts[i] = 'subhead'
      before = null
      continue
    }
    const next = nextText(lines, parts, i)
    if (isSubhead(line, before, next, marked)) {
      parts[i] = 'subhead'
      continue
    }
    before = indents && next?.indented && !endsOpen(line.text) ? null : line.text
  }
}

const countIndented = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + (line.indented ? 1 : 0), 0)

function nextText(lines: readonly Line[], parts: readonly Part[], from: number): Line | null {
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i]
    if (line && parts[i] !== 'caption') return line
  }
  return null
}

function isSubhead(line: Line, before: string | null, next: Line | null, marked: boolean): boolean {
  const { text } = line
  if (text.length > longestNumbered || !next) return false
  if (/^附件\s*\d{0,2}[:：]?$/.test(text)) return true
  if (isNumbered(text)) return !(marked && numberKind(text) === 'digit') && isNumberedHeading(text, next)
  if (isRow(text) || isRow(next.text) || text.startsWith('- ')) return false
  if (text.length > longestSubhead || hasSentenceMark(text) || isFinishedHeading(text)) return false
  if (/[，,、：:]$/.test(text) || text.includes('|')) return false
  const open = before !== null && !isFinished(before)
  if (open) return text.length <= 12 && !/[，,、]/.test(text) && line.gap && next.gap && startsFresh(text)
  if (goesOn.test(next.text)) return false
  if (marked && (text.length > 12 || /[，,、]/.test(text))) return false
  // A short line with a comma inside is more likely the top of a cut sentence than a title without any space in it.
  if (/[，,]/.test(text) && !/[ \u3000]/.test(text) && next.level === 0 && !isFinished(next.text)) return false
  if (/^[^，,]{2,8}[，,]/.test(text) && !/[ \u3000：:]/.test(text)) return false
  return next.level > 0 || text.length <= next.text.length || isNumbered(next.text) || next.gap
}

/** Openings that only the lower half of a cut sentence has. */
const goesOn = /^(?:的|们|着|了(?!解))/

/** A short line between two halves of a sentence is a title only if it cannot go on from the half above. */
const startsFresh = (text: string): boolean => text.length >= 4 && !/^[的了和与及在为等是]/.test(text)

const isFinishedHeading = (text: string): boolean => /[。；;：:！!？?]$/.test(text)

/** 一、总体要求 or （一）投资支持。 alone on its line, unless it is an entry of a list. */
function isNumberedHeading(text: string, next: Line): boolean {
  const body = text.replace(/[。.]$/, '')
  if (hasSentenceMark(body) || /[；;：:，,、]$/.test(text) || /^附件/.test(text)) return false
  const kind = numberKind(text)
  if (next.level === 0 && kind === numberKind(next.text) && kind !== 'chapter') return false
  if (kind === 'digit' && (body.length > 30 || (body !== text && /[，,]/.test(body)))) return false
  return true
}

function numberKind(text: string): string {
  if (/^第/.test(text)) return 'chapter'
  if (/^[（(]/.test(text)) return 'bracket'
  if (/^\d/.test(text)) return 'digit'
  if (/^[一二三四五六七八九十]{1,3}[、.．]/.test(text)) return 'chinese'
  return 'none'
}

const endsOpen = (text: string): boolean => /[，,、]$/.test(text)

/** Whether a break between the two lines lies inside a sentence. */
function isCut(upper: string, lower: Line): boolean {
  if (isFinished(upper) || lower.text.includes('|') || upper.includes('|')) return false
  if (isNumbered(lower.text) || /^(?:[—●■◆▲△★☆·•※]|- )/.test(lower.text)) return false
  if (isRow(lower.text) || isRow(upper) || isSalutation(lower.text)) return false
  if (endsOpen(upper) || isFinished(lower.text)) return !/^附件/.test(upper)
  return upper.length >= 12 && !(isNumbered(upper) && !/[，,。]/.test(upper))
}

/** 各位代表： opens a speech or letter. */
const isSalutation = (text: string): boolean =>
  text.length <= 60 && /[:：]$/.test(text) && /^(?:各|尊敬|同志)/.test(text)

/** A marked heading between two halves: only a comma above or an opening such as 的 below shows that they belong together. */
function spansHeading(upper: string, lower: Line | undefined): boolean {
  if (!lower || lower.level > 0 || isFinished(upper)) return false
  return (endsOpen(upper) && upper.length >= 12) || goesOn.test(lower.text)
}

function join(lines: readonly Line[], parts: readonly Part[], opensArticle: (text: string) => boolean): Body {
  const body: Body = { paragraphs: [], headings: [], subheads: [], joins: [] }
  let heading: string | null = null
  let pieces: string[] = []
  let last = ''
  const flush = (): void => {
    if (pieces.length === 0) return
    body.paragraphs.push(pieces.length === 1 ? last : pieces.join(''))
    body.headings.push(heading)
    pieces = []
    last = ''
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    if (!line || parts[i] === 'caption') continue
    if (parts[i] === 'subhead') {
      if (pieces.length > 0 && (line.level === 0 ? !isFinished(last) : spansHeading(last, lines[i + 1]))) {
        // between two halves of a sentence: the sentence goes on below
        body.subheads.push(line.text)
        continue
      }
      flush()
      heading = line.text
      body.subheads.push(heading)
      continue
    }
    if (pieces.length > 0 && isCut(last, line) && !opensArticle(line.text))
      body.joins.push(last.slice(-6) + line.text.slice(0, 6))
    else flush()
    pieces.push(line.text)
    last = line.text
  }
  flush()
  return body
}
