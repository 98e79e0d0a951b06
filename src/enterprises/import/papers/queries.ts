import type { Download } from '#platform/http/route.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { columnWords } from '../columns/queries.ts'
import { zh } from '../messages.zh.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An empty table with the headings that are understood without being told, and one invented row. */
export async function templateSheet(): Promise<Download> {
  const { first } = columnWords()
  const fields = [
    'name',
    'code',
    'division',
    'address',
    'industry',
    'foundedOn',
    'status',
    'contactName',
    'contactPhone',
  ]
  const headers = [
    ...fields.map((field) => first.get(field) ?? field),
    ...zh['enterprises.import.templateFigures'].split('|'),
  ]
  const example = zh['enterprises.import.templateRow'].split('|').map((cell) => cell || null)
  const sheet = {
    name: zh['enterprises.import.sheet'],
    columns: headers.map((header) => ({ header })),
    rows: [example],
  }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: zh['enterprises.import.templateName'], mediaType }
}
