import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { readOwnerNames } from '#organisations/index.ts'
import type { Actor, Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { readBytes } from '#platform/files.ts'
import { likePattern, pairsQuery } from '#platform/pairs.ts'
import type { CitationView, DocumentPulse, DocumentRow, DocumentView, ProposalView } from './contract.ts'
import { ProposalView as ProposalShape } from './contract.ts'
import { can, within } from './policy.ts'
import { articles, documents, paragraphs, proposals, readings } from './tables.ts'

const pageSize = 20

export interface DocumentFilter {
  q?: string | undefined
  kind?: string | undefined
  openness?: string | undefined
  division?: string | undefined
  page: number
}

/** Documents that the actor may see, newest first; searched in title and text. */
export async function listDocuments(ctx: Context, filter: DocumentFilter) {
  return read(ctx, async (tx) => {
    const hits = filter.q ? await searchText(tx, filter.q) : null
    const where = and(
      within(ctx.actor),
      filter.kind ? eq(documents.kind, filter.kind) : undefined,
      filter.openness ? eq(documents.openness, filter.openness) : undefined,
      filter.division ? eq(documents.division, filter.division) : undefined,
      hits && filter.q ? matching(filter.q, [...hits.keys()]) : undefined,
    )
    const [total] = await tx.select({ count: count() }).from(documents).where(where)
    const rows = await tx
      .select()
      .from(documents)
      .where(where)
      .orderBy(desc(documents.addedAt), desc(documents.id))
      .limit(pageSize)
      .offset((filter.page - 1) * pageSize)
    const counts = await countStates(
      tx,
      rows.flatMap((row) => row.readingId ?? []),
    )
    return {
      rows: rows.map((row) => ({
        ...headOf(row),
        counts: counts.get(row.readingId ?? '') ?? { open: 0, accepted: 0, rejected: 0 },
        snippet: hits?.get(row.id) ?? null,
      })),
      total: total?.count ?? 0,
      pageSize,
    }
  })
}

const matching = (asked: string, ids: string[]): SQL => {
  const inTitle = sql`${documents.title} ILIKE ${likePattern(asked)}`
  return ids.length > 0 ? sql`(${inTitle} OR ${inArray(documents.id, ids)})` : inTitle
}

/** Documents whose present reading has the words, each with its first such paragraph. One function filters the city itself. */
async function searchText(tx: Tx, asked: string): Promise<Map<string, string>> {
  const query = pairsQuery(asked)
  if (!query) return new Map()
  const found = await tx.execute<{ document_id: string; words: string }>(
    sql`SELECT document_id, words FROM documents.search_text(${query}::tsquery, ${likePattern(asked)}, 500)`,
  )
  return new Map(found.rows.map((row) => [row.document_id, snippetOf(row.words, asked.trim())]))
}

function snippetOf(text: string, asked: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(asked.toLowerCase()))
  const from = Math.max(0, at - 30)
  return `${from > 0 ? '…' : ''}${text.slice(from, at + asked.length + 50)}${at + asked.length + 50 < text.length ? '…' : ''}`
}

async function countStates(tx: Tx, readingIds: string[]) {
  const result = new Map<string, DocumentRow['counts']>()
  if (readingIds.length === 0) return result
  const rows = await tx
    .select({ readingId: proposals.readingId, state: proposals.state, count: count() })
    .from(proposals)
    .where(inArray(proposals.readingId, readingIds))
    .groupBy(proposals.readingId, proposals.state)
  for (const row of rows) {
    const counts = result.get(row.readingId) ?? { open: 0, accepted: 0, rejected: 0 }
    if (row.state === 'open' || row.state === 'accepted' || row.state === 'rejected') counts[row.state] = row.count
    result.set(row.readingId, counts)
  }
  return result
}

type DocumentRecord = typeof documents.$inferSelect

function headOf(row: DocumentRecord): Omit<DocumentRow, 'counts' | 'snippet'> {
  const { id, title, fileName, number, issuer, publishedOn, division, addedByName, addedAt, version } = row
  return {
    ...{ id, title, fileName, number, issuer, publishedOn, division, addedByName, addedAt, version },
    kind: row.kind as DocumentRow['kind'],
    openness: row.openness as DocumentRow['openness'],
    origin: row.origin as DocumentRow['origin'],
  }
}

/** The document row if the actor may see it. @throws AppError not-found */
export async function getDocumentRow(tx: Tx, actor: Actor, id: string): Promise<DocumentRecord> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(within(actor), eq(documents.id, id)))
  return found(row, 'documents.notFound')
}

/**
 * A document whole: restored text, whose article each is, proposals; in its present reading or in an earlier one, which
 * never changes and is where its citations point. @throws AppError not-found
 */
export async function getDocument(ctx: Context, id: string, wanted?: string): Promise<DocumentView> {
  return read(ctx, async (tx) => {
    const row = await getDocumentRow(tx, ctx.actor, id)
    const presentId = found(row.readingId, 'documents.notFound')
    const readingId = wanted ?? presentId
    const [reading] = await tx
      .select()
      .from(readings)
      .where(and(eq(readings.city, row.city), eq(readings.documentId, row.id), eq(readings.id, readingId)))
    const { readAt, entities } = found(reading, 'documents.notFound')
    const texts = await tx
      .select({ article: paragraphs.article, text: paragraphs.text })
      .from(paragraphs)
      .where(eq(paragraphs.readingId, readingId))
      .orderBy(paragraphs.article, paragraphs.position)
    const names = await readOwnerNames(tx)
    const found_ = await tx.select().from(articles).where(eq(articles.readingId, readingId)).orderBy(articles.position)
    const { snippet: _, counts: __, ...head } = { ...headOf(row), snippet: null, counts: null }
    return {
      ...head,
      readingId,
      readAt,
      isPresent: readingId === presentId,
      mayChange: can(ctx.actor, 'decide', row),
      entities,
      articles: found_.map((article) => {
        const owner = names.find((one) => one.kind === article.ownerKind && one.id === article.ownerId)
        const own = texts.filter((text) => text.article === article.position)
        const { position, headline, kicker, paper, date, bylines, ownerReason } = article
        return {
          ...{ position, headline, kicker, paper, date, bylines, ownerReason },
          paragraphs: own.map(({ text }, i) => ({ heading: article.headings[i] ?? null, text })),
          owner: owner ? { kind: owner.kind, id: owner.id, name: owner.label } : null,
        }
      }),
      proposals: await listProposals(tx, readingId),
    }
  })
}

/** What tells a page that a document changed. @throws AppError not-found */
export async function getPulse(ctx: Context, id: string): Promise<DocumentPulse> {
  return read(ctx, async (tx) => {
    const { readingId, version } = await getDocumentRow(tx, ctx.actor, id)
    const present = found(readingId, 'documents.notFound')
    const [sum] = await tx
      .select({ decisions: sql<number>`coalesce(sum(${proposals.version}), 0)`.mapWith(Number) })
      .from(proposals)
      .where(eq(proposals.readingId, present))
    const owners = await tx
      .select({ id: articles.ownerId })
      .from(articles)
      .where(eq(articles.readingId, present))
      .orderBy(articles.position)
    return { version, readingId: present, decisions: sum?.decisions ?? 0, owners: owners.map(({ id }) => id ?? '') }
  })
}

/** The proposals of a reading in the order of the text. */
export async function listProposals(tx: Tx, readingId: string): Promise<ProposalView[]> {
  const rows = await tx
    .select()
    .from(proposals)
    .where(eq(proposals.readingId, readingId))
    .orderBy(proposals.article, proposals.paragraph, proposals.startAt, asc(proposals.kind), proposals.id)
  return rows.map(proposalView)
}

export const proposalView = (row: typeof proposals.$inferSelect): ProposalView =>
  ProposalShape.parse({ ...row, start: row.startAt, end: row.endAt, remembered: row.remembered !== null })

/** The file as it came, for those who may see the document. @throws AppError not-found */
export async function getOriginal(ctx: Context, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  return read(ctx, async (tx) => {
    const row = await getDocumentRow(tx, ctx.actor, id)
    return { bytes: found(await readBytes(tx, ctx, row.fileId), 'documents.notFound'), name: row.fileName }
  })
}

/** Citations of proposals, for modules that quote them. Only those of documents that the actor may see. */
export async function readCitations(
  tx: Tx,
  actor: Actor,
  proposalIds: readonly string[],
): Promise<Map<string, CitationView>> {
  if (proposalIds.length === 0) return new Map()
  const rows = await tx
    .select({ proposal: proposals, document: documents, headline: articles.headline })
    .from(proposals)
    .innerJoin(documents, and(eq(documents.city, proposals.city), eq(documents.id, proposals.documentId)))
    .leftJoin(
      articles,
      and(
        eq(articles.city, proposals.city),
        eq(articles.readingId, proposals.readingId),
        eq(articles.position, proposals.article),
      ),
    )
    .where(and(within(actor), inArray(proposals.id, [...proposalIds])))
  return new Map(
    rows.map(({ proposal, document, headline }) => {
      const { title, number, origin, openness } = headOf(document)
      const { documentId, readingId, article, paragraph, startAt: start, endAt: end, quote } = proposal
      return [
        proposal.id,
        {
          ...{ documentId, readingId, title, number, origin, openness, article, headline },
          ...{ paragraph, start, end, quote },
        },
      ]
    }),
  )
}
