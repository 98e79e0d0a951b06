import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { caseClocks } from '../../clocks/rules.ts'
import { ratePartNames } from '../rules.ts'
import { contestGrounds, decisions, periodStates } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .max(7)
const Version = z.number().int().positive()
const Words = z.string().trim().min(1).max(500)

export const ContestClock = z.object({
  requestId: z.uuid(),
  round: z.number().int().min(1).max(100),
  clock: z.enum(caseClocks),
  ground: z.enum(contestGrounds),
  words: Words,
})
export type ContestClock = z.output<typeof ContestClock>

export const DecideContest = z.object({
  contestId: z.uuid(),
  version: Version,
  decision: z.enum(decisions),
  note: Words,
})
export type DecideContest = z.output<typeof DecideContest>

export const AskPeriodCases = z.object({
  /** `late`: only cases of which something counts as late. */
  view: z.enum(['late', 'all']).default('late'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type AskPeriodCases = z.output<typeof AskPeriodCases>

const UnitRef = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })

/** A clock of a case, and in which part of its rate it stands. */
const PeriodClock = z.object({
  clock: z.enum(caseClocks),
  part: z.enum(ratePartNames),
  dueAt: z.string().nullable(),
  metAt: z.string().nullable(),
})
export type PeriodClock = z.output<typeof PeriodClock>

export const PeriodRow = z.object({
  id: z.string(),
  month: z.string(),
  state: z.enum(periodStates),
  checkToOn: z.string(),
  openedByName: z.string(),
  settledByName: z.string().nullable(),
  closedByName: z.string().nullable(),
  closedAt: z.string().nullable(),
  version: z.number(),
})
export type PeriodRow = z.output<typeof PeriodRow>

export const PeriodView = PeriodRow.extend({
  /** Units with cases of the month, in official order, as far as the actor may know. */
  units: z.array(UnitRef.extend({ checkedByName: z.string().nullable() })),
  contests: z.array(
    z.object({
      id: z.string(),
      requestId: z.string(),
      number: z.string(),
      round: z.number(),
      clock: z.enum(caseClocks),
      ground: z.enum(contestGrounds),
      words: z.string(),
      unit: UnitRef,
      contestedByName: z.string(),
      contestedAt: z.string(),
      decision: z.enum(decisions).nullable(),
      decidedByName: z.string().nullable(),
      decisionNote: z.string().nullable(),
      version: z.number(),
      /** The clocks of the case and round as they count now. */
      clocks: z.array(PeriodClock),
      mayDecide: z.boolean(),
    }),
  ),
  corrections: z.array(z.object({ words: z.string(), saidByName: z.string(), saidAt: z.string() })),
  /** `close`: once it is decided, and by nobody who decided one of its contests. */
  may: z.object({ check: z.boolean(), contest: z.boolean(), oversee: z.boolean(), close: z.boolean() }),
})
export type PeriodView = z.output<typeof PeriodView>

export const PeriodCases = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      round: z.number(),
      unit: UnitRef.nullable(),
      clocks: z.array(PeriodClock.extend({ isContested: z.boolean(), mayContest: z.boolean() })),
    }),
  ),
  total: z.number(),
  pageSize: z.number(),
})
export type PeriodCases = z.output<typeof PeriodCases>

const Done = z.object({ id: z.string() })
const step = <Body extends z.ZodType>(path: string, summary: string, body: Body) =>
  endpoint({ method: 'post', path: `/requests/periods/:id/${path}`, summary, params: Id, body, answer: Done })

export const periodsApi = {
  list: endpoint({
    method: 'get',
    path: '/requests/periods',
    summary: 'Months that were opened for checking, the newest first',
    answer: z.array(PeriodRow),
  }),
  get: endpoint({
    method: 'get',
    path: '/requests/periods/:id',
    summary: 'One month with its units, contests and corrections',
    params: Id,
    answer: PeriodView,
  }),
  cases: endpoint({
    method: 'get',
    path: '/requests/periods/:id/cases',
    summary: 'Cases of a month that count for the actor, each with its clocks, the oldest first',
    params: Id,
    query: AskPeriodCases,
    answer: PeriodCases,
  }),
  open: endpoint({
    method: 'post',
    path: '/requests/periods',
    summary: 'Let the units check a month that is over',
    body: z.object({ month: Month }),
    answer: Done,
  }),
  check: step('check', 'Say for one’s unit that its cases are checked', z.object({})),
  contest: step('contests', 'Contest a clock that counts as late against one’s unit', ContestClock),
  decide: step('decide', 'Decide a contest of another unit, by name', DecideContest),
  settle: step('settle', 'End the check of a month', z.object({ version: Version })),
  close: step('close', 'Close a month: its numbers stay for good', z.object({ version: Version })),
  correct: step('corrections', 'Say something about a closed month, beside its numbers', z.object({ words: Words })),
}
