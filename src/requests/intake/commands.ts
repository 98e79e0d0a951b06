import { and, asc, eq, sql } from 'drizzle-orm'
import { creditCodeFault, firmExists, normalizeCreditCode } from '#enterprises/index.ts'
import { publicDivisions, publicUnits } from '#organisations/index.ts'
import { type Context, requireMay } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { codeOf, hashOfCode } from '#platform/codes.ts'
import { gathering } from '#platform/db/gather.ts'
import { rowsFor, wasTaken } from '#platform/db/insert.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { clockRows, clocksStarted } from '#platform/deadlines/index.ts'
import { AppError, one } from '#platform/errors.ts'
import { announceAll } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { caseClocksToStart, nextDueAt, requestSubject, termsQueries } from '../clocks/commands.ts'
import { type Moved, step } from '../commands.ts'
import type { Entered, EnterRequests, Seen } from '../contract.ts'
import { canEnter, entersAnywhere } from '../policy.ts'
import { firstTimings } from '../rates/timings/commands.ts'
import { type channels, requestKinds } from '../rules.ts'
import { contactColumns, requests, serials, topics } from '../tables.ts'
import { hashOfSubmission, numberOf } from './rules.ts'

/**
 * Enter what a firm tells by telephone or at the counter: up to four matters, each its own case, one receipt.
 *
 * @throws AppError forbidden | invalid, conflict as `fileSubmission`; invalid `requests.noFirm`
 */
export async function enterRequests(ctx: Context, input: EnterRequests): Promise<Entered> {
  requireMay(entersAnywhere(ctx.actor), 'requests.enter')
  return fileSubmission(ctx, {
    ...input,
    enterpriseId: input.enterpriseId ?? null,
    creditCode: input.creditCode || null,
  })
}

/** What is filed, whoever brings it: the desk, a firm by its account, somebody without an account. */
export interface Submission extends Omit<EnterRequests, 'channel' | 'enterpriseId' | 'creditCode'> {
  channel: (typeof channels)[number]
  enterpriseId: string | null
  creditCode: string | null
  /** The system it comes from, and its number there. */
  external?: { source: string; number: string }
}

/**
 * File up to four matters. Clocks start at this moment, before anybody has looked at them. The same submission twice is filed
 * once and answers with the same receipt. The caller has decided who may.
 *
 * @throws AppError invalid `requests.tipOff`, `requests.noTopic`, `requests.noDivision`, `requests.noFirm`,
 *   `requests.noSuchUnit`, `enterprises.badCreditCode` | conflict `requests.submissionOfOther`
 */
export async function fileSubmission(ctx: Context, input: Submission): Promise<Entered> {
  try {
    return await fileOnce(ctx, input)
  } catch (error) {
    // Sent twice at the same moment: the first one is there now, and answers.
    if (wasTaken(error, 'requests_submission')) return fileOnce(ctx, input)
    throw error
  }
}

async function fileOnce(ctx: Context, input: Submission): Promise<Entered> {
  const creditCode = input.creditCode === null ? null : requireCreditCode(input.creditCode)
  const matters = input.matters.map((matter) => ({ ...matter, kind: kindOf(matter.kind) }))
  const submissionHash = hashOfSubmission(input.submissionId)
  const code = codeOf(input.submissionId)
  const today = dayOf(ctx.now()).toString()
  const looked = await transact(ctx, async (tx) => {
    const around = await readAround(tx, { city: ctx.city, today, submissionHash })
    const before = enteredBefore(ctx, around.before)
    if (before.length > 0) return { before }
    await requireKnown(tx, ctx, input, around)
    return { around, numbers: await nextNumbers(tx, ctx, matters.length) }
  })
  if (looked.before) return { code, requests: looked.before }
  const { around, numbers } = looked
  return transact(ctx, async (tx) => {
    const now = ctx.now().toString()
    const { accountId, name } = ctx.actor
    const rows = matters.map((matter, at) => ({
      ...{ city: ctx.city, id: newId(), submissionHash, place: at + 1, round: 1 },
      ...{ channel: input.channel, kind: matter.kind, topicId: matter.topicId, divisionCode: matter.divisionCode },
      ...{ title: matter.title, body: matter.body, firmName: input.firmName, creditCode, leadUnitId: null },
      enterpriseId: input.enterpriseId,
      externalSource: input.external?.source ?? null,
      externalNumber: input.external?.number ?? null,
      aboutUnitId: matter.kind === 'complaint' ? (matter.aboutUnitId ?? null) : null,
      jobsAtRisk: matter.jobsAtRisk ?? null,
      outputAtRiskYuan: matter.outputAtRiskYuan ?? null,
      mayBePublished: matter.mayBePublished ?? false,
      ...contactColumns(input.contactName, input.contactPhone),
      ...{
        codeHash: hashOfCode(code),
        state: 'registered',
        registeredAt: now,
        enteredBy: accountId,
        enteredByName: name,
      },
    }))
    const started = await caseClocksToStart(ctx, tx, rows, around)
    const timed = rows.map((row, at) => ({ request: { ...row, number: numbers[at] ?? '' }, clocks: started[at] ?? [] }))
    const registered = timed.map(({ request: { id, number, kind, channel, topicId, divisionCode } }) => ({
      kind: 'request-registered',
      subject: { kind: requestSubject, id },
      facts: { number, kind, channel, topicId, divisionCode },
    }))
    const clocks = started.flat()
    await announceAll(
      ctx,
      tx,
      [...clocksStarted(clocks), ...registered],
      [
        rowsFor(
          requests,
          timed.map(({ request, clocks: its }) => ({ ...request, nextDueAt: nextDueAt(its) })),
        ),
        clockRows(clocks),
        firstTimings(timed),
      ],
    )
    return { code, requests: timed.map(({ request: { id, number } }) => ({ id, number })) }
  })
}

/** As the standard writes it. @throws AppError invalid `enterprises.badCreditCode` */
function requireCreditCode(typed: string): string {
  const code = normalizeCreditCode(typed)
  if (creditCodeFault(code) !== null) throw new AppError('invalid', 'enterprises.badCreditCode', { code })
  return code
}

/** @throws AppError invalid `requests.tipOff`: what is told under protection is never filed among requests */
function kindOf(kind: EnterRequests['matters'][number]['kind']) {
  const known = requestKinds.find((one) => one === kind)
  if (!known) throw new AppError('invalid', 'requests.tipOff')
  return known
}

/** What a submission is looked at with, in one statement. */
const readAround = gathering(
  (tx, { city, today, submissionHash }: { city: string; today: string; submissionHash: string }) => ({
    ...termsQueries(tx, { city, today }),
    before: tx
      .select({ id: requests.id, number: requests.number, enteredBy: requests.enteredBy })
      .from(requests)
      .where(and(eq(requests.city, city), eq(requests.submissionHash, submissionHash)))
      .orderBy(asc(requests.place)),
    topics: tx.select({ id: topics.id, activeToOn: topics.activeToOn }).from(topics).where(eq(topics.city, city)),
    divisions: publicDivisions(tx, { city }),
  }),
)
type Around = Awaited<ReturnType<typeof readAround>>

/** @throws AppError conflict `requests.submissionOfOther` */
function enteredBefore(ctx: Context, before: Around['before']): Entered['requests'] {
  if (before.some(({ enteredBy }) => enteredBy !== ctx.actor.accountId)) {
    throw new AppError('conflict', 'requests.submissionOfOther')
  }
  return before.map(({ id, number }) => ({ id, number }))
}

/** What the matters name exists and lies in the actor's scope. @throws AppError invalid */
async function requireKnown(
  tx: Tx,
  ctx: Context,
  { matters, enterpriseId }: Submission,
  around: Around,
): Promise<void> {
  const topicIds = [...new Set(matters.map(({ topicId }) => topicId))]
  const today = dayOf(ctx.now()).toString()
  const isOffered = (id: string) =>
    around.topics.some((topic) => topic.id === id && (topic.activeToOn === null || topic.activeToOn >= today))
  if (!topicIds.every(isOffered)) throw new AppError('invalid', 'requests.noTopic')

  const divisions = new Set(around.divisions.map(({ code }) => code))
  if (!matters.every(({ divisionCode }) => divisions.has(divisionCode) && canEnter(ctx.actor, divisionCode))) {
    throw new AppError('invalid', 'requests.noDivision')
  }
  if (enterpriseId !== null && !(await firmExists(tx, ctx, enterpriseId))) {
    throw new AppError('invalid', 'requests.noFirm')
  }
  const aboutIds = matters.flatMap(({ aboutUnitId }) => aboutUnitId ?? [])
  const units = aboutIds.length === 0 ? [] : await publicUnits(tx, ctx)
  if (!aboutIds.every((about) => units.some(({ id }) => id === about)))
    throw new AppError('invalid', 'requests.noSuchUnit')
}

/**
 * The next numbers of the city in this year. Who comes at the same moment waits here until they are taken, so a submission
 * takes its own in a transaction that ends at once: where what follows fails, a number stays unused.
 */
export async function nextNumbers(tx: Tx, ctx: Context, count: number): Promise<string[]> {
  const { year } = dayOf(ctx.now())
  const { last } = one(
    await tx
      .insert(serials)
      .values({ city: ctx.city, year, last: count })
      .onConflictDoUpdate({ target: [serials.city, serials.year], set: { last: sql`${serials.last} + ${count}` } })
      .returning({ last: serials.last }),
  )
  return Array.from({ length: count }, (_, at) => numberOf(year, last - count + 1 + at))
}

/** Take a request up. @throws AppError not-found | forbidden | conflict */
export const acceptRequest = (ctx: Context, id: string, { version }: Seen): Promise<Moved> =>
  step(ctx, id, 'accept', version, async () => ({
    change: { acceptedAt: ctx.now().toString() },
    kind: 'request-accepted',
  }))
