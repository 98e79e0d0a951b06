/** The sample's month of requests, told from its file as rows. Pure: what the moment has not reached does not happen. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Calendar } from '#platform/calendar/index.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import { type Clock, type ClockTerms, dueOf, judge } from '#platform/deadlines/index.ts'
import { newId } from '#platform/ids.ts'
import { type CaseClock, caseClocks } from '../clocks/rules.ts'
import type { callBacks, ratings } from '../feedback/tables.ts'
import { templateOccasions } from '../rule-book/templates/rules.ts'
import { channels, type RequestAction, requestKinds } from '../rules.ts'
import type { earlierRounds, remarks, requests } from '../tables.ts'

const Matter = z.strictObject({
  id: z.string(),
  topic: z.string(),
  kind: z.enum(requestKinds),
  title: z.string(),
  body: z.string(),
  plan: z.string(),
  answer: z.string(),
  about: z.string().optional(),
  /** What the firm sent with it, as text. */
  files: z.array(z.strictObject({ name: z.string(), text: z.string() })).optional(),
})

const when = {
  ...{ matter: z.string(), firm: z.int(), story: z.string(), channel: z.enum(channels) },
  /** The root cause that it is tied to. */
  cause: z.string().optional(),
}
const Case = z.union([
  z.strictObject({ day: z.int(), time: z.string(), ...when }),
  z.strictObject({ minutes: z.int(), ...when }),
])
export type SampleCase = z.output<typeof Case>

const answer = { topic: z.string(), question: z.string(), answer: z.string(), source: z.string() }

export const SampleFile = z.strictObject({
  rules: z.array(
    z.strictObject({
      topic: z.string().nullable(),
      division: z.string().nullable(),
      firm: z.string().nullable(),
      unit: z.string(),
      source: z.string(),
    }),
  ),
  templates: z.array(
    z.strictObject({
      occasion: z.enum(templateOccasions),
      topic: z.string().nullable(),
      unit: z.string().nullable(),
      title: z.string(),
      body: z.string(),
    }),
  ),
  answers: z.array(z.strictObject({ ...answer, days: z.int().default(300), isPublic: z.boolean().default(true) })),
  /** Answers that wait for a second person. */
  proposals: z.array(z.strictObject({ ...answer, days: z.int(), isPublic: z.boolean() })),
  /** Days count from the day of loading: `due` ahead, the others back. */
  causes: z.array(
    z.strictObject({
      ...{ id: z.string(), title: z.string(), topic: z.string(), unit: z.string(), owner: z.string() },
      ...{ measures: z.string().nullable(), named: z.int(), due: z.int(), done: z.int().nullable() },
    }),
  ),
  matters: z.array(Matter),
  stories: z.record(z.string(), z.array(z.string())),
  cases: z.array(Case),
})
export type SampleFile = z.output<typeof SampleFile>

export interface Person {
  id: string
  name: string
}

/** What a story happens to: ids and people of the city. */
export interface SampleMatter {
  id: string
  number: string
  at: Temporal.Instant
  story: readonly string[]
  matter: z.output<typeof Matter>
  /** The unit it goes to, and another to which it is sent by mistake. */
  unit: { id: string; name: string; handler: Person; head: Person }
  wrongUnit: { id: string; name: string }
  desk: Person
  /** Who calls back. */
  caller: Person
  firm: string
  /** The root cause it is tied to, and since when at the earliest. */
  cause: { id: string; title: string; namedAt: Temporal.Instant } | null
}

export interface SampleWorld {
  city: string
  calendar: Calendar
  moment: Temporal.Instant
  terms: Readonly<Record<CaseClock, ClockTerms>>
  ruleVersionId: string
}

type RequestChange = Partial<typeof requests.$inferSelect>
type RemarkRow = typeof remarks.$inferInsert
type RoundRow = typeof earlierRounds.$inferInsert
type RatingRow = typeof ratings.$inferInsert
type CallRow = typeof callBacks.$inferInsert
export interface SampleFact {
  at: string
  kind: string
  person: Person
  facts: Record<string, unknown>
}

/** Rows of one case. */
export interface Told {
  request: RequestChange & { state: string; round: number }
  clocks: Clock[]
  facts: SampleFact[]
  remarks: RemarkRow[]
  rounds: RoundRow[]
  ratings: RatingRow[]
  calls: CallRow[]
}

/** When a case of the file was registered. */
export function registeredAt(one: SampleCase, moment: Temporal.Instant): Temporal.Instant {
  if ('minutes' in one) return moment.subtract({ minutes: one.minutes })
  const day = dayOf(moment).subtract({ days: one.day })
  return day.toZonedDateTime({ timeZone: cityZone, plainTime: one.time }).toInstant()
}

/** `+38m`, `+6h`: so long after; `d2 10:20`: on the second day after, moved to Monday where it falls on a weekend. */
function momentOf(text: string, time: string | undefined, start: Temporal.Instant): Temporal.Instant {
  const after = /^\+(\d+)([mh])$/.exec(text)
  if (after) return start.add(after[2] === 'h' ? { hours: Number(after[1]) } : { minutes: Number(after[1]) })
  const day = dayOf(start).add({ days: Number(text.slice(1)) })
  const open = day.add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 })
  return open.toZonedDateTime({ timeZone: cityZone, plainTime: time ?? '09:00' }).toInstant()
}

interface Step {
  action: string
  at: string
  /** Outcome, reason, amount; `nobody` of a call in vain; levels of a rating, one for each case in turn. */
  word: string
  /** `solved` or `unsolved`, of a rating. */
  more: string
}

/** Steps that the moment has reached, each at its time and after the one before. */
function stepsOf({ story, at: start }: SampleMatter, moment: Temporal.Instant): Step[] {
  const steps: Step[] = []
  let last = start
  for (const line of story) {
    const [action = '', when = '', ...rest] = line.split(' ')
    const time = when.startsWith('d') ? rest.shift() : undefined
    const wanted = momentOf(when, time, start)
    const at = Temporal.Instant.compare(wanted, last) > 0 ? wanted : last.add({ minutes: 20 })
    if (Temporal.Instant.compare(at, moment) > 0) break
    steps.push({ action, at: isoOf(at), word: rest[0] ?? '', more: rest[1] ?? '' })
    last = at
  }
  return steps
}

export const isoOf = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' })

/** Plays the story of one case. */
export function tell(world: SampleWorld, one: SampleMatter): Told {
  const told: Told = {
    request: { state: 'registered', round: 1, registeredAt: isoOf(one.at) },
    clocks: startedClocks(world, one, isoOf(one.at), 1, null),
    facts: [],
    remarks: [],
    rounds: [],
    ratings: [],
    calls: [],
  }
  const { kind, topic } = one.matter
  fact(told, isoOf(one.at), 'request-registered', one.desk, { number: one.number, kind, topic })
  for (const step of stepsOf(one, world.moment)) play(world, one, told, step)
  tie(world, one, told)
  return told
}

/** Tied half an hour after it came in, or when its cause was named. */
function tie({ moment }: SampleWorld, { cause, at, desk }: SampleMatter, told: Told): void {
  if (cause === null) return
  const seen = at.add({ minutes: 30 })
  const tied = Temporal.Instant.compare(seen, cause.namedAt) > 0 ? seen : cause.namedAt
  if (Temporal.Instant.compare(tied, moment) > 0) return
  told.request.causeId = cause.id
  fact(told, isoOf(tied), 'request-tied', desk, { causeId: cause.id, title: cause.title })
}

const fact = ({ facts }: Told, at: string, kind: string, person: Person, more: Record<string, unknown> = {}): void => {
  facts.push({ at, kind, person, facts: more })
}

function play(world: SampleWorld, one: SampleMatter, told: Told, step: Step): void {
  const { action, at, word } = step
  const { request } = told
  const { unit, desk, caller, matter } = one
  const firm: Person = { id: 'sample-firm', name: one.firm }
  const { handler, head } = unit
  const say = (by: Person, audience: string, occasion: RequestAction, body: string, reason: string | null = null) => {
    const author = { accountId: by.id, authorName: by.name }
    told.remarks.push({
      ...{ city: world.city, id: newId(), requestId: one.id, audience, occasion, reason, body, at },
      ...author,
    })
  }
  const signed = () => ({
    handlerId: handler.id,
    handlerName: handler.name,
    signedAt: request.signedAt ?? at,
  })
  const ended = (outcome: string) => ({ state: 'closed', outcome, closedAt: at })
  const steps: Record<string, () => void> = {
    accept: () => {
      Object.assign(request, { state: 'accepted', acceptedAt: at })
      fact(told, at, 'request-accepted', desk)
    },
    refuse: () => {
      const refusalNote = '请向所在地主管部门反映。'
      Object.assign(request, { ...ended('refused'), state: 'refused', refusal: word, refusalNote })
      drop(world, told, at)
      fact(told, at, 'request-refused', desk, { reason: word })
    },
    dispatch: () => {
      const to = word === 'second' ? one.wrongUnit : unit
      const sent = { state: 'dispatched', leadUnitId: to.id, dispatchedAt: at, acceptedAt: request.acceptedAt ?? at }
      Object.assign(request, { ...sent, suggestedUnitId: null })
      for (const clock of told.clocks) if (clock.metAt === null) clock.unitId = to.id
      fact(told, at, 'request-dispatched', desk, { unitId: to.id, unit: to.name, fromUnitId: null })
    },
    sign: () => {
      Object.assign(request, { state: 'working', ...signed() })
      fact(told, at, 'request-signed', handler)
    },
    return: () => {
      Object.assign(request, { state: 'accepted', leadUnitId: null, suggestedUnitId: unit.id })
      say(handler, 'internal', 'return', `经核对职责清单，此事应由${unit.name}办理。`, word)
      fact(told, at, 'request-returned', handler, { reason: word, unitId: unit.id, unit: unit.name })
    },
    contact: () => {
      const first = request.contactedAt ?? at
      Object.assign(request, { state: 'working', ...signed(), contactedAt: first, contactWord: 'claimed' })
      meet(world, told, at, ['contact'])
      say(handler, 'internal', 'contact', '已电话联系企业，核对了情况。')
      fact(told, at, 'request-contacted', handler)
    },
    confirm: () => {
      request.contactWord = 'confirmed'
      fact(told, at, 'request-contact-word', firm, { word: 'confirmed' })
    },
    deny: () => {
      request.contactWord = 'denied'
      say(firm, 'firm', 'contact-word', '没有接到电话，请再打这个号码。')
      fact(told, at, 'request-contact-word', firm, { word: 'denied' })
    },
    plan: () => {
      Object.assign(request, { state: 'working', ...signed(), plan: matter.plan, plannedAt: at })
      meet(world, told, at, ['plan'])
      fact(told, at, 'request-planned', handler)
    },
    propose: () => {
      const written = { answer: matter.answer, answerById: handler.id, answerByName: handler.name }
      Object.assign(request, { state: 'answer-proposed', ...signed(), ...written })
      fact(told, at, 'request-answer-proposed', handler)
    },
    approve: () => {
      Object.assign(request, { state: 'answered', answeredAt: at, approvedByName: head.name })
      meet(world, told, at, caseClocks)
      fact(told, at, 'request-answered', head, { way: 'approved' })
    },
    'answer-at-once': () => {
      const written = { answer: matter.answer, answerById: desk.id, answerByName: desk.name }
      const approved = { approvedByName: head.name, answeredAt: at, contactedAt: at, acceptedAt: at }
      Object.assign(request, { state: 'answered', ...written, ...approved })
      meet(world, told, at, caseClocks)
      fact(told, at, 'request-answered', desk, { way: 'at-once' })
    },
    pause: () => {
      for (const clock of told.clocks) {
        if (clock.metAt !== null || !clock.terms.pauseReasons.includes(word)) continue
        clock.pauses = [...clock.pauses, { from: at, to: null, reason: word, note: '', by: handler.name }]
        Object.assign(clock, { state: 'paused', dueAt: null })
      }
      say(handler, 'firm', 'pause', '需要等补充材料或上级答复，收到后马上继续办理。', word)
      fact(told, at, 'request-paused', handler, { reason: word, clocks: 'finish' })
    },
    resume: () => {
      for (const clock of told.clocks) {
        if (clock.state !== 'paused') continue
        clock.pauses = clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? at }))
        Object.assign(clock, running(world, clock))
      }
      fact(told, at, 'request-resumed', handler, { clocks: 'finish' })
    },
    extend: () => {
      for (const clock of told.clocks) {
        if (clock.name !== 'finish' || clock.metAt !== null) continue
        const by = { by: handler.name, approvedBy: desk.name, reason: '需要现场核查' }
        clock.extensions = [...clock.extensions, { at, value: Number(word), ...by }]
        Object.assign(clock, running(world, clock))
      }
      const more = { value: Number(word), unit: 'calendar-days' }
      fact(told, at, 'request-extension-asked', handler, more)
      say(desk, 'firm', 'extend', '需要现场核查，办结时间延长，请谅解。')
      fact(told, at, 'request-extended', desk, { ...more, askedBy: handler.name })
    },
    withdraw: () => {
      Object.assign(request, ended('withdrawn'))
      drop(world, told, at)
      say(desk, 'firm', 'withdraw', '企业来电说事情已自行解决，撤回诉求。')
      fact(told, at, 'request-withdrawn', desk)
    },
    // Nothing of what the firm said: units read along.
    close: () => {
      Object.assign(request, ended(word))
      say(caller, 'internal', 'close', '已按规定回访，予以办结。')
      fact(told, at, 'request-closed', caller, { outcome: word })
    },
    call: () => {
      const isReached = word !== 'nobody'
      const { round } = request
      const attempt = told.calls.filter((call) => call.round === round).length + 1
      told.calls.push({
        ...{ city: world.city, id: newId(), requestId: one.id, round, attempt, isReached, note: null, at },
        ...{ calledById: caller.id, calledByName: caller.name },
      })
      fact(told, at, 'request-called-back', caller, { round, attempt })
      if (isReached) rate(world, one, told, step, 'call-back')
    },
    rate: () => rate(world, one, told, step, 'firm'),
  }
  const happen = steps[action]
  if (!happen) throw new Error(`the sample knows no step ${action}`)
  happen()
}

/** What the firm says of the answer; who is not satisfied has it done again on a higher level. */
function rate(world: SampleWorld, one: SampleMatter, told: Told, { at, word, more }: Step, source: string): void {
  const { request } = told
  const { round } = request
  const by = source === 'firm' ? { id: 'sample-firm', name: one.firm } : one.caller
  const levels = word.split(',').map(Number)
  const level = levels[Number(one.number.slice(-6)) % levels.length] ?? 4
  const isSolved = more === 'solved'
  told.ratings.push({
    ...{ city: world.city, id: newId(), requestId: one.id, round, level, isSolved, source, at },
    ...{ words: isSolved ? null : stillOpen, unitId: request.leadUnitId ?? null },
    answeredById: request.answerById ?? null,
  })
  fact(told, at, 'request-rated', by, { round, source })
  if (isSolved && level > 2) return
  const words = { audience: 'firm', occasion: 'redo', reason: null, body: stillOpen, isFromFirm: true }
  const author = { accountId: by.id, authorName: by.name }
  told.remarks.push({ ...{ city: world.city, id: newId(), requestId: one.id, at }, ...words, ...author })
  redo(world, one, told, at, by)
  const escalationLevel = Math.min(3, (request.escalationLevel ?? 0) + 1)
  request.escalationLevel = escalationLevel
  fact(told, at, 'request-escalated', by, { level: escalationLevel, because: 'unsatisfied', clock: '' })
}

const stillOpen = '答复收到了，但事情还没有办成，请再办一次。'

function redo(world: SampleWorld, one: SampleMatter, told: Told, at: string, by: Person): void {
  const { request } = told
  const { answer, answerByName, answeredAt, handlerName, plan, approvedByName, contactedAt, plannedAt } = request
  const round = request.round + 1
  told.rounds.push({
    ...{ city: world.city, id: newId(), requestId: one.id, round: request.round, redoneAt: at, outcome: null },
    ...{ leadUnitId: one.unit.id, handlerName, plan, approvedByName, contactedAt, plannedAt },
    ...{ answer: answer ?? '', answerByName: answerByName ?? '', answeredAt: answeredAt ?? at },
  })
  const blank = { handlerId: null, handlerName: null, signedAt: null, contactedAt: null, contactWord: null }
  const unplanned = { plannedAt: null, plan: null }
  const unanswered = { answer: null, answerById: null, answerByName: null, approvedByName: null, answeredAt: null }
  Object.assign(request, { state: 'dispatched', round, ...blank, ...unplanned, ...unanswered })
  told.clocks.push(...startedClocks(world, one, at, round, one.unit.id))
  fact(told, at, 'request-redone', by, { round })
}

const startedClocks = (
  { city, calendar, terms, ruleVersionId }: SampleWorld,
  { id }: SampleMatter,
  startedAt: string,
  round: number,
  unitId: string | null,
): Clock[] =>
  caseClocks.map((name) => {
    const clock: Clock = {
      ...{ city, id: newId(), subjectKind: 'request', subjectId: id, name, round, unitId, ruleVersionId },
      ...{ terms: terms[name], startedAt, dueAt: null, state: 'running', pauses: [], extensions: [] },
      ...{ metAt: null, cancelledAt: null, openness: 'internal', version: 1 },
    }
    return { ...clock, ...running({ calendar }, clock) }
  })

function running({ calendar }: Pick<SampleWorld, 'calendar'>, clock: Clock): Pick<Clock, 'dueAt' | 'state'> {
  const { dueAt } = dueOf(calendar, clock)
  return { dueAt, state: dueAt === null ? 'awaiting-calendar' : 'running' }
}

function meet(world: SampleWorld, told: Told, at: string, names: readonly string[]): void {
  for (const clock of told.clocks) {
    if (clock.metAt !== null || clock.cancelledAt !== null || !names.includes(clock.name)) continue
    const due = dueOf(world.calendar, clock)
    Object.assign(clock, { metAt: at, dueAt: due.dueAt, state: judge(due, at) })
  }
}

/** What was overdue is missed, the rest falls away. */
function drop(world: SampleWorld, told: Told, at: string): void {
  for (const clock of told.clocks) {
    if (clock.metAt !== null || clock.cancelledAt !== null) continue
    if (clock.dueAt !== null && clock.dueAt < at) meet(world, told, at, [clock.name])
    else Object.assign(clock, { state: 'cancelled', cancelledAt: at })
  }
}
