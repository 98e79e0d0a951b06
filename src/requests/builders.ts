/** What tests of requests stand on. Not part of the product. */
import { aSmallCity, type SmallCity } from '#organisations/builders.ts'
import { scopeOf } from '#organisations/index.ts'
import { type Context, systemContext } from '#platform/actor.ts'
import { transact, transactAsOwner } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Role, ScopeKind } from '#platform/roles.ts'
import { accounts, grants } from '#platform/tables.ts'
import { aContext, anActor, rolledBack, testCity, testMoment } from '#platform/testing/world.ts'
import { approveAnswer, proposeAnswer } from './answers/commands.ts'
import type { EnterRequests, RequestView } from './contract.ts'
import { getRequest } from './detail/queries.ts'
import { dispatchRequest, signRequest } from './dispatch/commands.ts'
import { callBackFirm } from './feedback/commands.ts'
import { enterRequests } from './intake/commands.ts'
import { knownAnswers, topics } from './tables.ts'

export interface RequestWorld extends SmallCity {
  topicId: string
  otherTopicId: string
  knownAnswerId: string
  /** In force until the day before the tests' moment. */
  oldAnswerId: string
}

/** The small city with two topics and two known answers. */
export async function aRequestWorld(): Promise<RequestWorld> {
  const city = await aSmallCity()
  const [topicId, otherTopicId, knownAnswerId, oldAnswerId] = [newId(), newId(), newId(), newId()]
  const topic = { city: testCity, words: ['用地', '厂房'], template: '地块：', activeToOn: null }
  const known = { city: testCity, topicId, source: '某办法', approvedByName: '审核人', isPublic: true }
  await transact(
    systemContext(testCity, () => testMoment),
    async (tx) => {
      await tx.insert(topics).values([
        { ...topic, id: topicId, slug: 'land', name: '用地', nameEn: 'Land', position: 1 },
        { ...topic, id: otherTopicId, slug: 'labour', name: '用工', nameEn: 'Labour', position: 2 },
      ])
      await tx.insert(knownAnswers).values([
        {
          ...known,
          id: knownAnswerId,
          question: '厂房能不能分割转让',
          answer: '可以，按办法办理。',
          approvedAt: '2026-01-05T02:00:00Z',
          validToOn: '2026-12-31',
        },
        {
          ...known,
          id: oldAnswerId,
          question: '旧问题',
          answer: '旧答复',
          approvedAt: '2025-01-05T02:00:00Z',
          validToOn: '2026-03-09',
        },
      ])
    },
  )
  return { ...city, topicId, otherTopicId, knownAnswerId, oldAnswerId }
}

/** At this moment of the city: `2026-03-10 09:30`. */
export const cityMoment = (text: string): Context['now'] => {
  const [day = '', time = ''] = text.split(' ')
  const at = new Date(`${day}T${time}:00+08:00`).toISOString()
  return () => testMoment.add({ milliseconds: Date.parse(at) - testMoment.epochMilliseconds })
}

/** The same people a while later. */
export const later = (ctx: Context, text: string): Context => ({ ...ctx, now: cityMoment(text) })

export const aDesk = (changed: Parameters<typeof anActor>[1] = {}): Context =>
  aContext(anActor('request-desk', { accountId: 'desk', name: '专窗员', ...changed }))

/** Somebody of a role whose scope is one unit and what stands under it. */
export async function inUnit(role: Role, unitId: string, name = `${role}某`): Promise<Context> {
  return inScope(role, 'unit', unitId, { unitId, name, accountId: name })
}

export async function inScope(
  role: Role,
  kind: ScopeKind,
  id: string,
  changed: Parameters<typeof anActor>[1] = {},
): Promise<Context> {
  const scope = { kind, id }
  return aContext(anActor(role, { scope, ...(await scopeOf({ city: testCity, scope })), ...changed }))
}

type Submission = Partial<Omit<EnterRequests, 'matters'>>
type AnyMatter = Partial<EnterRequests['matters'][number]>

export const aSubmission = (world: RequestWorld, matter: AnyMatter = {}, changed: Submission = {}): EnterRequests => ({
  channel: 'call',
  firmName: '甲公司',
  contactName: '张三',
  contactPhone: '13800001234',
  submissionId: crypto.randomUUID(),
  ...changed,
  matters: [
    {
      kind: 'help',
      topicId: world.topicId,
      title: '厂房用地不足',
      body: '想扩建厂房。',
      divisionCode: '990102',
      ...matter,
    },
  ],
})

/** Enters one request; its id. */
export async function entered(ctx: Context, world: RequestWorld, matter: AnyMatter = {}, changed: Submission = {}) {
  const { requests } = await enterRequests(ctx, aSubmission(world, matter, changed))
  const [request] = requests
  if (!request) throw new Error('one matter was entered')
  return request.id
}

/** The firm was called back and is satisfied: the case can be closed. */
export const heard = async (ctx: Context, id: string, said = { level: 4, isSolved: true }): Promise<void> => {
  await callBackFirm(ctx, id, { ...(await seen(ctx, id)), isReached: true, said })
}

/** The version of a request as the actor sees it now. */
export const seen = async (ctx: Context, id: string): Promise<{ version: number }> => {
  return { version: (await getRequest(ctx, id)).version }
}

/** Who has a part in a request, and one who has none. */
export interface People {
  world: RequestWorld
  desk: Context
  otherDesk: Context
  handler: Context
  head: Context
  stranger: Context
}

export const withPeople = (work: (people: People) => Promise<void>) => () =>
  rolledBack(async () => {
    const world = await aRequestWorld()
    await work({
      world,
      desk: aDesk(),
      otherDesk: aDesk({ accountId: 'desk-2', name: '另一专窗员' }),
      handler: await inUnit('unit-handler', world.ids.industry, '经办人'),
      head: await inUnit('unit-head', world.ids.industry, '负责人'),
      stranger: await inUnit('unit-handler', world.ids.science, '别的单位'),
    })
  })

/** How something was refused: fault and message key. */
export const refusal = async (work: Promise<unknown>): Promise<[string, string]> => {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return [error.fault, error.key]
    throw error
  }
  return ['done', '']
}

export const clock = ({ clocks }: RequestView, name: string, round = 1) => {
  const one = clocks.find((each) => each.name === name && each.round === round)
  if (!one) throw new Error(`no clock ${name} of round ${round}`)
  return one
}

/** Entered, dispatched to the industry bureau and signed. */
export async function atWork({ world, desk, handler }: People): Promise<string> {
  const id = await entered(desk, world)
  await dispatchRequest(desk, id, { ...(await seen(desk, id)), unitId: world.ids.industry })
  await signRequest(handler, id, await seen(handler, id))
  return id
}

/** Answered by the bureau and approved by its head. */
export async function answered(people: People): Promise<string> {
  const { handler, head } = people
  const id = await atWork(people)
  await proposeAnswer(handler, id, { ...(await seen(handler, id)), answer: '已协调落实。' })
  await approveAnswer(head, id, await seen(head, id))
  return id
}

/** An account with a role in the world of a test. */
export const holder = (name: string, role: Role, unitId: string | null, kind: 'unit' | 'city') =>
  transactAsOwner(testCity, async (tx) => {
    const own = { id: name, city: testCity, name, email: `${name}@account.invalid`, username: name }
    await tx.insert(accounts).values(own).onConflictDoNothing()
    await tx.insert(grants).values({
      ...{ city: testCity, id: newId(), accountId: name, role, scopeKind: kind, unitId, post: '岗' },
      ...{ scopeId: kind === 'city' ? testCity : (unitId ?? ''), fromOn: '2026-01-01' },
    })
  })
