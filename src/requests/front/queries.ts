import { and, asc, desc, eq, gte, isNull, or } from 'drizzle-orm'
import { creditCodeFault, normalizeCreditCode, registeredFirm } from '#enterprises/index.ts'
import { publicDivisions, publicUnits } from '#organisations/index.ts'
import type { Actor, Context } from '#platform/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { hashOfCode } from '#platform/codes.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { maskPhone, shown } from '#platform/protect/masks.ts'
import type { KnownAnswer } from '../contract.ts'
import { visibleTo } from '../policy.ts'
import { listTopics } from '../queries.ts'
import { type RequestState, requestStates } from '../rules.ts'
import { knownAnswers, requests, topics } from '../tables.ts'
import type { FrontChoices, MyFirm, Receipt, Typed } from './contract.ts'
import { bestFits, holderAccount, holderName, typedFit } from './rules.ts'

/** The actor of whoever holds the code of a receipt: no account, no role, what was sent with it alone. */
export const holderOf = (city: string, codeHash: string): Actor => ({
  accountId: holderAccount,
  name: holderName,
  city,
  role: 'enterprise-user',
  auditedAs: 'receipt',
  scope: { kind: 'own', id: codeHash },
  unitId: null,
  unitIds: [],
  divisions: [],
  chainIds: [],
  grantId: null,
  actingFor: null,
})

/**
 * Who holds number and code acts as the firm from here on, for the request of that number. One of the two wrong is told as
 * the other would be.
 *
 * @throws AppError not-found `requests.front.noReceipt`
 */
export async function openReceipt(visitor: Context, { number, code }: Receipt): Promise<{ ctx: Context; id: string }> {
  const ctx: Context = { ...visitor, actor: holderOf(visitor.city, hashOfCode(code)) }
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ id: requests.id })
      .from(requests)
      .where(and(visibleTo(ctx.actor), eq(requests.number, numberTyped(number)))),
  )
  return { ctx, id: found(row, 'requests.front.noReceipt').id }
}

/** As it is printed: full-width digits and another dash are the typist's. */
const numberTyped = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[‐-―−]/g, '-')

/** What the form of a firm offers. */
export async function frontChoices(visitor: Context): Promise<FrontChoices> {
  const offered = await listTopics(visitor)
  return read(visitor, async (tx) => ({
    topics: offered,
    divisions: await publicDivisions(tx, visitor),
    units: (await publicUnits(tx, visitor)).map(({ id, name, nameEn }) => ({ id, name, nameEn })),
  }))
}

/** Whether a code is one, and whose it is where the registry knows: name and code are published together by law. */
export async function findFirm(visitor: Context, typed: string) {
  const creditCode = normalizeCreditCode(typed)
  if (creditCodeFault(creditCode) !== null) return { isValid: false, firmName: null }
  const firm = await read(visitor, (tx) => registeredFirm(tx, visitor, { creditCode }))
  return { isValid: true, firmName: firm?.name ?? null }
}

/** Answers that are looked through for what somebody types; a city has some hundred. */
const mostAnswers = 1000
const mostOffered = 5

/** Approved answers in force that anybody may read, the newest first. */
export const answersInForce = (tx: Tx, ctx: Context) => {
  const { id, topicId, question, answer, source, validToOn } = knownAnswers
  const { words, name: topic, nameEn: topicEn } = topics
  const today = dayOf(ctx.now()).toString()
  return tx
    .select({ id, topicId, question, answer, source, validToOn, words, topic, topicEn })
    .from(knownAnswers)
    .innerJoin(topics, and(eq(topics.city, knownAnswers.city), eq(topics.id, topicId)))
    .where(
      and(
        eq(knownAnswers.city, ctx.city),
        eq(knownAnswers.isPublic, true),
        gte(validToOn, today),
        or(isNull(topics.activeToOn), gte(topics.activeToOn, today)),
      ),
    )
    .orderBy(desc(knownAnswers.approvedAt), asc(id))
    .limit(mostAnswers)
}

/** Approved answers in force that anybody may read and that fit what was typed. */
export const publicAnswers = (ctx: Context, { text, topicId }: Typed): Promise<KnownAnswer[]> =>
  read(ctx, async (tx) => {
    const rows = await answersInForce(tx, ctx)
    const fit = (row: (typeof rows)[number]) =>
      typedFit(text, { title: row.question, words: row.words }) + (row.topicId === topicId ? 0.1 : 0)
    return bestFits(rows, fit, mostOffered).map(({ words: _words, topic: _topic, topicEn: _topicEn, ...row }) => row)
  })

/** How far back the own requests are looked through. */
const mostOwn = 300

/** Requests of the own firm and public answers that fit what is typed. Another firm's request is never among them. */
export async function similarOnes(ctx: Context, typed: Typed) {
  const own = await read(ctx, (tx) => {
    const { id, number, title, state, registeredAt, topicId } = requests
    return tx
      .select({ id, number, title, state, registeredAt, topicId })
      .from(requests)
      .where(visibleTo(ctx.actor))
      .orderBy(desc(registeredAt), desc(id))
      .limit(mostOwn)
  })
  const fit = (row: (typeof own)[number]) =>
    typedFit(typed.text, { title: row.title }) + (row.topicId === typed.topicId ? 0.1 : 0)
  return {
    requests: bestFits(own, fit, mostOffered).map(({ topicId: _topic, state, ...row }) => {
      return { ...row, state: knownState(state) }
    }),
    answers: await publicAnswers(ctx, typed),
  }
}

const knownState = (state: string): RequestState =>
  found(
    requestStates.find((one) => one === state),
    'requests.notFound',
  )

/** The firm that the actor acts for. @throws AppError not-found `requests.front.noFirm` */
export const ownFirm = async (tx: Tx, ctx: Context) => {
  const { kind, id } = ctx.actor.scope
  return found(kind === 'enterprise' ? await registeredFirm(tx, ctx, { id }) : null, 'requests.front.noFirm')
}

/** Contact of the last request that this very account sent for its firm. */
export async function lastContact(tx: Tx, ctx: Context) {
  const { contactName, contactPhone, enteredBy, registeredAt, id } = requests
  const [row] = await tx
    .select({ contactName, contactPhone })
    .from(requests)
    .where(and(visibleTo(ctx.actor), eq(enteredBy, ctx.actor.accountId)))
    .orderBy(desc(registeredAt), desc(id))
    .limit(1)
  return row ?? null
}

/** What is filled in for a signed-in firm. */
export const myFirm = (ctx: Context): Promise<MyFirm> =>
  read(ctx, async (tx) => {
    const { name, creditCode, divisionCode } = await ownFirm(tx, ctx)
    const contact = await lastContact(tx, ctx)
    const isWhole = contact !== null && contact.contactPhone !== null
    return {
      ...{ firmName: name, creditCode, divisionCode },
      contactName: isWhole ? shown(contact.contactName) : null,
      contactPhone: isWhole ? maskPhone(contact.contactPhone) : null,
    }
  })
