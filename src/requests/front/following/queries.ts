import { and, asc, eq, ne } from 'drizzle-orm'
import { deskUnit, publicOffice } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { one } from '#platform/errors.ts'
import { eventsOf } from '#platform/events.ts'
import { attachmentsOf } from '../../attachments/queries.ts'
import { mostAttachments } from '../../attachments/rules.ts'
import { caseClocksOf, requestSubject } from '../../clocks/commands.ts'
import { clockView } from '../../clocks/queries.ts'
import { caseClocks } from '../../clocks/rules.ts'
import type { ClockView } from '../../contract.ts'
import { isTold, tellable } from '../../detail/rules.ts'
import { feedbackNow, heardOf, standingOf } from '../../feedback/queries.ts'
import { isRateable } from '../../feedback/rules.ts'
import { can, visibleTo } from '../../policy.ts'
import { findRequest, type ShownRequest } from '../../queries.ts'
import { canMove } from '../../rules.ts'
import { remarks, requests, topics } from '../../tables.ts'
import { Followed, type PromiseView } from '../contract.ts'
import { type FirmAction, firmActions, promiseStateOf } from '../rules.ts'

/** A request as the firm reads it, with what it may do now. `ctx` is the context of who holds the receipt. */
export const follow = (ctx: Context, id: string): Promise<Followed> =>
  read(ctx, async (tx) => {
    const request = await findRequest(tx, ctx, id)
    const asOf = ctx.now().toString()
    const calendar = await calendarOf(tx, ctx)
    const clocks = (await caseClocksOf(ctx, tx, id)).map((clock) => clockView(calendar, clock, asOf))
    const events = await eventsOf(tx, ctx, { kind: requestSubject, id })
    const attached = await attachmentsOf(tx, ctx, id)
    const isAnswered = request.answeredAt !== null
    return Followed.parse({
      ...request,
      topic: await topicOf(tx, ctx, request),
      handledBy: await handledBy(tx, ctx, request),
      promises: promisesOf(clocks, request.round),
      // A draft that waits for approval is none of the firm's yet.
      answer: isAnswered ? request.answer : null,
      answerBy: isAnswered ? request.answerByName : null,
      mergedInto: await numberOf(tx, ctx, request.mergedIntoId),
      remarks: await wordsOf(tx, ctx, id),
      attachments: attached,
      timeline: events
        .filter((event) => isTold(event, true))
        .map(({ at, kind, facts }) => ({ at, kind, facts: tellable(facts) })),
      may: await mayNow(tx, ctx, request, attached.length),
      isToBeCalled: request.state === 'answered' && !can(ctx.actor, 'rate', request),
      others: await othersOf(tx, ctx, request),
    })
  })

/** The unit that leads with its telephone; before there is one, or where it keeps none, the desk's. */
async function handledBy(tx: Tx, ctx: Context, { leadUnitId, handlerName }: ShownRequest) {
  const desk = await deskUnit(tx, ctx)
  const deskOffice = desk === null ? null : await publicOffice(tx, ctx, desk)
  const office = leadUnitId === null ? deskOffice : await publicOffice(tx, ctx, leadUnitId)
  return {
    unit: office === null ? null : { name: office.name, nameEn: office.nameEn },
    person: handlerName,
    phone: office?.phone ?? deskOffice?.phone ?? null,
  }
}

const topicOf = async (tx: Tx, ctx: Context, { topicId }: ShownRequest) =>
  one(
    await tx
      .select({ name: topics.name, nameEn: topics.nameEn })
      .from(topics)
      .where(and(eq(topics.city, ctx.city), eq(topics.id, topicId))),
  )

const inOrder: readonly string[] = caseClocks
const orderOf = ({ name }: Pick<ClockView, 'name'>): number => inOrder.indexOf(name)

/** This round's promises in order, those of earlier rounds behind them. */
function promisesOf(clocks: readonly ClockView[], round: number): PromiseView[] {
  return clocks
    .toSorted((a, b) => b.round - a.round || orderOf(a) - orderOf(b))
    .flatMap(({ name, ...clock }) =>
      name === 'support' || clock.round > round ? [] : [{ ...clock, name, state: promiseStateOf(clock) }],
    )
}

async function numberOf(tx: Tx, ctx: Context, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [row] = await tx
    .select({ number: requests.number })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.id, id)))
  return row?.number ?? null
}

async function wordsOf(tx: Tx, ctx: Context, id: string) {
  const rows = await tx
    .select()
    .from(remarks)
    .where(and(eq(remarks.city, ctx.city), eq(remarks.requestId, id), eq(remarks.audience, 'firm')))
    .orderBy(asc(remarks.at), asc(remarks.id))
  return rows.map(({ isFromFirm, ...row }) => ({ ...row, from: isFromFirm ? 'firm' : 'city' }))
}

/** Other matters of the same receipt: the same code sees them. */
const othersOf = (tx: Tx, ctx: Context, { id, codeHash }: ShownRequest) =>
  tx
    .select({ number: requests.number, title: requests.title, state: requests.state })
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(requests.codeHash, codeHash), ne(requests.id, id)))
    .orderBy(asc(requests.place))

async function mayNow(tx: Tx, ctx: Context, request: ShownRequest, attached: number): Promise<FirmAction[]> {
  const isOpen: Record<FirmAction, boolean> = {
    remark: may(ctx, 'remark', request),
    attach: may(ctx, 'attach', request) && attached < mostAttachments,
    'contact-word':
      may(ctx, 'contact-word', request) &&
      request.contactedAt !== null &&
      (request.contactWord ?? 'claimed') === 'claimed',
    withdraw: may(ctx, 'withdraw', request),
    rate: await mayRate(tx, ctx, request),
  }
  return firmActions.filter((action) => isOpen[action])
}

const may = (ctx: Context, action: FirmAction, request: ShownRequest): boolean =>
  can(ctx.actor, action, request) && canMove(action, request.state)

/** The answer of this round is not rated yet, and not too long ago. */
async function mayRate(tx: Tx, ctx: Context, request: ShownRequest): Promise<boolean> {
  if (!may(ctx, 'rate', request)) return false
  const { body: rule } = await feedbackNow(ctx, tx)
  return !(await heardOf(tx, ctx, request)).isRated && isRateable(standingOf(request), dayOf(ctx.now()), rule)
}
