import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/transact.ts'
import { requests } from '../tables.ts'
import { termsOf } from './rules.ts'

/** With more hits than these the list is read in its order, and the words are compared row by row: a page is soon full. */
const mostHits = 1000

/** The condition that number, title or firm of a request hold the words. */
export async function havingWords(tx: Tx, asked: string | undefined): Promise<SQL | undefined> {
  if (!asked) return undefined
  const { query, exact, isTerm } = termsOf(asked)
  const hits = query === null ? null : await idsOf(tx, query, isTerm ? null : exact)
  if (hits !== null && hits.length <= mostHits) return inArray(requests.id, hits)
  const { title, firmName, number, externalNumber } = requests
  // The planner believes that LIKE finds little and would read all; of a CASE it believes half, and follows the order.
  const words = sql`requests.plain(concat_ws(chr(1), ${title}, ${firmName}, ${number}, ${externalNumber}))`
  return sql`case when ${words} like ${exact} then true else false end`
}

/** One function filters the city itself: no search operator uses its index under a row level policy. */
async function idsOf(tx: Tx, query: string, exact: string | null): Promise<string[]> {
  const { rows } = await tx.execute<{ request_id: string }>(
    sql`select request_id from requests.search(${query}::tsquery, ${exact}, ${mostHits + 1})`,
  )
  return rows.map(({ request_id }) => request_id)
}
