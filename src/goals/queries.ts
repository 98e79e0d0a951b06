import { and, asc, eq, ilike, inArray, or, type SQL } from 'drizzle-orm'
import { readCitations } from '#documents/index.ts'
import { loadLeadFinder, type OwnerName, readOwnerNames, unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { likePattern } from '#platform/pairs.ts'
import { readRowCode, rowCode } from '#platform/papers/index.ts'
import type { FigureView, GoalView } from './contract.ts'
import { can, within } from './policy.ts'
import { assignments, figures, goals } from './tables.ts'

export interface GoalFilter {
  year?: number | undefined
  /** Owner (division code or unit id), or a unit that leads or supports. */
  unit?: string | undefined
  theme?: string | undefined
  document?: string | undefined
  q?: string | undefined
}

type GoalRecord = typeof goals.$inferSelect
type FigureRecord = typeof figures.$inferSelect
type Assigned = { lead: { id: string; name: string } | null; supporting: { id: string; name: string }[] }

/** Goals and tasks that the actor may see, in the order of their texts, with their figures; figures in no goal's words apart. */
export async function listCascade(ctx: Context, filter: GoalFilter) {
  return read(ctx, async (tx) => {
    const visible = await tx
      .select({ year: goals.year, theme: goals.theme, ownerKind: goals.ownerKind, ownerId: goals.ownerId })
      .from(goals)
      .where(within(ctx.actor, goals))
    const names = await readOwnerNames(tx)
    const rows = await listGoals(tx, ctx, filter)
    const free = await tx
      .select()
      .from(figures)
      .where(and(within(ctx.actor, figures), ...figureFilter(filter)))
      .orderBy(asc(figures.year), asc(figures.article), asc(figures.paragraph), asc(figures.startAt))
    const shown = new Set(rows.map((row) => row.id))
    return {
      rows,
      figures: (await figureViews(tx, ctx, free, names)).filter(
        (figure) => figure.goalId === null || !shown.has(figure.goalId),
      ),
      years: [...new Set(visible.map((row) => row.year))].sort((a, b) => b - a),
      themes: [...new Set(visible.flatMap((row) => row.theme ?? []))].sort(),
      owners: names
        .filter((name) => visible.some((row) => row.ownerKind === name.kind && row.ownerId === name.id))
        .map(({ kind, id, label }) => ({ kind, id, name: label })),
    }
  })
}

const figureFilter = ({ year, document, unit, q }: GoalFilter): (SQL | undefined)[] => [
  year ? eq(figures.year, year) : undefined,
  document ? eq(figures.documentId, document) : undefined,
  unit ? eq(figures.ownerId, unit) : undefined,
  q ? ilike(figures.indicator, likePattern(q)) : undefined,
]

/** Goals with units and figures, in the order of their texts. */
export async function listGoals(tx: Tx, ctx: Context, filter: GoalFilter): Promise<GoalView[]> {
  const rows = await tx
    .select()
    .from(goals)
    .where(
      and(
        within(ctx.actor, goals),
        filter.year ? eq(goals.year, filter.year) : undefined,
        filter.theme ? eq(goals.theme, filter.theme) : undefined,
        filter.document ? eq(goals.documentId, filter.document) : undefined,
        filter.q
          ? or(ilike(goals.title, likePattern(filter.q)), eq(goals.serial, readRowCode(filter.q) ?? 0))
          : undefined,
      ),
    )
    .orderBy(asc(goals.year), asc(goals.documentId), asc(goals.position), asc(goals.serial))
  const views = await goalViews(tx, ctx, rows)
  const { unit } = filter
  if (!unit) return views
  return views.filter(
    ({ owner, lead, supporting }) =>
      owner.id === unit || lead?.id === unit || supporting.some((one) => one.id === unit),
  )
}

export async function goalViews(tx: Tx, ctx: Context, rows: readonly GoalRecord[]): Promise<GoalView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const names = await readOwnerNames(tx)
  const units = await unitsOf(tx, ctx.city, ids)
  const own = await tx
    .select()
    .from(figures)
    .where(and(eq(figures.city, ctx.city), inArray(figures.goalId, ids)))
  const values = await figureViews(tx, ctx, own, names)
  const citations = await citationsOf(tx, ctx, rows)
  return rows.map((row) => {
    const { id, title, parentId, commissioner, theme, year, dueOn, leader, asksForTask, openness, version } = row
    return {
      ...{ id, title, parentId, commissioner, theme, year, dueOn, leader, asksForTask, openness, version },
      code: rowCode(row.serial),
      kind: row.kind === 'task' ? 'task' : 'goal',
      owner: ownerView(row, names),
      ...(units.get(id) ?? { lead: null, supporting: [] }),
      figures: values.filter((figure) => figure.goalId === id),
      source: sourceView(row, citations),
      mayChange: can(ctx.actor, 'change', row),
    }
  })
}

async function figureViews(
  tx: Tx,
  ctx: Context,
  rows: readonly FigureRecord[],
  names: readonly OwnerName[],
): Promise<FigureView[]> {
  const citations = await citationsOf(tx, ctx, rows)
  return rows.map((row) => {
    const { id, indicator, value, unit, period, year, dueOn, goalId } = row
    return {
      ...{ id, indicator, value, unit, period, year, dueOn, goalId },
      kind: row.kind === 'actual' ? 'actual' : 'target',
      op: row.op as FigureView['op'],
      owner: ownerView(row, names),
      source: sourceView(row, citations),
    }
  })
}

export function ownerView(row: { ownerKind: string; ownerId: string }, names: readonly OwnerName[]): GoalView['owner'] {
  const kind = row.ownerKind === 'unit' ? 'unit' : 'division'
  const known = names.find((name) => name.kind === kind && name.id === row.ownerId)
  return { kind, id: row.ownerId, name: known?.label ?? row.ownerId }
}

type Cited = Pick<
  GoalRecord,
  | 'proposalId'
  | 'documentId'
  | 'readingId'
  | 'article'
  | 'paragraph'
  | 'startAt'
  | 'endAt'
  | 'quote'
  | 'enteredByName'
  | 'enteredAt'
>
export type Citations = Awaited<ReturnType<typeof readCitations>>

export const citationsOf = (tx: Tx, ctx: Context, rows: readonly Cited[]): Promise<Citations> =>
  readCitations(
    tx,
    ctx.actor,
    rows.flatMap((row) => row.proposalId ?? []),
  )

/** The citation as it was when accepted; title and number are today's. None where the document is not visible to the actor. */
export function sourceView(row: Cited, citations: Citations): GoalView['source'] {
  const { enteredByName, enteredAt } = row
  const today = row.proposalId ? citations.get(row.proposalId) : undefined
  return { citation: today ?? null, enteredByName, enteredAt }
}

async function unitsOf(tx: Tx, city: string, goalIds: readonly string[]): Promise<Map<string, Assigned>> {
  const rows = await tx
    .select({ goalId: assignments.goalId, role: assignments.role, id: unitNamesView.id, name: unitNamesView.shortName })
    .from(assignments)
    .innerJoin(unitNamesView, and(eq(unitNamesView.city, assignments.city), eq(unitNamesView.id, assignments.unitId)))
    .where(and(eq(assignments.city, city), inArray(assignments.goalId, [...goalIds])))
    .orderBy(assignments.position)
  const units = new Map<string, Assigned>()
  for (const { goalId, role, id, name } of rows) {
    const known = units.get(goalId) ?? { lead: null, supporting: [] }
    if (role === 'lead') known.lead = { id, name }
    else known.supporting.push({ id, name })
    units.set(goalId, known)
  }
  return units
}

/** Living units that may be given work by the actor: of the city, or of the own district alone. */
export async function assignableUnits(tx: Tx, ctx: Context): Promise<{ id: string; name: string; names: string[] }[]> {
  const rows = await tx
    .select()
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city)))
    .orderBy(unitNamesView.officialOrder)
  const { divisions } = ctx.actor
  const own = divisions === null ? rows : rows.filter((row) => divisions.includes(row.division))
  return own.map(({ id, shortName, name }) => ({ id, name: shortName, names: [shortName, name] }))
}

/** Units that may lead a goal, with the duty that says so. @throws AppError not-found */
export async function proposeLeads(ctx: Context, id: string) {
  return read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(goals)
      .where(and(within(ctx.actor, goals), eq(goals.id, id)))
    const goal = found(row, 'goals.notFound')
    const find = await loadLeadFinder(tx, ctx, {
      within: goal.commissioner === ctx.city ? undefined : goal.commissioner,
    })
    return { rows: find(goal.title).map(({ unitId, name, reason }) => ({ unitId, name, ...reason })) }
  })
}

/** Whose a goal may be, and the units that the actor may give work, in official order. */
export async function listChoices(ctx: Context) {
  return read(ctx, async (tx) => {
    const owners = (await readOwnerNames(tx)).map(({ kind, id, label }) => ({ kind, id, name: label }))
    return { owners, units: (await assignableUnits(tx, ctx)).map(({ id, name }) => ({ id, name })) }
  })
}

/** What became of the accepted proposals of a document, as far as the actor may see it. */
export async function listOfDocument(ctx: Context, documentId: string) {
  return read(ctx, async (tx) => {
    const own = await tx
      .select({ id: goals.id, serial: goals.serial, kind: goals.kind, proposalId: goals.proposalId })
      .from(goals)
      .where(and(within(ctx.actor, goals), eq(goals.documentId, documentId)))
    const values = await tx
      .select({ kind: figures.kind, goalId: figures.goalId, proposalId: figures.proposalId })
      .from(figures)
      .where(and(within(ctx.actor, figures), eq(figures.documentId, documentId)))
    const byId = new Map(own.map((row) => [row.id, briefView(row)]))
    return {
      rows: [
        ...own.flatMap((row) =>
          row.proposalId ? [{ proposalId: row.proposalId, goal: briefView(row), figure: null }] : [],
        ),
        ...values.flatMap(({ proposalId, goalId, kind }) =>
          proposalId
            ? [
                {
                  proposalId,
                  goal: byId.get(goalId ?? '') ?? null,
                  figure: kind === 'actual' ? ('actual' as const) : ('target' as const),
                },
              ]
            : [],
        ),
      ],
    }
  })
}

const briefView = ({ id, serial, kind }: Pick<GoalRecord, 'id' | 'serial' | 'kind'>) => ({
  id,
  code: rowCode(serial),
  kind: kind === 'task' ? ('task' as const) : ('goal' as const),
})
