import type { PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Actor, Context } from '../actor.ts'
import type { Tx } from '../db/transact.ts'
import type { Facts } from '../errors.ts'
import type { Messages } from '../i18n.ts'
import type { RowResult } from './rules.ts'
import type { imports } from './tables.ts'

export type ImportRow = typeof imports.$inferSelect

/** A row of a table with its number in the file. */
export interface FileRow {
  row: number
}

export interface OpenedFile<Row extends FileRow> {
  headings: string[]
  rows: AsyncIterable<Row>
}

/** What is wrong with a row. */
export interface RowProblem {
  row: number
  /** What the row is about, as the table calls it. */
  name?: string
  heading: string
  key: string
  facts?: Facts
  /** Left out where the row was not taken; false where only a cell was left out, or for a hint. */
  isRefusal?: boolean
}

/** Rows of one transaction. */
export interface Batch<Mapping, Row extends FileRow, World, Tally> {
  /** The import, locked. */
  held: ImportRow
  mapping: Mapping
  world: World
  /** Each with the number of the row that had its key first, null for that one itself. */
  rows: readonly { row: Row; first: number | null }[]
  /** What was counted so far. */
  tally: Tally
  /** Only looked through: nothing is written. */
  isDry: boolean
}

/** What became of a batch; the counts are of this batch, `tally` of all so far. */
export type TakenBatch<Tally> = Record<RowResult, number> & { problems: RowProblem[]; tally: Tally }

/**
 * What a module says of the tables it imports. It reads rows and writes what they mean; keeping the file, asking what the
 * columns mean, progress, stops and goings on, errors row by row are here.
 */
export interface ImportKind<Mapping = unknown, Row extends FileRow = FileRow, World = unknown, Tally = unknown> {
  /** Under which its sources and imports are kept. */
  name: string
  /** Subject of its events: `<subject>-uploaded`, `-checked`, `-done`, `-given-up`. */
  subject: string
  /** Names of its actions: `<action>-upload`, `-get`, `-check`, `-start`, `-resume`, `-give-up`, `-problems`. */
  action: string
  mayImport: (actor: Actor) => boolean
  /** Whether all imports exist for the actor; else their own and those made in the same scope. */
  seesAll: (actor: Actor) => boolean
  mapping: z.ZodType<Mapping>
  tally: z.ZodType<Tally>
  blankTally: Tally
  batchRows: number
  /** The tables that it makes grow by many rows. */
  fills: readonly PgTable[]
  /** @throws AppError invalid `sheets.*` */
  open: (bytes: Uint8Array, mapping: Mapping) => Promise<OpenedFile<Row>>
  /** By which a row that comes twice is known; empty where it has nothing of the kind. */
  keyOf: (row: Row, mapping: Mapping) => string
  /** What is read once for all rows of a job. */
  worldOf: (tx: Tx, ctx: Context, held: ImportRow) => Promise<World>
  /** Decides on the rows, and writes unless `isDry`. */
  take: (ctx: Context, tx: Tx, batch: Batch<Mapping, Row, World, Tally>) => Promise<TakenBatch<Tally>>
  /** Words of its problems. */
  words: Messages
}
