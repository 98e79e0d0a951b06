import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { verdicts } from '../engine/results.ts'
import { ruleNames } from '../rules.ts'

const RuleName = z.enum(ruleNames)
const FirmName = z.object({ id: z.string(), name: z.string(), division: z.string(), divisionName: z.string() })

/** One rung in one division: of how many firms, how many hold the title, could have it, lack something, lack data. */
export const RungCount = z.object({
  rule: RuleName,
  division: z.string(),
  divisionName: z.string(),
  firms: z.number(),
  holders: z.number(),
  /** Do not hold it and meet every criterion, or all but what a person must look at. */
  ready: z.number(),
  /** One criterion unmet, and nothing unknown. */
  near: z.number(),
  /** Nothing unmet as far as is known, but data are missing. */
  unknown: z.number(),
})
export type RungCount = z.output<typeof RungCount>

const DistanceView = z.object({
  fact: z.string(),
  by: z.number(),
  to: z.number(),
  unit: z.string(),
  wanted: z.array(z.string()).readonly(),
})

export const CriterionView = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  article: z.string().nullable(),
  verdict: z.enum(verdicts),
  distance: z.array(DistanceView),
  needsAll: z.boolean(),
  missing: z.array(z.string()),
})
export type CriterionView = z.output<typeof CriterionView>

export const CandidateView = FirmName.extend({
  unmet: z.array(CriterionView),
  missing: z.array(z.string()),
  reviews: z.number(),
  total: z.object({ atLeast: z.number(), atMost: z.number() }).nullable(),
})
export type CandidateView = z.output<typeof CandidateView>

export const RuleInForce = z.object({
  rule: RuleName,
  versionId: z.string(),
  validFromOn: z.string(),
  source: z.string(),
  isNational: z.boolean(),
  /** A rule text of the engine. */
  text: z.unknown(),
})

const FirmLadder = z.object({
  firm: FirmName,
  /** The day its facts were made for; null where it was not judged yet. */
  onDay: z.string().nullable(),
  /** By reference; null is not known. */
  facts: z.record(z.string(), z.number().nullable()),
  rules: z.array(RuleInForce),
})

export const standingApi = {
  overview: endpoint({
    method: 'get',
    path: '/ladder',
    summary: 'How many firms of the scope stand on each rung, could climb, or lack data, by division and by year',
    answer: z.object({
      onDay: z.string().nullable(),
      rungs: z.array(RungCount),
      /** Titles valid at the end of each year, and today. */
      years: z.array(z.object({ rule: RuleName, year: z.number(), holders: z.number() })),
    }),
  }),
  candidates: endpoint({
    method: 'get',
    path: '/ladder/candidates',
    summary: 'Firms without a title that are nearest to it, with what each lacks',
    query: z.object({ rule: RuleName, division: z.string().max(12).optional() }),
    answer: z.object({ onDay: z.string().nullable(), rows: z.array(CandidateView), looked: z.number() }),
  }),
  renewals: endpoint({
    method: 'get',
    path: '/ladder/renewals',
    summary: 'Titles that end within twelve months, with what would fail if they were reviewed today',
    answer: z.object({
      onDay: z.string().nullable(),
      rows: z.array(CandidateView.extend({ rule: RuleName, endsOn: z.string() })),
    }),
  }),
  firm: endpoint({
    method: 'get',
    path: '/ladder/firms/:id',
    summary: 'What the rules ask of one firm and what is known of it; the page judges by itself',
    params: z.object({ id: z.uuid() }),
    answer: FirmLadder,
  }),
  mine: endpoint({
    method: 'get',
    path: '/ladder/mine',
    summary: 'The same of the firm of whoever is signed in',
    answer: FirmLadder,
  }),
  judge: endpoint({
    method: 'post',
    path: '/ladder/judge',
    summary: 'Judge every firm of the city anew from what the registry holds now',
    answer: z.object({ firms: z.number() }),
  }),
}
