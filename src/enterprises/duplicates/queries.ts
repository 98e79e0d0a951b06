import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { listDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { enterprises } from '../tables.ts'
import { type ListPairs, Pair } from './contract.ts'
import { bothVisibleTo } from './policy.ts'
import { twins, twinsWaiting } from './tables.ts'

const pageSize = 20
/** Nobody pages through more. */
const counted = 1000

/** Pairs of firms the actor keeps, the strongest reasons first. */
export const listPairs = (ctx: Context, { firm, state, page }: ListPairs) =>
  read(ctx, async (tx) => {
    const ofFirm = firm === undefined ? undefined : or(eq(twins.firstId, firm), eq(twins.secondId, firm))
    const where = and(bothVisibleTo(ctx.actor), eq(twins.state, state), ofFirm)
    const rows = await tx
      .select()
      .from(twins)
      .where(where)
      .orderBy(desc(twins.weight), desc(twins.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize)
    const some = tx.select({ id: twins.id }).from(twins).where(where).limit(counted).as('some')
    const [total] = await tx.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
    const waiting = tx
      .select({ id: twinsWaiting.id })
      .from(twinsWaiting)
      .where(eq(twinsWaiting.city, ctx.city))
      .limit(100_000)
      .as('waiting')
    const [left] = await tx.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(waiting)
    const ids = [...new Set(rows.flatMap(({ firstId, secondId }) => [firstId, secondId]))]
    const firms = new Map(
      (
        await tx
          .select()
          .from(enterprises)
          .where(and(eq(enterprises.city, ctx.city), inArray(enterprises.id, ids)))
      ).map((firm) => [firm.id, firm]),
    )
    const divisions = new Map((await listDivisions(tx, ctx)).map(({ code, name }) => [code, name]))
    return {
      rows: rows.flatMap((row) => {
        const [first, second] = [firms.get(row.firstId), firms.get(row.secondId)]
        if (!first || !second) return []
        const named = (one: typeof first) => ({
          ...one,
          divisionName: divisions.get(one.divisionCode) ?? one.divisionCode,
        })
        const hasOwnCodes =
          first.creditCode !== null &&
          second.creditCode !== null &&
          first.creditCode.slice(8, 17) !== second.creditCode.slice(8, 17)
        return [Pair.parse({ ...row, first: named(first), second: named(second), hasOwnCodes })]
      }),
      ...{ total: total?.count ?? 0, pageSize, waiting: left?.count ?? 0 },
    }
  })
