import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { type Context, requireMay } from '#platform/actor.ts'
import { waitingOf } from '#platform/approvals/index.ts'
import type { Calendar } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { cityZone, dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { ClockState, type ClockTerms } from '#platform/deadlines/contract.ts'
import { type Clock, clocksOfSubjects } from '#platform/deadlines/index.ts'
import { eventsOf } from '#platform/events.ts'
import { listRuleVersions, type RuleVersion } from '#platform/rules/index.ts'
import { limitsNow, requestSubject, supportSubject } from '../../clocks/commands.ts'
import { TimeLimits, termsOf, timeLimitsRule } from '../../clocks/rules.ts'
import { clockNames } from '../../contract.ts'
import { visibleTo } from '../../policy.ts'
import { requests, supporters } from '../../tables.ts'
import type { LimitsDraft, LimitsPreview, LimitsVersion } from '../contract.ts'
import { mayProposeLimits } from '../policy.ts'
import { isBetter, noTally, noWhen } from '../rules.ts'
import { limitsKind, ProposedLimits, soundLimits } from './commands.ts'
import { type Ends, fateOf, fateUnder, type PastClock, whenOf } from './rules.ts'

/** What is in force, all versions, and what waits for a second person. */
export const getLimits = (ctx: Context) =>
  read(ctx, async (tx) => {
    const inForce = await limitsNow(ctx, tx)
    const versions = await listRuleVersions(tx, ctx.city, timeLimitsRule, TimeLimits)
    const shown: LimitsVersion[] = []
    for (const version of versions) shown.push(await shownVersion(tx, ctx, version))
    const waiting = (await waitingOf(tx, ctx, limitsKind)).map(({ approval, proposal }) => {
      const { limits, validFromOn, source } = ProposedLimits.parse(proposal)
      return { approval, limits, validFromOn, source }
    })
    return {
      inForce: await shownVersion(tx, ctx, inForce),
      versions: shown,
      waiting,
      may: { change: mayProposeLimits(ctx.actor) },
    }
  })

async function shownVersion(tx: Tx, ctx: Context, version: RuleVersion<TimeLimits>): Promise<LimitsVersion> {
  const { id, validFromOn, isNational, source, enactedAt, body: limits } = version
  const [set] = (await eventsOf(tx, ctx, { kind: 'rule', id })).filter(({ kind }) => kind === 'request-limits-set')
  const proposedBy = typeof set?.facts.proposedBy === 'string' ? set.facts.proposedBy : null
  return { id, validFromOn, isNational, source, enactedAt, limits, enactedBy: set?.actorName ?? null, proposedBy }
}

const pageSize = 500
/** More would keep the city waiting for a preview. */
const mostRequests = 20_000
const mostShown = 50

/**
 * What the requests of the last days would have been under other limits, and when those that run would be due. Nothing is
 * written. Each clock is counted by the way of counting it started with.
 *
 * @throws AppError forbidden | invalid `requests.limits.windowsNeeded`, `requests.limits.unsound`
 */
export const previewLimits = (
  ctx: Context,
  { limits, days }: { limits: LimitsDraft; days: number },
): Promise<LimitsPreview> =>
  read(ctx, async (tx) => {
    requireMay(mayProposeLimits(ctx.actor), 'requests.preview-limits')
    const trial = trialOf(await calendarOf(tx, ctx), soundLimits(limits), ctx.now())
    const since = ctx
      .now()
      .subtract({ hours: 24 * days })
      .toString()
    const recent = gte(requests.registeredAt, since)
    const isCut = await eachPage(tx, ctx, recent, async (rows) => trial.take(rows, await clocksOf(tx, ctx, rows), true))
    // What runs is counted whole, however long ago it came in.
    await eachPage(tx, ctx, and(isNull(requests.closedAt), lt(requests.registeredAt, since)), async (rows) =>
      trial.take(rows, await clocksOf(tx, ctx, rows), false),
    )
    return { ...trial.result, asOf: ctx.now().toString(), isCut }
  })

const looked = {
  id: requests.id,
  number: requests.number,
  title: requests.title,
  outcome: requests.outcome,
  closedAt: requests.closedAt,
  untimed: requests.untimed,
  registeredAt: requests.registeredAt,
}
type Looked = { [Column in keyof typeof looked]: (typeof requests.$inferSelect)[Column] }

/** The newest first, page by page. @returns whether there were more than are looked at */
async function eachPage(
  tx: Tx,
  ctx: Context,
  where: SQL | undefined,
  work: (rows: Looked[]) => Promise<void>,
): Promise<boolean> {
  let after: SQL | undefined
  for (let seen = 0; seen < mostRequests; seen += pageSize) {
    const rows = await tx
      .select(looked)
      .from(requests)
      .where(and(visibleTo(ctx.actor), where, after))
      .orderBy(desc(requests.registeredAt), desc(requests.id))
      .limit(pageSize)
    if (rows.length > 0) await work(rows)
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return false
    after = or(
      lt(requests.registeredAt, last.registeredAt),
      and(eq(requests.registeredAt, last.registeredAt), lt(requests.id, last.id)),
    )
  }
  return true
}

/** Clocks of the requests and of the units that were asked to help, by request. */
async function clocksOf(tx: Tx, ctx: Context, rows: readonly Looked[]): Promise<Map<string, Clock[]>> {
  const ids = rows.map(({ id }) => id)
  const helping = await tx
    .select({ id: supporters.id, requestId: supporters.requestId })
    .from(supporters)
    .where(and(eq(supporters.city, ctx.city), inArray(supporters.requestId, ids)))
  const requestOf = new Map(helping.map(({ id, requestId }) => [id, requestId]))
  const clocks = [
    ...(await clocksOfSubjects(tx, ctx, requestSubject, ids)),
    ...(await clocksOfSubjects(tx, ctx, supportSubject, [...requestOf.keys()])),
  ]
  return Map.groupBy(clocks, ({ subjectId }) => requestOf.get(subjectId) ?? subjectId)
}

const unanswered = ['withdrawn', 'merged', 'refused', 'explained-by-law']

/** Tries a draft on clocks and keeps the counts. */
function trialOf(calendar: Calendar, draft: TimeLimits, now: Temporal.Instant) {
  const asOf = now.toString()
  const end = (days: number) => dayOf(now).add({ days }).toZonedDateTime(cityZone).toInstant().toString()
  const ends: Ends = { today: end(1), 'three-days': end(4), 'seven-days': end(8) }
  const clocks = clockNames.map((name) => ({ name, before: noTally(), after: noTally(), better: 0, worse: 0 }))
  const result: Omit<LimitsPreview, 'asOf' | 'isCut'> = {
    requests: 0,
    clocks,
    open: { before: noWhen(), after: noWhen() },
    changed: [],
  }
  const terms = new Map<string, ClockTerms>()
  /** Few ways of counting, many clocks: the terms are made once for each. */
  const termsFor = (name: (typeof clockNames)[number], { terms: { counting } }: Clock): ClockTerms => {
    const key = `${name} ${JSON.stringify(counting)}`
    const known = terms.get(key) ?? termsOf(draft, name, counting, 'draft')
    terms.set(key, known)
    return known
  }

  const tryOne = (request: Looked, clock: Clock, isRecent: boolean): void => {
    const tally = clocks.find(({ name }) => name === clock.name)
    if (!tally || request.untimed.includes(clock.name)) return
    const past = pastOf(request, clock)
    const before = fateOf(past, asOf)
    const after = fateUnder(calendar, past, termsFor(tally.name, clock), asOf)
    if (past.metAt === null && past.cancelledAt === null) {
      result.open.before[whenOf(before, ends)] += 1
      result.open.after[whenOf(after, ends)] += 1
    }
    if (!isRecent) return
    tally.before[before.fate] += 1
    tally.after[after.fate] += 1
    const better = isBetter(before.fate, after.fate)
    if (better === null) return
    tally[better ? 'better' : 'worse'] += 1
    if (result.changed.length >= mostShown) return
    const { id: requestId, number, title } = request
    result.changed.push({
      ...{ requestId, number, title, clock: tally.name, before: before.fate, after: after.fate },
      ...{ dueBefore: before.dueAt, dueAfter: after.dueAt },
    })
  }

  const take = (rows: readonly Looked[], of: ReadonlyMap<string, readonly Clock[]>, isRecent: boolean): void => {
    if (isRecent) result.requests += rows.length
    for (const row of rows) for (const clock of of.get(row.id) ?? []) tryOne(row, clock, isRecent)
  }
  return { take, result }
}

function pastOf({ outcome, closedAt }: Looked, clock: Clock): PastClock {
  const wasEnded = outcome !== null && unanswered.includes(outcome) && closedAt !== null && clock.metAt !== null
  return {
    ...clock,
    state: ClockState.parse(clock.state),
    isEndedWithoutAnswer: wasEnded && Date.parse(clock.metAt ?? '') === Date.parse(closedAt ?? ''),
  }
}
