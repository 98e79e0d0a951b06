/** The monthly bulletin: a second person approves it, its paper says the frozen numbers, and is written once for good. */
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Context } from '#platform/actor.ts'
import { decideApproval, withdrawApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { transactAsOwner } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { runPendingJobs } from '#platform/jobs.ts'
import { readDocxTables } from '#platform/papers/index.ts'
import { cities, events, files } from '#platform/tables.ts'
import { aContext, anActor, ownDatabase, testCity } from '#platform/testing/world.ts'
import { aRequestWorld, cityMoment, later, type RequestWorld, refusal, withPeople } from '../../builders.ts'
import type { RateGroup } from '../contract.ts'
import { closePeriod, correctPeriod, openPeriod, settlePeriod } from '../periods/commands.ts'
import { getRates } from '../queries.ts'
import { type RateKey, rateKeys, wilson } from '../rules.ts'
import { bulletins, frozenTimings, timings } from '../tables.ts'
import { bulletinApproval, draftBulletin, proposeBulletin, reviseBulletin } from './commands.ts'
import { writeBulletin, writeLateBulletins } from './jobs.ts'
import { getDraftPaper, getPaper, listBulletins } from './queries.ts'
import { shownTo, wholeRates } from './rules.ts'

registerApprovals([bulletinApproval])

const officer = (name: string, divisions: string[] | null = null): Context =>
  later(aContext(anActor('supervision-officer', { accountId: name, name, divisions })), '2026-04-02 09:00')
const leader = (name = '市领导'): Context =>
  later(aContext(anActor('city-leader', { accountId: name, name })), '2026-04-03 09:40')
const [first, second] = [officer('督查员'), officer('另一督查员')]
const text = { audience: 'internal', issuer: '甲市督查室', words: '请各单位举一反三。' } as const
const agree = { version: 1, approve: true, note: '' }

/** Rounds of March: so many of a unit, of which so many were late, were rated well, or badly and without a timed plan, or fell away. */
async function roundsOf(
  unitId: string,
  topicId: string,
  of: { good: number; late: number; bad: number; gone: number },
) {
  const at = (day: number, hour = 10) => cityMoment(`2026-03-${String(day).padStart(2, '0')} ${hour}:00`)().toString()
  const kinds = Object.entries(of).flatMap(([kind, count]) => Array.from({ length: count }, () => kind))
  const rows = kinds.map((kind, n): typeof timings.$inferInsert => {
    const [day, isGone, isUntimed] = [1 + (n % 20), kind === 'gone', kind === 'bad']
    const state = isGone ? 'cancelled' : kind === 'late' ? 'missed' : 'met'
    const said = kind === 'good' ? { level: 5, isSolved: true } : kind === 'bad' ? { level: 1, isSolved: false } : {}
    return {
      ...{ city: testCity, requestId: newId(), round: 1, registeredAt: at(day), month: 202_603, startedAt: at(day) },
      ...{ unitId, divisionCode: '990102', topicId, kind: 'help', channel: 'call' },
      ...{
        contactState: isGone ? 'cancelled' : 'met',
        contactSeconds: isGone ? null : 600 + n,
        contactPausedSeconds: 0,
      },
      ...{
        planState: isUntimed ? 'untimed' : state,
        planSeconds: isUntimed || isGone ? null : 7_200,
        planPausedSeconds: 0,
      },
      ...{ finishState: state, finishDueAt: at(day + 7), finishSeconds: isGone ? null : 200_000 + n },
      ...{ finishPausedSeconds: n % 2 === 0 ? 0 : 36_000, contactedAt: isGone ? null : at(day, 11) },
      ...{ answeredAt: isGone ? null : at(day + 2), closedAt: at(day + 3), outcome: isGone ? 'withdrawn' : 'solved' },
      ...{ isLast: true, isJudged: !isGone, ...said, ratedBy: 'level' in said ? 'firm' : null },
    }
  })
  await transactAsOwner(testCity, (tx) => tx.insert(timings).values(rows))
}

/** March with four units and two topics, checked and closed; the id of its period. */
async function closedMarch({ ids, topicId, otherTopicId }: RequestWorld, ctx: Context): Promise<string> {
  await roundsOf(ids.industry, topicId, { good: 8, late: 3, bad: 2, gone: 1 })
  await roundsOf(ids.science, otherTopicId, { good: 2, late: 1, bad: 0, gone: 0 })
  await roundsOf(ids.eastBureau, otherTopicId, { good: 3, late: 0, bad: 0, gone: 0 })
  await roundsOf(ids.westBureau, otherTopicId, { good: 2, late: 0, bad: 1, gone: 0 })
  return closed(ctx, '2026-03')
}

async function closed(ctx: Context, month: string): Promise<string> {
  const { id } = await openPeriod(ctx, month)
  const after = later(ctx, '2026-04-20 09:00')
  await settlePeriod(after, id, 1)
  await closePeriod(after, id, 2)
  return id
}

const inside = (bytes: Uint8Array, path: string) => strFromU8(unzipSync(bytes)[path] ?? new Uint8Array())
const textOf = (bytes: Uint8Array) => inside(bytes, 'word/document.xml').replace(/<[^>]+>/g, ' ')
/** Whether every page bears the mark: the one section has one header, for pages of every kind. */
const isMarked = (bytes: Uint8Array) => {
  const headers = inside(bytes, 'word/document.xml').match(/<w:headerReference [^>]*>/g) ?? []
  return headers.length === 1 && headers[0]?.includes('"default"') && inside(bytes, 'word/header1.xml').includes('草稿')
}

const percent = (share: number) => `${Number((share * 100).toFixed(1))}%`
const shareOf = (rate: { numerator: number; denominator: number }) =>
  rate.denominator === 0 ? '—' : percent(rate.numerator / rate.denominator)
const cellOf = (group: RateGroup, key: RateKey) => {
  const rate = group.rates[key]
  if (!rate || rate.denominator === 0) return '—'
  return `${shareOf(rate)}\n${rate.numerator}/${rate.denominator}`
}

test(
  'a bulletin is drafted of a closed month, approved by a second person, and its paper says the frozen numbers for good',
  withPeople(async ({ world, desk, head }) => {
    const { id: running } = await openPeriod(first, '2026-02')
    expect(await refusal(draftBulletin(first, { periodId: running, ...text }))).toEqual([
      'conflict',
      'requests.bulletin.monthOpen',
    ])
    const periodId = await closedMarch(world, first)
    for (const ctx of [head, leader(), officer('区督查员', ['990101'])])
      expect(await refusal(draftBulletin(ctx, { periodId, ...text }))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await listBulletins(first)).rows).toMatchObject([{ month: '2026-03', bulletin: null }])
    const { id } = await draftBulletin(first, { periodId, ...text })
    expect(await refusal(draftBulletin(second, { periodId, ...text }))).toEqual([
      'conflict',
      'requests.bulletin.draftedBefore',
    ])

    // Of a draft only those know who write or approve it.
    expect((await listBulletins(head)).rows).toEqual([])
    for (const ctx of [head, desk]) {
      expect(await refusal(getPaper(ctx, id))).toEqual(['not-found', 'requests.bulletin.none'])
      expect(await refusal(getDraftPaper(ctx, id))).toEqual(['not-found', 'requests.bulletin.none'])
    }
    expect(await refusal(getPaper(leader(), id))).toEqual(['conflict', 'requests.bulletin.notApproved'])

    // Who drafted it does not approve it, whoever asks; what waits is not changed.
    const { approvalId } = await proposeBulletin(first, id, 1)
    expect(await refusal(decideApproval(first, approvalId, agree))).toEqual(['forbidden', 'approvals.ownProposal'])
    expect(await refusal(reviseBulletin(second, id, { version: 1, ...text }))).toEqual([
      'conflict',
      'requests.bulletin.waits',
    ])
    await withdrawApproval(first, approvalId, { version: 1 })
    const { approvalId: byOther } = await proposeBulletin(second, id, 1)
    expect(await refusal(decideApproval(first, byOther, agree))).toEqual(['forbidden', 'approvals.aboutYourself'])
    await withdrawApproval(second, byOther, { version: 1 })
    await reviseBulletin(first, id, { version: 1, ...text, audience: 'public' })
    expectHidden((await getDraftPaper(first, id)).bytes)
    await reviseBulletin(first, id, { version: 2, ...text, words: '请各单位对照整改。' })
    expect(await refusal(proposeBulletin(first, id, 2))).toEqual(['conflict', 'platform.changedMeanwhile'])
    const { approvalId: last } = await proposeBulletin(first, id, 3)
    expect((await listBulletins(leader())).rows).toMatchObject([{ waiting: { id: last, may: { decide: true } } }])
    const draft = (await getDraftPaper(leader(), id)).bytes
    expect(isMarked(draft)).toBe(true)
    await decideApproval(leader(), last, agree)

    expect(await refusal(getPaper(head, id))).toEqual(['conflict', 'requests.bulletin.beingWritten'])
    await runPendingJobs()
    const paper = await getPaper(head, id)
    expect(paper.name).toBe('诉求通报〔2026〕1号.docx')
    expect(isMarked(paper.bytes)).toBe(false)
    for (const words of ['诉求通报〔2026〕1号', '签发：市领导', '2026年4月3日', '请各单位对照整改。', '甲市督查室'])
      expect(textOf(paper.bytes)).toContain(words)
    expect((await listBulletins(head)).rows).toMatchObject([
      { bulletin: { number: '诉求通报〔2026〕1号', approvedByName: '市领导', isWritten: true }, waiting: null },
    ])
    expect(readDocxTables(paper.bytes)).toEqual(readDocxTables(draft))
    await expectNumbers(paper.bytes)

    // Whatever happens later, the file stays; and a job that was killed after writing makes the same one again.
    await transactAsOwner(testCity, async (tx) => {
      await tx.update(timings).set({ finishState: 'missed', level: 1 })
      await tx.update(frozenTimings).set({ finishState: 'missed' })
      await tx.update(bulletins).set({ fileId: null })
    })
    await correctPeriod(later(first, '2026-05-01 09:00'), periodId, '一件登记有误。')
    await writeLateBulletins.run(testCity, cityMoment('2026-04-03 09:45')())
    await runPendingJobs()
    expect(await refusal(getPaper(desk, id))).toEqual(['conflict', 'requests.bulletin.beingWritten'])
    await writeLateBulletins.run(testCity, cityMoment('2026-04-03 09:51')())
    await runPendingJobs()
    await writeBulletin.handle({ city: testCity, bulletinId: id })
    expect((await getPaper(desk, id)).bytes).toEqual(paper.bytes)
    expect(await transactAsOwner(testCity, (tx) => tx.select().from(files))).toHaveLength(1)
    expect(await refusal(reviseBulletin(first, id, { version: 4, ...text }))).toEqual([
      'conflict',
      'requests.bulletin.approvedBefore',
    ])

    // The next of the year has the next number; of an empty month too.
    const january = await draftBulletin(second, { periodId: await closed(first, '2026-01'), ...text })
    const { approvalId: again } = await proposeBulletin(second, january.id, 1)
    await decideApproval(first, again, agree)
    expect((await listBulletins(desk)).rows.map(({ bulletin }) => bulletin?.number)).toEqual([
      '诉求通报〔2026〕1号',
      '诉求通报〔2026〕2号',
    ])
  }),
)

/** For the public, three cases of each of three units are hidden; the large unit and both topics are shown. */
function expectHidden(bytes: Uint8Array) {
  const [whole = [], , units = [], topics = []] = readDocxTables(bytes)
  expect(whole[1]?.slice(0, 4)).toEqual(['按时联系', '100%', '22', '22'])
  const [city, large, ...small] = units.slice(1)
  for (const row of [city, large, ...topics.slice(1)]) expect(row?.slice(1)).not.toContain('不公布')
  expect(small).toHaveLength(3)
  for (const row of small) expect(row.slice(1), row[0]).toEqual(row.slice(1).map(() => '不公布'))
  expect(textOf(bytes)).toContain('此件可公开发布')
}

/** The tables of the paper, against the numbers of the closed month as the page of rates shows them. */
async function expectNumbers(bytes: Uint8Array) {
  const [whole = [], times = [], units = [], topics = [], leftOut = []] = readDocxTables(bytes)
  const frozen = { period: '2026-03', frozen: 'yes' } as const
  const { total, groups } = await getRates(second, { ...frozen, by: 'unit' })
  const rows = whole.slice(1).map((row) => row.slice(1))
  expect(rows).toHaveLength(rateKeys.length)
  for (const [at, key] of rateKeys.entries()) {
    const rate = total.rates[key]
    if (!rate) throw new Error('the rates of the whole are shown')
    const range = key === 'solved' || key === 'satisfied' ? wilson(rate) : null
    const parts = [rate.numerator, rate.denominator].map((value) =>
      key === 'paused' ? `${Number((value / 3600).toFixed(1)).toLocaleString('en')}小时` : String(value),
    )
    const outside = key === 'paused' ? ['—', '—', '—'] : [rate.excluded, rate.untimed, rate.notYetDue].map(String)
    const between = range ? `${percent(range.low)}–${percent(range.high)}` : '—'
    expect(rows[at], key).toEqual([shareOf(rate), ...parts, ...outside, between])
  }
  expect(total.rates.plan).toMatchObject({ numerator: 15, denominator: 19, excluded: 4, untimed: 3 })
  expect(times.slice(1)).toEqual([
    ['联系', '22', '10分钟', '10分钟'],
    ['提出方案', '19', '2小时', '2小时'],
    ['答复办结', '22', '2.3天', '2.3天'],
  ])
  const keys = ['contact', 'plan', 'finish', 'closed', 'solved', 'satisfied', 'rated'] as const
  expect(units.slice(1)).toEqual([
    ['全市', ...keys.map((key) => cellOf(total, key))],
    ...groups.map((group) => {
      // Of three units two or three firms said something: hidden for being few, and enough that none knows another's.
      const isFew = (group.rates.solved?.denominator ?? 0) < 5
      const said = keys.map((key, at) => (at < 4 || !isFew ? cellOf(group, key) : '不公布'))
      return [group.name, ...said]
    }),
  ])
  const byTopic = await getRates(second, { ...frozen, by: 'topic' })
  expect(topics.slice(1)).toEqual(
    byTopic.groups.map((group) => [group.name, ...keys.slice(0, 4).map((key) => cellOf(group, key))]),
  )
  expect(leftOut.slice(1)).toEqual([
    ['联系', '1', '0', '0', '1', '0'],
    ['提出方案', '1', '3', '0', '4', '0'],
    ['答复办结', '1', '0', '0', '1', '0'],
  ])
}

test('two who approve at the same moment give it one number and one file', async () => {
  const end = await ownDatabase()
  try {
    const city = { code: testCity, name: '甲市', nameEn: 'Alpha', isSample: true }
    await transactAsOwner(testCity, (tx) => tx.insert(cities).values(city))
    const periodId = await closedMarch(await aRequestWorld(), first)
    const { id } = await draftBulletin(first, { periodId, ...text })
    const { approvalId } = await proposeBulletin(first, id, 1)
    const both = [leader(), leader('另一领导')]
    const told = await Promise.all(both.map((ctx) => refusal(decideApproval(ctx, approvalId, agree))))
    expect(told.toSorted()).toEqual([
      ['conflict', 'approvals.closed'],
      ['done', ''],
    ])
    await Promise.all([writeBulletin, writeBulletin].map((job) => job.handle({ city: testCity, bulletinId: id })))
    await runPendingJobs()
    const [row, kept, happened] = await transactAsOwner(testCity, async (tx) => [
      await tx.select().from(bulletins),
      await tx.select().from(files),
      await tx.select({ kind: events.kind }).from(events),
    ])
    expect(row).toMatchObject([{ state: 'approved', serial: 1, fileId: kept[0]?.id }])
    expect(kept).toHaveLength(1)
    expect(happened.filter(({ kind }) => kind === 'bulletin-written')).toHaveLength(1)
  } finally {
    await end()
  }
})

test('a bulletin hides small numbers, and with them whatever would tell them', () => {
  const rate = (numerator: number, denominator: number) => ({
    ...{ numerator, denominator, excluded: 2, untimed: 1, notYetDue: 0, asOf: '' },
  })
  const group = (name: string, numerator: number, denominator: number) => {
    const rates = Object.fromEntries(rateKeys.map((key) => [key, rate(numerator, denominator)]))
    return { name, rates } as RateGroup
  }
  const limits = { ratingsAtLeast: 5, smallestCell: 5 }
  // A unit of ten answers sees its own, and would know the two of the other from the whole; units of few see none.
  const heard = (...of: number[]) => {
    const total = group('', 0, 0)
    const parts = of.map((count, at) => group(`${at}`, count, count))
    for (const key of rateKeys)
      total.rates[key] = rate(
        of.reduce((sum, one) => sum + one, 0),
        of.reduce((sum, one) => sum + one, 0),
      )
    const told = shownTo('internal', { total, groups: parts }, [], limits)
    return [told.total, ...told.units].map(({ solved, finish }) => [solved?.denominator, finish?.denominator])
  }
  expect(heard(10, 2)).toEqual([
    [undefined, 12],
    [undefined, 10],
    [undefined, 2],
  ])
  expect(heard(3, 3, 9).map(([solved]) => solved)).toEqual([15, undefined, undefined, 9])

  const shown = (view: { total: RateGroup; groups: RateGroup[] }, topics: RateGroup[]) => {
    const { total, units, topics: byTopic } = shownTo('public', view, topics, limits)
    const whole = wholeRates('public', view.total.rates, total, 5)
    return { whole, units: units.map(({ finish }) => finish?.denominator ?? null), byTopic }
  }
  // 丙 knows its own nine: 乙 needs another beside it.
  const units = [group('甲', 20, 25), group('乙', 2, 3), group('丙', 6, 9), group('丁', 8, 12)]
  const large = shown({ total: group('', 36, 49), groups: units }, [group('用地', 36, 49)])
  expect(large.units).toEqual([25, null, null, null])
  expect(large.whole.finish).toMatchObject({ numerator: 36, excluded: 2 })
  expect(large.byTopic[0]?.finish).toEqual({ numerator: 36, denominator: 49 })

  // Too few in all: nothing of it is told, not what was left out and not what shares its counts either.
  const few = shown({ total: group('', 2, 3), groups: [group('乙', 2, 3)] }, [group('用地', 2, 3)])
  expect(Object.values(few.whole).every((one) => one === null)).toBe(true)
  // A topic that cannot be hidden beside the whole takes the whole with it, and the units, whose sum it is.
  const sum = shown({ total: group('', 0, 30), groups: [group('甲', 0, 30)] }, [
    group('用地', 0, 27),
    group('用工', 0, 3),
  ])
  expect(sum.whole.finish).toBeNull()
  expect(sum.units).toEqual([null])
  expect(sum.byTopic.map(({ finish }) => finish)).toEqual([null, null])
})
