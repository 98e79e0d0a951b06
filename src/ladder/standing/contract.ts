import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { verdicts } from '../engine/results.ts'
import { ruleCode } from '../rules.ts'

/** Of a rule that ships or of a city's own list. */
export const RuleName = z.string().regex(ruleCode).max(40)
export const RuleTitle = z.object({ rule: z.string(), zh: z.string(), en: z.string(), isLocal: z.boolean() })
const Titles = z.array(RuleTitle)
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
  /** Of which every criterion could be judged, and how many of these meet all: the others are left out of any share. */
  judged: z.number(),
  meets: z.number(),
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

export const changeReasons = ['rule', 'figure', 'day'] as const
export const evaluationCauses = ['day', 'rule', 'asked', 'firms'] as const

/** A verdict that became another one, and what made it so. */
export const ChangeView = z.object({
  rule: RuleName,
  onDay: z.string(),
  reason: z.enum(changeReasons),
  before: z.enum(verdicts),
  after: z.enum(verdicts),
  criteria: z.array(
    z.object({ id: z.string(), zh: z.string(), en: z.string(), before: z.enum(verdicts), after: z.enum(verdicts) }),
  ),
  /** What the rule asks and what changed of it; a choice by its place, a day as days since 1970. */
  facts: z.array(
    z.object({ fact: z.string(), unit: z.string(), before: z.number().nullable(), after: z.number().nullable() }),
  ),
})
export type ChangeView = z.output<typeof ChangeView>

const EvaluationView = z.object({
  id: z.string(),
  cause: z.enum(evaluationCauses),
  onDay: z.string(),
  judgedAt: z.string(),
  byName: z.string(),
  firms: z.number(),
  changed: z.number(),
  tookMs: z.number(),
  /** By which version of which rule. */
  versions: z.array(z.object({ rule: RuleName, validFromOn: z.string(), source: z.string() })),
})

const FirmLadder = z.object({
  firm: FirmName,
  /** The day its facts were made for; null where it was not judged yet. */
  onDay: z.string().nullable(),
  /** By reference; null is not known. */
  facts: z.record(z.string(), z.number().nullable()),
  rules: z.array(RuleInForce),
  /** What changed lately, the last first. */
  changes: z.array(ChangeView),
})

export const standingApi = {
  overview: endpoint({
    method: 'get',
    path: '/ladder',
    summary: 'How many firms of the scope stand on each rung, could climb, or lack data, by division and by year',
    answer: z.object({
      onDay: z.string().nullable(),
      titles: Titles,
      /** Divisions of the scope in official order. */
      divisions: z.array(z.object({ code: z.string(), name: z.string() })),
      rungs: z.array(RungCount),
      /** Titles valid at the end of each year, and today. */
      years: z.array(z.object({ rule: RuleName, division: z.string(), year: z.number(), holders: z.number() })),
    }),
  }),
  candidates: endpoint({
    method: 'get',
    path: '/ladder/candidates',
    summary: 'Firms without a title that are nearest to it, with what each lacks',
    query: z.object({
      rule: RuleName,
      division: z.string().max(12).optional(),
      page: z.coerce.number().int().min(1).max(40).default(1),
    }),
    answer: z.object({
      onDay: z.string().nullable(),
      titles: Titles,
      divisions: z.array(z.object({ code: z.string(), name: z.string() })),
      rows: z.array(CandidateView),
      total: z.number(),
      pageSize: z.number(),
    }),
  }),
  renewals: endpoint({
    method: 'get',
    path: '/ladder/renewals',
    summary: 'Titles that end within twelve months, with what would fail if they were reviewed today',
    answer: z.object({
      onDay: z.string().nullable(),
      titles: Titles,
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
  evaluations: endpoint({
    method: 'get',
    path: '/ladder/evaluations',
    summary: 'When firms were judged, why, by which versions, how long it took and for how many a verdict changed',
    query: z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) }),
    answer: z.object({ titles: Titles, rows: z.array(EvaluationView), total: z.number(), pageSize: z.number() }),
  }),
  evaluation: endpoint({
    method: 'get',
    path: '/ladder/evaluations/:id',
    summary: 'Firms of the scope whose verdict changed in one evaluation, with the reason',
    params: z.object({ id: z.uuid() }),
    answer: z.object({
      titles: Titles,
      evaluation: EvaluationView,
      rows: z.array(ChangeView.extend({ firm: FirmName })),
      total: z.number(),
    }),
  }),
  judge: endpoint({
    method: 'post',
    path: '/ladder/judge',
    summary: 'Judge every firm of the city anew from what the registry holds now',
    answer: z.object({ firms: z.number() }),
  }),
}
