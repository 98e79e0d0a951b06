import type { Download } from '#platform/http/route.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { ticketFields } from '../contract.ts'
import { zh } from '../messages.zh.ts'
import { headings } from '../reading/rules.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An empty table with the headings that are understood without being told, and one invented row. */
export async function templateSheet(): Promise<Download> {
  const columns = ticketFields.map((field) => ({ header: headings[field][0] ?? field }))
  const example = zh['requests.hotline.templateRow'].split('|').map((cell) => cell || null)
  const sheet = { name: zh['requests.hotline.sheet'], columns, rows: [example] }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: zh['requests.hotline.templateName'], mediaType }
}
