import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { zh } from '../../messages.zh.ts'
import { figures, indicators } from '../../tables.ts'
import { readTargets } from '../queries.ts'
import { figureColumns, type standingWords, type statedWords, written } from './rules.ts'

/** Figures that are there already, by indicator, owner and period; the newest last. */
export async function knownFigures(tx: Tx, ctx: Context, catalogue: readonly { id: string }[]) {
  const ids = catalogue.map((one) => one.id)
  if (ids.length === 0) return new Map<string, { value: string; standing: string | null }[]>()
  const rows = await tx
    .select()
    .from(figures)
    .where(and(eq(figures.city, ctx.city), eq(figures.kind, 'actual'), inArray(figures.indicatorId, ids)))
    .orderBy(figures.enteredAt)
  return Map.groupBy(rows, ({ indicatorId, ownerId, period }) => `${indicatorId} ${ownerId} ${period}`)
}

/** Rows of the workbook to fill in for one period: every target and share of its year, what is known already in it. */
const templateRows = (ctx: Context, period: string) =>
  read(ctx, async (tx) => {
    const targets = await readTargets(tx, ctx, [eq(figures.year, Number(period.slice(0, 4)))])
    const catalogue = await tx.select().from(indicators).where(eq(indicators.city, ctx.city))
    const known = await knownFigures(tx, ctx, catalogue)
    return targets
      .filter(({ indicator, mayChange }) => indicator.id && mayChange)
      .map(({ indicator, owner, unit }) => ({
        ...{ indicator: indicator.name, owner: owner.name, period, unit, publisher: indicator.publisher },
        known: known.get(`${indicator.id} ${owner.id} ${period}`)?.at(-1) ?? null,
      }))
  })

/** The workbook to fill in for one period. */
export const templateWorkbook = async (ctx: Context, period: string): Promise<Uint8Array> =>
  workbookOf(await templateRows(ctx, period), period)

interface Row {
  indicator: string
  owner: string
  period: string
  unit: string | null
  publisher: string | null
  known: { value: string; standing: string | null } | null
}

const header = (key: (typeof figureColumns)[number]['key']): string =>
  figureColumns.find((column) => column.key === key)?.headers[0] ?? key

/** The workbook to fill in: what is known stands in it, so that nobody types it a second time. */
const workbookOf = (rows: readonly Row[], period: string): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      {
        name: period.replaceAll('.', '').slice(0, 28),
        title: zh['goals.sheet.title'],
        note: zh['goals.sheet.note'],
        frozenColumns: 2,
        columns: [
          { header: header('indicator'), width: 30, wrap: true },
          { header: header('owner'), width: 22 },
          { header: header('period'), width: 20 },
          { header: header('value'), width: 18 },
          { header: header('unit'), width: 10 },
          { header: header('standing'), width: 12, choices: ['初步', '核定'] satisfies (keyof typeof standingWords)[] },
          { header: header('isEstimated'), width: 10, choices: ['否', '是'] },
          {
            header: header('statedBy'),
            width: 14,
            choices: ['统计', '主管部门', '自报'] satisfies (keyof typeof statedWords)[],
          },
          { header: header('note'), width: 30, wrap: true },
        ],
        rows: rows.map(({ indicator, owner, unit, publisher, known }) => {
          const shown = written(known?.value ?? null, unit)
          return [
            ...[indicator, owner, period, shown.value, shown.unit, known?.standing === 'final' ? '核定' : null],
            ...[null, null, publisher && `${zh['goals.sheet.publisher']}${publisher}`],
          ]
        }),
      },
    ],
  })
