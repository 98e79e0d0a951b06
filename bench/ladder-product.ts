/** The ladder as the product runs it: firms of the registry judged and replayed under a draft, as its pages ask for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { listRules, replay } from '../src/ladder/rule-changes/queries.ts'
import { judgeAll } from '../src/ladder/standing/commands.ts'
import { listCandidates } from '../src/ladder/standing/queries.ts'
import { type Context, systemContext } from '../src/platform/actor.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openPool } from '../src/platform/db/pool.ts'
import { databasePool, setDatabase } from '../src/platform/db/transact.ts'
import { loadRules } from '../src/platform/rules/index.ts'
import type { BenchRow } from './types.ts'

const city = '990100'
const moment = Temporal.Instant.from('2026-05-10T01:30:00Z')

/** On PostgreSQL, in a database of its own. */
export async function onPostgres(url: string, firms: number): Promise<BenchRow[]> {
  const pool = openPool({ connectionString: url, single: false })
  try {
    return await measured(pool, 'PostgreSQL', firms, 2)
  } finally {
    await pool.end()
  }
}

/** On the database inside the product, with fewer firms. */
export async function onEmbedded(firms: number): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daqiao-bench-'))
  const database = await startEmbedded({ folder, synced: false, name: 'ladder-bench' })
  const pool = openPool({ host: database.socketFolder, single: true })
  try {
    return await measured(pool, 'embedded', firms, null)
  } finally {
    await pool.end()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(
  pool: ReturnType<typeof openPool>,
  name: string,
  firms: number,
  goal: number | null,
): Promise<BenchRow[]> {
  await migrate(pool)
  setDatabase(pool)
  await loadRules(moment)
  const user = systemContext(city, () => moment)
  const ctx: Context = { ...user, actor: { ...user.actor, role: 'enterprise-officer' } }
  process.stderr.write(`  ${name}: filling ${firms} firms\n`)
  await fill(firms)
  const first = await timed(() => judgeAll(ctx))
  const again = await timed(() => judgeAll(ctx))
  const rule = 'srdi-sme'
  const current = (await listRules(ctx)).rules.find((one) => one.rule === rule)
  const numbers = current?.numbers.filter(({ value }) => value === '3%' || value === '1500万元') ?? []
  const edits = numbers.map(({ at, value }) => ({ at, to: value === '3%' ? '4%' : '2000万元' }))
  const times: number[] = []
  let told = await replay(ctx, { rule, edits })
  for (let round = 0; round < 3; round++) {
    const one = await timed(() => replay(ctx, { rule, edits }))
    told = one.result
    times.push(one.seconds)
  }
  const text = JSON.stringify({
    ...{ zh: '试算名单', en: 'Trial list', regime: '2026', document: '试算', sure: 'verified' },
    pass: {
      allOf: [
        { id: 'size', of: 'revenue', atLeast: '2亿元' },
        { id: 'rise', of: { growth: 'revenue' }, atLeast: '5%' },
      ],
    },
  })
  const local = await timed(() => replay(ctx, { rule: 'city-trial', edits: [], text }))
  const near = await timed(() => listCandidates(ctx, { rule }))
  const wins = told.changes.reduce((sum, one) => sum + (one.kind === 'other' ? 0 : one.firms), 0)
  const row = (what: string, seconds: number, most: number | null, against: string): BenchRow => ({
    ...{ name: `ladder: ${what}, ${firms} firms, ${name}`, value: seconds, unit: 's', goal: most, against },
    ...{ ratio: most === null ? null : most / seconds, met: most === null ? null : seconds <= most },
  })
  return [
    row('all firms judged by every rule, first time', first.seconds, null, 'from the registry, with the log'),
    row('all firms judged again', again.seconds, null, 'with what changed and why'),
    row('replay under a draft as the page asks', Math.max(...times), goal, `slowest of 3; ${wins} firms win or lose`),
    row('replay of a new list of the city', local.seconds, goal, 'two criteria'),
    row('ten nearest candidates', near.seconds, null, 'with what each lacks'),
  ]
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began) / 1000 }
}

/** Invented firms with a profile, thirteen figures each, and a title for one in four. Numbers come from the place alone. */
async function fill(firms: number): Promise<void> {
  const pool = databasePool()
  const who = `'bench', 'bench', now()`
  const random = (seed: number, most: number) => `((hashint8(n * 100 + ${seed}) & 2147483647) % ${most})`
  const statements = [
    `INSERT INTO platform.cities (code, name, name_en, is_sample) VALUES ('${city}', '甲市', 'Alpha', true)`,
    `INSERT INTO organisations.divisions (city, code, name, short_name, name_en, aliases, kind, official_order)
     VALUES ('${city}', '${city}', '甲市', '甲', 'Alpha', '{}', 'city', 1)`,
    `CREATE TABLE public.bench_firms AS SELECT n, gen_random_uuid() AS id FROM generate_series(1::bigint, ${firms}) n`,
    `INSERT INTO enterprises.enterprises (city, id, name, short_name, division_code, initials)
     SELECT '${city}', id, '甲市第' || n || '厂', '第' || n || '厂', '${city}', 'jsd' || n || 'c' FROM public.bench_firms`,
    `INSERT INTO enterprises.profiles (city, id, size_class, segment_since_year, founded_on, rd_institution, product_field,
       product_area, digital_level, has_own_brand, entered_by_id, entered_by_name, entered_at)
     SELECT '${city}', id, (ARRAY['medium','small','micro','large'])[1 + ${random(1, 4)}], 2005 + ${random(2, 20)},
       DATE '2000-01-01' + ${random(3, 8000)}, (ARRAY['none','city','provincial','below-city'])[1 + ${random(4, 4)}],
       (ARRAY['sei','other'])[1 + ${random(5, 2)}], (ARRAY['key','base','none'])[1 + ${random(6, 3)}], ${random(7, 5)},
       ${random(8, 2)} = 1, ${who} FROM public.bench_firms`,
    `INSERT INTO enterprises.indicators (city, enterprise_id, code, year, value, source_class, entered_by_id, entered_by_name,
       entered_at)
     SELECT '${city}', f.id, k.code, k.year,
       ((2000000 + ${random(9, 200_000_000)}::bigint) * k.thousandths / 1000) / k.per, 'annual-report', ${who}
     FROM public.bench_firms f CROSS JOIN (VALUES ('revenue', 2025, 1000, 1), ('revenue', 2024, 940, 1), ('revenue', 2023, 900, 1),
       ('main-revenue', 2025, 850, 1), ('main-revenue', 2024, 800, 1), ('main-revenue', 2023, 760, 1),
       ('rd-expense', 2025, 38, 1), ('rd-expense', 2024, 33, 1), ('assets', 2025, 1200, 1), ('liabilities', 2025, 600, 1),
       ('net-profit', 2025, 60, 1), ('employees', 2025, 1000, 400000), ('rd-staff', 2025, 120, 400000)
     ) AS k(code, year, thousandths, per)`,
    `INSERT INTO enterprises.listings (city, id, enterprise_id, list, valid_from, valid_to, source, evidence, entered_by_id,
       entered_by_name, entered_at)
     SELECT '${city}', gen_random_uuid(), id, 'innovative-sme', '2024-05-01', '2027-04-30', 'notice', 'bench', ${who}
     FROM public.bench_firms WHERE n % 4 = 0`,
    'DROP TABLE public.bench_firms',
    'ANALYZE',
  ]
  for (const statement of statements) await pool.query(statement)
}
