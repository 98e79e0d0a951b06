import { and, desc, eq, lt, or } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { found, one } from '#platform/errors.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { getFirm } from '../../firm/whole/queries.ts'
import { authorisations } from '../../indicators/tables.ts'
import { mayUse, SourceTable, sourceRule } from '../../sources/rules.ts'
import { outcomesOf, presentVisits, requireNotes } from '../queries.ts'
import { visits } from '../tables.ts'
import type { BriefView } from './contract.ts'

/**
 * The brief of a visit. Figures stand in it as far as their source may be used for a visit, of the last three years that have
 * any.
 *
 * @throws AppError not-found `enterprises.noSuchVisit` | forbidden
 */
export const briefOf = (ctx: Context, id: string): Promise<BriefView> =>
  read(ctx, async (tx) => {
    const inCity = eq(visits.city, ctx.city)
    const [row] = await tx
      .select()
      .from(visits)
      .where(and(inCity, eq(visits.id, id)))
    const visit = found(row, 'enterprises.noSuchVisit')
    await requireNotes(tx, ctx, visit.enterpriseId)
    const firm = await getFirm(ctx, visit.enterpriseId)
    const today = dayOf(ctx.now())
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
    const words = await tx
      .select()
      .from(authorisations)
      .where(
        and(
          eq(authorisations.city, ctx.city),
          eq(authorisations.enterpriseId, firm.id),
          eq(authorisations.subject, 'tax'),
        ),
      )
    const usable = firm.figures.filter(
      ({ value, sourceClass }) => value !== null && mayUse(body, sourceClass, 'visit', { words, on: today.toString() }),
    )
    const years = new Set([...new Set(usable.map(({ year }) => year))].sort((a, b) => b - a).slice(0, 3))
    const before = await tx
      .select()
      .from(visits)
      .where(
        and(
          inCity,
          eq(visits.enterpriseId, firm.id),
          eq(visits.state, 'done'),
          or(lt(visits.day, visit.day), and(eq(visits.day, visit.day), lt(visits.id, visit.id))),
        ),
      )
      .orderBy(desc(visits.day), desc(visits.id))
      .limit(1)
    const inAYear = Temporal.PlainDate.from(visit.day).add({ months: 12 }).toString()
    return {
      visit: one(await presentVisits(tx, ctx, [visit])),
      firm: { ...firm, figures: usable.filter(({ year }) => years.has(year)) },
      runningOut: firm.listings.flatMap(({ list, validTo, holds }) =>
        holds && validTo !== null && validTo <= inAYear ? [{ list, validTo }] : [],
      ),
      open: (await outcomesOf(tx, ctx, firm.id)).filter(({ state, visitId }) => state === 'open' && visitId !== id),
      last: (await presentVisits(tx, ctx, before))[0] ?? null,
      madeAt: ctx.now().toString(),
    }
  })
