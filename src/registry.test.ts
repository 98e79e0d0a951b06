/** The desk of a task force from the plan to the promise kept: a problem told at a visit becomes a request in the same step. */
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '#app'
import { aFirm } from '#enterprises/builders.ts'
import { aSmallCity } from '#organisations/builders.ts'
import type { Actor } from '#platform/actor.ts'
import { dayOf, now } from '#platform/clock.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { addGrant, createAccount } from '#platform/sign-in/accounts.ts'
import { aContext, anActor, rolledBack, serverFor, testCity, testPool } from '#platform/testing/world.ts'
import { seedTopics } from '#requests/index.ts'

beforeAll(async () => {
  await testPool()
})

/** The routes run by the real clock. */
const today = dayOf(now())
const inDays = (days: number) => today.add({ days }).toString()
const officer = anActor('enterprise-officer', { accountId: 'officer', name: '企服员' })

async function ask(actor: Actor, method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const answer = await serverFor(routes, actor).request(`/api${path}`, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}
const Id = z.looseObject({ id: z.string() })
const done = async (...asked: Parameters<typeof ask>) => {
  const { status, body } = await ask(...asked)
  expect(body, JSON.stringify(body)).toBeTruthy()
  expect([status, asked[2]]).toEqual([200, asked[2]])
  return body
}

test('an officer plans a visit, another bureau asks along, the notes make a request, the promise is followed to the next', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    await seedTopics(aContext())
    const firm = await aFirm('甲市江海精密机械有限公司')
    const accountId = await transactAsOwner(testCity, (tx) =>
      createAccount(tx, { city: testCity, username: 'zhou', name: '周企服', password: 'long-enough-4711' }, []),
    )
    const post = { role: 'enterprise-officer', post: '科员', unitId: ids.industry, fromOn: '2026-01-01' } as const
    await transactAsOwner(testCity, (tx) =>
      addGrant(tx, accountId, { ...post, city: testCity, scope: { kind: 'city', id: testCity }, toOn: null }),
    )
    const at = `/enterprises/${firm}`
    await done(officer, 'POST', `${at}/listings`, {
      ...{ list: 'industry-200', validFrom: inDays(-30), source: 'notice', evidence: '名单' },
    })
    const team = { unitId: ids.industry, everyDays: 90, responsibleId: accountId, memberIds: [] }
    await done(officer, 'POST', `${at}/team`, team)
    await done(officer, 'POST', `${at}/team`, { ...team, everyDays: 60 })
    expect(await done(officer, 'GET', '/enterprises/desk')).toMatchObject({
      coverage: { firms: 1, withTeam: 1, calledOn: 0 },
      waiting: [{ id: firm, lastDay: null, everyDays: 60 }],
    })

    const plan = { day: inDays(0), startMinute: 570, purpose: '季度走访' }
    const { id: visit } = Id.parse(await done(officer, 'POST', `${at}/visits`, plan))
    const other = anActor('unit-handler', { unitId: ids.science, accountId: 'other' })
    await done(other, 'POST', `/enterprises/visits/${visit}/questions`, { question: '研发费用归集有没有困难' })
    expect((await ask(other, 'GET', `/enterprises/visits/${visit}/brief`)).status).toBe(403)
    const brief = await done(officer, 'GET', `/enterprises/visits/${visit}/brief`)
    expect(brief).toMatchObject({ visit: { questions: [{ question: '研发费用归集有没有困难' }] }, open: [] })

    const problem = { kind: 'problem', title: '扩建厂房用地紧张', body: '现有厂房不足，需要二十亩工业用地。' }
    const promise = { kind: 'promise', title: '三周内答复用地安排', unitId: ids.industry, dueOn: inDays(10) }
    const notes = { version: 1, heldOn: inDays(0), notes: '订单饱满。', outcomes: [problem, promise] }
    const refused = await ask(officer, 'POST', `/enterprises/visits/${visit}/notes`, notes)
    expect([refused.status, refused.body.key]).toEqual([400, 'enterprises.contactNeeded'])
    const contact = { contactName: '周工', contactPhone: '13900001234' }
    const noted = await done(officer, 'POST', `/enterprises/visits/${visit}/notes`, { ...notes, ...contact })
    expect(noted).toMatchObject({ requests: 1 })

    const desk = anActor('request-desk')
    const { rows } = await done(desk, 'GET', '/requests')
    expect(rows).toMatchObject([{ title: '扩建厂房用地紧张', firmName: '甲市江海精密机械有限公司', channel: 'visit' }])
    const seen = await done(officer, 'GET', `${at}/visits`)
    expect(seen.outcomes).toMatchObject([
      { kind: 'problem', requestId: rows[0].id },
      { kind: 'promise', state: 'open' },
    ])
    const fresh = await done(officer, 'GET', '/enterprises/desk?whose=all')
    expect(fresh).toMatchObject({ coverage: { calledOn: 1 }, waiting: [], promises: [{ title: '三周内答复用地安排' }] })

    const { id: next } = Id.parse(await done(officer, 'POST', `${at}/visits`, { ...plan, day: inDays(3) }))
    const kept = seen.outcomes[1].id
    expect((await done(officer, 'GET', `/enterprises/visits/${next}/brief`)).open).toHaveLength(2)
    await done(officer, 'POST', `/enterprises/outcomes/${kept}/close`, { state: 'done', note: '已安排' })
    const again = await ask(officer, 'POST', `/enterprises/outcomes/${kept}/close`, { state: 'done', note: '已安排' })
    expect([again.status, again.body.key]).toEqual([409, 'enterprises.closedBefore'])
    for (const actor of [other, anActor('enterprise-user', { scope: { kind: 'enterprise', id: firm } })]) {
      expect((await ask(actor, 'GET', `${at}/visits`)).status).toBe(403)
    }
  }))
