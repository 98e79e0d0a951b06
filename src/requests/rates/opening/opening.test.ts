/** The open page: shut until two persons open it after a secrecy review, and what it shows of a closed month. */
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { aContext, anActor, serverFor, testCity, testMoment } from '#platform/testing/world.ts'
import { entered, refusal, withPeople } from '../../builders.ts'
import { getRates } from '../queries.ts'
import { periods } from '../tables.ts'
import { openingApproval, proposeOpening, shutOpening } from './commands.ts'
import { getOpening, previewOpenPage } from './queries.ts'
import { openingRoutes } from './routes.ts'

registerApprovals([openingApproval])

const officer = (name: string, divisions: string[] | null = null): Context =>
  aContext(anActor('supervision-officer', { accountId: name, name, divisions }))
const review = { reviewedByName: '保密员', reviewedOn: '2026-03-09', reviewNote: '不涉密。' }

/** A closed month with these contacts in time of so many, by unit. */
async function closeMonth(ctx: Context, month: number, counts: readonly (readonly [string, number, number])[]) {
  const view = await getRates(ctx, { period: '2026-03', by: 'unit', frozen: 'no' })
  const shape = view.groups[0] ?? view.total
  const contact = (numerator: number, denominator: number) => ({
    rates: { ...shape.rates, contact: { ...shape.rates.contact, numerator, denominator } },
  })
  const groups = counts.map(([name, ...rate]) => ({ ...shape, id: newId(), name, nameEn: name, ...contact(...rate) }))
  const sum = (at: 1 | 2) => counts.reduce((all, one) => all + one[at], 0)
  const snapshot = { ...view, groups, total: { ...shape, ...contact(sum(1), sum(2)) } }
  const moment = testMoment.toString()
  await transact(ctx, (tx) =>
    tx.insert(periods).values({
      ...{ city: testCity, id: newId(), month, state: 'closed', checkToOn: '2026-03-01', snapshot },
      ...{ openedBy: 'a', openedByName: '甲', openedAt: moment, closedBy: 'a', closedByName: '甲', closedAt: moment },
      ...{ settledByName: '甲', settledAt: moment },
    }),
  )
}

test(
  'the page shows nothing until a second person opened it, then closed months without small numbers, and is shut by one',
  withPeople(async ({ world, desk, head }) => {
    const [first, second] = [officer('督查员'), officer('另一督查员')]
    await entered(desk, world)
    await closeMonth(first, 202_601, [['甲局', 20, 25]])
    await closeMonth(first, 202_602, [
      ['甲局', 20, 25],
      ['乙局', 2, 3],
      ['丙局', 6, 9],
      ['丁局', 30, 30],
    ])
    const server = serverFor(openingRoutes, null)
    const page = async (query = '') => {
      const answer = await server.request(`/api/open/requests?city=${testCity}${query}`)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
      return answer.json()
    }
    const answers = async (text: string) => {
      const body = JSON.stringify({ city: testCity, text })
      const headers = { 'content-type': 'application/json' }
      const answer = await server.request('/api/open/requests/answers', { method: 'POST', body, headers })
      return ((await answer.json()) as { id: string }[]).map(({ id }) => id)
    }
    expect(await page()).toEqual({ opening: null, months: [], shown: null })
    expect(await answers('')).toEqual([])

    expect(await refusal(proposeOpening(first, { ...review, reviewedOn: '2026-03-11' }))).toEqual([
      'invalid',
      'requests.opening.reviewLater',
    ])
    for (const ctx of [head, officer('区督查员', ['990101'])])
      expect(await refusal(proposeOpening(ctx, review))).toEqual(['forbidden', 'platform.forbidden'])
    const { approvalId } = await proposeOpening(first, review)
    const agree = { version: 1, approve: true, note: '' }
    expect(await refusal(decideApproval(first, approvalId, agree))).toEqual(['forbidden', 'approvals.ownProposal'])
    expect(await page()).toMatchObject({ opening: null, shown: null })
    const leader = aContext(anActor('city-leader', { name: '市领导' }))
    expect(await getOpening(leader)).toMatchObject({
      waiting: [{ id: approvalId, may: { decide: true } }],
      mayKeep: false,
    })
    expect(await refusal(shutOpening(leader, ''))).toEqual(['forbidden', 'platform.forbidden'])
    await decideApproval(second, approvalId, agree)
    expect(await refusal(proposeOpening(first, review))).toEqual(['conflict', 'requests.opening.openBefore'])

    const open = await page()
    const { reviewNote: _, ...shownReview } = review
    expect(open).toMatchObject({
      opening: { ...shownReview, approvedByName: '另一督查员' },
      months: ['2026-02', '2026-01'],
      shown: { month: '2026-02', closedByName: '甲', smallestCell: 5 },
    })
    const { groups, total } = (open as Awaited<ReturnType<typeof previewOpenPage>>).shown ?? {}
    expect(total?.contact).toEqual({ numerator: 58, denominator: 67 })
    // Each unit knows its own numbers: of two hidden ones each would compute the other, so a third is hidden with them.
    expect(groups?.map(({ name, rates }) => [name, rates.contact?.denominator ?? null])).toEqual([
      ['甲局', null],
      ['乙局', null],
      ['丙局', null],
      ['丁局', 30],
    ])
    expect(total?.finish).toBeNull()
    expect(JSON.stringify(open)).not.toContain('不涉密')
    expect(await page('&month=2026-01')).toMatchObject({ shown: { month: '2026-01' } })
    expect((await previewOpenPage(first, undefined)).shown).toMatchObject({ month: '2026-02' })
    expect(await answers('分割')).toEqual([world.knownAnswerId])
    expect(await answers('月球')).toEqual([])

    await shutOpening(first, '数字有误，先关闭。')
    expect(await refusal(shutOpening(first, ''))).toEqual(['conflict', 'requests.opening.shutBefore'])
    expect(await page()).toEqual({ opening: null, months: [], shown: null })
    expect(await getOpening(first)).toMatchObject({ now: null, past: [{ shutByName: '督查员' }] })
  }),
)
