/** Which requests exist for whom: the condition of the database, the decision in memory and what writes answer agree. */
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { read, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { roles } from '#platform/roles.ts'
import { expectAgreement, smallDivisions } from '#platform/testing/agreement.ts'
import { aContext, anActor, rolledBack, testCity, testPool } from '#platform/testing/world.ts'
import { aDesk, aRequestWorld, entered } from './builders.ts'
import { dispatchRequest } from './dispatch/commands.ts'
import { can, sees, seesPhone, visibleTo } from './policy.ts'
import { findRequest } from './queries.ts'
import { requestActions } from './rules.ts'
import { requests, supporters } from './tables.ts'

beforeAll(async () => {
  await testPool()
})

test('the list, the decision in memory and a write agree for everybody', () =>
  rolledBack(async () => {
    const world = await aRequestWorld()
    const { industry, industryOffice, science, eastBureau } = world.ids
    const desk = aDesk()
    const ids = [
      await entered(desk, world, { divisionCode: '990102' }),
      await entered(desk, world, { divisionCode: '990102100' }),
      await entered(desk, world, { divisionCode: '990103', kind: 'complaint', aboutUnitId: industry }),
      await entered(desk, world, { divisionCode: testCity }),
    ]
    const [own = '', helped = '', complaint = ''] = ids
    await transactAsOwner(testCity, async (tx) => {
      await tx.update(requests).set({ leadUnitId: industryOffice, state: 'dispatched' }).where(eq(requests.id, own))
      await tx.update(requests).set({ leadUnitId: eastBureau, state: 'dispatched' }).where(eq(requests.id, complaint))
      const asked = { city: testCity, id: newId(), requestId: helped, unitId: science, round: 1, task: '协' }
      await tx.insert(supporters).values({ ...asked, addedAt: '2026-03-10T00:00:00Z' })
    })
    const rows: Awaited<ReturnType<typeof findRequest>>[] = []
    for (const id of ids) rows.push(await read(desk, (tx) => findRequest(tx, desk, id)))
    await expectAgreement({
      scopes: { divisions: smallDivisions, units: [industry, industryOffice, science, eastBureau] },
      rows,
      sees,
      listed: async (actor) => {
        const found = await read(aContext(actor), (tx) =>
          tx.select({ id: requests.id }).from(requests).where(visibleTo(actor)),
        )
        return found.map(({ id }) => id)
      },
      write: {
        may: (actor, row) => can(actor, 'dispatch', row),
        attempt: (actor, { id }) => dispatchRequest(aContext(actor), id, { version: 99, unitId: science }),
      },
    })
  }))

const facts = {
  divisionCode: '990102',
  codeHash: 'receipt',
  externalSource: null,
  channel: 'online',
  enteredBy: 'firm',
  enterpriseId: 'firm',
  leadUnitId: 'unit',
  aboutUnitId: null,
  handlerId: 'handler',
  answerById: 'author',
  askedUnitIds: ['helper'],
  supporterUnitIds: ['helper'],
}

test('who may do what, role by role', () => {
  const mayDo = (role: (typeof roles)[number], changed: Parameters<typeof anActor>[1] = {}) =>
    requestActions.filter((action) => can(anActor(role, changed), action, facts)).join(' ')
  const inUnit = (id: string, accountId = 'x') => ({ unitIds: [id], unitId: id, accountId })
  expect(mayDo('request-desk')).toBe(
    'accept refuse dispatch answer-at-once pause resume extend refuse-extension merge withdraw call-back close redo remark attach',
  )
  expect(mayDo('request-desk', { accountId: 'handler' })).not.toContain('close')
  expect(mayDo('request-desk', { accountId: 'author' })).not.toContain('close')
  expect(mayDo('request-desk', { unitId: 'unit' })).not.toContain('close')
  const handling =
    'sign return contact plan propose-answer answer-at-once pause resume ask-extension remark attach ask-supporter'
  expect(mayDo('unit-handler', inUnit('unit'))).toBe(handling)
  expect(mayDo('unit-head', inUnit('unit'))).toBe(
    handling.replace('propose-answer', 'propose-answer approve-answer send-back-answer'),
  )
  expect(mayDo('unit-head', inUnit('unit', 'author'))).not.toContain('approve-answer')
  expect(mayDo('unit-handler', inUnit('helper'))).toBe('remark reply-as-supporter')
  expect(mayDo('unit-handler', inUnit('elsewhere'))).toBe('')
  expect(mayDo('city-leader')).toBe('explain-by-law')
  const ofFirm = 'withdraw rate redo remark attach contact-word'
  expect(mayDo('enterprise-user', { scope: { kind: 'enterprise', id: 'firm' } })).toBe(ofFirm)
  // Who holds number and code acts as the firm, for what was sent with it alone; the scope by itself is no receipt.
  const holder = (id: string) => ({ auditedAs: 'receipt' as const, scope: { kind: 'own' as const, id } })
  expect(mayDo('enterprise-user', holder('receipt'))).toBe(ofFirm)
  expect(mayDo('enterprise-user', holder('other receipt'))).toBe('')
  expect(mayDo('enterprise-user', { scope: { kind: 'own', id: 'receipt' } })).toBe('')
  // What the desk wrote down went through its hands, code and all: neither the code nor who wrote it speaks for the firm.
  const told = { ...facts, channel: 'call', enteredBy: 'writer' }
  expect(can(anActor('enterprise-user', holder('receipt')), 'rate', told)).toBe(false)
  expect(can(anActor('enterprise-user', { scope: { kind: 'enterprise', id: 'firm' } }), 'rate', told)).toBe(true)
  expect(can(anActor('request-desk', { accountId: 'writer' }), 'call-back', told)).toBe(false)
  expect(can(anActor('request-desk', { accountId: 'another' }), 'call-back', told)).toBe(true)
  expect(seesPhone(anActor('enterprise-user', holder('receipt')), { ...facts, isOpen: true })).toBe(false)
  const readers = ['planning-officer', 'supervision-officer', 'district-officer', 'enterprise-officer'] as const
  for (const role of readers) {
    expect(sees(anActor(role), facts), role).toBe(true)
    expect(mayDo(role), role).toBe('')
  }
  const others = roles.filter((role) => !/desk|unit|leader|enterprise|planning|supervision|district/.test(role))
  for (const role of others) expect(sees(anActor(role), facts), role).toBe(false)
})
