import { and, eq, inArray, sql } from 'drizzle-orm'
import { type CityWakers, cityWakers } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { acknowledgeAbout, type NewAlert, raiseAlerts } from '#platform/alerts/index.ts'
import type { Tx } from '#platform/db/transact.ts'
import { type Announcement, announceAll, type Reaction } from '#platform/events.ts'
import { requestSubject } from '../clocks/commands.ts'
import type { RequestRecord } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { requests } from '../tables.ts'
import { type Because, type Level, recipientsOf, type Wakeable, type Wakers, wakeOfLevel } from './rules.ts'

/** What escalating needs to know of a request. */
export type Escalated = Pick<
  RequestRecord,
  'id' | 'number' | 'escalationLevel' | 'leadUnitId' | 'handlerId' | 'aboutUnitId'
>

export interface Rise {
  request: Escalated
  level: Level
  because: Because
  /** Who is woken; empty: it is only written down. */
  wake: readonly Wakeable[]
  /** The clock whose point it is, and when that is due. */
  clock?: { name: string; dueAt: string }
}

/**
 * Raises whose attention requests have and wakes them, in the transaction of what caused it: few statements for any number.
 * It never falls, and an event tells each rise; a request's version stays, so that nobody's form goes stale by it.
 */
export async function escalateAll(ctx: Context, tx: Tx, rises: readonly Rise[]): Promise<void> {
  if (rises.length === 0) return
  const raised = rises.filter(({ request, level }) => level > request.escalationLevel)
  for (const [level, some] of Map.groupBy(raised, (rise) => rise.level)) {
    const ids = some.map(({ request }) => request.id)
    await tx
      .update(requests)
      .set({ escalationLevel: sql`greatest(${requests.escalationLevel}, ${level})` })
      .where(and(eq(requests.city, ctx.city), inArray(requests.id, ids)))
  }
  await announceAll(
    ctx,
    tx,
    raised.map(({ request, level, because, clock }): Announcement & { kind: RequestEvent } => ({
      kind: 'request-escalated',
      subject: { kind: requestSubject, id: request.id },
      facts: { level, because, clock: clock?.name ?? '' },
    })),
  )
  await wakeAll(ctx, tx, rises)
}

/** Wakes whom a level names, where the caller itself raises the request and tells of it. */
export const wakeAbout = (ctx: Context, tx: Tx, request: Escalated, level: Level, because: Because): Promise<void> =>
  wakeAll(ctx, tx, [{ request, level, because, wake: wakeOfLevel[level] }])

async function wakeAll(ctx: Context, tx: Tx, rises: readonly Rise[]): Promise<void> {
  const waking = rises.filter(({ wake }) => wake.length > 0)
  if (waking.length === 0) return
  const city = await cityWakers(tx, ctx, ctx.now())
  await raiseAlerts(
    ctx,
    tx,
    waking.map((rise) => alertOf(city, rise)),
  )
}

const alertOf = (city: CityWakers, { request, because, wake, clock }: Rise): NewAlert => {
  const wakers = wakersOf(city, request)
  return {
    kind: `request-${because}`,
    subject: { kind: requestSubject, id: request.id },
    urgency: clock?.name === 'contact' ? 'urgent' : 'ordinary',
    recipients: recipientsOf(wake, wakers),
    fallback: wakers.desk,
    facts: {
      number: request.number,
      ...(clock ? { clockWord: `requests.clock.${clock.name}`, dueAt: clock.dueAt } : {}),
    },
  }
}

/** Whoever works in the unit a complaint is about hears nothing of it, except the desk and the city's leaders. */
function wakersOf(city: CityWakers, { leadUnitId, handlerId, aboutUnitId }: Escalated): Wakers {
  const { onDuty, heads, bureauHeads, leaders } = city.of(leadUnitId)
  const isFair = (accountId: string) => aboutUnitId === null || !city.unitsOf(accountId).includes(aboutUnitId)
  return {
    handler: handlerId === null ? [] : [handlerId],
    duty: onDuty,
    'unit-head': heads.filter(isFair),
    'bureau-head': bureauHeads.filter(isFair),
    supervision: city.supervision.filter(isFair),
    desk: city.desk,
    leader: leaders,
  }
}

/** A request came to a unit: who is on duty there is woken. */
const wakeUnit: Reaction = async (ctx, tx, { subject }) => {
  await takeUp(ctx, tx, { kind: '', subject })
  const held = await withWakers(ctx, tx, subject.id)
  if (!held) return
  const { request, wakers } = held
  const due = request.nextDueAt === null ? {} : { dueAt: request.nextDueAt }
  await raiseAlerts(ctx, tx, [
    {
      ...{ kind: `request-dispatched${request.nextDueAt === null ? '-open' : ''}`, subject, urgency: 'urgent' },
      ...{ recipients: recipientsOf(['duty', 'unit-head'], wakers), fallback: wakers.desk },
      facts: { number: request.number, ...due },
    },
  ])
}

async function withWakers(ctx: Context, tx: Tx, requestId: string) {
  const { id, number, escalationLevel, leadUnitId, handlerId, aboutUnitId, nextDueAt } = requests
  const [request] = await tx
    .select({ id, number, escalationLevel, leadUnitId, handlerId, aboutUnitId, nextDueAt })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.id, requestId)))
  if (!request) return null
  return { request, wakers: wakersOf(await cityWakers(tx, ctx, ctx.now()), request) }
}

const extensionAsked = 'request-extension-asked'

/** A unit asks for more time: the desk is told, who is on duty first, since it must decide before the promise breaks. */
const wakeDesk: Reaction = async (ctx, tx, { subject }) => {
  const held = await withWakers(ctx, tx, subject.id)
  if (!held) return
  const { request, wakers } = held
  const alert = { kind: extensionAsked, subject, urgency: 'ordinary' as const, facts: { number: request.number } }
  await raiseAlerts(ctx, tx, [{ ...alert, recipients: wakers.desk, fallback: wakers.desk }])
}

const endAsk: Reaction = (ctx, tx, { subject }) => acknowledgeAbout(ctx, tx, subject, [extensionAsked])

/** After these nobody need decide about more time. */
const endsAsk: readonly RequestEvent[] = [
  'request-extended',
  'request-extension-refused',
  'request-returned',
  'request-answered',
  'request-merged',
  'request-withdrawn',
  'request-closed',
  'request-explained-by-law',
]

const takenUpByActing = ['request-dispatched', 'request-dispatched-open', 'request-due-soon', 'request-overdue']

/** Somebody acted: what was said about the request's clocks need wake nobody further. */
const takeUp: Reaction = (ctx, tx, { subject }) => acknowledgeAbout(ctx, tx, subject, takenUpByActing)

const acts: readonly RequestEvent[] = [
  'request-signed',
  'request-returned',
  'request-contacted',
  'request-planned',
  'request-answer-proposed',
  'request-answered',
  'request-paused',
  'request-extended',
  'request-merged',
  'request-withdrawn',
  'request-refused',
  'request-closed',
  'request-explained-by-law',
]

/** What waking does, in the same transaction, when a request moves. */
export const wakingReactions: Record<string, Reaction> = {
  'request-dispatched': wakeUnit,
  'request-extension-asked': wakeDesk,
  ...Object.fromEntries(
    [...new Set([...acts, ...endsAsk])].map((kind): [string, Reaction] => [
      kind,
      async (ctx, tx, fact) => {
        if (acts.includes(kind)) await takeUp(ctx, tx, fact)
        if (endsAsk.includes(kind)) await endAsk(ctx, tx, fact)
      },
    ]),
  ),
}
