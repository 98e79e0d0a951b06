import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { enterpriseSubject, lockFirm } from '../commands.ts'
import { writeEntry } from '../firm/commands.ts'
import { KeepFirm } from '../firm/contract.ts'
import { profiles } from '../firm/tables.ts'
import { writeFigures } from '../indicators/commands.ts'
import { readFigure } from '../indicators/reading/rules.ts'
import { indicatorCodes } from '../indicators/rules.ts'
import { indicators } from '../indicators/tables.ts'
import { keeps, speaksFor } from '../policy.ts'
import { enterprises } from '../tables.ts'
import type { correctable, Decide, ProposeCorrection } from './contract.ts'
import { correctionsVisibleTo, decidesCorrection } from './policy.ts'
import { corrections } from './tables.ts'

interface Kept {
  id: string
  version: number
}

/**
 * A firm's own people propose a correction; nothing changes until an officer accepts it.
 *
 * @throws AppError not-found | forbidden | invalid (what is proposed cannot be)
 */
export const proposeCorrection = (ctx: Context, input: ProposeCorrection): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, ctx.actor.scope.kind === 'enterprise' ? ctx.actor.scope.id : newId())
    requireMay(speaksFor(ctx.actor, firm), 'enterprises.propose-correction')
    const stated =
      input.kind === 'indicator' ? await figureOf(tx, ctx, firm.id, input) : await entryOf(tx, ctx, firm, input)
    const id = newId()
    await tx.insert(corrections).values({
      ...{ city: ctx.city, id, enterpriseId: firm.id, kind: input.kind, field: input.field, reason: input.reason },
      ...stated,
      ...{ proposedById: ctx.actor.accountId, proposedByName: ctx.actor.name, proposedAt: ctx.now().toString() },
    })
    await tell(ctx, tx, 'firm-correction-proposed', firm.id, { field: input.field })
    return { id, version: 1 }
  })

/** Take an own proposal back. @throws AppError not-found | forbidden | conflict */
export const withdrawCorrection = (ctx: Context, id: string, version: number): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const { correction, firm } = await lockProposed(tx, ctx, id, version)
    requireMay(speaksFor(ctx.actor, firm), 'enterprises.withdraw-correction')
    await settle(tx, ctx, correction, { state: 'withdrawn' })
    await tell(ctx, tx, 'firm-correction-withdrawn', firm.id, { field: correction.field })
    return { id, version: version + 1 }
  })

/**
 * Accept a correction, which writes it into the registry as said by the firm, or refuse it with the reason.
 *
 * @throws AppError not-found | forbidden | conflict | invalid `enterprises.reasonNeeded`
 */
export const decideCorrection = (ctx: Context, id: string, { version, accept, note }: Decide): Promise<Kept> =>
  transact(ctx, async (tx) => {
    const { correction, firm } = await lockProposed(tx, ctx, id, version)
    requireMay(decidesCorrection(ctx.actor, firm), 'enterprises.decide-correction')
    if (!accept && note === undefined) throw new AppError('invalid', 'enterprises.reasonNeeded')
    if (accept) await apply(tx, ctx, firm, correction)
    const state = accept ? 'accepted' : 'refused'
    await settle(tx, ctx, correction, { state, decisionNote: note ?? null })
    await tell(ctx, tx, 'firm-correction-decided', firm.id, { field: correction.field, state })
    return { id, version: version + 1 }
  })

type Firm = typeof enterprises.$inferSelect
type Correction = typeof corrections.$inferSelect

const tell = (ctx: Context, tx: Tx, kind: string, id: string, facts: Record<string, string>) =>
  announce(ctx, tx, { kind, subject: { kind: enterpriseSubject, id }, facts })

/** A proposal that waits, with its firm. @throws AppError not-found | conflict */
async function lockProposed(tx: Tx, ctx: Context, id: string, version: number) {
  const [row] = await tx
    .select({ correction: corrections, firm: enterprises })
    .from(corrections)
    .innerJoin(enterprises, and(eq(enterprises.city, corrections.city), eq(enterprises.id, corrections.enterpriseId)))
    .where(and(correctionsVisibleTo(ctx.actor), eq(corrections.id, id)))
    .for('update')
  const { correction, firm } = found(row, 'enterprises.noSuchCorrection')
  requireMay(keeps(ctx.actor, firm) || speaksFor(ctx.actor, firm), 'enterprises.decide-correction')
  if (correction.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
  if (correction.state !== 'proposed') throw new AppError('conflict', 'enterprises.decidedBefore')
  return { correction, firm }
}

async function settle(tx: Tx, ctx: Context, { id, version }: Correction, change: Partial<Correction>): Promise<void> {
  await tx
    .update(corrections)
    .set({ ...change, decidedByName: ctx.actor.name, decidedAt: ctx.now().toString(), version: version + 1 })
    .where(and(eq(corrections.city, ctx.city), eq(corrections.id, id)))
}

/** The proposed words in the form the field takes, with what stands now. @throws AppError invalid `enterprises.badValue` */
async function entryOf(
  tx: Tx,
  ctx: Context,
  firm: Firm,
  { field, proposed }: { field: (typeof correctable)[number]; proposed: string },
) {
  if (!KeepFirm.safeParse({ version: 1, [field]: proposed }).success)
    throw new AppError('invalid', 'enterprises.badValue')
  const [profile] = await tx
    .select()
    .from(profiles)
    .where(and(eq(profiles.city, ctx.city), eq(profiles.id, firm.id)))
  const now: Record<(typeof correctable)[number], string | null | undefined> = {
    ...{ name: firm.name, shortName: firm.shortName, address: firm.address },
    leadingProduct: profile?.leadingProduct,
    industryCode: profile?.industryCode,
    foundedOn: profile?.foundedOn,
  }
  return { before: now[field] ?? null, proposed, year: null }
}

/** The proposed figure in the unit of its code. @throws AppError invalid `enterprises.figure.<fault>` */
async function figureOf(
  tx: Tx,
  ctx: Context,
  enterpriseId: string,
  { field, year, proposed, unit }: Extract<ProposeCorrection, { kind: 'indicator' }>,
) {
  const read = readFigure(field, proposed, unit)
  if (read.kind === 'fault') throw new AppError('invalid', `enterprises.figure.${read.fault}`, { typed: proposed })
  if (read.kind === 'ask') throw new AppError('invalid', 'enterprises.badValue')
  const [stands] = await tx
    .select({ value: indicators.value })
    .from(indicators)
    .where(
      and(
        eq(indicators.city, ctx.city),
        eq(indicators.enterpriseId, enterpriseId),
        eq(indicators.code, field),
        eq(indicators.year, year),
      ),
    )
  return { before: stands === undefined ? null : String(stands.value), proposed: String(read.value), year }
}

async function apply(
  tx: Tx,
  ctx: Context,
  firm: Firm,
  { kind, field, year, proposed, reason }: Correction,
): Promise<void> {
  const code = indicatorCodes.find((one) => one === field)
  if (kind === 'indicator' && code && year !== null) {
    const figure = { code, year, value: Number(proposed), sourceClass: 'firm', isEstimated: false } as const
    return writeFigures(tx, ctx, firm.id, { figures: [figure], evidence: null, reason })
  }
  const { version: _version, ...entry } = KeepFirm.parse({ version: firm.version, [field]: proposed })
  return writeEntry(tx, ctx, firm, entry)
}
