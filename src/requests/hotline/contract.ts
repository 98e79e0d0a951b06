import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Heading, ImportId, ImportProblem, ImportShown, ImportVersion, SourceName } from '#platform/imports/contract.ts'
import { rowResults } from '#platform/imports/rules.ts'

/** What a column of a hotline's table may hold. */
export const ticketFields = [
  'number',
  'kind',
  'topic',
  'title',
  'body',
  'firmName',
  'creditCode',
  'contactName',
  'contactPhone',
  'division',
  'unit',
  'registered',
  'dispatched',
  'contacted',
  'planned',
  'answered',
  'closed',
  'answer',
  'outcome',
] as const
export type TicketField = (typeof ticketFields)[number]

/** Fields whose words mean something of ours. */
export const wordFields = ['kind', 'topic', 'division', 'unit', 'outcome'] as const
export type WordField = (typeof wordFields)[number]

const Word = z.string().trim().min(1).max(100)

/** `desk`: left to the desk. A kind, the id of a topic or unit, a division's code, an outcome. */
const Meaning = z.string().trim().min(1).max(60)

const Words = z.array(z.strictObject({ word: Word, means: Meaning })).max(1000)

/** The same shape under each name. */
const each = <Name extends string, Shape>(names: readonly Name[], shape: Shape) =>
  Object.fromEntries(names.map((name) => [name, shape])) as Record<Name, Shape>

/** Which heading holds which field, and what the words of a field mean. */
export const Mapping = z.strictObject({
  fields: z.strictObject(each(ticketFields, Heading.optional())),
  words: z.strictObject(each(wordFields, Words.optional())),
})
export type Mapping = z.output<typeof Mapping>

/** Words that mean nothing yet, by field, with how often they stand in the file. */
export const Unknowns = z.partialRecord(z.enum(wordFields), z.array(z.object({ word: z.string(), rows: z.number() })))
export type Unknowns = z.output<typeof Unknowns>

/** What an import counts beside its rows. */
export const Tally = z.object({
  unknown: Unknowns,
  /** External numbers of the first rows of each result. */
  examples: z.partialRecord(z.enum(rowResults), z.array(z.string())),
  /** Among the added and changed: rows of which some time is not known (未计时). */
  untimed: z.number(),
})
export type Tally = z.output<typeof Tally>

export const HotlineImport = ImportShown.extend({ mapping: Mapping, ...Tally.shape })
export type HotlineImport = z.output<typeof HotlineImport>

export const HotlineExport = z.object({
  id: z.string(),
  rows: z.number(),
  madeByName: z.string(),
  madeAt: z.string(),
})

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Format = z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') })

export const hotlineApi = {
  list: endpoint({
    method: 'get',
    path: '/hotline/imports',
    summary: 'Sources of tickets with their exports, and imports, the newest first',
    answer: z.object({
      sources: z.array(
        z.object({ id: z.string(), name: z.string(), waiting: z.number(), exports: z.array(HotlineExport) }),
      ),
      imports: z.array(HotlineImport),
    }),
  }),
  template: endpoint({
    method: 'get',
    path: '/hotline/template.xlsx',
    summary: 'A table of tickets to fill in',
    answer: workbook,
  }),
  upload: endpoint({
    method: 'post',
    path: '/hotline/imports',
    summary: 'Bring a table of tickets; its columns are proposed, nothing is imported yet',
    body: z.object({ source: SourceName }),
    form: true,
    answer: HotlineImport,
  }),
  get: endpoint({
    method: 'get',
    path: '/hotline/imports/:id',
    summary: 'One import with its progress, and what its words may mean',
    params: ImportId,
    answer: HotlineImport.extend({
      problems: z.array(ImportProblem),
      choices: z.record(z.string(), z.array(z.object({ value: z.string(), name: z.string(), nameEn: z.string() }))),
    }),
  }),
  check: endpoint({
    method: 'post',
    path: '/hotline/imports/:id/check',
    summary: 'Look the table through with this mapping, which is kept for the source; nothing is imported',
    params: ImportId,
    body: z.object({ version: ImportVersion, mapping: Mapping }),
    answer: HotlineImport,
  }),
  start: endpoint({
    method: 'post',
    path: '/hotline/imports/:id/start',
    summary: 'Import what was looked through; it can be left and goes on by itself',
    params: ImportId,
    body: z.object({ version: ImportVersion }),
    answer: HotlineImport,
  }),
  resume: endpoint({
    method: 'post',
    path: '/hotline/imports/:id/resume',
    summary: 'Go on where an import had come to',
    params: ImportId,
    answer: HotlineImport,
  }),
  giveUp: endpoint({
    method: 'post',
    path: '/hotline/imports/:id/give-up',
    summary: 'Give an import up; what it imported stays',
    params: ImportId,
    answer: HotlineImport,
  }),
  problems: endpoint({
    method: 'get',
    path: '/hotline/imports/:id/problems.xlsx',
    summary: 'Rows that were not taken, each with its reason',
    params: ImportId,
    answer: workbook,
  }),
  makeExport: endpoint({
    method: 'post',
    path: '/hotline/sources/:id/exports',
    summary: 'Put together the answers that changed since the last time',
    params: ImportId,
    answer: HotlineExport,
  }),
  exportFile: endpoint({
    method: 'get',
    path: '/hotline/exports/:id/file',
    summary: 'Answers in the form in which the tickets came',
    params: ImportId,
    query: Format,
    answer: workbook,
  }),
}
