/** Writes what a batch of tickets adds and changes, each fact in one statement for all of them. */
import { and, asc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf } from '#platform/clock.ts'
import { hashOfCode, newCode } from '#platform/codes.ts'
import { insertAll, insertTogether } from '#platform/db/insert.ts'
import type { Tx } from '#platform/db/transact.ts'
import { countingAt, forgetClocks, recordClocks } from '#platform/deadlines/index.ts'
import { recordPast } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import type { ImportRow } from '#platform/imports/index.ts'
import { erasedMark } from '#platform/personal-data/sources.ts'
import { limitsNow, nextDueAt, requestSubject } from '../../clocks/commands.ts'
import { termsOf } from '../../clocks/rules.ts'
import { nextNumbers } from '../../intake/commands.ts'
import { hashOfSubmission } from '../../intake/rules.ts'
import { firstTimings, refreshTimings } from '../../rates/timings/commands.ts'
import { contactColumns, requests } from '../../tables.ts'
import type { Mapping } from '../contract.ts'
import { answerHash } from '../exports/rules.ts'
import { zh } from '../messages.zh.ts'
import type { knownWords } from '../queries.ts'
import type { TableRow } from '../reading/queries.ts'
import { fingerprintOf, type Ticket } from '../reading/rules.ts'
import { clocksOf, progressOf, type TicketWorld, untimedOf } from '../rules.ts'
import { cellsColumns, hotlineTickets } from '../tables.ts'

/** The import, locked, with its mapping. */
type Held = ImportRow & { mapping: Mapping }

export type Words = Awaited<ReturnType<typeof knownWords>>

/** A row that is new or says something else than before. */
export interface Taken {
  ticket: Ticket
  row: TableRow
  known: typeof hotlineTickets.$inferSelect | null
}

async function worldOf(ctx: Context, tx: Tx): Promise<TicketWorld> {
  const { body, id: ruleVersionId, source } = await limitsNow(ctx, tx)
  const counting = await countingAt(tx, ctx.city, dayOf(ctx.now()))
  const terms = {
    contact: termsOf(body, 'contact', counting, source),
    plan: termsOf(body, 'plan', counting, source),
    finish: termsOf(body, 'finish', counting, source),
  }
  const now = ctx.now().toString({ smallestUnit: 'millisecond' })
  const calendar = await calendarOf(tx, ctx)
  return { city: ctx.city, calendar, terms, ruleVersionId, now, noAnswerText: zh['requests.hotline.noAnswerText'] }
}

/** @param held the import, which is locked */
export async function write(ctx: Context, tx: Tx, held: Held, words: Words, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  const world = await worldOf(ctx, tx)
  const added = taken.filter(({ known }) => known === null)
  await add(ctx, tx, held, words, world, added)
  await change(ctx, tx, held, words, world, taken)
}

/** What the other system says of a case. */
const told = (ctx: Context, words: Words, { ticket }: Pick<Taken, 'ticket'>) => ({
  ...{ kind: ticket.kind, topicId: ticket.topicId ?? words.fallbackTopicId },
  ...{ divisionCode: ticket.divisionCode ?? ctx.city, creditCode: ticket.creditCode },
  ...saidOf(ticket),
})
const saidOf = (ticket: Ticket) => ({
  ...{ title: ticket.title, body: ticket.body, firmName: ticket.firmName },
  ...contactColumns(ticket.contactName, ticket.contactPhone),
})

type RequestRow = typeof requests.$inferSelect

/** Whoever was erased here does not come back with a later table. */
const keptContact = ({ contactName, contactNameIndex, contactPhone, contactPhoneIndex }: RequestRow) => ({
  ...{ contactName, contactNameIndex, contactPhone, contactPhoneIndex },
})

/** Cells that stand nowhere else: not those of people, which are the request's. */
function cellsOf({ mapping }: Held, { row }: Pick<Taken, 'row'>) {
  const { contactName, contactPhone, body, title } = mapping.fields
  const own = [contactName, contactPhone, body, title]
  return cellsColumns(
    JSON.stringify(Object.fromEntries(Object.entries(row.written).filter(([name]) => !own.includes(name)))),
  )
}

async function add(
  ctx: Context,
  tx: Tx,
  held: Held,
  words: Words,
  world: TicketWorld,
  taken: readonly Taken[],
): Promise<void> {
  if (taken.length === 0) return
  const numbers = await nextNumbers(tx, ctx, taken.length)
  const cases = taken.map((one, at) => {
    const id = newId()
    const clocks = clocksOf(world, one.ticket, id)
    const handle = `${held.sourceId}:${one.ticket.number}`
    const progress = progressOf(one.ticket, world)
    const row = {
      ...{
        city: ctx.city,
        id,
        number: numbers[at] ?? '',
        submissionHash: hashOfSubmission(handle),
        place: 1,
        round: 1,
      },
      // Followed in the other system: nobody holds this code.
      ...{ codeHash: hashOfCode(newCode()), channel: 'hotline', externalSource: held.sourceId },
      ...{ externalNumber: one.ticket.number, enterpriseId: null, enteredBy: held.startedBy },
      ...{ enteredByName: held.startedByName, untimed: untimedOf(one.ticket, world.terms) },
      ...told(ctx, words, one),
      ...progress,
      nextDueAt: nextDueAt(clocks),
    }
    return { row, clocks, one, sentHash: progress.answer === null ? null : answerHash(progress) }
  })
  await insertAll(
    tx,
    requests,
    cases.map(({ row }) => row),
  )
  await recordClocks(
    tx,
    cases.flatMap(({ clocks }) => clocks),
  )
  await insertTogether(tx, [firstTimings(cases.map(({ row, clocks }) => ({ request: row, clocks })))])
  await recordPast(
    tx,
    ctx,
    cases.map(({ row }) => ({
      ...{ at: row.registeredAt, kind: 'request-registered', subject: { kind: requestSubject, id: row.id } },
      ...{ accountId: held.startedBy, actorName: held.startedByName },
      facts: {
        number: row.number,
        kind: row.kind,
        channel: 'hotline',
        topicId: row.topicId,
        divisionCode: row.divisionCode,
      },
    })),
  )
  await insertAll(
    tx,
    hotlineTickets,
    cases.map(({ row, one, sentHash }) => ({
      ...{ city: ctx.city, id: newId(), sourceId: held.sourceId, externalNumber: one.ticket.number, requestId: row.id },
      ...{ fingerprint: fingerprintOf(one.ticket), requestVersion: 1, ...cellsOf(held, one) },
      ...{ sentHash, sentVersion: sentHash === null ? null : 1 },
    })),
  )
}

/**
 * Later states of tickets. Where nobody here has worked on the case, it follows the other system in everything; where
 * somebody has, only what was told and by whom does: steps taken here stay as they are.
 */
async function change(
  ctx: Context,
  tx: Tx,
  held: Held,
  words: Words,
  world: TicketWorld,
  taken: readonly Taken[],
): Promise<void> {
  const known = taken.flatMap((one) => (one.known ? [{ ...one, known: one.known }] : []))
  if (known.length === 0) return
  const ids = known.map((one) => one.known.requestId)
  const rows = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.city, ctx.city), inArray(requests.id, ids)))
    .orderBy(asc(requests.id))
    .for('update')
  const byId = new Map(rows.map((row) => [row.id, row]))
  const changed = known.flatMap((one) => {
    const request = byId.get(one.known.requestId)
    return request ? [changeOf(ctx, held, words, world, { ...one, request })] : []
  })
  const followed = changed.filter(({ isOurs }) => !isOurs)
  const followedIds = followed.map(({ request }) => request.id)
  await forgetClocks(tx, ctx, { kind: requestSubject, ids: followedIds })
  await recordClocks(
    tx,
    followed.flatMap(({ clocks }) => clocks),
  )
  await tx
    .insert(requests)
    .values(changed.map(({ request }) => request))
    .onConflictDoUpdate({ target: [requests.city, requests.id], set: requestChanges })
  await refreshTimings(ctx, tx, followedIds)
  await tx
    .insert(hotlineTickets)
    .values(changed.map(({ ticket }) => ticket))
    .onConflictDoUpdate({ target: [hotlineTickets.city, hotlineTickets.id], set: ticketChanges })
}

/** The rows of one ticket as they are to stand. */
function changeOf(
  ctx: Context,
  held: Held,
  words: Words,
  world: TicketWorld,
  { ticket, row, known, request }: Taken & { known: NonNullable<Taken['known']>; request: RequestRow },
) {
  const isOurs = request.version !== known.requestVersion
  const isErased = request.contactName === erasedMark
  const version = request.version + 1
  const progress = progressOf(ticket, world)
  const clocks = isOurs ? [] : clocksOf(world, ticket, request.id)
  const followed = isOurs
    ? saidOf(ticket)
    : {
        ...told(ctx, words, { ticket }),
        ...progress,
        ...{ untimed: untimedOf(ticket, world.terms), nextDueAt: nextDueAt(clocks) },
      }
  const sent = isOurs || progress.answer === null ? {} : { sentHash: answerHash(progress), sentVersion: version }
  return {
    ...{ isOurs, clocks },
    request: { ...request, ...followed, ...(isErased ? keptContact(request) : {}), version },
    ticket: {
      ...known,
      ...{ fingerprint: fingerprintOf(ticket), requestVersion: isOurs ? known.requestVersion : version },
      ...(isErased ? {} : cellsOf(held, { row })),
      ...sent,
    },
  }
}

/** Every column but the key, as the row brings it. */
const fresh = (table: Parameters<typeof getTableColumns>[0]): Record<string, SQL> =>
  Object.fromEntries(
    Object.entries(getTableColumns(table))
      .filter(([name]) => name !== 'city' && name !== 'id')
      .map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
  )
const requestChanges = fresh(requests)
const ticketChanges = fresh(hotlineTickets)
