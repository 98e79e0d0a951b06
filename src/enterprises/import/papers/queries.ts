import { listDivisions } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import type { Download } from '#platform/http/route.ts'
import { fill } from '#platform/i18n.ts'
import { writeWorkbook } from '#platform/sheets/index.ts'
import { columnWords } from '../columns/queries.ts'
import { zh } from '../messages.zh.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An empty table with the headings that are understood without being told, and one invented row in a division of the actor's. */
export async function templateSheet(ctx: Context): Promise<Download> {
  const divisions = await read(ctx, (tx) => listDivisions(tx, ctx))
  const own = divisions.find(({ code }) => code !== ctx.city && (ctx.actor.divisions?.includes(code) ?? true))
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
  const example = fill(zh['enterprises.import.templateRow'], { division: own?.name ?? '' })
    .split('|')
    .map((cell) => cell || null)
  const sheet = {
    name: zh['enterprises.import.sheet'],
    columns: headers.map((header) => ({ header })),
    rows: [example],
  }
  return { bytes: await writeWorkbook({ sheets: [sheet] }), name: zh['enterprises.import.templateName'], mediaType }
}
