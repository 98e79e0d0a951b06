import { and, eq } from 'drizzle-orm'
import type { Context } from '../actor.ts'
import { insertAll } from '../db/insert.ts'
import { type Tx, transact } from '../db/transact.ts'
import { AppError, one } from '../errors.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../jobs.ts'
import { importJob } from './jobs.ts'
import type { FileRow, ImportKind, ImportRow } from './kind.ts'
import { findImport, requireImporter } from './queries.ts'
import { forgetFile, forgetProblems, saveImport, tellOfImport } from './records.ts'
import { contentColumns, importParts, importSources, imports } from './tables.ts'

/** Bytes of the file that one row holds. */
const partBytes = 600_000

const blank = { rowsDone: 0, throughRow: 0, added: 0, changed: 0, same: 0, refused: 0 }

interface Brought<Mapping> {
  source: string
  fileName: string
  bytes: Uint8Array
  headings: string[]
  /** The mapping to begin with, made from what the source had before; null for a new source. */
  propose: (before: Mapping | null) => Mapping
}

/**
 * Keeps a table, sealed, with the mapping that is proposed for it. Imports of the same source that failed are given up.
 *
 * @throws AppError forbidden
 */
export async function uploadTable<Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  { source: name, fileName, bytes, headings, propose }: Brought<Mapping>,
): Promise<ImportRow> {
  requireImporter(ctx, kind, 'upload')
  return transact(ctx, async (tx) => {
    const own = and(eq(importSources.city, ctx.city), eq(importSources.kind, kind.name), eq(importSources.name, name))
    const [known] = await tx.select().from(importSources).where(own)
    const mapping = propose(known ? kind.mapping.parse(known.mapping) : null)
    await tx
      .insert(importSources)
      .values({ city: ctx.city, id: newId(), kind: kind.name, name, mapping, headings })
      .onConflictDoNothing({ target: [importSources.city, importSources.kind, importSources.name] })
    const source = known ?? one(await tx.select().from(importSources).where(own))
    await giveUpFailed(ctx, tx, kind, source.id)
    const now = ctx.now().toString()
    const row = {
      ...{ city: ctx.city, id: newId(), kind: kind.name, sourceId: source.id, fileName: fileName.slice(0, 200) },
      ...{ state: 'uploaded', headings, mapping, tally: kind.blankTally, startedBy: ctx.actor.accountId },
      ...{ startedByName: ctx.actor.name, actor: ctx.actor, startedAt: now, progressAt: now },
    }
    const saved = one(await tx.insert(imports).values(row).returning())
    for (let part = 0; part * partBytes < bytes.length; part++) {
      const piece = Buffer.from(bytes.subarray(part * partBytes, (part + 1) * partBytes)).toString('base64')
      const held = { city: ctx.city, id: newId(), importId: saved.id, part, ...contentColumns(piece) }
      await insertAll(tx, importParts, [held])
    }
    await tellOfImport(ctx, tx, kind.subject, 'uploaded', saved.id, { source: name })
    return saved
  })
}

/**
 * Looks the whole table through with this mapping, which is kept for its source; nothing is imported.
 *
 * @throws AppError not-found | forbidden | conflict `platform.imports.cannotMove`, `platform.changedMeanwhile`
 */
export const checkTable = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  id: string,
  { version, mapping }: { version: number; mapping: Mapping },
): Promise<ImportRow> =>
  move(ctx, kind, id, { step: 'check', from: ['uploaded', 'checked'], version }, async (tx, { headings, sourceId }) => {
    await tx
      .update(importSources)
      .set({ mapping, headings })
      .where(and(eq(importSources.city, ctx.city), eq(importSources.id, sourceId)))
    await forgetProblems(ctx, tx, id)
    return { ...blank, tally: kind.blankTally, state: 'checking', mapping, rowsTotal: null, actor: ctx.actor }
  })

/** Imports what was looked through; a second click finds it started. @throws AppError not-found | forbidden | conflict */
export const startTable = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  id: string,
  { version }: { version: number },
): Promise<ImportRow> =>
  move(ctx, kind, id, { step: 'start', from: ['checked'], version }, async (tx) => {
    await forgetProblems(ctx, tx, id)
    return { ...blank, tally: kind.blankTally, state: 'running', actor: ctx.actor }
  })

/**
 * Wakes an import whose process died; one that failed is tried again from where it stood.
 *
 * @throws AppError not-found | forbidden | conflict
 */
export const resumeTable = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  id: string,
): Promise<ImportRow> =>
  move(ctx, kind, id, { step: 'resume', from: ['checking', 'running', 'failed'] }, async (_tx, row) => {
    if (row.state !== 'failed') return {}
    // A table that was not looked through to its end has no number of rows.
    return { state: row.rowsTotal === null ? 'checking' : 'running', failure: null, endedAt: null }
  })

interface Move {
  step: string
  from: readonly string[]
  version?: number
}

const move = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  id: string,
  { step, from, version }: Move,
  decide: (tx: Tx, row: ImportRow) => Promise<Partial<ImportRow>>,
): Promise<ImportRow> =>
  transact(ctx, async (tx) => {
    requireImporter(ctx, kind, step)
    const row = await findImport(tx, ctx, kind, id, true)
    if (!from.includes(row.state)) throw new AppError('conflict', 'platform.imports.cannotMove')
    if (version !== undefined && row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    const change = { ...(await decide(tx, row)), progressAt: ctx.now().toString(), version: row.version + 1 }
    const saved = await saveImport(ctx, tx, id, change)
    await enqueue(importJob(kind), { city: ctx.city, importId: id })
    return saved
  })

/** Gives an import up: the file goes, what was imported stays. @throws AppError not-found | forbidden */
export const giveUpTable = <Mapping, Row extends FileRow, World, Tally>(
  ctx: Context,
  kind: ImportKind<Mapping, Row, World, Tally>,
  id: string,
): Promise<ImportRow> =>
  transact(ctx, async (tx) => {
    requireImporter(ctx, kind, 'give-up')
    const row = await findImport(tx, ctx, kind, id, true)
    return row.endedAt !== null && row.state !== 'failed' ? row : giveUp(ctx, tx, kind, row)
  })

async function giveUp(
  ctx: Context,
  tx: Tx,
  { subject }: { subject: string },
  { id, version, rowsDone }: ImportRow,
): Promise<ImportRow> {
  const endedAt = ctx.now().toString()
  const saved = await saveImport(ctx, tx, id, { state: 'given-up', endedAt, version: version + 1 })
  await forgetFile(ctx, tx, id)
  await tellOfImport(ctx, tx, subject, 'given-up', id, { rows: rowsDone })
  return saved
}

/** Whoever brings another table has given up those of the same source that failed. */
async function giveUpFailed(ctx: Context, tx: Tx, kind: { subject: string }, sourceId: string): Promise<void> {
  const failed = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.city, ctx.city), eq(imports.sourceId, sourceId), eq(imports.state, 'failed')))
    .for('update')
  for (const row of failed) await giveUp(ctx, tx, kind, row)
}
