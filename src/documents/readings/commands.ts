import { and, eq, inArray, ne } from 'drizzle-orm'
import { readCityPlaces, readOwnerNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { readBytes } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import { pairsOf } from '#platform/pairs.ts'
import { type ReadDocument, readInThread } from '../reader/thread.ts'
import type { ArticleText } from '../reader/types.ts'
import { readerVersion } from '../reader/version.ts'
import { type FoundOwner, memoryKey, neighbours, ownerOf, rememberedFor } from '../rules.ts'
import { articles, documents, type ProposalContent, paragraphs, proposals, readings } from '../tables.ts'

type DocumentRecord = typeof documents.$inferSelect
type ProposalRecord = typeof proposals.$inferSelect

export interface StoredReading {
  measures: number
  figures: number
  /** Decisions taken over: from a proposal of an earlier reading to the one of this reading. */
  taken: { from: string; to: string }[]
}

/**
 * Stores one reading of a document and makes it the one that the pages show. Decisions on the same words in earlier
 * readings of the series are taken over.
 */
export async function storeReading(
  tx: Tx,
  ctx: Context,
  document: DocumentRecord,
  { document: text, reading }: ReadDocument,
): Promise<StoredReading> {
  const readingId = newId()
  const { city } = ctx
  const head = { city, id: readingId, documentId: document.id, readerVersion, entities: reading.entities }
  await tx.insert(readings).values({ ...head, readAt: ctx.now().toString() })
  const names = await readOwnerNames(tx)
  const earlierOwners = await handSetOwners(tx, document)
  await insertAll(
    tx,
    articles,
    text.articles.map((article, position) => {
      const owner = earlierOwners.get(article.headline ?? '') ?? ownerIn(document, article, text.articles.length, names)
      const { headline, kicker, paper, date, bylines, headings } = article
      return {
        ...{ city, id: newId(), readingId, position, headline, kicker, paper, date, bylines, headings },
        ownerKind: owner?.kind ?? null,
        ownerId: owner?.id ?? null,
        ownerReason: owner?.reason ?? null,
      }
    }),
  )
  await insertAll(
    tx,
    paragraphs,
    text.articles.flatMap((article, at) =>
      article.paragraphs.map((words, position) => ({
        ...{ city, id: newId(), readingId, documentId: document.id, article: at, position, text: words },
        pairs: pairsOf(words),
      })),
    ),
  )
  const decided = await decidedBefore(tx, document)
  const rows = text.articles.flatMap((article, at) => {
    const { measures = [], figures = [] } = reading.articles[at] ?? {}
    const make = (kind: string, { citation, ...content }: (typeof measures)[number] | (typeof figures)[number]) =>
      proposalRow({ ...head, readingId }, kind, citation, content, article.paragraphs, decided)
    return [...measures.map((one) => make('measure', one)), ...figures.map((one) => make('figure', one))]
  })
  await insertAll(tx, proposals, rows)
  await tx
    .update(documents)
    .set({ readingId })
    .where(and(eq(documents.city, city), eq(documents.id, document.id)))
  return {
    measures: rows.filter((row) => row.kind === 'measure').length,
    figures: rows.filter((row) => row.kind === 'figure').length,
    taken: rows.flatMap((row) => (row.remembered ? [{ from: row.remembered, to: row.id }] : [])),
  }
}

/**
 * Whose article it is. On a page of many articles each names its own; a paper of one article is its organ's: a unit that
 * its headline or issuer names, else the division's.
 */
function ownerIn(
  document: DocumentRecord,
  article: ArticleText,
  articleCount: number,
  names: Awaited<ReturnType<typeof readOwnerNames>>,
): FoundOwner | null {
  const { city, division, issuer } = document
  if (articleCount > 2) {
    return ownerOf([article.headline, article.kicker, article.paragraphs[0]?.slice(0, 120)], names, city)
  }
  const found = ownerOf([issuer, article.headline], names, city)
  const known = names.find((name) => name.kind === found?.kind && name.id === found.id)
  if (found?.kind === 'unit' && known?.division === division) return found
  return { kind: 'division', id: division, reason: issuer ?? article.headline ?? '' }
}

function proposalRow(
  { city, documentId, readingId }: { city: string; documentId: string; readingId: string },
  kind: string,
  { article, paragraph, start, end }: { article: number; paragraph: number; start: number; end: number },
  content: ProposalContent,
  texts: readonly string[],
  decided: ReadonlyMap<string, readonly ProposalRecord[]>,
): typeof proposals.$inferInsert {
  const text = texts[paragraph] ?? ''
  const quote = text.slice(start, end)
  const around = neighbours(text, start, end)
  const before = rememberedFor({ kind, quote, ...around }, decided)
  return {
    ...{ city, id: newId(), documentId, readingId, kind, article, paragraph, quote, content, ...around },
    startAt: start,
    endAt: end,
    state: before?.state ?? 'open',
    correction: before?.correction ?? null,
    decidedBy: before?.decidedBy ?? null,
    decidedByName: before?.decidedByName ?? null,
    decidedAt: before?.decidedAt ?? null,
    remembered: before?.id ?? null,
  }
}

/** Decisions of a person on earlier readings of the series, the newest first, by kind and words. */
async function decidedBefore(tx: Tx, document: DocumentRecord): Promise<Map<string, ProposalRecord[]>> {
  const rows = await tx
    .select({ proposal: proposals })
    .from(proposals)
    .innerJoin(documents, and(eq(documents.city, proposals.city), eq(documents.id, proposals.documentId)))
    .where(
      and(eq(proposals.city, document.city), eq(documents.seriesId, document.seriesId), ne(proposals.state, 'open')),
    )
    .orderBy(proposals.decidedAt)
  const byWords = new Map<string, ProposalRecord[]>()
  for (const { proposal } of rows) {
    const key = memoryKey(proposal)
    byWords.set(key, [proposal, ...(byWords.get(key) ?? [])])
  }
  return byWords
}

/** Owners that an earlier reading of this very document holds, by headline: what a person set is not found anew. */
async function handSetOwners(tx: Tx, document: DocumentRecord) {
  const owners = new Map<string, { kind: 'division' | 'unit'; id: string; reason: string }>()
  if (!document.readingId) return owners
  const rows = await tx
    .select()
    .from(articles)
    .where(inArray(articles.readingId, [document.readingId]))
  for (const row of rows) {
    if (row.headline && row.ownerId && (row.ownerKind === 'division' || row.ownerKind === 'unit')) {
      owners.set(row.headline, { kind: row.ownerKind, id: row.ownerId, reason: row.ownerReason ?? '' })
    }
  }
  return owners
}

/** Reads a kept file again with the present reader. @throws AppError not-found, invalid */
export async function readAgain(ctx: Context, documentId: string): Promise<void> {
  const kept = await read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(documents)
      .where(and(eq(documents.city, ctx.city), eq(documents.id, documentId)))
    const document = found(row, 'documents.notFound')
    const bytes = found(await readBytes(tx, ctx, document.fileId), 'documents.notFound')
    return { document, bytes, places: await readCityPlaces(tx) }
  })
  const again = await readInThread(kept.bytes, kept.document.fileName, kept.places)
  await transact(ctx, async (tx) => {
    const stored = await storeReading(tx, ctx, kept.document, again)
    await announce(ctx, tx, {
      kind: 'document-read-again',
      subject: { kind: 'document', id: documentId },
      facts: { taken: stored.taken },
    })
  })
}
