/** Pure decisions of the take-up matrix: who stands in a column, what each said, what a cell shows. */
import type { OwnedArticle } from '#documents/index.ts'
import type { OwnerName } from '#organisations/index.ts'
import type { Evidence, TakeUpView } from './contract.ts'
import { type Match, sentencesOf } from './matching/compare.ts'
import type { takeUpCorrections } from './tables.ts'

export const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

/** Columns are the districts and organs below the commissioner: for the city its districts and own organs, for a district its towns and organs. */
export function isColumn(name: OwnerName, commissioner: string, cityCode: string): boolean {
  if (name.kind === 'division') {
    if (name.id === commissioner) return false
    return commissioner === cityCode ? name.id.length === 6 : name.id.startsWith(commissioner)
  }
  return commissioner === cityCode ? name.division === cityCode : name.division.startsWith(commissioner)
}

export interface Statement {
  owner: string
  text: string
  evidence: Evidence
}

/** Every sentence of the articles of the columns. */
export function statements(articles: readonly OwnedArticle[], columns: readonly OwnerName[]): Statement[] {
  const known = new Set(columns.map(keyOf))
  return articles.flatMap((article) => {
    const { owner, document, headline, position } = article
    if (!owner || !known.has(keyOf(owner))) return []
    return article.paragraphs.flatMap((words, paragraph) =>
      sentencesOf(words).map(({ text, start, end }) => ({
        owner: keyOf(owner),
        text,
        evidence: citationIn(document, {
          article: position,
          headline,
          paragraph,
          start,
          end,
          quote: words.slice(start, end),
        }),
      })),
    )
  })
}

export type DocumentRow = OwnedArticle['document']

/** A citation of words in a document's present reading. */
export function citationIn(
  document: DocumentRow,
  place: Pick<Evidence, 'article' | 'headline' | 'paragraph' | 'start' | 'end' | 'quote'>,
): Evidence {
  const { id, title, number } = document
  return {
    ...{ documentId: id, readingId: document.readingId ?? '', title, number },
    origin: document.origin === 'original' ? 'original' : 'press',
    openness:
      document.openness === 'public' ? 'public' : document.openness === 'on-request' ? 'on-request' : 'internal',
    ...place,
  }
}

export type Correction = typeof takeUpCorrections.$inferSelect

/** What a cell shows: the sentence chosen by hand, or the one the comparison found. */
export function cellOf(
  column: OwnerName,
  matches: readonly Match[],
  said: readonly Statement[],
  correction: Correction | undefined,
): TakeUpView['rows'][number]['cells'][number] {
  const evidences = matches.flatMap((match) => said[match.sentence]?.evidence ?? [])
  const [best] = matches
  const computed = best?.isEvidence ? (evidences[0] ?? null) : null
  const chosen = correction ? handEvidence(correction, said) : computed
  return {
    owner: { kind: column.kind, id: column.id },
    evidence: chosen,
    others: evidences.filter((one) => one !== chosen),
    shared: matches.find((match) => said[match.sentence]?.evidence === chosen)?.shared.slice(0, 5) ?? [],
    correctedByName: correction?.correctedByName ?? null,
  }
}

/** A sentence chosen by hand is found again by its words, also in a later reading. */
function handEvidence(correction: Correction, said: readonly Statement[]): Evidence | null {
  const { evidence } = correction
  if (!evidence) return null
  const owner = `${correction.ownerKind} ${correction.ownerId}`
  return said.find((one) => one.owner === owner && one.evidence.quote === evidence.quote)?.evidence ?? null
}
