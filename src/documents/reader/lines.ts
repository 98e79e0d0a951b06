/** One line of a document as the structure stages see it. */
export interface Line {
  /** Without white space around it and without heading marks. */
  text: string
  /** Heading level from marks such as `##`; 0 for a line of text. */
  level: number
  /** An empty line stands before it. */
  gap: boolean
  /** Set in from the margin: in many texts the mark of a new paragraph. */
  indented: boolean
}

/** Split text into its lines that hold something. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let gap = false
  let from = 0
  while (from <= text.length) {
    let to = text.indexOf('\n', from)
    if (to < 0) to = text.length
    let start = from
    while (start < to && isSpace(text.charCodeAt(start))) start++
    let end = to
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--
    if (start === end) gap = true
    else {
      pushLine(lines, text.slice(start, end), gap, start > from)
      gap = false
    }
    from = to + 1
  }
  return lines
}

const longLine = 200

/** A very long line in which wide gaps (the indents of lost breaks) stand is taken apart at them. */
function pushLine(lines: Line[], text: string, gap: boolean, indented: boolean): void {
  if (text.length < longLine || !/[\s\u3000]{2}/.test(text)) {
    lines.push(makeLine(text, gap, indented))
    return
  }
  let from = 0
  for (const run of text.matchAll(/[\s\u3000]{2,}/g)) {
    const afterStop = run[0].length > 2 && '。；'.includes(text[run.index - 1] ?? ' ')
    if (!afterStop && !run[0].includes('\u3000\u3000')) continue
    if (run.index > from) lines.push(makeLine(text.slice(from, run.index), gap && from === 0, from > 0 || indented))
    from = run.index + run[0].length
  }
  if (from < text.length) lines.push(makeLine(text.slice(from), gap && from === 0, from > 0 || indented))
}

const longestHeading = 2000
const headingMark = /^(#{1,6})[ \u3000\t]+/

function makeLine(text: string, gap: boolean, indented: boolean): Line {
  if (text.charCodeAt(0) !== 35 || text.length > longestHeading) return { text, level: 0, gap, indented }
  const mark = headingMark.exec(text)
  if (!mark?.[1]) return { text, level: 0, gap, indented }
  const level = mark[1].length
  const title = text
    .slice(mark[0].length)
    .replace(/^(?:#{1,6}[ \u3000]+)+/, '')
    .replace(/[ \u3000]+#+$/, '')
  return { text: title.trim(), level, gap, indented }
}

/** Space, tab, ideographic space, no-break and zero-width spaces. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 0x3000 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0xfeff
  )
}

/** Text without any white space, for comparing titles. */
export const squeeze = (text: string): string => text.replace(/\s+/g, '')

const closers = '”’」』》）)】]"\''
const quotes = '”’」』》"\''
const terminators = '。！？；：…!?;:'

/**
 * Whether a paragraph can end here: full stop, colon, semicolon, such a mark inside closing quotes, or a bracket. A
 * closing quote after a bare word (的“巨无霸”) and a bracket that defines a short name leave the sentence open.
 */
export function isFinished(text: string): boolean {
  let at = text.length - 1
  const last = text[at] ?? ''
  if (terminators.includes(last)) return true
  if (!closers.includes(last)) return false
  if (!quotes.includes(last)) return !/[（(](?:以下简称|以下统称|下称|简称)[^（()）]{0,40}[）)]$/.test(text.slice(-50))
  while (at > 0 && closers.includes(text[at] ?? '')) at--
  return terminators.includes(text[at] ?? '') || text.length < 20
}

/** A row of figures in a table that lost its lines (全市常住人口 3213.34 100.00). */
export const isRow = (text: string): boolean =>
  text.length <= 80 && /[\s\u3000]-?\d[\d.,%]*(?:\s|$)/.test(text) && !hasSentenceMark(text)

/** Whether the text holds a mark that only sentences have. */
export const hasSentenceMark = (text: string): boolean => /[。！？；!?;]/.test(text)
