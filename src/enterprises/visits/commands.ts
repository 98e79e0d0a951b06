import { and, eq } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { countAsked } from '#platform/burden/index.ts'
import { dayOf } from '#platform/clock.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found, one } from '#platform/errors.ts'
import { announce, announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enterpriseSubject, lockFirm, lockFirms, lockKept, writtenBy } from '../commands.ts'
import { keeps, listers } from '../policy.ts'
import { contactColumns, enterprises } from '../tables.ts'
import type { NoteVisit, PlanVisit, PlanVisits } from './contract.ts'
import { outcomes, visits, visitUnits } from './tables.ts'

/** Plan a visit; who plans it goes. @throws AppError not-found | forbidden | invalid `enterprises.visitInThePast` */
export const planVisit = (ctx: Context, enterpriseId: string, input: PlanVisit): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    await lockKept(tx, ctx, enterpriseId, 'enterprises.plan-visit')
    return { id: one(await insertPlanned(tx, ctx, [{ enterpriseId, ...input }])).id }
  })

/** Plan visits to many firms, each on its day. @throws AppError not-found | forbidden | invalid `enterprises.visitInThePast` */
export const planVisits = (ctx: Context, { visits: planned, purpose }: PlanVisits): Promise<{ planned: number }> =>
  transact(ctx, async (tx) => {
    const firms = await lockFirms(
      tx,
      ctx,
      planned.map(({ enterpriseId }) => enterpriseId),
    )
    requireMay(
      firms.every((firm) => keeps(ctx.actor, firm)),
      'enterprises.plan-visits',
    )
    await insertPlanned(
      tx,
      ctx,
      planned.map((visit) => ({ ...visit, purpose })),
    )
    return { planned: planned.length }
  })

/** @throws AppError invalid `enterprises.visitInThePast` */
async function insertPlanned(tx: Tx, ctx: Context, planned: readonly (PlanVisit & { enterpriseId: string })[]) {
  const today = dayOf(ctx.now()).toString()
  if (planned.some(({ day }) => day < today)) throw new AppError('invalid', 'enterprises.visitInThePast')
  const officer = { officerId: ctx.actor.accountId, officerName: ctx.actor.name }
  const rows = planned.map(({ startMinute = null, ...visit }) => ({
    ...{ city: ctx.city, id: newId(), ...visit, startMinute, ...officer },
    ...writtenBy(ctx),
  }))
  await tx.insert(visits).values(rows)
  await announceAll(
    ctx,
    tx,
    rows.map(({ id, enterpriseId, day }) => ({
      ...{ ...about(enterpriseId), kind: 'firm-visit-planned', facts: { visitId: id, day } },
    })),
  )
  return rows
}

/**
 * Write down a visit that was held. Each problem becomes a request in the same step (`visit-problem-raised`), promises and
 * follow-ups wait for the next visit, and what is settled is closed. Notes may be amended by who made the visit.
 *
 * @throws AppError not-found | forbidden | conflict `platform.changedMeanwhile`, `enterprises.visitCancelled` | invalid
 *   `enterprises.notYet`, `enterprises.noSuchUnit`, `enterprises.contactNeeded`
 */
export const noteVisit = (ctx: Context, id: string, { version, ...input }: NoteVisit) =>
  transact(ctx, async (tx) => {
    const { visit, firm } = await lockVisit(tx, ctx, id)
    requireMay(keeps(ctx.actor, firm), 'enterprises.note-visit')
    if (visit.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (visit.state === 'cancelled') throw new AppError('conflict', 'enterprises.visitCancelled')
    if (input.heldOn > dayOf(ctx.now()).toString()) throw new AppError('invalid', 'enterprises.notYet')
    await fillContact(tx, ctx, firm, input)

    await tx
      .update(visits)
      .set({
        ...{ state: 'done', day: input.heldOn, notes: input.notes, notedAt: ctx.now().toString() },
        version: version + 1,
      })
      .where(and(eq(visits.city, ctx.city), eq(visits.id, id)))
    for (const { id: asked, answer } of input.answers) {
      await tx
        .update(visitUnits)
        .set({ answer })
        .where(and(eq(visitUnits.city, ctx.city), eq(visitUnits.visitId, id), eq(visitUnits.id, asked)))
    }
    for (const closing of input.closings) await closeOne(tx, ctx, firm.id, closing)
    const problems = await addOutcomes(tx, ctx, { visitId: id, enterpriseId: firm.id }, input.outcomes)
    await announce(ctx, tx, {
      ...about(firm.id),
      ...{ kind: 'firm-visit-noted', facts: { visitId: id, outcomes: input.outcomes.length } },
    })
    for (const outcomeId of problems) {
      await announce(ctx, tx, {
        ...{ kind: 'visit-problem-raised', subject: { kind: 'visit-outcome', id: outcomeId } },
        facts: { enterpriseId: firm.id, outcomeId, visitId: id },
      })
    }
    return { id, version: version + 1, requests: problems.length }
  })

/** Call a planned visit off. @throws AppError not-found | forbidden | conflict */
export const cancelVisit = (ctx: Context, id: string, { version, why }: { version: number; why: string }) =>
  transact(ctx, async (tx) => {
    const { visit, firm } = await lockVisit(tx, ctx, id)
    requireMay(keeps(ctx.actor, firm), 'enterprises.cancel-visit')
    if (visit.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    if (visit.state !== 'planned') throw new AppError('conflict', 'enterprises.visitHeld')
    await tx
      .update(visits)
      .set({ state: 'cancelled', cancelledWhy: why, version: version + 1 })
      .where(and(eq(visits.city, ctx.city), eq(visits.id, id)))
    await announce(ctx, tx, { ...about(firm.id), kind: 'firm-visit-cancelled', facts: { visitId: id } })
    return { id, version: version + 1 }
  })

/**
 * Give a question along with a planned visit, so that a firm is not called on twice.
 *
 * @throws AppError not-found | forbidden | conflict `enterprises.visitHeld` | invalid `enterprises.noUnit`
 */
export const askAlong = (
  ctx: Context,
  visitId: string,
  { question, unitId: named }: AskAlong,
): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const { visit, firm } = await lockVisit(tx, ctx, visitId)
    requireMay(listers.includes(ctx.actor.role), 'enterprises.ask-along')
    if (visit.state !== 'planned') throw new AppError('conflict', 'enterprises.visitHeld')
    const unitId = ctx.actor.unitId ?? named
    if (unitId === undefined || !(await unitNames(tx, ctx, [unitId])).has(unitId)) {
      throw new AppError('invalid', 'enterprises.noUnit')
    }
    const id = newId()
    await tx.insert(visitUnits).values({ city: ctx.city, id, visitId, unitId, question, askedByName: ctx.actor.name })
    const subject = { kind: 'firm' as const, id: firm.id }
    await countAsked(tx, ctx, [{ subject, askerId: unitId, form: 'enterprises.ask-along', fields: 1 }])
    await announce(ctx, tx, { ...about(firm.id), kind: 'firm-visit-asked', facts: { visitId, unitId } })
    return { id }
  })

/** Say that a promise or follow-up is settled. @throws AppError not-found | forbidden | conflict `enterprises.closedBefore` */
export const closeOutcome = (ctx: Context, id: string, closing: { state: 'done' | 'dropped'; note: string }) =>
  transact(ctx, async (tx) => {
    const [row] = await tx
      .select({ enterpriseId: outcomes.enterpriseId })
      .from(outcomes)
      .where(and(eq(outcomes.city, ctx.city), eq(outcomes.id, id)))
    await lockKept(tx, ctx, found(row, 'enterprises.noSuchItem').enterpriseId, 'enterprises.close-outcome')
    await closeOne(tx, ctx, found(row, 'enterprises.noSuchItem').enterpriseId, { id, ...closing })
    return { id }
  })

/** The request a problem became, written beside it by who made the request. */
export async function tieProblem(
  tx: Tx,
  ctx: Context,
  outcomeId: string,
  request: { id: string; number: string },
): Promise<void> {
  await tx
    .update(outcomes)
    .set({ requestId: request.id, requestNumber: request.number })
    .where(and(eq(outcomes.city, ctx.city), eq(outcomes.id, outcomeId)))
}

interface AskAlong {
  question: string
  unitId?: string | undefined
}

const about = (id: string) => ({ subject: { kind: enterpriseSubject, id } })

/** A visit with its firm, both locked, the firm first. @throws AppError not-found `enterprises.noSuchVisit` */
async function lockVisit(tx: Tx, ctx: Context, id: string) {
  const wanted = and(eq(visits.city, ctx.city), eq(visits.id, id))
  const [known] = await tx.select({ enterpriseId: visits.enterpriseId }).from(visits).where(wanted)
  const firm = await lockFirm(tx, ctx, found(known, 'enterprises.noSuchVisit').enterpriseId)
  const [visit] = await tx.select().from(visits).where(wanted).for('update')
  return { visit: found(visit, 'enterprises.noSuchVisit'), firm }
}

type Firm = typeof enterprises.$inferSelect

/** Whom to call, where the registry knows nobody yet. @throws AppError invalid `enterprises.contactNeeded` */
async function fillContact(
  tx: Tx,
  ctx: Context,
  firm: Firm,
  { contactName, contactPhone, outcomes: out }: Omit<NoteVisit, 'version'>,
) {
  if (firm.contactName !== null && firm.contactPhone !== null) return
  if (contactName !== undefined && contactPhone !== undefined) {
    await tx
      .update(enterprises)
      .set({ ...contactColumns('enterprises', contactName, contactPhone), version: firm.version + 1 })
      .where(and(eq(enterprises.city, ctx.city), eq(enterprises.id, firm.id)))
    return
  }
  if (out.some(({ kind }) => kind === 'problem')) throw new AppError('invalid', 'enterprises.contactNeeded')
}

/** @returns ids of the problems among them */
async function addOutcomes(
  tx: Tx,
  ctx: Context,
  of: { visitId: string; enterpriseId: string },
  added: NoteVisit['outcomes'],
): Promise<string[]> {
  if (added.length === 0) return []
  const unitIds = added.flatMap((outcome) => (outcome.kind === 'promise' ? outcome.unitId : []))
  const units = await unitNames(tx, ctx, unitIds)
  if (!unitIds.every((unitId) => units.has(unitId))) throw new AppError('invalid', 'enterprises.noSuchUnit')
  const rows = added.map((outcome) => ({ city: ctx.city, id: newId(), ...of, ...outcome, ...writtenBy(ctx) }))
  await tx.insert(outcomes).values(rows)
  return rows.flatMap(({ id, kind }) => (kind === 'problem' ? id : []))
}

/** @throws AppError not-found | conflict `enterprises.closedBefore` */
async function closeOne(
  tx: Tx,
  ctx: Context,
  enterpriseId: string,
  { id, state, note }: { id: string; state: 'done' | 'dropped'; note: string },
): Promise<void> {
  const wanted = and(eq(outcomes.city, ctx.city), eq(outcomes.id, id), eq(outcomes.enterpriseId, enterpriseId))
  const [row] = await tx.select().from(outcomes).where(wanted).for('update')
  const outcome = found(row, 'enterprises.noSuchItem')
  if (outcome.state !== 'open') throw new AppError('conflict', 'enterprises.closedBefore')
  await tx
    .update(outcomes)
    .set({
      ...{ state, closedNote: note, closedByName: ctx.actor.name, closedAt: ctx.now().toString() },
      version: outcome.version + 1,
    })
    .where(wanted)
  await announce(ctx, tx, { ...about(enterpriseId), kind: 'visit-outcome-closed', facts: { outcomeId: id, state } })
}
