import { mkdir, readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { formatMoney, formatNumber } from '#platform/format.ts'
import { fill } from '#platform/i18n.ts'
import { zh } from './messages.zh.ts'
import { readBatch } from './reader/batch.ts'
import type { BatchItem } from './reader/batch-worker.ts'
import { ReadError } from './reader/errors.ts'
import { readDocumentFile, readingJson } from './reader/read-file.ts'
import { type Say, type SummaryStyle, summarize } from './reader/summary.ts'
import { loadWords } from './reader/words.ts'

/** Where the command writes; `process.stdout` and `process.stderr` fit. */
export interface CommandIo {
  out: { write(text: string): unknown; isTTY?: boolean }
  err: { write(text: string): unknown; isTTY?: boolean; columns?: number }
  env: Readonly<Record<string, string | undefined>>
}

const done = 0
const someFailed = 1
const wrongUse = 2

const messages: Readonly<Record<string, string>> = zh
const say: Say = (key, facts) => fill(messages[key] ?? key, facts)

/**
 * `daqiao read FILE [--json]` and `daqiao read FILE-OR-FOLDER... --out DIR`.
 * @returns the exit status: 0 all read, 1 some failed (named on standard error, the others done), 2 usage
 */
export async function readCommand(args: string[], io?: CommandIo): Promise<number> {
  const terminal = io ?? { out: process.stdout, err: process.stderr, env: process.env }
  const asked = parse(args)
  if ('help' in asked) {
    terminal.out.write(`${say('documents.readUsage')}\n`)
    return done
  }
  if ('problem' in asked) {
    terminal.err.write(`${asked.problem}\n\n${say('documents.readUsage')}\n`)
    return wrongUse
  }
  return asked.out === null
    ? readOne(asked.inputs[0] ?? '', asked.json, terminal)
    : readMany(asked.inputs, asked.out, terminal)
}

type Asked = { inputs: string[]; json: boolean; out: string | null } | { problem: string } | { help: true }

function parse(args: readonly string[]): Asked {
  const inputs: string[] = []
  let json = false
  let out: string | null = null
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--help' || arg === '-h') return { help: true }
    if (arg === '--') {
      inputs.push(...args.slice(i + 1))
      break
    }
    if (arg === '--json') json = true
    else if (arg === '--out') {
      out = args[++i] ?? null
      if (!out) return { problem: say('documents.readNeedsOut') }
    } else if (arg.startsWith('--out=')) out = arg.slice('--out='.length)
    else if (arg.startsWith('-') && arg !== '-') return { problem: say('documents.readUnknownOption', { name: arg }) }
    else inputs.push(arg)
  }
  if (inputs.length === 0) return { problem: say('documents.readNothing') }
  return inputs.length > 1 && out === null ? { problem: say('documents.readNeedsOut') } : { inputs, json, out }
}

async function readOne(input: string, json: boolean, { out, err, env }: CommandIo): Promise<number> {
  try {
    if ((await stat(input)).isDirectory()) {
      err.write(`${say('documents.readNeedsOut')}\n`)
      return wrongUse
    }
    const reading = await readDocumentFile(input, loadWords())
    const colours = out.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
    out.write(json ? readingJson(reading) : `${summarize(reading, styleFor(colours))}\n`)
    return done
  } catch (error) {
    err.write(`${explain(error, basename(input))}\n`)
    return someFailed
  }
}

function explain(error: unknown, name: string): string {
  if (error instanceof ReadError) return say(error.key, { name, ...error.facts })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return say('documents.readNoFile', { name })
  if (/^E[A-Z]+$/.test(code)) return say('documents.readNotReadable', { name, reason: code })
  return say('documents.readBug', { name, reason: error instanceof Error ? error.message : String(error) })
}

function styleFor(colours: boolean): SummaryStyle {
  const paint = (start: number, end: number) => (text: string) => (colours ? `\x1b[${start}m${text}\x1b[${end}m` : text)
  return {
    say,
    formatNumber: (value) => formatNumber('zh', value),
    formatMoney: (value) => formatMoney('zh', value),
    bold: paint(1, 22),
    dim: paint(2, 22),
    accent: paint(36, 39),
  }
}

async function readMany(inputs: readonly string[], dir: string, io: CommandIo): Promise<number> {
  const { err } = io
  const problems: string[] = []
  const files: string[] = []
  for (const input of inputs) {
    try {
      const found = await filesUnder(input)
      if (found.length === 0) problems.push(say('documents.readNoInput', { name: input }))
      files.push(...found)
    } catch (error) {
      problems.push(explain(error, input))
    }
  }
  try {
    await mkdir(dir, { recursive: true })
  } catch (error) {
    err.write(`${explain(error, dir)}\n`)
    return someFailed
  }
  const started = performance.now()
  const progress = progressOn(err, files.length)
  await readBatch(nameOutputs(files, dir), ({ input, failure }) => {
    if (failure) problems.push(named(basename(input), say(failure.key, { name: basename(input), ...failure.facts })))
    progress.step(basename(input))
  })
  progress.end()
  for (const problem of problems) err.write(`✗ ${problem}\n`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  err.write(`${say('documents.readFinished', { done: files.length, failed: problems.length, seconds })}\n`)
  return problems.length > 0 ? someFailed : done
}

/** In a batch the user must see which file it was; nothing of it is kept. */
const named = (name: string, problem: string): string => (problem.includes(name) ? problem : `${name}：${problem}`)

const readable = new Set(['.txt', '.md', '.markdown', '.html', '.htm', '.docx', '.pdf', '.ofd', '.doc', '.wps'])

/** A file itself; of a folder and the folders in it, the documents by their names. */
async function filesUnder(input: string): Promise<string[]> {
  if (!(await stat(input)).isDirectory()) return [input]
  const entries = await readdir(input, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && readable.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** jm.txt → jm.json; a second document of that name keeps its extension or gets a number. */
function nameOutputs(files: readonly string[], dir: string): BatchItem[] {
  const taken = new Set<string>()
  return files.map((input) => {
    const name = basename(input)
    const stem = basename(input, extname(input))
    const names = [stem, name, ...Array.from({ length: files.length }, (_, i) => `${stem}-${i + 2}`)]
    const free = names.find((candidate) => !taken.has(candidate.toLowerCase())) ?? name
    taken.add(free.toLowerCase())
    return { input, output: join(dir, `${free}.json`) }
  })
}

const barWidth = 24

/** A bar on a terminal; elsewhere a line at every tenth. */
function progressOn(err: CommandIo['err'], total: number): { step(name: string): void; end(): void } {
  let count = 0
  let tenth = 0
  return {
    step(name) {
      count++
      const text = say('documents.readProgress', { done: count, total })
      if (err.isTTY) {
        const filled = Math.round((count / total) * barWidth)
        const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${text} ${name}`
        err.write(`\r\x1b[2K${bar.slice(0, Math.max(20, (err.columns ?? 80) - 12))}`)
      } else if (Math.floor((count / total) * 10) > tenth && total > 20) {
        tenth = Math.floor((count / total) * 10)
        err.write(`${text}\n`)
      }
    },
    end() {
      if (err.isTTY && count > 0) err.write('\r\x1b[2K')
    },
  }
}
