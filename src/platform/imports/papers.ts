import type { Context } from '../actor.ts'
import { read } from '../db/transact.ts'
import type { Download } from '../http/route.ts'
import { fill, type Language } from '../i18n.ts'
import { writeWorkbook } from '../sheets/index.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { type AnyKind, findImport, problemsOf, requireImporter } from './queries.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mostProblems = 200_000
const columns = ['row', 'name', 'heading', 'becomes', 'reason'] as const
const widths: Partial<Record<string, number>> = { name: 30, reason: 80, heading: 24 }

/** Rows with something wrong, each with what became of it and why, in the language of the screen. @throws AppError forbidden | not-found */
export async function problemSheet(ctx: Context, kind: AnyKind, id: string, language: Language): Promise<Download> {
  const own = language === 'zh' ? zh : en
  const words: Record<string, string> = { ...kind.words[language], ...own }
  const rows = await read(ctx, async (tx) => {
    requireImporter(ctx, kind, 'problems')
    return problemsOf(tx, ctx, await findImport(tx, ctx, kind, id), mostProblems)
  })
  const sheet = {
    name: own['platform.imports.problems'],
    columns: columns.map((name) => ({ header: own[`platform.imports.problem.${name}`], width: widths[name] ?? 14 })),
    rows: rows.map(({ row, name, heading, key, facts, isRefusal }) => [
      ...[row, name || null, heading || null],
      own[isRefusal ? 'platform.imports.becomes.refused' : 'platform.imports.becomes.left'],
      fill(words[key] ?? key, facts),
    ]),
  }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: `${sheet.name}.xlsx`, mediaType }
}
