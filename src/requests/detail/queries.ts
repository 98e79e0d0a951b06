import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import type { Calendar } from '#platform/calendar/index.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { gather } from '#platform/db/gather.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { type Clock, clocksOfSubjects, clocksQuery } from '#platform/deadlines/index.ts'
import { found, one } from '#platform/errors.ts'
import { announce, eventsOf } from '#platform/events.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import { attachmentsOf } from '../attachments/queries.ts'
import { limitsOf, limitsQuery, openOf, requestSubject, supportSubject } from '../clocks/commands.ts'
import { clockView } from '../clocks/queries.ts'
import type { TimeLimits } from '../clocks/rules.ts'
import { held } from '../commands.ts'
import { RequestView } from '../contract.ts'
import { openAsk } from '../extension/queries.ts'
import { extendable } from '../extension/rules.ts'
import { seesRatings } from '../feedback/policy.ts'
import { feedbackNow, heardOf, standingOf } from '../feedback/queries.ts'
import { isRateable, mayClose } from '../feedback/rules.ts'
import { can, seesPhone } from '../policy.ts'
import { byId, requestQuery, rowOf, type ShownRequest, supportersQuery, topicsQuery, unitsWithin } from '../queries.ts'
import { canMove, canRedo, type RequestAction, requestActions } from '../rules.ts'
import { earlierRounds, remarks, requests, supporters } from '../tables.ts'
import { isTold, tellable } from './rules.ts'

/**
 * One request with its clocks, words and timeline, and what the actor may do now. A firm reads no word that was meant for
 * the inside. Who sees the whole phone number is written down once a day.
 *
 * @throws AppError not-found `requests.notFound`
 */
export const getRequest = (ctx: Context, id: string): Promise<RequestView> =>
  transact(ctx, async (tx) => {
    const read = await gather(tx, {
      request: requestQuery(tx, ctx, id),
      supporters: supportersQuery(tx, ctx, id),
      clocks: clocksQuery(tx, ctx, requestSubject, [id]),
      events: eventsOf(tx, ctx, { kind: requestSubject, id }),
      earlier: roundsOf(tx, ctx, id),
      remarks: remarksOf(tx, ctx, id),
      limits: limitsQuery(ctx, tx),
      topics: topicsQuery(tx, ctx),
      units: unitsWithin(tx, ctx, unitsOf(ctx, id)),
    })
    const { clocks, events, earlier } = read
    const request = held(found(read.request[0], 'requests.notFound'), read.supporters)
    const isFirm = ctx.actor.role === 'enterprise-user'
    const asOf = ctx.now().toString()
    const calendar = await calendarOf(tx, ctx)
    const isPhoneWhole = seesPhone(ctx.actor, { ...request, isOpen: request.closedAt === null })
    if (isPhoneWhole && request.contactPhone !== null) await recordPhoneShown(ctx, tx, id, events)

    const { aboutUnitId, suggestedUnitId } = request
    const ask = await askOf(tx, ctx, request, clocks)
    const units = byId(read.units)
    const unit = (of: string | null) => units.get(of ?? '') ?? null
    return RequestView.parse({
      ...request,
      ...rowOf(request, { calendar, asOf, topics: byId(read.topics), units, clocks, isFirm }),
      contactName: shown(request.contactName),
      contactPhone:
        isPhoneWhole && request.contactPhone !== null ? shown(request.contactPhone) : maskPhone(request.contactPhone),
      isPhoneWhole,
      aboutUnit: unit(aboutUnitId),
      causeId: isFirm ? null : request.causeId,
      suggestedUnit: isFirm ? null : unit(suggestedUnitId),
      mergedInto: await mergedInto(tx, ctx, request),
      answer: isFirm && request.answeredAt === null ? null : request.answer,
      answerBy: isFirm && request.answeredAt === null ? null : request.answerByName,
      approvedBy: isFirm ? null : request.approvedByName,
      clocks: clocks.map((clock) => clockView(calendar, clock, asOf)),
      earlierRounds: earlier.map(({ leadUnitId, answerByName, ...row }) => {
        return { ...row, leadUnit: unit(leadUnitId), answerBy: answerByName }
      }),
      supporters: isFirm ? [] : await supportersOf(tx, ctx, request, calendar, unit),
      remarks: read.remarks.filter(({ audience }) => !isFirm || audience === 'firm'),
      attachments: await attachmentsOf(tx, ctx, id),
      timeline: events
        .filter((event) => isTold(event, isFirm, seesRatings(ctx.actor, request)))
        .map(({ at, kind, actorName, facts }) => ({ at, kind, actorName, facts: tellable(facts) })),
      extensionAsk: isFirm ? null : ask,
      may: await mayNow(ctx, tx, request, clocks, limitsOf(read.limits), ask !== null),
    })
  })

/** The first time in a day; the number itself is written nowhere. */
async function recordPhoneShown(
  ctx: Context,
  tx: Tx,
  id: string,
  events: readonly { kind: string; accountId: string; at: string }[],
): Promise<void> {
  const today = dayOf(ctx.now())
  const isKnown = events.some(
    ({ kind, accountId, at }) =>
      kind === 'request-contact-shown' &&
      accountId === ctx.actor.accountId &&
      dayOf(Temporal.Instant.from(at)).equals(today),
  )
  if (isKnown) return
  await announce(ctx, tx, { kind: 'request-contact-shown', subject: { kind: requestSubject, id }, facts: {} })
}

/** The policy and the table of moves, with what only the clocks and the rule know. */
async function mayNow(
  ctx: Context,
  tx: Tx,
  request: ShownRequest,
  clocks: readonly Clock[],
  { redosBeforeExplained }: TimeLimits,
  isAsked: boolean,
): Promise<RequestAction[]> {
  const allowed = requestActions.filter((action) => can(ctx.actor, action, request) && canMove(action, request.state))
  const open = openOf(clocks)
  const isPaused = open.some(({ state }) => state === 'paused')
  const impossible: Partial<Record<RequestAction, boolean>> = {
    pause: isPaused || open.length === 0,
    resume: !isPaused,
    'ask-extension': isAsked || extendable(open, ctx.now().toString()) === null,
    extend: !isAsked || extendable(open, ctx.now().toString()) === null,
    'refuse-extension': !isAsked,
    redo: !canRedo(request.outcome),
    ...(allowed.some((one) => afterHearing.includes(one)) ? await impossibleAfterHearing(ctx, tx, request) : {}),
    'explain-by-law': request.round - 1 < redosBeforeExplained,
  }
  return allowed.filter((action) => !impossible[action])
}

/** What waits for the desk, while there is an end to move. */
async function askOf(tx: Tx, ctx: Context, request: ShownRequest, clocks: readonly Clock[]) {
  const finish = openOf(clocks).find(({ name }) => name === 'finish')
  const ask = finish ? await openAsk(tx, ctx, request) : null
  if (!finish || !ask) return null
  const { value, reason, askedByName: askedBy, askedAt } = ask
  return { value, unit: finish.terms.limit.unit, reason, askedBy, askedAt }
}

/** Steps that depend on what was heard of the firm in this round. */
const afterHearing: readonly RequestAction[] = ['rate', 'call-back', 'close']

async function impossibleAfterHearing(ctx: Context, tx: Tx, request: ShownRequest) {
  const { body: rule } = await feedbackNow(ctx, tx)
  const heard = await heardOf(tx, ctx, request)
  return {
    rate: heard.isRated || !isRateable(standingOf(request), dayOf(ctx.now()), rule),
    'call-back': heard.isReached,
    close: !mayClose(heard, rule),
  }
}

/** Every unit that the page names. */
const unitsOf = (ctx: Context, id: string): SQL => sql`array(
  select unnest(array[${requests.leadUnitId}, ${requests.aboutUnitId}, ${requests.suggestedUnitId}])
    from ${requests} where ${requests.city} = ${ctx.city} and ${requests.id} = ${id}
  union all select ${supporters.unitId} from ${supporters} where ${supporters.city} = ${ctx.city} and ${supporters.requestId} = ${id}
  union all select ${earlierRounds.leadUnitId} from ${earlierRounds}
    where ${earlierRounds.city} = ${ctx.city} and ${earlierRounds.requestId} = ${id})`

const roundsOf = (tx: Tx, ctx: Context, id: string) =>
  tx
    .select()
    .from(earlierRounds)
    .where(and(eq(earlierRounds.city, ctx.city), eq(earlierRounds.requestId, id)))
    .orderBy(asc(earlierRounds.round))

const remarksOf = (tx: Tx, ctx: Context, id: string) =>
  tx
    .select()
    .from(remarks)
    .where(and(eq(remarks.city, ctx.city), eq(remarks.requestId, id)))
    .orderBy(asc(remarks.at), asc(remarks.id))

async function mergedInto(tx: Tx, ctx: Context, { mergedIntoId }: ShownRequest) {
  if (mergedIntoId === null) return null
  const { id, number } = requests
  return one(
    await tx
      .select({ id, number })
      .from(requests)
      .where(and(eq(requests.city, ctx.city), eq(id, mergedIntoId))),
  )
}

type UnitOf = (id: string | null) => { id: string; name: string; nameEn: string } | null

async function supportersOf(
  tx: Tx,
  ctx: Context,
  { supporters: helping }: ShownRequest,
  calendar: Calendar,
  unit: UnitOf,
) {
  const ids = helping.map(({ id }) => id)
  const clocks = await clocksOfSubjects(tx, ctx, supportSubject, ids)
  const asOf = ctx.now().toString()
  return helping.map((row) => {
    const clock = clocks.find(({ subjectId }) => subjectId === row.id)
    return {
      ...row,
      unit: unit(row.unitId),
      repliedBy: row.repliedByName,
      clock: clock ? clockView(calendar, clock, asOf) : null,
    }
  })
}
