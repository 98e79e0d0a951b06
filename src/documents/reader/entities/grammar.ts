import { compiled, type Words } from '../words.ts'
import { buildLexicon, type ClassName, is, type Lexicon } from './lexicon.ts'
import { type Gazetteer, readGazetteer } from './places.ts'
import type { Tokens } from './tokens.ts'

/** Everything the finders need, compiled once from the word files. */
export interface Grammar {
  lexicon: Lexicon
  gazetteer: Gazetteer
  /** The words of the lists that finders ask by text. */
  sets: ReadonlyMap<string, ReadonlySet<string>>
  /** For each list 1 at the index of each word of the lexicon that stands in it. */
  marks: Record<ListName, Uint8Array>
  /** 1 for a character that may open a surname. */
  surname: Uint8Array
  /** For words whose class alone calls no finder: bits of `calls`. */
  calls: Uint8Array
  /** 1 for a character of transliterated names. */
  transliteration: Uint8Array
}

/** Finders that a word calls by itself. */
export const calls = { leader: 1, address: 2, town: 4, announcer: 8, firmEnd: 16 } as const

/** Which list of which word file gives its words which classes. */
const classOf: [file: string, list: string, ...classes: ClassName[]][] = [
  ['names', 'stops', 'stop'],
  ['names', 'leads', 'stop', 'lead'],
  ['names', 'says', 'stop', 'says'],
  ['names', 'ands', 'and'],
  ['names', 'etc', 'etc'],
  ['names', 'counts', 'number', 'stop'],
  ['names', 'generics', 'generic'],
  ['names', 'common', 'common'],
  ['surnames', 'titles', 'title'],
  ['surnames', 'leaders', 'common'],
  ['organisations', 'organs', 'organ'],
  ['organisations', 'tails', 'orgTail'],
  ['organisations', 'extensions', 'common'],
  ['organisations', 'stems', 'stem'],
  ['organisations', 'bureaus', 'bureau'],
  ['organisations', 'heads', 'orgHead'],
  ['organisations', 'openers', 'common'],
  ['chains', 'industries', 'industry'],
  ['chains', 'trades', 'trade'],
  ['chains', 'heads', 'chainHead'],
  ['chains', 'listHeads', 'common'],
  ['parks', 'heads', 'parkHead'],
  ['parks', 'bare', 'parkHead'],
  ['enterprises', 'heads', 'firmHead'],
  ['enterprises', 'known', 'firmHead'],
  ['enterprises', 'nameEnds', 'common'],
  ['enterprises', 'shortEnds', 'common'],
  ['platforms', 'heads', 'platformHead'],
  ['platforms', 'known', 'platformHead'],
  ['programmes', 'heads', 'programmeHead'],
  ['programmes', 'known', 'programmeHead'],
  ['programmes', 'works', 'programmeHead'],
  ['programmes', 'quotedHeads', 'common'],
]

/** Lists that give no class: a finder asks them for a token (`marks`) or for the text of several (`isIn`). */
const plainLists = [
  'organisations.classes',
  'surnames.titlesAfter',
  'surnames.compound',
  'chains.between',
  'chains.never',
  'chains.topics',
  'chains.sectors',
  'parks.classes',
  'parks.positions',
  'enterprises.shortEnds',
  'enterprises.nameEnds',
  'enterprises.listHeads',
  'enterprises.classes',
  'enterprises.notFirms',
  'platforms.classes',
  'programmes.classes',
  'programmes.quotedEnds',
  'programmes.quotedNot',
  'programmes.never',
  'programmes.papers',
  'names.programmeVerbs',
] as const

const classLists = [
  'surnames.leaders',
  'organisations.extensions',
  'organisations.openers',
  'chains.listHeads',
  'parks.bare',
  'enterprises.heads',
  'enterprises.known',
  'platforms.known',
  'programmes.heads',
  'programmes.known',
  'programmes.works',
  'programmes.quotedHeads',
] as const

/** A list of a word file, `file.list`. */
export type ListName = (typeof plainLists)[number] | (typeof classLists)[number]

/** Lists of words that only tell a kind: known as words, so that they pass for no names. */
const classWords: [file: string, list: string][] = [
  ['chains', 'sectors'],
  ['organisations', 'classes'],
  ['parks', 'classes'],
  ['platforms', 'classes'],
  ['programmes', 'classes'],
]

/** Characters that are classes by themselves. */
const levels = '省市县区镇乡州盟旗'
const townHeads = ['镇', '乡', '街道']
/** Before a row of what a chain or cluster consists of. */
const announcers = ['包括', '是']

/** Whether a character stands for a level of administration (市 in 市委). */
export const isLevel = (char: string): boolean => char !== '' && levels.includes(char)

function spacedWords(words: Words, file: string, list: string): string[] {
  const content = words.raw.get(file)
  if (typeof content !== 'object' || content === null) return []
  const text: unknown = Reflect.get(content, list)
  return typeof text === 'string' ? text.split(/\s+/).filter((word) => word.length > 0) : []
}

function charTable(text: string): Uint8Array {
  const table = new Uint8Array(65536)
  for (let i = 0; i < text.length; i++) table[text.charCodeAt(i)] = 1
  return table
}

/** The compiled entity grammar of a set of words. */
export function grammarOf(words: Words): Grammar {
  return compiled(words, 'entities', build)
}

function build(words: Words): Grammar {
  const entries = new Map<string, number>()
  const add = (word: string, bits: number) => entries.set(word, (entries.get(word) ?? 0) | bits)
  for (const [file, list, ...classes] of classOf) {
    const bits = classes.reduce((sum, name) => sum | is[name], 0)
    for (const word of spacedWords(words, file, list)) add(word, bits)
  }
  for (const [file, list] of classWords)
    for (const word of spacedWords(words, file, list)) if (word.length > 1 && !entries.has(word)) add(word, is.common)
  for (const char of levels) add(char, is.level)
  const gazetteer = readGazetteer(words)
  // a short name that is an ordinary word as well (比如) is no sign of a place
  for (const [form, place] of gazetteer.forms)
    if (!place.weak || form === place.full || !entries.has(form)) add(form, is.division)
  const softness = new Map<string, number>()
  for (const word of spacedWords(words, 'names', 'softs')) softness.set(word, 1)
  for (const word of spacedWords(words, 'names', 'verbs')) softness.set(word, 2)
  const lexicon = buildLexicon(entries, softness)
  const sets = new Map<string, ReadonlySet<string>>()
  for (const name of [...plainLists, ...classLists]) {
    const [file = '', list = ''] = name.split('.')
    sets.set(name, new Set(spacedWords(words, file, list)))
  }
  const callOf = (word: string) =>
    (sets.get('surnames.leaders')?.has(word) ? calls.leader : 0) |
    (sets.get('surnames.titlesAfter')?.has(word) ? calls.address : 0) |
    (sets.get('enterprises.nameEnds')?.has(word) ? calls.firmEnd : 0) |
    (townHeads.includes(word) ? calls.town : 0) |
    (announcers.includes(word) ? calls.announcer : 0)
  const mark = (name: ListName) => Uint8Array.from(lexicon.words, (word) => (sets.get(name)?.has(word) ? 1 : 0))
  return {
    lexicon,
    gazetteer,
    sets,
    marks: {
      'organisations.classes': mark('organisations.classes'),
      'surnames.titlesAfter': mark('surnames.titlesAfter'),
      'surnames.compound': mark('surnames.compound'),
      'chains.between': mark('chains.between'),
      'chains.never': mark('chains.never'),
      'chains.topics': mark('chains.topics'),
      'chains.sectors': mark('chains.sectors'),
      'parks.classes': mark('parks.classes'),
      'parks.positions': mark('parks.positions'),
      'enterprises.shortEnds': mark('enterprises.shortEnds'),
      'enterprises.nameEnds': mark('enterprises.nameEnds'),
      'enterprises.listHeads': mark('enterprises.listHeads'),
      'enterprises.classes': mark('enterprises.classes'),
      'enterprises.notFirms': mark('enterprises.notFirms'),
      'platforms.classes': mark('platforms.classes'),
      'programmes.classes': mark('programmes.classes'),
      'programmes.quotedEnds': mark('programmes.quotedEnds'),
      'programmes.quotedNot': mark('programmes.quotedNot'),
      'programmes.never': mark('programmes.never'),
      'programmes.papers': mark('programmes.papers'),
      'names.programmeVerbs': mark('names.programmeVerbs'),
      'surnames.leaders': mark('surnames.leaders'),
      'organisations.extensions': mark('organisations.extensions'),
      'organisations.openers': mark('organisations.openers'),
      'chains.listHeads': mark('chains.listHeads'),
      'parks.bare': mark('parks.bare'),
      'enterprises.heads': mark('enterprises.heads'),
      'enterprises.known': mark('enterprises.known'),
      'platforms.known': mark('platforms.known'),
      'programmes.heads': mark('programmes.heads'),
      'programmes.known': mark('programmes.known'),
      'programmes.works': mark('programmes.works'),
      'programmes.quotedHeads': mark('programmes.quotedHeads'),
    },
    calls: Uint8Array.from(lexicon.words, callOf),
    surname: charTable(spacedWords(words, 'surnames', 'single').join('')),
    transliteration: charTable(spacedWords(words, 'surnames', 'transliteration').join('')),
  }
}

/** Whether a text stands in one of the lists of the word files. */
export function isIn(grammar: Grammar, list: ListName, text: string): boolean {
  return grammar.sets.get(list)?.has(text) ?? false
}

/** Whether token `i` is a word of a list. */
export function has(grammar: Grammar, list: ListName, tokens: Tokens, i: number): boolean {
  if (i < 0 || i >= tokens.count) return false
  const word = tokens.word[i] ?? -1
  return word >= 0 && grammar.marks[list][word] === 1
}
