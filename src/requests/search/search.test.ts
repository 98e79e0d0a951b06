import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { otherCity, rolledBack, testCity } from '#platform/testing/world.ts'
import { aDesk, aRequestWorld, entered } from '../builders.ts'
import { listRequests } from '../queries.ts'
import { termsOf } from './rules.ts'

test('one character, two, a part of a number and words across signs become terms; a lone quote is none', () => {
  expect(termsOf('地').query).toBe("('地':*)")
  expect(termsOf('厂 房').query).toBe("('厂房')")
  expect(termsOf('厂房用地').query).toBe("('厂房' & '房用' & '用地')")
  expect(termsOf('0123').query).toBe("('01' & '12' & '23') | ('#0123':*)")
  expect(termsOf('7').query).toBe("('7':*) | ('#7':*)")
  expect(termsOf("'")).toEqual({ query: null, exact: "%'%", isTerm: false })
  expect(termsOf('５０％').exact).toBe('%50\\%%')
})

test('every part of title, firm and number is found, however few or many requests have it', () =>
  rolledBack(async () => {
    const [world, desk] = [await aRequestWorld(), aDesk()]
    await entered(desk, world, { title: "ＡＢ 厂房'扩建\\用地" }, { firmName: '江海精密(新会)有限公司' })
    await entered(desk, world, { title: '用工' }, { firmName: '乙公司' })
    const titles = async (q: string) => (await listRequests(desk, { page: 1, q })).rows.map(({ title }) => title)
    for (const q of ['厂', '地', '扩建', 'ab', "房'扩", "'", '\\', '建\\用', '会)有', '司', '000001', '2026-000001']) {
      expect(await titles(q), q).toContain("ＡＢ 厂房'扩建\\用地")
    }
    expect(await titles('用')).toHaveLength(2)
    for (const q of ['%', '_', '地江', '工乙', '000003', '扩地', '#', '-9']) expect(await titles(q), q).toEqual([])

    await transactAsOwner(testCity, async (tx) => {
      await tx.execute(sql`
        insert into requests.requests (city, id, number, submission_hash, place, code_hash, channel, kind, topic_id,
          division_code, title, body, firm_name, contact_name, state, registered_at, next_due_at, entered_by, entered_by_name)
        select ${testCity}, gen_random_uuid(), '2026-1' || n, 'h' || n, 1, 'c', 'call', 'help', ${world.topicId}::uuid,
          '990102', '常见的话' || n, '文', '丙公司', 'x', 'registered', timestamptz '2026-03-10T00:00Z',
          timestamptz '2026-03-10T00:00Z' + n * interval '1 minute', 'x', 'x'
        from generate_series(1, 1500) n`)
    })
    expect(await titles('常见')).toHaveLength(20)
    expect(await titles('常')).toHaveLength(20)
    expect(await titles('的话1499')).toEqual(['常见的话1499'])
    expect(await titles('2026-11234')).toEqual(['常见的话1234'])
    expect(await titles('11234')).toEqual(['常见的话1234'])
    const elsewhere = await read({ city: otherCity }, (tx) =>
      tx.execute(sql`select 1 from requests.search('''常见''', '%常见%', 10)`),
    )
    expect(elsewhere.rows).toEqual([])
  }))
