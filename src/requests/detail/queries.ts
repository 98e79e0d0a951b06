import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Context } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { gathering } from '#platform/db/gather.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { type Clock, clocksQuery } from '#platform/deadlines/index.ts'
import { AppError, found } from '#platform/errors.ts'
import { announce, eventsOf } from '#platform/events.ts'
import { asAnswer } from '#platform/http/answers.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import { attachmentsQuery, attachmentView } from '../attachments/queries.ts'
import { limitsOf, limitsQuery, openOf, requestSubject, supportSubject } from '../clocks/commands.ts'
import { clockView } from '../clocks/queries.ts'
import { held } from '../commands.ts'
import { RequestView } from '../contract.ts'
import { type ExtensionAsk, openAskQuery } from '../extension/queries.ts'
import { seesRatings } from '../feedback/policy.ts'
import { callsQuery, feedbackOfRows, feedbackQuery, heardIn, ratingsQuery } from '../feedback/queries.ts'
import { sees, seesPhone } from '../policy.ts'
import { byId, rowOf, supportersQuery, topicsQuery, unitsWithin } from '../queries.ts'
import { earlierRounds, remarks, requests, supporters } from '../tables.ts'
import { mayNow } from './policy.ts'
import { isTold, tellable } from './rules.ts'

/** All that the page of a request is made of, in one statement whose text is always the same. */
const readRequest = gathering((tx, { city, id, today }: { city: string; id: string; today: string }) => ({
  request: tx.select().from(requests).where(isOne(city, id)),
  supporters: supportersQuery(tx, { city }, id),
  supportClocks: clocksQuery(tx, { city }, supportSubject, supportersOf(city, id)),
  clocks: clocksQuery(tx, { city }, requestSubject, sql`array[${id}]`),
  events: eventsOf(tx, { city }, { kind: requestSubject, id }),
  earlier: roundsOf(tx, city, id),
  remarks: remarksOf(tx, city, id),
  attachments: attachmentsQuery(tx, { city }, id),
  asks: openAskQuery(tx, { city }, id),
  ratings: ratingsQuery(tx, { city }, id),
  calls: callsQuery(tx, { city }, id),
  limits: limitsQuery(tx, { city }, today),
  feedback: feedbackQuery(tx, { city }, today),
  topics: topicsQuery(tx, { city }),
  units: unitsWithin(tx, { city }, unitsOf(city, id)),
  mergedInto: mergedInto(tx, city, id),
}))

/**
 * One request with its clocks, words and timeline, and what the actor may do now. A firm reads no word that was meant for
 * the inside. Who sees the whole phone number is written down once a day.
 *
 * @throws AppError not-found `requests.notFound`
 */
export const getRequest = (ctx: Context, id: string): Promise<RequestView> =>
  transact(ctx, async (tx) => {
    const read = await readRequest(tx, { city: ctx.city, id, today: dayOf(ctx.now()).toString() })
    const { clocks, events, earlier } = read
    const request = held(found(read.request[0], 'requests.notFound'), read.supporters)
    if (!sees(ctx.actor, request)) throw new AppError('not-found', 'requests.notFound')
    const isFirm = ctx.actor.role === 'enterprise-user'
    const asOf = ctx.now().toString()
    const calendar = await calendarOf(tx, ctx)
    const isPhoneWhole = seesPhone(ctx.actor, { ...request, isOpen: request.closedAt === null })
    if (isPhoneWhole && request.contactPhone !== null) await recordPhoneShown(ctx, tx, id, events)

    const { aboutUnitId, suggestedUnitId } = request
    const asked = read.asks.find(({ round }) => round === request.round) ?? null
    const ask = isFirm ? null : askOf(asked, clocks)
    const units = byId(read.units)
    const unit = (of: string | null) => units.get(of ?? '') ?? null
    return asAnswer(RequestView, {
      ...request,
      ...rowOf(request, { calendar, asOf, topics: byId(read.topics), units, clocks, isFirm }),
      contactName: shown(request.contactName),
      contactPhone:
        isPhoneWhole && request.contactPhone !== null ? shown(request.contactPhone) : maskPhone(request.contactPhone),
      isPhoneWhole,
      aboutUnit: unit(aboutUnitId),
      causeId: isFirm ? null : request.causeId,
      suggestedUnit: isFirm ? null : unit(suggestedUnitId),
      mergedInto: read.mergedInto[0] ?? null,
      answer: isFirm && request.answeredAt === null ? null : request.answer,
      answerBy: isFirm && request.answeredAt === null ? null : request.answerByName,
      approvedBy: isFirm ? null : request.approvedByName,
      clocks: clocks.map((clock) => clockView(calendar, clock, asOf)),
      earlierRounds: earlier.map(({ leadUnitId, answerByName, ...row }) => {
        return { ...row, leadUnit: unit(leadUnitId), answerBy: answerByName }
      }),
      supporters: isFirm
        ? []
        : request.supporters.map((row) => {
            const clock = read.supportClocks.find(({ subjectId }) => subjectId === row.id)
            const its = { unit: unit(row.unitId), repliedBy: row.repliedByName }
            return { ...row, ...its, clock: clock ? clockView(calendar, clock, asOf) : null }
          }),
      remarks: read.remarks.filter(({ audience }) => !isFirm || audience === 'firm'),
      attachments: read.attachments.map(attachmentView),
      timeline: events
        .filter((event) => isTold(event, isFirm, seesRatings(ctx.actor, request)))
        .map(({ at, kind, actorName, facts }) => ({ at, kind, actorName, facts: tellable(facts) })),
      extensionAsk: ask,
      may: mayNow(ctx, request, {
        clocks,
        limits: limitsOf(read.limits),
        feedback: feedbackOfRows(read.feedback),
        heard: heardIn(request.round, read.ratings, read.calls),
        isAsked: askOf(asked, clocks) !== null,
      }),
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

/** What waits for the desk, while there is an end to move. */
function askOf(ask: ExtensionAsk | null, clocks: readonly Clock[]) {
  const finish = openOf(clocks).find(({ name }) => name === 'finish')
  if (!finish || !ask) return null
  const { value, reason, askedByName: askedBy, askedAt } = ask
  return { value, unit: finish.terms.limit.unit, reason, askedBy, askedAt }
}

const isOne = (city: string, id: string) => and(eq(requests.city, city), eq(requests.id, id))

/** Every unit that the page names. */
const unitsOf = (city: string, id: string): SQL => sql`array(
  select unnest(array[${requests.leadUnitId}, ${requests.aboutUnitId}, ${requests.suggestedUnitId}])
    from ${requests} where ${isOne(city, id)}
  union all select ${supporters.unitId} from ${supporters} where ${isHelping(city, id)}
  union all select ${earlierRounds.leadUnitId} from ${earlierRounds} where ${isEarlier(city, id)})`

const supportersOf = (city: string, id: string): SQL =>
  sql`array(select ${supporters.id}::text from ${supporters} where ${isHelping(city, id)})`

const isHelping = (city: string, id: string) => and(eq(supporters.city, city), eq(supporters.requestId, id))
const isEarlier = (city: string, id: string) => and(eq(earlierRounds.city, city), eq(earlierRounds.requestId, id))

const roundsOf = (tx: Tx, city: string, id: string) =>
  tx.select().from(earlierRounds).where(isEarlier(city, id)).orderBy(asc(earlierRounds.round))

const remarksOf = (tx: Tx, city: string, id: string) =>
  tx
    .select()
    .from(remarks)
    .where(and(eq(remarks.city, city), eq(remarks.requestId, id)))
    .orderBy(asc(remarks.at), asc(remarks.id))

const mergedInto = (tx: Tx, city: string, id: string) =>
  tx
    .select({ id: requests.id, number: requests.number })
    .from(requests)
    .where(
      and(
        eq(requests.city, city),
        sql`${requests.id} = (select merged.merged_into_id from ${requests} merged where merged.city = ${city} and merged.id = ${id})`,
      ),
    )
