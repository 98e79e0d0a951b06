/** The rates: what counts where, who sees which, and that a stranger arrives at the same numbers from the CSV. */

import { and, eq, isNotNull } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedEnterprises } from '#enterprises/index.ts'
import { listUnits, loadPack, seedOrganisations } from '#organisations/index.ts'
import { type Context, systemActor } from '#platform/actor.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { read, transact } from '#platform/db/transact.ts'
import { aContext, anActor, rolledBack, testCity } from '#platform/testing/world.ts'
import { aDesk, cityMoment, inUnit, refusal } from '../builders.ts'
import { seedRequests, seedTopics } from '../seed.ts'
import { requests } from '../tables.ts'
import { bulletinApproval } from './bulletin/commands.ts'
import { listRateCases, rateCasesCsv } from './cases/queries.ts'
import { caseParts, type RateGroup } from './contract.ts'
import { openingApproval } from './opening/commands.ts'
import { conditionsOf } from './parts/queries.ts'
import { freezeMonth } from './periods/commands.ts'
import { getRates } from './queries.ts'
import { partsOf, percentile, periodOf, type RateKey, rateKeys, scoreOf, wilson } from './rules.ts'
import { periods, timings } from './tables.ts'
import { rateTiming } from './timings/commands.ts'

registerApprovals([openingApproval, bulletinApproval])

const person = (id: string) => ({ id, name: id })
const people = {
  desk: person('desk'),
  handler: person('handler'),
  head: person('head'),
  supervisor: person('supervisor'),
  leader: person('leader'),
}
const now = cityMoment('2026-03-10 11:30')

/** The sample city with its month of requests, some of which are rated. */
const inSampleCity = (work: (desk: Context) => Promise<void>) => () =>
  rolledBack(async () => {
    const system = { ...aContext(systemActor(testCity)), now }
    await seedOrganisations(system, loadPack('sample'), '2026-03-10')
    await seedEnterprises(system, 'sample')
    await seedTopics(system)
    await seedRequests(system, 'sample', people)
    const judged = await read(system, (tx) => tx.select().from(timings))
    const answered = judged
      .filter(({ isJudged }) => isJudged)
      .toSorted((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1))
    await transact(system, async (tx) => {
      for (const [at, { requestId, round }] of answered.entries()) {
        const said = { level: 1 + (at % 5), isSolved: at % 3 > 0, ratedBy: 'firm' as const }
        if (at % 7 > 0) await rateTiming(system, tx, { requestId, round, ...said })
      }
    })
    // Who had no part in any of it: nothing of what firms said is withheld from the numbers.
    await work({ ...aDesk({ accountId: 'desk-2' }), now })
  })

const year = { period: '2026', frozen: 'no' } as const

test(
  'every rate counts by the same conditions as its definition, and opens to as many cases',
  inSampleCity(async (desk) => {
    const counting = { asOf: now().toString(), reopenedWithinDays: 30 }
    const rows = await read(desk, (tx) => tx.select().from(timings))
    expect(rows.length).toBeGreaterThan(60)
    const conditions = conditionsOf(timings, counting)
    for (const key of rateKeys) {
      if (key === 'paused') continue
      for (const part of caseParts) {
        const condition = conditions[key][part]
        if (part === 'overdue') continue
        const found = condition ? await read(desk, (tx) => tx.select().from(timings).where(condition)) : []
        const expected = rows.filter((row) => partsOf(row, counting)[key] === part)
        expect(found.map(({ requestId }) => requestId).toSorted(), `${key} ${part}`).toEqual(
          expected.map(({ requestId }) => requestId).toSorted(),
        )
      }
    }
    const view = await getRates(desk, { ...year, by: 'unit' })
    for (const key of ['finish', 'satisfied', 'redone'] as const) {
      const { total } = await listRateCases(desk, { ...year, rate: key, part: 'in', page: 1 })
      expect(total, key).toBe(view.total.rates[key]?.numerator)
    }
    const late = await listRateCases(desk, { ...year, rate: 'finish', part: 'overdue', page: 1 })
    expect(late.total).toBe(view.total.overdue.finish)
    expect(view.groups.reduce((sum, { registered }) => sum + registered, 0)).toBe(view.total.registered)
    const orders = await read(desk, (tx) => listUnits(tx, desk, { closed: true }))
    const place = (id: string | null) => orders.findIndex((unit) => unit.id === id)
    const places = view.groups.flatMap(({ id }) => (id === null ? [] : [place(id)]))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(view).toMatchObject({ ranking: null, frozen: null })
  }),
)

test(
  'a stranger recomputes every rate from the CSV with a few lines',
  inSampleCity(async (desk) => {
    for (const by of ['unit', 'topic', 'division', 'month'] as const) {
      const view = await getRates(desk, { ...year, by })
      const { bytes } = await rateCasesCsv(desk, year)
      const [head = '', ...lines] = new TextDecoder().decode(bytes).trim().split('\r\n')
      const names = head.split(',').map((name) => name.split(' ').at(-1) ?? '')
      const all = lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])))
      const column = { unit: 'unit', topic: 'topic', division: 'division_code', month: 'month' }[by]
      for (const group of [view.total, ...view.groups]) {
        const key = by === 'month' ? group.name.replace('-', '') : by === 'division' ? group.id : group.name
        const rows =
          group === view.total
            ? all
            : all.filter((row) => (by === 'division' ? row[column]?.slice(0, 6) : row[column]) === key)
        const share = (yes: (row: Row) => boolean, no: (row: Row) => boolean) => {
          const [a, b] = [rows.filter(yes).length, rows.filter(no).length]
          return `${a}/${a + b}`
        }
        const late = (row: Row, c: string) =>
          row[`${c}_state`] === 'running' && (row[`${c}_due_at`] ?? '') < (row.as_of ?? '')
        const clock = (c: string) =>
          share(
            (row) => row[`${c}_state`] === 'met',
            (row) => row[`${c}_state`] === 'missed' || late(row, c),
          )
        const last = (row: Row) => row.is_last === '1'
        const ended = (row: Row) => last(row) && /^(solved|explained|explained-by-law)$/.test(row.outcome ?? '')
        const judged = (row: Row) => row.is_judged === '1'
        const rated = (row: Row) => judged(row) && row.level !== ''
        const redone = (row: Row) => judged(row) && (row.round !== '1' || !last(row))
        const old = (row: Row) => Date.parse(row.as_of ?? '') - Date.parse(row.closed_at ?? '') >= 30 * 86_400_000
        const seconds = (from?: string, to?: string) =>
          Math.floor((Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000)
        const timed = rows.filter((row) => !/^(cancelled|untimed|excluded)$/.test(row.finish_state ?? ''))
        const paused = timed.map(
          (row) =>
            Number(row.finish_paused_seconds) + (row.finish_paused_at ? seconds(row.finish_paused_at, row.as_of) : 0),
        )
        const whole = timed.map((row) =>
          row.finish_seconds ? Number(row.finish_seconds) : seconds(row.started_at, row.as_of),
        )
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
        const stranger: Record<RateKey, string> = {
          contact: clock('contact'),
          plan: clock('plan'),
          finish: clock('finish'),
          confirmed: share(
            (r) => last(r) && r.contacted_at !== '' && r.contact_word === 'confirmed',
            (r) => last(r) && r.contacted_at !== '' && r.contact_word !== 'confirmed',
          ),
          closed: share(ended, (r) => last(r) && r.outcome === ''),
          solved: share(
            (r) => rated(r) && r.is_solved === '1',
            (r) => rated(r) && r.is_solved === '0',
          ),
          satisfied: share(
            (r) => rated(r) && Number(r.level) >= 4,
            (r) => rated(r) && Number(r.level) < 4,
          ),
          rated: share(rated, (r) => judged(r) && r.level === ''),
          redone: share(redone, (r) => judged(r) && !redone(r)),
          reopened: share(
            (r) => ended(r) && r.reopened_at !== '',
            (r) => ended(r) && r.reopened_at === '' && old(r),
          ),
          byLaw: share(
            (r) => ended(r) && r.outcome === 'explained-by-law',
            (r) => ended(r) && r.outcome !== 'explained-by-law',
          ),
          paused: `${sum(paused)}/${sum(whole)}`,
        }
        for (const rate of rateKeys) {
          const shown = group.rates[rate]
          expect(`${shown?.numerator}/${shown?.denominator}`, `${by} ${group.name} ${rate}`).toBe(stranger[rate])
        }
        expect(group.registered).toBe(rows.filter(last).length)
        for (const c of ['contact', 'plan', 'finish'] as const) {
          const took = rows
            .filter((row) => /^(met|missed)$/.test(row[`${c}_state`] ?? ''))
            .map((row) => Number(row[`${c}_seconds`]))
            .sort((a, b) => a - b)
          expect(group.times[c].medianSeconds).toBe(took[Math.ceil(took.length / 2) - 1] ?? null)
          expect(group.times[c].p90Seconds).toBe(took[Math.ceil(took.length * 0.9) - 1] ?? null)
        }
      }
    }
    const shown = new TextDecoder().decode((await rateCasesCsv(desk, year)).bytes)
    for (const word of ['公司', '000-555', '联系人']) expect(shown).not.toContain(word)
  }),
)
type Row = Record<string, string | undefined>

test(
  'a unit sees its own numbers alone, what firms said only of enough, and a firm sees none',
  inSampleCity(async (desk) => {
    // One month: a year with a month of few answers would tell them by subtraction.
    const month = { ...year, period: '2026-02' } as const
    const all = await getRates(desk, { ...month, by: 'unit' })
    const answers = ({ rates }: RateGroup) => rates.solved?.denominator ?? 0
    const [own] = all.groups.filter(({ id }) => id !== null).toSorted((a, b) => answers(b) - answers(a))
    expect(own && answers(own)).toBeGreaterThanOrEqual(5)
    const few = all.groups.find(({ id, rates }) => id !== null && (rates.solved?.denominator ?? 0) < 5)
    const head = { ...(await inUnit('unit-head', own?.id ?? '')), now }
    const view = await getRates(head, { ...month, by: 'unit' })
    expect(view.groups.map(({ id }) => id)).toContain(own?.id)
    expect(view.groups.length).toBeLessThan(all.groups.length)
    // Not before the month is closed, and then as it was closed: two looks would tell the rating between them.
    const satisfied = async () =>
      (await getRates(head, { ...month, by: 'unit' })).groups.find(({ id }) => id === own?.id)?.rates.satisfied
    expect(await satisfied()).toBeNull()
    const where = and(eq(timings.unitId, own?.id ?? ''), eq(timings.month, 202602), isNotNull(timings.level))
    await transact(desk, async (tx) => {
      const [period] = await tx.select({ id: periods.id }).from(periods).where(eq(periods.month, 202602))
      await freezeMonth(desk, tx, { id: period?.id ?? '', month: 202602 })
    })
    const { numerator, denominator } = own?.rates.satisfied ?? {}
    expect(await satisfied()).toMatchObject({ numerator, denominator })
    await transact(desk, (tx) => tx.update(timings).set({ level: 1 }).where(where))
    expect(await satisfied()).toMatchObject({ numerator, denominator })
    const other = { ...(await inUnit('unit-head', few?.id ?? '')), now }
    expect((await getRates(other, { ...month, by: 'unit' })).total.rates.solved).toBeNull()
    const asked = { ...year, rate: 'solved', part: 'out', page: 1 } as const
    expect(await refusal(listRateCases(head, asked))).toEqual(['forbidden', 'platform.forbidden'])
    expect(new TextDecoder().decode((await rateCasesCsv(head, year)).bytes)).not.toContain('level')
    const firm = { ...aContext(anActor('enterprise-user')), now }
    expect((await getRates(firm, { ...year, by: 'unit' })).total.registered).toBe(0)
    const codes = (await read(desk, (tx) => tx.select({ code: timings.divisionCode }).from(timings))).map(
      ({ code }) => code,
    )
    const divisions = codes.filter((code) => code.startsWith('990103'))
    const district = { ...aContext(anActor('district-officer', { divisions })), now }
    const there = await getRates(district, { ...month, by: 'division' })
    expect(there.total.registered).toBeGreaterThan(0)
    expect(there.total.registered).toBeLessThan(all.total.registered)
  }),
)

test(
  'nobody reads single ratings in the rates who reads none at the request, and no subtraction tells one',
  inSampleCity(async (desk) => {
    const rated = await read(desk, (tx) =>
      tx
        .select({ id: requests.id, number: requests.number, round: timings.round })
        .from(requests)
        .innerJoin(timings, eq(timings.requestId, requests.id))
        .where(and(eq(timings.isJudged, true), eq(timings.isLast, true), isNotNull(timings.level))),
    )
    const judged = rated.find(({ number }) => number.startsWith(year.period))
    await transact(desk, (tx) =>
      tx
        .update(requests)
        .set({ answerById: desk.actor.accountId })
        .where(eq(requests.id, judged?.id ?? '')),
    )
    const lineOf = async (ctx: Context) => {
      const [head = '', ...lines] = new TextDecoder()
        .decode((await rateCasesCsv(ctx, year)).bytes)
        .trim()
        .split('\r\n')
      const line = lines.find((one) => one.startsWith(`${judged?.number},${judged?.round},`))?.split(',') ?? []
      return head.endsWith('rated_by') ? line.slice(-3) : 'no ratings'
    }
    const another = { ...desk, actor: { ...desk.actor, accountId: 'another', unitId: null } }
    expect(await lineOf(another)).toEqual([
      expect.stringMatching(/[1-5]/),
      expect.stringMatching(/[01]/),
      expect.stringMatching(/^(firm|call-back)$/),
    ])
    expect(await lineOf(desk)).toEqual(['', '', 'withheld'])
    const district = { ...aContext(anActor('district-officer', { divisions: null })), now }
    expect(await lineOf(district)).toBe('no ratings')
    const asked = { ...year, rate: 'rated', part: 'in', page: 1 } as const
    expect(await refusal(listRateCases(district, asked))).toEqual(['forbidden', 'platform.forbidden'])
    expect((await listRateCases(desk, asked)).hidden).toBeGreaterThan((await listRateCases(another, asked)).hidden)

    const all = await getRates(desk, { ...year, by: 'unit' })
    const answers = ({ rates }: RateGroup) => rates.solved?.denominator ?? 0
    const [own] = all.groups.filter(({ id }) => id !== null).toSorted((a, b) => answers(b) - answers(a))
    const head = { ...(await inUnit('unit-head', own?.id ?? '')), now }
    for (const narrower of [{ period: '2026-01-01..2026-03-10' }, { period: '2026', kind: 'help' }] as const) {
      const view = await getRates(head, { frozen: 'no', by: 'unit', ...narrower })
      expect(view.total.rates.contact?.denominator).toBeGreaterThan(0)
      expect([view.total, ...view.groups].map(({ rates }) => rates.satisfied)).toEqual([null, null])
    }
    const byTopic = await getRates(head, { ...year, by: 'topic' })
    expect(byTopic.groups.filter(({ rates }) => rates.solved !== null)).toEqual([])
  }),
)

test('periods, percentiles, the interval and the score are what they say', () => {
  expect(periodOf('2026-Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  expect(periodOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(periodOf('2026-03-01..2026-03-15')).toEqual({ from: '2026-03-01', to: '2026-03-15' })
  for (const wrong of ['2026-13', '2026-03-15..2026-03-01', '2026-02-30..2026-03-01', '', '26'])
    expect(periodOf(wrong)).toBeNull()
  // Published example: 81 of 263 is 0.2553 to 0.3662 (Newcombe 1998, method 3).
  const wide = wilson({ numerator: 81, denominator: 263 })
  expect(wide?.low).toBeCloseTo(0.2553, 4)
  expect(wide?.high).toBeCloseTo(0.3662, 4)
  expect(wilson({ numerator: 0, denominator: 0 })).toBeNull()
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (n, k) => {
      const numerator = Math.min(k, n)
      const interval = wilson({ numerator, denominator: n })
      const [low, high] = [interval?.low ?? 2, interval?.high ?? -1]
      return low <= numerator / n + 1e-9 && numerator / n <= high + 1e-9 && low >= 0 && high <= 1
    }),
  )
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9)
  const rate = { numerator: 9, denominator: 10, excluded: 0, untimed: 0, notYetDue: 0, asOf: '' }
  const rates = Object.fromEntries(rateKeys.map((key) => [key, rate])) as Record<RateKey, typeof rate>
  const rule = { isOn: true, atLeast: 30, weights: { contact: 10, finish: 30 } } as never
  expect(scoreOf(rule, 30, rates)).toBeCloseTo(90)
  expect(scoreOf(rule, 29, rates)).toBeNull()
  expect(scoreOf({ ...(rule as object), isOn: false } as never, 100, rates)).toBeNull()
})
