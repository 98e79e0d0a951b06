/** Rows of an import, written inside the commands that decided what becomes of it. */
import { and, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import type { HotlineEvent } from '../events.ts'
import type { ImportRow } from '../queries.ts'
import { hotlineImports, hotlineParts, hotlineProblems } from '../tables.ts'

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
