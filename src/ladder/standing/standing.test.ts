import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { rolledBack, testCity } from '#platform/testing/world.ts'
import { dayNumber } from '../engine/facts.ts'
import { judge } from '../engine/judge.ts'
import { plan } from '../engine/plan.ts'
import { RuleText } from '../engine/text.ts'
import { addPick, closePick, followPick, handPick } from '../picks/commands.ts'
import { listPicks, listTakers } from '../picks/queries.ts'
import { proposeRule, ruleApproval } from '../rule-changes/commands.ts'
import { listRules, replay } from '../rule-changes/queries.ts'
import { factCatalogue } from '../rules.ts'
import { anAccountOf, by, moment, officer, refusal, second, tell, threeFirms } from './builders.ts'
import { judgeAll, judgeStale, markStale } from './commands.ts'
import { getEvaluation, listEvaluations } from './log/queries.ts'
import { getFirm, getOverview, listCandidates, listRenewals } from './queries.ts'

registerApprovals([ruleApproval])

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
    expect(middle).toMatchObject([
      { judged: 2, meets: 1 },
      { judged: 0, meets: 0 },
    ])
    expect(
      overview.years
        .filter(({ rule }) => rule === 'innovative-sme')
        .map(({ year, division, holders }) => `${year} ${division} ${holders}`),
    ).toEqual([
      ...['2023 990103 1', '2024 990102 2', '2024 990103 1', '2025 990102 2', '2025 990103 1'],
      ...['2026 990102 2', '2026 990103 1'],
    ])
    const renewals = await listRenewals(officer)
    expect(renewals.rows.map(({ id, rule, endsOn }) => [id, rule, endsOn])).toEqual([
      [unknown, 'innovative-sme', '2026-07-31'],
      ...[near, ready].sort().map((id) => [id, 'innovative-sme', '2027-04-30']),
    ])
    expect(await judgeStale(officer)).toBe(0)
    expect((await listCandidates(officer, { rule: 'srdi-sme', page: 2 })).rows).toEqual([])
  }))

test('each evaluation is written down, and what changed for a firm says the figure, the rule or the day', () =>
  rolledBack(async () => {
    const { ready, near } = await threeFirms()
    await judgeAll(officer)
    await transact({ city: testCity }, (tx) =>
      tx.execute(
        sql`update enterprises.indicators set value = 1440000 where code = 'rd-expense' and year = 2025 and value = 1439990`,
      ),
    )
    await transact({ city: testCity }, (tx) => markStale(officer, tx, { subject: { kind: 'enterprise', id: near } }))
    const later = { ...officer, now: () => moment.add({ minutes: 1 }) }
    await judgeStale(later)
    const figure = (await getFirm(later, near)).changes.find(({ rule }) => rule === 'srdi-sme')
    expect(figure).toMatchObject({
      ...{ reason: 'figure', before: 'not-met', after: 'review', onDay: '2026-05-01' },
      criteria: [{ id: 'rd', before: 'not-met', after: 'met' }],
      facts: [{ fact: 'rd-expense', unit: 'yuan', before: 1_439_990, after: 1_440_000 }],
    })
    expect((await getFirm(later, ready)).changes).toEqual([])
    // Fourteen months later the base titles have run out; no figure of the last year is known any more.
    const nextYear = { ...officer, now: () => moment.add({ hours: 24 * 425 }) }
    await judgeStale(nextYear)
    const { rows, total } = await listEvaluations(officer, { page: 1 })
    expect(total).toBe(3)
    expect(rows.map(({ cause, firms, changed }) => [cause, firms, changed > 0])).toEqual([
      ['day', 3, true],
      ['firms', 1, true],
      ['asked', 3, false],
    ])
    expect(rows[0]?.versions.find(({ rule }) => rule === 'srdi-sme')?.validFromOn).toBe('2026-04-01')
    const one = await getEvaluation(officer, rows[1]?.id ?? '')
    expect(one.rows.map(({ firm }) => firm.id)).toEqual(one.rows.map(() => near))
    const elsewhere = by('district-officer', { divisions: ['990103'] })
    expect(await getEvaluation(elsewhere, rows[1]?.id ?? '')).toMatchObject({ rows: [], total: 0 })
    expect(await refusal(getEvaluation(officer, newId()))).toEqual(['not-found', 'ladder.noEvaluation'])
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
      {
        id,
        firmName: '甲市差一点厂',
        officerName: '王工',
        unmetThen: ['rd'],
        unmetNow: [],
        isOverdue: false,
        officerIsGone: true,
      },
    ])
    expect((await listPicks(by('district-officer', { divisions: ['990103'] }))).rows).toEqual([])
    const handed = { officerId: 'nobody', dueOn: '2026-07-31', followUpOn: '2026-05-20', note: '王工调走' }
    expect(await refusal(handPick(officer, id, { version: 1, ...handed }))).toEqual(['invalid', 'ladder.noOfficer'])
    expect(await refusal(handPick(officer, id, { version: 1, ...handed, dueOn: '2026-04-30' }))).toEqual([
      'invalid',
      'ladder.pickInThePast',
    ])
    const east = await anAccountOf('district-officer', { kind: 'district', id: '990102' }, '赵工')
    const west = await anAccountOf('district-officer', { kind: 'district', id: '990103' }, '钱工')
    expect((await listTakers(officer, id)).map(({ name }) => name)).toEqual(['赵工'])
    expect(await refusal(handPick(officer, id, { version: 1, ...handed, officerId: west }))).toEqual([
      'invalid',
      'ladder.noOfficer',
    ])
    await handPick(officer, id, { version: 1, ...handed, officerId: east })
    await followPick(by('district-officer', { accountId: east, name: '赵工', divisions: ['990102'] }), id, {
      ...{ version: 2, followUpOn: '2026-06-10', note: '已到企业看过台账' },
    })
    expect((await listPicks(officer)).rows).toMatchObject([
      {
        ...{ officerName: '赵工', officerIsGone: false, dueOn: '2026-07-31', followUpOn: '2026-06-10' },
        steps: [
          { kind: 'followed', byName: '赵工', note: '已到企业看过台账' },
          { kind: 'handed', byName: '王工', officerName: '赵工', note: '王工调走' },
        ],
      },
    ])
    const closing = { version: 3, state: 'reached' as const, note: null }
    expect(await refusal(closePick(by('enterprise-officer', { divisions: ['990103'] }), id, closing))).toEqual([
      'not-found',
      'ladder.noPick',
    ])
    await closePick(officer, id, closing)
    expect(await refusal(closePick(officer, id, closing))).toEqual(['conflict', 'platform.changedMeanwhile'])
  }))
