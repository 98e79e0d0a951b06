import { and, eq, isNull, sql } from 'drizzle-orm'
import { readSources } from '#documents/index.ts'
import { unitNamesView } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { insertAll, wasTaken } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { figures, indicators } from '../tables.ts'
import type { IndicatorInput } from './contract.ts'
import { canChangeCatalogue } from './policy.ts'
import { indicatorFinder } from './queries.ts'

/** Add an indicator and join the figures that bear its name. @throws AppError forbidden | invalid | conflict `goals.indicatorTwice` */
export async function addIndicator(ctx: Context, input: IndicatorInput): Promise<{ id: string; joined: number }> {
  return oneOfName(input, () =>
    transact(ctx, async (tx) => {
      requireMay(canChangeCatalogue(ctx.actor), 'goals.indicator-add')
      await requireUnit(tx, ctx, input.ownerUnitId)
      const id = newId()
      await tx.insert(indicators).values({ city: ctx.city, id, ...input })
      const joined = await joinFigures(tx, ctx.city)
      await announce(ctx, tx, {
        kind: 'indicator-added',
        subject: { kind: 'indicator', id },
        facts: { name: input.name, joined },
      })
      return { id, joined }
    }),
  )
}

/** @throws AppError not-found | forbidden | invalid | conflict `platform.changedMeanwhile`, `goals.indicatorTwice` */
export async function changeIndicator(
  ctx: Context,
  id: string,
  { version, ...input }: IndicatorInput & { version: number },
): Promise<{ joined: number }> {
  return oneOfName(input, () =>
    transact(ctx, async (tx) => {
      const here = and(eq(indicators.city, ctx.city), eq(indicators.id, id))
      const before = found((await tx.select().from(indicators).where(here).for('update'))[0], 'goals.noIndicator')
      requireMay(canChangeCatalogue(ctx.actor), 'goals.indicator-change')
      if (before.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
      // Values are kept in the unit: another one would change what every number means.
      if (before.unit !== input.unit && (await isUsed(tx, ctx.city, id)))
        throw new AppError('conflict', 'goals.indicatorUnit', { name: before.name })
      await requireUnit(tx, ctx, input.ownerUnitId)
      await tx
        .update(indicators)
        .set({ ...input, version: version + 1 })
        .where(here)
      const joined = await joinFigures(tx, ctx.city)
      await announce(ctx, tx, {
        kind: 'indicator-changed',
        subject: { kind: 'indicator', id },
        facts: { name: input.name, joined },
        details: { before, after: input },
      })
      return { joined }
    }),
  )
}

async function isUsed(tx: Tx, city: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: figures.id })
    .from(figures)
    .where(and(eq(figures.city, city), eq(figures.indicatorId, id)))
    .limit(1)
  return rows.length > 0
}

async function requireUnit(tx: Tx, ctx: Context, unitId: string | null): Promise<void> {
  if (!unitId) return
  const units = await tx
    .select({ id: unitNamesView.id })
    .from(unitNamesView)
    .where(and(eq(unitNamesView.city, ctx.city), eq(unitNamesView.id, unitId)))
  if (units.length === 0) throw new AppError('invalid', 'goals.noUnit')
}

/** Two indicators of one name and unit would share every figure. */
async function oneOfName<T>({ name }: IndicatorInput, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (wasTaken(error, 'indicators_name')) throw new AppError('conflict', 'goals.indicatorTwice', { name })
    throw error
  }
}

/** Joins figures without an indicator to the one whose name they bear. Returns how many. */
export async function joinFigures(tx: Tx, city: string): Promise<number> {
  const open = await tx
    .select()
    .from(figures)
    .where(and(eq(figures.city, city), isNull(figures.indicatorId)))
  const sources = await readSources(
    tx,
    city,
    open.flatMap((row) => row.proposalId ?? []),
  )
  const find = await indicatorFinder(tx, city)
  const joined = open.flatMap(({ id, indicator, quote, unit, proposalId }) => {
    const before = sources.get(proposalId ?? '')?.before ?? ''
    const indicatorId = find({ indicator, text: `${before}${quote ?? indicator}`, unit })
    return indicatorId ? [{ id, indicatorId }] : []
  })
  if (joined.length === 0) return 0
  await tx.execute(sql`
    UPDATE goals.figures f SET indicator_id = j."indicatorId"
    FROM jsonb_to_recordset(${JSON.stringify(joined)}::jsonb) AS j(id uuid, "indicatorId" uuid)
    WHERE f.city = ${city} AND f.id = j.id`)
  return joined.length
}

/** The catalogue a city begins with; what is there already stays. */
export async function startCatalogue(tx: Tx, city: string, shipped: readonly IndicatorInput[]): Promise<void> {
  const known = await tx.select({ id: indicators.id }).from(indicators).where(eq(indicators.city, city)).limit(1)
  if (known.length > 0) return
  await insertAll(
    tx,
    indicators,
    shipped.map((one) => ({ city, id: newId(), ...one, version: 1 })),
  )
  await joinFigures(tx, city)
}
