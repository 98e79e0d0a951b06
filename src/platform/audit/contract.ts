import { z } from 'zod'
import { Done } from '../contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { faults, results } from './rules.ts'

const Text = (most: number) => z.string().trim().max(most)

/** What the list and its export ask for; days are days of the city, both included. */
export const AuditFilter = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** A part of the name, the user name, or the account's id. */
  who: Text(60).optional(),
  action: Text(80).optional(),
  subjectKind: Text(40).optional(),
  subject: Text(80).optional(),
  result: z.enum(results).optional(),
  address: Text(45).optional(),
})
export type AuditFilter = z.output<typeof AuditFilter>

/** A page of it: `after` is the `next` of the page before. */
export const ListAudit = AuditFilter.extend({ after: Text(100).optional() })

export const AuditRowView = z.object({
  id: z.string(),
  at: z.string(),
  accountId: z.string(),
  /** Null for the product itself and for accounts that are gone. */
  name: z.string().nullable(),
  username: z.string().nullable(),
  role: z.string(),
  /** The post acted in, and the absent colleague whose post it was. */
  post: z.string().nullable(),
  actingFor: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string().nullable(),
  result: z.enum(results),
  address: z.string().nullable(),
  requestId: z.string(),
})
export type AuditRowView = z.output<typeof AuditRowView>

export const AuditRowDetail = AuditRowView.extend({
  details: z.enum(['none', 'kept', 'erased']),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  digest: z.string(),
  /** Its place in the chain; null in the first seconds. */
  link: z.object({ position: z.number(), hash: z.string(), algorithm: z.string(), sealedAt: z.string() }).nullable(),
})
export type AuditRowDetail = z.output<typeof AuditRowDetail>

export const AuditState = z.object({
  sealed: z.object({ position: z.number(), hash: z.string(), at: z.string() }).nullable(),
  waiting: z.number(),
  archived: z.number(),
  lastCheck: z
    .object({
      at: z.string(),
      name: z.string().nullable(),
      links: z.number(),
      position: z.number(),
      /** What was wrong, and at which link; null where everything held. */
      fault: z.enum(faults).nullable(),
      brokenAt: z.number().nullable(),
      rowId: z.string().nullable(),
    })
    .nullable(),
  /** A check that runs now; `of` is 0 until it is known. */
  running: z.object({ done: z.number(), of: z.number() }).nullable(),
})
export type AuditState = z.output<typeof AuditState>

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const auditApi = {
  list: endpoint({
    method: 'get',
    path: '/audit',
    summary: 'Audit rows, newest first',
    query: ListAudit,
    answer: z.object({
      rows: z.array(AuditRowView),
      next: z.string().nullable(),
      /** How many there are, counted up to 10,000. */
      count: z.number(),
      isMore: z.boolean(),
    }),
  }),
  choices: endpoint({
    method: 'get',
    path: '/audit/choices',
    summary: 'Actions and kinds of subjects that the audit of the city knows',
    answer: z.object({ actions: z.array(z.string()), subjectKinds: z.array(z.string()) }),
  }),
  state: endpoint({
    method: 'get',
    path: '/audit/state',
    summary: 'How far the audit is sealed, and what the last check said',
    answer: AuditState,
  }),
  check: endpoint({
    method: 'post',
    path: '/audit/check',
    summary: 'Begin to prove the whole chain of the city; `state` tells how far it is',
    answer: Done,
  }),
  exportXlsx: endpoint({
    method: 'get',
    path: '/audit/export.xlsx',
    summary: 'The filtered rows as a workbook, contacts masked; the export stands in the audit',
    query: AuditFilter,
    answer: xlsx,
  }),
  exportCsv: endpoint({
    method: 'get',
    path: '/audit/export.csv',
    summary: 'The filtered rows as CSV, contacts masked; the export stands in the audit',
    query: AuditFilter,
    answer: 'text/csv',
  }),
  get: endpoint({
    method: 'get',
    path: '/audit/:id',
    summary: 'One audit row with what was before and after, and its place in the chain',
    params: z.object({ id: z.uuid() }),
    answer: AuditRowDetail,
  }),
}
