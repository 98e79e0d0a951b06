import { sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { codeLine } from './rules.ts'

/**
 * Writes anew what firms are found by, in one statement for any number of them. Whoever writes names, codes or products calls
 * it in the same transaction.
 */
export async function followWords(tx: Tx, ctx: Pick<Context, 'city'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const wanted = sql`${sql.param(JSON.stringify(ids))}::jsonb`
  await tx.execute(sql`
    insert into enterprises.search_words (city, id, words)
    select e.city, e.id, concat_ws(chr(10),
      enterprises.plain(e.name), nullif(enterprises.plain(e.short_name), enterprises.plain(e.name)), more.words,
      ${codeLine} || enterprises.plain(e.credit_code), ${codeLine} || enterprises.plain(e.old_number),
      ${codeLine} || lower(e.initials), more.initials)
    from enterprises.enterprises e
    left join lateral (
      select string_agg(enterprises.plain(other.name), chr(10)) words,
        string_agg(${codeLine} || lower(other.initials), chr(10)) initials
      from (
        select n.name, n.initials from enterprises.names n where n.city = e.city and n.enterprise_id = e.id
        union all
        select p.name, null from enterprises.products p where p.city = e.city and p.enterprise_id = e.id
      ) other
    ) more on true
    where e.city = ${ctx.city} and e.id in (select value::uuid from jsonb_array_elements_text(${wanted}) value)
    on conflict (city, id) do update set words = excluded.words`)
}
