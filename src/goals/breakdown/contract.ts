import { z } from 'zod'
import { CitationView } from '#documents/contract.ts'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { UnitView } from '../contract.ts'

/** A row of the breakdown table (任务分解表). */
export const BreakdownRow = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  /** Document and sentence it comes from, for the table's column. */
  source: z.string(),
  /** The quoted sentence; null where the task was entered by hand. */
  citation: CitationView.nullable(),
  lead: UnitView.nullable(),
  /** Proposed from the duty lists where no lead is set yet. */
  proposedLead: UnitView.extend({ duty: z.string().nullable(), words: z.array(z.string()) }).nullable(),
  supporting: z.array(UnitView),
  dueOn: z.string().nullable(),
  leader: z.string().nullable(),
  version: z.number(),
})
export type BreakdownRow = z.output<typeof BreakdownRow>

/** Filters of the table as they stand in the address. */
export const BreakdownFilter = z.object({ document: z.uuid().optional(), year: z.coerce.number().int().optional() })

/** One cell that the returned table changes. */
export const BreakdownChange = z.object({
  code: z.string(),
  title: z.string(),
  changes: z.array(
    z.object({ field: z.enum(['title', 'lead', 'supporting', 'dueOn', 'leader']), from: z.string(), to: z.string() }),
  ),
})

export const ImportReport = z.object({
  changed: z.array(BreakdownChange),
  unchanged: z.number(),
  /** Tasks of ours that the table no longer holds; they are left as they are. */
  missing: z.array(z.object({ code: z.string(), title: z.string() })),
  problems: z.array(z.object({ row: z.number(), message: z.string() })),
  applied: z.boolean(),
})
export type ImportReport = z.output<typeof ImportReport>

export const breakdownApi = {
  list: endpoint({
    method: 'get',
    path: '/breakdown',
    summary: 'Confirmed measures as a task breakdown table, with proposed lead units',
    query: BreakdownFilter,
    answer: z.object({ rows: z.array(BreakdownRow) }),
  }),
  acceptLeads: endpoint({
    method: 'post',
    path: '/breakdown/leads',
    summary: 'Take over the proposed lead units of these tasks',
    body: z.object({
      tasks: z
        .array(z.object({ id: z.uuid(), unitId: z.uuid(), version: z.number().int() }))
        .min(1)
        .max(500),
    }),
    answer: Done,
  }),
  xlsx: endpoint({
    method: 'get',
    path: '/breakdown.xlsx',
    summary: 'The table as a workbook',
    query: BreakdownFilter,
    answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  docx: endpoint({
    method: 'get',
    path: '/breakdown.docx',
    summary: 'The table as a document',
    query: BreakdownFilter,
    answer: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  }),
  import: endpoint({
    method: 'post',
    path: '/breakdown/import',
    summary: 'Read an edited table back: what would change, or (apply) change it',
    body: z.object({ apply: z.enum(['yes', 'no']).default('no'), document: z.uuid().optional() }),
    form: true,
    answer: ImportReport,
  }),
}
