import { and, asc, eq, sql } from 'drizzle-orm'
import { unitNamesView } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { within } from '../policy.ts'
import { figures, indicators } from '../tables.ts'
import type { IndicatorView } from './contract.ts'
import { canChangeCatalogue } from './policy.ts'
import { indicatorOf, type Measured } from './rules.ts'

export type IndicatorRecord = typeof indicators.$inferSelect

/** The catalogue of the city, by name, with what of it the actor may see in use. */
export const listIndicators = (ctx: Context) =>
  read(ctx, async (tx) => {
    const rows = await tx
      .select({ indicator: indicators, ownerUnit: unitNamesView.shortName })
      .from(indicators)
      .leftJoin(
        unitNamesView,
        and(eq(unitNamesView.city, indicators.city), eq(unitNamesView.id, indicators.ownerUnitId)),
      )
      .where(eq(indicators.city, ctx.city))
      .orderBy(asc(indicators.name), asc(indicators.unit))
    const used = await tx
      .select({ id: figures.indicatorId, kind: figures.kind, count: sql<string>`count(*)` })
      .from(figures)
      .where(within(ctx.actor, figures))
      .groupBy(figures.indicatorId, figures.kind)
    const count = (id: string, kind: string) =>
      Number(used.find((one) => one.id === id && one.kind === kind)?.count ?? 0)
    return {
      rows: rows.map(({ indicator, ownerUnit }) => ({
        ...viewOf(indicator),
        ownerUnit,
        targets: count(indicator.id, 'target'),
        actuals: count(indicator.id, 'actual'),
      })),
      mayChange: canChangeCatalogue(ctx.actor),
    }
  })

function viewOf(row: IndicatorRecord): Omit<IndicatorView, 'ownerUnit' | 'targets' | 'actuals'> {
  const { id, name, otherNames, unit, isAdditive, publisher, ownerUnitId, version } = row
  return { id, name, otherNames, unit, isAdditive, publisher, ownerUnitId, version, ...countedHow(row) }
}

/** The closed words of a row, as the database's checks hold them. */
export function countedHow(row: Pick<IndicatorRecord, 'direction' | 'periodType' | 'counting'>) {
  return {
    direction: row.direction as IndicatorView['direction'],
    periodType: row.periodType as IndicatorView['periodType'],
    counting: row.counting as IndicatorView['counting'],
  }
}

/** Says of each figure which indicator of the city's catalogue it measures. */
export async function indicatorFinder(tx: Tx, city: string): Promise<(figure: Measured) => string | null> {
  const catalogue = await tx
    .select({ id: indicators.id, name: indicators.name, otherNames: indicators.otherNames, unit: indicators.unit })
    .from(indicators)
    .where(eq(indicators.city, city))
  return (figure) => indicatorOf(catalogue, figure)
}
