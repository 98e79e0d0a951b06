import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { openPool } from '../db/pool.ts'
import { AppError } from '../errors.ts'
import { lockFolder } from '../lock.ts'
import { prepare } from '../prepare.ts'
import type { LocalCommand, Progress } from './command.ts'
import { type Running, readRunning } from './running.ts'

/**
 * Runs a local command where the database is open: in the process that serves this data folder, or, where none runs, in
 * this one, which opens the database for the time of the command. On `DATABASE_URL` it always goes to the database.
 *
 * @throws AppError whatever the command refuses with; not-found `platform.noData` where the folder holds no database;
 * unavailable `platform.folderInUse` where a process is just starting or stopping
 */
export async function runLocalCommand<Input extends z.ZodType, Answer extends z.ZodType>(
  config: Config,
  command: LocalCommand<Input, Answer>,
  input: z.input<Input>,
  report: (progress: Progress) => void = () => undefined,
): Promise<z.output<Answer>> {
  const running = config.databaseUrl ? null : readRunning(config.folder)
  const response = running ? await ask(running, command.name, input) : null
  const answer = response ? await answerOf(response, report) : await runHere(config, command, input, report)
  return command.answer.parse(answer)
}

/** Null where nobody listens any more: the process was killed and its file stayed. */
async function ask(running: Running, name: string, input: unknown): Promise<Response | null> {
  const response = await fetch(`${running.address}/api/local/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => null)
  // Another program may have got the port of a killed process: it does not know the token.
  return response?.ok ? response : null
}

const Line = z.union([
  z.object({ progress: z.object({ done: z.number(), of: z.number() }) }),
  z.object({
    refusal: z.object({
      fault: z.enum(['invalid', 'forbidden', 'not-found', 'conflict', 'unavailable']),
      key: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  z.object({ answer: z.unknown() }),
])

async function answerOf(response: Response, report: (progress: Progress) => void): Promise<unknown> {
  for await (const text of linesOf(response)) {
    const line = Line.parse(JSON.parse(text))
    if ('progress' in line) report(line.progress)
    else if ('refusal' in line) throw new AppError(line.refusal.fault, line.refusal.key, line.refusal.facts)
    else return line.answer
  }
  throw new AppError('unavailable', 'platform.localFailed')
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of response.body ?? []) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

async function runHere<Input extends z.ZodType>(
  config: Config,
  command: LocalCommand<Input>,
  input: z.input<Input>,
  report: (progress: Progress) => void,
): Promise<unknown> {
  const release = config.databaseUrl ? () => undefined : takeFolder(config.folder)
  try {
    const embedded = config.databaseUrl
      ? null
      : await startEmbedded({ folder: join(config.folder, 'database'), synced: config.pack !== 'sample' })
    const pool = embedded
      ? openPool({ host: embedded.socketFolder, single: true })
      : openPool({ connectionString: config.ownerUrl ?? config.databaseUrl ?? '', single: false })
    try {
      await migrate(pool)
      prepare(config, pool)
      return await command.run(command.input.parse(input), { report, signal: new AbortController().signal })
    } finally {
      await pool.end()
      await embedded?.close()
    }
  } finally {
    release()
  }
}

function takeFolder(folder: string): () => void {
  if (!existsSync(join(folder, 'database'))) throw new AppError('not-found', 'platform.noData', { folder })
  return lockFolder(folder)
}
