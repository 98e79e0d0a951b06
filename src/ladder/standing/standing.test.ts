import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { aFirm } from '#enterprises/builders.ts'
import { aSmallCity } from '#organisations/builders.ts'
import type { Context } from '#platform/actor.ts'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { aContext, anActor, rolledBack, testCity } from '#platform/testing/world.ts'
import { dayNumber } from '../engine/facts.ts'
import { judge } from '../engine/judge.ts'
import { plan } from '../engine/plan.ts'
import { RuleText } from '../engine/text.ts'
import { addPick, closePick } from '../picks/commands.ts'
import { listPicks } from '../picks/queries.ts'
import { proposeRule, ruleApproval } from '../rule-changes/commands.ts'
import { listRules, replay } from '../rule-changes/queries.ts'
import { factCatalogue } from '../rules.ts'
import { judgeAll, judgeStale, markStale } from './commands.ts'
import { getFirm, getOverview, listCandidates, listRenewals } from './queries.ts'

registerApprovals([ruleApproval])

const moment = Temporal.Instant.from('2026-05-01T02:00:00Z')
const by = (role: Parameters<typeof anActor>[0], changed: Parameters<typeof anActor>[1] = {}): Context =>
  aContext(anActor(role, changed), moment)
const officer = by('enterprise-officer', { accountId: 'officer', name: '王工' })

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { fault?: string; key?: string }) => [error.fault, error.key],
  )

/** Figures of 2025 and, where there are two, of 2024 and 2023. */
async function tell(
  enterpriseId: string,
  figures: Record<string, number[]>,
  more: { titles?: [string, string, string][]; tax?: boolean } = {},
) {
  await transact({ city: testCity }, async (tx) => {
    const who = sql`'a', 'a', now()`
    for (const [code, values] of Object.entries(figures))
      for (const [back, value] of values.entries())
        await tx.execute(sql`insert into enterprises.indicators (city, enterprise_id, code, year, value, source_class, entered_by_id,
          entered_by_name, entered_at) values (${testCity}, ${enterpriseId}, ${code}, ${2025 - back}, ${value},
          ${more.tax ? 'tax-authorised' : 'annual-report'}, ${who})`)
    for (const [list, from, to] of more.titles ?? [])
      await tx.execute(sql`insert into enterprises.listings (city, id, enterprise_id, list, valid_from, valid_to, source, evidence,
        entered_by_id, entered_by_name, entered_at) values (${testCity}, ${newId()}, ${enterpriseId}, ${list}, ${from}, ${to},
        'notice', '公告', ${who})`)
  })
}

async function describe(id: string): Promise<void> {
  await transact({ city: testCity }, async (tx) => {
    await tx.execute(sql`insert into enterprises.profiles (city, id, size_class, segment_since_year, rd_institution, product_field,
      product_area, digital_level, has_own_brand, entered_by_id, entered_by_name, entered_at)
      values (${testCity}, ${id}, 'small', 2019, 'city', 'sei', 'base', 4, true, 'a', 'a', now())`)
    await tx.execute(sql`insert into enterprises.rights (city, id, enterprise_id, kind, right_class, number, name, origin, granted_on,
      is_for_leading_product, is_applied, entered_by_id, entered_by_name, entered_at)
      values (${testCity}, ${newId()}, ${id}, 'invention', 'I', 'ZL1', '一种装置', 'own', '2022-01-01', true, true, 'a', 'a', now())`)
  })
}

const good = {
  revenue: [48_000_000, 44_000_000, 40_000_000],
  'main-revenue': [40_800_000, 37_000_000, 34_000_000],
  'rd-expense': [2_400_000, 2_200_000],
  assets: [50_000_000],
  liabilities: [27_500_000],
  employees: [100],
  'rd-staff': [12],
  'net-profit': [3_840_000],
  'equity-raised': [0, 0, 0],
  'development-score': [5200],
}

/** Three firms: one ready for the middle level, one 10 yuan of research short, one of which little is known. */
async function threeFirms() {
  await aSmallCity()
  const [ready, near, unknown] = [
    await aFirm('甲市满分厂'),
    await aFirm('甲市差一点厂'),
    await aFirm('甲市无数据厂', null, '990103'),
  ]
  const base: [string, string, string] = ['innovative-sme', '2024-05-01', '2027-04-30']
  for (const id of [ready, near]) await describe(id)
  await tell(ready, good, { titles: [base] })
  await tell(near, { ...good, 'rd-expense': [1_439_990, 2_200_000] }, { titles: [base] })
  await tell(unknown, { revenue: [90_000_000] }, { titles: [['innovative-sme', '2023-08-01', '2026-07-31']] })
  return { ready, near, unknown }
}

test('every firm is judged from the registry, and who may see it finds the nearest with what each lacks', () =>
  rolledBack(async () => {
    const { ready, near, unknown } = await threeFirms()
    expect(await refusal(judgeAll(by('city-leader')))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await judgeAll(officer)).toEqual({ firms: 3 })

    const { rows, onDay } = await listCandidates(officer, { rule: 'srdi-sme' })
    expect(onDay).toBe('2026-05-01')
    expect(rows.map(({ id }) => id).sort()).toEqual([ready, near, unknown].sort())
    const of = (id: string) => rows.find((row) => row.id === id)
    expect(of(ready)).toMatchObject({ unmet: [], missing: [] })
    expect(of(near)?.unmet).toMatchObject([
      { id: 'rd', distance: [{ fact: 'rd-expense', by: 10, to: 1_440_000, unit: 'yuan' }] },
    ])
    expect(of(unknown)?.missing).toContain('main-revenue')
    expect(of(unknown)?.unmet).toEqual([])
    expect(
      (await listCandidates(officer, { rule: 'little-giant' })).rows.find(({ id }) => id === ready)?.unmet,
    ).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'title' })]))

    const east = by('district-officer', { divisions: ['990102'] })
    expect((await listCandidates(east, { rule: 'srdi-sme' })).rows.map(({ id }) => id).sort()).toEqual(
      [ready, near].sort(),
    )
    expect(await refusal(getFirm(east, unknown))).toEqual(['not-found', 'ladder.noFirm'])
    const own = by('enterprise-user', { scope: { kind: 'enterprise', id: near }, divisions: [] })
    expect(await refusal(getFirm(own, ready))).toEqual(['not-found', 'ladder.noFirm'])
    expect((await getFirm(own, near)).firm.name).toBe('甲市差一点厂')

    const overview = await getOverview(officer)
    const middle = overview.rungs.filter(({ rule }) => rule === 'srdi-sme')
    expect(middle).toMatchObject([
      { division: '990102', firms: 2, holders: 0, ready: 1, near: 1, unknown: 0 },
      { division: '990103', firms: 1, holders: 0, ready: 0, near: 0, unknown: 1 },
    ])
    expect(overview.years.filter(({ rule }) => rule === 'innovative-sme')).toMatchObject([
      { year: 2023, holders: 1 },
      { year: 2024, holders: 3 },
      { year: 2025, holders: 3 },
      { year: 2026, holders: 3 },
    ])
    const renewals = await listRenewals(officer)
    expect(renewals.rows.map(({ id, rule, endsOn }) => [id, rule, endsOn])).toEqual([
      [unknown, 'innovative-sme', '2026-07-31'],
      ...[near, ready].sort().map((id) => [id, 'innovative-sme', '2027-04-30']),
    ])
    expect(await judgeStale(officer)).toBe(0)
  }))

test('the page of a firm judges by itself what the database judged for all; tax figures are not among its facts', () =>
  rolledBack(async () => {
    const { ready, unknown } = await threeFirms()
    await tell(unknown, { assets: [7], liabilities: [3] }, { tax: true })
    expect(await judgeStale(officer)).toBe(3)
    const { facts, rules } = await getFirm(officer, ready)
    expect(facts).toMatchObject({
      revenue: 48_000_000,
      'revenue-2': 40_000_000,
      'segment-years': 6,
      digital: 3,
      'best-right': 3,
    })
    expect(facts['innovative-sme.until']).toBe(dayNumber('2027-04-30'))
    const rule = rules.find((one) => one.rule === 'srdi-sme')
    const told = judge(plan(RuleText.parse(rule?.text), factCatalogue, '2026-05-01'), facts)
    expect(told.passes).toBe('review')
    expect((await getFirm(officer, unknown)).facts).toMatchObject({
      assets: null,
      liabilities: null,
      revenue: 90_000_000,
    })
  }))

test('a draft says who wins and who loses before a second person puts it in force, and then it judges', () =>
  rolledBack(async () => {
    const { near } = await threeFirms()
    await judgeAll(officer)
    const current = (await listRules(officer)).rules.find(({ rule }) => rule === 'srdi-sme')
    const share = current?.numbers.filter(({ value }) => value === '3%') ?? []
    expect(share).toHaveLength(1)
    const edits = share.map(({ at }) => ({ at, to: '2.99%' }))
    const told = await replay(officer, { rule: 'srdi-sme', edits })
    expect(told).toMatchObject({ firms: 3, problems: [], rows: [{ id: near, kind: 'wins', decides: ['rd'] }] })
    expect(
      (
        await replay(officer, {
          rule: 'innovative-sme',
          edits: [{ at: 'groups.0.indicators.1.score.bands.at.0.from', to: '6%' }],
        })
      ).problems,
    ).toEqual(
      [{ place: 'groups.innovation.rd', problem: 'overlap', what: '6% … 5%' }].map(() =>
        expect.objectContaining({ place: 'groups.innovation.rd' }),
      ),
    )

    const draft = {
      rule: 'srdi-sme' as const,
      edits,
      validFromOn: '2026-05-01',
      source: '市府办通知',
      basedOn: current?.versionId ?? '',
    }
    expect(await refusal(proposeRule(by('district-officer', { divisions: ['990102'] }), draft))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    expect(await refusal(proposeRule(officer, { ...draft, validFromOn: '2026-04-30' }))).toEqual([
      'invalid',
      'platform.ruleInThePast',
    ])
    expect(await refusal(proposeRule(officer, { ...draft, edits: [{ at: 'zh', to: '9' }] }))).toEqual([
      'invalid',
      'ladder.unsound',
    ])
    const { approvalId } = await proposeRule(officer, draft)
    const second = by('enterprise-officer', { accountId: 'second', name: '李工' })
    expect((await listCandidates(second, { rule: 'srdi-sme' })).rows.find(({ id }) => id === near)?.unmet).toHaveLength(
      1,
    )
    const decision = { version: 1, approve: true, note: '' }
    expect(await refusal(decideApproval(officer, approvalId, decision))).not.toBe('done')
    await decideApproval(second, approvalId, decision)
    expect((await listCandidates(second, { rule: 'srdi-sme' })).rows.find(({ id }) => id === near)?.unmet).toEqual([])
    expect((await listRules(second)).rules.find(({ rule }) => rule === 'srdi-sme')?.isNational).toBe(false)
  }))

test('the work plan tells what a firm lacked when it was picked, and what it lacks now', () =>
  rolledBack(async () => {
    const { near } = await threeFirms()
    await judgeAll(officer)
    const pick = { enterpriseId: near, rule: 'srdi-sme' as const, dueOn: '2026-06-30', note: '补充研发费用' }
    expect(await refusal(addPick(by('city-leader'), pick))).toEqual(['forbidden', 'platform.forbidden'])
    expect(await refusal(addPick(officer, { ...pick, enterpriseId: newId() }))).toEqual(['not-found', 'ladder.noFirm'])
    expect(await refusal(addPick(officer, { ...pick, dueOn: '2026-04-30' }))).toEqual([
      'invalid',
      'ladder.pickInThePast',
    ])
    const { id } = await addPick(officer, pick)
    expect(await refusal(addPick(officer, pick))).toEqual(['conflict', 'ladder.pickedBefore'])
    await transact({ city: testCity }, (tx) =>
      tx.execute(
        sql`update enterprises.indicators set value = 1440000 where code = 'rd-expense' and year = 2025 and value = 1439990`,
      ),
    )
    await transact({ city: testCity }, (tx) => markStale(officer, tx, { subject: { kind: 'enterprise', id: near } }))
    expect(await judgeStale(officer)).toBe(1)
    expect(await judgeStale(officer)).toBe(0)
    expect((await listPicks(officer)).rows).toMatchObject([
      { id, firmName: '甲市差一点厂', officerName: '王工', unmetThen: ['rd'], unmetNow: [], isOverdue: false },
    ])
    expect((await listPicks(by('district-officer', { divisions: ['990103'] }))).rows).toEqual([])
    const closing = { version: 1, state: 'reached' as const, note: null }
    expect(await refusal(closePick(by('enterprise-officer', { divisions: ['990103'] }), id, closing))).toEqual([
      'not-found',
      'ladder.noPick',
    ])
    await closePick(officer, id, closing)
    expect(await refusal(closePick(officer, id, closing))).toEqual(['conflict', 'platform.changedMeanwhile'])
  }))
