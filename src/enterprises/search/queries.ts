import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { visibleTo } from '../policy.ts'
import { enterprises } from '../tables.ts'
import { nearTerms, type Terms, termsOf } from './rules.ts'
import { searchWords } from './tables.ts'

/** Of more hits than these the first are listed; with filters besides, firms are compared row by row: a page is soon full. */
const mostHits = 1000

/** One function filters the city itself: no search operator uses its index under a row level policy. */
async function idsOf(tx: Tx, { query, exact }: Terms, most: number): Promise<string[]> {
  const { rows } = await tx.execute<{ enterprise_id: string }>(
    sql`select enterprise_id from enterprises.search(${query}::tsquery, ${exact}, ${most})`,
  )
  return rows.map(({ enterprise_id }) => enterprise_id)
}

/** How a list is held to words: a condition on `enterprises`, and whether so many fit that they are not ordered by name. */
export interface Found {
  where: SQL | undefined
  isMany: boolean
  /** More fit than are listed or counted. */
  hasMore: boolean
}

/** Firms whose names, former names, products, codes or initials hold the words. `isFiltered`: other conditions hold too. */
export async function havingWords(tx: Tx, asked: string | undefined, isFiltered: boolean): Promise<Found> {
  if (!asked) return { where: undefined, isMany: false, hasMore: false }
  const terms = termsOf(asked)
  const hits = await idsOf(tx, terms, mostHits + 1)
  if (hits.length <= mostHits) return { where: inArray(enterprises.id, hits), isMany: false, hasMore: false }
  if (!isFiltered) return { where: inArray(enterprises.id, hits.slice(0, mostHits)), isMany: false, hasMore: true }
  return {
    // As a value, not as `exists`: a join would read every row before the first page.
    where: sql`(select ${searchWords.words} like ${terms.exact} from ${searchWords}
      where ${searchWords.city} = ${enterprises.city} and ${searchWords.id} = ${enterprises.id})`,
    ...{ isMany: true, hasMore: true },
  }
}

/** Names that may have been meant, at most five, within the scope. */
export async function namesNear(tx: Tx, ctx: Context, asked: string): Promise<{ id: string; name: string }[]> {
  const near = new Set<string>()
  for (const terms of nearTerms(asked)) {
    for (const id of await idsOf(tx, terms, 20)) near.add(id)
    if (near.size >= 20) break
  }
  if (near.size === 0) return []
  return tx
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(and(visibleTo(ctx.actor), eq(enterprises.city, ctx.city), inArray(enterprises.id, [...near])))
    .orderBy(enterprises.initials, enterprises.id)
    .limit(5)
}
