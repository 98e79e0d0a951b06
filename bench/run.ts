/**
 * `npm run bench` runs all, `npm run bench -- reader` one; prints a table and writes `bench/results.json`. What begins with
 * a dash is the benchmark's own: `npm run bench -- requests --rows 10000 --seconds 1`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import type { BenchRow } from './types.ts'

/** Benchmarks by name. A benchmark never fails a test run. */
const benches: Record<string, () => Promise<{ bench: () => Promise<BenchRow[]> }>> = {
  reader: () => import('./reader.ts'),
  product: () => import('./product.ts'),
  requests: () => import('./requests.ts'),
  reminders: () => import('./reminders.ts'),
  hotline: () => import('./hotline.ts'),
  ladder: () => import('./ladder.ts'),
  enterprises: () => import('./enterprises.ts'),
  import: () => import('./import.ts'),
}

const words = process.argv.slice(2)
const asked = words.filter((word, at) => !word.startsWith('-') && !words[at - 1]?.startsWith('--'))
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  process.stderr.write(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}

const machine = `${cpus()[0]?.model ?? 'unknown'} × ${availableParallelism()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
const date = new Date().toISOString().slice(0, 10)
const results: (BenchRow & { machine: string; date: string })[] = []
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  process.stderr.write(`· ${name}\n`)
  const load = benches[name]
  if (load) for (const row of await (await load()).bench()) results.push({ ...row, machine, date })
}

const shown = (value: unknown): string =>
  typeof value === 'number'
    ? String(Math.round(value * 1000) / 1000)
    : value === null || value === undefined
      ? ''
      : String(value)
const header = ['name', 'value', 'unit', 'against', 'ratio', 'goal', 'met'] as const
const lines = [header.map(String), ...results.map((row) => header.map((key) => shown(row[key])))]
const widths = header.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
for (const line of lines)
  process.stdout.write(
    `${line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()}\n`,
  )
process.stdout.write(`${machine}, ${date}\n`)

const file = new URL('results.json', import.meta.url)
const measured = new Set(results.map((row) => row.name))
writeFileSync(file, `${JSON.stringify([...earlier().filter((row) => !measured.has(row.name)), ...results], null, 1)}\n`)

function earlier(): typeof results {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as typeof results
  } catch {
    return []
  }
}
