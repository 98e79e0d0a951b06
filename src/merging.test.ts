/** Two entries of one firm are put together and parted again, over every module that keeps something about firms. */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { routes, ticks } from '#app'
import { aFirm } from '#enterprises/builders.ts'
import { firmMoves, firmStays, placeOf } from '#enterprises/index.ts'
import { aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { dayOf, now } from '#platform/clock.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { aContext, anActor, rolledBack, serverFor, testCity, testPool } from '#platform/testing/world.ts'
import { seedTopics } from '#requests/index.ts'

beforeAll(async () => {
  await testPool()
})

const today = dayOf(now())
const inDays = (days: number) => today.add({ days }).toString()
const officer = anActor('enterprise-officer', { accountId: 'officer', name: '企服员' })
const colleague = anActor('enterprise-officer', { accountId: 'colleague', name: '同事' })

async function ask(actor: Actor, method: string, path: string, body?: unknown) {
  const answer = await serverFor(routes, actor).request(`/api${path}`, {
    ...{ method, headers: { 'content-type': 'application/json' } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}
async function done<Shape extends z.ZodType>(shape: Shape, ...asked: Parameters<typeof ask>): Promise<z.output<Shape>> {
  const { status, body } = await ask(...asked)
  expect([status, asked[1], asked[2], status === 200 ? '' : body]).toEqual([200, asked[1], asked[2], ''])
  return shape.parse(body)
}
const Any = z.unknown()
const rowsOf = (query: ReturnType<typeof sql>) =>
  transactAsOwner(testCity, async (tx) => (await tx.execute(query)).rows)
const findDuplicates = () => ticks.find(({ name }) => name === 'find-duplicates')?.run(testCity, now())

/** Every row of the modules that keep something about firms, without what a merge leaves behind as its own record. */
async function everything(): Promise<Record<string, string[]>> {
  const own = ['merges', 'merge_moves', 'twins_waiting', 'twin_keys', 'facts', 'verdicts', 'evaluations']
  const tables = await rowsOf(sql`
    select schemaname || '.' || tablename as name, tablename from pg_tables
    where schemaname in ('enterprises', 'ladder', 'requests') or (schemaname = 'platform' and tablename = 'grants') order by 1`)
  const all: Record<string, string[]> = {}
  for (const { name, tablename } of tables) {
    if (own.includes(String(tablename))) continue
    const rows =
      await rowsOf(sql`select (to_jsonb(t) ${tablename === 'enterprises' ? sql`- 'version'` : sql``})::text row
      from ${sql.raw(String(name))} t order by 1`)
    all[String(name)] = rows.map(({ row }) => String(row))
  }
  return all
}

test('every column that names a firm is spoken for, and every rule of a row only once is known', () =>
  rolledBack(async () => {
    const spoken = new Set([...firmMoves(), ...firmStays()].map(({ column }) => placeOf(column)))
    const keys = await rowsOf(sql`
      select n.nspname || '.' || c.relname || '.' || a.attname place from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname <> 'city'
      where k.contype = 'f' and k.confrelid = 'enterprises.enterprises'::regclass
      union
      select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
      where column_name = 'enterprise_id' and table_schema in (select nspname from pg_namespace where nspname !~ '^pg_')
        and table_name in (select tablename from pg_tables)`)
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.map(({ place }) => String(place)).filter((place) => !spoken.has(place))).toEqual([])

    const unique = await rowsOf(sql`
      select n.nspname || '.' || t.relname "table", array_agg(a.attname::text order by a.attname) columns
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey::smallint[]) and a.attname <> 'city'
      where x.indisunique group by x.indexrelid, 1`)
    for (const { column, once } of firmMoves()) {
      const [schema, table, name = ''] = placeOf(column).split('.')
      const [rule] = unique.filter(
        (index) => index.table === `${schema}.${table}` && z.array(z.string()).parse(index.columns).includes(name),
      )
      const others =
        rule &&
        z
          .array(z.string())
          .parse(rule.columns)
          .filter((one) => one !== name)
      expect([placeOf(column), once?.map((one) => one.name).sort()]).toEqual([placeOf(column), others])
    }
  }))

const code = '91350100M000100Y43'

/** Two entries of one firm: each with something of every kind, some of it the same. */
async function twoEntries() {
  const { ids } = await aSmallCity()
  await seedTopics(aContext())
  const stay = await aFirm('甲市江海精密机械有限公司', code)
  const gone = await aFirm('江海精密机械有限责任公司')
  const third = await aFirm('别家公司')
  const topic = String((await rowsOf(sql`select id from requests.topics limit 1`))[0]?.id)
  return { stay, gone, third, unit: ids.industry, topic }
}

test('a pair is proposed with its reasons, merged, found by the old name, address and code, and parted with everything back', () =>
  rolledBack(async () => {
    const { stay, gone, third, topic } = await twoEntries()
    for (const [id, name] of [
      [stay, '阀门'],
      [gone, '阀门'],
      [gone, '水泵'],
    ] as const) {
      await done(Any, officer, 'POST', `/enterprises/${id}/items`, { kind: 'product', name })
    }
    const link = { kind: 'link', linkKind: 'controlled-by', otherName: '别家公司', otherId: third }
    await done(Any, officer, 'POST', `/enterprises/${gone}/items`, link)
    await done(Any, officer, 'POST', `/enterprises/${third}/items`, { ...link, otherName: '江海', otherId: gone })
    await done(Any, officer, 'POST', `/enterprises/${stay}/items`, { ...link, otherName: '江海', otherId: gone })
    const figures = (id: string, sourceClass: string, typed: string, more: unknown[] = []) =>
      done(Any, officer, 'POST', `/enterprises/${id}/figures`, {
        ...{ sourceClass, confirmed: [] },
        figures: [{ code: 'revenue', year: 2024, typed, unit: '10k-yuan', isEstimated: false }, ...more],
      })
    await figures(stay, 'firm', '4800')
    await figures(gone, 'annual-report', '4900', [
      { code: 'employees', year: 2024, typed: '120', unit: 'count', isEstimated: false },
    ])
    await done(Any, officer, 'POST', `/enterprises/${gone}/visits`, { day: inDays(3), purpose: '季度走访' })
    await done(Any, officer, 'POST', `/enterprises/${gone}`, {
      version: 1,
      address: '一路二号',
      foundedOn: '2010-01-01',
    })
    await done(Any, officer, 'POST', '/ladder/picks', {
      enterpriseId: gone,
      rule: 'srdi-sme',
      dueOn: inDays(90),
      note: null,
    })
    await done(Any, anActor('request-desk', { accountId: 'desk' }), 'POST', '/requests', {
      ...{ submissionId: '0190f2ac-7d5e-7000-8000-000000000001', channel: 'call', enterpriseId: gone },
      ...{ firmName: '江海', contactName: '李某', contactPhone: '13800001234' },
      matters: [{ kind: 'help', topicId: topic, divisionCode: '990102', title: '用地', body: '需要厂房' }],
    })
    const accountId = await transactAsOwner(testCity, (tx) =>
      createAccount(tx, { city: testCity, username: 'lihua', name: '李华', password: 'long-enough-4711' }, [
        {
          ...{ city: testCity, role: 'enterprise-user', scope: { kind: 'enterprise', id: gone }, unitId: null },
          ...{ post: '江海', fromOn: '2026-01-01' },
        },
      ]),
    )

    await findDuplicates()
    const { rows: pairs } = await done(
      z.object({ rows: z.array(z.looseObject({ id: z.string(), version: z.number() })) }),
      ...([officer, 'GET', '/enterprises/duplicates'] as const),
    )
    expect(pairs).toMatchObject([{ reasons: [{ kind: 'name' }], hasOwnCodes: false }])
    const stranger = anActor('district-officer', { scope: { kind: 'district', id: '990103' }, divisions: ['990103'] })
    expect((await ask(stranger, 'GET', '/enterprises/duplicates')).body).toMatchObject({ rows: [] })
    expect((await ask(stranger, 'POST', `/enterprises/${stay}/merging`, body(gone))).status).toBe(404)
    expect((await ask(anActor('unit-handler'), 'POST', `/enterprises/${stay}/merging`, body(gone))).status).toBe(403)

    const before = await everything()
    const preview = await done(z.looseObject({}), officer, 'GET', `/enterprises/${stay}/merging/${gone}`)
    expect(preview).toMatchObject({
      contradictions: [{ code: 'revenue', year: 2024, proposed: 'gone' }],
      ...{ figuresAlong: 1, filled: ['address', 'foundedOn'], people: 1, obstacle: null },
    })
    expect((await ask(officer, 'POST', `/enterprises/${stay}/merging`, { ...body(stay), otherId: stay })).status).toBe(
      400,
    )
    expect(
      (await ask(officer, 'POST', `/enterprises/${stay}/merging`, { ...body(gone), otherVersion: 1 })).status,
    ).toBe(409)
    const { mergeId } = await done(
      z.looseObject({ mergeId: z.string() }),
      officer,
      'POST',
      `/enterprises/${stay}/merging`,
      body(gone),
    )
    // A double click, and a colleague who merges the other way round at the same time.
    expect((await ask(officer, 'POST', `/enterprises/${stay}/merging`, body(gone))).body).toMatchObject({
      key: 'enterprises.mergedAlready',
    })
    expect((await ask(colleague, 'POST', `/enterprises/${gone}/merging`, body(stay))).status).toBe(409)

    const whole = z.looseObject({
      id: z.string(),
      figures: z.array(z.looseObject({ code: z.string(), value: z.number() })),
    })
    const firm = await done(whole, officer, 'GET', `/enterprises/${gone}`)
    expect(firm).toMatchObject({ id: stay, address: '一路二号', profile: { foundedOn: '2010-01-01' } })
    expect(firm.figures.map(({ code: of, value }) => [of, value]).sort()).toEqual([
      ['employees', 120],
      ['revenue', 49_000_000],
    ])
    for (const q of ['精密机械有限责任', '江海精密']) {
      const { body: found } = await ask(officer, 'GET', `/enterprises?q=${encodeURIComponent(q)}`)
      expect(found).toMatchObject({ rows: [{ id: stay }], total: 1 })
    }
    const places = async (table: string) =>
      (await rowsOf(sql`select enterprise_id id from ${sql.raw(table)} order by 1`)).map(({ id }) => id)
    expect(await places('requests.requests')).toEqual([stay])
    expect(await places('ladder.picks')).toEqual([stay])
    expect(await places('enterprises.products')).toEqual([stay, stay, gone].sort())
    // Whoever acts for the old entry acts for none until another officer says so.
    const user = (id: string) =>
      anActor('enterprise-user', { accountId, scope: { kind: 'enterprise', id }, divisions: [], unitIds: [] })
    expect((await ask(user(gone), 'GET', '/enterprises/mine')).body).toMatchObject({ key: 'enterprises.ownFirmMerged' })
    expect((await ask(user(gone), 'GET', `/enterprises/${stay}`)).status).toBe(404)
    const merges = z.array(
      z.looseObject({ version: z.number(), people: z.array(z.looseObject({ grantId: z.string() })) }),
    )
    const [merge] = await done(merges, officer, 'GET', `/enterprises/${stay}/merging`)
    const confirm = `/enterprises/${stay}/merging/${mergeId}/people/${merge?.people[0]?.grantId}`
    expect((await ask(officer, 'POST', confirm)).body).toMatchObject({ key: 'enterprises.secondOfficer' })
    await done(Any, colleague, 'POST', confirm)
    expect((await ask(colleague, 'POST', confirm)).status).toBe(404)
    expect(
      await rowsOf(sql`select scope_id id from platform.grants where account_id = ${accountId} and to_on is null`),
    ).toEqual([{ id: stay }])

    const part = `/enterprises/${stay}/merging/${mergeId}/parting`
    expect((await ask(stranger, 'POST', part, { version: 1, why: '两家' })).status).toBe(404)
    await done(Any, officer, 'POST', part, { version: 1, why: '是两家企业' })
    expect((await ask(officer, 'POST', part, { version: 2, why: '是两家企业' })).body).toMatchObject({
      key: 'enterprises.partedAlready',
    })
    await findDuplicates()
    const { 'platform.grants': grantsAfter = [], ...after } = await everything()
    const { 'platform.grants': grantsBefore = [], ...expected } = before
    expect(after).toEqual(expected)
    // The role given meanwhile has ended and stays as a row; the old one counts again.
    expect(grantsAfter).toEqual(expect.arrayContaining(grantsBefore))

    await done(Any, officer, 'POST', `/enterprises/duplicates/${pairs[0]?.id}`, { version: 1, state: 'different' })
    await done(Any, officer, 'POST', `/enterprises/${gone}`, { version: 4, address: '一路三号' })
    await findDuplicates()
    expect((await ask(officer, 'GET', '/enterprises/duplicates')).body).toMatchObject({ rows: [] })
  }))

/** The versions after what the story did to both. */
const body = (otherId: string) => ({ otherId, version: 1, otherVersion: 2, reason: '同一家企业登记了两次' })

const product = fc.constantFrom('阀门', '水泵', '轴承')
const figure = fc.record({
  code: fc.constantFrom('employees', 'rd-staff'),
  year: fc.constantFrom(2023, 2024),
  typed: fc.constantFrom('100', '120', '150'),
  sourceClass: fc.constantFrom('firm', 'annual-report'),
})
const content = fc.record({
  products: fc.uniqueArray(product),
  figures: fc.uniqueArray(figure, { selector: ({ code: of, year }) => `${of}:${year}`, maxLength: 4 }),
  visits: fc.nat(1),
  listed: fc.boolean(),
  named: fc.boolean(),
  address: fc.boolean(),
})

test(
  'whatever two entries hold and whatever is chosen, a merge that is undone leaves every row as it was',
  () =>
    rolledBack(async () => {
      const { stay, gone, third } = await twoEntries()
      const version = async (id: string) =>
        Number((await rowsOf(sql`select version from enterprises.enterprises where id = ${id}`))[0]?.version)
      const fill = async (
        id: string,
        { products, figures, visits, listed, named, address }: z.output<typeof Content>,
      ) => {
        const post = (path: string, sent: unknown) => ask(officer, 'POST', `/enterprises/${id}${path}`, sent)
        for (const name of products) await post('/items', { kind: 'product', name })
        for (const { sourceClass, ...one } of figures)
          await post('/figures', {
            ...{ sourceClass, confirmed: [], reason: '核对' },
            figures: [{ ...one, unit: 'count', isEstimated: false }],
          })
        if (visits > 0) await post('/visits', { day: inDays(3), purpose: '走访' })
        if (listed)
          await post('/listings', { list: 'high-tech', validFrom: '2025-03-01', source: 'notice', evidence: '公告' })
        if (named) await post('/items', { kind: 'name', nameKind: 'former', name: '江海厂' })
        if (address) await post('', { version: await version(id), address: '一路二号', digitalLevel: 2 })
      }
      await fc.assert(
        fc.asyncProperty(content, content, content, fc.boolean(), async (one, other, second, takesGone) => {
          await fill(stay, one)
          await fill(gone, other)
          await fill(third, second)
          await findDuplicates()
          const before = await everything()
          const take = ['employees', 'rd-staff'].flatMap((of) =>
            [2023, 2024].map((year) => ({ code: of, year, take: takesGone ? 'gone' : 'stay' })),
          )
          const merge = async (otherId: string) => {
            const versions = { version: await version(stay), otherVersion: await version(otherId) }
            const merged = z.looseObject({ mergeId: z.string() })
            const sent = { ...versions, otherId, reason: '同一家', take }
            return (await done(merged, officer, 'POST', `/enterprises/${stay}/merging`, sent)).mergeId
          }
          const [first, last] = [await merge(gone), await merge(third)]
          const part = (id: string) =>
            ask(officer, 'POST', `/enterprises/${stay}/merging/${id}/parting`, { version: 1, why: '是两家企业' })
          expect((await part(first)).body).toMatchObject({ key: 'enterprises.laterMergeFirst' })
          expect([(await part(last)).status, (await part(first)).status]).toEqual([200, 200])
          await findDuplicates()
          expect(await everything()).toEqual(before)
        }),
        { numRuns: 6, seed: 20_260_310, endOnFailure: true },
      )
    }),
  60_000,
)
const Content = z.custom<typeof content extends fc.Arbitrary<infer T> ? T : never>()
