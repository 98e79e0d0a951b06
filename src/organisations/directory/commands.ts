import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requireMay } from '#platform/actor.ts'
import { approvalKind, proposeApproval } from '#platform/approvals/index.ts'
import { read, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { maskPhone } from '#platform/protect/masks.ts'
import { approvals } from '#platform/tables.ts'
import { writeDirectory } from '../pack/directory-workbook.ts'
import { seesUnits } from '../policy.ts'
import { mayDecide, mayPropose } from './policy.ts'
import { countContacts, directoryRows, downloads, exportedEvent, exportKind, stateOf } from './queries.ts'
import { downloadHours } from './rules.ts'

/** The directory with masked numbers. @throws AppError forbidden */
export async function directoryWorkbook(ctx: Context): Promise<Uint8Array> {
  requireMay(seesUnits(ctx.actor), 'organisations.directory')
  const rows = await read(ctx, (tx) => directoryRows(ctx, tx))
  return writeDirectory(
    rows.map((row) => ({ ...row, phone: maskPhone(row.phone) })),
    'masked',
  )
}

/** Asks the security administrator for whole numbers. @throws AppError forbidden */
export const proposeExport = (ctx: Context, { reason }: { reason: string }): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    requireMay(mayPropose(ctx.actor), 'organisations.exportContacts')
    const { approvalId } = await proposeApproval(ctx, tx, {
      kind: exportKind,
      subject: { kind: 'directory', id: ctx.city },
      proposal: { contacts: await countContacts(ctx, tx) },
      reason,
    })
    return { id: approvalId }
  })

/**
 * The directory with whole numbers, for who asked, once, within a day of the agreement. A download that broke off is
 * asked for anew: the numbers left.
 *
 * @throws AppError not-found | forbidden | conflict `organisations.export.*`
 */
export async function downloadExport(ctx: Context, id: string): Promise<Uint8Array> {
  const rows = await transact(ctx, async (tx) => {
    const [locked] = await tx
      .select()
      .from(approvals)
      .where(
        and(
          eq(approvals.city, ctx.city),
          eq(approvals.id, id),
          eq(approvals.kind, exportKind),
          eq(approvals.proposedBy, ctx.actor.accountId),
        ),
      )
      .for('update')
    const row = found(locked, 'organisations.export.noSuch')
    requireMay(mayPropose(ctx.actor), 'organisations.exportContacts')
    const state = stateOf(ctx, row, (await downloads(ctx, tx, [id])).has(id))
    if (state === 'downloaded') throw new AppError('conflict', 'organisations.export.once')
    if (state === 'late') throw new AppError('conflict', 'organisations.export.late', { hours: downloadHours })
    if (state !== 'ready') throw new AppError('conflict', 'organisations.export.notAgreed')

    const rows = await directoryRows(ctx, tx)
    const facts = { approvalId: id, count: rows.length }
    await announce(ctx, tx, { kind: exportedEvent, subject: { kind: 'approval', id }, facts })
    return rows
  })
  return writeDirectory(
    // A number that no key opens stays stars: the others are not held back for it.
    rows.map((row) => ({ ...row, phone: typeof row.phone === 'string' ? row.phone : maskPhone(row.phone) })),
    'whole',
  )
}

/** Whole numbers leave the system only with a second person's word. */
export const contactExports = approvalKind({
  kind: exportKind,
  proposal: z.object({ contacts: z.number().int() }),
  maySee: mayDecide,
  mayPropose,
  mayDecide,
  apply: async () => {
    // Nothing is done at the decision itself: the one who asked downloads.
  },
  describe: async (_ctx, _tx, { contacts }) => ({
    said: { key: 'organisations.export.said', facts: { count: contacts }, words: {} },
    lines: [{ key: 'organisations.export.line', facts: { hours: downloadHours }, words: {} }],
  }),
})
