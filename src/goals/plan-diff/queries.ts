import { and, eq, inArray } from 'drizzle-orm'
import { listOwnedDocuments, listProposals, type OwnedArticle, readOwnedArticles } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { wordList } from '#platform/word-list.ts'
import { can, commissionerOf } from '../policy.ts'
import { decimalOf } from '../rules.ts'
import { figures } from '../tables.ts'
import { compare } from '../take-up/matching/compare.ts'
import { citationIn, type DocumentRow } from '../take-up/rules.ts'
import { readTargets } from '../targets/queries.ts'
import type { MeasureView, NumberView, Paper, PlanDiff } from './contract.ts'
import { changes, clauseAround, type Matched, type PlannedNumber, pairMeasures, pairNumbers } from './rules.ts'

const commonWords = new URL('../words/common.yaml', import.meta.url)

/** Papers in which the actor's own office speaks, newest first by their day. */
export const listPapers = (ctx: Context): Promise<{ rows: Paper[] }> =>
  read(ctx, async (tx) => ({ rows: (await ownPapers(tx, ctx)).map(paperOf) }))

async function ownPapers(tx: Tx, ctx: Context): Promise<DocumentRow[]> {
  const owner = { kind: 'division', id: commissionerOf(ctx.actor) } as const
  const own = await listOwnedDocuments(tx, ctx.actor, owner)
  return own
    .map(({ document }) => document)
    .filter(({ division }) => can(ctx.actor, 'change', { commissioner: division, openness: 'internal' }))
    .sort((a, b) => (b.publishedOn ?? b.addedAt).localeCompare(a.publishedOn ?? a.addedAt))
}

const paperOf = ({ id, title, publishedOn, kind }: DocumentRow): Paper => ({ documentId: id, title, publishedOn, kind })

/**
 * Last year's paper beside this year's, for the office that prepares them. Read from the texts as they are, whether or not
 * anybody accepted a proposal; what was rejected as no promise is left out.
 *
 * @throws AppError not-found `goals.noPaper`
 */
export const diffPapers = (ctx: Context, { before, after }: { before: string; after: string }): Promise<PlanDiff> =>
  read(ctx, async (tx) => {
    const papers = await ownPapers(tx, ctx)
    const [old, fresh] = [before, after].map((id) => papers.find((paper) => paper.id === id))
    if (!old || !fresh) throw new AppError('not-found', 'goals.noPaper')
    const [was, is] = [await promisesOf(tx, ctx, old), await promisesOf(tx, ctx, fresh)]
    const numbers = pairNumbers(was.numbers, is.numbers)
    const measures = pairMeasures(was.measures, is.measures, ...matches(was.measures, is.measures))
    const outcomes = await outcomesOf(
      tx,
      ctx,
      was.numbers.map(({ id }) => id),
    )
    return {
      ...{ before: paperOf(old), after: paperOf(fresh) },
      counts: changes.map((change) => ({
        change,
        numbers: numbers.filter((one) => one.change === change).length,
        measures: measures.filter((one) => one.change === change).length,
      })),
      numbers: numbers.map((pair) => ({
        change: pair.change,
        before: pair.before && numberView(pair.before),
        after: pair.after && numberView(pair.after),
        outcome: (pair.before && outcomes.get(pair.before.id)) ?? null,
      })),
      measures: measures.map((pair) => ({
        change: pair.change,
        before: pair.before && measureView(pair.before),
        after: pair.after && measureView(pair.after),
      })),
    }
  })

interface FoundNumber extends PlannedNumber {
  citation: NumberView['citation']
}
interface FoundMeasure extends MeasureView {
  id: string
}

const numberView = ({ clause, op, value, unit, citation }: FoundNumber): NumberView => ({
  clause,
  op,
  value,
  unit,
  citation,
})
const measureView = ({ text, citation }: FoundMeasure): MeasureView => ({ text, citation })

/** What a paper promises: its numbers to reach with their clauses, and its demands. */
async function promisesOf(
  tx: Tx,
  ctx: Context,
  document: DocumentRow,
): Promise<{ numbers: FoundNumber[]; measures: FoundMeasure[] }> {
  const articles = new Map(
    (await readOwnedArticles(tx, ctx.actor, { documentId: document.id })).map((one) => [one.position, one]),
  )
  const proposals = document.readingId ? await listProposals(tx, document.readingId) : []
  const numbers: FoundNumber[] = []
  const measures: FoundMeasure[] = []
  for (const proposal of proposals) {
    const article = articles.get(proposal.article)
    if (proposal.state === 'rejected' || !article) continue
    const citation = cited(document, article, proposal)
    if (proposal.kind === 'measure') {
      measures.push({ id: proposal.id, text: (proposal.correction ?? proposal.content).text, citation })
      continue
    }
    const { kind, indicator, text, op, value, unit } = proposal.correction ?? proposal.content
    if (kind !== 'target') continue
    const words = article.paragraphs[proposal.paragraph] ?? text
    const clause = clauseAround(words, proposal.start, proposal.end)
    numbers.push({ id: proposal.id, clause, indicator: indicator ?? text, op, value: decimalOf(value), unit, citation })
  }
  return { numbers, measures }
}

function cited(
  document: DocumentRow,
  { headline }: OwnedArticle,
  {
    article,
    paragraph,
    start,
    end,
    quote,
  }: { article: number; paragraph: number; start: number; end: number; quote: string },
) {
  return citationIn(document, { article, headline, paragraph, start, end, quote })
}

/** For each demand of either list its matches in the other, best first. */
function matches(before: readonly FoundMeasure[], after: readonly FoundMeasure[]): [Matched[][], Matched[][]] {
  const common = wordList(commonWords)
  const from = (own: readonly FoundMeasure[], others: readonly FoundMeasure[]): Matched[][] => {
    const sentences = others.map(({ text }) => ({ owner: 'paper', text }))
    const found = compare(own, sentences, common)
    return own.map(({ id }) =>
      (found.get(id)?.get('paper') ?? []).map(({ sentence, coverage }) => ({ at: sentence, coverage })),
    )
  }
  return [from(before, after), from(after, before)]
}

/** What became of the numbers of a paper that were accepted as targets, by their proposal. */
async function outcomesOf(tx: Tx, ctx: Context, proposalIds: readonly string[]) {
  if (proposalIds.length === 0) return new Map<string, PlanDiff['numbers'][number]['outcome']>()
  const known = await tx
    .select({ id: figures.id, proposalId: figures.proposalId })
    .from(figures)
    .where(and(eq(figures.city, ctx.city), inArray(figures.proposalId, [...proposalIds])))
  const proposals = new Map(known.map((row) => [row.id, row.proposalId ?? '']))
  const targets = known.length > 0 ? await readTargets(tx, ctx, [inArray(figures.id, [...proposals.keys()])]) : []
  return new Map(
    targets.map(({ id, standing, latest }) => [proposals.get(id) ?? '', { targetId: id, standing, latest }]),
  )
}
