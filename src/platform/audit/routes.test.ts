import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { read, transact } from '../db/transact.ts'
import { announce, auditAttempt } from '../events.ts'
import { readSheet } from '../sheets/index.ts'
import { aContext, anActor, otherCity, rolledBack, serverFor, testCity } from '../testing/world.ts'
import { conditions, pageQuery } from './queries.ts'
import { routes } from './routes.ts'
import { changesOf } from './rules.ts'
import { auditedCity, tamper } from './testing.ts'

const auditor = anActor('audit-administrator', { accountId: 'auditor' })
const server = () => serverFor(routes, auditor)

async function asked(
  path: string,
): Promise<{ status: number; body: Record<string, never> & { rows: { id: string; action: string }[] } }> {
  const response = await server().request(`/api/audit${path}`)
  return { status: response.status, body: await response.json() }
}

test('the audit administrator reads the audit of the own city, and nobody else does', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(2)
    const elsewhere = aContext(anActor('planning-officer', { city: otherCity }), city.moment())
    await transact(elsewhere, (tx) => announce(elsewhere, tx, { kind: 'foreign', subject: { kind: 'thing', id: '1' } }))
    expect((await asked('')).body.rows).toMatchObject([{ action: 'thing-done' }, { action: 'thing-done' }])
    for (const role of ['system-administrator', 'security-administrator', 'city-leader'] as const)
      expect((await serverFor(routes, anActor(role)).request('/api/audit')).status).toBe(403)
  }))

test('pages follow on each other without a gap or a repeat, also within one moment', () =>
  rolledBack(async () => {
    const ctx = auditedCity().ctx()
    for (let at = 0; at < 60; at++)
      await transact(ctx, (tx) => announce(ctx, tx, { kind: 'thing-done', subject: { kind: 'thing', id: `${at}` } }))
    const first = (await asked('')).body
    const second = (await asked(`?after=${encodeURIComponent(String(first.next))}`)).body
    expect(first.rows).toHaveLength(50)
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60)
    expect(second.next).toBeNull()
    expect(first).toMatchObject({ count: 60, isMore: false })
    expect((await asked('?after=nonsense')).status).toBe(400)
  }))

test('every filter finds its rows alone', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(1)
    const other = {
      ...aContext(anActor('unit-head', { accountId: 'wang' }), city.moment().add({ hours: 48 })),
      address: '198.51.100.1',
    }
    await auditAttempt(other, { action: 'goals.close', subjectKind: 'goal', subjectId: 'g1', result: 'denied' })
    for (const filter of [
      'who=wang',
      'action=goals.close',
      'subjectKind=goal',
      'subject=g1',
      'result=denied',
      'address=198.51.100.1',
      'from=2026-01-06',
      'from=2026-01-07&to=2026-01-07',
    ])
      expect((await asked(`?${filter}`)).body.rows, filter).toMatchObject([{ action: 'goals.close' }])
    expect((await asked('?to=2026-01-05')).body.rows).toMatchObject([{ action: 'thing-done' }])
    expect((await asked('?result=other')).status).toBe(400)
    expect((await asked('/choices')).body).toMatchObject({ actions: ['goals.close', 'thing-done'] })
  }))

test('a row shows what was before and after, its place in the chain, and no whole phone number', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(1, { before: { phone: '13800138000' }, after: { phone: null, note: '电话13900139000' } })
    await city.seal()
    const id = (await asked('')).body.rows[0]?.id
    expect((await asked(`/${id}`)).body).toMatchObject({
      details: 'kept',
      changes: [
        { field: 'phone', before: '138****8000', after: null },
        { field: 'note', before: null, after: '电话139****9000' },
      ],
      link: { position: 1, algorithm: 'sha256' },
    })
    expect((await asked('/01900000-0000-7000-8000-000000000001')).status).toBe(404)
  }))

test('an export holds the filtered rows, masked, and stands in the audit itself', () =>
  rolledBack(async () => {
    const city = auditedCity()
    await city.act(3, { phone: '13800138000' })
    const csv = await (await server().request('/api/audit/export.csv?action=thing-done')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    expect(csv).toContain('138****8000')
    expect(csv).not.toContain('13800138000')
    const xlsx = await server().request('/api/audit/export.xlsx?action=thing-done')
    const rows: unknown[] = []
    for await (const row of readSheet(new Uint8Array(await xlsx.arrayBuffer()))) rows.push(row)
    expect(rows.length).toBeGreaterThanOrEqual(4)
    expect((await asked('?action=audit-exported')).body.rows).toHaveLength(2)
  }))

test('details are told as a table, whatever their shape', () => {
  expect(changesOf({ a: 1, b: { mobile: '13800138000' } })).toEqual([
    { field: 'a', before: null, after: '1' },
    { field: 'b', before: null, after: '{"mobile":"138****8000"}' },
  ])
  expect(changesOf('one')).toEqual([{ field: '', before: null, after: 'one' }])
  expect(changesOf(null)).toEqual([])
})

test('each filter of a long audit comes from an index, under the rights of the application', () =>
  rolledBack(async () => {
    const city = auditedCity()
    const ctx = city.ctx()
    await tamper(sql`
      INSERT INTO platform.audit_rows (city, id, at, account_id, role, action, subject_kind, subject_id, result, request_id, address, digest)
      SELECT ${testCity}, gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 second', 'account-' || n % 500,
        'planning-officer', 'action-' || n % 40, 'kind-' || n % 12, 'subject-' || n % 3000,
        CASE WHEN n % 200 = 0 THEN 'denied' ELSE 'done' END, n::text, '203.0.113.' || n % 200, n::text
      FROM generate_series(1, 30000) n`)
    await tamper(sql`ANALYZE platform.audit_rows`)
    for (const filter of [
      {},
      { who: 'account-7' },
      { action: 'action-7' },
      { subject: 'subject-7' },
      { result: 'denied' as const },
      { address: '203.0.113.7' },
      { from: '2026-01-01', to: '2026-01-01' },
    ]) {
      const where = await conditions(ctx, filter)
      const plan = await read(ctx, async (tx) => (await tx.execute(sql`EXPLAIN ${pageQuery(where, 51)}`)).rows)
      const text = JSON.stringify(plan)
      expect(text, JSON.stringify(filter)).toContain('audit_rows_')
      expect(text, JSON.stringify(filter)).not.toContain('Seq Scan on audit_rows')
    }
  }))
