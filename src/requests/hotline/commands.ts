import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import {
  checkTable,
  giveUpTable,
  type ImportRow,
  requireImporter,
  resumeTable,
  startTable,
  uploadTable,
} from '#platform/imports/index.ts'
import { hotlineKind } from './batches/commands.ts'
import type { HotlineImport, Mapping } from './contract.ts'
import { present } from './queries.ts'
import { openTickets } from './reading/queries.ts'
import { neededFields, proposeFields } from './reading/rules.ts'

const shownOf = async (ctx: Context, saved: Promise<ImportRow>): Promise<HotlineImport> => {
  const row = await saved
  return read(ctx, (tx) => present(tx, ctx, row))
}

/**
 * Keeps a table of tickets, sealed, and proposes which column holds what: as the source had it before, else by the headings.
 *
 * @throws AppError forbidden | invalid `sheets.*`, `platform.imports.nameless`
 */
export async function uploadTickets(
  ctx: Context,
  table: { source: string; fileName: string; bytes: Uint8Array },
): Promise<HotlineImport> {
  requireImporter(ctx, hotlineKind, 'upload')
  const { headings } = await openTickets(table.bytes, {})
  const propose = (before: Mapping | null): Mapping => ({
    fields: proposeFields(headings, before?.fields ?? {}),
    words: before?.words ?? {},
  })
  return shownOf(ctx, uploadTable(ctx, hotlineKind, { ...table, headings, propose }))
}

/** Looks the whole table through with this mapping; nothing is imported. @throws AppError not-found | forbidden | invalid | conflict */
export function checkImport(
  ctx: Context,
  id: string,
  { version, mapping }: { version: number; mapping: Mapping },
): Promise<HotlineImport> {
  const missing = neededFields.filter((field) => mapping.fields[field] === undefined)
  const twice = new Set(Object.values(mapping.fields)).size < Object.values(mapping.fields).length
  if (missing.length > 0 || twice) throw new AppError('invalid', 'requests.hotline.mapping')
  return shownOf(ctx, checkTable(ctx, hotlineKind, id, { version, mapping }))
}

/** Imports what was looked through. @throws AppError not-found | forbidden | conflict */
export const startImport = (ctx: Context, id: string, seen: { version: number }): Promise<HotlineImport> =>
  shownOf(ctx, startTable(ctx, hotlineKind, id, seen))

/**
 * Wakes an import whose process died; one that failed is tried again from where it stood.
 *
 * @throws AppError not-found | forbidden | conflict
 */
export const resumeImport = (ctx: Context, id: string): Promise<HotlineImport> =>
  shownOf(ctx, resumeTable(ctx, hotlineKind, id))

/** Gives an import up: the file goes, what was imported stays. @throws AppError not-found | forbidden */
export const giveUpImport = (ctx: Context, id: string): Promise<HotlineImport> =>
  shownOf(ctx, giveUpTable(ctx, hotlineKind, id))
