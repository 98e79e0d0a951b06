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
  first: Int32Array
  nodes: Int32Array
  chars: Uint16Array
  next: Int32Array
  mask: number
  /** Word at a trie node, -1 where none ends. */
  wordAt: Int32Array
  /** 1 for a verb that is a noun as well, 2 where it is a verb more often than not. */
  soft: Uint8Array
  /** Class of a character that starts no word. */
  charClass: Int32Array
}

const marks: [number, string][] = [
  [is.hard, '。，；：！？,;:!?\n\r\t \u3000　|│■△▲●◆★※…—–~～=#*_\u00a0'],
  [is.comma, '、'],
  [is.openQuote, '“‘「『'],
  [is.closeQuote, '”’」』'],
  [is.openParen, '（(〔[【'],
  [is.closeParen, '）)〕]】'],
  [is.openTitle, '《〈<'],
  [is.closeTitle, '》〉>'],
  [is.digits, '0123456789０１２３４５６７８９.%％'],
]

function charClasses(): Int32Array {
  const table = new Int32Array(65536)
  for (const [bit, chars] of marks) for (const char of chars) table[char.charCodeAt(0)] = bit
  return table
}

function hash(node: number, char: number): number {
  return Math.imul(node, 0x9e3779b1) ^ Math.imul(char, 0x85ebca6b)
}

/** Put all words with their classes into one trie. */
export function buildLexicon(entries: ReadonlyMap<string, number>, softWords: ReadonlyMap<string, number>): Lexicon {
  const words = [...entries.keys()].filter((word) => word.length > 0)
  const letters = words.reduce((sum, word) => sum + word.length, 1)
  let size = 1024
  while (size < letters * 3) size *= 2
  const lexicon: Lexicon = {
    words,
    classes: Int32Array.from(words, (word) => entries.get(word) ?? 0),
    first: new Int32Array(65536),
    nodes: new Int32Array(size).fill(-1),
    chars: new Uint16Array(size),
    next: new Int32Array(size),
    mask: size - 1,
    wordAt: new Int32Array(letters + 1).fill(-1),
    soft: Uint8Array.from(words, (word) => softWords.get(word) ?? 0),
    charClass: charClasses(),
  }
  let count = 1
  words.forEach((word, id) => {
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const char = word.charCodeAt(i)
      const known = step(lexicon, node, char)
      if (known > 0) {
        node = known
        continue
      }
      const added = count++
      if (node === 0) lexicon.first[char] = added
      else {
        let slot = hash(node, char) & lexicon.mask
        while (lexicon.nodes[slot] !== -1) slot = (slot + 1) & lexicon.mask
        lexicon.nodes[slot] = node
        lexicon.chars[slot] = char
        lexicon.next[slot] = added
      }
      node = added
    }
    lexicon.wordAt[node] = id
  })
  return lexicon
}

function step(lexicon: Lexicon, node: number, char: number): number {
  if (node === 0) return lexicon.first[char] ?? 0
  let slot = hash(node, char) & lexicon.mask
  for (;;) {
    const owner = lexicon.nodes[slot]
    if (owner === -1) return 0
    if (owner === node && lexicon.chars[slot] === char) return lexicon.next[slot] ?? 0
    slot = (slot + 1) & lexicon.mask
  }
}

/** The longest word that starts at `from`, or -1. */
export function wordFrom(lexicon: Lexicon, text: string, from: number, to: number): number {
  let node = 0
  let best = -1
  for (let i = from; i < to; i++) {
    node = step(lexicon, node, text.charCodeAt(i))
    if (node === 0) break
    const id = lexicon.wordAt[node] ?? -1
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
