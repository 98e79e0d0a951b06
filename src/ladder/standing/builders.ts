/** A small city of three firms and those who work at its ladder. Not part of the product. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { aFirm } from '#enterprises/builders.ts'
import { aSmallCity } from '#organisations/builders.ts'
import type { Context } from '#platform/actor.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { accounts, grants } from '#platform/tables.ts'
import { aContext, anActor, testCity } from '#platform/testing/world.ts'

export const moment = Temporal.Instant.from('2026-05-01T02:00:00Z')
export const by = (role: Parameters<typeof anActor>[0], changed: Parameters<typeof anActor>[1] = {}): Context =>
  aContext(anActor(role, changed), moment)
export const officer = by('enterprise-officer', { accountId: 'officer', name: '王工' })
export const second = by('enterprise-officer', { accountId: 'second', name: '李工' })

/** An account that holds a post today. @returns its id */
export async function anAccountOf(role: string, scope: { kind: string; id: string }, name: string): Promise<string> {
  const id = newId()
  await transactAsOwner(testCity, async (tx) => {
    await tx.insert(accounts).values({ id, city: testCity, name, email: `${id}@account.invalid`, username: id })
    await tx.insert(grants).values({
      ...{ city: testCity, id: newId(), accountId: id, role, scopeKind: scope.kind, scopeId: scope.id },
      ...{ post: '科员', fromOn: '2026-01-01' },
    })
  })
  return id
}

export const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { fault?: string; key?: string }) => [error.fault, error.key],
  )

/** Figures of 2025 and, where there are two, of 2024 and 2023. */
export async function tell(
  enterpriseId: string,
  figures: Record<string, number[]>,
  more: { titles?: [string, string, string][]; tax?: boolean } = {},
) {
  await transact({ city: testCity }, async (tx) => {
    const who = sql`'a', 'a', now()`
    for (const [code, values] of Object.entries(figures))
      for (const [back, value] of values.entries())
        await tx.execute(sql`insert into enterprises.indicators (city, enterprise_id, code, year, value, source_class, entered_by_id,
          entered_by_name, entered_at) values (${testCity}, ${enterpriseId}, ${code}, ${2025 - back}, ${value},
          ${more.tax ? 'tax-authorised' : 'annual-report'}, ${who})`)
    for (const [list, from, to] of more.titles ?? [])
      await tx.execute(sql`insert into enterprises.listings (city, id, enterprise_id, list, valid_from, valid_to, source, evidence,
        entered_by_id, entered_by_name, entered_at) values (${testCity}, ${newId()}, ${enterpriseId}, ${list}, ${from}, ${to},
        'notice', '公告', ${who})`)
  })
}

async function describe(id: string): Promise<void> {
  await transact({ city: testCity }, async (tx) => {
    await tx.execute(sql`insert into enterprises.profiles (city, id, size_class, segment_since_year, rd_institution, product_field,
      product_area, digital_level, has_own_brand, entered_by_id, entered_by_name, entered_at)
      values (${testCity}, ${id}, 'small', 2019, 'city', 'sei', 'base', 4, true, 'a', 'a', now())`)
    await tx.execute(sql`insert into enterprises.rights (city, id, enterprise_id, kind, right_class, number, name, origin, granted_on,
      is_for_leading_product, is_applied, entered_by_id, entered_by_name, entered_at)
      values (${testCity}, ${newId()}, ${id}, 'invention', 'I', 'ZL1', '一种装置', 'own', '2022-01-01', true, true, 'a', 'a', now())`)
  })
}

const good = {
  revenue: [48_000_000, 44_000_000, 40_000_000],
  'main-revenue': [40_800_000, 37_000_000, 34_000_000],
  'rd-expense': [2_400_000, 2_200_000],
  assets: [50_000_000],
  liabilities: [27_500_000],
  employees: [100],
  'rd-staff': [12],
  'net-profit': [3_840_000],
  'equity-raised': [0, 0, 0],
  'development-score': [5200],
}

/** Three firms: one ready for the middle level, one 10 yuan of research short, one of which little is known. */
export async function threeFirms() {
  await aSmallCity()
  const [ready, near, unknown] = [
    await aFirm('甲市满分厂'),
    await aFirm('甲市差一点厂'),
    await aFirm('甲市无数据厂', null, '990103'),
  ]
  const base: [string, string, string] = ['innovative-sme', '2024-05-01', '2027-04-30']
  for (const id of [ready, near]) await describe(id)
  await tell(ready, good, { titles: [base] })
  await tell(near, { ...good, 'rd-expense': [1_439_990, 2_200_000] }, { titles: [base] })
  await tell(unknown, { revenue: [90_000_000] }, { titles: [['innovative-sme', '2023-08-01', '2026-07-31']] })
  return { ready, near, unknown }
}
