import { and, desc, eq, inArray } from 'drizzle-orm'
import {
  getDocumentRow,
  listOwnedDocuments,
  listProposals,
  type OwnedArticle,
  readOwnedArticles,
} from '#documents/index.ts'
import { readOwnerNames } from '#organisations/index.ts'
import { type Actor, type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { wordList } from '#platform/word-list.ts'
import { can, commissionerOf } from '../policy.ts'
import { asksForTask, yearOf } from '../rules.ts'
import type { Evidence, TakeUpView } from './contract.ts'
import { compare, looksBack } from './matching/compare.ts'
import { type Correction, cellOf, citationIn, type DocumentRow, isColumn, keyOf, statements } from './rules.ts'
import { takeUpConfirmations, takeUpCorrections } from './tables.ts'

const commonWords = new URL('../words/common.yaml', import.meta.url)
const studyWords = new URL('../words/study.yaml', import.meta.url)

/**
 * Documents in which the actor's commissioner asks something, for the office that prepares them; for others those whose
 * matrix was confirmed, as it was confirmed. Newest first.
 */
export async function listTakeUpDocuments(ctx: Context) {
  return read(ctx, async (tx) => {
    const confirmed = await tx
      .select({ documentId: takeUpConfirmations.documentId, at: takeUpConfirmations.confirmedAt })
      .from(takeUpConfirmations)
      .where(eq(takeUpConfirmations.city, ctx.city))
      .orderBy(takeUpConfirmations.confirmedAt)
    const confirmedAt = new Map(confirmed.map((row) => [row.documentId, row.at]))
    const own = await listAsking(tx, ctx)
    const listed = new Set(own.map(({ document }) => document.id))
    const others = []
    for (const documentId of confirmedAt.keys()) {
      if (listed.has(documentId)) continue
      const document = await findVisible(tx, ctx, documentId)
      const matrix = document && (await lastConfirmation(tx, ctx.city, documentId))
      if (matrix) others.push({ document, demands: matrix.rows.length })
    }
    return {
      rows: [...own, ...others.toReversed()].map(({ document: { id, title, publishedOn }, demands }) => ({
        ...{ documentId: id, title, publishedOn, demands },
        confirmedAt: confirmedAt.get(id) ?? null,
      })),
    }
  })
}

/** What the actor's own office prepares: documents with demands of its commissioner, of whatever year. */
async function listAsking(tx: Tx, ctx: Context): Promise<{ document: DocumentRow; demands: number }[]> {
  const owner = { kind: 'division', id: commissionerOf(ctx.actor) } as const
  const asking = []
  for (const { document, positions } of await listOwnedDocuments(tx, ctx.actor, owner)) {
    if (!document.readingId || !prepares(ctx.actor, document.division)) continue
    const proposals = await listProposals(tx, document.readingId)
    const demands = proposals.filter(
      (one) => one.kind === 'measure' && one.state !== 'rejected' && positions.includes(one.article),
    )
    if (demands.length > 0) asking.push({ document, demands: demands.length })
  }
  return asking
}

/** The document if the actor may see it. */
async function findVisible(tx: Tx, ctx: Context, documentId: string): Promise<DocumentRow | null> {
  const [own] = await readOwnedArticles(tx, ctx.actor, { documentId })
  return own?.document ?? null
}

/** Articles in which the commissioner itself speaks. */
const askingOf = (articles: readonly OwnedArticle[], commissioner: string): OwnedArticle[] =>
  articles.filter((article) => article.owner?.kind === 'division' && article.owner.id === commissioner)

/**
 * The matrix of a document: computed from the texts for the office that prepares it, and as it was confirmed for anyone
 * else. A working aid: a cell holds a sentence or nothing, never a count, a colour or a rank.
 *
 * @throws AppError not-found
 */
export async function getTakeUp(ctx: Context, documentId: string): Promise<TakeUpView> {
  return read(ctx, async (tx) => {
    const confirmed = await lastConfirmation(tx, ctx.city, documentId)
    const document = await getDocumentRow(tx, ctx.actor, documentId)
    if (prepares(ctx.actor, document.division)) return computeTakeUp(tx, ctx, documentId)
    if (!confirmed) throw new AppError('not-found', 'goals.takeUpNotConfirmed')
    return { ...confirmed, mayChange: false }
  })
}

/** Only the preparing office works on an unconfirmed matrix. */
export const prepares = (actor: Actor, commissioner: string): boolean =>
  can(actor, 'change', { commissioner, openness: 'internal' })

async function lastConfirmation(tx: Tx, city: string, documentId: string): Promise<TakeUpView | null> {
  const [row] = await tx
    .select()
    .from(takeUpConfirmations)
    .where(and(eq(takeUpConfirmations.city, city), eq(takeUpConfirmations.documentId, documentId)))
    .orderBy(desc(takeUpConfirmations.confirmedAt))
    .limit(1)
  return row ? { ...row.matrix, confirmed: { byName: row.confirmedByName, at: row.confirmedAt } } : null
}

/** Computes the matrix from the present readings. */
export async function computeTakeUp(tx: Tx, ctx: Context, documentId: string): Promise<TakeUpView> {
  const document = await getDocumentRow(tx, ctx.actor, documentId)
  const commissioner = commissionerOf(ctx.actor)
  const own = await readOwnedArticles(tx, ctx.actor, { documentId })
  const asking = askingOf(own, commissioner)
  const positions = new Map(asking.map((article) => [article.position, article]))
  const proposals = document.readingId ? await listProposals(tx, document.readingId) : []
  const demands = proposals.filter(
    (one) => one.kind === 'measure' && one.state !== 'rejected' && positions.has(one.article),
  )
  const { columns, said, year } = await readStatements(tx, ctx, document)
  const texts = demands.map((demand) => ({ id: demand.id, text: demand.correction?.text ?? demand.content.text }))
  // What a unit reached in earlier years takes nothing up; it stays there to be chosen by hand.
  const forward = said.map((one) => (looksBack(one.text, year) ? { ...one, owner: '' } : one))
  const matches = compare(texts, forward, wordList(commonWords))
  const corrections = await correctionsOf(
    tx,
    ctx.city,
    texts.map((demand) => demand.id),
  )
  const speaking = columns.filter((column) => said.some((sentence) => sentence.owner === keyOf(column)))
  const study = wordList(studyWords)
  return {
    documentId,
    title: document.title,
    columns: speaking.map(({ kind, id, label }) => ({ kind, id, name: label })),
    rows: demands.map((demand) => {
      const article = positions.get(demand.article)
      const { article: at, paragraph, start, end, quote } = demand
      const text = demand.correction?.text ?? demand.content.text
      return {
        demandId: demand.id,
        text,
        by: demand.kind === 'measure' ? (demand.correction ?? demand.content).by : null,
        heading: article?.headings[paragraph] ?? article?.headline ?? null,
        citation: citationIn(document, {
          article: at,
          headline: article?.headline ?? null,
          paragraph,
          start,
          end,
          quote,
        }),
        asksForTask: asksForTask(text, study),
        cells: speaking.map((column) => {
          const found = matches.get(demand.id)?.get(keyOf(column)) ?? []
          return cellOf(column, found, said, corrections.get(`${demand.id} ${keyOf(column)}`))
        }),
      }
    }),
    confirmed: (await lastConfirmation(tx, ctx.city, documentId))?.confirmed ?? null,
    mayChange: prepares(ctx.actor, document.division),
  }
}

/** What the districts and organs below the commissioner said in the year of a document, sentence by sentence. */
async function readStatements(tx: Tx, ctx: Context, document: DocumentRow) {
  const commissioner = commissionerOf(ctx.actor)
  const year = yearOf({ ...document, date: null }, dayOf(ctx.now()).toString())
  const names = await readOwnerNames(tx)
  const columns = names.filter((name) => isColumn(name, commissioner, ctx.city))
  return { columns, said: statements(await readOwnedArticles(tx, ctx.actor, { year }), columns), year }
}

/**
 * All sentences of one column: what the computation missed is found here by hand.
 *
 * @throws AppError not-found, forbidden
 */
export async function listSentences(
  ctx: Context,
  documentId: string,
  owner: { kind: string; id: string },
): Promise<{ rows: Evidence[] }> {
  return read(ctx, async (tx) => {
    const document = await getDocumentRow(tx, ctx.actor, documentId)
    requireMay(prepares(ctx.actor, document.division), 'takeUp.correct')
    return { rows: await sentencesOfOwner(tx, ctx, document, owner) }
  })
}

/** The sentences of one column. */
export async function sentencesOfOwner(
  tx: Tx,
  ctx: Context,
  document: DocumentRow,
  owner: { kind: string; id: string },
): Promise<Evidence[]> {
  const { said } = await readStatements(tx, ctx, document)
  return said.filter((one) => one.owner === keyOf(owner)).map((one) => one.evidence)
}

async function correctionsOf(tx: Tx, city: string, demandIds: readonly string[]): Promise<Map<string, Correction>> {
  if (demandIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(takeUpCorrections)
    .where(and(eq(takeUpCorrections.city, city), inArray(takeUpCorrections.demandId, [...demandIds])))
  return new Map(rows.map((row) => [`${row.demandId} ${row.ownerKind} ${row.ownerId}`, row]))
}
