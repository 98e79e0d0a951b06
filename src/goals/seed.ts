import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, transact } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { startCatalogue } from './indicators/commands.ts'
import { countings, directions, periodTypes } from './indicators/contract.ts'
import { dueOfPeriod } from './rules.ts'
import { indicators } from './tables.ts'
import { addActual, readTarget, shareTarget } from './targets/commands.ts'
import { actualStandings, statedByHand } from './targets/contract.ts'
import { readTargets } from './targets/queries.ts'

const CatalogueFile = z.object({
  indicators: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      counting: z.enum(countings),
      period: z.enum(periodTypes),
      direction: z.enum(directions).default('more'),
      additive: z.boolean(),
      publisher: z.string(),
      names: z.array(z.string()),
    }),
  ),
})

/** The indicators a city begins with; nothing where it has some. */
export async function seedIndicators(ctx: Context): Promise<void> {
  const { indicators: shipped } = found(readPackFile('indicators.yaml', CatalogueFile), 'goals.noIndicator')
  await transact(ctx, (tx) =>
    startCatalogue(
      tx,
      ctx.city,
      shipped.map(({ name, unit, counting, period, direction, additive, publisher, names }) => ({
        ...{ name, otherNames: names, unit, counting, periodType: period, direction, isAdditive: additive, publisher },
        ownerUnitId: null,
      })),
    ),
  )
}

const FiguresFile = z.object({
  shares: z.array(z.object({ indicator: z.string(), values: z.record(z.string(), z.string()) })),
  actuals: z.array(
    z.object({
      indicator: z.string(),
      owner: z.string(),
      values: z.record(z.string(), z.string()),
      standing: z.enum(actualStandings),
      by: z.enum(statedByHand),
    }),
  ),
  baselines: z.array(z.object({ indicator: z.string(), owner: z.string(), value: z.string() })),
})

/** Shares and figures of the sample, entered as its officer would; figures of periods that ended before today. */
export async function seedFigures(ctx: Context, pack: string): Promise<void> {
  const file = readPackFile(`${pack}/figures.yaml`, FiguresFile)
  if (!file) return
  const { targets, catalogue } = await read(ctx, async (tx) => ({
    targets: await readTargets(tx, ctx, []),
    catalogue: new Map(
      (await tx.select().from(indicators).where(eq(indicators.city, ctx.city))).map((one) => [one.name, one.id]),
    ),
  }))
  const targetOf = (indicator: string, owner: string) =>
    targets.find((one) => one.indicator.name === indicator && one.owner.id === owner)
  for (const { indicator, owner, value } of file.baselines) {
    const target = targetOf(indicator, owner)
    const { id: indicatorId } = target?.indicator ?? {}
    if (target && indicatorId)
      await readTarget(ctx, target.id, { version: 1, indicatorId, readAs: null, baseline: value })
  }
  for (const { indicator, values } of file.shares) {
    const target = targetOf(indicator, ctx.city)
    const shares = Object.entries(values).map(([id, value]) => ({ owner: { kind: 'division' as const, id }, value }))
    if (target) await shareTarget(ctx, target.id, { version: 1, shares })
  }
  const today = dayOf(ctx.now()).toString()
  for (const { indicator, owner, values, standing, by } of file.actuals) {
    const indicatorId = found(catalogue.get(indicator), 'goals.noIndicator')
    for (const [period, value] of Object.entries(values)) {
      if ((dueOfPeriod(period) ?? '') >= today) continue
      const figure = { period, value, standing, isEstimated: false, statedBy: by, note: null }
      await addActual(ctx, { indicatorId, owner: { kind: 'division', id: owner }, ...figure })
    }
  }
}
