import { z } from 'zod'
import { Approval } from '#platform/approvals/contract.ts'
import { TimeOfDay } from '#platform/deadlines/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { TimeLimits } from '../clocks/rules.ts'
import { clockNames } from '../contract.ts'
import { fates, openWhen } from './rules.ts'
import { templateOccasions } from './templates/rules.ts'

const Id = z.object({ id: z.uuid() })
const Text = (most: number) => z.string().trim().min(1).max(most)
const Version = z.number().int().positive()
const Day = z.iso.date()
const Source = Text(300)
const Named = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
const Saved = z.object({ id: z.string(), version: z.number() })
const Proposed = z.object({ approvalId: z.string() })
/** What the actor may do on these pages. */
const May = z.object({ change: z.boolean() })

// Time limits

const Spells = z.array(z.strictObject({ from: TimeOfDay.max(5), to: TimeOfDay.max(5) })).max(12)
const Promised = TimeLimits.shape.clocks.shape.contact
const Weekday = Spells.optional()
/** The rule as a form sends it; `TimeLimits` of `../clocks/rules.ts` decides what may be. */
export const LimitsDraft = z.strictObject({
  clocks: z.strictObject({ contact: Promised, plan: Promised, finish: Promised, support: Promised }),
  windows: z
    .strictObject({
      working: Spells,
      byWeekday: z
        .strictObject({ 1: Weekday, 2: Weekday, 3: Weekday, 4: Weekday, 5: Weekday, 6: Weekday, 7: Weekday })
        .optional(),
      weekends: Spells.optional(),
      holidays: Spells.optional(),
    })
    .nullable(),
  approveAnswers: z.boolean(),
  redosBeforeExplained: TimeLimits.shape.redosBeforeExplained,
})
export type LimitsDraft = z.output<typeof LimitsDraft>

export const LimitsVersion = z.object({
  id: z.string(),
  validFromOn: z.string(),
  isNational: z.boolean(),
  source: z.string(),
  /** Who put it in force, and who had proposed it; null where it ships with the product. */
  enactedBy: z.string().nullable(),
  proposedBy: z.string().nullable(),
  enactedAt: z.string(),
  limits: TimeLimits,
})
export type LimitsVersion = z.output<typeof LimitsVersion>

export const WaitingLimits = z.object({
  approval: Approval,
  limits: TimeLimits,
  validFromOn: z.string(),
  source: z.string(),
})
export type WaitingLimits = z.output<typeof WaitingLimits>

export const previewDays = [30, 90] as const
const Tally = z.record(z.enum(fates), z.number())
const When = z.record(z.enum(openWhen), z.number())

export const LimitsPreview = z.object({
  asOf: z.string(),
  /** Requests looked at, and whether there were more than are looked at. */
  requests: z.number(),
  isCut: z.boolean(),
  /** For each clock how many were kept or not, as it was and under the draft. */
  clocks: z.array(
    z.object({ name: z.enum(clockNames), before: Tally, after: Tally, better: z.number(), worse: z.number() }),
  ),
  /** Clocks that run today by when they are due. */
  open: z.object({ before: When, after: When }),
  /** Some whose fate would be another. */
  changed: z.array(
    z.object({
      requestId: z.string(),
      number: z.string(),
      title: z.string(),
      clock: z.enum(clockNames),
      before: z.enum(fates),
      after: z.enum(fates),
      dueBefore: z.string().nullable(),
      dueAfter: z.string().nullable(),
    }),
  ),
})
export type LimitsPreview = z.output<typeof LimitsPreview>

export const Recalculation = z.object({
  looked: z.number(),
  /** Clocks that would have another due moment, and those that keep theirs, by reason. */
  changed: z.number(),
  earlier: z.number(),
  later: z.number(),
  kept: z.number(),
  rows: z.array(
    z.object({
      requestId: z.string(),
      number: z.string(),
      clock: z.enum(clockNames),
      oldDueAt: z.string().nullable(),
      newDueAt: z.string().nullable(),
    }),
  ),
  /** A proposal to do it waits for a second person. */
  waiting: Approval.nullable(),
})
export type Recalculation = z.output<typeof Recalculation>

// Topics

export const TopicRow = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  nameEn: z.string(),
  words: z.array(z.string()),
  template: z.string(),
  activeToOn: z.string().nullable(),
  mergedInto: Named.nullable(),
  /** Requests filed under it: all, those of the last 90 days, and those that run. */
  used: z.object({ all: z.number(), recent: z.number(), open: z.number() }),
  version: z.number(),
})
export type TopicRow = z.output<typeof TopicRow>

export const TopicInput = z.object({
  name: Text(40),
  nameEn: Text(60),
  words: z.array(Text(20)).max(40),
  template: z.string().trim().max(2000),
})
export type TopicInput = z.output<typeof TopicInput>
export const ChangeTopic = TopicInput.extend({ version: Version })
export const MoveTopic = z.object({ version: Version, by: z.enum(['up', 'down']) })
export const EndTopic = z.object({ version: Version, activeToOn: Day, mergeIntoId: z.uuid().optional() })

// Dispatch rules

export const neverReasons = ['unit-closed', 'topic-ended', 'newer-rule', 'same-rule'] as const
export const DispatchRuleRow = z.object({
  id: z.string(),
  topic: Named.nullable(),
  divisionCode: z.string().nullable(),
  firm: z.object({ id: z.string(), name: z.string() }).nullable(),
  unit: Named,
  source: z.string(),
  validFromOn: z.string(),
  validToOn: z.string().nullable(),
  state: z.enum(['coming', 'in-force', 'ended']),
  /** Why it never decides, and the source of the rule that does instead. */
  never: z.enum(neverReasons).nullable(),
  neverFor: z.string().nullable(),
  version: z.number(),
})
export type DispatchRuleRow = z.output<typeof DispatchRuleRow>

export const ListDispatchRules = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(['coming', 'in-force', 'ended', 'never']).optional(),
  topic: z.uuid().optional(),
  unit: z.uuid().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type ListDispatchRules = z.output<typeof ListDispatchRules>

export const DispatchRuleInput = z.object({
  topicId: z.uuid().optional(),
  divisionCode: z
    .string()
    .regex(/^\d{6}(\d{3})?$/)
    .max(9)
    .optional(),
  enterpriseId: z.uuid().optional(),
  unitId: z.uuid(),
  source: Source,
  validFromOn: Day,
  validToOn: Day.optional(),
  /** The rule it takes the place of, which ends on the day before. */
  replaces: z.object({ id: z.uuid(), version: Version }).optional(),
})
export type DispatchRuleInput = z.output<typeof DispatchRuleInput>

export const DispatchPreview = z.object({
  looked: z.number(),
  /** Would have been proposed to another unit. */
  other: z.number(),
  rows: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      /** By the rules as they are; null where no rule decides. */
      before: Named.nullable(),
      after: Named.nullable(),
      /** Where a person handed it. */
      actual: Named.nullable(),
    }),
  ),
})
export type DispatchPreview = z.output<typeof DispatchPreview>

// Templates

export const TemplateRow = z.object({
  id: z.string(),
  occasion: z.enum(templateOccasions),
  title: z.string(),
  body: z.string(),
  unit: Named.nullable(),
  topic: Named.nullable(),
  activeToOn: z.string().nullable(),
  changedByName: z.string(),
  changedAt: z.string(),
  mayChange: z.boolean(),
  version: z.number(),
})
export type TemplateRow = z.output<typeof TemplateRow>

export const TemplateInput = z.object({
  occasion: z.enum(templateOccasions),
  title: Text(40),
  body: Text(2000),
  topicId: z.uuid().optional(),
  /** For the unit of the post that acts; else for everybody, which the desk decides. */
  isOwn: z.boolean(),
})
export type TemplateInput = z.output<typeof TemplateInput>

export const Offered = z.object({ id: z.string(), title: z.string(), body: z.string() })
export type Offered = z.output<typeof Offered>

const base = '/requests/rules'

export const rulesApi = {
  limits: endpoint({
    method: 'get',
    path: `${base}/time-limits`,
    summary: 'What is promised, since when and on what ground, with all versions and what waits for a second person',
    answer: z.object({
      inForce: LimitsVersion,
      versions: z.array(LimitsVersion),
      waiting: z.array(WaitingLimits),
      may: May,
    }),
  }),
  previewLimits: endpoint({
    method: 'post',
    path: `${base}/time-limits/preview`,
    summary: 'What past requests would have been under other limits; nothing changes',
    body: z.object({ limits: LimitsDraft, days: z.union(previewDays.map((days) => z.literal(days))) }),
    answer: LimitsPreview,
  }),
  proposeLimits: endpoint({
    method: 'post',
    path: `${base}/time-limits`,
    summary: 'Propose other limits from a day on; a second person puts them in force',
    body: z.object({ limits: LimitsDraft, validFromOn: Day, source: Source, basedOn: z.uuid() }),
    answer: Proposed,
  }),
  recalculation: endpoint({
    method: 'get',
    path: `${base}/time-limits/recalculation`,
    summary: 'What the rule in force would do to clocks that run by earlier terms; nothing changes',
    answer: Recalculation,
  }),
  proposeRecalculation: endpoint({
    method: 'post',
    path: `${base}/time-limits/recalculation`,
    summary: 'Propose to give running clocks the terms in force; a second person decides',
    body: z.object({ reason: Text(500) }),
    answer: Proposed,
  }),
  topics: endpoint({
    method: 'get',
    path: `${base}/topics`,
    summary: 'All topics, ended ones too, with how often they were used',
    answer: z.object({ rows: z.array(TopicRow), may: May }),
  }),
  addTopic: endpoint({
    method: 'post',
    path: `${base}/topics`,
    summary: 'Add a topic',
    body: TopicInput,
    answer: Saved,
  }),
  changeTopic: endpoint({
    method: 'post',
    path: `${base}/topics/:id`,
    summary: 'Change the names, words and text of a topic',
    params: Id,
    body: ChangeTopic,
    answer: Saved,
  }),
  moveTopic: endpoint({
    method: 'post',
    path: `${base}/topics/:id/move`,
    summary: 'Move a topic up or down in the list',
    params: Id,
    body: MoveTopic,
    answer: Saved,
  }),
  endTopic: endpoint({
    method: 'post',
    path: `${base}/topics/:id/end`,
    summary: 'Offer a topic no longer after a day, or merge its future use into another',
    params: Id,
    body: EndTopic,
    answer: Saved,
  }),
  dispatchRules: endpoint({
    method: 'get',
    path: `${base}/dispatch`,
    summary: 'Dispatch rules, and which of them never decide',
    query: ListDispatchRules,
    answer: z.object({ rows: z.array(DispatchRuleRow), total: z.number(), pageSize: z.number(), may: May }),
  }),
  previewDispatchRule: endpoint({
    method: 'post',
    path: `${base}/dispatch/preview`,
    summary: 'Which requests of the last 90 days another dispatch rule would have proposed elsewhere',
    reads: true,
    body: DispatchRuleInput,
    answer: DispatchPreview,
  }),
  addDispatchRule: endpoint({
    method: 'post',
    path: `${base}/dispatch`,
    summary: 'Add a dispatch rule, or put one in the place of another',
    body: DispatchRuleInput,
    answer: Saved,
  }),
  endDispatchRule: endpoint({
    method: 'post',
    path: `${base}/dispatch/:id/end`,
    summary: 'End a dispatch rule on a day',
    params: Id,
    body: z.object({ version: Version, validToOn: Day }),
    answer: Saved,
  }),
  templates: endpoint({
    method: 'get',
    path: `${base}/templates`,
    summary: 'Templates of texts for everybody and for the units in scope',
    answer: z.object({ rows: z.array(TemplateRow), may: z.object({ forAll: z.boolean(), forOwn: z.boolean() }) }),
  }),
  addTemplate: endpoint({
    method: 'post',
    path: `${base}/templates`,
    summary: 'Add a template',
    body: TemplateInput,
    answer: Saved,
  }),
  changeTemplate: endpoint({
    method: 'post',
    path: `${base}/templates/:id`,
    summary: 'Change a template',
    params: Id,
    body: TemplateInput.omit({ isOwn: true }).extend({ version: Version }),
    answer: Saved,
  }),
  endTemplate: endpoint({
    method: 'post',
    path: `${base}/templates/:id/end`,
    summary: 'Offer a template no longer',
    params: Id,
    body: z.object({ version: Version }),
    answer: Saved,
  }),
  offered: endpoint({
    method: 'get',
    path: '/requests/:id/templates',
    summary: 'Templates that fit a step of a request, filled in',
    params: Id,
    query: z.object({ occasion: z.enum(templateOccasions) }),
    answer: z.array(Offered),
  }),
}
