import { and, asc, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import { transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import type { Download } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { importSources } from '#platform/imports/index.ts'
import { requests } from '../../tables.ts'
import { canImport } from '../policy.ts'
import { toLookAt } from '../queries.ts'
import { hotlineExportRows, hotlineExports, hotlineTickets } from '../tables.ts'
import { fileOf, loadExport } from './queries.ts'
import { answerHash } from './rules.ts'

/**
 * Puts together what changed since answers last went back: answers, when they were given, how the case ended. The export is
 * kept, so that its file can be taken again; what is in it does not go again until it changes.
 *
 * @throws AppError forbidden | not-found
 */
export const makeExport = (ctx: Context, sourceId: string) =>
  transact(ctx, async (tx) => {
    requireMay(canImport(ctx.actor), 'requests.hotline-export')
    const [source] = await tx
      .select()
      .from(importSources)
      .where(and(eq(importSources.city, ctx.city), eq(importSources.id, sourceId)))
      .for('update')
    found(source, 'requests.hotline.noSource')
    const { answer, answeredAt, outcome, version } = requests
    const looked = await tx
      .select({ id: hotlineTickets.id, sentHash: hotlineTickets.sentHash, answer, answeredAt, outcome, version })
      .from(hotlineTickets)
      .innerJoin(requests, and(eq(requests.city, hotlineTickets.city), eq(requests.id, hotlineTickets.requestId)))
      .where(toLookAt(ctx, sourceId))
      .orderBy(asc(hotlineTickets.externalNumber))
    const changed = looked.filter((one) => one.sentHash !== answerHash(one))
    const row = {
      ...{ city: ctx.city, id: newId(), sourceId, rows: changed.length, madeBy: ctx.actor.accountId },
      ...{ madeByName: ctx.actor.name, madeAt: ctx.now().toString() },
    }
    await tx.insert(hotlineExports).values(row)
    await insertAll(
      tx,
      hotlineExportRows,
      changed.map((one) => ({
        ...{ city: ctx.city, id: newId(), exportId: row.id, ticketId: one.id },
        ...{ answer: one.answer, answeredAt: one.answeredAt, outcome: one.outcome },
      })),
    )
    for (const one of looked) {
      await tx
        .update(hotlineTickets)
        .set({ sentHash: answerHash(one), sentVersion: one.version })
        .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.id, one.id)))
    }
    const subject = { kind: 'hotline-export', id: row.id }
    await announce(ctx, tx, { kind: 'hotline-answers-exported', subject, facts: { rows: changed.length } })
    return row
  })

/**
 * Take the file of an export. It has contacts and whole phone numbers, so whoever takes it stands in the audit, each time.
 *
 * @throws AppError forbidden | not-found `requests.hotline.noExport`
 */
export async function takeExport(ctx: Context, id: string, format: 'xlsx' | 'csv'): Promise<Download> {
  const loaded = await transact(ctx, async (tx) => {
    requireMay(canImport(ctx.actor), 'requests.hotline-export-file')
    const held = await loadExport(tx, ctx, id)
    const phones = held.rows.filter(({ request }) => request.contactPhone !== null).length
    const subject = { kind: 'hotline-export', id }
    await announce(ctx, tx, { kind: 'hotline-answers-downloaded', subject, facts: { rows: held.rows.length, phones } })
    return held
  })
  return fileOf(loaded, format)
}
