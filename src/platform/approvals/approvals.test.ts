import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { read, transact, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { accounts, auditRows, events } from '../tables.ts'
import {
  aContext,
  anActor,
  otherCity,
  rolledBack,
  serverFor,
  testCity,
  testMoment,
  testPool,
} from '../testing/world.ts'
import { decideApproval, proposeApproval, withdrawApproval } from './commands.ts'
import { approvalKind, registerApprovals } from './kinds.ts'
import { countForMe, getApproval, listApprovals } from './queries.ts'
import { routes } from './routes.ts'

const applied: string[] = []

beforeAll(async () => {
  await testPool()
  registerApprovals([
    approvalKind({
      kind: 'ring-the-bell',
      proposal: z.object({ times: z.number(), about: z.array(z.string()).default([]) }),
      maySee: ({ role }) => role === 'planning-officer' || role === 'security-administrator',
      mayPropose: ({ role }) => role !== 'audit-administrator',
      mayDecide: ({ role }) => role === 'security-administrator',
      concerns: ({ about }) => about,
      apply: async (_ctx, _tx, { id, proposal }) => {
        if (proposal.times > 9) throw new AppError('conflict', 'approvals.noteNeeded')
        applied.push(id)
      },
      describe: async (_ctx, _tx, { times }) => ({ said: { key: 'bell', facts: { times }, words: {} }, lines: [] }),
    }),
  ])
})

const someone = (accountId: string, role: Actor['role'] = 'planning-officer') => aContext(anActor(role, { accountId }))
const proposer = someone('proposer')
const guard = someone('guard', 'security-administrator')

async function proposed(ctx = proposer, { times = 1, about = [] as string[] } = {}): Promise<string> {
  const wanted = {
    kind: 'ring-the-bell',
    subject: { kind: 'bell', id: 'b' },
    proposal: { times, about },
    reason: '试钟',
  }
  return (await transact(ctx, (tx) => proposeApproval(ctx, tx, wanted))).approvalId
}
const agree = { version: 1, approve: true, note: '' }
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? `${error.fault} ${error.key}` : String(error)),
  )
const anAccount = (id: string, personId: string) =>
  transactAsOwner(testCity, (tx) =>
    tx
      .insert(accounts)
      .values({ id, city: testCity, name: id, email: `${id}@account.invalid`, username: id, personId }),
  )

test('what a second person agrees to is done at once, and both stand in the audit', () =>
  rolledBack(async () => {
    const id = await proposed()
    expect(await decideApproval(guard, id, agree)).toEqual({ id, state: 'approved', version: 2 })
    expect(applied).toContain(id)
    const told = await read(guard, (tx) => tx.select().from(events).where(eq(events.subjectId, id)))
    expect(told.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['approval-proposed', 'proposer'],
      ['approval-approved', 'guard'],
    ])
    expect(await read(guard, (tx) => tx.select().from(auditRows).where(eq(auditRows.subjectId, id)))).toHaveLength(2)
  }))

test('a refusal needs a note, is told to the proposer and does nothing', () =>
  rolledBack(async () => {
    const id = await proposed()
    expect(await refusal(decideApproval(guard, id, { ...agree, approve: false }))).toBe('invalid approvals.noteNeeded')
    await decideApproval(guard, id, { ...agree, approve: false, note: '不必' })
    expect(applied).not.toContain(id)
    expect(await getApproval(proposer, id)).toMatchObject({ state: 'refused', decisionNote: '不必', isMine: true })
  }))

test('nobody decides what they proposed, nor what the same person proposed with another account', () =>
  rolledBack(async () => {
    const own = await proposed(someone('guard', 'security-administrator'))
    expect(await refusal(decideApproval(guard, own, agree))).toBe('forbidden approvals.ownProposal')
    const person = newId()
    await anAccount('second-account', person)
    await anAccount('guard', person)
    const id = await proposed(someone('second-account'))
    expect(await refusal(decideApproval(guard, id, agree))).toBe('forbidden approvals.ownProposal')
    expect(await countForMe(guard)).toBe(0)
    expect(await countForMe(someone('other-guard', 'security-administrator'))).toBe(2)
  }))

test('nobody decides what is about themselves', () =>
  rolledBack(async () => {
    const person = newId()
    await anAccount('guard', person)
    await anAccount('guard-by-day', person)
    const id = await proposed(proposer, { about: ['guard-by-day'] })
    expect(await refusal(decideApproval(guard, id, agree))).toBe('forbidden approvals.aboutYourself')
    expect(await getApproval(guard, id)).toMatchObject({ may: { decide: false, withdraw: false } })
  }))

test('a stranger finds nothing, who only sees it is refused, another city has it not', () =>
  rolledBack(async () => {
    const id = await proposed()
    expect(await refusal(decideApproval(someone('x', 'unit-head'), id, agree))).toBe('not-found approvals.noSuch')
    expect(await refusal(decideApproval(someone('y'), id, agree))).toBe('forbidden platform.forbidden')
    const elsewhere = aContext(anActor('security-administrator', { city: otherCity }))
    expect(await refusal(getApproval(elsewhere, id))).toBe('not-found approvals.noSuch')
    expect(await refusal(withdrawApproval(guard, id, { version: 1 }))).toBe('forbidden platform.forbidden')
    expect(await refusal(proposed(someone('z', 'audit-administrator')))).toBe('forbidden platform.forbidden')
  }))

test('a double click counts once; a decided or changed proposal is a conflict', () =>
  rolledBack(async () => {
    const id = await proposed()
    expect(await proposed()).toBe(id)
    expect(await refusal(decideApproval(guard, id, { ...agree, version: 7 }))).toBe(
      'conflict platform.changedMeanwhile',
    )
    await decideApproval(guard, id, agree)
    expect(await decideApproval(guard, id, agree)).toEqual({ id, state: 'approved', version: 2 })
    expect(applied.filter((one) => one === id)).toHaveLength(1)
    const other = someone('other-guard', 'security-administrator')
    expect(await refusal(decideApproval(other, id, agree))).toBe('conflict approvals.closed')
    expect(await refusal(withdrawApproval(proposer, id, { version: 2 }))).toBe('conflict approvals.closed')
    expect(await proposed()).not.toBe(id)
  }))

test('a proposal waits for a fortnight, not longer', () =>
  rolledBack(async () => {
    const id = await proposed()
    const late = (hours: number) => aContext(guard.actor, testMoment.add({ hours }))
    expect(await countForMe(late(14 * 24 - 1))).toBe(1)
    expect(await countForMe(late(14 * 24))).toBe(0)
    expect(await refusal(decideApproval(late(14 * 24), id, agree))).toBe('conflict approvals.expired')
    expect(await getApproval(late(14 * 24), id)).toMatchObject({ state: 'expired', may: { decide: false } })
    const closed = await listApprovals(late(14 * 24), { show: 'closed', page: 1 })
    expect(closed.rows.map((row) => row.id)).toEqual([id])
  }))

test('what cannot be done any more leaves the proposal waiting', () =>
  rolledBack(async () => {
    const id = await proposed(proposer, { times: 10 })
    expect(await refusal(decideApproval(guard, id, agree))).toBe('conflict approvals.noteNeeded')
    expect(await getApproval(guard, id)).toMatchObject({ state: 'waiting', version: 1 })
  }))

test('one may take back what waits, twice is once', () =>
  rolledBack(async () => {
    const id = await proposed()
    await withdrawApproval(proposer, id, { version: 1 })
    expect(await withdrawApproval(proposer, id, { version: 1 })).toMatchObject({ state: 'withdrawn' })
    expect(await refusal(decideApproval(guard, id, agree))).toBe('conflict approvals.closed')
  }))

test('the lists agree with the policy, and the routes are closed to the audit administrator', () =>
  rolledBack(async () => {
    const own = await proposed(someone('head', 'unit-head'))
    const other = await proposed()
    const ids = async (ctx = proposer) =>
      (await listApprovals(ctx, { show: 'all', page: 1 })).rows.map(({ id }) => id).toSorted()
    expect(await ids(someone('head', 'unit-head'))).toEqual([own])
    expect(await ids(guard)).toEqual([own, other].toSorted())
    expect(await ids(someone('desk', 'request-desk'))).toEqual([])
    const mine = await listApprovals(proposer, { show: 'mine', page: 1 })
    expect(mine).toMatchObject({ total: 1, rows: [{ id: other, may: { withdraw: true, decide: false } }] })
    const answer = await serverFor(routes, anActor('audit-administrator')).request('/api/approvals')
    expect(answer.status).toBe(403)
    const listed = await serverFor(routes, guard.actor).request('/api/approvals?show=all')
    expect(await listed.json()).toMatchObject({ total: 2, pageSize: 20 })
  }))
