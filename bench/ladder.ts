import { parseArgs } from 'node:util'
import pg from 'pg'
import { judge } from '#ladder/engine/judge.ts'
import { factsOf, type Plan, plan } from '#ladder/engine/plan.ts'
import { verdictQuery } from '#ladder/engine/sql.ts'
import { columnOf } from '#ladder/engine/sql-terms.ts'
import { shippedAt, shippedRules } from '#ladder/queries.ts'
import { factCatalogue, packedFacts } from '#ladder/rules.ts'
import { onOwnServer, serverPrograms } from '../scripts/own-postgres.ts'
import { onEmbedded, onPostgres } from './ladder-product.ts'
import type { BenchRow } from './types.ts'
import { type JudgedFirm, zenRate } from './zen.ts'

/**
 * `--firms 100000` makes a quick run; `--times` says how often each is measured, the best counts. `--replayed` and
 * `--embedded` say how many firms the product itself judges on either database; `--only product` runs that alone.
 */
const { values } = parseArgs({
  strict: false,
  options: {
    firms: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    replayed: { type: 'string', default: '100000' },
    embedded: { type: 'string', default: '5000' },
    only: { type: 'string', default: '' },
  },
})
const replayed = Number(values.replayed)
const embedded = Number(values.embedded)
const firms = Number(values.firms)
const times = Number(values.times)
const goal = 40
const on = '2025-06-01'

/**
 * Firms judged end to end: packed rows read from PostgreSQL, a verdict for each criterion and points for each indicator of
 * the longest rule, and a packed row written back for each, in a fresh table. The key is made afterwards and told apart.
 */
export async function bench(): Promise<BenchRow[]> {
  const version = shippedAt(shippedRules(), 'srdi-sme', on)
  if (!version) throw new Error('the rule is not in force')
  const judged = plan(version.text, factCatalogue, on)
  const changed = {
    ...version.text,
    pass: JSON.parse(JSON.stringify(version.text.pass).replace('"total":60', '"total":70')),
  }
  const rows: BenchRow[] = [inFunction(judged), ...(await onEmbedded(embedded))]
  const programs = serverPrograms()
  if (!programs) {
    process.stderr.write('no PostgreSQL here: its figures are left out\n')
    return rows
  }
  rows.push(...(await onOwnServer(programs, (url) => onPostgres(url, replayed), ['shared_buffers=512MB'])))
  if (values.only === 'product') return rows
  // The batch role owns its tables, so that no policy is asked.
  const settings = ['jit=off', 'shared_buffers=1GB', 'max_wal_size=4GB']
  const more = await onOwnServer(programs, (url) => onServer(url, judged, plan(changed, factCatalogue, on)), settings)
  return [...rows, ...more]
}

async function onServer(url: string, judged: Plan, draft: Plan): Promise<BenchRow[]> {
  const [client, second] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
  await Promise.all([client.connect(), second.connect()])
  try {
    process.stderr.write(`  filling ${firms} firms\n`)
    await fill(client)
    const sample = await sampleOf(client, judged, 2000)
    const rates: number[] = []
    const keyTimes: number[] = []
    const halves = await halvesOf(client, second)
    for (let round = 0; round < times; round++) {
      await client.query(`CREATE TABLE bench.verdicts AS ${verdictQuery(judged, 'bench.facts', keys)} LIMIT 0`)
      const began = performance.now()
      await Promise.all(halves.map(({ by, where }) => by.query(judgedHalf(judged, where))))
      rates.push(firms / ((performance.now() - began) / 1000))
      const keyed = performance.now()
      await client.query('ALTER TABLE bench.verdicts ADD PRIMARY KEY (city, id)')
      keyTimes.push((performance.now() - keyed) / 1000)
      if (round + 1 < times) await client.query('DROP TABLE bench.verdicts')
    }
    const peer = await zenRate(sample, times)
    const best = Math.max(...rates)
    const replays: number[] = []
    for (let round = 0; round < times; round++) replays.push(await replay(client, draft))
    return [
      {
        ...{
          name: 'ladder: firms judged, written back',
          value: best,
          unit: '1/s',
          goal: peer === null ? null : goal * peer,
        },
        against:
          peer === null
            ? 'zen-engine is not installed: npm install --prefix bench/peers'
            : `${goal} × zen-engine ${Math.round(peer)}/s, ${firms} firms`,
        ratio: peer === null ? null : best / (goal * peer),
        met: peer === null ? null : best >= goal * peer,
      },
      {
        ...{ name: 'ladder: times the bare zen-engine', value: peer === null ? null : best / peer, unit: '×', goal },
        against: 'the same rule as one node of expressions, the same firms, the same run',
        ratio: peer === null ? null : best / peer / goal,
        met: peer === null ? null : best / peer >= goal,
      },
      row('ladder: key of the fresh table', Math.min(...keyTimes), 's', null, `${firms} rows, made afterwards`),
      row(
        'ladder: replay of 100,000 firms under a draft',
        Math.min(...replays),
        's',
        2,
        'who wins, who loses, which criterion',
      ),
    ]
  } finally {
    await Promise.all([client.end(), second.end()])
  }
}

const keys = ['city', 'id']

/** Two sessions share the table by its pages, a core for each. */
async function halvesOf(first: pg.Client, second: pg.Client): Promise<{ by: pg.Client; where: string }[]> {
  const found = await first.query(`SELECT pg_relation_size('bench.facts') / 16384 AS half`)
  const edge = `'(${found.rows[0]?.half ?? 0},0)'::tid`
  return [
    { by: first, where: `ctid < ${edge}` },
    { by: second, where: `ctid >= ${edge}` },
  ]
}

const judgedHalf = (judged: Plan, where: string): string =>
  `INSERT INTO bench.verdicts ${verdictQuery(judged, `(SELECT * FROM bench.facts WHERE ${where}) AS facts`, keys)}`

/** The draft against what stands, told by what changed. */
async function replay(client: pg.Client, draft: Plan): Promise<number> {
  const began = performance.now()
  const some = '(SELECT * FROM bench.facts LIMIT 100000) AS facts'
  await client.query(`
    SELECT old.passes AS before, new.passes AS after, old.verdicts AS was, new.verdicts AS is, count(*)
    FROM (${verdictQuery(draft, some, keys)}) AS new JOIN bench.verdicts AS old USING (city, id)
    WHERE old.passes <> new.passes GROUP BY 1, 2, 3, 4`)
  return (performance.now() - began) / 1000
}

/** Firms of every kind; one figure in fifty is not known. The numbers come from a firm's place alone. */
async function fill(client: pg.Client): Promise<void> {
  const columns = packedFacts.map(
    ({ reference, isLarge }) => `${columnOf(reference)} ${isLarge ? 'bigint' : 'integer'}`,
  )
  await client.query(
    `CREATE SCHEMA bench; CREATE TABLE bench.facts (city text NOT NULL, id uuid NOT NULL, ${columns.join(', ')})`,
  )
  const random = (reference: string) => `(hashint8extended(n, ${hash(reference)}) & 1048575)`
  const value = ({ reference, isLarge }: (typeof packedFacts)[number]): string => {
    const kind = Object.entries(factCatalogue).find(
      ([code]) => reference.replace(/(-\d|\.from|\.until)$/, '') === code || code === reference,
    )?.[1]
    const own = random(reference)
    if (kind?.kind === 'choice') return `${own} % ${kind.options.length}`
    if (kind?.kind === 'flag') return reference === 'review' ? '0' : `${own} % 2`
    if (kind?.kind === 'title')
      return reference.endsWith('.from')
        ? `CASE WHEN ${own} % 9 = 0 THEN 19000 ELSE 1000000 END`
        : `CASE WHEN ${own} % 3 > 0 THEN 20500 ELSE -1000000 END`
    if (kind?.kind === 'event') return `CASE WHEN ${own} % 400 = 0 THEN 19900 ELSE -1000000 END`
    const share = reference.startsWith('rd-expense')
      ? '0.07'
      : reference.startsWith('net')
        ? '0.15'
        : reference.startsWith('equity')
          ? '0.01'
          : '1'
    if (isLarge)
      return `(${random(`size${reference.replace(/-\d$/, '').length % 2}`)} * 200 * (0.6 + ${own} / 2097152.0) * ${share})::bigint`
    if (reference === 'employees') return `20 + ${own} % 800`
    if (reference === 'local-points') return `100 * (${own} % 16)`
    return `${own} % 20`
  }
  const known = (fact: (typeof packedFacts)[number]) =>
    `CASE WHEN ${random(`known ${fact.reference}`)} % 50 > 0 THEN ${value(fact)} END`
  await client.query(
    `INSERT INTO bench.facts SELECT '990100', gen_random_uuid(), ${packedFacts.map(known).join(', ')} FROM generate_series(1, $1::bigint) AS n`,
    [firms],
  )
  await client.query('VACUUM ANALYZE bench.facts')
}

/** FNV-1a: a seed for each fact. */
const hash = (text: string): number =>
  [...text].reduce((sum, one) => Math.imul(sum ^ (one.codePointAt(0) ?? 0), 16777619) >>> 1, 2166136261 >>> 1)

/** Firms without gaps, with our verdict, for the peer, which knows no missing data; SQL and function must agree on them. */
async function sampleOf(client: pg.Client, judged: Plan, many: number): Promise<JudgedFirm[]> {
  const found = await client.query(`SELECT * FROM bench.facts ORDER BY id LIMIT ${many * 8}`)
  const named = new Map(packedFacts.map(({ reference }) => [columnOf(reference), reference]))
  const all = found.rows.map((row): JudgedFirm => {
    const facts = Object.fromEntries(
      Object.entries(row).flatMap(([column, value]) => {
        const reference = named.get(column)
        return reference ? [[reference, value === null ? null : Number(value)]] : []
      }),
    )
    const evaluation = judge(judged, facts)
    const { total, passes } = evaluation
    return { facts, total: total?.atLeast ?? 0, passes }
  })
  const needed = factsOf(judged)
  return all.filter(({ facts }) => needed.every((one) => facts[one] !== null)).slice(0, many)
}

function inFunction(judged: Plan): BenchRow {
  const facts = Object.fromEntries(
    packedFacts.map(({ reference, isLarge }, at) => [reference, isLarge ? 1e7 + at * 1e6 : at % 4]),
  )
  const each = 2000
  const runs = Array.from({ length: times + 1 }, () => {
    const began = performance.now()
    for (let at = 0; at < each; at++) judge(judged, { ...facts, revenue: 1e8 + at })
    return (performance.now() - began) / each
  })
  return row(
    'ladder: one firm with reasons, in the browser’s function',
    Math.min(...runs),
    'ms',
    1,
    'four conditions, 13 indicators',
  )
}

const row = (name: string, value: number, unit: string, goal: number | null, against: string): BenchRow => ({
  ...{ name, value, unit, against, goal },
  ratio: goal === null ? null : goal / value,
  met: goal === null ? null : value <= goal,
})
