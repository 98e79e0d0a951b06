/** Lists, one request, whole phone numbers, suggestions: who sees what, in which order, and by which index. */
import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { aDuty } from '#organisations/builders.ts'
import type { Context } from '#platform/actor.ts'
import { read, transact, transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { auditRows, events } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, testCity } from '#platform/testing/world.ts'
import { proposeAnswer } from './answers/commands.ts'
import { fittingAnswers } from './answers/queries.ts'
import { aDesk, aRequestWorld, entered, inUnit, later, type RequestWorld, seen } from './builders.ts'
import { addRemark } from './commands.ts'
import type { ListRequests } from './contract.ts'
import { getRequest } from './detail/queries.ts'
import { dispatchRequest, returnRequest } from './dispatch/commands.ts'
import { suggestUnits } from './dispatch/queries.ts'
import { withdrawRequest } from './ending/commands.ts'
import { visibleTo } from './policy.ts'
import { conditions, listRequests, page } from './queries.ts'
import { dispatchRules, requests } from './tables.ts'

const inWorld = (work: (world: RequestWorld, desk: Context) => Promise<void>) => () =>
  rolledBack(async () => work(await aRequestWorld(), aDesk()))

const titles = async (ctx: Context, filter: Partial<ListRequests> = {}) =>
  (await listRequests(ctx, { page: 1, ...filter })).rows.map(({ title }) => title)

test(
  'the list shows what breaks next first, and each view and filter what it names',
  inWorld(async (world, desk) => {
    const morning = later(desk, '2026-03-09 09:00')
    await entered(morning, world, { title: '昨天的' }, { firmName: '乙公司' })
    await entered(desk, world, { title: '今天的', topicId: world.otherTopicId, divisionCode: '990103' })
    const gone = await entered(desk, world, { title: '撤回的', kind: 'complaint' })
    await withdrawRequest(desk, gone, { ...(await seen(desk, gone)), note: '撤回' })
    expect(await titles(desk)).toEqual(['昨天的', '今天的'])
    expect(await titles(desk, { view: 'overdue' })).toEqual(['昨天的'])
    expect(await titles(desk, { view: 'soon' })).toEqual(['今天的'])
    expect(await titles(desk, { view: 'all' })).toEqual(['撤回的', '今天的', '昨天的'])
    expect(await titles(desk, { state: 'closed' })).toEqual(['撤回的'])
    expect(await titles(desk, { kind: 'complaint' })).toEqual([])
    expect(await titles(desk, { division: '990103' })).toEqual(['今天的'])
    expect(await titles(desk, { topic: world.topicId })).toEqual(['昨天的'])
    expect(await titles(desk, { q: '乙公' })).toEqual(['昨天的'])
    expect(await titles(desk, { q: '2026-000002' })).toEqual(['今天的'])
    expect(await titles(desk, { q: '%' })).toEqual([])
    expect(await titles(desk, { unit: world.ids.industry })).toEqual([])
    expect(await listRequests(desk, { page: 2 })).toMatchObject({ rows: [], total: 2 })
    const [row] = (await listRequests(desk, { page: 1 })).rows
    expect(row?.next).toMatchObject({ name: 'contact', isOverdue: true, remaining: { unit: 'minutes' } })
    expect(JSON.stringify(row)).not.toContain('13800001234')
  }),
)

test(
  'mine is what I entered or signed for',
  inWorld(async (world, desk) => {
    const id = await entered(desk, world, { title: '一' })
    const handler = await inUnit('unit-handler', world.ids.industry, '经办人')
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    expect(await titles(handler)).toEqual(['一'])
    expect(await titles(handler, { view: 'mine' })).toEqual([])
    await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '答' })
    expect(await titles(handler, { view: 'mine' })).toEqual(['一'])
    expect(await titles(desk, { view: 'mine' })).toEqual(['一'])
    expect(await titles(aDesk({ accountId: 'other' }), { view: 'mine' })).toEqual([])
  }),
)

test(
  'the default list goes by an index at 20,000 requests, for the whole city and for a unit',
  inWorld(async (world, desk) => {
    await transactAsOwner(testCity, async (tx) => {
      await tx.execute(sql`
        insert into requests.requests (city, id, number, submission_hash, place, code_hash, channel, kind, topic_id,
          division_code, title, body, firm_name, contact_name, state, outcome, lead_unit_id, registered_at, closed_at,
          next_due_at, entered_by, entered_by_name)
        select ${testCity}, gen_random_uuid(), 'n' || n, 'h' || n, 1, 'c', 'call', 'help', ${world.topicId}::uuid, '990102',
          '题', '文', '甲公司', 'x', case when n % 10 = 0 then 'dispatched' else 'closed' end,
          case when n % 10 = 0 then null else 'solved' end,
          (case when n % 3 = 0 then ${world.ids.industry} else ${world.ids.science} end)::uuid,
          timestamptz '2026-03-10T00:00Z' - n * interval '1 hour',
          case when n % 10 = 0 then null else timestamptz '2026-03-10T00:00Z' end,
          case when n % 10 = 0 then timestamptz '2026-03-10T00:00Z' + n * interval '1 minute' end, 'x', 'x'
        from generate_series(1, 20000) n`)
      await tx.execute(sql`analyze requests.requests`)
    })
    const planOf = async (ctx: Context, filter: Partial<ListRequests> = {}) =>
      read(ctx, async (tx) => {
        const where = and(visibleTo(ctx.actor), ...conditions(ctx, { page: 1, ...filter }))
        const query = page(tx, where, filter.view === 'all' ? 'newest' : 'clock').getSQL()
        const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain (costs off) ${query}`)
        return rows.map((row) => row['QUERY PLAN']).join('\n')
      })
    const whole = await planOf(desk)
    expect(whole).toContain('requests_open')
    expect(whole).not.toMatch(/Seq Scan on requests|Sort/)
    const handler = await inUnit('unit-handler', world.ids.industry)
    expect(await planOf(handler)).not.toContain('Seq Scan on requests')
    expect(await planOf(desk, { view: 'all' })).toContain('requests_registered')
    expect(await planOf(desk, { view: 'overdue' })).toContain('requests_open')
  }),
)

test(
  'a whole phone number is for the desk and the lead unit while the case runs, and the first look of a day is written down',
  inWorld(async (world, desk) => {
    const id = await entered(desk, world)
    const looks = () =>
      read(desk, async (tx) => {
        const shown = eq(events.kind, 'request-contact-shown')
        return (await tx.select().from(events).where(shown)).length
      })
    expect(await getRequest(desk, id)).toMatchObject({ contactPhone: '13800001234', isPhoneWhole: true })
    await getRequest(desk, id)
    expect(await looks()).toBe(1)
    await getRequest(later(desk, '2026-03-11 08:00'), id)
    expect(await looks()).toBe(2)

    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
    const handler = await inUnit('unit-handler', world.ids.industry)
    expect((await getRequest(handler, id)).contactPhone).toBe('13800001234')
    expect(await looks()).toBe(3)
    const reader = aContext(anActor('supervision-officer'))
    expect(await getRequest(reader, id)).toMatchObject({ contactPhone: '138****1234', isPhoneWhole: false })
    await withdrawRequest(desk, id, { ...(await seen(desk, id)), note: '撤回' })
    expect((await getRequest(desk, id)).contactPhone).toBe('138****1234')
    const rows = await read(desk, (tx) => tx.select().from(auditRows))
    expect(rows.some(({ action }) => action === 'request-contact-shown')).toBe(true)
    const told = await read(desk, (tx) => tx.select().from(events))
    expect(JSON.stringify([rows, told])).not.toContain('13800001234')
  }),
)

test(
  'a firm reads its own requests without inside words, the answer only when it is given, and no others',
  inWorld(async (world, desk) => {
    const [own, other] = [await entered(desk, world), await entered(desk, world)]
    const enterpriseId = newId()
    await transactAsOwner(testCity, async (tx) => {
      await tx.execute(sql`insert into enterprises.enterprises (city, id, name, short_name, division_code)
        values (${testCity}, ${enterpriseId}, '甲公司', '甲', '990102')`)
      await tx.update(requests).set({ enterpriseId }).where(eq(requests.id, own))
    })
    const scope = { kind: 'enterprise', id: enterpriseId } as const
    const firm = aContext(anActor('enterprise-user', { scope, unitIds: [], divisions: [] }))
    await addRemark(desk, own, { remarkId: newId(), audience: 'internal', body: '内部话' })
    await addRemark(desk, own, { remarkId: newId(), audience: 'firm', body: '给企业的话' })
    await dispatchRequest(desk, own, { ...(await seen(desk, own)), unitId: world.ids.industry })
    const handler = await inUnit('unit-handler', world.ids.industry)
    await proposeAnswer(handler, own, { ...(await seen(handler, own)), answer: '还没批准的答复' })
    const view = await getRequest(firm, own)
    expect(view.remarks.map(({ body }) => body)).toEqual(['给企业的话'])
    expect(view).toMatchObject({
      answer: null,
      may: ['withdraw', 'remark', 'attach', 'contact-word'],
      leadUnit: { name: '市工业和信息化局' },
    })
    expect(JSON.stringify(view)).not.toMatch(/内部话|还没批准的答复|13800001234/)
    expect((await listRequests(firm, { page: 1 })).rows.map(({ id }) => id)).toEqual([own])
    await expect(getRequest(firm, other)).rejects.toThrow('requests.notFound')
  }),
)

test(
  'suggestions name their ground: who gave it back, the rule, the past with its counts, the duty list',
  inWorld(async (world, desk) => {
    const { ids, topicId } = world
    await aDuty(ids.eastBureau, '负责厂房用地协调。', ['厂房用地'])
    const rule = { city: testCity, topicId, unitId: ids.science, source: '分派目录第1项', validFromOn: '2026-01-01' }
    await transact(desk, (tx) => tx.insert(dispatchRules).values({ ...rule, id: newId() }))
    for (const unitId of [ids.industry, ids.industry, ids.science, ids.industry]) {
      const past = await entered(desk, world)
      await dispatchRequest(desk, past, { ...(await seen(desk, past)), unitId })
    }
    const id = await entered(desk, world)
    const suggested = async () =>
      (await suggestUnits(desk, id)).map(({ unit, ground, reason, count, of }) => [
        unit.name,
        ground,
        reason,
        count,
        of,
      ])
    expect(await suggested()).toEqual([
      ['市科学技术局', 'rule', '分派目录第1项', null, null],
      ['市工业和信息化局', 'past', '', 3, 4],
    ])
    await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: ids.industry })
    const handler = await inUnit('unit-handler', ids.industry)
    const back = { reason: 'not-our-duty', note: '不属', suggestedUnitId: ids.westBureau } as const
    await returnRequest(handler, id, { ...(await seen(handler, id)), ...back })
    expect((await suggested())[0]).toEqual(['西区工业和信息化局', 'return', '', null, null])

    const complaint = await entered(desk, world, { kind: 'complaint', aboutUnitId: ids.science })
    expect((await suggestUnits(desk, complaint)).map(({ unit }) => unit.id)).not.toContain(ids.science)
  }),
)

test(
  'known answers of the topic that are in force are offered, what fits best first',
  inWorld(async (world, desk) => {
    const id = await entered(desk, world)
    const answers = await fittingAnswers(desk, id)
    expect(answers.map(({ id: one }) => one)).toEqual([world.knownAnswerId])
    const other = await entered(desk, world, { topicId: world.otherTopicId })
    expect(await fittingAnswers(desk, other)).toEqual([])
  }),
)
