import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { readable } from '#platform/protect/values.ts'
import { readsNotes, visibleTo } from '../policy.ts'
import { enterprises } from '../tables.ts'
import { OutcomeView, VisitView } from './contract.ts'
import { outcomes, visits, visitUnits } from './tables.ts'

/** Visits to a firm and what came out of them. @throws AppError not-found | forbidden */
export const listVisits = (ctx: Context, enterpriseId: string) =>
  read(ctx, async (tx) => {
    await requireNotes(tx, ctx, enterpriseId)
    const rows = await tx
      .select()
      .from(visits)
      .where(and(eq(visits.city, ctx.city), eq(visits.enterpriseId, enterpriseId)))
      .orderBy(desc(visits.day), desc(visits.id))
      .limit(100)
    return { visits: await presentVisits(tx, ctx, rows), outcomes: await outcomesOf(tx, ctx, enterpriseId) }
  })

/** @throws AppError not-found `enterprises.noSuchFirm` | forbidden */
export async function requireNotes(tx: Tx, ctx: Context, enterpriseId: string) {
  const [row] = await tx
    .select()
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.id, enterpriseId)))
  const firm = found(row, 'enterprises.noSuchFirm')
  if (!readsNotes(ctx.actor, firm)) {
    throw new AppError('forbidden', 'platform.forbidden', { action: 'enterprises.read-notes' })
  }
  return firm
}

export async function presentVisits(tx: Tx, ctx: Context, rows: readonly (typeof visits.$inferSelect)[]) {
  if (rows.length === 0) return []
  const asked = await tx
    .select()
    .from(visitUnits)
    .where(
      and(
        eq(visitUnits.city, ctx.city),
        inArray(
          visitUnits.visitId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(visitUnits.id))
  const units = await unitNames(
    tx,
    ctx,
    asked.map(({ unitId }) => unitId),
  )
  return rows.map((row) =>
    VisitView.parse({
      ...row,
      isMine: row.officerId === ctx.actor.accountId,
      questions: asked
        .filter(({ visitId }) => visitId === row.id)
        .map((question) => ({ ...question, unit: units.get(question.unitId) ?? null })),
    }),
  )
}

/** What came out of visits to a firm: what is open first, then the newest. */
export async function outcomesOf(tx: Tx, ctx: Context, enterpriseId: string): Promise<OutcomeView[]> {
  const rows = await tx
    .select()
    .from(outcomes)
    .where(and(eq(outcomes.city, ctx.city), eq(outcomes.enterpriseId, enterpriseId)))
    .orderBy(desc(outcomes.enteredAt), asc(outcomes.kind), asc(outcomes.id))
    .limit(200)
  const units = await unitNames(
    tx,
    ctx,
    rows.flatMap(({ unitId }) => unitId ?? []),
  )
  const today = dayOf(ctx.now()).toString()
  const shown = rows.map((row) =>
    OutcomeView.parse({
      ...row,
      unit: row.unitId === null ? null : (units.get(row.unitId) ?? null),
      isOverdue: row.state === 'open' && row.dueOn !== null && row.dueOn < today,
    }),
  )
  return [...shown.filter(({ state }) => state === 'open'), ...shown.filter(({ state }) => state !== 'open')]
}

/** A problem a firm told at a visit, with whom to call about it; for who makes a request of it in the same transaction. */
export interface VisitProblem {
  enterpriseId: string
  firmName: string
  creditCode: string | null
  divisionCode: string
  contactName: string
  contactPhone: string
  title: string
  body: string
}

/** @throws AppError not-found `enterprises.noSuchItem` | invalid `enterprises.contactNeeded` */
export async function visitProblem(tx: Tx, ctx: Context, outcomeId: string): Promise<VisitProblem> {
  const [row] = await tx
    .select({ firm: enterprises, title: outcomes.title, body: outcomes.body })
    .from(outcomes)
    .innerJoin(enterprises, and(eq(enterprises.city, outcomes.city), eq(enterprises.id, outcomes.enterpriseId)))
    .where(and(visibleTo(ctx.actor), eq(outcomes.city, ctx.city), eq(outcomes.id, outcomeId)))
  const { firm, title, body } = found(row, 'enterprises.noSuchItem')
  if (firm.contactName === null || firm.contactPhone === null) {
    throw new AppError('invalid', 'enterprises.contactNeeded')
  }
  return {
    ...{ enterpriseId: firm.id, firmName: firm.name, creditCode: firm.creditCode, divisionCode: firm.divisionCode },
    ...{ contactName: readable(firm.contactName), contactPhone: readable(firm.contactPhone) },
    ...{ title, body: body ?? title },
  }
}
