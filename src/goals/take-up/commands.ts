import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { getDocumentRow } from '#documents/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { commissionerOf } from '../policy.ts'
import type { takeUpApi } from './contract.ts'
import { computeTakeUp, prepares, sentencesOfOwner } from './queries.ts'
import { takeUpConfirmations, takeUpCorrections } from './tables.ts'

type CorrectionInput = z.output<NonNullable<(typeof takeUpApi)['correct']['body']>>

/** Put a sentence into a cell by hand, or say that there is none, or take the correction back. @throws AppError not-found, forbidden, invalid */
export async function correctCell(ctx: Context, documentId: string, input: CorrectionInput): Promise<void> {
  await transact(ctx, async (tx) => {
    const document = await requirePreparer(tx, ctx, documentId)
    const matrix = await computeTakeUp(tx, ctx, documentId)
    const row = matrix.rows.find((one) => one.demandId === input.demandId)
    const cell = row?.cells.find((one) => one.owner.kind === input.owner.kind && one.owner.id === input.owner.id)
    if (!cell) throw new AppError('not-found', 'goals.noCell')
    const cellOf = and(
      eq(takeUpCorrections.city, ctx.city),
      eq(takeUpCorrections.demandId, input.demandId),
      eq(takeUpCorrections.ownerKind, input.owner.kind),
      eq(takeUpCorrections.ownerId, input.owner.id),
    )
    // Two who correct one cell at the same time: the later word stays, neither meets the other's row.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`take-up:${ctx.city}:${documentId}`}))`)
    await tx.delete(takeUpCorrections).where(cellOf)
    if (input.correction) {
      const chosen = input.correction
      const offered = await sentencesOfOwner(tx, ctx, document, input.owner)
      const evidence =
        chosen.kind === 'none'
          ? null
          : offered.find(
              (one) =>
                one.readingId === chosen.readingId &&
                one.article === chosen.article &&
                one.paragraph === chosen.paragraph &&
                one.start === chosen.start,
            )
      if (evidence === undefined) throw new AppError('invalid', 'goals.noSuchSentence')
      const { readingId, article, paragraph, start, end, quote } = evidence ?? {}
      await tx.insert(takeUpCorrections).values({
        city: ctx.city,
        id: newId(),
        documentId,
        demandId: input.demandId,
        ownerKind: input.owner.kind,
        ownerId: input.owner.id,
        evidence:
          readingId !== undefined &&
          article !== undefined &&
          paragraph !== undefined &&
          start !== undefined &&
          end !== undefined &&
          quote !== undefined
            ? { readingId, article, paragraph, start, end, quote }
            : null,
        correctedBy: ctx.actor.accountId,
        correctedByName: ctx.actor.name,
        correctedAt: ctx.now().toString(),
      })
    }
    await announce(ctx, tx, {
      kind: 'take-up-corrected',
      subject: { kind: 'document', id: documentId },
      facts: { demandId: input.demandId, ownerId: input.owner.id },
    })
  })
}

/** Confirm the matrix as it stands now; from then on others in the scope see this state. @throws AppError not-found, forbidden */
export async function confirmTakeUp(ctx: Context, documentId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await requirePreparer(tx, ctx, documentId)
    const matrix = await computeTakeUp(tx, ctx, documentId)
    await tx.insert(takeUpConfirmations).values({
      city: ctx.city,
      id: newId(),
      documentId,
      commissioner: commissionerOf(ctx.actor),
      matrix: { ...matrix, confirmed: null },
      confirmedBy: ctx.actor.accountId,
      confirmedByName: ctx.actor.name,
      confirmedAt: ctx.now().toString(),
    })
    await announce(ctx, tx, { kind: 'take-up-confirmed', subject: { kind: 'document', id: documentId } })
  })
}

async function requirePreparer(tx: Tx, ctx: Context, documentId: string) {
  const document = await getDocumentRow(tx, ctx.actor, documentId)
  requireMay(prepares(ctx.actor, document.division), 'takeUp.correct')
  return document
}
