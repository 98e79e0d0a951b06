import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { insertAll } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { reachedBy } from '../../policy.ts'
import { enterprises } from '../../tables.ts'
import { mergeMoves, merges } from '../tables.ts'
import { type FirmMove, firmMoves, placeOf, tableOf } from './rules.ts'

/** The entry that stays and the one that goes. */
export interface TwoFirms {
  stay: string
  gone: string
}

/** Rows of the entry that goes, named `row`, that go along. */
function goesAlong({ column, once, onceIf, unless }: FirmMove, city: string, { stay, gone }: TwoFirms): SQL {
  const firm = sql.raw(`"${column.name}"`)
  const same = (once ?? []).map((one) => sql.raw(`and other."${one.name}" is not distinct from t."${one.name}"`))
  const counts = onceIf ? sql.raw(`and ${onceIf('other')} and ${onceIf('t')}`) : sql``
  const isFree =
    once === undefined
      ? sql``
      : sql`and not exists (select 1 from ${tableOf(column)} other where other.city = t.city
          and other.${firm} = ${stay}::uuid ${sql.join(same, sql` `)} ${counts})`
  return sql`t.city = ${city} and t.${firm} = ${gone}::uuid ${isFree} ${unless ? sql`and not (${unless('t', stay)})` : sql``}`
}

/** Moves every row that goes along, and writes down which. */
export async function moveRows(
  tx: Tx,
  { city }: Pick<Context, 'city'>,
  mergeId: string,
  firms: TwoFirms,
): Promise<void> {
  for (const move of firmMoves()) {
    const firm = sql.raw(`"${move.column.name}"`)
    await tx.execute(sql`
      with moved as (
        update ${tableOf(move.column)} t set ${firm} = ${firms.stay}::uuid where ${goesAlong(move, city, firms)} returning t.id
      )
      insert into enterprises.merge_moves (city, merge_id, kind, place, row_key)
      select ${city}, ${mergeId}::uuid, 'moved', ${placeOf(move.column)}, moved.id::text from moved`)
  }
}

/** How many rows of each place go along, and how many stay behind since the other has them too. */
export async function countRows(tx: Tx, { city }: Pick<Context, 'city'>, firms: TwoFirms) {
  const counts = []
  for (const move of firmMoves()) {
    const { rows } = await tx.execute<{ all: string; along: string }>(sql`
      select count(*) "all", count(*) filter (where ${goesAlong(move, city, firms)}) along from ${tableOf(move.column)} t
      where t.city = ${city} and t.${sql.raw(`"${move.column.name}"`)} = ${firms.gone}::uuid`)
    const [all, along] = [Number(rows[0]?.all ?? 0), Number(rows[0]?.along ?? 0)]
    if (all > 0) counts.push({ place: placeOf(move.column), along, behind: all - along })
  }
  return counts
}

/** Gives back what was moved. A row that is no longer there, or belongs to another firm by now, is left. */
export async function giveBackRows(
  tx: Tx,
  { city }: Pick<Context, 'city'>,
  mergeId: string,
  { stay, gone }: TwoFirms,
): Promise<void> {
  for (const { column } of firmMoves()) {
    const firm = sql.raw(`"${column.name}"`)
    await tx.execute(sql`
      update ${tableOf(column)} t set ${firm} = ${gone}::uuid from enterprises.merge_moves m
      where m.city = ${city} and m.merge_id = ${mergeId}::uuid and m.kind = 'moved' and m.place = ${placeOf(column)}
        and t.city = m.city and t.id = m.row_key::uuid and t.${firm} = ${stay}::uuid`)
  }
}

/** Rows of each place that came to the firm after the merge: they stay with it when the two are parted. */
export async function countSince(tx: Tx, { city }: Pick<Context, 'city'>, mergeId: string, stay: string) {
  const counts = []
  for (const { column } of firmMoves()) {
    // Ids sort by the time they were made.
    const { rows } = await tx.execute<{ count: string }>(sql`
      select count(*) from ${tableOf(column)} t
      where t.city = ${city} and t.${sql.raw(`"${column.name}"`)} = ${stay}::uuid and t.id > ${mergeId}::uuid`)
    const count = Number(rows[0]?.count ?? 0)
    if (count > 0) counts.push({ place: placeOf(column), count })
  }
  return counts
}

/** Writes down what else a merge did. */
export const writeMoves = (tx: Tx, moves: readonly (typeof mergeMoves.$inferInsert)[]): Promise<void> =>
  insertAll(tx, mergeMoves, moves)

/** What a merge wrote down of a place. */
export const movesOf = (tx: Tx, { city }: Pick<Context, 'city'>, mergeId: string, place: string) =>
  tx
    .select({ kind: mergeMoves.kind, rowKey: mergeMoves.rowKey, before: mergeMoves.before })
    .from(mergeMoves)
    .where(and(eq(mergeMoves.city, city), eq(mergeMoves.mergeId, mergeId), eq(mergeMoves.place, place)))

/** The merge into this firm, locked. @throws AppError not-found `enterprises.noSuchMerge` */
export async function lockMerge(tx: Tx, ctx: Context, stayId: string, mergeId: string) {
  const isReached = sql`exists (select 1 from ${enterprises} where ${enterprises.id} = ${stayId} and ${reachedBy(ctx.actor)})`
  const [row] = await tx
    .select()
    .from(merges)
    .where(and(eq(merges.city, ctx.city), eq(merges.id, mergeId), eq(merges.stayId, stayId), isReached))
    .for('update')
  return found(row, 'enterprises.noSuchMerge')
}
