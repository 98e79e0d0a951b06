/** Rows of an import, written inside the commands that decided what becomes of it. */
import { and, eq } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { insertAll } from '../db/insert.ts'
import type { Tx } from '../db/transact.ts'
import { one } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import type { ImportRow, RowProblem } from './kind.ts'
import { importParts, importProblems, imports } from './tables.ts'

export const saveImport = async (ctx: Context, tx: Tx, id: string, change: Partial<ImportRow>): Promise<ImportRow> =>
  one(
    await tx
      .update(imports)
      .set(change)
      .where(and(eq(imports.city, ctx.city), eq(imports.id, id)))
      .returning(),
  )

export const forgetFile = (ctx: Context, tx: Tx, importId: string) =>
  tx.delete(importParts).where(and(eq(importParts.city, ctx.city), eq(importParts.importId, importId)))

export const forgetProblems = (ctx: Context, tx: Tx, importId: string) =>
  tx.delete(importProblems).where(and(eq(importProblems.city, ctx.city), eq(importProblems.importId, importId)))

export const keepProblems = (ctx: Context, tx: Tx, importId: string, problems: readonly RowProblem[]): Promise<void> =>
  insertAll(
    tx,
    importProblems,
    problems.map(({ facts = {}, name = '', isRefusal = true, ...problem }) => ({
      ...{ ...problem, city: ctx.city, id: newId(), importId, facts, isRefusal },
      name: name.slice(0, 100),
    })),
  )

export const tellOfImport = (ctx: Context, tx: Tx, subject: string, step: string, id: string, facts: object) =>
  announce(ctx, tx, { kind: `${subject}-${step}`, subject: { kind: subject, id }, facts: { ...facts } })
