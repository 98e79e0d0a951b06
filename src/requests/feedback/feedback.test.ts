/** What a firm says of an answer: once, heard by who had no part in it, and never told to a unit. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { addGrant, createAccount } from '#platform/sign-in/accounts.ts'
import { accounts } from '#platform/tables.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, testCity, testPool } from '#platform/testing/world.ts'
import { approveAnswer, proposeAnswer } from '../answers/commands.ts'
import { aDesk, answered, atWork, clock, inScope, later, type People, refusal, seen, withPeople } from '../builders.ts'
import { getRequest } from '../detail/queries.ts'
import { closeRequest, explainByLaw } from '../ending/commands.ts'
import { findRequest } from '../queries.ts'
import { timings } from '../rates/tables.ts'
import { requests } from '../tables.ts'
import { callBackFirm, rateRequest } from './commands.ts'
import { callsBack, toBeCalledBy } from './policy.ts'
import { feedbackOf, listCallBacks } from './queries.ts'
import { ratings } from './tables.ts'

beforeAll(async () => {
  await testPool()
})

const firmId = '0190a0a0-0000-7000-8000-00000000f19a'
/** Words that may turn up nowhere where a unit reads. */
const secret = '只说给专窗听的话'

const belongsTo = (enterpriseId: string, id: string) =>
  transactAsOwner(testCity, async (tx) => {
    await tx.execute(sql`insert into enterprises.enterprises (city, id, name, short_name, division_code)
      values (${testCity}, ${enterpriseId}, '甲公司', '甲', '990102') on conflict do nothing`)
    await tx.update(requests).set({ enterpriseId }).where(eq(requests.id, id))
  })

/** The request of a firm with an account, answered; the firm itself. */
async function answeredForFirm(people: People): Promise<{ id: string; firm: Context }> {
  const id = await answered(people)
  const firm = await inScope('enterprise-user', 'enterprise', firmId, { accountId: 'firm', name: '企业人' })
  await belongsTo(firmId, id)
  return { id, firm }
}

const good = { round: 1, level: 5, isSolved: true }

test(
  'a firm rates an answer once; nobody else does, and nothing before there is an answer',
  withPeople(async (people) => {
    const { desk, handler, stranger } = people
    const early = await atWork(people)
    const { id, firm } = await answeredForFirm(people)
    expect(await refusal(rateRequest(stranger, id, good))).toEqual(['not-found', 'requests.notFound'])
    expect(await refusal(rateRequest(firm, early, good))).toEqual(['not-found', 'requests.notFound'])
    for (const ctx of [desk, handler]) {
      expect(await refusal(rateRequest(ctx, id, good))).toEqual(['forbidden', 'platform.forbidden'])
    }
    expect(await refusal(rateRequest(firm, id, { ...good, round: 2 }))).toEqual([
      'conflict',
      'platform.changedMeanwhile',
    ])
    expect((await getRequest(firm, id)).may).toContain('rate')
    await rateRequest(firm, id, { ...good, words: secret })
    expect(await refusal(rateRequest(firm, id, { ...good, level: 1 }))).toEqual(['conflict', 'requests.ratedBefore'])
    expect((await getRequest(firm, id)).may).not.toContain('rate')
    expect(await feedbackOf(firm, id)).toMatchObject({ ratings: [{ level: 5, words: secret, source: 'firm' }] })
  }),
)

test(
  'a firm that is not satisfied has it done again on a higher level, with its words to the unit; twice sent is once',
  withPeople(async (people) => {
    const { handler, head } = people
    const { id, firm } = await answeredForFirm(people)
    const bad = { round: 1, level: 2, isSolved: true, words: '款还没到账。' }
    const evening = later(firm, '2026-03-10 18:00')
    await rateRequest(evening, id, bad)
    expect(await refusal(rateRequest(evening, id, bad))).toEqual(['conflict', 'requests.ratedBefore'])
    const view = await getRequest(handler, id)
    expect(view).toMatchObject({ state: 'dispatched', round: 2, answer: null, earlierRounds: [{ round: 1 }] })
    expect(clock(view, 'contact', 2).dueAt).toBe('2026-03-10T11:00:00.000Z')
    expect(view.remarks.at(-1)).toMatchObject({ body: '款还没到账。', isFromFirm: true, audience: 'firm' })
    expect(view.timeline.map(({ kind }) => kind).slice(-2)).toEqual(['request-redone', 'request-escalated'])

    // Satisfied, but not solved, is done again too.
    const night = '2026-03-10 21:00'
    await proposeAnswer(later(handler, night), id, { ...(await seen(handler, id)), answer: '再答' })
    await approveAnswer(later(head, night), id, await seen(head, id))
    await rateRequest(later(firm, night), id, { round: 2, level: 5, isSolved: false })
    const [row] = await read(firm, (tx) => tx.select().from(requests).where(eq(requests.id, id)))
    expect(row).toMatchObject({ round: 3, escalationLevel: 2, state: 'dispatched' })
    const told = await read(firm, (tx) => tx.select().from(timings).where(eq(timings.requestId, id)))
    const rates = told.toSorted((a, b) => a.round - b.round).map(({ level, isSolved }) => [level, isSolved])
    expect(rates).toEqual([
      [2, true],
      [5, false],
      [null, null],
    ])
    const leader = await inScope('city-leader', 'city', testCity)
    await explainByLaw(later(leader, night), id, { ...(await seen(leader, id)), note: '依照某法第三条。' })
    expect(await refusal(rateRequest(firm, id, { ...good, round: 3 }))).toEqual(['conflict', 'requests.cannotRate'])
  }),
)

test(
  'a case is closed once the firm was heard, or called in vain three times with an hour between',
  withPeople(async (people) => {
    const { otherDesk, handler } = people
    const closing = async (ctx: Context, id: string) =>
      closeRequest(ctx, id, { ...(await seen(ctx, id)), outcome: 'solved', note: '办结' })
    const id = await answered(people)
    expect(await refusal(closing(otherDesk, id))).toEqual(['conflict', 'requests.notCalledBack'])
    expect((await getRequest(otherDesk, id)).may).not.toContain('close')
    const inVain = async (ctx: Context) => callBackFirm(ctx, id, { ...(await seen(ctx, id)), isReached: false })
    expect(await refusal(callBackFirm(handler, id, { version: 1, isReached: false }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    await inVain(later(otherDesk, '2026-03-10 14:00'))
    expect(await refusal(inVain(later(otherDesk, '2026-03-10 14:59')))).toEqual(['conflict', 'requests.calledJustNow'])
    await inVain(later(otherDesk, '2026-03-10 15:00'))
    expect(await refusal(closing(otherDesk, id))).toEqual(['conflict', 'requests.notCalledBack'])
    await inVain(later(otherDesk, '2026-03-11 09:00'))
    const closed = later(otherDesk, '2026-03-11 10:00')
    expect((await closing(closed, id)).state).toBe('closed')

    // The firm may still say what it thinks, so many days long.
    const firm = await inScope('enterprise-user', 'enterprise', firmId)
    await belongsTo(firmId, id)
    const late = later(firm, '2026-04-11 09:00')
    expect(await refusal(rateRequest(late, id, good))).toEqual(['conflict', 'requests.tooLateToRate'])
    expect((await getRequest(late, id)).may).not.toContain('rate')
    await rateRequest(later(firm, '2026-04-10 23:00'), id, { ...good, level: 1 })
    expect(await getRequest(firm, id)).toMatchObject({ state: 'dispatched', round: 2, outcome: null })
  }),
)

test(
  'who reaches the firm writes down what it said and closes in one step; the second of two callers is told',
  withPeople(async (people) => {
    const third = aDesk({ accountId: 'desk-3' })
    const { otherDesk } = people
    const id = await answered(people)
    const version = await seen(otherDesk, id)
    const silent = callBackFirm(otherDesk, id, { ...version, isReached: true })
    expect(await refusal(silent)).toEqual(['invalid', 'requests.saidMissing'])
    const said = { level: 4, isSolved: true, words: secret }
    const call = { ...version, isReached: true, said, closeAs: 'solved' } as const
    expect((await callBackFirm(otherDesk, id, call)).state).toBe('closed')
    expect((await refusal(callBackFirm(third, id, call)))[0]).toBe('conflict')
    expect(await feedbackOf(otherDesk, id)).toMatchObject({
      ratings: [{ level: 4, isSolved: true, source: 'call-back' }],
      callBacks: [{ attempt: 1, isReached: true }],
    })
    const again = await answered(people)
    const unsolved = {
      ...(await seen(otherDesk, again)),
      isReached: true,
      said: { level: 3, isSolved: false },
    } as const
    expect((await callBackFirm(otherDesk, again, { ...unsolved, closeAs: 'solved' })).state).toBe('dispatched')
  }),
)

test(
  'the list of call-backs holds who waits longest first, and what policy says in memory and in the database agrees',
  withPeople(async (people) => {
    const { desk, otherDesk, world, handler } = people
    const [first, second, called] = [await answered(people), await answered(people), await answered(people)]
    await transactAsOwner(testCity, async (tx) => {
      await tx.update(requests).set({ answeredAt: '2026-03-09T01:00:00Z' }).where(eq(requests.id, second))
      await tx.update(requests).set({ answerById: 'author' }).where(eq(requests.id, first))
    })
    await callBackFirm(otherDesk, called, { ...(await seen(desk, called)), isReached: false })
    const listed = async (ctx: Context) => (await listCallBacks(ctx, { page: 1 })).rows.map(({ id }) => id)
    expect(await listed(otherDesk)).toEqual([second, first])
    expect(await listed(aDesk({ accountId: 'author' }))).toEqual([second])
    expect(await listed(desk)).toEqual([])
    expect(await listed(later(otherDesk, '2026-03-10 11:00'))).toEqual([second, first, called])
    expect(await listed(handler)).toEqual([])

    const rows: Awaited<ReturnType<typeof findRequest>>[] = []
    for (const id of [first, second, called, await atWork(people)]) {
      rows.push(await read(otherDesk, (tx) => findRequest(tx, otherDesk, id)))
    }
    const { industry, science } = world.ids
    await expectAgreement({
      scopes: { divisions: smallDivisions, units: [industry, science] },
      rows,
      sees: callsBack,
      listed: async (actor) => {
        const found = await read(aContext(actor), (tx) =>
          tx.select({ id: requests.id }).from(requests).where(toBeCalledBy(actor)),
        )
        return found.map(({ id }) => id)
      },
    })
    const inUnit = aDesk({ unitId: industry })
    expect(await listed(inUnit)).toEqual([])
    const attempt = callBackFirm(inUnit, second, { ...(await seen(inUnit, second)), isReached: false })
    expect(await refusal(attempt)).toEqual(['forbidden', 'platform.forbidden'])
  }),
)

test(
  'one person is no second one: another account or another post calls no firm back, closes and approves nothing of its own',
  withPeople(async (people) => {
    const { desk, otherDesk, head, handler, world } = people
    const id = await atWork(people)
    const [personId, writerId] = [newId(), newId()]
    const [atDesk, atHead, inLeadUnit, writer, ofWriter] = await transactAsOwner(testCity, async (tx) => {
      const made: string[] = []
      for (const [username, own] of [
        ['two-at-desk', personId],
        ['two-at-head', personId],
        ['two-author', personId],
        ['two-posts', null],
        ['two-entering', writerId],
        ['two-calling', writerId],
      ] as const) {
        const account = { city: testCity, username, name: '双岗人', password: 'river-Stone-2026', personId: own }
        made.push(await createAccount(tx, { ...account, passwordHash: 'none' }, []))
      }
      const [first = '', second = '', author = '', fourth = '', enteredBy = '', other = ''] = made
      await tx.update(requests).set({ handlerId: author, enteredBy }).where(eq(requests.id, id))
      const scope = { kind: 'unit', id: world.ids.industry } as const
      const post = { city: testCity, role: 'unit-handler', scope, unitId: world.ids.industry, post: '经办' } as const
      await addGrant(tx, fourth, { ...post, fromOn: '2026-01-01' })
      return [first, second, fourth, enteredBy, other]
    })
    const as = (ctx: Context, accountId: string | undefined): Context => ({
      ...ctx,
      actor: { ...ctx.actor, accountId: accountId ?? '' },
    })
    await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '可以。' })
    const authored = await transactAsOwner(testCity, async (tx) => {
      const [author] = await tx.select().from(accounts).where(eq(accounts.username, 'two-author'))
      await tx
        .update(requests)
        .set({ answerById: author?.id ?? '' })
        .where(eq(requests.id, id))
      return seen(handler, id)
    })
    expect(await refusal(approveAnswer(as(head, atHead), id, authored))).toEqual(['forbidden', 'platform.forbidden'])
    await approveAnswer(head, id, authored)
    const said = { level: 5, isSolved: true }
    // Nor does who wrote the request down, by whatever account.
    for (const caller of [as(desk, atDesk), as(desk, inLeadUnit), as(desk, ofWriter), as(desk, writer)]) {
      const call = callBackFirm(caller, id, { ...(await seen(desk, id)), isReached: true, said })
      expect(await refusal(call)).toEqual(['forbidden', 'platform.forbidden'])
    }
    await callBackFirm(otherDesk, id, { ...(await seen(desk, id)), isReached: true, said })
    for (const closer of [as(desk, atDesk), as(desk, inLeadUnit)]) {
      const close = closeRequest(closer, id, { ...(await seen(desk, id)), outcome: 'solved', note: '办结' })
      expect(await refusal(close)).toEqual(['forbidden', 'platform.forbidden'])
    }
    expect((await closeRequest(desk, id, { ...(await seen(desk, id)), outcome: 'solved', note: '办结' })).state).toBe(
      'closed',
    )
  }),
)

test(
  'a unit reads neither rating nor call-back of a request; the desk, supervision and leaders do',
  withPeople(async (people) => {
    const { desk, otherDesk, handler, head, world } = people
    const id = await answered(people)
    const said = { level: 3, isSolved: true, words: secret }
    const call = { isReached: true, note: secret, said, closeAs: 'solved' } as const
    await callBackFirm(otherDesk, id, { ...(await seen(desk, id)), ...call })
    for (const ctx of [handler, head, await inScope('planning-officer', 'city', testCity)]) {
      expect(await refusal(feedbackOf(ctx, id))).toEqual(['forbidden', 'platform.forbidden'])
      const text = JSON.stringify(await getRequest(ctx, id))
      expect(text).not.toContain(secret)
      expect(text).not.toMatch(/request-rated|request-called-back/)
    }
    for (const role of ['supervision-officer', 'city-leader'] as const) {
      const ctx = await inScope(role, 'city', testCity)
      expect(await feedbackOf(ctx, id)).toMatchObject({ ratings: [{ level: 3, words: secret }] })
      expect((await getRequest(ctx, id)).timeline.map(({ kind }) => kind)).toContain('request-rated')
    }
    const colleague = await inScope('supervision-officer', 'city', testCity, { unitId: world.ids.industry })
    expect(await refusal(feedbackOf(colleague, id))).toEqual(['forbidden', 'platform.forbidden'])
    const elsewhere = await read(desk, (tx) => tx.select().from(ratings).where(eq(ratings.city, 'x')))
    expect(elsewhere).toEqual([])
  }),
)
