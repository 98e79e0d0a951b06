/** What is entered, and what is turned away at the door. */
import { expect, test } from 'vitest'
import { aSubmission, inScope, refusal, withPeople } from '../builders.ts'
import { EnterRequests } from '../contract.ts'
import { enterRequests } from './commands.ts'

test(
  'up to four matters are entered with one receipt, once, with numbers one after the other',
  withPeople(async ({ world, desk, otherDesk, handler }) => {
    const submission = aSubmission(world)
    const [matter] = submission.matters
    if (!matter) throw new Error('a submission has a matter')
    const four = { ...submission, matters: [matter, { ...matter, title: '二' }, { ...matter, title: '三' }, matter] }
    const first = await enterRequests(desk, four)
    expect(first.requests.map(({ number }) => number)).toEqual([
      '2026-000001',
      '2026-000002',
      '2026-000003',
      '2026-000004',
    ])
    expect(first.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    expect(await enterRequests(desk, four)).toEqual(first)
    expect(await refusal(enterRequests(otherDesk, four))).toEqual(['conflict', 'requests.submissionOfOther'])
    const next = await enterRequests(desk, aSubmission(world))
    expect(next.requests.map(({ number }) => number)).toEqual(['2026-000005'])
    expect(next.code).not.toBe(first.code)
    expect(await refusal(enterRequests(handler, aSubmission(world)))).toEqual(['forbidden', 'platform.forbidden'])
    // Online a firm writes itself: what the desk writes down never counts as its own words.
    expect(EnterRequests.safeParse({ ...submission, channel: 'online' }).success).toBe(false)
  }),
)

test(
  'what is entered must name what exists; a tip-off is pointed to its lawful channel',
  withPeople(async ({ world, desk }) => {
    const tried = async (matter: Parameters<typeof aSubmission>[1], changed: Parameters<typeof aSubmission>[2] = {}) =>
      refusal(enterRequests(desk, aSubmission(world, matter, changed)))
    const nobody = '0190a0a0-0000-7000-8000-000000000000'
    expect(await tried({ kind: 'tip-off' })).toEqual(['invalid', 'requests.tipOff'])
    expect(await tried({ topicId: nobody })).toEqual(['invalid', 'requests.noTopic'])
    expect(await tried({ divisionCode: '440700' })).toEqual(['invalid', 'requests.noDivision'])
    expect(await tried({ kind: 'complaint', aboutUnitId: nobody })).toEqual(['invalid', 'requests.noSuchUnit'])
    expect(await tried({}, { enterpriseId: nobody })).toEqual(['invalid', 'requests.noFirm'])
    expect(await tried({}, { creditCode: '91990103MAWL01293X' })).toEqual(['invalid', 'enterprises.badCreditCode'])
    const east = await inScope('request-desk', 'district', '990102')
    expect(await refusal(enterRequests(east, aSubmission(world, { divisionCode: '990103' })))).toEqual([
      'invalid',
      'requests.noDivision',
    ])
  }),
)
