import type { DocumentText } from './reader/types.ts'

/** A division or a unit under the names by which a text may call it. */
export interface OwnerName {
  kind: 'division' | 'unit'
  id: string
  names: readonly string[]
}

export interface FoundOwner {
  kind: 'division' | 'unit'
  id: string
  /** The words by which it was found. */
  reason: string
}

/** A city-wide article calls the city by these words where it does not name it. */
const cityWords = ['我市', '全市', '市委', '市政府']
/** What follows a division's name when its organs act: 蓬江区委…, 台山市人民政府…. */
const organSuffix = /^(?:委|政府|人民政府|人大|政协)/

/**
 * Whose article it is: the unit that the headline names, else the division, else the same from the kicker and the
 * opening. Longer names win; among equal ones the earlier in the text.
 */
export function ownerOf(
  texts: readonly (string | null | undefined)[],
  names: readonly OwnerName[],
  cityCode: string,
): FoundOwner | null {
  for (const text of texts) {
    if (!text) continue
    const found = bestName(text, names, cityCode)
    if (found) return found
    const word = cityWords.find((one) => text.includes(one))
    if (word) return { kind: 'division', id: cityCode, reason: word }
  }
  return null
}

function bestName(text: string, names: readonly OwnerName[], cityCode: string): FoundOwner | null {
  let best: (FoundOwner & { weight: number }) | null = null
  for (const owner of names) {
    for (const name of owner.names) {
      const at = text.indexOf(name)
      if (at < 0 || name.length < 2) continue
      const acts = organSuffix.test(text.slice(at + name.length))
      // The city's name stands in front of many things that are not its own: anything more exact goes first.
      const exactness = owner.kind === 'unit' ? 3 : owner.id === cityCode ? 1 : 2
      const weight = exactness * 1000 + (acts ? 500 : 0) + name.length * 10 - Math.min(at, 9)
      if (!best || weight > best.weight) best = { kind: owner.kind, id: owner.id, reason: name, weight }
    }
  }
  return best && { kind: best.kind, id: best.id, reason: best.reason }
}

const titleKinds = [
  ['minutes', /纪要/],
  ['report', /报告/],
  ['plan', /规划|计划|方案|要点/],
  ['policy', /措施|办法|政策|意见|细则|若干/],
  ['notice', /通知|通告|公告|函/],
] as const

/** The kind that a document seems to be; a person may change it. */
export function kindOf(
  document: DocumentText,
): 'newspaper' | 'report' | 'plan' | 'notice' | 'policy' | 'minutes' | 'other' {
  if (document.articles.length > 2 || document.articles.some((article) => article.paper)) return 'newspaper'
  const title = document.articles[0]?.headline ?? ''
  return titleKinds.find(([, pattern]) => pattern.test(title))?.[0] ?? 'other'
}

/** A press report tells what an organ said; an original is the organ's own paper. */
export const originOf = (document: DocumentText): 'original' | 'press' =>
  kindOf(document) === 'newspaper' ? 'press' : 'original'

/** What the press printed is public; anything else is internal until somebody says otherwise. */
export const opennessOf = (document: DocumentText): 'public' | 'internal' =>
  originOf(document) === 'press' ? 'public' : 'internal'

/** The title: the headline of a single article; a page is named by its paper and day, or by its first headline. */
export function titleOf(document: DocumentText, fileName: string): string {
  const [first] = document.articles
  const paper = document.articles.find((article) => article.paper)?.paper
  if (document.articles.length > 2 && paper) {
    const day = document.published ?? document.articles.map((article) => article.date).find(Boolean)
    return [paper, day].filter(Boolean).join(' ')
  }
  return first?.headline ?? fileName.replace(/\.[^.]+$/, '')
}

/** A decided proposal of an earlier reading. */
export interface Decided {
  kind: string
  quote: string
  before: string
  after: string
}

const squeeze = (text: string): string => text.replace(/\s+/g, '')

/** How many neighbouring characters are kept on either side of a quotation. */
export const neighbourhood = 12

/** Words around a quotation, by which a decision finds its place again. */
export const neighbours = (text: string, start: number, end: number): { before: string; after: string } => ({
  before: text.slice(Math.max(0, start - neighbourhood), start),
  after: text.slice(end, end + neighbourhood),
})

/**
 * The decision that was made on the same words before: same kind and quotation, and the words on one side at least are
 * the same, so that a correction elsewhere in the sentence does not ask again.
 */
export function rememberedFor<T extends Decided>(
  proposal: Decided,
  decided: ReadonlyMap<string, readonly T[]>,
): T | null {
  const candidates = decided.get(memoryKey(proposal)) ?? []
  const before = squeeze(proposal.before)
  const after = squeeze(proposal.after)
  return candidates.find((one) => squeeze(one.before) === before || squeeze(one.after) === after) ?? null
}

export const memoryKey = ({ kind, quote }: Pick<Decided, 'kind' | 'quote'>): string => `${kind} ${squeeze(quote)}`
