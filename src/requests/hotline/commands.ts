import { and, eq } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { AppError, one } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { HotlineImport, Mapping } from './contract.ts'
import { importTickets } from './jobs.ts'
import { canImport } from './policy.ts'
import { findImport, type ImportRow, present } from './queries.ts'
import { openTickets } from './reading/queries.ts'
import { neededFields, proposeFields } from './reading/rules.ts'
import { forgetFile, forgetProblems, saveImport, tell } from './records/commands.ts'
import { contentColumns, hotlineImports, hotlineParts, hotlineSources } from './tables.ts'

/** Bytes of the file that one row holds. */
const partBytes = 600_000

const blank = {
  rowsDone: 0,
  throughRow: 0,
  added: 0,
  changed: 0,
  same: 0,
  refused: 0,
  untimed: 0,
  unknown: {},
  examples: {},
}

/**
 * Keeps a table of tickets, sealed, and proposes which column holds what: as the source had it before, else by the headings.
 *
 * @throws AppError forbidden | invalid `sheets.*`, `requests.hotline.noFile`
 */
export async function uploadTickets(
  ctx: Context,
  { source: name, fileName, bytes }: { source: string; fileName: string; bytes: Uint8Array },
): Promise<HotlineImport> {
  requireMay(canImport(ctx.actor), 'requests.hotline-upload')
  const { headings } = await openTickets(bytes, {})
  return transact(ctx, async (tx) => {
    await tx
      .insert(hotlineSources)
      .values({ city: ctx.city, id: newId(), name, mapping: { fields: {}, words: {} }, headings })
      .onConflictDoNothing({ target: [hotlineSources.city, hotlineSources.name] })
    const source = one(
      await tx
        .select()
        .from(hotlineSources)
        .where(and(eq(hotlineSources.city, ctx.city), eq(hotlineSources.name, name))),
    )
    await giveUpFailed(ctx, tx, source.id)
    const now = ctx.now().toString()
    const mapping = { ...source.mapping, fields: proposeFields(headings, source.mapping.fields) }
    const row = {
      ...{ city: ctx.city, id: newId(), sourceId: source.id, fileName: fileName.slice(0, 200), state: 'uploaded' },
      ...{ headings, mapping, unknown: {}, examples: {}, startedBy: ctx.actor.accountId },
      ...{ startedByName: ctx.actor.name, startedAt: now, progressAt: now },
    }
    const saved = one(await tx.insert(hotlineImports).values(row).returning())
    const count = Math.ceil(bytes.length / partBytes)
    for (let part = 0; part < count; part++) {
      const piece = Buffer.from(bytes.subarray(part * partBytes, (part + 1) * partBytes)).toString('base64')
      await tx
        .insert(hotlineParts)
        .values({ city: ctx.city, id: newId(), importId: saved.id, part, ...contentColumns(piece) })
    }
    await tell(ctx, tx, 'hotline-import-uploaded', saved.id, { source: name })
    return present(tx, ctx, saved)
  })
}

/** Looks the whole table through with this mapping; nothing is imported. @throws AppError not-found | forbidden | invalid | conflict */
export const checkImport = (
  ctx: Context,
  id: string,
  { version, mapping }: { version: number; mapping: Mapping },
): Promise<HotlineImport> =>
  move(ctx, id, { action: 'requests.hotline-check', from: ['uploaded', 'checked'], version }, async (tx, row) => {
    const missing = neededFields.filter((field) => mapping.fields[field] === undefined)
    const twice = new Set(Object.values(mapping.fields)).size < Object.values(mapping.fields).length
    if (missing.length > 0 || twice) throw new AppError('invalid', 'requests.hotline.mapping')
    await tx
      .update(hotlineSources)
      .set({ mapping, headings: row.headings })
      .where(and(eq(hotlineSources.city, ctx.city), eq(hotlineSources.id, row.sourceId)))
    await forgetProblems(ctx, tx, id)
    return { ...blank, state: 'checking', mapping, rowsTotal: null }
  })

/** Imports what was looked through. @throws AppError not-found | forbidden | conflict */
export const startImport = (ctx: Context, id: string, { version }: { version: number }): Promise<HotlineImport> =>
  move(ctx, id, { action: 'requests.hotline-start', from: ['checked'], version }, async (tx) => {
    await forgetProblems(ctx, tx, id)
    return { ...blank, state: 'running' }
  })

/**
 * Wakes an import whose process died; one that failed is tried again from where it stood.
 *
 * @throws AppError not-found | forbidden | conflict
 */
export const resumeImport = (ctx: Context, id: string): Promise<HotlineImport> =>
  move(ctx, id, { action: 'requests.hotline-resume', from: ['checking', 'running', 'failed'] }, async (_tx, row) => {
    if (row.state !== 'failed') return {}
    // A table that was not looked through to its end has no number of rows.
    return { state: row.rowsTotal === null ? 'checking' : 'running', failure: null, endedAt: null }
  })

interface Move {
  action: string
  from: readonly string[]
  version?: number
}

const move = (
  ctx: Context,
  id: string,
  { action, from, version }: Move,
  decide: (tx: Tx, row: ImportRow) => Promise<Partial<ImportRow>>,
): Promise<HotlineImport> =>
  transact(ctx, async (tx) => {
    requireMay(canImport(ctx.actor), action)
    const row = await findImport(tx, ctx, id, true)
    if (!from.includes(row.state)) throw new AppError('conflict', 'requests.hotline.cannotMove')
    if (version !== undefined && row.version !== version) throw new AppError('conflict', 'platform.changedMeanwhile')
    const change = { ...(await decide(tx, row)), progressAt: ctx.now().toString(), version: row.version + 1 }
    const saved = await saveImport(ctx, tx, id, change)
    await enqueue(importTickets, { city: ctx.city, importId: id })
    return present(tx, ctx, saved)
  })

/** Gives an import up: the file goes, what was imported stays. @throws AppError not-found | forbidden */
export const giveUpImport = (ctx: Context, id: string): Promise<HotlineImport> =>
  transact(ctx, async (tx) => {
    requireMay(canImport(ctx.actor), 'requests.hotline-give-up')
    const row = await findImport(tx, ctx, id, true)
    if (row.endedAt !== null && row.state !== 'failed') return present(tx, ctx, row)
    return present(tx, ctx, await giveUp(ctx, tx, row))
  })

async function giveUp(ctx: Context, tx: Tx, { id, version, rowsDone }: ImportRow): Promise<ImportRow> {
  const endedAt = ctx.now().toString()
  const saved = await saveImport(ctx, tx, id, { state: 'given-up', endedAt, version: version + 1 })
  await forgetFile(ctx, tx, id)
  await tell(ctx, tx, 'hotline-import-given-up', id, { rows: rowsDone })
  return saved
}

/** Whoever brings another table has given up those of the same source that failed. */
async function giveUpFailed(ctx: Context, tx: Tx, sourceId: string): Promise<void> {
  const failed = await tx
    .select()
    .from(hotlineImports)
    .where(
      and(eq(hotlineImports.city, ctx.city), eq(hotlineImports.sourceId, sourceId), eq(hotlineImports.state, 'failed')),
    )
    .for('update')
  for (const row of failed) await giveUp(ctx, tx, row)
}
