import { type Context, requireMay } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import type { Download } from '#platform/http/route.ts'
import { fill } from '#platform/i18n.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { ticketFields } from '../contract.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import { canImport } from '../policy.ts'
import { findImport, problemsOf } from '../queries.ts'
import { headings } from '../reading/rules.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mostProblems = 200_000

/** An empty table with the headings that are understood without being told, and one invented row. */
export async function templateSheet(): Promise<Download> {
  const columns = ticketFields.map((field) => ({ header: headings[field][0] ?? field }))
  const example = zh['requests.hotline.templateRow'].split('|').map((cell) => cell || null)
  const sheet = { name: zh['requests.hotline.sheet'], columns, rows: [example] }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: zh['requests.hotline.templateName'], mediaType }
}

/** Rows that were not taken, each with its reason in the language of the screen. @throws AppError forbidden | not-found */
export async function problemSheet(ctx: Context, id: string, language: 'zh' | 'en'): Promise<Download> {
  const words: Record<string, string> = language === 'zh' ? zh : en
  const rows = await read(ctx, async (tx) => {
    requireMay(canImport(ctx.actor), 'requests.hotline-problems')
    return problemsOf(tx, ctx, await findImport(tx, ctx, id), mostProblems)
  })
  const sheet = {
    name: words['requests.hotline.problems'] ?? 'problems',
    columns: ['row', 'heading', 'reason'].map((name) => ({
      header: words[`requests.hotline.problem.${name}`] ?? name,
      width: name === 'reason' ? 80 : 14,
    })),
    rows: rows.map(({ row, heading, key, facts }) => [row, heading, fill(words[key] ?? key, facts)]),
  }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: `${sheet.name}.xlsx`, mediaType }
}
