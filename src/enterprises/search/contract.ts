import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { sizeClasses } from '../firm/rules.ts'
import { statuses } from '../rules.ts'
import { Filters } from './rules.ts'

export const ListFirms = Filters.extend({ page: z.coerce.number().int().min(1).max(500).default(1) })
export type ListFirms = z.output<typeof ListFirms>

export const FirmInList = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  divisionName: z.string(),
  industryName: z.string().nullable(),
  sizeClass: z.enum(sizeClasses),
  status: z.enum(statuses),
  /** Codes of lists and titles that hold today. */
  lists: z.array(z.string()),
  responsible: z.string().nullable(),
  /** The former name, product or code it was found by, where its name does not tell. */
  foundBy: z.string().nullable(),
})
export type FirmInList = z.output<typeof FirmInList>

export const SavedList = z.object({
  id: z.string(),
  name: z.string(),
  filters: Filters,
  isShared: z.boolean(),
  isMine: z.boolean(),
  ownerName: z.string(),
})
export type SavedList = z.output<typeof SavedList>

export const SaveList = z.object({
  name: z.string().trim().min(1).max(40),
  filters: Filters,
  isShared: z.boolean().default(false),
})
export type SaveList = z.output<typeof SaveList>

export const searchApi = {
  list: endpoint({
    method: 'get',
    path: '/enterprises',
    summary: 'Firms within the scope by words, division, industry, size, list, stage, status, team and visits',
    query: ListFirms,
    answer: z.object({
      rows: z.array(FirmInList),
      /** As far as counted; `hasMore` says that more fit. */
      total: z.number(),
      hasMore: z.boolean(),
      pageSize: z.number(),
      /** Where nothing was found: names that may have been meant. */
      near: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
  districts: endpoint({
    method: 'get',
    path: '/enterprises/districts',
    summary: 'How many firms by the same filters each district has; null where there are too many hits to count',
    query: Filters,
    answer: z.object({ rows: z.array(z.object({ code: z.string(), firms: z.number() })).nullable() }),
  }),
  csv: endpoint({
    method: 'get',
    path: '/enterprises/list.csv',
    summary: 'The list as CSV, at most 100,000 firms',
    query: Filters,
    answer: 'text/csv',
  }),
  xlsx: endpoint({
    method: 'get',
    path: '/enterprises/list.xlsx',
    summary: 'The list as XLSX, at most 100,000 firms',
    query: Filters,
    answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  saved: endpoint({
    method: 'get',
    path: '/enterprises/saved-lists',
    summary: 'Own and shared lists with their filters',
    answer: z.array(SavedList),
  }),
  save: endpoint({
    method: 'post',
    path: '/enterprises/saved-lists',
    summary: 'Save the filters of a list under a name; the same name again replaces them',
    body: SaveList,
    answer: z.object({ id: z.string() }),
  }),
  unsave: endpoint({
    method: 'delete',
    path: '/enterprises/saved-lists/:id',
    summary: 'Remove an own saved list',
    params: z.object({ id: z.uuid() }),
    answer: z.object({ done: z.boolean() }),
  }),
}
