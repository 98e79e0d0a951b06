import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { importSources } from '#platform/imports/index.ts'
import { readable } from '#platform/protect/values.ts'
import { Mapping } from '../contract.ts'
import { withoutPerson } from '../reading/rules.ts'
import { cellsColumns, hotlineTickets } from '../tables.ts'

/** Empties the cells of a request's ticket that nothing is mapped to and that hold a name or a phone that is erased; the request is locked. */
export async function forgetInCells(ctx: Context, tx: Tx, requestId: string, erased: string): Promise<void> {
  const [row] = await tx
    .select({ id: hotlineTickets.id, cells: hotlineTickets.cells, mapping: importSources.mapping })
    .from(hotlineTickets)
    .innerJoin(
      importSources,
      and(eq(importSources.city, hotlineTickets.city), eq(importSources.id, hotlineTickets.sourceId)),
    )
    .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.requestId, requestId)))
  const cells = readable(row?.cells ?? null)
  if (!row || cells === null) return
  const kept = withoutPerson(JSON.parse(cells), Mapping.parse(row.mapping).fields, erased)
  await tx
    .update(hotlineTickets)
    .set(cellsColumns(JSON.stringify(kept)))
    .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.id, row.id)))
}
