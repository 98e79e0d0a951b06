/** What a word can do inside a name; one word may do several things. */
export const is = {
  /** A verb or function word: no name reaches across it. */
  stop: 1 << 0,
  /** An ordinary word that tells nothing about a name, kept whole so that its characters mislead nobody. */
  common: 1 << 1,
  division: 1 << 2,
  /** 省, 市, 区, 县 standing for "ours". */
  level: 1 << 3,
  orgHead: 1 << 4,
  /** An organ known by its whole name. */
  organ: 1 << 5,
  /** What a bureau is for: 财政, 住房和城乡建设. */
  stem: 1 << 6,
  title: 1 << 7,
  says: 1 << 8,
  /** An industry wherever it stands. */
  industry: 1 << 9,
  /** An industry only in a list or before a head word: 食品, 汽车. */
  trade: 1 << 10,
  chainHead: 1 << 11,
  parkHead: 1 << 12,
  firmHead: 1 << 13,
  platformHead: 1 << 14,
  programmeHead: 1 << 15,
  /** An adjective of kind or rank: 特色, 国家级, 重点. */
  generic: 1 << 16,
  hard: 1 << 17,
  comma: 1 << 18,
  openQuote: 1 << 19,
  closeQuote: 1 << 20,
  openParen: 1 << 21,
  closeParen: 1 << 22,
  openTitle: 1 << 23,
  closeTitle: 1 << 24,
  digits: 1 << 25,
  and: 1 << 26,
  etc: 1 << 27,
  /** What makes an organ of a place or level: 委, 政府, 人大. */
  orgTail: 1 << 28,
  /** What makes an organ of a stem: 局, 厅. */
  bureau: 1 << 29,
  /** A verb that takes a programme or a work: 实施, 推进 (also a stop). */
  lead: 1 << 30,
  number: 1 << 31,
} as const

export type ClassName = keyof typeof is

/** All words in one trie over typed arrays: transitions live in an open-addressing table. */
export interface Lexicon {
  words: string[]
  classes: Int32Array
  /** Characters of each word. */
  length: Uint8Array
  /** Number of a character among those of the words, 0 where none holds it: small, so that the tables stay in the cache. */
  letter: Uint16Array
  /** Node a letter leads to from the root, 0 where no word begins with it. */
  first: Int32Array
  letters: number
  /** `node * letters + letter` of each transition, -1 where the slot is free, and the node it leads to. */
  keys: Int32Array
  next: Int32Array
  shift: number
  /** Word at a trie node, -1 where none ends. */
  wordAt: Int32Array
  /** 1 for a verb that is a noun as well, 2 where it is a verb more often than not. */
  soft: Uint8Array
  /** Class of a character that starts no word. */
  charClass: Int32Array
}

const marks: [number, string][] = [
  [is.hard, '。，；：！？,;:!?\n\r\t \u3000　|│■△▲●◆★※…—–~～=#*_+＋\u00a0'],
  [is.comma, '、'],
  [is.openQuote, '“‘「『'],
  [is.closeQuote, '”’」』'],
  [is.openParen, '（(〔[【［'],
  [is.closeParen, '）)〕]】］'],
  [is.openTitle, '《〈<'],
  [is.closeTitle, '》〉>'],
  [is.digits, '0123456789０１２３４５６７８９.%％'],
]

function charClasses(): Int32Array {
  const table = new Int32Array(65536)
  for (const [bit, chars] of marks) for (const char of chars) table[char.charCodeAt(0)] = bit
  return table
}

/** Put all words with their classes into one trie. */
export function buildLexicon(entries: ReadonlyMap<string, number>, softWords: ReadonlyMap<string, number>): Lexicon {
  const words = [...entries.keys()].filter((word) => word.length > 0)
  const total = words.reduce((sum, word) => sum + word.length, 1)
  const letter = new Uint16Array(65536)
  let letters = 1
  for (const word of words)
    for (let i = 0; i < word.length; i++) if (letter[word.charCodeAt(i)] === 0) letter[word.charCodeAt(i)] = letters++
  let bits = 10
  while (1 << bits < total * 2) bits++
  const lexicon: Lexicon = {
    words,
    classes: Int32Array.from(words, (word) => entries.get(word) ?? 0),
    length: Uint8Array.from(words, (word) => word.length),
    letter,
    first: new Int32Array(letters),
    letters,
    keys: new Int32Array(1 << bits).fill(-1),
    next: new Int32Array(1 << bits),
    shift: 32 - bits,
    wordAt: new Int32Array(total + 1).fill(-1),
    soft: Uint8Array.from(words, (word) => softWords.get(word) ?? 0),
    charClass: charClasses(),
  }
  let nodes = 1
  words.forEach((word, id) => {
    const root = letter[word.charCodeAt(0)] ?? 0
    if (lexicon.first[root] === 0) lexicon.first[root] = nodes++
    let node = lexicon.first[root] ?? 0
    for (let i = 1; i < word.length; i++) {
      const known = step(lexicon, node, word.charCodeAt(i))
      node = known > 0 ? known : link(lexicon, node, word.charCodeAt(i), nodes++)
    }
    lexicon.wordAt[node] = id
  })
  return lexicon
}

function link(lexicon: Lexicon, node: number, char: number, to: number): number {
  const key = node * lexicon.letters + (lexicon.letter[char] ?? 0)
  const last = lexicon.keys.length - 1
  let slot = Math.imul(key, 0x9e3779b1) >>> lexicon.shift
  while (lexicon.keys[slot] !== -1) slot = (slot + 1) & last
  lexicon.keys[slot] = key
  lexicon.next[slot] = to
  return to
}

/** The node a character leads to from a node below the root, 0 where no word goes on. */
function step(lexicon: Lexicon, node: number, char: number): number {
  const letter = lexicon.letter[char] ?? 0
  if (letter === 0) return 0
  const { keys } = lexicon
  const key = node * lexicon.letters + letter
  const last = keys.length - 1
  let slot = Math.imul(key, 0x9e3779b1) >>> lexicon.shift
  for (;;) {
    const found = keys[slot]
    if (found === key) return lexicon.next[slot] ?? 0
    if (found === -1) return 0
    slot = (slot + 1) & last
  }
}

/** The longest word that starts at `from`, or -1. */
export function wordFrom(lexicon: Lexicon, text: string, from: number, to: number): number {
  let node = lexicon.first[lexicon.letter[text.charCodeAt(from)] ?? 0] ?? 0
  if (node === 0 || from >= to) return -1
  const { wordAt } = lexicon
  let best = wordAt[node] ?? -1
  for (let i = from + 1; i < to; i++) {
    node = step(lexicon, node, text.charCodeAt(i))
    if (node === 0) break
    const id = wordAt[node] ?? -1
    if (id >= 0) best = id
  }
  return best
}

/** Classes of the longest word, or else of the character, at `from`; -1 at the end of the text. */
export function classFrom(lexicon: Lexicon, text: string, from: number, to: number): number {
  if (from >= to) return -1
  const id = wordFrom(lexicon, text, from, to)
  return id >= 0 ? (lexicon.classes[id] ?? 0) : (lexicon.charClass[text.charCodeAt(from)] ?? 0)
}
