import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { within } from '#platform/db/within.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { writtenBy } from '../commands.ts'
import { profiles } from '../firm/tables.ts'
import { authorisations, indicators } from '../indicators/tables.ts'
import { mayUse, SourceTable, sourceRule } from '../sources/rules.ts'
import { sizeFrom } from './queries.ts'
import { SizeTable, sizeRule } from './rules.ts'

/**
 * Works out the size class of firms anew and writes it into their profiles, in few statements for any number of them. Whoever
 * writes industries or figures calls it in the same transaction.
 */
export async function followSize(tx: Tx, ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const today = dayOf(ctx.now())
  const size = await ruleAt(tx, ctx.city, sizeRule, SizeTable, today)
  const sources = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
  const known = await tx
    .select({ id: profiles.id, industryCode: profiles.industryCode })
    .from(profiles)
    .where(and(eq(profiles.city, ctx.city), within(profiles.id, ids)))
  const figures = await tx
    .select()
    .from(indicators)
    .where(
      and(
        eq(indicators.city, ctx.city),
        within(indicators.enterpriseId, ids),
        inArray(indicators.code, ['employees', 'revenue', 'assets']),
      ),
    )
  const words = await tx
    .select()
    .from(authorisations)
    .where(
      and(
        eq(authorisations.city, ctx.city),
        eq(authorisations.subject, 'tax'),
        within(authorisations.enterpriseId, ids),
      ),
    )
  const figuresOf = Map.groupBy(figures, ({ enterpriseId }) => enterpriseId)
  const wordsOf = Map.groupBy(words, ({ enterpriseId }) => enterpriseId)
  const industryOf = new Map(known.map(({ id, industryCode }) => [id, industryCode]))
  const rows = ids.map((id) => {
    const own = wordsOf.get(id) ?? []
    const shown = sizeFrom(size, industryOf.get(id) ?? null, figuresOf.get(id) ?? [], (sourceClass) =>
      mayUse(sources.body, sourceClass, 'size', { words: own, on: today.toString() }),
    )
    return { city: ctx.city, id, sizeClass: shown.sizeClass, sizeYear: shown.year, ...writtenBy(ctx) }
  })
  await insertAll(
    tx,
    profiles,
    rows,
    `on conflict (city, id) do update set size_class = excluded.size_class, size_year = excluded.size_year`,
  )
}
