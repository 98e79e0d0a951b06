/** What stands behind a clause. */
export const separator = { end: 0, comma: 1, semicolon: 2, colon: 3 } as const
export type Separator = (typeof separator)[keyof typeof separator]

/** A stretch of text between two marks, white space trimmed. */
export interface Clause {
  start: number
  end: number
  /** The mark behind it; `end` closes the sentence. */
  mark: Separator
}

const COMMA = 1
const SEMICOLON = 2
const COLON = 3
const STOP = 4
const SPACE = 5
const OPEN = 6
const BREAK = 7

const kinds = new Uint8Array(65536)
const mark = (characters: string, kind: number) => {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind
}
mark('，,', COMMA)
mark('；;', SEMICOLON)
mark('：:', COLON)
mark('。！？!?', STOP)
mark(' \t\u3000\u00a0', SPACE)
mark('\n\r', BREAK)
mark('“（(《「【‘', OPEN)

const closers = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['（', '）'],
  ['(', ')'],
  ['《', '》'],
  ['「', '」'],
  ['【', '】'],
])

/** A name or a slogan in quotes is a word; quotes around whole sentences are speech and stay open. */
const quotedWord = 24
const bracketed = 160

const isDigit = (code: number) => code >= 48 && code <= 57

/** Cut a paragraph into sentences of clauses, in one pass. */
export function sentencesOf(text: string): Clause[][] {
  const sentences: Clause[][] = []
  let clauses: Clause[] = []
  let start = 0
  // where the next closing mark of each kind stands, so that unclosed marks cost nothing twice
  const nextClose = new Map<string, number>()
  const closeOf = (open: string, at: number): number => {
    const closer = closers.get(open) ?? open
    const known = nextClose.get(closer)
    if (known !== undefined && (known < 0 || known >= at)) return known
    const found = text.indexOf(closer, at)
    nextClose.set(closer, found)
    return found
  }
  const push = (end: number, kind: Separator) => {
    let from = start
    let to = end
    while (from < to && (isPadding(text.charCodeAt(from)) || closing.has(text[from] ?? ''))) from++
    while (to > from && (isPadding(text.charCodeAt(to - 1)) || isStrayQuote(text, from, to))) to--
    if (to > from) clauses.push({ start: from, end: to, mark: kind })
    else if (clauses.length > 0 && kind === separator.end) endWith(clauses)
    if (kind === separator.end && clauses.length > 0) {
      sentences.push(clauses)
      clauses = []
    }
    start = end + 1
  }
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)]
    if (kind === 0) continue
    if (kind === COMMA || kind === COLON) {
      if (isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)) && text.charCodeAt(at) < 128) continue
      if (kind === COLON && opensItem(text, at + 1)) push(at, separator.end)
      else push(at, kind === COMMA ? separator.comma : separator.colon)
    } else if (kind === SEMICOLON) push(at, separator.semicolon)
    else if (kind === STOP || kind === BREAK) push(at, separator.end)
    else if (kind === SPACE) {
      // two blanks or more are a lost line break
      let to = at + 1
      while (to < text.length && kinds[text.charCodeAt(to)] === SPACE) to++
      if (to - at >= 2 && at > start) {
        push(at, separator.end)
        start = to
      }
      at = to - 1
    } else if (kind === OPEN) {
      const open = text[at] ?? ''
      const close = closeOf(open, at + 1)
      const quote = open === '“' || open === '‘' || open === '「'
      if (close > at && close - at <= (quote ? quotedWord : bracketed) && !(quote && holdsSentence(text, at, close)))
        at = close
      else if (quote && close > at) {
        push(at, separator.colon)
      }
    }
  }
  push(text.length, separator.end)
  return sentences
}

const endWith = (clauses: Clause[]) => {
  const last = clauses[clauses.length - 1]
  if (last && last.mark !== separator.colon) last.mark = separator.end
}

const holdsSentence = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const kind = kinds[text.charCodeAt(at)]
    if (kind === STOP || kind === SEMICOLON) return true
  }
  return false
}

const item = /\s{0,4}(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/y

/** 通知如下：一、…: the colon ends the sentence where a numbered item follows. */
const opensItem = (text: string, at: number): boolean => {
  item.lastIndex = at
  return item.test(text)
}

/** White space, dashes and closing quotes at the edges are not part of a clause. */
const padding = new Uint8Array(65536)
for (const character of ' \t\u3000\u00a0—-–·•●■◆▲△★※') padding[character.charCodeAt(0)] = 1
const closing = new Set(['”', '’', '」'])

/** A closing quote whose opening one stands in an earlier clause. */
const isStrayQuote = (text: string, from: number, to: number): boolean => {
  const last = text[to - 1]
  if (last === '”') return text.lastIndexOf('“', to - 1) < from
  return last === '’' && text.lastIndexOf('‘', to - 1) < from
}

const isPadding = (code: number) => padding[code] === 1
