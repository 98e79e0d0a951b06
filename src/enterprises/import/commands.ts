import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
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
import { ruleAt } from '#platform/rules/index.ts'
import { sourceClasses } from '../indicators/rules.ts'
import { SourceTable, sourceRule } from '../sources/rules.ts'
import { firmsKind } from './batches/commands.ts'
import { columnWords, openFirms } from './columns/queries.ts'
import { openQuestions, proposeColumns } from './columns/rules.ts'
import { type FirmImport, isFigure, type Mapping } from './contract.ts'
import { present } from './queries.ts'

const shownOf = async (ctx: Context, saved: Promise<ImportRow>): Promise<FirmImport> => {
  const row = await saved
  return read(ctx, (tx) => present(tx, ctx, row))
}

/**
 * Keeps a table of firms, sealed, and proposes which column holds what: as the source had it before, else by the headings.
 *
 * @throws AppError forbidden | invalid `sheets.*`, `platform.imports.nameless`
 */
export async function uploadFirms(
  ctx: Context,
  table: { source: string; fileName: string; bytes: Uint8Array },
): Promise<FirmImport> {
  requireImporter(ctx, firmsKind, 'upload')
  const opened = await openFirms(table.bytes, null)
  const today = dayOf(ctx.now()).toString()
  const propose = (before: Mapping | null): Mapping => ({
    columns: proposeColumns(opened, before?.columns ?? [], columnWords()),
    ...{ asOf: today, sourceClass: before?.sourceClass ?? 'firm', evidence: table.fileName.slice(0, 200) },
    takesDoubtful: false,
  })
  return shownOf(ctx, uploadTable(ctx, firmsKind, { ...table, headings: opened.headings, propose }))
}

/**
 * Looks the whole table through with this mapping; nothing is imported.
 *
 * @throws AppError not-found | forbidden | conflict | invalid `enterprises.import.ask.<what>`, `enterprises.statistics`,
 *   `enterprises.notYet`
 */
export async function checkImport(
  ctx: Context,
  id: string,
  { version, mapping }: { version: number; mapping: Mapping },
): Promise<FirmImport> {
  const today = dayOf(ctx.now())
  const [question] = openQuestions(mapping.columns, today.year)
  if (question) throw new AppError('invalid', question.key, { heading: question.heading })
  if (mapping.asOf > today.toString()) throw new AppError('invalid', 'enterprises.notYet')
  if (mapping.columns.some(({ field }) => isFigure(field))) await requireSource(ctx, mapping.sourceClass)
  return shownOf(ctx, checkTable(ctx, firmsKind, id, { version, mapping }))
}

/** @throws AppError invalid `enterprises.statistics`: data of single firms collected for statistics must not be kept here */
const requireSource = (ctx: Context, sourceClass: string): Promise<void> =>
  read(ctx, async (tx) => {
    const { body } = await ruleAt(tx, ctx.city, sourceRule, SourceTable, dayOf(ctx.now()))
    const isKnown = sourceClasses.some((one) => one === sourceClass)
    if (!isKnown || body.refused.includes(sourceClass)) throw new AppError('invalid', 'enterprises.statistics')
  })

/** Imports what was looked through. @throws AppError not-found | forbidden | conflict */
export const startImport = (ctx: Context, id: string, seen: { version: number }): Promise<FirmImport> =>
  shownOf(ctx, startTable(ctx, firmsKind, id, seen))

/** Goes on where an import had come to. @throws AppError not-found | forbidden | conflict */
export const resumeImport = (ctx: Context, id: string): Promise<FirmImport> =>
  shownOf(ctx, resumeTable(ctx, firmsKind, id))

/** Gives an import up: the file goes, what was imported stays. @throws AppError not-found | forbidden */
export const giveUpImport = (ctx: Context, id: string): Promise<FirmImport> =>
  shownOf(ctx, giveUpTable(ctx, firmsKind, id))
