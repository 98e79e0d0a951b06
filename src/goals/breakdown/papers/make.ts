import { readRowCode, tableDocument } from '#platform/papers/index.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import type { BreakdownRow } from '../contract.ts'
import { breakdownColumns } from '../rules.ts'

/** Words around the table. */
export interface TableTexts {
  title: string
  note: string
  number: string
}

const header = (key: (typeof breakdownColumns)[number]['key']): string =>
  breakdownColumns.find((column) => column.key === key)?.headers[0] ?? key

const supportingOf = (row: BreakdownRow): string => row.supporting.map((unit) => unit.name).join('、')
/** A proposed lead stands in the table too, so that whoever edits it corrects rather than fills in. */
const leadOf = (row: BreakdownRow): string => row.lead?.name ?? row.proposedLead?.name ?? ''

/** The breakdown table as a workbook: number, task, source, lead, co-units, due, leader; the code keeps each row's identity. */
export const breakdownWorkbook = (
  rows: readonly BreakdownRow[],
  unitNames: readonly string[],
  texts: TableTexts,
): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      {
        name: texts.title.slice(0, 28),
        title: texts.title,
        note: texts.note,
        frozenColumns: 2,
        columns: [
          { header: texts.number, kind: 'integer', width: 7 },
          { header: header('title'), width: 48, wrap: true },
          { header: header('source'), width: 44, wrap: true },
          { header: header('lead'), width: 22, wrap: true, choices: unitNames, allowOther: true },
          { header: header('supporting'), width: 28, wrap: true },
          { header: header('dueOn'), width: 14 },
          { header: header('leader'), width: 12 },
          { header: header('code'), width: 10 },
        ],
        rows: rows.map((row, at) => [
          at + 1,
          row.title,
          row.source,
          leadOf(row),
          supportingOf(row),
          row.dueOn,
          row.leader,
          row.code,
        ]),
      },
    ],
  })

/** The same as a document in the layout of an office table, A4 lying. */
export const breakdownDocument = (rows: readonly BreakdownRow[], texts: TableTexts): Promise<Uint8Array> =>
  tableDocument({
    title: texts.title,
    subtitle: texts.note,
    codeHeader: header('code'),
    columns: [
      { header: texts.number, weight: 0.4, align: 'center' },
      { header: header('title'), weight: 2.6 },
      { header: header('source'), weight: 2.6 },
      { header: header('lead'), weight: 1.1 },
      { header: header('supporting'), weight: 1.3 },
      { header: header('dueOn'), weight: 0.9, align: 'center' },
      { header: header('leader'), weight: 0.8, align: 'center' },
    ],
    rows: rows.map((row, at) => ({
      cells: [at + 1, row.title, row.source, leadOf(row), supportingOf(row), row.dueOn, row.leader],
      ...serialOf(row.code),
    })),
  })

const serialOf = (code: string): { serial?: number } => {
  const serial = readRowCode(code)
  return serial === undefined ? {} : { serial }
}
