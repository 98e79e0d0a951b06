/**
 * Finds the sentence with which somebody took up a demand: by the pairs of characters both share, weighed by how rare
 * they are in the texts compared. A working aid: it proposes, a person decides.
 */

export interface Demand {
  id: string
  text: string
}

export interface Sentence {
  /** Whose sentence it is. */
  owner: string
  text: string
}

export interface Match {
  sentence: number
  /** Share of the demand's weight that the sentence covers, 0 to 1. */
  coverage: number
  /** The longest words both share, longest first. */
  shared: string[]
  /** Whether it is shown as the evidence; others are offered for choice. */
  isEvidence: boolean
}

/** A sentence that covers this share of a demand's weight is its evidence. */
const evidenceFrom = 0.2
/** So is one that names a whole thing of the demand: this long inside other words, or shorter where it begins an item. */
const namedLength = 5
const itemLength = 4
/** Longer sentences name nearly everything, so that a name in them says little. */
const namingSentence = 150
/** Evidence and candidates share words of at least this length that are no common phrase. */
const sharedLength = 3
/** How many sentences a cell offers for choice. */
const offered = 4

const letters = /[^\p{Script=Han}\p{L}]+/u
/** Numbers with their measure words say how much, not what. */
const amounts = /\d[\d.,]*(?:[万亿]?[个条家项亩元人次套座所名%])?(?:以上|左右)?/g
/** What a thing is done for or with: 围绕…等领域组建… asks for what comes after. */
const adjunct =
  /(?:围绕|聚焦|针对|面向|依托|立足)[^，。；,;]*?(?:等?(?:领域|需求|方面|方向|行业|优势|特点|基础)|(?=，|$))/g

/** Pieces of a text without punctuation, amounts and common phrases. */
function piecesOf(text: string, common: RegExp | null): string[] {
  const bare = common ? text.replace(amounts, ' ').replace(common, ' ') : text.replace(amounts, ' ')
  return bare.split(letters).filter((piece) => piece.length >= 2)
}

function pairsOf(pieces: readonly string[]): Set<string> {
  const pairs = new Set<string>()
  for (const piece of pieces) for (let i = 0; i + 1 < piece.length; i++) pairs.add(piece.slice(i, i + 2))
  return pairs
}

/** Words that both have, none inside another, longest first. */
export function sharedWords(demand: readonly string[], sentence: readonly string[]): string[] {
  const text = sentence.join(' ')
  const found: string[] = []
  for (const piece of demand) {
    for (let from = 0; from < piece.length; ) {
      let length = 0
      while (from + length < piece.length && text.includes(piece.slice(from, from + length + 1))) length++
      if (length >= sharedLength) found.push(piece.slice(from, from + length))
      from += Math.max(1, length)
    }
  }
  return [...new Set(found)].sort((a, b) => b.length - a.length)
}

/** Whether the shared words name a whole thing of the demand. `items` are its pieces, parted at the joints of lists. */
const isNamed = (shared: readonly string[], items: readonly string[]): boolean =>
  shared.some(
    (word) =>
      items.some((item) => item.includes(word)) &&
      (word.length >= namedLength || (word.length >= itemLength && items.some((item) => item.startsWith(word)))),
  )

/** Whether the shared words are more than one short word in the middle of another thing's name. */
const isMore = (shared: readonly string[], items: readonly string[]): boolean => {
  const [longest = ''] = shared
  const word = longest.replace(/^[和与及]/, '')
  return shared.length > 1 || longest.length > sharedLength || items.some((item) => item.startsWith(word))
}

const listJoints = /[和与及、]|以及/

/** For each demand and each owner the sentences that may take it up, best first. */
export function compare(
  demands: readonly Demand[],
  sentences: readonly Sentence[],
  commonWords: readonly string[],
): Map<string, Map<string, Match[]>> {
  const longestFirst = [...commonWords].sort((a, b) => b.length - a.length)
  const common = longestFirst.length > 0 ? new RegExp(longestFirst.join('|'), 'g') : null
  const asked = demands.map((demand) => piecesOf(demand.text, common))
  const items = demands.map((demand) =>
    piecesOf(demand.text.replace(adjunct, ' '), common).flatMap((piece) => piece.split(listJoints)),
  )
  const said = sentences.map((sentence) => piecesOf(sentence.text, common))
  const askedPairs = asked.map(pairsOf)
  const saidPairs = said.map(pairsOf)
  const weight = rarity([...askedPairs, ...saidPairs])
  const holders = holdersOf(saidPairs)
  return new Map(
    demands.map((demand, at) => {
      const byOwner = new Map<string, Match[]>()
      for (const { sentence, coverage } of coverages(askedPairs[at] ?? new Set(), holders, weight)) {
        const shared = sharedWords(asked[at] ?? [], said[sentence] ?? [])
        if (shared.length === 0) continue
        const { owner = '', text = '' } = sentences[sentence] ?? {}
        const names = text.length <= namingSentence && isNamed(shared, items[at] ?? [])
        const isEvidence = names || (coverage >= evidenceFrom && isMore(shared, items[at] ?? []))
        if (!isEvidence && coverage < evidenceFrom / 2) continue
        const known = byOwner.get(owner)
        const match = { sentence, coverage, shared, isEvidence }
        if (known) known.push(match)
        else byOwner.set(owner, [match])
      }
      for (const [owner, matches] of byOwner) byOwner.set(owner, matches.toSorted(better).slice(0, offered))
      return [demand.id, byOwner]
    }),
  )
}

const better = (a: Match, b: Match): number =>
  Number(b.isEvidence) - Number(a.isEvidence) || b.coverage - a.coverage || a.sentence - b.sentence

/** In which sentences each pair stands. */
function holdersOf(saidPairs: readonly ReadonlySet<string>[]): Map<string, number[]> {
  const holders = new Map<string, number[]>()
  saidPairs.forEach((pairs, at) => {
    for (const pair of pairs) {
      const known = holders.get(pair)
      if (known) known.push(at)
      else holders.set(pair, [at])
    }
  })
  return holders
}

/** How much of a demand each sentence covers; only sentences that share enough pairs for a word. */
function coverages(
  wanted: ReadonlySet<string>,
  holders: ReadonlyMap<string, readonly number[]>,
  weight: (pair: string) => number,
): { sentence: number; coverage: number }[] {
  const total = [...wanted].reduce((sum, pair) => sum + weight(pair), 0)
  const covered = new Map<number, { sum: number; pairs: number }>()
  for (const pair of wanted) {
    for (const sentence of holders.get(pair) ?? []) {
      const known = covered.get(sentence) ?? { sum: 0, pairs: 0 }
      covered.set(sentence, { sum: known.sum + weight(pair), pairs: known.pairs + 1 })
    }
  }
  return [...covered]
    .filter(([, { pairs }]) => pairs >= sharedLength - 1)
    .map(([sentence, { sum }]) => ({ sentence, coverage: total > 0 ? sum / total : 0 }))
}

/** A pair weighs more the fewer texts hold it. */
function rarity(texts: readonly ReadonlySet<string>[]): (pair: string) => number {
  const counts = new Map<string, number>()
  for (const pairs of texts) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return (pair) => Math.log(1 + texts.length / (counts.get(pair) ?? 1))
}

/** Sentences of a paragraph with their offsets: up to a full stop or a semicolon. */
export function sentencesOf(paragraph: string): { text: string; start: number; end: number }[] {
  const result: { text: string; start: number; end: number }[] = []
  const stop = /[。；！？;!?]/g
  let start = 0
  for (let found = stop.exec(paragraph); start < paragraph.length; found = stop.exec(paragraph)) {
    const end = found ? found.index + 1 : paragraph.length
    const raw = paragraph.slice(start, end)
    const lead = raw.length - raw.trimStart().length
    const text = raw.trim().replace(/[。；;]$/, '')
    if (text.length >= 6) result.push({ text, start: start + lead, end: start + lead + text.length })
    if (!found) break
    start = end
  }
  return result
}

/** Whether a sentence tells what was reached in years before `year`: no take-up of what is asked for it. */
export function looksBack(text: string, year: number): boolean {
  const years = [...text.matchAll(/(\d{4})年/g)].map(([, written]) => Number(written))
  return years.length > 0 && years.every((one) => one < year)
}
