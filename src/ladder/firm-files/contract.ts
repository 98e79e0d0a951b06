/** A firm as a plain file tells it: money in 万元, shares as fractions of one. Runs in the browser too. */
import { z } from 'zod'

const decimal = z
  .union([z.number(), z.string().max(40)])
  .transform(String)
  .refine((text) => /^-?\d{1,15}(\.\d{1,8})?$/.test(text), 'is not a decimal number')
const known = decimal.nullish()
const positive = decimal.refine((text) => !text.startsWith('-'), 'is below zero').nullish()
const count = z.int().min(0).max(100_000_000).nullish()
const fraction = decimal
  .refine((text) => Number(text) >= 0 && Number(text) <= 1, 'is not a fraction between 0 and 1 (3% is 0.03)')
  .nullish()
const day = z.iso.date()
const level = z.enum(['none', 'below', 'city', 'provincial', 'national']).nullish()

export const Firm = z.object({
  name: z.string().max(200).optional(),
  /** Names of valid titles, or titles with their days. */
  titles: z
    .array(
      z.union([z.string().max(80), z.object({ name: z.string().max(80), from: day.nullish(), until: day.nullish() })]),
    )
    .max(100)
    .nullish(),
  segmentYears: positive,
  revenue: positive,
  revenuePrev: positive,
  revenue2: positive,
  main: positive,
  mainPrev: positive,
  main2: positive,
  growthAvg2y: decimal.refine((text) => Math.abs(Number(text)) <= 5, 'is not a fraction (9% is 0.09)').nullish(),
  liabilities: positive,
  assets: positive,
  rdExpense: positive,
  rdPrev: positive,
  rd2: positive,
  rdStaff: count,
  employees: count,
  netProfit: known,
  equity2y: positive,
  equity3y: positive,
  ip: z.enum(['none', 'II', 'I', 'I-own', 'I-high']).nullish(),
  field: z.enum(['sei', 'other']).nullish(),
  field2: z.enum(['none', 'base', 'key']).nullish(),
  digital: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine((text) => /^[0-4]$/.test(text), 'is no digital level from 0 to 4')
    .nullish(),
  qualityItems: z.int().min(0).max(4).nullish(),
  local: decimal.refine((text) => Number(text) >= 0 && Number(text) <= 15, 'is not between 0 and 15').nullish(),
  rdOrg: level,
  rdInstitution: level,
  classI: count,
  devScore: decimal.refine((text) => Number(text) >= 0 && Number(text) <= 100, 'is not between 0 and 100').nullish(),
  devScorePrev: decimal
    .refine((text) => Number(text) >= 0 && Number(text) <= 100, 'is not between 0 and 100')
    .nullish(),
  share: fraction,
  rank: z.int().min(1).max(100_000).nullish(),
  review: z.boolean().nullish(),
  awards: z
    .array(z.object({ level: z.enum(['national', 'provincial']), rank: z.int().min(1).max(100).nullish(), on: day }))
    .max(100)
    .nullish(),
  coreBusinessWithIT: count,
  managementOrProductCertification: count,
  ownBrand: z.boolean().nullish(),
})
export type Firm = z.output<typeof Firm>

/** Firms, or acceptance vectors that hold one each. */
export const FirmFile = z.union([
  z.array(Firm).max(100_000),
  z
    .object({ vectors: z.array(z.object({ enterprise: Firm })).max(100_000) })
    .transform(({ vectors }) => vectors.map(({ enterprise }) => enterprise)),
  z.object({ enterprise: Firm }).transform(({ enterprise }) => [enterprise]),
])
export type FirmFile = z.output<typeof FirmFile>
