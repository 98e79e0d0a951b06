import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { readCityPlaces, readOwnerNames } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { keepBytes, recordFile } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { AddDocument, Decision, ProposalView } from './contract.ts'
import { FigureContent, MeasureContent } from './contract.ts'
import { readAgainJob } from './jobs.ts'
import { can, within } from './policy.ts'
import { getDocumentRow, proposalView } from './queries.ts'
import { type ReadDocument, readInThread } from './reader/thread.ts'
import { storeReading } from './readings/commands.ts'
import { kindOf, opennessOf, originOf, ownerOf, titleOf } from './rules.ts'
import { articles, documents, proposals } from './tables.ts'

/** Most proposals of one document: ten times those of the longest work report. */
const mostProposals = 10_000

/** Largest document in bytes. */
export const largestDocument = 20_000_000

export interface Added {
  id: string
  title: string
  measures: number
  figures: number
  remembered: number
  known: boolean
}

/**
 * Put in one document: its marks of secrecy are looked for in memory before anything is stored, then it is read and kept
 * with its reading in one transaction. The same bytes put in twice give the same document.
 *
 * @throws AppError forbidden; invalid with what is wrong with the file (`documents.secretMark` names the rule alone)
 */
export async function addDocument(
  ctx: Context,
  file: { name: string; bytes: Uint8Array; mediaType: string },
  given: AddDocument,
): Promise<Added> {
  requireMay(can(ctx.actor, 'add', { division: divisionOf(ctx), openness: 'internal' }), 'documents.add')
  const places = await read(ctx, readCityPlaces)
  const result = await readInThread(file.bytes, file.name, places)
  requireReviewable(file.name, result)
  const sha256 = await keepBytes(ctx.city, file.bytes)
  return transact(ctx, async (tx) => {
    // Recording comes first: of two who put in the same bytes at once the second waits here, and then finds the document.
    const fileId = await recordFile(tx, ctx, { sha256, bytes: file.bytes.length, mediaType: file.mediaType })
    const known = await findKnown(tx, ctx, fileId)
    if (known) return known
    const row = await insertDocument(tx, ctx, { fileId, fileName: file.name, read: result, given })
    const stored = await storeReading(tx, ctx, row, result)
    await announce(ctx, tx, {
      kind: 'document-added',
      subject: { kind: 'document', id: row.id },
      facts: { title: row.title, ...stored },
    })
    const { measures, figures, taken } = stored
    return { id: row.id, title: row.title, measures, figures, remembered: taken.length, known: false }
  })
}

/** Nobody reviews more than this in one document, and no page shows it. @throws AppError invalid `documents.tooMany` */
function requireReviewable(name: string, { reading }: ReadDocument): void {
  const count = reading.articles.reduce((sum, { measures, figures }) => sum + measures.length + figures.length, 0)
  if (count > mostProposals) throw new AppError('invalid', 'documents.tooMany', { name, count, limit: mostProposals })
}

/** The division that an actor's documents belong to unless their text says otherwise. */
const divisionOf = ({ actor }: Context): string => (actor.scope.kind === 'district' ? actor.scope.id : actor.city)

/** A document with these bytes that the actor can see already. */
async function findKnown(tx: Tx, ctx: Context, fileId: string): Promise<Added | null> {
  const [known] = await tx
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(and(within(ctx.actor), eq(documents.fileId, fileId)))
  return known ? { ...known, measures: 0, figures: 0, remembered: 0, known: true } : null
}

async function insertDocument(
  tx: Tx,
  ctx: Context,
  from: { fileId: string; fileName: string; read: ReadDocument; given: AddDocument },
) {
  const { document } = from.read
  const title = titleOf(document, from.fileName).slice(0, 300)
  const id = newId()
  // A paper of one article is dated by its own day: a report by the session at which it was given.
  const publishedOn =
    document.published ?? (document.articles.length === 1 ? (document.articles[0]?.date ?? null) : null)
  const names = await readOwnerNames(tx)
  const issuer = ownerOf([document.issuer, document.articles[0]?.headline], names, ctx.city)
  const division = ctx.actor.scope.kind === 'district' ? ctx.actor.scope.id : divisionNamed(issuer, names, ctx.city)
  return one(
    await tx
      .insert(documents)
      .values({
        city: ctx.city,
        id,
        fileId: from.fileId,
        fileName: from.fileName,
        title,
        kind: kindOf(document),
        openness: from.given.openness ?? opennessOf(document),
        origin: from.given.origin ?? originOf(document),
        number: document.number,
        issuer: document.issuer,
        publishedOn,
        division: document.articles.length > 2 ? divisionOf(ctx) : division,
        seriesId: (await seriesOf(tx, ctx, { title, number: document.number, publishedOn })) ?? id,
        addedBy: ctx.actor.accountId,
        addedByName: ctx.actor.name,
        addedAt: ctx.now().toString(),
      })
      .returning(),
  )
}

function divisionNamed(
  issuer: ReturnType<typeof ownerOf>,
  names: Awaited<ReturnType<typeof readOwnerNames>>,
  cityCode: string,
): string {
  if (issuer?.kind === 'division') return issuer.id
  return names.find((name) => name.kind === 'unit' && name.id === issuer?.id)?.division ?? cityCode
}

/** A corrected file of the same paper belongs to its series: same document number, or same title of the same day. */
async function seriesOf(
  tx: Tx,
  ctx: Context,
  { title, number, publishedOn }: { title: string; number: string | null; publishedOn: string | null },
): Promise<string | null> {
  const sameDay = publishedOn ? eq(documents.publishedOn, publishedOn) : isNull(documents.publishedOn)
  const same = number ? eq(documents.number, number) : and(eq(documents.title, title), sameDay)
  const [earlier] = await tx
    .select({ seriesId: documents.seriesId })
    .from(documents)
    .where(and(eq(documents.city, ctx.city), same))
    .limit(1)
  return earlier?.seriesId ?? null
}

export interface DocumentHead {
  version: number
  title: string
  kind: string
  openness: string
  origin: string
  number: string | null
  issuer: string | null
  publishedOn: string | null
}

/** Correct what stands at the head of a document. @throws AppError not-found, forbidden, conflict `platform.changedMeanwhile` */
export async function changeDocument(ctx: Context, id: string, { version, ...head }: DocumentHead): Promise<void> {
  await transact(ctx, async (tx) => {
    const before = await lockDocument(tx, ctx, id)
    if (before.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    await tx
      .update(documents)
      .set({ ...head, version: version + 1 })
      .where(and(eq(documents.city, ctx.city), eq(documents.id, id)))
    const { title, kind, openness, origin, number, issuer, publishedOn } = before
    await announce(ctx, tx, {
      kind: 'document-changed',
      subject: { kind: 'document', id },
      facts: { openness: head.openness },
      details: { before: { title, kind, openness, origin, number, issuer, publishedOn }, after: head },
    })
  })
}

/** The document, locked, if the actor may change it. @throws AppError not-found, forbidden */
async function lockDocument(tx: Tx, ctx: Context, id: string) {
  const row = await getDocumentRow(tx, ctx.actor, id)
  requireMay(can(ctx.actor, 'change', row), 'documents.change')
  const [locked] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.city, ctx.city), eq(documents.id, id)))
    .for('update')
  return found(locked, 'documents.notFound')
}

/** Say whose article it is; nobody's with null. @throws AppError not-found, forbidden, invalid `documents.noOwner` */
export async function setArticleOwner(
  ctx: Context,
  id: string,
  position: number,
  owner: { kind: 'division' | 'unit'; id: string } | null,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await lockDocument(tx, ctx, id)
    if (owner && !(await readOwnerNames(tx)).some((name) => name.kind === owner.kind && name.id === owner.id)) {
      throw new AppError('invalid', 'documents.noOwner')
    }
    const changed = await tx
      .update(articles)
      .set({ ownerKind: owner?.kind ?? null, ownerId: owner?.id ?? null, ownerReason: ctx.actor.name })
      .where(
        and(eq(articles.city, ctx.city), eq(articles.readingId, row.readingId ?? id), eq(articles.position, position)),
      )
      .returning({ id: articles.id })
    if (changed.length === 0) throw new AppError('not-found', 'documents.notFound')
    await announce(ctx, tx, {
      kind: 'article-owner-set',
      subject: { kind: 'document', id },
      facts: { position, owner },
    })
  })
}

/**
 * Accept, correct, reject or reopen proposals of a document, all or none. Each decision names the version it saw, so
 * that two reviewers never overwrite each other.
 *
 * @returns the decided proposals in their new state
 * @throws AppError not-found; forbidden; invalid `documents.wrongCorrection`; conflict `documents.proposalChanged`
 */
export async function decideProposals(
  ctx: Context,
  documentId: string,
  decisions: readonly Decision[],
): Promise<ProposalView[]> {
  return transact(ctx, async (tx) => {
    const document = await getDocumentRow(tx, ctx.actor, documentId)
    requireMay(can(ctx.actor, 'decide', document), 'documents.decide')
    const byId = await lockProposals(tx, ctx, document, decisions)
    for (const decision of decisions) {
      const { kind } = found(byId.get(decision.proposalId), 'documents.proposalNotFound')
      if (decision.correction) checkCorrection(kind, decision.correction)
    }
    const result = await writeDecisions(tx, ctx, decisions)
    await announce(ctx, tx, {
      kind: 'proposals-decided',
      subject: { kind: 'document', id: documentId },
      facts: { decided: result.map((proposal) => ({ proposal, from: stateBefore(byId, proposal.id) })) },
      details: decisions.map(({ proposalId, state, correction }) => ({
        proposalId,
        state,
        correction: correction ?? null,
      })),
    })
    return result
  })
}

const stateBefore = (byId: ReadonlyMap<string, typeof proposals.$inferSelect>, id: string): ProposalView['state'] =>
  proposalView(found(byId.get(id), 'documents.proposalNotFound')).state

/** One statement for all that are decided alike, one each for corrections: accepting a whole report takes no longer than a page. */
async function writeDecisions(tx: Tx, ctx: Context, decisions: readonly Decision[]): Promise<ProposalView[]> {
  const isCorrected = (decision: Decision) => decision.state === 'accepted' && Boolean(decision.correction)
  const alike = Map.groupBy(
    decisions.filter((one) => !isCorrected(one)),
    (one) => one.state,
  )
  const groups = [
    ...[...alike].map(([state, group]) => ({ state, ids: group.map((one) => one.proposalId), correction: null })),
    ...decisions
      .filter(isCorrected)
      .map(({ state, proposalId, correction }) => ({ state, ids: [proposalId], correction: correction ?? null })),
  ]
  const changed: ProposalView[] = []
  for (const { state, ids, correction } of groups) {
    const isOpen = state === 'open'
    const rows = await tx
      .update(proposals)
      .set({
        state,
        correction,
        decidedBy: isOpen ? null : ctx.actor.accountId,
        decidedByName: isOpen ? null : ctx.actor.name,
        decidedAt: isOpen ? null : ctx.now().toString(),
        remembered: null,
        version: sql`${proposals.version} + 1`,
      })
      .where(and(eq(proposals.city, ctx.city), inArray(proposals.id, ids)))
      .returning()
    changed.push(...rows.map(proposalView))
  }
  return changed
}

async function lockProposals(
  tx: Tx,
  ctx: Context,
  document: typeof documents.$inferSelect,
  decisions: readonly Decision[],
) {
  const ofReading = and(eq(proposals.documentId, document.id), eq(proposals.readingId, document.readingId ?? ''))
  const ids = [...new Set(decisions.map((decision) => decision.proposalId))].sort()
  const rows = await tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.city, ctx.city), ofReading, inArray(proposals.id, ids)))
    .orderBy(proposals.id)
    .for('update')
  const byId = new Map(rows.map((row) => [row.id, row]))
  if (ids.some((id) => !byId.has(id))) throw new AppError('not-found', 'documents.proposalNotFound')
  const stale = decisions.filter((decision) => byId.get(decision.proposalId)?.version !== decision.version)
  if (stale.length > 0) throw new AppError('conflict', 'documents.proposalChanged', { count: stale.length })
  return byId
}

function checkCorrection(kind: string, correction: MeasureContent | FigureContent): void {
  const parsed = (kind === 'measure' ? MeasureContent : FigureContent).strict().safeParse(correction)
  if (!parsed.success) throw new AppError('invalid', 'documents.wrongCorrection')
}

/** Have the kept file read again in the background. @throws AppError not-found, forbidden */
export async function requestReading(ctx: Context, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockDocument(tx, ctx, id)
    await announce(ctx, tx, { kind: 'reading-requested', subject: { kind: 'document', id } })
    await enqueue(readAgainJob, { city: ctx.city, documentId: id })
  })
}

/** The hash under which pasted text is kept: the text as UTF-8. */
export const pastedFile = (name: string, text: string) => ({
  name: /\.[a-z]{2,4}$/i.test(name) ? name : `${name}.txt`,
  bytes: new TextEncoder().encode(text),
  mediaType: 'text/plain',
})
