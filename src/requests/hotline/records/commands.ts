/** Rows of an import, written inside the commands that decided what becomes of it. */
import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { readable } from '#platform/protect/values.ts'
import type { HotlineEvent } from '../events.ts'
import type { ImportRow } from '../queries.ts'
import { withoutPerson } from '../reading/rules.ts'
import {
  cellsColumns,
  hotlineImports,
  hotlineParts,
  hotlineProblems,
  hotlineSources,
  hotlineTickets,
} from '../tables.ts'

export const saveImport = async (ctx: Context, tx: Tx, id: string, change: Partial<ImportRow>): Promise<ImportRow> =>
  one(
    await tx
      .update(hotlineImports)
      .set(change)
      .where(and(eq(hotlineImports.city, ctx.city), eq(hotlineImports.id, id)))
      .returning(),
  )

export const forgetFile = (ctx: Context, tx: Tx, importId: string) =>
  tx.delete(hotlineParts).where(and(eq(hotlineParts.city, ctx.city), eq(hotlineParts.importId, importId)))

export const forgetProblems = (ctx: Context, tx: Tx, importId: string) =>
  tx.delete(hotlineProblems).where(and(eq(hotlineProblems.city, ctx.city), eq(hotlineProblems.importId, importId)))

export const keepProblems = (tx: Tx, rows: (typeof hotlineProblems.$inferInsert)[]): Promise<void> =>
  insertAll(tx, hotlineProblems, rows)

export const tell = (ctx: Context, tx: Tx, kind: HotlineEvent, id: string, facts: Record<string, unknown>) =>
  announce(ctx, tx, { kind, subject: { kind: 'hotline-import', id }, facts })

/** Empties the cells of a request's ticket that nothing is mapped to and that hold a name or a phone that is erased; the request is locked. */
export async function forgetInCells(ctx: Context, tx: Tx, requestId: string, erased: string): Promise<void> {
  const [row] = await tx
    .select({ id: hotlineTickets.id, cells: hotlineTickets.cells, mapping: hotlineSources.mapping })
    .from(hotlineTickets)
    .innerJoin(
      hotlineSources,
      and(eq(hotlineSources.city, hotlineTickets.city), eq(hotlineSources.id, hotlineTickets.sourceId)),
    )
    .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.requestId, requestId)))
  const cells = readable(row?.cells ?? null)
  if (!row || cells === null) return
  const kept = withoutPerson(JSON.parse(cells), row.mapping.fields, erased)
  await tx
    .update(hotlineTickets)
    .set(cellsColumns(JSON.stringify(kept)))
    .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.id, row.id)))
}
