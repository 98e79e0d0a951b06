import { z } from 'zod'
import { importStates } from './rules.ts'

const Count = z.number()

/** An import as every kind shows it; a kind adds its mapping and what it counts. */
export const ImportShown = z.object({
  id: z.string(),
  source: z.object({ id: z.string(), name: z.string() }),
  fileName: z.string(),
  state: z.enum(importStates),
  headings: z.array(z.string()),
  /** Null until the file was looked through to its end. */
  rowsTotal: z.number().nullable(),
  rowsDone: Count,
  added: Count,
  changed: Count,
  same: Count,
  refused: Count,
  /** Message of what stopped it as a whole. */
  failure: z.string().nullable(),
  startedByName: z.string(),
  startedAt: z.string(),
  progressAt: z.string(),
  endedAt: z.string().nullable(),
  version: z.number(),
})
export type ImportShown = z.output<typeof ImportShown>

export const ImportProblem = z.object({
  row: z.number(),
  name: z.string(),
  heading: z.string(),
  key: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  isRefusal: z.boolean(),
})
export type ImportProblem = z.output<typeof ImportProblem>

export const SourceName = z.string().trim().min(1).max(60)
export const ImportId = z.object({ id: z.uuid() })
export const ImportVersion = z.number().int().positive()
/** A heading as a mapping names it. */
export const Heading = z.string().trim().min(1).max(100)
