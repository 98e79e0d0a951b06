import { z } from 'zod'
import { indicatorCodes } from '../indicators/rules.ts'

/** Names of the rules that `rules/lists.yaml` and `rules/required-fields.yaml` ship. */
export const listsRule = 'enterprises/lists'
export const requiredRule = 'enterprises/required-fields'

/** Steps of the ladder by which the fields asked of a firm grow. */
export const stages = ['entered', 'base', 'middle', 'top'] as const
export type Stage = (typeof stages)[number]

export const listKinds = ['title', 'list', 'status', 'warning'] as const
export const ListsTable = z.strictObject({
  lists: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      kind: z.enum(listKinds),
      /** How long it holds where its notice names no end. */
      years: z.int().optional(),
      stage: z.enum(stages).optional(),
      isOrdered: z.boolean().optional(),
      /** Words in the name of the bureau that alone sees it, unless the firm agreed. */
      onlyFor: z.array(z.string()).optional(),
    }),
  ),
})
export type ListsTable = z.output<typeof ListsTable>
export type ListOfFirms = ListsTable['lists'][number]

/** Fields beside the yearly indicators. */
export const otherFields = [
  'credit-code',
  'industry-code',
  'address',
  'contact',
  'founded-on',
  'leading-product',
  'segment-since-year',
  'rd-institution',
  'digital-level',
] as const
export const RequiredTable = z.strictObject({
  stages: z.array(z.enum(stages)),
  fields: z.array(z.strictObject({ field: z.enum([...otherFields, ...indicatorCodes]), from: z.enum(stages) })),
})
export type RequiredTable = z.output<typeof RequiredTable>
export type RequiredField = RequiredTable['fields'][number]['field']

/** A listing on a day. */
export interface DatedListing {
  list: string
  validFrom: string
  validTo: string | null
  endedOn: string | null
}

export const holdsOn = ({ validFrom, validTo, endedOn }: DatedListing, on: string): boolean =>
  validFrom <= on && (validTo === null || on <= validTo) && (endedOn === null || on < endedOn)

/** The highest step that a title or list of the firm stands for on a day. */
export function stageOf(table: ListsTable, listings: readonly DatedListing[], on: string): Stage {
  const reached = listings
    .filter((listing) => holdsOn(listing, on))
    .map(({ list }) => stages.indexOf(table.lists.find(({ code }) => code === list)?.stage ?? 'entered'))
  return stages[Math.max(0, ...reached)] ?? 'entered'
}

/** Fields asked at a stage that are not known, those asked earliest first. */
export const missingFields = (table: RequiredTable, stage: Stage, known: ReadonlySet<RequiredField>): RequiredField[] =>
  table.fields
    .filter(({ from }) => stages.indexOf(from) <= stages.indexOf(stage))
    .toSorted((a, b) => stages.indexOf(a.from) - stages.indexOf(b.from))
    .map(({ field }) => field)
    .filter((field) => !known.has(field))
