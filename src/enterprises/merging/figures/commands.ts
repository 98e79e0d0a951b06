import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { sourceClasses } from '../../indicators/rules.ts'
import { indicatorHistory, indicators } from '../../indicators/tables.ts'
import { movesOf, type TwoFirms, writeMoves } from '../moves/commands.ts'
import { placeOf } from '../moves/rules.ts'
import { contradictions, takesGone } from '../rules.ts'

type Figure = typeof indicators.$inferSelect
const place = placeOf(indicators.enterpriseId)
const historyPlace = placeOf(indicatorHistory.enterpriseId)

const Stood = z.object({
  code: z.string(),
  year: z.number(),
  value: z.number(),
  sourceClass: z.enum(sourceClasses),
  isEstimated: z.boolean(),
  evidence: z.string().nullable(),
  enteredById: z.string(),
  enteredByName: z.string(),
  enteredAt: z.string(),
})
type Stood = z.output<typeof Stood>

const of = (ctx: Pick<Context, 'city'>, id: string, figure?: { code: string; year: number }) =>
  and(
    eq(indicators.city, ctx.city),
    eq(indicators.enterpriseId, id),
    ...(figure ? [eq(indicators.code, figure.code), eq(indicators.year, figure.year)] : []),
  )

/** The figures of both, as they stand; `sourceClass` is one the table of sources knows. */
export async function figuresOfBoth(tx: Tx, ctx: Pick<Context, 'city'>, { stay, gone }: TwoFirms) {
  const read = async (id: string) =>
    (await tx.select().from(indicators).where(of(ctx, id))).map((row) => ({ ...row, ...Stood.parse(row) }))
  return { stay: await read(stay), gone: await read(gone) }
}

/**
 * Brings the figures together. What only the other has goes along. Where both have a value, the chosen one stands and the
 * other goes into the history of the firm that stays; the row of the entry that went is left as it was.
 */
export async function mergeFigures(
  tx: Tx,
  ctx: Context,
  mergeId: string,
  firms: TwoFirms,
  { chosen, precedence }: { chosen: Parameters<typeof takesGone>[1]; precedence: Parameters<typeof contradictions>[2] },
): Promise<void> {
  const figures = await figuresOfBoth(tx, ctx, firms)
  const known = new Set(figures.stay.map(nameOf))
  const row = { city: ctx.city, mergeId, place }
  const along = figures.gone.filter((figure) => !known.has(nameOf(figure)))
  for (const figure of along)
    await tx
      .update(indicators)
      .set({ enterpriseId: firms.stay })
      .where(of(ctx, firms.gone, figure))
  await writeMoves(
    tx,
    along.map((figure) => ({ ...row, kind: 'moved', rowKey: nameOf(figure), before: Stood.parse(figure) })),
  )
  for (const contradiction of contradictions(figures.stay, figures.gone, precedence)) {
    const isReplaced = takesGone(contradiction, chosen)
    const [stands, loses] = isReplaced
      ? [contradiction.gone, contradiction.stay]
      : [contradiction.stay, contradiction.gone]
    const historyId = newId()
    await tx.insert(indicatorHistory).values({
      ...loses,
      ...{ id: historyId, enterpriseId: firms.stay, replacedById: ctx.actor.accountId, replacedByName: ctx.actor.name },
      ...{ replacedAt: ctx.now().toString(), reason: 'merged' },
    })
    await writeMoves(tx, [{ ...row, place: historyPlace, kind: 'added', rowKey: historyId }])
    if (!isReplaced) continue
    await tx
      .update(indicators)
      .set(Stood.parse(stands))
      .where(of(ctx, firms.stay, loses))
    // Two values: the one that stood, and the one that has stood since.
    await writeMoves(tx, [
      {
        ...row,
        kind: 'replaced',
        rowKey: nameOf(loses),
        before: { stood: Stood.parse(loses), since: Stood.parse(stands) },
      },
    ])
  }
}

/** Gives the figures back. One that was entered anew, or taken away, since the merge stays as it is now. */
export async function giveBackFigures(tx: Tx, ctx: Context, mergeId: string, { stay, gone }: TwoFirms): Promise<void> {
  const now = new Map((await tx.select().from(indicators).where(of(ctx, stay))).map((row) => [nameOf(row), row]))
  for (const { kind, before } of await movesOf(tx, ctx, mergeId, place)) {
    if (kind === 'moved') {
      const stood = Stood.parse(before)
      const stands = now.get(nameOf(stood))
      if (stands === undefined) continue
      if (isSame(stands, stood))
        await tx
          .update(indicators)
          .set({ enterpriseId: gone })
          .where(of(ctx, stay, stood))
      else await tx.insert(indicators).values({ city: ctx.city, enterpriseId: gone, ...stood })
    } else {
      const { stood, since } = z.object({ stood: Stood, since: Stood }).parse(before)
      const stands = now.get(nameOf(stood))
      if (stands && isSame(stands, since))
        await tx
          .update(indicators)
          .set(stood)
          .where(of(ctx, stay, stood))
    }
  }
  const added = (await movesOf(tx, ctx, mergeId, historyPlace)).flatMap(({ kind, rowKey }) =>
    kind === 'added' ? [rowKey] : [],
  )
  if (added.length > 0)
    await tx
      .delete(indicatorHistory)
      .where(and(eq(indicatorHistory.city, ctx.city), inArray(indicatorHistory.id, added)))
}

const nameOf = ({ code, year }: { code: string; year: number }) => `${code}:${year}`
const isSame = (row: Figure, stood: Stood): boolean =>
  row.value === stood.value && row.sourceClass === stood.sourceClass && row.enteredAt === stood.enteredAt
