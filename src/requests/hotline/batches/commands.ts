import { and, eq, inArray } from 'drizzle-orm'
import { type Context, systemActor } from '#platform/actor.ts'
import { calendarOf } from '#platform/calendar/stored.ts'
import { dayOf, now as machineClock } from '#platform/clock.ts'
import { hashOfCode, newCode } from '#platform/codes.ts'
import { insertAll } from '#platform/db/insert.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { type Clock, countingAt, forgetClocks, recordClocks } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { recordPast } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { limitsNow, nextDueAt, requestSubject } from '../../clocks/commands.ts'
import { termsOf } from '../../clocks/rules.ts'
import { nextNumbers } from '../../intake/commands.ts'
import { hashOfSubmission } from '../../intake/rules.ts'
import { recordTimings, refreshTimings } from '../../rates/timings/commands.ts'
import { contactColumns, requests } from '../../tables.ts'
import type { WordField } from '../contract.ts'
import { answerHash } from '../exports/rules.ts'
import { zh } from '../messages.zh.ts'
import { fileOf, findImport, type ImportRow, knownWords } from '../queries.ts'
import { openTickets, type TableRow } from '../reading/queries.ts'
import { fingerprintOf, readTicket, type Ticket } from '../reading/rules.ts'
import { forgetFile, keepProblems, saveImport, tell } from '../records/commands.ts'
import { clocksOf, progressOf, type TicketWorld, untimedOf } from '../rules.ts'
import { cellsColumns, hotlineTickets } from '../tables.ts'

/** Rows of one transaction, and how long one job works. */
const batchRows = 250
const workSeconds = 60
const mostWords = 200
const mostExamples = 5

type Words = Awaited<ReturnType<typeof knownWords>>

/**
 * Goes through the rows that are left, a batch in each transaction, the progress with it: an end at any point loses no row
 * and imports none twice. Looked through and imported by the same steps; only the writing is left out.
 *
 * @param onBatch told of each batch that was written
 * @returns whether rows are left for another job
 */
export async function workOff(
  { city, importId }: { city: string; importId: string },
  onBatch: (rowsDone: number) => void = () => undefined,
): Promise<boolean> {
  const start = await read({ city }, (tx) => findImport(tx, contextOf(city, null), importId))
  if (start.state !== 'checking' && start.state !== 'running') return false
  const ctx = contextOf(city, start)
  const until = ctx.now().add({ seconds: workSeconds })
  try {
    const bytes = await read(ctx, (tx) => fileOf(tx, ctx, importId))
    const words = await read(ctx, (tx) => knownWords(tx, ctx))
    const { rows } = await openTickets(bytes, start.mapping.fields)
    const seen = new Map<string, number>()
    let batch: { row: TableRow; first: number | null }[] = []
    let state: ImportRow | null = start
    for await (const row of rows) {
      const number = String(row.cells.number ?? '').trim()
      const first = seen.get(number) ?? null
      if (first === null && number !== '') seen.set(number, row.row)
      if (row.row <= start.throughRow) continue
      batch.push({ row, first })
      if (batch.length < batchRows) continue
      state = await takeBatch(ctx, state, words, batch)
      batch = []
      if (state === null) return false
      onBatch(state.rowsDone)
      if (machineClock().epochMilliseconds > until.epochMilliseconds) return true
    }
    state = await takeBatch(ctx, state, words, batch)
    if (state !== null) await finish(ctx, state)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const change = { state: 'failed', failure: error.key, endedAt: ctx.now().toString() }
    await transact(ctx, (tx) => saveImport(ctx, tx, importId, change))
  }
  return false
}

/** Acts in the name of who started it. */
const contextOf = (city: string, row: ImportRow | null): Context => ({
  actor: {
    ...systemActor(city),
    role: 'request-desk',
    ...(row && { accountId: row.startedBy, name: row.startedByName }),
  },
  city,
  now: machineClock,
  requestId: newId().slice(-12),
  address: null,
})

/** Null where somebody else went on, or the import was given up. */
const takeBatch = (
  ctx: Context,
  before: ImportRow,
  words: Words,
  batch: readonly { row: TableRow; first: number | null }[],
): Promise<ImportRow | null> =>
  transact(ctx, async (tx) => {
    const held = await findImport(tx, ctx, before.id, true)
    if (held.state !== before.state || held.throughRow !== before.throughRow) return null
    const last = batch.at(-1)
    if (!last) return held
    const progress = { ...held, unknown: { ...held.unknown }, examples: { ...held.examples } }
    const taken = await decide(ctx, tx, progress, words, batch)
    if (held.state === 'running') await write(ctx, tx, held, words, taken)
    return saveImport(ctx, tx, held.id, {
      ...progress,
      rowsDone: held.rowsDone + batch.length,
      throughRow: last.row.row,
      progressAt: ctx.now().toString(),
    })
  })

interface Taken {
  ticket: Ticket
  row: TableRow
  known: typeof hotlineTickets.$inferSelect | null
}

/** What each row is: new, changed, the same, or refused with its reasons. Counts in `progress`. */
async function decide(
  ctx: Context,
  tx: Tx,
  progress: ImportRow,
  words: Words,
  batch: readonly { row: TableRow; first: number | null }[],
): Promise<Taken[]> {
  const now = ctx.now().toString({ smallestUnit: 'millisecond' })
  const { mapping } = progress
  const problems: Parameters<typeof keepProblems>[1] = []
  const taken: Taken[] = []
  const refuse = (row: number, heading: string, key: string, facts: Record<string, string | number>) =>
    problems.push({ city: ctx.city, id: newId(), importId: progress.id, row, heading, key, facts })
  const readRows = batch.map(({ row, first }) => ({ row, first, ...readTicket(row.cells, mapping, words, now) }))
  const numbers = readRows.flatMap(({ ticket }) => ticket?.number ?? [])
  const present =
    numbers.length === 0
      ? []
      : await tx
          .select()
          .from(hotlineTickets)
          .where(
            and(
              eq(hotlineTickets.city, ctx.city),
              eq(hotlineTickets.sourceId, progress.sourceId),
              inArray(hotlineTickets.externalNumber, numbers),
            ),
          )
  const byNumber = new Map(present.map((one) => [one.externalNumber, one]))
  for (const { row, first, ticket, problems: own, unknown } of readRows) {
    for (const one of unknown) count(progress, one.field, one.word)
    const number = String(row.cells.number ?? '').trim()
    const heading = (field: keyof typeof mapping.fields) => mapping.fields[field] ?? ''
    if (first !== null) refuse(row.row, heading('number'), 'requests.hotline.twice', { first })
    for (const one of own) refuse(row.row, heading(one.field), one.key, one.facts)
    const known = byNumber.get(number) ?? null
    const isTaken = ticket !== null && first === null
    const result = !isTaken
      ? 'refused'
      : known === null
        ? 'added'
        : known.fingerprint === fingerprintOf(ticket)
          ? 'same'
          : 'changed'
    progress[result]++
    // A refused row may be a tip-off: nothing of it is kept.
    const examples = progress.examples[result] ?? []
    if (isTaken && examples.length < mostExamples) progress.examples[result] = [...examples, number]
    if (!isTaken || result === 'same') continue
    if (ticket.times.registered === null || Object.values(ticket.times).some((one) => one?.isDay)) progress.untimed++
    taken.push({ ticket, row, known })
  }
  await keepProblems(tx, problems)
  return taken
}

function count(progress: ImportRow, field: WordField, word: string): void {
  const words = progress.unknown[field] ?? []
  const known = words.find((one) => one.word === word)
  if (known) progress.unknown[field] = words.map((one) => (one === known ? { word, rows: one.rows + 1 } : one))
  else if (words.length < mostWords) progress.unknown[field] = [...words, { word, rows: 1 }]
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

async function write(ctx: Context, tx: Tx, held: ImportRow, words: Words, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  const world = await worldOf(ctx, tx)
  await add(
    ctx,
    tx,
    held,
    words,
    world,
    taken.filter(({ known }) => known === null),
  )
  for (const one of taken) if (one.known) await change(ctx, tx, held, words, world, { ...one, known: one.known })
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

/** Cells that stand nowhere else: not those of people, which are the request's. */
function cellsOf({ mapping }: ImportRow, { row }: Pick<Taken, 'row'>) {
  const { contactName, contactPhone, body, title } = mapping.fields
  const own = [contactName, contactPhone, body, title]
  return cellsColumns(
    JSON.stringify(Object.fromEntries(Object.entries(row.written).filter(([name]) => !own.includes(name)))),
  )
}

async function add(
  ctx: Context,
  tx: Tx,
  held: ImportRow,
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
  await recordTimings(
    tx,
    cases.map(({ row, clocks }) => ({ request: row, clocks })),
  )
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
 * A later state of a ticket. Where nobody here has worked on the case, it follows the other system in everything; where
 * somebody has, only what was told and by whom does: steps taken here stay as they are.
 */
async function change(
  ctx: Context,
  tx: Tx,
  held: ImportRow,
  words: Words,
  world: TicketWorld,
  { ticket, row, known }: Taken & { known: NonNullable<Taken['known']> },
): Promise<void> {
  const where = and(eq(requests.city, ctx.city), eq(requests.id, known.requestId))
  const [request] = await tx.select({ version: requests.version }).from(requests).where(where).for('update')
  if (!request) return
  const isOurs = request.version !== known.requestVersion
  const version = request.version + 1
  const progress = progressOf(ticket, world)
  if (isOurs)
    await tx
      .update(requests)
      .set({ ...saidOf(ticket), version })
      .where(where)
  else {
    const clocks: Clock[] = clocksOf(world, ticket, known.requestId)
    await forgetClocks(tx, ctx, { kind: requestSubject, id: known.requestId })
    await recordClocks(tx, clocks)
    const untimed = untimedOf(ticket, world.terms)
    await tx
      .update(requests)
      .set({ ...told(ctx, words, { ticket }), ...progress, untimed, nextDueAt: nextDueAt(clocks), version })
      .where(where)
    await refreshTimings(ctx, tx, [known.requestId])
  }
  const sent = isOurs || progress.answer === null ? {} : { sentHash: answerHash(progress), sentVersion: version }
  await tx
    .update(hotlineTickets)
    .set({
      fingerprint: fingerprintOf(ticket),
      ...(isOurs ? {} : { requestVersion: version }),
      ...cellsOf(held, { row }),
      ...sent,
    })
    .where(and(eq(hotlineTickets.city, ctx.city), eq(hotlineTickets.id, known.id)))
}

const finish = (ctx: Context, row: ImportRow): Promise<void> =>
  transact(ctx, async (tx) => {
    const { id, rowsDone, added, changed, refused, version } = row
    if (row.state === 'checking') {
      await saveImport(ctx, tx, id, { state: 'checked', rowsTotal: rowsDone, version: version + 1 })
      await tell(ctx, tx, 'hotline-import-checked', id, { rows: rowsDone, refused })
      return
    }
    await saveImport(ctx, tx, id, { state: 'done', endedAt: ctx.now().toString(), version: version + 1 })
    await forgetFile(ctx, tx, id)
    await tell(ctx, tx, 'hotline-import-done', id, { added, changed, refused })
  })
