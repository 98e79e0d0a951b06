import { and, asc, desc, eq, inArray, or } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { awards, listings, rights } from '../../honours/tables.ts'
import { authorisations, indicators } from '../../indicators/tables.ts'
import { industryName } from '../../industries/queries.ts'
import { pathOf } from '../../industries/rules.ts'
import { keeps, readsNotes, speaksFor, visibleTo } from '../../policy.ts'
import { placeNames, standingId } from '../../queries.ts'
import { sizeFrom } from '../../size/queries.ts'
import { SizeTable, sizeRule } from '../../size/rules.ts'
import { holdsWord, isGiven, mayUse, mayView, SourceTable, sourceRule } from '../../sources/rules.ts'
import {
  holdsOn,
  ListsTable,
  listsRule,
  missingFields,
  type RequiredField,
  RequiredTable,
  requiredRule,
  stageOf,
} from '../../stages/rules.ts'
import { enterprises } from '../../tables.ts'
import { teamOf } from '../../visits/teams/queries.ts'
import { shownLists, unitNameOf } from '../queries.ts'
import { links, names, products, profiles, statusChanges } from '../tables.ts'
import { FirmView } from './contract.ts'

/**
 * The whole firm. Figures whose source the reader may not see stay without their value; lists of one bureau are shown to it
 * alone; notes of visits are another query. A merged entry leads to the one that stays, whose id it then has.
 *
 * @throws AppError not-found `enterprises.noSuchFirm`
 */
export const getFirm = (ctx: Context, asked: string): Promise<FirmView> =>
  read(ctx, async (tx) => {
    const id = await standingId(tx, ctx, asked)
    const [row] = await tx
      .select()
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    const firm = found(row, 'enterprises.noSuchFirm')
    const today = dayOf(ctx.now())
    const on = today.toString()
    const rules = {
      sources: await ruleAt(tx, ctx.city, sourceRule, SourceTable, today),
      lists: await ruleAt(tx, ctx.city, listsRule, ListsTable, today),
      required: await ruleAt(tx, ctx.city, requiredRule, RequiredTable, today),
      size: await ruleAt(tx, ctx.city, sizeRule, SizeTable, today),
    }
    const parts = await partsOf(tx, ctx, id)
    const profile = parts.profile ?? null
    const taxWords = parts.authorisations.filter(({ subject }) => subject === 'tax')
    const readable = (sourceClass: Parameters<typeof mayView>[1]) =>
      mayView(rules.sources.body, sourceClass, ctx.actor.role) &&
      mayUse(rules.sources.body, sourceClass, 'registry', { words: taxWords, on })
    const figures = FirmView.shape.figures.parse(parts.figures).map((figure) => ({
      ...figure,
      value: readable(figure.sourceClass) ? figure.value : null,
    }))
    const isVeteranAgreed = isGiven(
      parts.authorisations.filter(({ subject }) => subject === 'veteran'),
      'registry',
      on,
    )
    const shownListings = shownLists(ctx.actor, firm, parts.listings, {
      ...{ table: rules.lists.body, unitName: await unitNameOf(tx, ctx), isAgreed: isVeteranAgreed },
    })
    const stage = stageOf(rules.lists.body, parts.listings, on)
    const size = sizeFrom(rules.size, profile?.industryCode ?? null, parts.figures, (sourceClass) =>
      mayUse(rules.sources.body, sourceClass, 'size', { words: taxWords, on }),
    )
    const mayKeep = keeps(ctx.actor, firm)
    const isOwn = speaksFor(ctx.actor, firm)
    return FirmView.parse({
      ...firm,
      contactName: firm.contactName === null ? null : shown(firm.contactName),
      contactPhone: maskPhone(firm.contactPhone),
      divisionName: (await placeNames(tx, ctx))(firm.divisionCode),
      industry: profile?.industryCode
        ? pathOf(profile.industryCode).map((code) => ({ code, name: industryName(code) ?? code }))
        : [],
      size: {
        ...size,
        reasons: size.reasons.map((reason) => {
          const isShown = figures.some(
            ({ code, year, value }) => code === reason.indicator && year === size.year && value !== null,
          )
          return { ...reason, value: isShown ? reason.value : null }
        }),
      },
      stage,
      missing:
        mayKeep || isOwn ? missingFields(rules.required.body, stage, knownFields(firm, profile, parts.figures)) : [],
      ...parts,
      profile: profile ?? unknownProfile,
      figures,
      listings: shownListings.map((listing) => ({ ...listing, holds: holdsOn(listing, on) })),
      authorisations:
        mayKeep || isOwn ? parts.authorisations.map((word) => ({ ...word, holds: holdsWord(word, on) })) : [],
      team: await teamOf(tx, ctx, id),
      mayKeep,
      mayReadNotes: readsNotes(ctx.actor, firm),
      isOwn,
    })
  })

const unknownProfile = {
  ...{ foundedOn: null, leadingProduct: null, segmentSinceYear: null, productField: null, productArea: null },
  ...{ rdInstitution: null, digitalLevel: null, hasQualityAward: null, hasManagementCertificate: null },
  ...{ hasOwnBrand: null, hasStandardRole: null, hasBusinessSystems: null, localPoints: null, isNewProduct: null },
}

async function partsOf(tx: Tx, ctx: Context, id: string) {
  const of = (table: typeof names | typeof products | typeof rights | typeof awards | typeof listings) =>
    and(eq(table.city, ctx.city), eq(table.enterpriseId, id))
  const [profile] = await tx
    .select()
    .from(profiles)
    .where(and(eq(profiles.city, ctx.city), eq(profiles.id, id)))
  return {
    profile,
    names: await tx.select().from(names).where(of(names)).orderBy(asc(names.kind), desc(names.until), asc(names.id)),
    products: await tx
      .select()
      .from(products)
      .where(of(products))
      .orderBy(desc(products.isLeading), asc(products.name)),
    rights: await tx.select().from(rights).where(of(rights)).orderBy(desc(rights.grantedOn), asc(rights.id)),
    awards: await tx.select().from(awards).where(of(awards)).orderBy(desc(awards.year), asc(awards.id)),
    listings: await tx.select().from(listings).where(of(listings)).orderBy(desc(listings.validFrom), asc(listings.id)),
    links: await linksOf(tx, ctx, id),
    statusChanges: await tx
      .select()
      .from(statusChanges)
      .where(and(eq(statusChanges.city, ctx.city), eq(statusChanges.enterpriseId, id)))
      .orderBy(desc(statusChanges.sinceOn), desc(statusChanges.enteredAt)),
    figures: await tx
      .select()
      .from(indicators)
      .where(and(eq(indicators.city, ctx.city), eq(indicators.enterpriseId, id)))
      .orderBy(desc(indicators.year), asc(indicators.code)),
    authorisations: await tx
      .select()
      .from(authorisations)
      .where(and(eq(authorisations.city, ctx.city), eq(authorisations.enterpriseId, id)))
      .orderBy(desc(authorisations.validFrom), asc(authorisations.id)),
  }
}

/** Ties told by the firm, and those that other firms of the reader's scope told about it. */
async function linksOf(tx: Tx, ctx: Context, id: string) {
  const rows = await tx
    .select()
    .from(links)
    .where(and(eq(links.city, ctx.city), or(eq(links.enterpriseId, id), eq(links.otherId, id))))
    .orderBy(asc(links.kind), asc(links.id))
  const others = rows.flatMap((row) => (row.enterpriseId === id ? (row.otherId ?? []) : row.enterpriseId))
  const seen =
    others.length === 0
      ? []
      : await tx
          .select({ id: enterprises.id, name: enterprises.name })
          .from(enterprises)
          .where(and(visibleTo(ctx.actor), inArray(enterprises.id, [...new Set(others)])))
  const nameOf = new Map(seen.map((one) => [one.id, one.name]))
  return rows.flatMap((row) => {
    if (row.enterpriseId === id) {
      const otherId = row.otherId !== null && nameOf.has(row.otherId) ? row.otherId : null
      return [{ ...row, otherId, isIncoming: false }]
    }
    const otherName = nameOf.get(row.enterpriseId)
    return otherName === undefined ? [] : [{ ...row, otherId: row.enterpriseId, otherName, isIncoming: true }]
  })
}

/** What is known of a firm, by the words of `rules/required-fields.yaml`. A figure counts whatever its year. */
export function knownFields(
  firm: typeof enterprises.$inferSelect,
  profile: typeof profiles.$inferSelect | null,
  figures: readonly { code: string }[],
): Set<RequiredField> {
  const there: Partial<Record<RequiredField, unknown>> = {
    'credit-code': firm.creditCode,
    address: firm.address,
    contact: firm.contactName,
    'industry-code': profile?.industryCode,
    'founded-on': profile?.foundedOn,
    'leading-product': profile?.leadingProduct,
    'segment-since-year': profile?.segmentSinceYear,
    'rd-institution': profile?.rdInstitution,
    'digital-level': profile?.digitalLevel,
  }
  const fields = RequiredTable.shape.fields.element.shape.field.options
  return new Set(
    fields.filter((field) => (there[field] ?? null) !== null || figures.some(({ code }) => code === field)),
  )
}
