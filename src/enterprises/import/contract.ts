import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Heading, ImportId, ImportProblem, ImportShown, ImportVersion, SourceName } from '#platform/imports/contract.ts'
import { Day, Year } from '../firm/contract.ts'
import { typedUnits } from '../indicators/reading/rules.ts'
import { type IndicatorCode, indicatorCodes, sourceClasses } from '../indicators/rules.ts'

/** What a column of a table of firms may hold beside figures and single lists. */
export const entryFields = [
  'name',
  'code',
  'shortName',
  'formerNames',
  'division',
  'address',
  'industry',
  'foundedOn',
  'status',
  'leadingProduct',
  'products',
  'contactName',
  'contactPhone',
  'lists',
] as const
export type EntryField = (typeof entryFields)[number]

/** Which heading holds what. A figure has its year and unit here; `listed` is a column of days for one list. */
export const Column = z.strictObject({
  heading: Heading,
  field: z.enum([...entryFields, 'listed', ...indicatorCodes]),
  year: Year.nullable(),
  unit: z.enum(typedUnits).nullable(),
  isEstimated: z.boolean(),
  list: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(40)
    .nullable(),
})
export type Column = z.output<typeof Column>

export const isFigure = (field: string): field is IndicatorCode => indicatorCodes.some((code) => code === field)

export const Mapping = z.strictObject({
  columns: z.array(Column).max(512),
  /** The day the table says it is of: what was entered by hand after it is kept. */
  asOf: Day,
  /** Statistics of single firms are named here to be refused in words. */
  sourceClass: z.enum([...sourceClasses, 'statistics']),
  /** The paper or system the table was taken from. */
  evidence: z.string().trim().max(200),
  /** Somebody has looked at what is unlikely: it is taken. */
  takesDoubtful: z.boolean(),
})
export type Mapping = z.output<typeof Mapping>

const Value = z.union([z.string(), z.number()]).nullable()
const Example = z.object({ name: z.string(), year: z.number().nullable(), before: Value, after: Value })
/** How often a field changes or is kept, with the first examples. */
const Counted = z.record(z.string(), z.object({ count: z.number(), examples: z.array(Example) }))
export type Counted = z.output<typeof Counted>

export const Tally = z.object({
  /** Names of the first new firms. */
  newFirms: z.array(z.string()),
  /** By field: what is replaced, what is known for the first time, what a person entered later and is kept. */
  replaced: Counted,
  filled: Counted,
  kept: Counted,
  /** Figures left out because they are unlikely. */
  held: z.number(),
  /** By message key: why rows were refused, and how many. */
  reasons: z.record(z.string(), z.number()),
})
export type Tally = z.output<typeof Tally>

export const FirmImport = ImportShown.extend({ mapping: Mapping, ...Tally.shape })
export type FirmImport = z.output<typeof FirmImport>

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const importApi = {
  list: endpoint({
    method: 'get',
    path: '/enterprises/imports',
    summary: 'Sources of tables of firms, and imports, the newest first',
    answer: z.object({
      sources: z.array(z.object({ id: z.string(), name: z.string() })),
      imports: z.array(FirmImport),
    }),
  }),
  template: endpoint({
    method: 'get',
    path: '/enterprises/imports/template.xlsx',
    summary: 'A table of firms to fill in',
    answer: workbook,
  }),
  upload: endpoint({
    method: 'post',
    path: '/enterprises/imports',
    summary: 'Bring a table of firms; its columns are proposed, nothing is imported yet',
    body: z.object({ source: SourceName }),
    form: true,
    bodyMegabytes: 64,
    answer: FirmImport,
  }),
  get: endpoint({
    method: 'get',
    path: '/enterprises/imports/:id',
    summary: 'One import with its progress, its first cells and what is still to be answered',
    params: ImportId,
    answer: FirmImport.extend({
      problems: z.array(ImportProblem),
      /** The first cells below each heading, while the mapping can be changed. */
      samples: z.array(z.object({ heading: z.string(), cells: z.array(z.string()) })),
      questions: z.array(z.object({ key: z.string(), heading: z.string() })),
    }),
  }),
  check: endpoint({
    method: 'post',
    path: '/enterprises/imports/:id/check',
    summary: 'Look the table through with this mapping, which is kept for the source; nothing is imported',
    params: ImportId,
    body: z.object({ version: ImportVersion, mapping: Mapping }),
    answer: FirmImport,
  }),
  start: endpoint({
    method: 'post',
    path: '/enterprises/imports/:id/start',
    summary: 'Import what was looked through; it can be left and goes on by itself',
    params: ImportId,
    body: z.object({ version: ImportVersion }),
    answer: FirmImport,
  }),
  resume: endpoint({
    method: 'post',
    path: '/enterprises/imports/:id/resume',
    summary: 'Go on where an import had come to',
    params: ImportId,
    answer: FirmImport,
  }),
  giveUp: endpoint({
    method: 'post',
    path: '/enterprises/imports/:id/give-up',
    summary: 'Give an import up; what it imported stays',
    params: ImportId,
    answer: FirmImport,
  }),
  problems: endpoint({
    method: 'get',
    path: '/enterprises/imports/:id/problems.xlsx',
    summary: 'Rows and cells that were not taken, each with its reason and what to do',
    params: ImportId,
    answer: workbook,
  }),
}
