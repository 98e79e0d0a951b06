import { and, eq, inArray } from 'drizzle-orm'
import { type Context, systemActor } from '#platform/actor.ts'
import { now as machineClock } from '#platform/clock.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { WordField } from '../contract.ts'
import { fileOf, findImport, type ImportRow, knownWords } from '../queries.ts'
import { openTickets, type TableRow } from '../reading/queries.ts'
import { fingerprintOf, readTicket } from '../reading/rules.ts'
import { forgetFile, keepProblems, saveImport, tell } from '../records/commands.ts'
import { hotlineTickets } from '../tables.ts'
import { type Taken, type Words, write } from '../writing/commands.ts'

/** Rows of one transaction, and how long one job works. */
const batchRows = 250
const workSeconds = 60
const mostWords = 200
const mostExamples = 5

/**
 * Goes through the rows that are left, a batch in each transaction, the progress with it: an end at any point loses no row
 * and imports none twice. Looked through and imported by the same steps; only the writing is left out.
 *
 * @param onBatch told of each batch that was written
 * @param clock tells what has not happened yet
 * @returns whether rows are left for another job
 */
export async function workOff(
  { city, importId }: { city: string; importId: string },
  onBatch: (rowsDone: number) => void = () => undefined,
  clock: Context['now'] = machineClock,
): Promise<boolean> {
  const start = await read({ city }, (tx) => findImport(tx, contextOf(city, null, clock), importId))
  if (start.state !== 'checking' && start.state !== 'running') return false
  const ctx = contextOf(city, start, clock)
  const until = machineClock().add({ seconds: workSeconds })
  try {
    const bytes = await read(ctx, (tx) => fileOf(tx, ctx, importId))
    const words = await read(ctx, (tx) => knownWords(tx, ctx))
    const { rows } = await openTickets(bytes, start.mapping.fields)
    const seen = new Map<string, number>()
    let batch: { row: TableRow; first: number | null }[] = []
    let state: ImportRow | null = start
    for await (const row of rows) {
      const number = String(row.cells.number ?? '').trim()
      const first = seen.get(number) ?? null
      if (first === null && number !== '') seen.set(number, row.row)
      if (row.row <= start.throughRow) continue
      batch.push({ row, first })
      if (batch.length < batchRows) continue
      state = await takeBatch(ctx, state, words, batch)
      batch = []
      if (state === null) return false
      onBatch(state.rowsDone)
      if (machineClock().epochMilliseconds > until.epochMilliseconds) return true
    }
    state = await takeBatch(ctx, state, words, batch)
    if (state !== null) await finish(ctx, state)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await fail(ctx, start, error.key)
  }
  return false
}

/** What stopped it is told; its file stays, so that it can be tried again from where it stood. */
const fail = (ctx: Context, { id, state }: ImportRow, failure: string): Promise<void> =>
  transact(ctx, async (tx) => {
    const held = await findImport(tx, ctx, id, true)
    if (held.state !== state) return
    const change = { state: 'failed', failure, endedAt: ctx.now().toString(), version: held.version + 1 }
    await saveImport(ctx, tx, id, change)
  })

/** Acts in the name of who started it. */
const contextOf = (city: string, row: ImportRow | null, clock: Context['now']): Context => ({
  actor: {
    ...systemActor(city),
    role: 'request-desk',
    ...(row && { accountId: row.startedBy, name: row.startedByName }),
  },
  city,
  now: clock,
  requestId: newId().slice(-12),
  address: null,
})

/** Null where somebody else went on, or the import was given up. */
const takeBatch = (
  ctx: Context,
  before: ImportRow,
  words: Words,
  batch: readonly { row: TableRow; first: number | null }[],
): Promise<ImportRow | null> =>
  transact(ctx, async (tx) => {
    const held = await findImport(tx, ctx, before.id, true)
    if (held.state !== before.state || held.throughRow !== before.throughRow) return null
    const last = batch.at(-1)
    if (!last) return held
    const progress = { ...held, unknown: { ...held.unknown }, examples: { ...held.examples } }
    const taken = await decide(ctx, tx, progress, words, batch)
    if (held.state === 'running') await write(ctx, tx, held, words, taken)
    return saveImport(ctx, tx, held.id, {
      ...progress,
      rowsDone: held.rowsDone + batch.length,
      throughRow: last.row.row,
      progressAt: ctx.now().toString(),
    })
  })

/** What each row is: new, changed, the same, or refused with its reasons. Counts in `progress`. */
async function decide(
  ctx: Context,
  tx: Tx,
  progress: ImportRow,
  words: Words,
  batch: readonly { row: TableRow; first: number | null }[],
): Promise<Taken[]> {
  const now = ctx.now().toString({ smallestUnit: 'millisecond' })
  const { mapping } = progress
  const problems: Parameters<typeof keepProblems>[1] = []
  const taken: Taken[] = []
  const refuse = (row: number, heading: string, key: string, facts: Record<string, string | number>) =>
    problems.push({ city: ctx.city, id: newId(), importId: progress.id, row, heading, key, facts })
  const readRows = batch.map(({ row, first }) => ({ row, first, ...readTicket(row.cells, mapping, words, now) }))
  const numbers = readRows.flatMap(({ ticket }) => ticket?.number ?? [])
  const present =
    numbers.length === 0
      ? []
      : await tx
          .select()
          .from(hotlineTickets)
          .where(
            and(
              eq(hotlineTickets.city, ctx.city),
              eq(hotlineTickets.sourceId, progress.sourceId),
              inArray(hotlineTickets.externalNumber, numbers),
            ),
          )
  const byNumber = new Map(present.map((one) => [one.externalNumber, one]))
  for (const { row, first, ticket, problems: own, unknown } of readRows) {
    for (const one of unknown) count(progress, one.field, one.word)
    const number = String(row.cells.number ?? '').trim()
    const heading = (field: keyof typeof mapping.fields) => mapping.fields[field] ?? ''
    if (first !== null) refuse(row.row, heading('number'), 'requests.hotline.twice', { first })
    for (const one of own) refuse(row.row, heading(one.field), one.key, one.facts)
    const known = byNumber.get(number) ?? null
    const isTaken = ticket !== null && first === null
    const result = !isTaken
      ? 'refused'
      : known === null
        ? 'added'
        : known.fingerprint === fingerprintOf(ticket)
          ? 'same'
          : 'changed'
    progress[result]++
    // A refused row may be a tip-off: nothing of it is kept.
    const examples = progress.examples[result] ?? []
    if (isTaken && examples.length < mostExamples) progress.examples[result] = [...examples, number]
    if (!isTaken || result === 'same') continue
    if (ticket.times.registered === null || Object.values(ticket.times).some((one) => one?.isDay)) progress.untimed++
    taken.push({ ticket, row, known })
  }
  await keepProblems(tx, problems)
  return taken
}

function count(progress: ImportRow, field: WordField, word: string): void {
  const words = progress.unknown[field] ?? []
  const known = words.find((one) => one.word === word)
  if (known) progress.unknown[field] = words.map((one) => (one === known ? { word, rows: one.rows + 1 } : one))
  else if (words.length < mostWords) progress.unknown[field] = [...words, { word, rows: 1 }]
}

const finish = (ctx: Context, row: ImportRow): Promise<void> =>
  transact(ctx, async (tx) => {
    const { id, rowsDone, added, changed, refused, version } = row
    if (row.state === 'checking') {
      await saveImport(ctx, tx, id, { state: 'checked', rowsTotal: rowsDone, version: version + 1 })
      await tell(ctx, tx, 'hotline-import-checked', id, { rows: rowsDone, refused })
      return
    }
    await saveImport(ctx, tx, id, { state: 'done', endedAt: ctx.now().toString(), version: version + 1 })
    await forgetFile(ctx, tx, id)
    await tell(ctx, tx, 'hotline-import-done', id, { added, changed, refused })
  })
