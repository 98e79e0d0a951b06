/** The workbook of units: the same columns when written as a form and when read back. */
import { readTable, type TableColumn, writeWorkbook } from '#platform/sheets/index.ts'
import { type ImportError, type ImportRow, importColumns } from '../import/rules.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import { type UnitKind, unitKinds } from '../rules.ts'

const columns = [
  { key: 'slug', headers: [importColumns.slug, 'code'], required: true },
  { key: 'parent', headers: [importColumns.parent, 'parent'] },
  { key: 'name', headers: [importColumns.name, 'name'], required: true },
  { key: 'shortName', headers: [importColumns.shortName, 'short name'] },
  { key: 'nameEn', headers: [importColumns.nameEn, 'English name'] },
  { key: 'kind', headers: [importColumns.kind, 'kind'], required: true },
  { key: 'division', headers: [importColumns.division, 'division'] },
  { key: 'order', headers: [importColumns.order, 'order'], kind: 'integer' },
  { key: 'aliases', headers: [importColumns.aliases, 'aliases'] },
] as const satisfies readonly TableColumn[]

const labelOf = (kind: UnitKind): string => zh[`organisations.kind.${kind}`]

const kindByWord = new Map<string, UnitKind>(
  unitKinds.flatMap((kind) => [kind, labelOf(kind), en[`organisations.kind.${kind}`]].map((word) => [word, kind])),
)

/** More units than any city has; a longer table is a mistake. */
const mostRows = 20_000

/** Reads the rows with what is wrong in their cells. @throws AppError invalid `sheets.*` */
export async function readUnits(bytes: Uint8Array): Promise<{ rows: ImportRow[]; errors: ImportError[] }> {
  const table = await readTable(bytes, { columns, limits: { rows: mostRows } })
  const errors: ImportError[] = [...table.errors]
  const rows = table.rows.map(({ row, values }) => {
    const kind = values.kind === null ? null : (kindByWord.get(values.kind) ?? null)
    if (values.kind !== null && kind === null) {
      const facts = { text: values.kind, choices: unitKinds.map(labelOf).join('、') }
      errors.push({ row, column: importColumns.kind, key: 'organisations.import.kind', facts })
    }
    return { row, ...values, kind }
  })
  return { rows, errors }
}

/** A row of the form, in the order of the columns. */
export type FormRow = Record<(typeof columns)[number]['key'], string | number | null>

export const kindLabel = (kind: string): string => {
  const known = unitKinds.find((one) => one === kind)
  return known ? labelOf(known) : kind
}

/** The form: headers, lists of choices, and the rows given. */
export const writeUnits = (rows: readonly FormRow[]): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      {
        name: zh['organisations.import.sheet'],
        note: zh['organisations.import.note'],
        columns: columns.map(({ key, headers }) => ({
          header: headers[0],
          width: key === 'name' ? 40 : 22,
          ...(key === 'kind' ? { choices: unitKinds.map(labelOf) } : {}),
          ...(key === 'order' ? { kind: 'integer' as const } : {}),
        })),
        rows: rows.map((row) => columns.map(({ key }) => row[key])),
        frozenColumns: 1,
      },
    ],
  })
