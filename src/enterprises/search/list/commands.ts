import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { transact } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import type { Download } from '#platform/http/route.ts'
import { writeCsv, writeWorkbook } from '#platform/sheets/index.ts'
import { zh } from '../../firm/messages.zh.ts'
import { keepers } from '../../policy.ts'
import type { Filters } from '../rules.ts'
import { type FirmInFile, firmsForFile } from './queries.ts'

const mostRows = 100_000

const columns: readonly { header: string; width: number; cell: (row: FirmInFile) => string | null }[] = [
  { header: zh['enterprises.field.name'], width: 36, cell: ({ name }) => name },
  { header: zh['enterprises.field.credit-code'], width: 22, cell: ({ creditCode }) => creditCode },
  { header: zh['enterprises.field.division'], width: 16, cell: ({ divisionName }) => divisionName },
  {
    header: zh['enterprises.field.industry-code'],
    width: 24,
    cell: ({ industryCode, industryName }) => (industryCode === null ? null : `${industryCode} ${industryName ?? ''}`),
  },
  { header: zh['enterprises.field.size'], width: 10, cell: ({ sizeClass }) => zh[`enterprises.size.${sizeClass}`] },
  { header: zh['enterprises.field.status'], width: 10, cell: ({ status }) => zh[`enterprises.status.${status}`] },
  { header: zh['enterprises.field.lists'], width: 30, cell: ({ listed }) => listed.join('、') },
  { header: zh['enterprises.field.responsible'], width: 12, cell: ({ responsible }) => responsible },
]

/**
 * The list as a file; that it was taken is written down. What a spreadsheet would run as a formula is made harmless.
 *
 * @throws AppError forbidden | invalid `enterprises.tooManyForFile`
 */
export const exportFirms = (ctx: Context, filters: Filters, format: 'csv' | 'xlsx'): Promise<Download> =>
  transact(ctx, async (tx) => {
    requireMay(keepers.includes(ctx.actor.role), 'enterprises.export')
    const firms = await firmsForFile(tx, ctx, filters, mostRows + 1)
    if (firms.length > mostRows) throw new AppError('invalid', 'enterprises.tooManyForFile', { most: mostRows })
    await announce(ctx, tx, {
      ...{ kind: 'firms-exported', subject: { kind: 'enterprises', id: ctx.city }, facts: { rows: firms.length } },
    })
    const rows = firms.map((firm) => columns.map(({ cell }) => cell(firm)))
    const name = `${zh['enterprises.page.list']}-${dayOf(ctx.now()).toString()}.${format}`
    if (format === 'csv') {
      return {
        bytes: await writeCsv({ headers: columns.map(({ header }) => header), rows }),
        name,
        mediaType: 'text/csv',
      }
    }
    const sheet = {
      name: zh['enterprises.page.list'],
      columns: columns.map(({ header, width }) => ({ header, width })),
      rows,
    }
    const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { bytes: await writeWorkbook({ sheets: [sheet] }), name, mediaType }
  })
