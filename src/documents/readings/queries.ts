import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { within } from '../policy.ts'
import { articles, documents, paragraphs, proposals } from '../tables.ts'

type DocumentRecord = typeof documents.$inferSelect

/** What a module that builds on a proposal must know of where it stands. */
export interface ProposalSource {
  proposalId: string
  documentId: string
  readingId: string
  publishedOn: string | null
  title: string
  openness: string
  /** The organ's own paper, or a press report of it. */
  origin: string
  division: string
  owner: { kind: 'division' | 'unit'; id: string } | null
  /** Day of the article's event. */
  date: string | null
  kicker: string | null
  heading: string | null
  /** The words right before it, to the comma or stop in front of them. */
  before: string
  /** Articles of one document share a stem of positions; see `positionOf`. */
  article: number
}

/** Sources of proposals of the city. For commands that have checked the document already. */
export async function readSources(
  tx: Tx,
  city: string,
  proposalIds: readonly string[],
): Promise<Map<string, ProposalSource>> {
  if (proposalIds.length === 0) return new Map()
  const rows = await tx
    .select({ proposal: proposals, document: documents, article: articles })
    .from(proposals)
    .innerJoin(documents, and(eq(documents.city, proposals.city), eq(documents.id, proposals.documentId)))
    .innerJoin(articles, articleOf)
    .where(and(eq(proposals.city, city), inArray(proposals.id, [...proposalIds])))
  return new Map(
    rows.map(({ proposal, document, article }) => [
      proposal.id,
      {
        proposalId: proposal.id,
        documentId: document.id,
        readingId: proposal.readingId,
        publishedOn: document.publishedOn,
        title: document.title,
        openness: document.openness,
        origin: document.origin,
        division: document.division,
        owner: ownerOfArticle(article),
        date: article.date,
        kicker: article.kicker,
        heading: article.headings[proposal.paragraph] ?? null,
        before: proposal.before.split(/[，。；、：！？\n]/).at(-1) ?? '',
        article: article.position,
      },
    ]),
  )
}

const articleOf = and(
  eq(articles.city, proposals.city),
  eq(articles.readingId, proposals.readingId),
  eq(articles.position, proposals.article),
)

const ownerOfArticle = (article: { ownerKind: string | null; ownerId: string | null }): ProposalSource['owner'] => {
  const { ownerKind: kind, ownerId: id } = article
  return id && (kind === 'division' || kind === 'unit') ? { kind, id } : null
}

/** One article of a present reading with its owner and its paragraphs: what the take-up matrix compares. */
export interface OwnedArticle {
  document: DocumentRecord
  position: number
  headline: string | null
  owner: { kind: 'division' | 'unit'; id: string } | null
  headings: (string | null)[]
  paragraphs: string[]
}

/** Documents that the actor may see with articles of an owner and their positions, newest first; without the texts. */
export async function listOwnedDocuments(
  tx: Tx,
  actor: Actor,
  owner: { kind: 'division' | 'unit'; id: string },
): Promise<{ document: DocumentRecord; positions: number[] }[]> {
  const rows = await tx
    .select({ document: documents, position: articles.position })
    .from(documents)
    .innerJoin(articles, and(eq(articles.city, documents.city), eq(articles.readingId, documents.readingId)))
    .where(and(within(actor), eq(articles.ownerKind, owner.kind), eq(articles.ownerId, owner.id)))
    .orderBy(desc(documents.addedAt), documents.id, articles.position)
  const byDocument = Map.groupBy(rows, ({ document }) => document.id)
  return [...byDocument.values()].flatMap((own) =>
    own[0] ? [{ document: own[0].document, positions: own.map(({ position }) => position) }] : [],
  )
}

/** Articles of present readings that the actor may see, of one document or of all whose article's or document's day is in `year`. */
export async function readOwnedArticles(
  tx: Tx,
  actor: Actor,
  filter: { documentId: string } | { year: number },
): Promise<OwnedArticle[]> {
  const chosen =
    'documentId' in filter
      ? eq(documents.id, filter.documentId)
      : sql`coalesce(extract(year from coalesce(${documents.publishedOn}, ${articles.date})), ${filter.year}) = ${filter.year}`
  const rows = await tx
    .select({ document: documents, article: articles, paragraph: paragraphs })
    .from(documents)
    .innerJoin(articles, and(eq(articles.city, documents.city), eq(articles.readingId, documents.readingId)))
    .innerJoin(
      paragraphs,
      and(
        eq(paragraphs.city, articles.city),
        eq(paragraphs.readingId, articles.readingId),
        eq(paragraphs.article, articles.position),
      ),
    )
    .where(and(within(actor), chosen))
    .orderBy(documents.addedAt, documents.id, articles.position, paragraphs.position)
  const byArticle = new Map<string, OwnedArticle>()
  for (const { document, article, paragraph } of rows) {
    const known = byArticle.get(article.id)
    if (known) known.paragraphs.push(paragraph.text)
    else {
      const { position, headline, headings } = article
      byArticle.set(article.id, {
        document,
        position,
        headline,
        headings,
        owner: ownerOfArticle(article),
        paragraphs: [paragraph.text],
      })
    }
  }
  return [...byArticle.values()]
}
