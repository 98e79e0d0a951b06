/** The directory on paper: who holds which post where, with a number masked or whole. */
import { writeWorkbook } from '#platform/sheets/index.ts'
import { zh } from '../messages.zh.ts'

interface Line {
  unit: string
  name: string
  title: string
  phone: string | null
}

export const writeDirectory = (lines: readonly Line[], numbers: 'masked' | 'whole'): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      {
        name: zh['organisations.directory.sheet'],
        note: zh[`organisations.directory.note.${numbers}`],
        columns: [
          { header: zh['organisations.field.unit'], width: 40 },
          { header: zh['organisations.field.title'], width: 28 },
          { header: zh['organisations.field.personName'], width: 16 },
          { header: zh['organisations.field.phone'], width: 18 },
        ],
        rows: lines.map(({ unit, title, name, phone }) => [unit, title, name, phone]),
      },
    ],
  })
