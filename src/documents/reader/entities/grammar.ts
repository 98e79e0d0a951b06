import { compiled, type Words } from '../words.ts'
import { buildLexicon, type ClassName, is, type Lexicon } from './lexicon.ts'
import { type Gazetteer, readGazetteer } from './places.ts'

/** Everything the finders need, compiled once from the word files. */
export interface Grammar {
  lexicon: Lexicon
  gazetteer: Gazetteer
  /** Sets of words by `file.list`, for questions the classes of a token do not answer. */
  sets: ReadonlyMap<string, ReadonlySet<string>>
  /** 1 for a character that may open a surname. */
  surname: Uint8Array
  /** 1 for a character of transliterated names. */
  transliteration: Uint8Array
}

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
  ['platforms', 'heads', 'platformHead'],
  ['platforms', 'known', 'platformHead'],
  ['programmes', 'heads', 'programmeHead'],
  ['programmes', 'known', 'programmeHead'],
  ['programmes', 'works', 'programmeHead'],
  ['programmes', 'quotedHeads', 'common'],
]

/** Lists that are only asked as sets. */
const setsOnly: [file: string, list: string][] = [
  ['organisations', 'classes'],
  ['surnames', 'titlesAfter'],
  ['chains', 'between'],
  ['chains', 'never'],
  ['chains', 'topics'],
  ['chains', 'sectors'],
  ['parks', 'classes'],
  ['parks', 'positions'],
  ['enterprises', 'shortEnds'],
  ['enterprises', 'listHeads'],
  ['enterprises', 'classes'],
  ['enterprises', 'notFirms'],
  ['platforms', 'classes'],
  ['programmes', 'classes'],
  ['programmes', 'quotedEnds'],
  ['programmes', 'quotedNot'],
  ['programmes', 'never'],
  ['programmes', 'rules'],
  ['programmes', 'papers'],
]

/** Characters that are classes by themselves. */
const levels = '省市县区镇乡州盟旗'

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
  const sets = new Map<string, ReadonlySet<string>>()
  const add = (word: string, bits: number) => entries.set(word, (entries.get(word) ?? 0) | bits)
  for (const [file, list, ...classes] of classOf) {
    const members = spacedWords(words, file, list)
    sets.set(`${file}.${list}`, new Set(members))
    const bits = classes.reduce((sum, name) => sum | is[name], 0)
    for (const word of members) add(word, bits)
  }
  for (const [file, list] of setsOnly) sets.set(`${file}.${list}`, new Set(spacedWords(words, file, list)))
  for (const char of levels) add(char, is.level)
  const gazetteer = readGazetteer(words)
  for (const word of gazetteer.forms.keys()) add(word, is.division)
  return {
    lexicon: buildLexicon(entries, new Set(spacedWords(words, 'names', 'softs'))),
    gazetteer,
    sets,
    surname: charTable(`${spacedWords(words, 'surnames', 'single').join('')}`),
    transliteration: charTable(spacedWords(words, 'surnames', 'transliteration').join('')),
  }
}

/** Whether a word stands in one of the lists of the word files. */
export function isIn(grammar: Grammar, list: string, word: string): boolean {
  return grammar.sets.get(list)?.has(word) ?? false
}
