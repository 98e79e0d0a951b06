import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { names, products, profiles } from '../firm/tables.ts'
import { authorisations, indicators } from '../indicators/tables.ts'
import { visibleTo } from '../policy.ts'
import { mayUse, mayView, SourceTable, sourceRule } from '../sources/rules.ts'
import { enterprises } from '../tables.ts'
import { Known, KnownFigure } from './contract.ts'

/**
 * What a form may offer of a firm instead of asking for it. A figure only where its source may be used for forms and the reader
 * may see it: what an officer wrote down is offered to nobody, and tax figures need the firm's word for it.
 *
 * @throws AppError not-found `enterprises.noSuchFirm`
 */
export const knownOf = (ctx: Context, id: string) =>
  read(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    const firm = found(row, 'enterprises.noSuchFirm')
    const today = dayOf(ctx.now())
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, today)
    const words = await tx
      .select()
      .from(authorisations)
      .where(
        and(eq(authorisations.city, ctx.city), eq(authorisations.enterpriseId, id), eq(authorisations.subject, 'tax')),
      )
    const figures = await tx
      .select()
      .from(indicators)
      .where(and(eq(indicators.city, ctx.city), eq(indicators.enterpriseId, id)))
      .orderBy(desc(indicators.year), indicators.code)
    const [profile] = await tx
      .select()
      .from(profiles)
      .where(and(eq(profiles.city, ctx.city), eq(profiles.id, id)))
    const [leading] = await tx
      .select({ name: products.name, enteredAt: products.enteredAt })
      .from(products)
      .where(and(eq(products.city, ctx.city), eq(products.enterpriseId, id), eq(products.isLeading, true)))
    const [short] = await tx
      .select({ name: names.name, enteredAt: names.enteredAt })
      .from(names)
      .where(and(eq(names.city, ctx.city), eq(names.enterpriseId, id), eq(names.kind, 'short')))
    const offered = (
      value: string | null | undefined,
      rest: { field: string; from: string; enteredAt?: string | undefined },
    ) => (value ? [{ ...rest, value, year: rest.enteredAt ? yearOf(rest.enteredAt) : null }] : [])
    const written = profile?.enteredAt
    return Known.parse({
      figures: KnownFigure.array()
        .parse(figures)
        .filter(
          ({ sourceClass }) =>
            mayView(body, sourceClass, ctx.actor.role) &&
            mayUse(body, sourceClass, 'forms', { words, on: today.toString() }),
        ),
      fields: [
        ...offered(firm.name, { field: 'name', from: 'entry' }),
        ...offered(firm.shortName === firm.name ? short?.name : firm.shortName, { field: 'shortName', from: 'names' }),
        ...offered(firm.address, { field: 'address', from: 'entry' }),
        ...(profile?.leadingProduct
          ? offered(profile.leadingProduct, { field: 'leadingProduct', from: 'profile', enteredAt: written })
          : offered(leading?.name, { field: 'leadingProduct', from: 'products', enteredAt: leading?.enteredAt })),
        ...offered(profile?.industryCode, { field: 'industryCode', from: 'profile', enteredAt: written }),
        ...offered(profile?.foundedOn, { field: 'foundedOn', from: 'profile', enteredAt: written }),
      ],
    })
  })

const yearOf = (at: string): number => Number(at.slice(0, 4))
