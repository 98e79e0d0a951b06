import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { visibleTo } from '../policy.ts'
import { mayUse, mayView, SourceTable, sourceRule } from '../sources/rules.ts'
import { enterprises } from '../tables.ts'
import { FigureHistory } from './contract.ts'
import { authorisations, indicatorHistory } from './tables.ts'

/** What stood for a figure before; values of sources the reader may not see stay out. @throws AppError not-found */
export const figureHistory = (ctx: Context, { id, code, year }: { id: string; code: string; year: number }) =>
  read(ctx, async (tx): Promise<FigureHistory> => {
    const [firm] = await tx
      .select({ id: enterprises.id })
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    found(firm, 'enterprises.noSuchFirm')
    const today = dayOf(ctx.now())
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
    const words = await tx
      .select()
      .from(authorisations)
      .where(
        and(eq(authorisations.city, ctx.city), eq(authorisations.enterpriseId, id), eq(authorisations.subject, 'tax')),
      )
    const rows = await tx
      .select()
      .from(indicatorHistory)
      .where(
        and(
          eq(indicatorHistory.city, ctx.city),
          eq(indicatorHistory.enterpriseId, id),
          eq(indicatorHistory.code, code),
          eq(indicatorHistory.year, year),
        ),
      )
      .orderBy(desc(indicatorHistory.replacedAt), desc(indicatorHistory.id))
    return FigureHistory.parse(rows).map((row) => ({
      ...row,
      value:
        mayView(body, row.sourceClass, ctx.actor.role) &&
        mayUse(body, row.sourceClass, 'registry', { words, on: today.toString() })
          ? row.value
          : null,
    }))
  })
