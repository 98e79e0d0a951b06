import { and, eq, inArray, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FigureContent } from '#documents/contract.ts'
import { type DecidedProposal, type ProposalSource, readSources, type TakenOver } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce, announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { rowCode } from '#platform/papers/index.ts'
import { wordList } from '#platform/word-list.ts'
import { indicatorFinder } from '../indicators/queries.ts'
import { asksForTask, decimalOf, dueInText, dueOfPeriod, positionOf, yearOf } from '../rules.ts'
import { assignments, figures, goals } from '../tables.ts'
import { parentFinder } from './queries.ts'

const studyWords = new URL('../words/study.yaml', import.meta.url)

type Measure = Extract<DecidedProposal['proposal'], { kind: 'measure' }>
type Figure = Extract<DecidedProposal['proposal'], { kind: 'figure' }>

/**
 * What an accepted proposal becomes, in the transaction of the decision: a measure a goal or a task, a figure a target
 * or an actual. A decision taken back takes it out again, unless somebody has worked on it since.
 *
 * @throws AppError conflict `goals.workedOn`
 */
export async function followDecisions(ctx: Context, tx: Tx, decided: readonly DecidedProposal[]): Promise<void> {
  const withdrawn = decided.filter(({ proposal, from }) => from === 'accepted' && proposal.state !== 'accepted')
  await withdraw(
    ctx,
    tx,
    withdrawn.map(({ proposal }) => proposal.id),
  )
  const accepted = decided.filter(({ proposal }) => proposal.state === 'accepted').map(({ proposal }) => proposal)
  if (accepted.length === 0) return
  const sources = await readSources(
    tx,
    ctx.city,
    accepted.map((proposal) => proposal.id),
  )
  const measures = accepted.filter((proposal): proposal is Measure => proposal.kind === 'measure')
  const found = accepted.filter((proposal): proposal is Figure => proposal.kind === 'figure')
  await addGoals(ctx, tx, measures, sources)
  await addFigures(ctx, tx, found, sources)
}

/** Goals and figures follow their proposal to the new reading of a document; their citation stays where it was. */
export async function followReading(tx: Tx, city: string, taken: readonly TakenOver[]): Promise<void> {
  for (const { from, to } of taken) {
    await tx
      .update(goals)
      .set({ proposalId: to })
      .where(and(eq(goals.city, city), eq(goals.proposalId, from)))
    await tx
      .update(figures)
      .set({ proposalId: to })
      .where(and(eq(figures.city, city), eq(figures.proposalId, from)))
  }
}

async function addGoals(ctx: Context, tx: Tx, measures: readonly Measure[], sources: Map<string, ProposalSource>) {
  if (measures.length === 0) return
  const known = await tx
    .select()
    .from(goals)
    .where(
      and(
        eq(goals.city, ctx.city),
        inArray(
          goals.proposalId,
          measures.map((one) => one.id),
        ),
      ),
    )
  const byProposal = new Map(known.map((goal) => [goal.proposalId, goal]))
  for (const measure of measures) {
    const goal = byProposal.get(measure.id)
    if (goal) await rename(tx, goal, (measure.correction ?? measure.content).text)
  }
  const added = measures.filter((measure) => !byProposal.has(measure.id))
  // The city's own goals first, so that those of districts and units find them.
  const isCitys = (one: Measure) => (sources.get(one.id)?.owner?.id ?? ctx.city) === ctx.city
  const inOrder = added.toSorted((a, b) => Number(isCitys(b)) - Number(isCitys(a)) || positionOf(a) - positionOf(b))
  const parentOf = await parentFinder(tx, ctx)
  const first = await nextSerial(tx, ctx.city)
  const rows = inOrder.flatMap((measure, at) => {
    const source = sources.get(measure.id)
    return source ? [goalRow(ctx, measure, source, first + at, parentOf)] : []
  })
  await insertAll(tx, goals, rows)
  await announceAll(
    ctx,
    tx,
    rows.map(({ id, serial, title, proposalId }) => ({
      kind: 'goal-added',
      subject: { kind: 'goal', id },
      facts: { code: rowCode(serial), title, proposalId },
    })),
  )
}

/** A correction made after acceptance is the goal's new wording. */
const rename = (tx: Tx, goal: typeof goals.$inferSelect, title: string) =>
  tx
    .update(goals)
    .set({ title, version: goal.version + 1 })
    .where(and(eq(goals.city, goal.city), eq(goals.id, goal.id)))

function goalRow(
  ctx: Context,
  measure: Measure,
  source: ProposalSource,
  serial: number,
  parentOf: Awaited<ReturnType<typeof parentFinder>>,
) {
  const { text, ordinal } = measure.correction ?? measure.content
  const year = yearOf(source, dayOf(ctx.now()).toString())
  const owner = source.owner ?? { kind: 'division' as const, id: source.division }
  const id = newId()
  const position = positionOf(measure)
  const parent = parentOf({ id, text, ordinal, owner, year, source, position })
  return {
    city: ctx.city,
    id,
    serial,
    kind: parent.isHeading ? 'task' : 'goal',
    title: text,
    parentId: parent.id,
    commissioner: source.division,
    ownerKind: owner.kind,
    ownerId: owner.id,
    theme: source.heading ?? null,
    year,
    dueOn: dueInText(text, year),
    asksForTask: asksForTask(text, wordList(studyWords)),
    position,
    ...cited(ctx, measure, source),
  }
}

const cited = (ctx: Context, proposal: Measure | Figure, source: ProposalSource) => ({
  documentId: source.documentId,
  readingId: source.readingId,
  proposalId: proposal.id,
  article: proposal.article,
  paragraph: proposal.paragraph,
  startAt: proposal.start,
  endAt: proposal.end,
  quote: proposal.quote,
  enteredBy: ctx.actor.accountId,
  enteredByName: ctx.actor.name,
  enteredAt: ctx.now().toString(),
  openness: source.openness,
})

/** The next number of the city. The lock keeps two at once from taking the same. */
export async function nextSerial(tx: Tx, city: string): Promise<number> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`goals ${city}`}))`)
  const [last] = await tx
    .select({ serial: max(goals.serial) })
    .from(goals)
    .where(eq(goals.city, city))
  return (last?.serial ?? 0) + 1
}

/** Figures that were accepted before keep their row, so that shares and what refers to them stay; the others are new. */
async function addFigures(ctx: Context, tx: Tx, found: readonly Figure[], sources: Map<string, ProposalSource>) {
  if (found.length === 0) return
  const readingIds = [...new Set([...sources.values()].map((source) => source.readingId))]
  const around = await tx
    .select()
    .from(goals)
    .where(and(eq(goals.city, ctx.city), inArray(goals.readingId, readingIds)))
  const known = await tx
    .select({ id: figures.id, proposalId: figures.proposalId, version: figures.version })
    .from(figures)
    .where(
      and(
        eq(figures.city, ctx.city),
        inArray(
          figures.proposalId,
          found.map((one) => one.id),
        ),
      ),
    )
  const findIndicator = await indicatorFinder(tx, ctx.city)
  const rows = found.flatMap((figure) => {
    const source = sources.get(figure.id)
    const row = source ? figureRow(ctx, figure, source, findIndicator) : null
    return row && source ? [{ ...row, goalId: goalAround(around, figure, source) }] : []
  })
  const kept = new Map(known.map((one) => [one.proposalId, one]))
  for (const row of rows) {
    const before = kept.get(row.proposalId)
    if (!before) continue
    const { id: _, ...content } = row
    await tx
      .update(figures)
      .set({ ...content, version: before.version + 1 })
      .where(and(eq(figures.city, ctx.city), eq(figures.id, before.id)))
  }
  const added = rows.filter((row) => !kept.has(row.proposalId))
  await insertAll(tx, figures, added)
  // A correction that makes a name of a figure takes it out.
  const measured = new Set(rows.map((row) => row.proposalId))
  await withdrawFigures(
    ctx,
    tx,
    found.map((one) => one.id).filter((id) => !measured.has(id)),
  )
  await announceAll(
    ctx,
    tx,
    added.map(({ id, kind, indicator }) => ({
      kind: 'figure-added',
      subject: { kind: 'figure', id },
      facts: { kind, indicator },
    })),
  )
}

/** The row a figure becomes; none for a number that lives in a name only (千亿强区): it measures nothing. */
function figureRow(
  ctx: Context,
  figure: Figure,
  source: ProposalSource,
  findIndicator: Awaited<ReturnType<typeof indicatorFinder>>,
) {
  const { kind, indicator, text, op, value, unit, period }: FigureContent = figure.correction ?? figure.content
  if (kind === 'name') return null
  const year = yearOf(source, dayOf(ctx.now()).toString())
  const owner = source.owner ?? { kind: 'division' as const, id: source.division }
  const isActual = kind === 'actual'
  return {
    ...{ city: ctx.city, id: newId(), kind, op, unit, period, indicator: indicator ?? text },
    ...{ value: decimalOf(value), year, commissioner: source.division },
    indicatorId: findIndicator({ indicator: indicator ?? text, text: `${source.before}${text}`, unit }),
    dueOn: isActual ? null : (dueOfPeriod(period) ?? dueInText(text, year)),
    endsOn: isActual ? dueOfPeriod(period) : null,
    statedBy: isActual ? (source.origin === 'press' ? 'press' : 'document') : null,
    ownerKind: owner.kind,
    ownerId: owner.id,
    ...cited(ctx, figure, source),
  }
}

/** The goal in whose words the figure stands. */
const goalAround = (
  rows: readonly (typeof goals.$inferSelect)[],
  figure: Figure,
  source: ProposalSource,
): string | null =>
  rows.find(
    (goal) =>
      goal.readingId === source.readingId &&
      goal.article === figure.article &&
      goal.paragraph === figure.paragraph &&
      (goal.startAt ?? 0) < figure.end &&
      (goal.endAt ?? 0) > figure.start,
  )?.id ?? null

async function withdraw(ctx: Context, tx: Tx, proposalIds: readonly string[]): Promise<void> {
  if (proposalIds.length === 0) return
  await withdrawFigures(ctx, tx, proposalIds)
  const found = await tx
    .select()
    .from(goals)
    .where(and(eq(goals.city, ctx.city), inArray(goals.proposalId, [...proposalIds])))
    .for('update')
  for (const goal of found) await removeUntouched(ctx, tx, goal)
}

/** @throws AppError conflict `goals.targetShared` */
async function withdrawFigures(ctx: Context, tx: Tx, proposalIds: readonly string[]): Promise<void> {
  if (proposalIds.length === 0) return
  const those = and(eq(figures.city, ctx.city), inArray(figures.proposalId, [...proposalIds]))
  const shares = alias(figures, 'shares')
  const [shared] = await tx
    .select({ indicator: figures.indicator })
    .from(figures)
    .innerJoin(shares, and(eq(shares.city, figures.city), eq(shares.shareOf, figures.id)))
    .where(those)
    .limit(1)
  if (shared) throw new AppError('conflict', 'goals.targetShared', { indicator: shared.indicator })
  const gone = await tx.delete(figures).where(those).returning({ id: figures.id, indicator: figures.indicator })
  await announceAll(
    ctx,
    tx,
    gone.map(({ id, indicator }) => ({
      kind: 'figure-removed',
      subject: { kind: 'figure', id },
      facts: { indicator },
    })),
  )
}

/** Takes a goal out that nobody has worked on: no version, nothing below it, no units. @throws AppError conflict `goals.workedOn` */
export async function removeUntouched(ctx: Context, tx: Tx, goal: typeof goals.$inferSelect): Promise<void> {
  const below = await tx
    .select({ id: goals.id, proposalId: goals.proposalId, version: goals.version })
    .from(goals)
    .where(and(eq(goals.city, ctx.city), eq(goals.parentId, goal.id)))
  const units = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.city, ctx.city), eq(assignments.goalId, goal.id)))
  const placedByHand = below.some((child) => child.version > 1 || child.proposalId === null)
  if (goal.version > 1 || units.length > 0 || placedByHand)
    throw new AppError('conflict', 'goals.workedOn', { code: rowCode(goal.serial) })
  await tx
    .update(goals)
    .set({ parentId: null })
    .where(and(eq(goals.city, ctx.city), eq(goals.parentId, goal.id)))
  await tx
    .update(figures)
    .set({ goalId: null })
    .where(and(eq(figures.city, ctx.city), eq(figures.goalId, goal.id)))
  await tx.delete(goals).where(and(eq(goals.city, ctx.city), eq(goals.id, goal.id)))
  await announce(ctx, tx, {
    kind: 'goal-removed',
    subject: { kind: 'goal', id: goal.id },
    facts: { code: rowCode(goal.serial) },
  })
}
