import { z } from 'zod'
import { readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { read } from '#platform/db/transact.ts'
import { importSourcesOf } from '#platform/imports/index.ts'
import { writeCsv } from '#platform/sheets/index.ts'
import { workOff } from './batches/commands.ts'
import { checkImport, startImport, uploadTickets } from './commands.ts'
import { ticketImports } from './queries.ts'

const SampleTickets = z.strictObject({
  source: z.string(),
  fileName: z.string(),
  headings: z.array(z.string()),
  /** Headings of times: `6 09:12`, so many days before the sample was loaded; without a time of day a bare day. */
  times: z.array(z.string()),
  tickets: z.array(z.array(z.string())),
})

/** Some weeks of invented tickets, imported as the desk would have done it; once. Organisations and topics go first. */
export async function seedHotline(ctx: Context, pack: string, desk: { id: string; name: string }): Promise<void> {
  const file = readPackFile(`${pack}/hotline.yaml`, SampleTickets)
  if (!file) return
  if ((await read(ctx, (tx) => importSourcesOf(tx, ctx, ticketImports))).length > 0) return
  const { source, fileName, headings, times, tickets } = file
  const bytes = await writeCsv({
    headers: headings,
    rows: tickets.map((cells) =>
      headings.map((heading, at) => (times.includes(heading) ? written(ctx, cells[at]) : (cells[at] ?? null))),
    ),
  })
  const asDesk: Context = { ...ctx, actor: { ...ctx.actor, accountId: desk.id, name: desk.name, role: 'request-desk' } }
  const { id, version, mapping } = await uploadTickets(asDesk, { source, fileName, bytes })
  const checking = await checkImport(asDesk, id, { version, mapping })
  await workOff({ city: ctx.city, importId: id }, undefined, ctx.now)
  await startImport(asDesk, id, { version: checking.version + 1 })
  await workOff({ city: ctx.city, importId: id }, undefined, ctx.now)
}

function written(ctx: Context, text = ''): string | null {
  const [days, time] = text.split(' ')
  if (!days) return null
  const day = dayOf(ctx.now()).subtract({ days: Number(days) })
  return time === undefined ? day.toString() : `${day} ${time}`
}
