import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { figures, indicators } from '../../tables.ts'
import { readTargets } from '../queries.ts'

/** Figures that are there already, by indicator, owner and period; the newest last. */
export async function knownFigures(tx: Tx, ctx: Context, catalogue: readonly { id: string }[]) {
  const ids = catalogue.map((one) => one.id)
  if (ids.length === 0) return new Map<string, { value: string; standing: string | null }[]>()
  const rows = await tx
    .select()
    .from(figures)
    .where(and(eq(figures.city, ctx.city), eq(figures.kind, 'actual'), inArray(figures.indicatorId, ids)))
    .orderBy(figures.enteredAt)
  return Map.groupBy(rows, ({ indicatorId, ownerId, period }) => `${indicatorId} ${ownerId} ${period}`)
}

/** Rows of the workbook to fill in for one period: every target and share of its year, what is known already in it. */
export const templateRows = (ctx: Context, period: string) =>
  read(ctx, async (tx) => {
    const targets = await readTargets(tx, ctx, [eq(figures.year, Number(period.slice(0, 4)))])
    const catalogue = await tx.select().from(indicators).where(eq(indicators.city, ctx.city))
    const known = await knownFigures(tx, ctx, catalogue)
    return targets
      .filter(({ indicator, mayChange }) => indicator.id && mayChange)
      .map(({ indicator, owner, unit }) => ({
        ...{ indicator: indicator.name, owner: owner.name, period, unit, publisher: indicator.publisher },
        known: known.get(`${indicator.id} ${owner.id} ${period}`)?.at(-1) ?? null,
      }))
  })
