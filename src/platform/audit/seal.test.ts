import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { read, transact } from '../db/transact.ts'
import { announce, auditAttempt } from '../events.ts'
import { auditDetails, auditLinks, auditRows } from '../tables.ts'
import { aContext, anActor, otherCity, rolledBack, testCity } from '../testing/world.ts'
import { setDigestAlgorithm } from './digest.ts'
import { eraseAuditDetails, findAuditDetails } from './erase.ts'
import { sealCity } from './seal.ts'
import { auditedCity, quietly, tamper } from './testing.ts'
import { verifyCity } from './verify.ts'

test('a row says who, in which post, what, on which, from where, and with what result', () =>
  rolledBack(async () => {
    const grantId = '01900000-0000-7000-8000-0000000000aa'
    const ctx = {
      ...aContext(anActor('unit-head', { accountId: 'wang', grantId, actingFor: '李四' })),
      address: '203.0.113.7',
    }
    await transact(ctx, (tx) =>
      announce(ctx, tx, { kind: 'goal-closed', subject: { kind: 'goal', id: 'g1' }, facts: { a: 1 } }),
    )
    await auditAttempt(ctx, { action: 'goals.close', subjectKind: 'route', subjectId: null, result: 'denied' })
    const rows = await read(ctx, (tx) => tx.select().from(auditRows).orderBy(auditRows.id))
    const who = { accountId: 'wang', role: 'unit-head', grantId, actingFor: '李四', address: '203.0.113.7' }
    expect(rows).toMatchObject([
      { ...who, action: 'goal-closed', subjectKind: 'goal', subjectId: 'g1', result: 'done', digestForm: 2 },
      { ...who, action: 'goals.close', subjectKind: 'route', subjectId: null, result: 'denied', digestForm: 2 },
    ])
    expect(rows[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(rows[0]?.detailsDigest).toMatch(/^sha256:/)
    expect(rows[1]?.detailsDigest).toBeNull()
  }))

test('the same details have another digest in each row, so that nobody guesses them', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(2, { phone: '13800138000' })
    const rows = await read(city.ctx(), (tx) => tx.select().from(auditRows))
    expect(new Set(rows.map(({ detailsDigest }) => detailsDigest)).size).toBe(2)
  }))

test.each([
  [
    'numbers of every size',
    { a: 1e21, b: 1.5e-7, c: 0.1, d: -0, e: 5e-324, f: 1.7976931348623157e308, g: 9007199254740991 },
  ],
  ['nothing, in all its forms', { a: null, b: undefined, c: [], d: {}, e: '', f: [null], g: [undefined] }],
  ['keys in any order', { b: 1, a: { 长的键: 1, z: 2, 键: 3 }, '': 0, __proto__x: 1 }],
  ['odd characters', { text: 'a\0b \ud800 \u2028 "\\ 😀\n', 'k\0ey': 1 }],
  ['a bare text', 'one'],
  ['a list', [1, [2, { x: 'y' }]]],
  ['a date', { at: new Date(0) }],
])('%s survive the way into the database and back', (_, details) =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(1, details)
    await city.seal()
    expect(await city.verify()).toMatchObject({ broken: null, links: 1 })
  }),
)

test('rows are sealed in the order of time, attempts too, and a repeat seals nothing', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(3)
    await auditAttempt(city.ctx(), { action: 'goals.close', subjectKind: 'route', subjectId: null, result: 'failed' })
    expect(await city.seal()).toBe(4)
    expect(await city.seal()).toBe(0)
    const links = await read(city.ctx(), (tx) =>
      tx
        .select({ position: auditLinks.position, action: auditRows.action, at: auditRows.at })
        .from(auditLinks)
        .innerJoin(auditRows, sql`${auditRows.id} = ${auditLinks.auditId}`)
        .orderBy(auditLinks.position),
    )
    expect(links.map(({ position }) => position)).toEqual([1, 2, 3, 4])
    expect(links.map(({ at }) => at)).toEqual(links.map(({ at }) => at).toSorted())
    expect(links.at(-1)?.action).toBe('goals.close')
  }))

test('each city has a chain of its own, and so has what nobody signed in did', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(2)
    for (const one of [otherCity, '000000']) {
      const ctx = aContext(anActor('planning-officer', { city: one }), city.moment())
      // Tests of sign-in leave what nobody signed in did.
      const before = await read(ctx, (tx) => tx.$count(auditRows))
      await auditAttempt(ctx, { action: 'platform.signIn', subjectKind: 'route', subjectId: null, result: 'failed' })
      await sealCity(one, city.moment())
      expect(await verifyCity(one, quietly, { moment: city.moment() })).toMatchObject({
        links: before + 1,
        broken: null,
      })
    }
    expect(await city.verify()).toMatchObject({ links: 2, broken: null })
  }))

test('the algorithm may change in mid-chain', () =>
  rolledBack(async () => {
    const city = auditedCity()
    try {
      await city.act(2)
      await city.seal()
      setDigestAlgorithm('sm3')
      await city.act(2)
      await city.seal()
      const rows = await read(city.ctx(), (tx) => tx.select().from(auditRows))
      expect(rows.filter(({ digest }) => digest.startsWith('sm3:'))).toHaveLength(2)
    } finally {
      setDigestAlgorithm('sha256')
    }
    await city.act(1)
    expect(await city.verify()).toMatchObject({ broken: null, links: 5 })
  }))

test('rows from before there was a chain stand in it by their digest', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await tamper(sql`
      INSERT INTO platform.audit_rows (city, id, at, account_id, role, action, subject_kind, result, request_id, digest)
      VALUES (${testCity}, gen_random_uuid(), '2025-01-01', 'someone', 'planning-officer', 'thing-done', 'thing', 'done', '1', 'ab12')`)
    await city.act(1)
    expect(await city.verify()).toMatchObject({ broken: null, links: 2 })
    await tamper(sql`UPDATE platform.audit_rows SET digest = 'ab13' WHERE city = ${testCity} AND digest_form = 1`)
    expect((await city.verify()).broken).toMatchObject({ fault: 'hash-wrong', position: 1 })
  }))

test('erasing details of one person is recorded, and the chain stays whole', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(2, { after: { name: '欧阳小明', phone: '13800138000' } })
    await city.act(2)
    await city.seal()
    const ctx = city.ctx()
    const found = await read(ctx, (tx) => findAuditDetails(ctx, tx, ['13800138000', 'x']))
    expect(found).toHaveLength(2)
    const ids = found.map(({ id }) => id)
    expect(await transact(ctx, (tx) => eraseAuditDetails(ctx, tx, ids, '个人信息删除申请'))).toBe(2)
    expect(await transact(ctx, (tx) => eraseAuditDetails(ctx, tx, ids, '再来一次'))).toBe(0)
    expect(await read(ctx, (tx) => findAuditDetails(ctx, tx, ['欧阳小明']))).toEqual([])
    expect(await city.verify()).toMatchObject({ broken: null, links: 5, erased: 2 })
    const left = await read(ctx, (tx) => tx.select().from(auditDetails).where(sql`erased_at IS NOT NULL`))
    expect(left).toMatchObject([
      { details: null, salt: '' },
      { details: null, salt: '' },
    ])
    const records = await read(ctx, (tx) =>
      tx.select({ id: auditRows.id }).from(auditRows).where(sql`action = 'audit-details-erased'`),
    )
    expect(
      await transact(ctx, (tx) =>
        eraseAuditDetails(
          ctx,
          tx,
          records.map(({ id }) => id),
          '抹去痕迹',
        ),
      ),
    ).toBe(0)
  }))

test('nobody erases or finds details of another city', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(1, { name: '欧阳小明' })
    const elsewhere = aContext(anActor('security-administrator', { city: otherCity }), city.moment())
    const rows = await read(city.ctx(), (tx) => tx.select().from(auditRows))
    expect(await read(elsewhere, (tx) => findAuditDetails(elsewhere, tx, ['欧阳小明']))).toEqual([])
    const ids = rows.map(({ id }) => id)
    expect(await transact(elsewhere, (tx) => eraseAuditDetails(elsewhere, tx, ids, '别的城市'))).toBe(0)
  }))

test('where the audit row cannot be written the command fails whole', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await tamper(sql`ALTER TABLE platform.audit_rows ADD CONSTRAINT full_disk CHECK (false) NOT VALID`)
    await expect(city.act(1)).rejects.toThrow()
    await tamper(sql`ALTER TABLE platform.audit_rows DROP CONSTRAINT full_disk`)
    const counted = await read(city.ctx(), (tx) => tx.execute(sql`SELECT count(*)::int AS events FROM platform.events`))
    expect(counted.rows).toEqual([{ events: 0 }])
  }))
