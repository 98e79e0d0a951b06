import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { followWords } from '../src/enterprises/search/commands.ts'
import { listFirms } from '../src/enterprises/search/list/queries.ts'
import { termsOf } from '../src/enterprises/search/rules.ts'
import { type Context, systemContext } from '../src/platform/actor.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openPool } from '../src/platform/db/pool.ts'
import { databasePool, read, setDatabase, transact } from '../src/platform/db/transact.ts'
import { initialsOf } from '../src/platform/pinyin.ts'
import { loadRules } from '../src/platform/rules/index.ts'
import type { BenchRow } from './types.ts'

/** `--firms 20000` makes a quick run; `--asked` says how many searches of each length are made. */
const { values } = parseArgs({
  strict: false,
  options: { firms: { type: 'string', default: '1000000' }, asked: { type: 'string', default: '150' } },
})
const firms = Number(values.firms)
const asked = Number(values.asked)
const city = '990100'
const goalMs = 50
const moment = Temporal.Instant.from('2026-03-10T01:30:00Z')

const places = '望澜 鹭汀 棠港 砚浦 岑源 松岫 望澜市 鹭汀区'.split(' ')
const firsts = [...'恒瑞海江汇鼎金华鑫永德宏泰博远盛达宇航智联云启明凯利润丰源捷诚信和顺安康嘉美优佳星辰晨旭光亚太']
const trades =
  '机械 电子 科技 新材料 五金 塑料 食品 纺织 家具 照明 电器 包装 印刷 化工 模具 汽车零部件 精密制造 物流 贸易 软件 信息技术 生物 环保 建材 陶瓷 造纸'.split(
    ' ',
  )
const ends = '有限公司 股份有限公司 有限责任公司 厂 集团有限公司'.split(' ')

/** Search among a million firms: a whole list with its rows, under the role of the application. */
export async function bench(): Promise<BenchRow[]> {
  const programs = serverPrograms()
  if (!programs) {
    process.stderr.write('no PostgreSQL here: its figures are left out\n')
    return []
  }
  return onOwnServer(programs, onServer, ['jit=off', 'shared_buffers=1GB', 'max_wal_size=4GB'])
}

async function onServer(url: string): Promise<BenchRow[]> {
  const pool = openPool({ connectionString: url, single: false })
  try {
    await migrate(pool)
    setDatabase(pool)
    await loadRules(moment)
    const user = systemContext(city, () => moment)
    const ctx: Context = { ...user, actor: { ...user.actor, role: 'enterprise-officer' } }
    process.stderr.write(`  filling ${firms} firms\n`)
    const filledSeconds = await fill(ctx)
    const names = await sampleOf(asked * 4)
    const kinds: [string, string[]][] = [
      ['2 characters', names.slice(0, asked).map((name, at) => part(name, 2, at))],
      ['3 characters', names.slice(asked, asked * 2).map((name, at) => part(name, 3, at))],
      ['4 characters', names.slice(asked * 2, asked * 3).map((name, at) => part(name, 4, at))],
      ['4 initials', names.slice(asked * 3).map((name, at) => part(initialsOf(name).toLowerCase(), 4, at))],
    ]
    const rows: BenchRow[] = []
    for (const [kind, words] of kinds) rows.push(await timed(ctx, kind, words))
    const all = kinds.flatMap(([, words]) => words.slice(0, 25))
    return [...rows, await recallOf(ctx, all), wordsRow(filledSeconds)]
  } finally {
    await pool.end()
  }
}

/** A part of a name from a place that goes round. */
function part(name: string, length: number, at: number): string {
  const characters = [...name]
  const from = at % Math.max(1, characters.length - length + 1)
  return characters.slice(from, from + length).join('')
}

async function timed(ctx: Context, kind: string, words: readonly string[]): Promise<BenchRow> {
  for (const q of words.slice(0, 10)) await listFirms(ctx, { q, page: 1 })
  const times: number[] = []
  for (const q of words) {
    const began = performance.now()
    await listFirms(ctx, { q, page: 1 })
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? 0
  return {
    ...{ name: `search: ${kind} among ${firms} firms, p95`, value: p95, unit: 'ms', goal: goalMs },
    against: `median ${(times[Math.floor(times.length / 2)] ?? 0).toFixed(1)} ms, slowest ${(times.at(-1) ?? 0).toFixed(0)} ms`,
    ...{ ratio: goalMs / p95, met: p95 < goalMs },
  }
}

/** Firms found through the index, of those that hold the words when every row is read. */
async function recallOf(ctx: Context, words: readonly string[]): Promise<BenchRow> {
  let [found, there] = [0, 0]
  for (const q of words) {
    const { query, exact } = termsOf(q)
    // The index alone: the function reads row by row where words are common.
    const { rows } = await databasePool().query<{ found: string; there: string }>(
      `SELECT (SELECT count(*) FROM enterprises.search_words WHERE city = $1 AND enterprises.terms(words) @@ $2::tsquery
         AND words LIKE $3) AS found,
        (SELECT count(*) FROM enterprises.search_words WHERE city = $1 AND words LIKE $3) AS there`,
      [ctx.city, query, exact],
    )
    found += Number(rows[0]?.found)
    there += Number(rows[0]?.there)
  }
  const share = found / there
  return {
    ...{ name: 'search: substrings found', value: share * 100, unit: '%', goal: 100, ratio: share, met: share === 1 },
    against: `${words.length} searches, ${there} firms by reading every row`,
  }
}

const wordsRow = (seconds: number): BenchRow => ({
  ...{ name: `search: words of ${firms} firms written and indexed`, value: seconds, unit: 's' },
  ...{ against: 'set by set, the index afterwards', ratio: null, goal: null, met: null },
})

/** Invented firms, made in the database; what they are found by is written as the product writes it. @returns its seconds */
async function fill(ctx: Context): Promise<number> {
  const used = [...new Set([...places, ...firsts, ...trades, ...ends].join(''))]
  const pool = databasePool()
  await pool.query(
    `INSERT INTO platform.cities (code, name, name_en, is_sample) VALUES ('${city}', '甲市', 'Alpha', true)`,
  )
  await pool.query(
    `INSERT INTO organisations.divisions (city, code, name, short_name, name_en, aliases, kind, official_order)
     VALUES ('${city}', '${city}', '甲市', '甲', 'Alpha', '{}', 'city', 1)`,
  )
  await pool.query(
    `INSERT INTO enterprises.enterprises (city, id, name, short_name, credit_code, division_code, initials)
     SELECT $1, gen_random_uuid(), name, short, code, $1, translate(name || ' ' || short, $6, $7) FROM (
       SELECT p || s || t || e AS name, s || t AS short, '91990100MA' || lpad(upper(to_hex(n * 7919 % 4294967291)), 8, '0') AS code
       FROM (SELECT n, ($2::text[])[1 + n * 31 % array_length($2::text[], 1)] AS p,
           (SELECT string_agg(($3::text[])[1 + (hashint8(n * 10 + k) & 2147483647) % array_length($3::text[], 1)], '')
             FROM generate_series(1, 2 + n::int % 2) k) AS s,
           ($4::text[])[1 + (hashint8(n + 7) & 2147483647) % array_length($4::text[], 1)] AS t,
           ($5::text[])[1 + (hashint8(n + 13) & 2147483647) % array_length($5::text[], 1)] AS e
         FROM generate_series(1::bigint, $8::bigint) n) one) firm`,
    [city, places, firsts, trades, ends, used.join(''), initialsOf(used.join('')).toLowerCase(), firms],
  )
  await pool.query('DROP INDEX enterprises.search_words_terms')
  const began = performance.now()
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM enterprises.enterprises')
  for (let at = 0; at < rows.length; at += 20_000) {
    const ids = rows.slice(at, at + 20_000).map(({ id }) => id)
    await transact(ctx, (tx) => followWords(tx, ctx, ids))
  }
  await pool.query(
    `CREATE INDEX search_words_terms ON enterprises.search_words USING gin (enterprises.terms(words))
     WITH (gin_pending_list_limit = 512)`,
  )
  const seconds = (performance.now() - began) / 1000
  await pool.query('VACUUM ANALYZE')
  await read(ctx, (tx) => tx.execute(sql`select 1`))
  return seconds
}

async function sampleOf(count: number): Promise<string[]> {
  const { rows } = await databasePool().query<{ name: string }>(
    'SELECT name FROM enterprises.enterprises ORDER BY hashtext(id::text) LIMIT $1',
    [count],
  )
  return rows.map(({ name }) => name)
}
