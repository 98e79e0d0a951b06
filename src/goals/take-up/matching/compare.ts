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
}

/** A sentence must cover this share of a demand's weight to be shown as its evidence. */
export const evidenceFrom = 0.2
/** And share words of at least this length that are no common phrase. */
const sharedLength = 3
/** How many sentences a cell offers for choice. */
const offered = 4

const letters = /[^\p{Script=Han}\p{L}\p{N}]+/u

/** Pieces of a text without punctuation and common phrases. */
function piecesOf(text: string, common: RegExp | null): string[] {
  const bare = common ? text.replace(common, ' ') : text
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

/** For each demand and each owner the sentences that may take it up, best first. */
export function compare(
  demands: readonly Demand[],
  sentences: readonly Sentence[],
  commonWords: readonly string[],
): Map<string, Map<string, Match[]>> {
  const longestFirst = [...commonWords].sort((a, b) => b.length - a.length)
  const common = longestFirst.length > 0 ? new RegExp(longestFirst.join('|'), 'g') : null
  const asked = demands.map((demand) => piecesOf(demand.text, common))
  const said = sentences.map((sentence) => piecesOf(sentence.text, common))
  const askedPairs = asked.map(pairsOf)
  const saidPairs = said.map(pairsOf)
  const weight = rarity([...askedPairs, ...saidPairs])
  const holders = new Map<string, number[]>()
  saidPairs.forEach((pairs, at) => {
    for (const pair of pairs) {
      const known = holders.get(pair)
      if (known) known.push(at)
      else holders.set(pair, [at])
    }
  })
  return new Map(
    demands.map((demand, at) => {
      const wanted = askedPairs[at] ?? new Set()
      const total = [...wanted].reduce((sum, pair) => sum + weight(pair), 0)
      const covered = new Map<number, number>()
      for (const pair of wanted) {
        for (const sentence of holders.get(pair) ?? [])
          covered.set(sentence, (covered.get(sentence) ?? 0) + weight(pair))
      }
      const byOwner = new Map<string, Match[]>()
      for (const [sentence, sum] of covered) {
        const coverage = total > 0 ? sum / total : 0
        if (coverage < evidenceFrom / 2) continue
        const shared = sharedWords(asked[at] ?? [], said[sentence] ?? [])
        if (shared.length === 0) continue
        const owner = sentences[sentence]?.owner ?? ''
        byOwner.set(owner, [...(byOwner.get(owner) ?? []), { sentence, coverage, shared }])
      }
      for (const [owner, matches] of byOwner) {
        byOwner.set(owner, matches.sort((a, b) => b.coverage - a.coverage || a.sentence - b.sentence).slice(0, offered))
      }
      return [demand.id, byOwner]
    }),
  )
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
