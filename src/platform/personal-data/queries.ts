import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { read, type Tx } from '../db/transact.ts'
import { found } from '../errors.ts'
import { personalDataCases } from '../tables.ts'
import { PersonalDataCase, type Place } from './contract.ts'
import { handles } from './policy.ts'
import { bySource, type FoundPlace } from './sources.ts'

const pageSize = 20

export type CaseRow = typeof personalDataCases.$inferSelect

/** Cases exist for the security administrator alone. */
export const visibleTo = ({ actor }: Context): SQL | undefined =>
  and(eq(personalDataCases.city, actor.city), handles(actor) ? undefined : sql`false`)

export const presented = ({ places, ...row }: CaseRow): PersonalDataCase =>
  PersonalDataCase.parse({ ...row, placeCount: places.length })

/** The newest first. */
export const listCases = (ctx: Context, { state, page }: { state?: string | undefined; page: number }) =>
  read(ctx, async (tx) => {
    const where = and(visibleTo(ctx), state === undefined ? undefined : eq(personalDataCases.state, state))
    const [total] = await tx.select({ count: count() }).from(personalDataCases).where(where)
    const rows = await tx
      .select()
      .from(personalDataCases)
      .where(where)
      .orderBy(desc(personalDataCases.openedAt), desc(personalDataCases.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    return { rows: rows.map(presented), total: total?.count ?? 0, pageSize }
  })

/** @throws AppError not-found `platform.personalData.noSuchCase` */
export const getCase = (ctx: Context, id: string): Promise<PersonalDataCase> =>
  read(ctx, async (tx) => presented(await caseRow(tx, ctx, id)))

/** The chosen places as they stand now. @throws AppError not-found */
export const chosenPlaces = (ctx: Context, id: string): Promise<{ places: Place[] }> =>
  read(ctx, async (tx) => {
    const { places } = await caseRow(tx, ctx, id)
    return { places: (await lookAt(ctx, tx, places)).map(withoutFull) }
  })

async function caseRow(tx: Tx, ctx: Context, id: string): Promise<CaseRow> {
  const [row] = await tx
    .select()
    .from(personalDataCases)
    .where(and(visibleTo(ctx), eq(personalDataCases.id, id)))
  return found(row, 'platform.personalData.noSuchCase')
}

export async function lookAt(ctx: Context, tx: Tx, keys: CaseRow['places']): Promise<FoundPlace[]> {
  const places: FoundPlace[] = []
  for (const { source, keys: own } of bySource(keys)) places.push(...(await source.look(ctx, tx, own)))
  return places
}

/** What goes to the page: everything but the whole value. */
export const withoutFull = ({ full: _full, ...place }: FoundPlace): Place => place
