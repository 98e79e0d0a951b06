import { and, count, eq, gte, inArray } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { codeOf, hashOfCode } from '#platform/codes.ts'
import { type Tx, transact } from '#platform/db/transact.ts'
import { clocksOfSubjects } from '#platform/deadlines/index.ts'
import { AppError } from '#platform/errors.ts'
import { openQuota } from '#platform/http/quota.ts'
import { indexesOf } from '#platform/protect/protected-tables.ts'
import { readable } from '#platform/protect/values.ts'
import { requestSubject } from '../clocks/commands.ts'
import { type Moved, say, step } from '../commands.ts'
import type { Entered } from '../contract.ts'
import { fileSubmission } from '../intake/commands.ts'
import { hashOfSubmission } from '../intake/rules.ts'
import { protectedContact, requests } from '../tables.ts'
import type { GiveWord, SubmitAsFirm, SubmitAsVisitor, Submitted } from './contract.ts'
import { holderOf, lastContact, ownFirm } from './queries.ts'
import { holderAccount, mostMattersADay, mostMattersOfNetworkADay } from './rules.ts'

/**
 * Somebody without an account sends what a firm asks. Whose firm it is stays as stated: a credit code anybody can type ties
 * nothing to the firm of that code, whose people would read it.
 *
 * @throws AppError invalid `requests.front.machine` and as `fileSubmission` | conflict `requests.front.tooMany`,
 *   `requests.front.tooManyHere`
 */
export async function submitAsVisitor(visitor: Context, input: SubmitAsVisitor): Promise<Submitted> {
  if (input.website) throw new AppError('invalid', 'requests.front.machine')
  const { city: _city, website: _website, divisionCode, matters, creditCode, ...stated } = input
  const ctx: Context = { ...visitor, actor: holderOf(visitor.city, hashOfCode(codeOf(input.submissionId))) }
  return transact(ctx, async (tx) => {
    await requireFewToday(tx, ctx, input)
    const entered = await fileSubmission(ctx, {
      ...stated,
      channel: 'online',
      enterpriseId: null,
      creditCode: creditCode || null,
      matters: matters.map((matter) => ({ ...matter, divisionCode })),
    })
    return submitted(tx, ctx, entered)
  })
}

/**
 * A firm sends what it asks, by its account. A contact that is left out is the one this account gave last.
 *
 * @throws AppError invalid `requests.front.contactNeeded` and as `fileSubmission` | conflict | not-found
 */
export async function submitAsFirm(ctx: Context, input: SubmitAsFirm): Promise<Submitted> {
  return transact(ctx, async (tx) => {
    const firm = await ownFirm(tx, ctx)
    const last = await lastContact(tx, ctx)
    const contactName = input.contactName ?? (last ? readable(last.contactName) : null)
    const contactPhone = input.contactPhone ?? (last ? readable(last.contactPhone) : null)
    if (contactName === null || contactPhone === null) throw new AppError('invalid', 'requests.front.contactNeeded')
    const entered = await fileSubmission(ctx, {
      ...{ channel: 'online', enterpriseId: firm.id, firmName: firm.name, creditCode: firm.creditCode },
      ...{ contactName, contactPhone, submissionId: input.submissionId },
      matters: input.matters.map((matter) => ({ ...matter, divisionCode: input.divisionCode })),
    })
    return submitted(tx, ctx, entered)
  })
}

const mattersOfNetworks = openQuota(mostMattersOfNetworkADay)

/**
 * No machine fills the desk: matters of one telephone number within a day, and of one network, of those without an account.
 * What is sent again does not count again.
 *
 * @throws AppError conflict `requests.front.tooMany`, `requests.front.tooManyHere`
 */
async function requireFewToday(tx: Tx, ctx: Context, input: SubmitAsVisitor): Promise<void> {
  const [same] = await tx
    .select({ count: count() })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), eq(requests.submissionHash, hashOfSubmission(input.submissionId))))
  if ((same?.count ?? 0) > 0) return
  const [sent] = await tx
    .select({ count: count() })
    .from(requests)
    .where(
      and(
        eq(requests.city, ctx.city),
        inArray(requests.contactPhoneIndex, indexesOf(protectedContact.phone, input.contactPhone)),
        gte(requests.registeredAt, ctx.now().subtract({ hours: 24 }).toString()),
        eq(requests.enteredBy, holderAccount),
      ),
    )
  if ((sent?.count ?? 0) + input.matters.length > mostMattersADay) {
    throw new AppError('conflict', 'requests.front.tooMany', { most: mostMattersADay })
  }
  if (!mattersOfNetworks.spend(ctx, input.matters.length)) throw new AppError('conflict', 'requests.front.tooManyHere')
}

/** The receipt: numbers, code, and the promised moments as they stand now. */
async function submitted(tx: Tx, ctx: Context, { code, requests: filed }: Entered): Promise<Submitted> {
  const ids = filed.map(({ id }) => id)
  const clocks = await clocksOfSubjects(tx, ctx, requestSubject, ids)
  const rows = await tx
    .select({ id: requests.id, title: requests.title, round: requests.round })
    .from(requests)
    .where(and(eq(requests.city, ctx.city), inArray(requests.id, ids)))
  const by = (id: string, name: string) => {
    const round = rows.find((row) => row.id === id)?.round
    return clocks.find((one) => one.subjectId === id && one.name === name && one.round === round)?.dueAt ?? null
  }
  const receipts = filed.map(({ id, number }) => ({
    ...{ id, number, title: rows.find((row) => row.id === id)?.title ?? '' },
    ...{ contactBy: by(id, 'contact'), planBy: by(id, 'plan'), finishBy: by(id, 'finish') },
  }))
  return { code, contactBy: receipts[0]?.contactBy ?? null, requests: receipts }
}

/**
 * The firm confirms or denies that it was contacted. A first contact is claimed until then; what was denied is claimed anew
 * by a further call.
 *
 * @throws AppError not-found | forbidden | conflict `requests.front.noContactYet`, `requests.front.wordGiven`
 */
export const giveWord = (ctx: Context, id: string, { version, word, note }: GiveWord): Promise<Moved> =>
  step(ctx, id, 'contact-word', version, async (tx, request) => {
    if (request.contactedAt === null) throw new AppError('conflict', 'requests.front.noContactYet')
    if (request.contactWord !== 'claimed' && request.contactWord !== null) {
      throw new AppError('conflict', 'requests.front.wordGiven')
    }
    if (note) await say(ctx, tx, id, { audience: 'firm', occasion: 'contact-word', body: note })
    return { change: { contactWord: word }, kind: 'request-contact-word', facts: { word } }
  })
