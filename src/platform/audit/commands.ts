/** What the operator runs at the machine: `daqiao audit verify` and `daqiao audit archive`. */
import { basename } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { now } from '../clock.ts'
import { localCommand } from '../local/command.ts'
import { freeArchivePath, joinOf, removeArchived, writeCityArchive } from './archive.ts'
import { faults } from './rules.ts'
import { nowhere } from './seal.ts'
import { type CityReport, citiesWithAudit, verifyCity } from './verify.ts'

const End = z.object({ position: z.number(), hash: z.string() })
export const CityAudit = z.object({
  city: z.string(),
  links: z.number(),
  erased: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  head: End,
  waiting: z.number(),
  archived: z.number(),
  archives: z.number(),
  keptIsArchived: z.boolean(),
  broken: z
    .object({
      fault: z.enum(faults),
      position: z.number().nullable(),
      at: z.string().nullable(),
      action: z.string().nullable(),
      auditId: z.string().nullable(),
    })
    .nullable(),
})
export type CityAudit = z.output<typeof CityAudit>

export const verifyAudit = localCommand({
  name: 'audit-verify',
  input: z.object({
    /** One city and what nobody signed in did; null for all of the database. */
    city: z.string().nullable(),
    /** A head that somebody kept, of this city. */
    kept: End.extend({ city: z.string() }).nullable(),
  }),
  answer: z.array(CityAudit),
  run: async ({ city, kept }, local) => {
    const reports: CityReport[] = []
    for (const one of city ? [city, nowhere] : await citiesWithAudit()) {
      const report = await verifyCity(one, local, { moment: now(), kept: kept?.city === one ? kept : null })
      const isEmpty = report.links + report.archived + report.waiting === 0
      if (!isEmpty || report.broken || kept?.city === one || one === city) reports.push(report)
    }
    return reports
  },
})

export const joinArchive = localCommand({
  name: 'audit-join',
  input: z.object({ city: z.string(), head: End, fileSha256: z.string() }),
  answer: z.enum(['anchor', 'still-here', 'other-file', 'unknown']),
  run: ({ city, ...file }) => joinOf(city, file),
})

export const archiveAudit = localCommand({
  name: 'audit-archive',
  input: z.object({
    city: z.string(),
    before: z.iso.date(),
    /** The file; null for a new one in `folder`. */
    path: z.string().nullable(),
    folder: z.string(),
  }),
  answer: z.object({
    path: z.string(),
    links: z.number(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    head: End,
    sha256: z.string(),
  }),
  run: async ({ city, before, path: wanted, folder }, local) => {
    const path = wanted ?? freeArchivePath(folder, city, before)
    const plan = { city, before: Temporal.PlainDate.from(before), path }
    const file = await writeCityArchive(plan, local, now())
    await removeArchived(city, file, basename(path), now())
    const { links, from, to, head, fileSha256 } = file
    return { path, links, from, to, head, sha256: fileSha256 }
  },
})

export const auditCommands = [verifyAudit, joinArchive, archiveAudit]
