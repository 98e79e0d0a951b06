/** The shape of a rule text: what counts, from which number on, under which article. No word of any field stands here. */
import { z } from 'zod'
import { readAmount } from './amounts.ts'

const word = z.string().min(1).max(80)
const note = z.string().min(1).max(600)
const amount = z.union([z.number(), z.string().max(40)]).refine((text) => readAmount(text) !== null, 'is not a number')
const years = z.int().min(1).max(10)

const Part = z.union([
  word,
  z.strictObject({ sum: z.union([word, z.array(word).min(1).max(5)]), years: years.optional() }),
  z.strictObject({ average: word, years }),
])

/** What is measured: a fact, its sum or average over years, a ratio, a growth; `firstKnown` takes what a firm has. */
export type MeasureText =
  | z.output<typeof Part>
  | { ratio: [z.output<typeof Part>, z.output<typeof Part>] }
  | { product: string[] }
  | { growth: string }
  | { averageGrowth: string; years: number }
  | { compound: string; years: number }
  | { firstKnown: MeasureText[] }

export const MeasureText: z.ZodType<MeasureText> = z.lazy(() =>
  z.union([
    Part,
    z.strictObject({ ratio: z.tuple([Part, Part]) }),
    z.strictObject({ product: z.array(word).min(2).max(3) }),
    z.strictObject({ growth: word }),
    z.strictObject({ averageGrowth: word, years }),
    z.strictObject({ compound: word, years }),
    z.strictObject({ firstKnown: z.array(MeasureText).min(2).max(4) }),
  ]),
)

export const sureness = ['verified', 'reported', 'memory', 'unknown'] as const

const described = {
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional(),
  zh: note.optional(),
  en: note.optional(),
  article: note.optional(),
  sure: z.enum(sureness).optional(),
}

interface Described {
  id?: string | undefined
  zh?: string | undefined
  en?: string | undefined
  article?: string | undefined
  /** How the number was checked: in texts, told by one, from memory, not known. */
  sure?: (typeof sureness)[number] | undefined
  /** Where this is met the criterion is not asked. */
  unless?: CriterionText | undefined
}

export type CompareText = {
  of: MeasureText
  atLeast?: string | number | undefined
  moreThan?: string | number | undefined
  atMost?: string | number | undefined
  lessThan?: string | number | undefined
  /** In each of the last so many years. */
  each?: number | undefined
}

export type CriterionText = Described &
  (
    | { allOf: CriterionText[] }
    | { anyOf: CriterionText[] }
    | { atLeastOf: { count: number; of: CriterionText[] } }
    | { not: CriterionText }
    | CompareText
    | { fact: string; isAtLeast: string }
    | { fact: string; isOneOf: string[] }
    | { fact: string; is: boolean }
    | { holds: string[] }
    | { happened: string[]; withinYears: number }
    | { score: { total: number; groups?: Record<string, number> | undefined } }
    | { manual: true }
  )

const list = z.lazy(() => z.array(CriterionText).min(1).max(40))

export const CriterionText: z.ZodType<CriterionText> = z.lazy(() => {
  const about = { ...described, unless: CriterionText.optional() }
  return z.union([
    z.strictObject({ ...about, allOf: list }),
    z.strictObject({ ...about, anyOf: list }),
    z.strictObject({ ...about, atLeastOf: z.strictObject({ count: z.int().min(1).max(40), of: list }) }),
    z.strictObject({ ...about, not: CriterionText }),
    z
      .strictObject({
        ...about,
        of: MeasureText,
        atLeast: amount.optional(),
        moreThan: amount.optional(),
        atMost: amount.optional(),
        lessThan: amount.optional(),
        each: years.optional(),
      })
      .refine((one) => boundsOf(one).length === 1, 'needs one bound: atLeast, moreThan, atMost or lessThan'),
    z.strictObject({ ...about, fact: word, isAtLeast: word }),
    z.strictObject({ ...about, fact: word, isOneOf: z.array(word).min(1).max(20) }),
    z.strictObject({ ...about, fact: word, is: z.boolean() }),
    z.strictObject({ ...about, holds: z.array(word).min(1).max(20) }),
    z.strictObject({ ...about, happened: z.array(word).min(1).max(20), withinYears: years }),
    z.strictObject({
      ...about,
      score: z.strictObject({
        total: z.int().min(0).max(1000),
        groups: z.record(word, z.int().min(0).max(1000)).optional(),
      }),
    }),
    z.strictObject({ ...about, manual: z.literal(true) }),
  ])
})

export const bounds = ['atLeast', 'moreThan', 'atMost', 'lessThan'] as const
export type Bound = (typeof bounds)[number]

export const boundsOf = (text: CompareText): { bound: Bound; at: string | number }[] =>
  bounds.flatMap((bound) => {
    const at = text[bound]
    return at === undefined ? [] : [{ bound, at }]
  })

const points = z.int().min(0).max(100)

/** From and to belong to the band; where two bands meet, the number belongs to the better one. */
const Band = z.strictObject({ from: amount.optional(), to: amount.optional(), points })
export type BandText = z.output<typeof Band>

export type ScoringText =
  | { bands: { of: MeasureText; at: BandText[] } }
  | { choice: { fact: string; points: Record<string, number> } }
  | { steps: { of: string; every: number; points: number; max: number } }
  | { local: string }
  | { bestOf: ScoringText[] }

const scorings = {
  bands: z.strictObject({ of: MeasureText, at: z.array(Band).min(1).max(20) }),
  choice: z.strictObject({ fact: word, points: z.record(word, points) }),
  steps: z.strictObject({ of: word, every: z.int().min(1).max(1000), points, max: points }),
  local: word,
}

const Scoring: z.ZodType<ScoringText> = z.lazy(() =>
  z.union([
    z.strictObject({ bands: scorings.bands }),
    z.strictObject({ choice: scorings.choice }),
    z.strictObject({ steps: scorings.steps }),
    z.strictObject({ local: scorings.local }),
    z.strictObject({ bestOf: z.array(Scoring).min(2).max(4) }),
  ]),
)

export const IndicatorText = z.strictObject({
  ...described,
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  max: z.int().min(0).max(100),
  score: Scoring,
})
export type IndicatorText = z.output<typeof IndicatorText>

const GroupText = z.strictObject({
  ...described,
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  max: z.int().min(0).max(1000),
  indicators: z.array(IndicatorText).min(1).max(30),
})

/** How a division asks something else from a day on: other totals of a score, other indicators in the place of one. */
const Variant = z.strictObject({
  division: z.string().regex(/^\d{6}$/),
  from: z.iso.date(),
  to: z.iso.date().optional(),
  document: note,
  sure: z.enum(sureness),
  totals: z.record(word, z.int().min(0).max(1000)).optional(),
  indicators: z.record(word, IndicatorText).optional(),
})

/** One set of rules, in force between two days. */
export const RuleText = z.strictObject({
  zh: word,
  en: word,
  regime: word,
  document: note,
  sure: z.enum(sureness),
  validToOn: z.iso.date().optional(),
  /** How long what it gives is valid. */
  validYears: z.int().min(1).max(20).optional(),
  /** What holds for whoever applies; reported apart. */
  basis: z.array(CriterionText).max(20).default([]),
  pass: CriterionText,
  groups: z.array(GroupText).max(10).default([]),
  variants: z.array(Variant).max(40).default([]),
})
export type RuleText = z.output<typeof RuleText>
