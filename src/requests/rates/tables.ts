import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  type PgColumn,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { unitKey } from '#organisations/index.ts'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { files } from '#platform/tables.ts'
import { requestKey, requestsSchema } from '../tables.ts'

const version = () => bigint('version', { mode: 'number' }).notNull().default(1)

/** What rates ask of one round of one request: narrow, so that all rates are one pass over it. */
const timingColumns = () => ({
  city: city(),
  requestId: uuid('request_id').notNull(),
  round: integer('round').notNull(),
  /** When the request was registered, whatever the round: a case belongs to one period for good. */
  registeredAt: at('registered_at').notNull(),
  /** Year and month of that in the city: 202603. */
  month: integer('month').notNull(),
  /** When the clocks of the round began. */
  startedAt: at('started_at').notNull(),
  unitId: uuid('unit_id'),
  divisionCode: text('division_code').notNull(),
  topicId: uuid('topic_id').notNull(),
  kind: text('kind').notNull(),
  channel: text('channel').notNull(),
  /** State of the clock, `untimed` (未计时) where nobody timed it, `excluded` where a contest was upheld. */
  contactState: text('contact_state').notNull(),
  contactDueAt: at('contact_due_at'),
  contactMetAt: at('contact_met_at'),
  /** From start to end, pauses among them; null while it runs or where it fell away. */
  contactSeconds: integer('contact_seconds'),
  /** In pauses that ended; one that still runs began at `contactPausedAt`. */
  contactPausedSeconds: integer('contact_paused_seconds').notNull(),
  contactPausedAt: at('contact_paused_at'),
  planState: text('plan_state').notNull(),
  planDueAt: at('plan_due_at'),
  planMetAt: at('plan_met_at'),
  planSeconds: integer('plan_seconds'),
  planPausedSeconds: integer('plan_paused_seconds').notNull(),
  planPausedAt: at('plan_paused_at'),
  finishState: text('finish_state').notNull(),
  finishDueAt: at('finish_due_at'),
  finishMetAt: at('finish_met_at'),
  finishSeconds: integer('finish_seconds'),
  finishPausedSeconds: integer('finish_paused_seconds').notNull(),
  finishPausedAt: at('finish_paused_at'),
  contactedAt: at('contacted_at'),
  /** What the firm says to the contact: claimed until it does. */
  contactWord: text('contact_word'),
  answeredAt: at('answered_at'),
  closedAt: at('closed_at'),
  outcome: text('outcome'),
  /** When the same firm came again with the same cause within 30 days of the end; null where it did not. */
  reopenedAt: at('reopened_at'),
  /** The round in which the request is now. */
  isLast: boolean('is_last').notNull(),
  /** The last round that has an answer: by it, once per request, the firm's judgement counts. */
  isJudged: boolean('is_judged').notNull(),
  /** 5 very satisfied … 1 very dissatisfied; null while nobody said. */
  level: integer('level'),
  isSolved: boolean('is_solved'),
  ratedBy: text('rated_by'),
})

const clockStates = sql.raw(
  ['running', 'paused', 'awaiting-calendar', 'met', 'missed', 'cancelled', 'untimed', 'excluded']
    .map((state) => `'${state}'`)
    .join(', '),
)

const timingChecks = (name: string, t: Record<'contactState' | 'planState' | 'finishState' | 'level', PgColumn>) => [
  check(
    `${name}_states`,
    sql`${t.contactState} in (${clockStates}) and ${t.planState} in (${clockStates}) and ${t.finishState} in (${clockStates})`,
  ),
  check(`${name}_level`, sql`${t.level} between 1 and 5`),
]

/**
 * One row per request and round, kept beside the clocks by `keepTiming` and healed by `rebuildTimings`. Derived, so no
 * foreign key: entering a request stays cheap.
 */
export const timings = requestsSchema.table('timings', timingColumns(), (t) => [
  primaryKey({ columns: [t.city, t.requestId, t.round] }),
  cityPolicy('timings'),
  index('timings_registered').on(t.city, t.registeredAt),
  ...timingChecks('timings', t),
])

/** A month whose numbers are checked by the units, decided and frozen (核对、申诉、定稿). A running month has no row. */
export const periods = requestsSchema.table(
  'periods',
  {
    city: city(),
    id: id(),
    /** 202603 */
    month: integer('month').notNull(),
    state: text('state').notNull(),
    /** The last day on which units may contest. */
    checkToOn: date('check_to_on', { mode: 'string' }).notNull(),
    openedBy: text('opened_by').notNull(),
    openedByName: text('opened_by_name').notNull(),
    openedAt: at('opened_at').notNull(),
    /** Who decided the contests, by name; null while they run. */
    settledByName: text('settled_by_name'),
    settledAt: at('settled_at'),
    closedBy: text('closed_by'),
    closedByName: text('closed_by_name'),
    closedAt: at('closed_at'),
    /** Its numbers as they were shown on the day it was closed. */
    snapshot: jsonb('snapshot').$type<Record<string, unknown>>(),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'periods'),
    uniqueIndex('periods_month').on(t.city, t.month),
    check('periods_state', sql`${t.state} in ('checking', 'decided', 'closed')`),
    check('periods_closed', sql`(${t.state} = 'closed') = (${t.closedAt} is not null and ${t.snapshot} is not null)`),
  ],
)

export const periodKey: [typeof periods.city, typeof periods.id] = [periods.city, periods.id]

/** Timings of a closed period as they stood: its numbers open to these and never change. */
export const frozenTimings = requestsSchema.table(
  'frozen_timings',
  { periodId: uuid('period_id').notNull(), ...timingColumns() },
  (t) => [
    primaryKey({ columns: [t.city, t.periodId, t.requestId, t.round] }),
    cityPolicy('frozen_timings'),
    foreignKey({ name: 'frozen_timings_period', columns: [t.city, t.periodId], foreignColumns: periodKey }),
    ...timingChecks('frozen_timings', t),
  ],
)

/** A unit has checked its cases of a period (核对). */
export const checks = requestsSchema.table(
  'checks',
  {
    city: city(),
    id: id(),
    periodId: uuid('period_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    checkedBy: text('checked_by').notNull(),
    checkedByName: text('checked_by_name').notNull(),
    checkedAt: at('checked_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'checks'),
    uniqueIndex('checks_unit').on(t.city, t.periodId, t.unitId),
    foreignKey({ name: 'checks_period', columns: [t.city, t.periodId], foreignColumns: periodKey }),
    foreignKey({ name: 'checks_unit_of', columns: [t.city, t.unitId], foreignColumns: unitKey }),
  ],
)

/** A unit says that a clock of one of its cases must not count (申诉), and a named person decides. */
export const contests = requestsSchema.table(
  'contests',
  {
    city: city(),
    id: id(),
    periodId: uuid('period_id').notNull(),
    requestId: uuid('request_id').notNull(),
    round: integer('round').notNull(),
    clock: text('clock').notNull(),
    ground: text('ground').notNull(),
    words: text('words').notNull(),
    unitId: uuid('unit_id').notNull(),
    contestedBy: text('contested_by').notNull(),
    contestedByName: text('contested_by_name').notNull(),
    contestedAt: at('contested_at').notNull(),
    /** Null until it is decided. */
    decision: text('decision'),
    decidedBy: text('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    decisionNote: text('decision_note'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'contests'),
    uniqueIndex('contests_clock').on(t.city, t.requestId, t.round, t.clock),
    index('contests_period').on(t.city, t.periodId),
    foreignKey({ name: 'contests_period_of', columns: [t.city, t.periodId], foreignColumns: periodKey }),
    foreignKey({ name: 'contests_request', columns: [t.city, t.requestId], foreignColumns: requestKey }),
    foreignKey({ name: 'contests_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    check('contests_clock_known', sql`${t.clock} in ('contact', 'plan', 'finish')`),
    check('contests_decision', sql`${t.decision} in ('upheld', 'dismissed')`),
    check('contests_decided', sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
  ],
)

/** What is said about a closed period afterwards (更正): beside its numbers, which stay. */
export const corrections = requestsSchema.table(
  'corrections',
  {
    city: city(),
    id: id(),
    periodId: uuid('period_id').notNull(),
    words: text('words').notNull(),
    saidBy: text('said_by').notNull(),
    saidByName: text('said_by_name').notNull(),
    saidAt: at('said_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'corrections'),
    index('corrections_period').on(t.city, t.periodId),
    foreignKey({ name: 'corrections_period_of', columns: [t.city, t.periodId], foreignColumns: periodKey }),
  ],
)

/**
 * The monthly bulletin (通报) of a closed period: a draft until a second person approves it by name. Then it has a number,
 * its contents stay as they were read, and its file is written from them once.
 */
export const bulletins = requestsSchema.table(
  'bulletins',
  {
    city: city(),
    id: id(),
    periodId: uuid('period_id').notNull(),
    state: text('state').notNull(),
    /** Whether it is for the units alone, or anybody may read it: then numbers of few cases are hidden. */
    audience: text('audience').notNull(),
    /** Name of the unit that issues it. */
    issuer: text('issuer').notNull(),
    /** What the office says to the numbers; may be empty. */
    words: text('words').notNull(),
    draftedBy: text('drafted_by').notNull(),
    draftedByName: text('drafted_by_name').notNull(),
    draftedAt: at('drafted_at').notNull(),
    /** All numbers and names of the paper, kept when approval is asked for; null while it is written on. */
    content: jsonb('content').$type<Record<string, unknown>>(),
    approvedBy: text('approved_by'),
    approvedByName: text('approved_by_name'),
    approvedAt: at('approved_at'),
    /** Serial number within the year, given when it is approved: no number is ever left out. */
    year: integer('year'),
    serial: integer('serial'),
    /** Null until the job has written the approved paper. */
    fileId: uuid('file_id'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'bulletins'),
    uniqueIndex('bulletins_period').on(t.city, t.periodId),
    uniqueIndex('bulletins_number').on(t.city, t.year, t.serial),
    foreignKey({ name: 'bulletins_period_of', columns: [t.city, t.periodId], foreignColumns: periodKey }),
    foreignKey({ name: 'bulletins_file', columns: [t.city, t.fileId], foreignColumns: [files.city, files.id] }),
    check('bulletins_state', sql`${t.state} in ('draft', 'approved')`),
    check('bulletins_audience', sql`${t.audience} in ('internal', 'public')`),
    check(
      'bulletins_approved',
      sql`(${t.state} = 'approved') = (${t.approvedBy} is not null and ${t.approvedByName} is not null and ${t.approvedAt} is not null and ${t.year} is not null and ${t.serial} is not null and ${t.content} is not null)`,
    ),
    check('bulletins_written', sql`${t.fileId} is null or ${t.state} = 'approved'`),
  ],
)

/** Each time the open page was opened: who looked at secrecy, who approved, when it was shut again. */
export const openings = requestsSchema.table(
  'openings',
  {
    city: city(),
    id: id(),
    reviewedByName: text('reviewed_by_name').notNull(),
    reviewedOn: date('reviewed_on', { mode: 'string' }).notNull(),
    reviewNote: text('review_note').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    approvedBy: text('approved_by').notNull(),
    approvedByName: text('approved_by_name').notNull(),
    approvedAt: at('approved_at').notNull(),
    shutByName: text('shut_by_name'),
    shutAt: at('shut_at'),
    shutReason: text('shut_reason'),
  },
  (t) => [
    ...inCityTable(t, 'openings'),
    uniqueIndex('openings_one').on(t.city).where(sql`${t.shutAt} is null`),
    check('openings_shut', sql`(${t.shutAt} is null) = (${t.shutByName} is null)`),
  ],
)
