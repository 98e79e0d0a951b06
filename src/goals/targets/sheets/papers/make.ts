import { writeWorkbook } from '#platform/sheets/index.ts'
import { zh } from '../../../messages.zh.ts'
import { figureColumns, type standingWords, type statedWords, written } from '../rules.ts'

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
export const figuresWorkbook = (rows: readonly Row[], period: string): Promise<Uint8Array> =>
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
