import { compiled, type Words } from './words.ts'

/** A set of words that can be looked up at a place in a text, longest word first. */
export interface WordTable {
  /** Length of the longest word that stands at `at` and ends by `end`; 0 where none does. */
  match(text: string, at: number, end: number): number
  has(word: string): boolean
  /** Whether `text[start, end)` contains one of the words. */
  within(text: string, start: number, end: number): boolean
  /** Whether `text[start, end)` ends in one of the words. */
  endsAt(text: string, start: number, end: number): boolean
}

/** Words by one of their characters, longest first; the bucket of a character is found by its code unit. */
interface Buckets {
  /** Code unit → number of its bucket, 0 for none: most places of a text are dismissed by one look here. */
  index: Uint16Array
  words: string[][]
}

function bucketsOf(words: Iterable<string>, key: (word: string) => number): Buckets {
  const buckets: Buckets = { index: new Uint16Array(65536), words: [[]] }
  for (const word of words) {
    const known = buckets.index[key(word)]
    if (known) buckets.words[known]?.push(word)
    else buckets.index[key(word)] = buckets.words.push([word]) - 1
  }
  for (const bucket of buckets.words) bucket.sort((a, b) => b.length - a.length)
  return buckets
}

/** Build a table of words. */
export function wordTable(words: Iterable<string>): WordTable {
  const set = new Set(words)
  set.delete('')
  const heads = bucketsOf(set, (word) => word.charCodeAt(0))
  const tails = bucketsOf(set, (word) => word.charCodeAt(word.length - 1))
  const at = (text: string, from: number, end: number, bucket: string[]): number => {
    for (const word of bucket) {
      if (from + word.length <= end && text.startsWith(word, from)) return word.length
    }
    return 0
  }
  const match = (text: string, from: number, end: number): number => {
    if (from >= end) return 0
    const bucket = heads.words[heads.index[text.charCodeAt(from)] ?? 0]
    return bucket ? at(text, from, end, bucket) : 0
  }
  return {
    match,
    within(text, start, end) {
      for (let from = start; from < end; from++) {
        const bucket = heads.index[text.charCodeAt(from)]
        if (bucket && at(text, from, end, heads.words[bucket] ?? []) > 0) return true
      }
      return false
    },
    has: (word) => set.has(word),
    endsAt(text, start, end) {
      if (end <= start) return false
      const bucket = tails.index[text.charCodeAt(end - 1)]
      if (!bucket) return false
      for (const word of tails.words[bucket] ?? []) {
        if (end - word.length >= start && text.startsWith(word, end - word.length)) return true
      }
      return false
    },
  }
}

/** The words under a path of keys in a word file: a list, or one text with spaces between the words. */
export function wordsAt(words: Words, file: string, ...path: string[]): string[] {
  let content: unknown = words.raw.get(file)
  for (const key of path) content = typeof content === 'object' && content !== null ? Reflect.get(content, key) : null
  if (typeof content === 'string') return content.split(/\s+/).filter(Boolean)
  if (Array.isArray(content)) return content.filter((item): item is string => typeof item === 'string')
  return []
}

/** Everything the measures stage looks up, built once per `Words`. */
export interface Lexicon {
  adverbs: WordTable
  verbs: WordTable
  nouny: WordTable
  withAdverb: WordTable
  single: WordTable
  complementHeads: WordTable
  complementTails: WordTable
  nominalNext: WordTable
  results: WordTable
  means: WordTable
  guidingHeads: WordTable
  thoughtTails: WordTable
  orderTails: WordTable
  closingVerbs: WordTable
  closingTails: WordTable
  covering: WordTable
  policy: WordTable
  notPolicy: WordTable
  past: WordTable
  demandVerbs: WordTable
  remarkVerbs: WordTable
  /** Both kinds together. */
  sayingVerbs: WordTable
  nounBeforeVerb: WordTable
  outsiders: WordTable
  otherAddressees: WordTable
  addresseeTails: WordTable
  governingTails: WordTable
  documentKinds: WordTable
  reportKinds: WordTable
  formulas: WordTable
  futureCues: WordTable
  pastCues: WordTable
  targetCues: WordTable
  titles: WordTable
  nameStops: WordTable
  places: WordTable
  fixings: WordTable
  rulesBehind: WordTable
  contributions: WordTable
  completed: WordTable
  startingResults: WordTable
  lightAdverbs: WordTable
  nounContexts: WordTable
  ownerTails: WordTable
  nouns: WordTable
  pastSpans: WordTable
  assessing: WordTable
  must: WordTable
  surnames: WordTable
  turnAhead: WordTable
  turnBack: WordTable
  /** Formulas, targets and rules together: a sentence without any of them needs no closer look. */
  documentCues: WordTable
  assessingEnds: WordTable
  ownVerbs: WordTable
  proposalEnds: WordTable
  nounEnds: WordTable
}

/** The measures stage's words, compiled once per `Words`. */
export function lexicon(words: Words): Lexicon {
  return compiled(words, 'measures', () => {
    const directive = (...path: string[]) => wordTable(wordsAt(words, 'directives', ...path))
    const speaker = (...path: string[]) => wordTable(wordsAt(words, 'speakers', ...path))
    return {
      adverbs: directive('adverbs'),
      verbs: directive('verbs'),
      nouny: directive('nouny'),
      withAdverb: directive('with_adverb'),
      single: directive('single'),
      complementHeads: directive('complement_heads'),
      complementTails: directive('complement_tails'),
      nominalNext: directive('nominal_next'),
      results: directive('results'),
      means: directive('means'),
      guidingHeads: directive('guiding', 'heads'),
      thoughtTails: directive('guiding', 'thoughts'),
      orderTails: directive('guiding', 'orders'),
      closingVerbs: directive('closing', 'verbs'),
      closingTails: directive('closing', 'tails'),
      covering: directive('covering'),
      policy: directive('policy'),
      notPolicy: directive('not_policy'),
      past: directive('past'),
      demandVerbs: speaker('demand_verbs'),
      remarkVerbs: speaker('remark_verbs'),
      sayingVerbs: wordTable([
        ...wordsAt(words, 'speakers', 'demand_verbs'),
        ...wordsAt(words, 'speakers', 'remark_verbs'),
      ]),
      nounBeforeVerb: speaker('noun_before_verb'),
      outsiders: speaker('outsiders'),
      otherAddressees: speaker('other_addressees'),
      addresseeTails: speaker('addressee_tails'),
      governingTails: speaker('governing_tails'),
      documentKinds: speaker('document_kinds'),
      reportKinds: speaker('report_kinds'),
      formulas: speaker('formulas'),
      futureCues: speaker('future_cues'),
      pastCues: speaker('past_cues'),
      targetCues: speaker('target_cues'),
      titles: speaker('titles'),
      nameStops: speaker('name_stops'),
      places: directive('places'),
      fixings: directive('fixings'),
      rulesBehind: directive('rules_behind'),
      contributions: directive('contributions'),
      completed: directive('completed'),
      startingResults: directive('starting_results'),
      lightAdverbs: directive('light_adverbs'),
      nounContexts: speaker('noun_contexts'),
      ownerTails: speaker('owner_tails'),
      nouns: directive('nouns'),
      pastSpans: directive('past_spans'),
      assessing: directive('assessing'),
      must: directive('must'),
      turnAhead: speaker('turn_ahead'),
      turnBack: speaker('turn_back'),
      documentCues: wordTable([
        ...wordsAt(words, 'speakers', 'formulas'),
        ...wordsAt(words, 'speakers', 'target_cues'),
        ...wordsAt(words, 'directives', 'not_policy'),
        ...wordsAt(words, 'directives', 'policy'),
        '奖励',
        '补助',
        '扶持',
      ]),
      assessingEnds: directive('assessing_ends'),
      ownVerbs: directive('own_verbs'),
      proposalEnds: speaker('proposal_ends'),
      surnames: wordTable([...wordsAt(words, 'surnames', 'single').join('')]),
      nounEnds: directive('noun_ends'),
    }
  })
}
