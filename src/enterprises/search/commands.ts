import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { followTwins } from '../duplicates/commands.ts'
import { initialsOfFirm } from '../rules.ts'
import { enterprises } from '../tables.ts'
import { codeLine } from './rules.ts'

/**
 * Writes anew what firms are found by, in one statement for any number of them; what was merged into a firm leads to it.
 * Whoever writes names, codes, addresses or products calls it in the same transaction; duplicates are looked for later.
 */
export async function followWords(tx: Tx, ctx: Pick<Context, 'city'>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const wanted = sql`${sql.param(JSON.stringify(ids))}::jsonb`
  await tx.execute(sql`
    insert into enterprises.search_words (city, id, words)
    select e.city, e.id, concat_ws(chr(10),
      enterprises.plain(e.name), nullif(enterprises.plain(e.short_name), enterprises.plain(e.name)), more.words,
      ${codeLine} || enterprises.plain(e.credit_code), ${codeLine} || enterprises.plain(e.old_number),
      ${codeLine} || replace(e.initials, ' ', chr(10) || ${codeLine}), more.initials)
    from enterprises.enterprises e
    left join lateral (
      select string_agg(enterprises.plain(other.name), chr(10)) words,
        string_agg(${codeLine} || lower(other.initials), chr(10)) initials
      from (
        select n.name, n.initials from enterprises.names n where n.city = e.city and n.enterprise_id = e.id
        union all
        select p.name, null from enterprises.products p where p.city = e.city and p.enterprise_id = e.id
        union all
        select m.name, m.initials from enterprises.enterprises m where m.city = e.city and m.merged_into_id = e.id
        union all
        select words.name, null from enterprises.enterprises m
        cross join lateral (values (${codeLine} || m.credit_code), (${codeLine} || m.old_number)) words (name)
        where m.city = e.city and m.merged_into_id = e.id and words.name is not null
      ) other
    ) more on true
    where e.city = ${ctx.city} and e.id in (select value::uuid from jsonb_array_elements_text(${wanted}) value)
    on conflict (city, id) do update set words = excluded.words`)
  await followTwins(tx, ctx, ids)
}

const batch = 500

/** Firms that were entered before there was a search get their initials and words; at every start, at the cost of one query. */
export async function completeWords(ctx: Pick<Context, 'city'>): Promise<void> {
  for (;;) {
    const done = await transact(ctx, async (tx) => {
      const rows = await tx
        .select({ id: enterprises.id, name: enterprises.name, shortName: enterprises.shortName })
        .from(enterprises)
        .where(and(eq(enterprises.city, ctx.city), eq(enterprises.initials, '')))
        .limit(batch)
      const known = rows.map(({ id, name, shortName }) => ({ id, initials: initialsOfFirm(name, shortName) }))
      await tx.execute(sql`
        update enterprises.enterprises e set initials = known.initials
        from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) known (id uuid, initials text)
        where e.city = ${ctx.city} and e.id = known.id`)
      await followWords(
        tx,
        ctx,
        rows.map(({ id }) => id),
      )
      return rows.length
    })
    if (done < batch) return
  }
}
