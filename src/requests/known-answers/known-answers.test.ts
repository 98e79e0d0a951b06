/** Answers that may be given at once: proposed by one, approved by another, in force until their day, naming no firm. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { systemContext } from '#platform/actor.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { createAccount } from '#platform/sign-in/accounts.ts'
import { alerts } from '#platform/tables.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, testCity } from '#platform/testing/world.ts'
import { answerAtOnce } from '../answers/commands.ts'
import { fittingAnswers } from '../answers/queries.ts'
import {
  answered,
  entered,
  holder,
  inScope,
  inUnit,
  later,
  type RequestWorld,
  refusal,
  seen,
  withPeople,
} from '../builders.ts'
import { knownAnswers, requests } from '../tables.ts'
import { approveProposal, declineProposal, endAnswer, proposeAnswerFor } from './commands.ts'
import type { Propose } from './contract.ts'
import { tellOwners } from './jobs.ts'
import { seesProposal } from './policy.ts'
import { listAnswers, listProposals } from './queries.ts'
import { dayFault, givesAway, namesFirm, standingOn } from './rules.ts'

const today = Temporal.PlainDate.from('2026-03-10')
const firm = {
  ...{ number: '2026-000012', firmName: '望澜市海星精密机械有限公司', creditCode: '91990103MAWL01015H' },
  ...{ contactName: '陈海生', contactPhone: '0758-5551234' },
}

test('an answer holds for a year at most, is named a month before its end, and gives no firm away', () => {
  expect(dayFault('2026-03-10', today)).toBe(null)
  expect(dayFault('2026-03-09', today)).toBe('past')
  expect(dayFault('2027-03-10', today)).toBe(null)
  expect(dayFault('2027-03-11', today)).toBe('tooFar')
  expect(['2026-03-09', '2026-03-10', '2026-04-09', '2026-04-10'].map((day) => standingOn(day, today))).toEqual([
    'ended',
    'expiring',
    'expiring',
    'in-force',
  ])
  for (const words of [
    '海星精密机械可以办',
    '望澜市 海星精密机械 有限公司',
    '请找陈海生',
    '见2026-000012',
    '回电07585551234',
  ])
    expect(givesAway(words, firm), words).toBe(true)
  expect(givesAway('可以按层办证，请带产权证。', firm)).toBe(false)
  for (const words of ['有事打13800001234', '参照2026-000012办理', '见９１９９０１０３ＭＡＷＬ０１２９３Ｙ'])
    expect(givesAway(words, null), words).toBe(true)
  expect(givesAway('2026年1月1日起，按2025-2027年规划办理。', null)).toBe(false)
  const known = { firmName: '望澜市海星精密机械有限公司', isIdentified: false }
  expect(namesFirm('望澜市海星精密机械 有限公司已办', [known])).toBe(true)
  expect(namesFirm('海星精密机械已办', [known])).toBe(false)
  expect(namesFirm('望澜市海星精密机械已办', [{ ...known, isIdentified: true }])).toBe(true)
  // Who calls a firm after the words of an answer hinders none.
  for (const firmName of ['可以带产权证办理', '上市公司', '公司'])
    expect(namesFirm('上市公司可以带产权证办理。', [{ firmName, isIdentified: false }])).toBe(false)
})

const words = (world: RequestWorld, changed: Partial<Propose> = {}): Propose => ({
  ...{ topicId: world.topicId, question: '厂房能不能分层办证', answer: '可以，带产权证办理。', source: '某办法第六条' },
  ...{ validToOn: '2027-03-10', isPublic: false, ownerUnitId: world.ids.industry, ownerName: '某科长' },
  ...changed,
})

test(
  'what a handler proposes is offered only after somebody else approved it, until it is ended; nobody approves their own',
  withPeople(async ({ world, desk, handler, head, stranger }) => {
    const offered = async (id: string) => (await fittingAnswers(desk, id)).map(({ question }) => question)
    const id = await entered(desk, world)
    expect(await refusal(proposeAnswerFor(stranger, words(world)))).toEqual(['forbidden', 'platform.forbidden'])
    const tooFar = proposeAnswerFor(handler, words(world, { validToOn: '2027-03-11' }))
    expect(await refusal(tooFar)).toEqual(['invalid', 'requests.known.tooFar'])
    const proposal = await proposeAnswerFor(handler, words(world))
    expect(await offered(id)).not.toContain('厂房能不能分层办证')
    expect((await listProposals(stranger, { page: 1 })).total).toBe(0)
    expect((await listProposals(head, { page: 1 })).rows).toMatchObject([{ isOwn: false, mayDecide: true }])
    expect(await refusal(approveProposal(handler, proposal.id, { version: 1 }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    const otherHead = await inUnit('unit-head', world.ids.science)
    expect(await refusal(approveProposal(otherHead, proposal.id, { version: 1 }))).toEqual([
      'not-found',
      'requests.known.noProposal',
    ])
    expect(await refusal(approveProposal(head, proposal.id, { version: 2 }))).toEqual([
      'conflict',
      'platform.changedMeanwhile',
    ])
    await approveProposal(head, proposal.id, { version: 1 })
    expect(await refusal(approveProposal(desk, proposal.id, { version: 2 }))).toEqual([
      'conflict',
      'requests.known.decided',
    ])
    expect(await offered(id)).toContain('厂房能不能分层办证')

    const own = await proposeAnswerFor(head, words(world, { question: '自己提的' }))
    expect(await refusal(approveProposal(head, own.id, { version: 1 }))).toEqual(['forbidden', 'requests.known.own'])
    const [first = '', second = ''] = await transactAsOwner(testCity, async (tx) => {
      const personId = newId()
      const named = { city: testCity, name: '双账号', password: 'river-Stone-2026', passwordHash: 'none', personId }
      const one = await createAccount(tx, { ...named, username: 'two-first' }, [])
      return [one, await createAccount(tx, { ...named, username: 'two-second' }, [])]
    })
    const by = (ctx: typeof head, accountId: string) => ({ ...ctx, actor: { ...ctx.actor, accountId } })
    const alike = await proposeAnswerFor(by(head, first), words(world, { question: '换个账号' }))
    expect(await refusal(approveProposal(by(desk, second), alike.id, { version: 1 }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    for (const { id: waiting } of [own, alike])
      await declineProposal(desk, waiting, { version: 1, note: '已有同类答复' })
    expect((await listProposals(desk, { page: 1 })).total).toBe(0)
    expect((await listProposals(head, { page: 1 })).rows).toMatchObject([
      { decisionNote: '已有同类答复', mayDecide: false },
    ])

    const listed = (await listAnswers(desk, { page: 1 })).rows.find(({ question }) => question === '厂房能不能分层办证')
    const known = { id: listed?.id ?? '', version: 1 }
    expect(listed).toMatchObject({ standing: 'in-force', ownerName: '某科长', approvedByName: '负责人', mayEnd: true })
    expect(await refusal(endAnswer(handler, known.id, { version: 1, note: '停' }))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    await endAnswer(head, known.id, { version: 1, note: '办法已修订' })
    expect(await offered(id)).not.toContain('厂房能不能分层办证')
    const late = answerAtOnce(desk, id, { ...(await seen(desk, id)), knownAnswerId: known.id })
    expect(await refusal(late)).toEqual(['invalid', 'requests.noKnownAnswer'])
    expect((await listAnswers(desk, { view: 'ended', page: 1 })).rows.map(({ endedNote }) => endedNote)).toContain(
      '办法已修订',
    )
  }),
)

test(
  'an answer that expires within a month is on the list with its owner and is renewed once, by two people',
  withPeople(async ({ world, desk, otherDesk }) => {
    const december = later(desk, '2026-12-10 09:00')
    const { rows } = await listAnswers(december, { view: 'expiring', topic: world.topicId, page: 1 })
    expect(rows).toMatchObject([{ id: world.knownAnswerId, standing: 'expiring', mayRenew: true }])
    const renewal = words(world, { renewsId: world.knownAnswerId, validToOn: '2027-11-30', answer: '可以，按新办法。' })
    const { id } = await proposeAnswerFor(december, renewal)
    expect(await refusal(proposeAnswerFor(december, renewal))).toEqual(['conflict', 'requests.known.beingRenewed'])
    await approveProposal(later(otherDesk, '2026-12-11 09:00'), id, { version: 1 })
    const renewed = await listAnswers(later(desk, '2027-02-01 09:00'), { page: 1 })
    expect(renewed.rows).toMatchObject([
      { id: world.knownAnswerId, answer: '可以，按新办法。', validToOn: '2027-11-30', isBeingRenewed: false },
    ])
    expect((await listAnswers(desk, { topic: world.otherTopicId, page: 1 })).total).toBe(0)
  }),
)

test(
  'a closed case becomes an answer where its firm agreed, and in words that do not give it away',
  withPeople(async (people) => {
    const { world, handler, stranger, desk } = people
    const id = await answered(people)
    const from = words(world, { fromRequestId: id })
    expect(await refusal(proposeAnswerFor(handler, from))).toEqual(['conflict', 'requests.known.noConsent'])
    await transactAsOwner(testCity, (tx) =>
      tx
        .update(requests)
        .set({ state: 'closed', outcome: 'solved', closedAt: '2026-03-10T02:00:00Z', mayBePublished: true })
        .where(eq(requests.id, id)),
    )
    const naming = proposeAnswerFor(handler, { ...from, answer: '甲公司已按层办证。' })
    expect(await refusal(naming)).toEqual(['invalid', 'requests.known.givesAway'])
    const elsewhere = { ...from, ownerUnitId: world.ids.science }
    expect(await refusal(proposeAnswerFor(stranger, elsewhere))).toEqual(['not-found', 'requests.notFound'])
    // Nor does it name the firm where who proposes it says nothing of the case.
    const hiding = { ...from, fromRequestId: undefined, answer: '按海星精密机械有限公司的办法办理。' }
    await transactAsOwner(testCity, (tx) =>
      tx.update(requests).set({ firmName: '海星精密机械有限公司' }).where(eq(requests.id, id)),
    )
    expect(await refusal(proposeAnswerFor(handler, hiding))).toEqual(['invalid', 'requests.known.givesAway'])
    await proposeAnswerFor(handler, from)
    await proposeAnswerFor(stranger, { ...elsewhere, fromRequestId: undefined })
    expect((await listProposals(desk, { page: 1 })).rows.map(({ from: of }) => of?.id ?? null)).toEqual([id, null])

    const officer = await inScope('supervision-officer', 'city', testCity)
    const { rows } = await listProposals(officer, { page: 1 })
    const facts = [
      { id: rows[0]?.id ?? '', ownerUnitId: world.ids.industry, proposedById: handler.actor.accountId },
      { id: rows[1]?.id ?? '', ownerUnitId: world.ids.science, proposedById: stranger.actor.accountId },
    ]
    await expectAgreement({
      scopes: { divisions: smallDivisions, units: [world.ids.industry, world.ids.science] },
      rows: facts,
      sees: seesProposal,
      listed: async (actor) => (await listProposals(aContext(actor), { page: 1 })).rows.map((row) => row.id),
    })
  }),
)

test(
  'the head of the owner is told once that an answer runs out, and again when it was renewed to another day',
  withPeople(async ({ world }) => {
    await holder('bureau-head', 'unit-head', world.ids.industry, 'unit')
    const row = (id: string, validToOn: string, ended: string | null) => ({
      ...{ city: testCity, id, topicId: world.topicId, question: `问${validToOn}`, answer: '答', source: '办法' },
      ...{ approvedByName: '甲', approvedAt: '2026-01-01T00:00:00Z', validToOn, isPublic: true },
      ...{ ownerUnitId: world.ids.industry, ownerName: '乙', endedByName: ended },
    })
    const [soon, late, ended] = [newId(), newId(), newId()]
    await transactAsOwner(testCity, (tx) =>
      tx
        .insert(knownAnswers)
        .values([row(soon, '2026-04-09', null), row(late, '2026-04-10', null), row(ended, '2026-03-20', '丙')]),
    )
    const ctx = systemContext(testCity, aContext().now)
    const told = () =>
      transactAsOwner(testCity, (tx) =>
        tx
          .select({ subjectId: alerts.subjectId, recipients: alerts.recipients, facts: alerts.facts })
          .from(alerts)
          .where(eq(alerts.kind, 'known-answer-expires'))
          .orderBy(alerts.raisedAt, alerts.id),
      )
    expect([await tellOwners(ctx), await tellOwners(ctx)]).toEqual([1, 0])
    const facts = { question: '问2026-04-09', validToOn: '2026-04-09' }
    expect(await told()).toEqual([{ subjectId: soon, recipients: ['bureau-head'], facts }])
    await transactAsOwner(testCity, (tx) =>
      tx.update(knownAnswers).set({ validToOn: '2026-04-01' }).where(eq(knownAnswers.id, soon)),
    )
    expect([await tellOwners(ctx), await tellOwners(ctx)]).toEqual([1, 0])
    expect(await told()).toHaveLength(2)
  }),
)
