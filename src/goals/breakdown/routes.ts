import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { fill, languageOf } from '#platform/i18n.ts'
import { en as papersEn } from '#platform/papers/messages.en.ts'
import { zh as papersZh } from '#platform/papers/messages.zh.ts'
import { en as sheetsEn } from '#platform/sheets/messages.en.ts'
import { zh as sheetsZh } from '#platform/sheets/messages.zh.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import { preparers } from '../policy.ts'
import { assignableUnits } from '../queries.ts'
import { acceptLeads, importBreakdown } from './commands.ts'
import { breakdownApi } from './contract.ts'
import { breakdownDocument, breakdownWorkbook, type TableTexts } from './papers/make.ts'
import { type BreakdownFilter, documentTitle, listBreakdown } from './queries.ts'

/** Largest table that comes back, in bytes. */
const largestTable = 20_000_000

const words = { zh: { ...sheetsZh, ...papersZh, ...zh }, en: { ...sheetsEn, ...papersEn, ...en } }

/** The table is an office paper: its words are Chinese in either language of the screen. */
async function textsFor(ctx: Context, filter: BreakdownFilter): Promise<TableTexts> {
  const title = await documentTitle(ctx, filter.document)
  const day = ctx.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  return {
    title: fill(zh['goals.table.title'], { title: title ?? zh['goals.table.all'] }),
    note: fill(zh['goals.table.note'], { day }),
    number: zh['goals.table.number'],
  }
}

export const breakdownRoutes: readonly Route[] = [
  route(breakdownApi.list, preparers, 'breakdown.list', async ({ ctx, query }) => ({
    rows: await listBreakdown(ctx, query),
  })),
  route(breakdownApi.acceptLeads, preparers, 'breakdown.acceptLeads', async ({ ctx, body }) => {
    await acceptLeads(ctx, body.tasks)
    return { done: true }
  }),
  route(breakdownApi.xlsx, preparers, 'breakdown.xlsx', async ({ ctx, query }) => {
    const texts = await textsFor(ctx, query)
    const units = await read(ctx, (tx) => assignableUnits(tx, ctx))
    const bytes = await breakdownWorkbook(
      await listBreakdown(ctx, query),
      units.map((unit) => unit.name),
      texts,
    )
    return {
      bytes,
      name: `${texts.title}.xlsx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    }
  }),
  route(breakdownApi.docx, preparers, 'breakdown.docx', async ({ ctx, query }) => {
    const texts = await textsFor(ctx, query)
    const bytes = await breakdownDocument(await listBreakdown(ctx, query), texts)
    return {
      bytes,
      name: `${texts.title}.docx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    }
  }),
  route(breakdownApi.import, preparers, 'breakdown.import', async ({ ctx, body, files, headers }) => {
    const [file] = files
    if (!file || file.size > largestTable) throw new AppError('invalid', 'goals.tableFile')
    const table: Record<string, string> = words[languageOf(headers.get('accept-language'))]
    const message = (key: string, facts: Record<string, string | number>) => fill(table[key] ?? key, facts)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const filter = { apply: body.apply === 'yes', document: body.document }
    return importBreakdown(ctx, { name: file.name, bytes }, filter, message)
  }),
]
