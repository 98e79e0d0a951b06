/** Which unit's duty list speaks of a task. Pure: text and lists in, proposals with their reasons out. */

export interface LeadCandidate {
  unitId: string
  name: string
  shortName: string
  aliases: readonly string[]
  kind: string
  officialOrder: number
  /** Its own list and those of its offices: a bureau leads, not its section. */
  duties: readonly { text: string; keywords: readonly string[] }[]
}

export interface LeadProposal {
  unitId: string
  name: string
  /** Characters of the task that the duty list explains; only good for comparing units on one task. */
  score: number
  /** The duty that speaks most clearly (null when only the unit's name stands in the text), and the words found. */
  reason: { duty: string | null; words: string[] }
}

/** A unit that is named in the task outweighs every word of a duty list short of a long one. */
const namedScore = 10
/** A phrase of a duty's sentence is weaker than a keyword chosen for it. */
const phraseShare = 0.5

const breaks =
  /[，。、；：“”（）《》\s]|负责|组织|推进|推动|统筹|协调|促进|指导|拟订|实施|编制|落实|牵头|承担|建设|管理|开展|加强|和|与|及|的/
const phrasesCache = new Map<string, string[]>()

/** Phrases of a duty's sentence, four characters and more. */
export function phrasesOf(duty: string): string[] {
  const known = phrasesCache.get(duty)
  if (known) return known
  const phrases = duty.split(breaks).filter((part) => part.length >= 4)
  if (phrasesCache.size > 20_000) phrasesCache.clear()
  phrasesCache.set(duty, phrases)
  return phrases
}

/** Found words without those that stand inside a longer one found as well. */
const withoutInner = (words: readonly string[]): string[] => {
  const longestFirst = [...new Set(words)].toSorted((a, b) => b.length - a.length)
  return longestFirst.filter((word, at) => !longestFirst.slice(0, at).some((longer) => longer.includes(word)))
}

/** Names that mean one candidate only; 市委 and 市政府 stand in every second sentence and name nobody's task. */
function ownNames(candidates: readonly LeadCandidate[]): Map<string, string[]> {
  const uses = new Map<string, number>()
  const namesOf = ({ name, shortName, aliases, kind }: LeadCandidate) => {
    const shortest = kind === 'district' || kind === 'town' ? 3 : 4
    return [...new Set([name, shortName, ...aliases])].filter((one) => one.length >= shortest)
  }
  for (const candidate of candidates) {
    for (const name of namesOf(candidate)) uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  return new Map(candidates.map((one) => [one.unitId, namesOf(one).filter((name) => uses.get(name) === 1)]))
}

/** A finder over fixed candidates, for many texts. */
export function leadFinder(candidates: readonly LeadCandidate[]): (text: string, limit?: number) => LeadProposal[] {
  const names = ownNames(candidates)
  return (text, limit = 5) =>
    candidates
      .flatMap((candidate) => {
        const proposal = judge(candidate, names.get(candidate.unitId) ?? [], text)
        return proposal ? [{ ...proposal, officialOrder: candidate.officialOrder }] : []
      })
      .toSorted((a, b) => b.score - a.score || a.officialOrder - b.officialOrder)
      .slice(0, limit)
      .map(({ officialOrder: _order, ...proposal }) => proposal)
}

function judge(candidate: LeadCandidate, names: readonly string[], text: string): LeadProposal | null {
  const named = withoutInner(names.filter((name) => text.includes(name)))
  const perDuty = candidate.duties.map((duty) => {
    const keywords = duty.keywords.filter((word) => text.includes(word))
    return { duty: duty.text, keywords, phrases: phrasesOf(duty.text).filter((phrase) => text.includes(phrase)) }
  })
  // A word of two lists counts once, and as a keyword where it is one.
  const keywords = withoutInner(perDuty.flatMap((duty) => duty.keywords))
  const phrases = withoutInner(perDuty.flatMap((duty) => duty.phrases)).filter(
    (phrase) => !keywords.some((word) => word.includes(phrase) || phrase.includes(word)),
  )
  const weight = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0)
  const score = (named.length > 0 ? namedScore : 0) + weight(keywords) + weight(phrases) * phraseShare
  if (score === 0) return null
  const clearest = perDuty
    .map((one) => ({ ...one, weight: weight(withoutInner(one.keywords)) + weight(one.phrases) * phraseShare }))
    .reduce<{ duty: string | null; weight: number }>((best, one) => (one.weight > best.weight ? one : best), {
      duty: null,
      weight: 0,
    })
  return {
    unitId: candidate.unitId,
    name: candidate.name,
    score,
    reason: { duty: clearest.duty, words: [...named, ...keywords, ...phrases] },
  }
}
