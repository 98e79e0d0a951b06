import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type Context, systemActor } from '../actor.ts'
import { now as machineClock } from '../clock.ts'
import { read, transact, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { FileRow, ImportKind, ImportRow } from './kind.ts'
import { fileOfImport, importById } from './queries.ts'
import { forgetFile, keepProblems, saveImport, tellOfImport } from './records.ts'

/** How long one job works. */
const workSeconds = 60

interface RunOptions {
  /** Told of each batch that was written. */
  onBatch?: ((rowsDone: number) => void) | undefined
  /** Tells what has not happened yet. */
  clock?: Context['now'] | undefined
}

/**
 * Goes through the rows that are left, a batch in each transaction, the progress with it: an end at any point loses no row
 * and imports none twice. Looked through and imported by the same steps; only the writing is left out.
 *
 * @returns whether rows are left for another job
 */
export async function runImport<Mapping, Row extends FileRow, World, Tally>(
  kind: ImportKind<Mapping, Row, World, Tally>,
  { city, importId }: { city: string; importId: string },
  { onBatch = () => undefined, clock = machineClock }: RunOptions = {},
): Promise<boolean> {
  const start = await read({ city }, (tx) => importById(tx, city, importId))
  if (start.state !== 'checking' && start.state !== 'running') return false
  const ctx = contextOf(start, clock)
  const until = machineClock().add({ seconds: workSeconds })
  try {
    const bytes = await read(ctx, (tx) => fileOfImport(tx, ctx, importId))
    const mapping = kind.mapping.parse(start.mapping)
    const world = await read(ctx, (tx) => kind.worldOf(tx, ctx, start))
    const { rows } = await kind.open(bytes, mapping)
    const seen = new Map<string, number>()
    let batch: { row: Row; first: number | null }[] = []
    let state: ImportRow | null = start
    let countedAt = kind.batchRows / 4
    const take = (held: ImportRow) => takeBatch(ctx, kind, held, { mapping, world, rows: batch })
    for await (const row of rows) {
      const key = kind.keyOf(row, mapping)
      const first = seen.get(key) ?? null
      if (first === null && key !== '') seen.set(key, row.row)
      if (row.row <= start.throughRow) continue
      batch.push({ row, first })
      if (batch.length < kind.batchRows) continue
      state = await take(state)
      batch = []
      if (state === null) return false
      if (state.state === 'running' && state.added >= 4 * countedAt) {
        await countAnew(ctx, kind)
        countedAt = state.added
      }
      onBatch(state.rowsDone)
      if (machineClock().epochMilliseconds > until.epochMilliseconds) return true
    }
    state = await take(state)
    if (state !== null) await finish(ctx, kind, state)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await fail(ctx, start, error.key)
  }
  return false
}

/**
 * Lets the database count the tables that are being filled: until it has, its planner knows nothing of them and takes any
 * index that begins with the city, so that each batch takes longer than the one before. It would count by itself later, or,
 * embedded, never. An account that does not own the tables is refused with a warning, and the import goes on.
 */
const countAnew = ({ city }: Context, { fills }: { fills: readonly PgTable[] }): Promise<unknown> =>
  transactAsOwner(city, (tx) => tx.execute(sql`analyze ${sql.join([...fills], sql`, `)}`))

/** Acts in the name and post of who started it. */
const contextOf = ({ city, actor, startedBy, startedByName }: ImportRow, clock: Context['now']): Context => ({
  actor: actor ?? { ...systemActor(city), accountId: startedBy, name: startedByName },
  city,
  now: clock,
  requestId: newId().slice(-12),
  address: null,
})

/** What stopped it is told; its file stays, so that it can be tried again from where it stood. */
const fail = (ctx: Context, { id, state }: ImportRow, failure: string): Promise<void> =>
  transact(ctx, async (tx) => {
    const held = await importById(tx, ctx.city, id, true)
    if (held.state !== state) return
    const change = { state: 'failed', failure, endedAt: ctx.now().toString(), version: held.version + 1 }
    await saveImport(ctx, tx, id, change)
  })

/** Null where somebody else went on, or the import was given up. */
const takeBatch = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  before: ImportRow,
  batch: { mapping: Mapping; world: World; rows: readonly { row: Row; first: number | null }[] },
): Promise<ImportRow | null> =>
  transact(ctx, async (tx) => {
    const held = await importById(tx, ctx.city, before.id, true)
    if (held.state !== before.state || held.throughRow !== before.throughRow) return null
    const last = batch.rows.at(-1)
    if (!last) return held
    const isDry = held.state === 'checking'
    const taken = await kind.take(ctx, tx, { ...batch, held, isDry, tally: kind.tally.parse(held.tally) })
    await keepProblems(ctx, tx, held.id, taken.problems)
    return saveImport(ctx, tx, held.id, {
      ...{ added: held.added + taken.added, changed: held.changed + taken.changed },
      ...{ same: held.same + taken.same, refused: held.refused + taken.refused, tally: taken.tally },
      ...{ rowsDone: held.rowsDone + batch.rows.length, throughRow: last.row.row, progressAt: ctx.now().toString() },
    })
  })

const finish = (ctx: Context, { subject }: { subject: string }, row: ImportRow): Promise<void> =>
  transact(ctx, async (tx) => {
    const { id, rowsDone, added, changed, refused, version } = row
    if (row.state === 'checking') {
      await saveImport(ctx, tx, id, { state: 'checked', rowsTotal: rowsDone, version: version + 1 })
      await tellOfImport(ctx, tx, subject, 'checked', id, { rows: rowsDone, refused })
      return
    }
    await saveImport(ctx, tx, id, { state: 'done', endedAt: ctx.now().toString(), version: version + 1 })
    await forgetFile(ctx, tx, id)
    await tellOfImport(ctx, tx, subject, 'done', id, { added, changed, refused })
  })
