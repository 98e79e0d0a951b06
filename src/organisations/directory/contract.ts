import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

export const exportStates = ['waiting', 'ready', 'downloaded', 'late', 'refused', 'withdrawn', 'expired'] as const

/** One's own wish to export whole numbers. */
export const ContactExport = z.object({
  id: z.string(),
  reason: z.string(),
  /** `ready`: agreed to, and may be downloaded once until `untilAt`; `late`: that time is over. */
  state: z.enum(exportStates),
  proposedAt: z.string(),
  decidedByName: z.string().nullable(),
  untilAt: z.string().nullable(),
  note: z.string().nullable(),
})
export type ContactExport = z.output<typeof ContactExport>

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const directoryApi = {
  workbook: endpoint({
    method: 'get',
    path: '/organisations/directory.xlsx',
    summary: 'Directory of people with units and posts, phones masked',
    answer: xlsx,
  }),
  listExports: endpoint({
    method: 'get',
    path: '/organisations/directory/exports',
    summary: "One's own wishes to export whole phone numbers, the newest first",
    answer: z.array(ContactExport),
  }),
  proposeExport: endpoint({
    method: 'post',
    path: '/organisations/directory/exports',
    summary: 'Ask the security administrator for the directory with whole phone numbers',
    body: z.object({ reason: z.string().trim().min(8).max(300) }),
    answer: z.object({ id: z.string() }),
  }),
  downloadExport: endpoint({
    method: 'get',
    path: '/organisations/directory/exports/:id/contacts.xlsx',
    summary: 'The directory with whole phone numbers, once, for who asked and was agreed to',
    params: z.object({ id: z.uuid() }),
    answer: xlsx,
  }),
}
