import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { enterpriseKey } from '#enterprises/index.ts'
import { unitKey } from '#organisations/index.ts'
import { at, city, cityPolicy, id, inCityTable } from '#platform/db/columns.ts'
import { protectedText } from '#platform/protect/columns.ts'
import { normalisedName, normalisedPhone } from '#platform/protect/normalise.ts'
import { indexOf, type ProtectedTable } from '#platform/protect/protected-tables.ts'

export const requestsSchema = pgSchema('requests')

const version = () => bigint('version', { mode: 'number' }).notNull().default(1)

/** What requests are about (land, labour, finance …): the desk files by it, dispatch rules and rates go by it. */
export const topics = requestsSchema.table(
  'topics',
  {
    city: city(),
    id: id(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    /** Words under which a firm may look for it. */
    words: text('words').array().notNull(),
    /** What to tell the city about, line by line; put into the text field of an empty request. */
    template: text('template').notNull(),
    position: integer('position').notNull(),
    /** Last day on which it is offered; null while it is. */
    activeToOn: date('active_to_on', { mode: 'string' }),
    /** The topic which takes its place from the day after its last. */
    mergedIntoId: uuid('merged_into_id'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'topics'),
    uniqueIndex('topics_slug').on(t.city, t.slug),
    foreignKey({ name: 'topics_merged_into', columns: [t.city, t.mergedIntoId], foreignColumns: [t.city, t.id] }),
  ],
)

/** Where requests of a topic, a division or a firm go. The most particular rule counts; among equals the newest. */
export const dispatchRules = requestsSchema.table(
  'dispatch_rules',
  {
    city: city(),
    id: id(),
    topicId: uuid('topic_id'),
    divisionCode: text('division_code'),
    enterpriseId: uuid('enterprise_id'),
    unitId: uuid('unit_id').notNull(),
    /** Why: the document or the decision it rests on. */
    source: text('source').notNull(),
    validFromOn: date('valid_from_on', { mode: 'string' }).notNull(),
    validToOn: date('valid_to_on', { mode: 'string' }),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'dispatch_rules'),
    foreignKey({
      name: 'dispatch_rules_topic',
      columns: [t.city, t.topicId],
      foreignColumns: [topics.city, topics.id],
    }),
    foreignKey({ name: 'dispatch_rules_unit', columns: [t.city, t.unitId], foreignColumns: unitKey }),
    foreignKey({ name: 'dispatch_rules_firm', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
  ],
)

/** The last number given in a year. A number stays unused where the submission that took it failed. */
export const serials = requestsSchema.table(
  'serials',
  {
    city: city(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.city, t.year] }), cityPolicy('serials')],
)

/** A root cause behind many requests (共性问题): who takes it away, until when, by what. */
export const causes = requestsSchema.table(
  'causes',
  {
    city: city(),
    id: id(),
    title: text('title').notNull(),
    topicId: uuid('topic_id').notNull(),
    ownerUnitId: uuid('owner_unit_id').notNull(),
    ownerName: text('owner_name').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    /** What is done about it; null until it is known. */
    measures: text('measures'),
    state: text('state').notNull().default('open'),
    /** Day on which the measures were done: requests are counted before and since. */
    doneOn: date('done_on', { mode: 'string' }),
    createdByName: text('created_by_name').notNull(),
    createdAt: at('created_at').notNull(),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'causes'),
    index('causes_state').on(t.city, t.state, t.dueOn),
    foreignKey({ name: 'causes_topic', columns: [t.city, t.topicId], foreignColumns: [topics.city, topics.id] }),
    foreignKey({ name: 'causes_owner', columns: [t.city, t.ownerUnitId], foreignColumns: unitKey }),
    check('causes_state', sql`${t.state} in ('open', 'done')`),
    check('causes_done', sql`(${t.state} = 'done') = (${t.doneOn} is not null)`),
    check('causes_measures', sql`${t.state} = 'open' or ${t.measures} is not null`),
  ],
)

/** One matter that a firm asks about. */
export const requests = requestsSchema.table(
  'requests',
  {
    city: city(),
    id: id(),
    /** Year, serial of the city in it: 2026-000123. */
    number: text('number').notNull(),
    /** SHA-256 of the id the page made for the submission; several matters of one submission share it. */
    submissionHash: text('submission_hash').notNull(),
    /** Place in the submission, from 1. */
    place: integer('place').notNull(),
    /** SHA-256 of the receipt's code, by which a firm without an account follows its submission. */
    codeHash: text('code_hash').notNull(),
    channel: text('channel').notNull(),
    kind: text('kind').notNull(),
    topicId: uuid('topic_id').notNull(),
    divisionCode: text('division_code').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    enterpriseId: uuid('enterprise_id'),
    firmName: text('firm_name').notNull(),
    creditCode: text('credit_code'),
    contactName: protectedText('contact_name', { place: 'requests.requests.contact_name' }).notNull(),
    contactNameIndex: text('contact_name_index'),
    contactPhone: protectedText('contact_phone', { place: 'requests.requests.contact_phone' }),
    contactPhoneIndex: text('contact_phone_index'),
    /** The unit a complaint is about: it never handles it. */
    aboutUnitId: uuid('about_unit_id'),
    /** Harm as the firm states it (影响程度). */
    jobsAtRisk: integer('jobs_at_risk'),
    outputAtRiskYuan: bigint('output_at_risk_yuan', { mode: 'number' }),
    state: text('state').notNull(),
    /** 1, and one more each time it is done again. */
    round: integer('round').notNull().default(1),
    leadUnitId: uuid('lead_unit_id'),
    /** Whose it is by the unit that gave it back; null once it is handed on. */
    suggestedUnitId: uuid('suggested_unit_id'),
    /** Account of who handles it in the lead unit. */
    handlerId: text('handler_id'),
    handlerName: text('handler_name'),
    /** Code of the closed list, and whose it is instead. */
    refusal: text('refusal'),
    refusalNote: text('refusal_note'),
    /** How it ended; null while it runs. */
    outcome: text('outcome'),
    mergedIntoId: uuid('merged_into_id'),
    plan: text('plan'),
    answer: text('answer'),
    answerById: text('answer_by_id'),
    answerByName: text('answer_by_name'),
    approvedByName: text('approved_by_name'),
    registeredAt: at('registered_at').notNull(),
    acceptedAt: at('accepted_at'),
    dispatchedAt: at('dispatched_at'),
    signedAt: at('signed_at'),
    contactedAt: at('contacted_at'),
    plannedAt: at('planned_at'),
    answeredAt: at('answered_at'),
    closedAt: at('closed_at'),
    /** When the next of its own clocks breaks, kept beside the clocks so that lists go by an index; null while none runs. */
    nextDueAt: at('next_due_at'),
    enteredBy: text('entered_by').notNull(),
    enteredByName: text('entered_by_name').notNull(),
    /** Whether the firm agrees that the answer is published without its name. */
    mayBePublished: boolean('may_be_published').notNull().default(false),
    /** The root cause that this and other requests are tied to (共性问题). */
    causeId: uuid('cause_id'),
    /** Whose attention it has (提级): 0 nobody's but the handler's, 1 head of the unit, 2 the bureau's head, 3 a city leader. */
    escalationLevel: integer('escalation_level').notNull().default(0),
    /** What the firm says to the first contact: a contact counts as claimed until it does; null before one. */
    contactWord: text('contact_word'),
    /** Where an imported ticket comes from, and its number there. */
    externalSource: text('external_source'),
    externalNumber: text('external_number'),
    /** Clocks which the other system did not time (未计时): never met or missed. */
    untimed: text('untimed').array().notNull().default(sql`'{}'`),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'requests'),
    uniqueIndex('requests_external')
      .on(t.city, t.externalSource, t.externalNumber)
      .where(sql`${t.externalNumber} is not null`),
    index('requests_cause').on(t.city, t.causeId, t.registeredAt).where(sql`${t.causeId} is not null`),
    foreignKey({ name: 'requests_cause_of', columns: [t.city, t.causeId], foreignColumns: [causes.city, causes.id] }),
    index('requests_credit_code')
      .on(t.city, t.creditCode, t.registeredAt)
      .where(sql`${t.enterpriseId} is null and ${t.creditCode} is not null`),
    check('requests_contact_word', sql`${t.contactWord} in ('claimed', 'confirmed', 'denied')`),
    check('requests_escalation', sql`${t.escalationLevel} between 0 and 3`),
    check('requests_external_both', sql`(${t.externalNumber} is null) = (${t.externalSource} is null)`),
    uniqueIndex('requests_number').on(t.city, t.number),
    uniqueIndex('requests_submission').on(t.city, t.submissionHash, t.place),
    index('requests_code').on(t.city, t.codeHash),
    index('requests_open').on(t.city, t.nextDueAt, t.id).where(sql`${t.closedAt} is null`),
    index('requests_open_of_unit').on(t.city, t.leadUnitId, t.nextDueAt, t.id).where(sql`${t.closedAt} is null`),
    index('requests_registered').on(t.city, t.registeredAt, t.id),
    index('requests_state').on(t.city, t.state, t.registeredAt, t.id),
    index('requests_unit').on(t.city, t.leadUnitId, t.registeredAt),
    index('requests_firm').on(t.city, t.enterpriseId, t.registeredAt),
    index('requests_topic').on(t.city, t.topicId, t.registeredAt),
    index('requests_topic_state').on(t.city, t.topicId, t.state, t.registeredAt, t.id),
    index('requests_division').on(t.city, t.divisionCode, t.registeredAt),
    index('requests_words').using(
      'gin',
      sql`requests.pairs(${t.number}, ${t.externalNumber}, ${t.title}, ${t.firmName})`,
    ),
    index('requests_contact_name').on(t.city, t.contactNameIndex),
    index('requests_contact_phone').on(t.city, t.contactPhoneIndex),
    foreignKey({ name: 'requests_topic_of', columns: [t.city, t.topicId], foreignColumns: [topics.city, topics.id] }),
    foreignKey({ name: 'requests_firm_of', columns: [t.city, t.enterpriseId], foreignColumns: enterpriseKey }),
    foreignKey({ name: 'requests_lead_unit', columns: [t.city, t.leadUnitId], foreignColumns: unitKey }),
    foreignKey({ name: 'requests_suggested_unit', columns: [t.city, t.suggestedUnitId], foreignColumns: unitKey }),
    foreignKey({ name: 'requests_about_unit', columns: [t.city, t.aboutUnitId], foreignColumns: unitKey }),
    foreignKey({ name: 'requests_merged_into', columns: [t.city, t.mergedIntoId], foreignColumns: [t.city, t.id] }),
    check('requests_channel', sql`${t.channel} in ('online', 'call', 'visit', 'hotline')`),
    check('requests_kind', sql`${t.kind} in ('inquiry', 'help', 'complaint', 'suggestion')`),
    check(
      'requests_state_known',
      sql`${t.state} in ('registered', 'accepted', 'dispatched', 'working', 'answer-proposed', 'answered', 'closed', 'refused')`,
    ),
    check(
      'requests_outcome',
      sql`${t.outcome} in ('solved', 'explained', 'explained-by-law', 'withdrawn', 'merged', 'refused')`,
    ),
    check('requests_ended', sql`(${t.state} in ('closed', 'refused')) = (${t.closedAt} is not null)`),
    check('requests_outcome_of_end', sql`(${t.outcome} is null) = (${t.closedAt} is null)`),
  ],
)

/** What a round said before the request was done again: nothing that a firm was told is lost. */
export const earlierRounds = requestsSchema.table(
  'earlier_rounds',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    round: integer('round').notNull(),
    leadUnitId: uuid('lead_unit_id'),
    handlerName: text('handler_name'),
    plan: text('plan'),
    answer: text('answer').notNull(),
    answerByName: text('answer_by_name').notNull(),
    approvedByName: text('approved_by_name'),
    contactedAt: at('contacted_at'),
    plannedAt: at('planned_at'),
    answeredAt: at('answered_at').notNull(),
    /** How it had been closed; null where it was done again before. */
    outcome: text('outcome'),
    redoneAt: at('redone_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'earlier_rounds'),
    uniqueIndex('earlier_rounds_round').on(t.city, t.requestId, t.round),
    foreignKey({
      name: 'earlier_rounds_request',
      columns: [t.city, t.requestId],
      foreignColumns: [requests.city, requests.id],
    }),
  ],
)

/** Units that help the lead unit (协办), each with its own part and clock. */
export const supporters = requestsSchema.table(
  'supporters',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    round: integer('round').notNull(),
    /** What is asked of it. */
    task: text('task').notNull(),
    reply: text('reply'),
    repliedByName: text('replied_by_name'),
    repliedAt: at('replied_at'),
    addedAt: at('added_at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'supporters'),
    uniqueIndex('supporters_unit').on(t.city, t.requestId, t.unitId, t.round),
    index('supporters_of_unit').on(t.city, t.unitId, t.requestId),
    foreignKey({
      name: 'supporters_request',
      columns: [t.city, t.requestId],
      foreignColumns: [requests.city, requests.id],
    }),
    foreignKey({ name: 'supporters_unit_of', columns: [t.city, t.unitId], foreignColumns: unitKey }),
  ],
)

/** Words inside (`internal`) and words to the firm (`firm`): the two never mix. */
export const remarks = requestsSchema.table(
  'remarks',
  {
    city: city(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    audience: text('audience').notNull(),
    /** The step at which they were written; `remark` where they stand alone. */
    occasion: text('occasion').notNull(),
    /** Code of the step's closed list: why the clocks stand still, why a unit gives it back. */
    reason: text('reason'),
    body: text('body').notNull(),
    /** Words of the firm itself; else of an official. */
    isFromFirm: boolean('is_from_firm').notNull().default(false),
    accountId: text('account_id').notNull(),
    authorName: text('author_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    ...inCityTable(t, 'remarks'),
    index('remarks_request').on(t.city, t.requestId, t.at),
    foreignKey({
      name: 'remarks_request_of',
      columns: [t.city, t.requestId],
      foreignColumns: [requests.city, requests.id],
    }),
    check('remarks_audience', sql`${t.audience} in ('internal', 'firm')`),
  ],
)

/** Answers that may be given at once (直接答复): approved, dated, and no longer offered after their day. */
export const knownAnswers = requestsSchema.table(
  'known_answers',
  {
    city: city(),
    id: id(),
    topicId: uuid('topic_id').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    /** Document or rule it rests on. */
    source: text('source').notNull(),
    approvedByName: text('approved_by_name').notNull(),
    approvedAt: at('approved_at').notNull(),
    validToOn: date('valid_to_on', { mode: 'string' }).notNull(),
    /** Firms see it while they type. */
    isPublic: boolean('is_public').notNull(),
    /** Who keeps it true, and is told before it expires. */
    ownerUnitId: uuid('owner_unit_id'),
    ownerName: text('owner_name'),
    /** Who ended it before its day; null where it runs or ran to it. */
    endedByName: text('ended_by_name'),
    endedNote: text('ended_note'),
    version: version(),
  },
  (t) => [
    ...inCityTable(t, 'known_answers'),
    index('known_answers_topic').on(t.city, t.topicId),
    index('known_answers_valid').on(t.city, t.validToOn),
    foreignKey({ name: 'known_answers_owner', columns: [t.city, t.ownerUnitId], foreignColumns: unitKey }),
    foreignKey({
      name: 'known_answers_topic_of',
      columns: [t.city, t.topicId],
      foreignColumns: [topics.city, topics.id],
    }),
  ],
)

/** City and id of a request, for the foreign keys of higher modules. */
export const requestKey: [typeof requests.city, typeof requests.id] = [requests.city, requests.id]

const name = { column: requests.contactName, index: requests.contactNameIndex, normalise: normalisedName }
const phone = { column: requests.contactPhone, index: requests.contactPhoneIndex, normalise: normalisedPhone }

/** Name and phone of who spoke for the firm. */
export const protectedContact = { name, phone } as const
export const protectedRequests: readonly ProtectedTable[] = [{ table: requests, columns: [name, phone] }]

/** A contact as it is written: both columns with their indexes. */
export const contactColumns = (contactName: string, contactPhone: string | null) => ({
  contactName,
  contactNameIndex: indexOf(name, contactName),
  contactPhone,
  contactPhoneIndex: indexOf(phone, contactPhone),
})
