import { is, type Lexicon } from './lexicon.ts'

/** Longest stretch looked at in one go: a text without marks must not make the work grow. */
export const maxTokens = 1024

/** One sentence cut into words, reused from sentence to sentence. Token `i` is `text.slice(start[i], end[i])`. */
export interface Tokens {
  lexicon: Lexicon
  text: string
  /** Number of tokens. */
  count: number
  start: Int32Array
  end: Int32Array
  /** Classes as bits of `is`; 0 for a character that stands for nothing. */
  kind: Int32Array
  /** Index into `lexicon.words`, -1 for what is no word. */
  word: Int32Array
  /** All classes that occur, so that a finder can pass by at once. */
  seen: number
}

export function newTokens(lexicon: Lexicon): Tokens {
  return {
    lexicon,
    text: '',
    count: 0,
    start: new Int32Array(maxTokens + 1),
    end: new Int32Array(maxTokens + 1),
    kind: new Int32Array(maxTokens + 1),
    word: new Int32Array(maxTokens + 1),
    seen: 0,
  }
}

/** What makes a number count or date something. */
const counters = '年月日号时分秒个家条项亿万千百余多人次届名所座台辆吨亩元户种期位件场处艘艘架栋套份支批公里米倍届版'

const isLatin = (code: number) =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 43 || code === 45 || code === 38

/** Fill `tokens` with the next sentence from `from`; returns where it ends (after its full stop). */
export function nextSentence(tokens: Tokens, text: string, from: number): number {
  const { start: starts, end: ends, kind: kinds, word: wordIds } = tokens
  const { first, letter, letters, keys, next, shift, wordAt, classes, charClass, length } = tokens.lexicon
  const last = keys.length - 1
  const to = text.length
  let count = 0
  let seen = 0
  let at = from
  let open = false
  tokens.text = text
  while (at < to && count < maxTokens) {
    const code = text.charCodeAt(at)
    let end = at + 1
    let kind = 0
    let word = -1
    let node = first[letter[code] ?? 0] ?? 0
    if (node !== 0) {
      // the longest word from here on; the walk of `wordFrom`, written out because it is half of the reader's work
      word = wordAt[node] ?? -1
      for (let i = at + 1; i < to; i++) {
        const key = node * letters + (letter[text.charCodeAt(i)] ?? 0)
        let slot = Math.imul(key, 0x9e3779b1) >>> shift
        let found = keys[slot] ?? -1
        while (found !== key && found !== -1) {
          slot = (slot + 1) & last
          found = keys[slot] ?? -1
        }
        if (found === -1) break
        node = next[slot] ?? 0
        const id = wordAt[node] ?? -1
        if (id >= 0) word = id
      }
    }
    if (word >= 0) {
      kind = classes[word] ?? 0
      end = at + (length[word] ?? 1)
    } else {
      kind = charClass[code] ?? 0
      if (code < 0x2e80 || code > 0x9fff) {
        if (kind & is.digits) {
          end = numberEnd(tokens.lexicon, text, end, to)
          if (counters.includes(text.charAt(end - 1))) kind |= is.number | is.stop
        } else if (code === 0x22) {
          kind = open ? is.closeQuote : is.openQuote
          open = !open
        } else if (kind === 0 && isLatin(code)) while (end < to && isLatin(text.charCodeAt(end))) end++
      }
    }
    starts[count] = at
    ends[count] = end
    kinds[count] = kind
    wordIds[count] = word
    seen |= kind
    count++
    at = end
    if (kind & is.hard && stops.includes(text.charAt(at - 1))) break
  }
  tokens.count = count
  tokens.seen = seen
  return at
}

/** Marks after which a new sentence begins. */
const stops = '。；;！？\n'

/** End of a number and of what it counts or dates: 3个, 2024年. */
function numberEnd(lexicon: Lexicon, text: string, from: number, to: number): number {
  let end = from
  while (end < to && (lexicon.charClass[text.charCodeAt(end)] ?? 0) & is.digits) end++
  while (end < to && counters.includes(text.charAt(end))) end++
  return end
}

export const kindAt = (tokens: Tokens, i: number): number =>
  i < 0 || i >= tokens.count ? is.hard : (tokens.kind[i] ?? is.hard)
export const startAt = (tokens: Tokens, i: number): number => tokens.start[i] ?? 0
export const endAt = (tokens: Tokens, i: number): number => tokens.end[i] ?? 0
/** Text of tokens `from` to `to`, the last one included. */
export const textOf = (tokens: Tokens, from: number, to: number = from): string =>
  tokens.text.slice(startAt(tokens, from), endAt(tokens, to))
/** The word a token is, or an empty string. */
export const wordAt = (tokens: Tokens, i: number): string =>
  i < 0 || i >= tokens.count ? '' : (tokens.lexicon.words[tokens.word[i] ?? -1] ?? '')

/** The opening mark that belongs to the closing mark at `close`, at most `reach` characters back; -1 if none. */
export function openingOf(tokens: Tokens, close: number, reach = 24): number {
  const kind = kindAt(tokens, close)
  const opens = kind & is.closeQuote ? is.openQuote : kind & is.closeParen ? is.openParen : is.openTitle
  const closes = kind & (is.closeQuote | is.closeParen | is.closeTitle)
  let depth = 0
  for (let i = close - 1; i >= 0 && endAt(tokens, close) - startAt(tokens, i) <= reach; i--) {
    const other = kindAt(tokens, i)
    if (other & closes) depth++
    else if (other & opens) {
      if (depth === 0) return i
      depth--
    }
  }
  return -1
}

const walls =
  is.stop | is.says | is.hard | is.comma | is.openQuote | is.openParen | is.openTitle | is.closeTitle | is.etc

/** Whether token `i` is a verb that is a noun as well. */
export const isSoft = (tokens: Tokens, i: number): boolean => (tokens.lexicon.soft[tokens.word[i] ?? -1] ?? 0) > 0

export interface NameOptions {
  /** At most so many characters. */
  reach: number
  /**
   * Whether a name may reach across a verb that is a noun as well (发展 in 创业发展促进会): `nouns` leaves out those that
   * are verbs more often than not (建设, 创建).
   */
  soft?: 'all' | 'nouns'
  /** Whether it may reach across single verbs, as in the name of a firm (修正药业). */
  single?: boolean
  /** Whether it may reach across the 和, 与 or 及 that token `and` is. */
  across?: (tokens: Tokens, and: number) => boolean
}

/**
 * Where a name that ends with token `head` begins: the words before it up to a verb, a mark or a conjunction.
 * Returns `head` itself where nothing stands before it, -1 where no beginning is found within reach.
 */
export function nameStart(tokens: Tokens, head: number, options: NameOptions): number {
  let i = head
  while (i > 0) {
    const kind = kindAt(tokens, i - 1)
    if (kind & (is.closeQuote | is.closeParen)) {
      const open = openingOf(tokens, i - 1)
      // a bracket at the beginning is a number of the text, as in （五）
      if (open < 0 || (kind & is.closeParen && (open === 0 || kindAt(tokens, open - 1) & walls))) break
      i = open
      continue
    }
    if (kind & walls && !mayCross(tokens, i - 1, kind, options)) break
    if (kind & is.and && !options.across?.(tokens, i - 1)) break
    i--
    if (endAt(tokens, head) - startAt(tokens, i) > options.reach) return -1
  }
  while (i < head && (kindAt(tokens, i) & (is.number | is.and | is.closeParen | is.closeQuote) || isSoft(tokens, i)))
    i++
  return i
}

/** Single verbs and particles that end any name. */
const particles = '的了在为是由对从被把将向到给使让其于'

function mayCross(tokens: Tokens, i: number, kind: number, options: NameOptions): boolean {
  if (kind & (walls & ~(is.stop | is.says))) return false
  if (options.single && endAt(tokens, i) - startAt(tokens, i) === 1) return !particles.includes(textOf(tokens, i))
  const soft = tokens.lexicon.soft[tokens.word[i] ?? -1] ?? 0
  if (!options.soft || soft === 0 || (soft === 2 && options.soft === 'nouns')) return false
  return !(kindAt(tokens, i - 1) & is.division)
}

/** Whether something before token `i` counts it: 3个, 一批, 十大. */
export function isCounted(tokens: Tokens, i: number): boolean {
  for (let j = i - 1; j >= 0 && j >= i - 3; j--) {
    const kind = kindAt(tokens, j)
    if (kind & is.number) return true
    if (!(kind & is.generic)) return false
  }
  return false
}
