import { and, eq, type SQL, sql } from 'drizzle-orm'
import { unitNames } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { visibleTo } from '../policy.ts'
import { firmNames } from '../queries.ts'
import { enterprises } from '../tables.ts'
import type { BurdenRow, ReadBurden } from './contract.ts'

const pageSize = 20
const sums = sql`sum(b.forms)::float8 forms, sum(b.fields)::float8 fields, sum(b.known)::float8 known`
type Counts = Pick<BurdenRow, 'forms' | 'fields' | 'known'>

const monthOf = (ctx: Context): string => dayOf(ctx.now()).toString().slice(0, 7)

/**
 * Counters of the scope: of firms the actor sees, a merged entry's under the one that stays; of units those inside the scope.
 * As a source `b` of the columns of `platform.burden`.
 */
function inScope(ctx: Context, kind: ReadBurden['kind']): SQL {
  if (kind === 'firm')
    return sql`(select m.month, ${enterprises.id}::text subject_id, m.asker_id, m.form, m.forms, m.fields, m.known
      from platform.burden m join enterprises.enterprises entered on entered.city = m.city and entered.id = m.subject_id::uuid
      join ${enterprises} on ${enterprises.city} = m.city and ${enterprises.id} = coalesce(entered.merged_into_id, entered.id)
      where m.city = ${ctx.city} and m.subject_kind = 'firm' and ${visibleTo(ctx.actor)}) b`
  const { unitIds } = ctx.actor
  const own =
    unitIds === null
      ? sql``
      : sql`and m.subject_id in (select value from jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb) value)`
  return sql`(select m.* from platform.burden m where m.city = ${ctx.city} and m.subject_kind = 'unit' ${own}) b`
}

/** How much was asked in a month, the most first; every number opens by narrowing. */
export const readBurden = (ctx: Context, { kind, by, month = monthOf(ctx), page, ...narrowed }: ReadBurden) =>
  read(ctx, async (tx) => {
    const { subject, asker, form } = narrowed
    const source = inScope(ctx, kind)
    const where = sql`true
      ${subject === undefined ? sql`` : sql`and b.subject_id = ${subject}`}
      ${asker === undefined ? sql`` : sql`and b.asker_id = ${asker === 'city' ? '' : asker}`}
      ${form === undefined ? sql`` : sql`and b.form = ${form}`}`
    const key = { subject: sql`b.subject_id`, asker: sql`b.asker_id`, form: sql`b.form` }[by]
    const { rows } = await tx.execute<{ key: string; total: number } & Counts & Record<string, unknown>>(sql`
      select ${key} key, ${sums}, (count(*) over ())::int total from ${source}
      where b.month = ${month} and ${where} group by 1
      order by sum(b.fields) desc, 1 limit ${pageSize} offset ${(page - 1) * pageSize}`)
    const { rows: months } = await tx.execute<{ month: string } & Counts & Record<string, unknown>>(sql`
      select b.month, ${sums} from ${source} where b.month between ${monthsBefore(month, 11)} and ${month} and ${where}
      group by 1 order by 1`)
    const name = await namesFor(tx, ctx, kind, [
      ...(by === 'form' ? [] : rows.map((row) => row.key)),
      ...[subject, asker].flatMap((id) => (id === undefined ? [] : [id])),
    ])
    const none = { forms: 0, fields: 0, known: 0 }
    const { month: _month, ...sum } = months.find((one) => one.month === month) ?? { month, ...none }
    return {
      rows: rows.map(({ total: _total, ...row }) => {
        const named = by === 'form' ? undefined : name.get(row.key)
        return {
          ...row,
          key: row.key === '' ? 'city' : row.key,
          name: named?.name ?? null,
          nameEn: named?.nameEn ?? null,
        }
      }),
      total: rows[0]?.total ?? 0,
      ...{ pageSize, month, sum, months },
      subject: subject === undefined ? null : (name.get(subject) ?? null),
      asker: asker === undefined ? null : (name.get(asker) ?? null),
    }
  })

/** Firms and units by id, as far as the actor sees them. */
async function namesFor(tx: Tx, ctx: Context, kind: ReadBurden['kind'], ids: readonly string[]) {
  const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id))
  const units = await unitNames(tx, ctx, uuids)
  const firms = kind === 'firm' ? await firmNames(tx, ctx, uuids) : new Map<string, string>()
  return new Map<string, { name: string; nameEn: string }>([
    ...[...units].map(([id, { shortName, nameEn }]) => [id, { name: shortName, nameEn }] as const),
    ...[...firms].map(([id, name]) => [id, { name, nameEn: name }] as const),
  ])
}

function monthsBefore(month: string, count: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  const at = year * 12 + of - 1 - count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** What one firm was asked this month. @throws AppError not-found `enterprises.noSuchFirm` */
export const burdenOfFirm = (ctx: Context, id: string) =>
  read(ctx, async (tx) => {
    const [firm] = await tx
      .select({ id: enterprises.id })
      .from(enterprises)
      .where(and(visibleTo(ctx.actor), eq(enterprises.id, id)))
    found(firm, 'enterprises.noSuchFirm')
    const month = monthOf(ctx)
    const { rows } = await tx.execute<Counts & Record<string, unknown>>(sql`
      select coalesce(sum(b.forms), 0)::float8 forms, coalesce(sum(b.fields), 0)::float8 fields,
        coalesce(sum(b.known), 0)::float8 known
      from platform.burden b where b.city = ${ctx.city} and b.month = ${month} and b.subject_kind = 'firm'
        and b.subject_id in (select e.id::text from enterprises.enterprises e
          where e.city = ${ctx.city} and (e.id = ${id}::uuid or e.merged_into_id = ${id}::uuid))`)
    return { month, ...{ forms: 0, fields: 0, known: 0 }, ...rows[0] }
  })
