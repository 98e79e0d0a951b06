import { z } from 'zod'
import { operators } from '#documents/contract.ts'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { OwnerView, ownerKinds, Source } from '../contract.ts'
import { countings, directions, periodTypes } from '../indicators/contract.ts'
import { standings } from './rules.ts'

/** How an office may decide that words are read. */
export const bounds = ['>=', '>', '<=', '<'] as const
/** Who may be said to state a figure that is entered by hand; papers and press reports say it themselves. */
export const statedByHand = ['statistics', 'competent', 'own'] as const
export const statedBy = ['document', 'press', ...statedByHand] as const
export const actualStandings = ['preliminary', 'final'] as const

const Id = z.object({ id: z.uuid() })
const Decimal = z
  .string()
  .trim()
  .max(30)
  .regex(/^-?\d{1,24}(\.\d{1,6})?$/)
const Owner = z.object({ kind: z.enum(ownerKinds), id: z.string().max(60) })
/** `2026`, `2026-06`, `2026-01..2026-06`, `2021..2025`. */
const Period = z
  .string()
  .max(20)
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?(\.\.\d{4}(-(0[1-9]|1[0-2]))?)?$/)

export const ActualView = z.object({
  id: z.string(),
  period: z.string(),
  value: z.string(),
  standing: z.enum(actualStandings).nullable(),
  isEstimated: z.boolean(),
  statedBy: z.enum(statedBy),
  /** False for a unit's own word and for a press report: they prove nothing. */
  isProof: z.boolean(),
  note: z.string().nullable(),
  /** Whether it is the figure that counts for its period. */
  isCurrent: z.boolean(),
  source: Source,
})
export type ActualView = z.output<typeof ActualView>

const Shares = z.object({
  count: z.number(),
  verdict: z.enum(['none', 'not-additive', 'adds-up', 'short', 'over']),
  sum: z.string().nullable(),
  difference: z.string().nullable(),
})

export const TargetView = z.object({
  id: z.string(),
  indicator: z.object({
    id: z.string().nullable(),
    name: z.string(),
    counting: z.enum(countings).nullable(),
    direction: z.enum(directions).nullable(),
    periodType: z.enum(periodTypes).nullable(),
    publisher: z.string().nullable(),
    isAdditive: z.boolean().nullable(),
  }),
  owner: OwnerView,
  op: z.enum(operators),
  value: z.string(),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  year: z.number(),
  dueOn: z.string().nullable(),
  baseline: z.string().nullable(),
  goal: z.object({ id: z.string(), code: z.string(), title: z.string() }).nullable(),
  shareOf: z.string().nullable(),
  /** How the operator is read and why; `op` null until the office has said what 左右 means. */
  reading: z.object({
    op: z.enum(bounds).nullable(),
    why: z.enum(['stated', 'direction', 'decided', 'undecided']),
    byName: z.string().nullable(),
    at: z.string().nullable(),
  }),
  /** `unknown` where the target belongs to no indicator of the catalogue yet. */
  standing: z.enum([...standings, 'unknown']),
  latest: ActualView.nullable(),
  gap: z.string().nullable(),
  /** Thousandths. */
  done: z.number().nullable(),
  passed: z.number().nullable(),
  need: z.object({ each: z.string(), periods: z.number() }).nullable(),
  shares: Shares,
  source: Source,
  version: z.number(),
  mayChange: z.boolean(),
})
export type TargetView = z.output<typeof TargetView>

/** What is to be put in order, each with how many. */
export const targetChecks = ['unknown', 'undecided', 'no-figure', 'shares', 'no-date'] as const
export type TargetCheck = (typeof targetChecks)[number]

export const TargetFilter = z.object({
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  owner: z.string().max(60).optional(),
  indicator: z.uuid().optional(),
  standing: z.enum([...standings, 'unknown']).optional(),
  check: z.enum(targetChecks).optional(),
  q: z.string().max(100).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
})
export type TargetFilter = z.output<typeof TargetFilter>

export const ShareInput = z.object({ owner: Owner, value: Decimal })
export type ShareInput = z.output<typeof ShareInput>

export const ActualInput = z.object({
  indicatorId: z.uuid(),
  owner: Owner,
  period: Period,
  value: Decimal,
  standing: z.enum(actualStandings),
  isEstimated: z.boolean(),
  statedBy: z.enum(statedByHand),
  note: z.string().trim().max(300).nullable(),
})
export type ActualInput = z.output<typeof ActualInput>

/** What an uploaded table of figures holds, row by row. */
export const FiguresReport = z.object({
  added: z.number(),
  unchanged: z.number(),
  /** Rows whose value cell is empty: nothing is said, nothing is done. */
  empty: z.number(),
  changes: z.array(
    z.object({
      row: z.number(),
      indicator: z.string(),
      owner: z.string(),
      period: z.string(),
      unit: z.string().nullable(),
      before: z.string().nullable(),
      value: z.string(),
    }),
  ),
  problems: z.array(z.object({ row: z.number(), message: z.string() })),
  applied: z.boolean(),
})
export type FiguresReport = z.output<typeof FiguresReport>

export const targetsApi = {
  list: endpoint({
    method: 'get',
    path: '/targets',
    summary: 'Numbers to reach within the scope, each with its newest figure and what is still needed',
    query: TargetFilter,
    answer: z.object({
      rows: z.array(TargetView),
      total: z.number(),
      pageSize: z.number(),
      years: z.array(z.number()),
      owners: z.array(OwnerView),
      /** Of all targets of the year: how many need what. */
      checks: z.array(z.object({ check: z.enum(targetChecks), count: z.number() })),
      mayEnter: z.boolean(),
    }),
  }),
  detail: endpoint({
    method: 'get',
    path: '/targets/:id',
    summary: 'One target: its shares, and every figure stated for it, with the ones that were replaced',
    params: Id,
    answer: z.object({ target: TargetView, shares: z.array(TargetView), actuals: z.array(ActualView) }),
  }),
  read: endpoint({
    method: 'put',
    path: '/targets/:id/reading',
    summary: 'Say which indicator a target measures, how its words are read, and from where it counts',
    params: Id,
    body: z.object({
      version: z.number().int().min(1),
      indicatorId: z.uuid().nullable(),
      readAs: z.enum(bounds).nullable(),
      baseline: Decimal.nullable(),
    }),
    answer: Done,
  }),
  share: endpoint({
    method: 'put',
    path: '/targets/:id/shares',
    summary: 'Split a target to districts and units; the given shares take the place of those before',
    params: Id,
    body: z.object({ version: z.number().int().min(1), shares: z.array(ShareInput).max(60) }),
    answer: Done,
  }),
  addActual: endpoint({
    method: 'post',
    path: '/actuals',
    summary: 'Enter a figure of a period by hand; an earlier one of the same period stays in the history',
    body: ActualInput,
    answer: z.object({ id: z.string() }),
  }),
  template: endpoint({
    method: 'get',
    path: '/actuals/template.xlsx',
    summary: 'A workbook to fill in for one period: a row for each target and share, known figures already in it',
    query: z.object({ period: Period }),
    answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  import: endpoint({
    method: 'post',
    path: '/actuals/import',
    summary: 'Read a filled-in table of figures: what it would add, or (apply) add it',
    body: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
    form: true,
    answer: FiguresReport,
  }),
}
