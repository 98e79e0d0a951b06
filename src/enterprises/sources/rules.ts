import { z } from 'zod'
import { roles } from '#platform/roles.ts'
import { type SourceClass, sourceClasses } from '../indicators/rules.ts'

/** Name of the rule that `rules/source-classes.yaml` ships. */
export const sourceRule = 'enterprises/source-classes'

/** What a figure may be used for. */
export const uses = ['registry', 'size', 'ladder', 'visit', 'forms'] as const
export type Use = (typeof uses)[number]

const Class = z.strictObject({
  uses: z.array(z.enum(uses)),
  /** Each use needs the firm's own word about this. */
  needsWord: z.enum(['tax']).optional(),
  viewers: z.array(z.enum(roles)),
})
export const SourceTable = z.strictObject({
  uses: z.array(z.enum(uses)),
  classes: z.record(z.enum(sourceClasses), Class),
  /** Classes of data that must not be kept here at all. */
  refused: z.array(z.string()),
  /** Which of two values stands when two entries of a firm are merged: the one of the class named first. */
  precedence: z
    .array(z.enum(sourceClasses))
    .default(['tax-authorised', 'annual-report', 'platform', 'officer', 'firm']),
})
export type SourceTable = z.output<typeof SourceTable>

/** The word a firm gave for one use, with its last day. */
export interface GivenWord {
  purpose: string
  validFrom: string
  validTo: string
  revokedOn: string | null
}

export const holdsWord = ({ validFrom, validTo, revokedOn }: Omit<GivenWord, 'purpose'>, on: string): boolean =>
  validFrom <= on && on <= validTo && (revokedOn === null || on < revokedOn)

/** Whether the firm's word for a use holds on a day. */
export const isGiven = (words: readonly GivenWord[], purpose: string, on: string): boolean =>
  words.some((word) => word.purpose === purpose && holdsWord(word, on))

/** Whether a figure of a class may be used so on a day: the table permits it, and the firm agreed where it must. */
export function mayUse(
  table: SourceTable,
  sourceClass: SourceClass,
  use: Use,
  { words, on }: { words: readonly GivenWord[]; on: string },
): boolean {
  const known = table.classes[sourceClass]
  return known.uses.includes(use) && (known.needsWord === undefined || isGiven(words, use, on))
}

export const mayView = (table: SourceTable, sourceClass: SourceClass, role: (typeof roles)[number]): boolean =>
  table.classes[sourceClass].viewers.includes(role)
