import { and, eq, inArray } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { insertAll } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce, announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { ruleAt } from '#platform/rules/index.ts'
import { enterpriseSubject, lockFirm, lockFirms, writtenBy } from '../commands.ts'
import type { AddListing, AddListings, EndListing } from '../firm/contract.ts'
import { unitNameOf } from '../firm/queries.ts'
import { listers, mayList } from '../policy.ts'
import { countStage } from '../stages/commands.ts'
import { type ListOfFirms, ListsTable, listsRule } from '../stages/rules.ts'
import { listings } from './tables.ts'

/**
 * Put a firm on a dated list, or write down a title. Where no end is named, the list's own length counts.
 *
 * @throws AppError not-found | forbidden | invalid `enterprises.noSuchList`, `enterprises.endBeforeStart` | conflict
 *   `enterprises.thereAlready`
 */
export const addListing = (ctx: Context, enterpriseId: string, input: AddListing): Promise<{ id: string }> =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, enterpriseId)
    const list = await listOf(tx, ctx, input.list)
    requireMay(mayList(ctx.actor, firm, list), 'enterprises.add-listing')
    const row = listingRow(ctx, list, input)
    const added = await tx
      .insert(listings)
      .values({ ...row, id: newId(), enterpriseId })
      .onConflictDoNothing()
      .returning({ id: listings.id })
    const [listing] = added
    if (!listing) throw new AppError('conflict', 'enterprises.thereAlready')
    await countStage(tx, ctx, [enterpriseId], input.list)
    await announce(ctx, tx, listed(enterpriseId, list, input))
    return listing
  })

/** Put many firms on a list; who is on it since that day already stays. @throws AppError not-found | forbidden | invalid */
export const addListings = (ctx: Context, { ids, ...input }: AddListings): Promise<{ added: number }> =>
  transact(ctx, async (tx) => {
    requireMay(listers.includes(ctx.actor.role), 'enterprises.add-listings')
    const firms = await lockFirms(tx, ctx, ids)
    const list = await listOf(tx, ctx, input.list)
    requireMay(
      firms.every((firm) => mayList(ctx.actor, firm, list)),
      'enterprises.add-listings',
    )
    const row = listingRow(ctx, list, input)
    const there = await tx
      .select({ enterpriseId: listings.enterpriseId })
      .from(listings)
      .where(
        and(
          eq(listings.city, ctx.city),
          eq(listings.list, input.list),
          eq(listings.validFrom, input.validFrom),
          inArray(listings.enterpriseId, [...ids]),
        ),
      )
    const known = new Set(there.map(({ enterpriseId }) => enterpriseId))
    const fresh = firms.filter(({ id }) => !known.has(id))
    await insertAll(
      tx,
      listings,
      fresh.map(({ id }) => ({ ...row, id: newId(), enterpriseId: id })),
      `on conflict do nothing`,
    )
    await countStage(
      tx,
      ctx,
      fresh.map(({ id }) => id),
      input.list,
    )
    await announceAll(
      ctx,
      tx,
      fresh.map(({ id }) => listed(id, list, input)),
    )
    return { added: fresh.length }
  })

/** The event of a list that one bureau keeps to itself does not name it. */
const listed = (id: string, { code, onlyFor }: OwnedList, { validFrom }: { validFrom: string }) => ({
  ...{ kind: 'firm-listed', subject: { kind: enterpriseSubject, id } },
  facts: { list: onlyFor === undefined ? code : '', validFrom },
})

/** Take a firm off a list before its end. @throws AppError not-found | forbidden | invalid `enterprises.endBeforeStart` */
export const endListing = (ctx: Context, enterpriseId: string, id: string, { endedOn, why }: EndListing) =>
  transact(ctx, async (tx) => {
    const firm = await lockFirm(tx, ctx, enterpriseId)
    const wanted = and(eq(listings.city, ctx.city), eq(listings.id, id), eq(listings.enterpriseId, enterpriseId))
    const [row] = await tx.select().from(listings).where(wanted).for('update')
    const listing = found(row, 'enterprises.noSuchItem')
    const list = await listOf(tx, ctx, listing.list)
    requireMay(mayList(ctx.actor, firm, list), 'enterprises.end-listing')
    if (endedOn < listing.validFrom) throw new AppError('invalid', 'enterprises.endBeforeStart')
    await tx.update(listings).set({ endedOn, endedWhy: why }).where(wanted)
    const facts = { list: list.onlyFor === undefined ? list.code : '', endedOn }
    await announce(ctx, tx, { kind: 'firm-unlisted', subject: { kind: enterpriseSubject, id: enterpriseId }, facts })
    return { id }
  })

/** A list with the name of the actor's unit, by which a list of one bureau is opened. */
interface OwnedList extends ListOfFirms {
  unitName: string | null
}

/** @throws AppError invalid `enterprises.noSuchList` */
async function listOf(tx: Tx, ctx: Context, code: string): Promise<OwnedList> {
  const { body } = await ruleAt(tx, ctx.city, listsRule, ListsTable, dayOf(ctx.now()))
  const list = body.lists.find((one) => one.code === code)
  if (!list) throw new AppError('invalid', 'enterprises.noSuchList')
  return { ...list, unitName: await unitNameOf(tx, ctx) }
}

function listingRow(
  ctx: Context,
  list: OwnedList,
  { validFrom, source, evidence, place, ...input }: Omit<AddListing, 'place'> & { place?: number | undefined },
) {
  const end =
    list.years === undefined
      ? null
      : Temporal.PlainDate.from(validFrom).add({ years: list.years }).subtract({ days: 1 }).toString()
  const validTo = input.validTo ?? end
  if (validTo !== null && validTo < validFrom) throw new AppError('invalid', 'enterprises.endBeforeStart')
  return {
    city: ctx.city,
    list: list.code,
    validFrom,
    validTo,
    place: place ?? null,
    source,
    evidence,
    ...writtenBy(ctx),
  }
}
