import { expect, test } from 'vitest'
import { decideApproval } from '#platform/approvals/commands.ts'
import { registerApprovals } from '#platform/approvals/index.ts'
import { getApproval } from '#platform/approvals/queries.ts'
import { rolledBack } from '#platform/testing/world.ts'
import { judge } from '../engine/judge.ts'
import { plan } from '../engine/plan.ts'
import { RuleText } from '../engine/text.ts'
import { checkLadderText, factCatalogue } from '../rules.ts'
import { by, moment, officer, refusal, second, threeFirms } from '../standing/builders.ts'
import { judgeAll, judgeStale } from '../standing/commands.ts'
import { getFirm, getOverview, listCandidates } from '../standing/queries.ts'
import { proposeRule, ruleApproval } from './commands.ts'
import { addDraft, dropDraft, keepDraft } from './drafts/commands.ts'
import { getDraft, listDrafts } from './drafts/queries.ts'
import { listRules, replay } from './queries.ts'

registerApprovals([ruleApproval])

const named = { zh: '百强培育', en: 'Candidates of the hundred', regime: '2026', document: '市府办〔2026〕8号' }
const reserve = {
  ...{ ...named, sure: 'verified' },
  pass: {
    allOf: [
      { id: 'size', of: 'revenue', atLeast: '4800万元', zh: '上年营业收入不低于4800万元', article: '第三条' },
      { id: 'lists', not: { holds: ['abnormal-operation'] }, zh: '未列入经营异常名录', article: '第四条' },
    ],
  },
}
const agree = { version: 1, approve: true, note: '' }
const draft = {
  ...{ rule: 'listing-reserve', edits: [], validFromOn: null, source: null, basedOn: null },
  text: JSON.stringify(reserve),
}

test('a list of the city is written, saved, refused with its place, replayed, agreed to and then judged like the others', () =>
  rolledBack(async () => {
    const { ready, near, unknown } = await threeFirms()
    await judgeAll(officer)

    // Unsound drafts are kept, and told where they are wrong.
    const tooFarBack = { id: 'back', of: { sum: 'revenue', years: 5 }, atLeast: '1亿元' }
    const wrong = { ...reserve, pass: { allOf: [...reserve.pass.allOf, tooFarBack, { of: 'luck', atLeast: 1 }] } }
    const unsound = { ...draft, text: JSON.stringify(wrong) }
    expect(await refusal(addDraft(by('district-officer', { divisions: ['990102'] }), draft))).toEqual([
      'forbidden',
      'platform.forbidden',
    ])
    expect(await refusal(addDraft(officer, { ...draft, rule: 'srdi-sme' }))).toEqual(['invalid', 'ladder.notOwn'])
    const { id } = await addDraft(officer, unsound)
    expect((await replay(officer, unsound)).problems.map(({ place, problem }) => `${place} ${problem}`)).toEqual([
      'pass.allOf.2 fact',
      'pass.allOf.2 fact',
      'pass.allOf.3 fact',
    ])
    expect(
      await refusal(proposeRule(officer, { ...unsound, validFromOn: '2026-05-01', source: '市府办通知' })),
    ).toEqual(['invalid', 'ladder.unsound'])
    // A colleague continues it tomorrow.
    expect(await keepDraft(second, id, { ...draft, version: 1 })).toEqual({ id, version: 2 })
    expect(await refusal(keepDraft(officer, id, { ...draft, version: 1 }))).toEqual([
      'conflict',
      'platform.changedMeanwhile',
    ])
    expect(JSON.parse((await getDraft(officer, id)).text ?? '')).toEqual(reserve)
    expect(await listDrafts(officer)).toMatchObject({
      rows: [{ name: { zh: '百强培育' }, createdByName: '王工', updatedByName: '李工', isWaiting: false }],
    })

    const told = await replay(officer, draft)
    expect(told).toMatchObject({ problems: [], firms: 3 })
    expect(told.rows.map((row) => [row.id, row.kind]).sort()).toEqual(
      [ready, near, unknown].map((firm) => [firm, 'wins']).sort(),
    )
    expect((await listRules(officer)).rules.some(({ rule }) => rule === 'listing-reserve')).toBe(false)

    const proposal = { ...draft, validFromOn: '2026-05-01', source: '市府办〔2026〕8号', draftId: id }
    const { approvalId } = await proposeRule(officer, proposal)
    expect((await listDrafts(officer)).rows).toMatchObject([{ isWaiting: true }])
    expect(await refusal(dropDraft(officer, id, { version: 2 }))).toEqual(['conflict', 'ladder.draftWaits'])
    expect((await getApproval(second, approvalId)).lines.map(({ facts }) => facts.what ?? facts.source)).toEqual([
      ...['上年营业收入不低于4800万元', '未列入经营异常名录', '市府办〔2026〕8号'],
    ])
    expect(await refusal(decideApproval(officer, approvalId, agree))).not.toBe('done')
    await decideApproval(second, approvalId, agree)
    expect((await listDrafts(officer)).rows).toEqual([])

    const { rows, titles } = await listCandidates(officer, { rule: 'listing-reserve' })
    expect(titles.at(-1)).toEqual({
      rule: 'listing-reserve',
      zh: '百强培育',
      en: 'Candidates of the hundred',
      isLocal: true,
    })
    expect(rows.map(({ unmet }) => unmet.length)).toEqual([0, 0, 0])
    const overview = await getOverview(officer)
    expect(overview.rungs.filter(({ rule }) => rule === 'listing-reserve')).toMatchObject([
      { division: '990102', firms: 2, ready: 2, judged: 2, meets: 2 },
      { division: '990103', firms: 1, ready: 1, judged: 1, meets: 1 },
    ])
    const own = by('enterprise-user', { scope: { kind: 'enterprise', id: near }, divisions: [] })
    const mine = await getFirm(own, near)
    const local = mine.rules.find(({ rule }) => rule === 'listing-reserve')
    expect(judge(plan(RuleText.parse(local?.text), factCatalogue, '2026-05-01'), mine.facts).passes).toBe('met')

    // One yuan more is asked from the next day on: by then two firms lose, and the version before stays as it was.
    const more = { ...reserve, pass: { allOf: [{ ...reserve.pass.allOf[0], atLeast: '48000001元' }] } }
    const next = { ...draft, text: JSON.stringify(more), validFromOn: '2026-05-02', source: '市府办〔2026〕9号' }
    expect(await refusal(proposeRule(officer, next))).toEqual(['conflict', 'platform.changedMeanwhile'])
    expect((await replay(officer, next)).rows.map((row) => [row.id, row.kind, row.decides]).sort()).toEqual(
      [ready, near].map((firm) => [firm, 'loses', ['size']]).sort(),
    )
    const later = await proposeRule(officer, { ...next, basedOn: local?.versionId ?? null })
    const portfolio = by('city-leader', { accountId: 'part', scope: { kind: 'portfolio', id: 'x' } })
    expect(await refusal(decideApproval(portfolio, later.approvalId, agree))).not.toBe('done')
    await decideApproval(by('city-leader', { accountId: 'mayor', name: '罗市长' }), later.approvalId, agree)
    expect((await listCandidates(officer, { rule: 'listing-reserve' })).rows.map(({ unmet }) => unmet.length)).toEqual([
      0, 0, 0,
    ])
    const tomorrow = { ...officer, now: () => moment.add({ hours: 24 }) }
    await judgeStale(tomorrow)
    expect((await getFirm(tomorrow, near)).changes[0]).toMatchObject({
      ...{ rule: 'listing-reserve', reason: 'rule', before: 'met', after: 'not-met' },
      criteria: [{ id: 'size', before: 'met', after: 'not-met' }],
    })
  }))

test('a rule that ships is not written over, and the last version seen is what a new one stands on', () =>
  rolledBack(async () => {
    await threeFirms()
    const shipped = { ...draft, rule: 'srdi-sme', validFromOn: '2026-05-01', source: '市府办通知' }
    expect(await refusal(proposeRule(officer, shipped))).toEqual(['invalid', 'ladder.notOwn'])
    expect(await refusal(replay(officer, shipped))).toEqual(['invalid', 'ladder.notOwn'])
    expect(await refusal(proposeRule(officer, { ...shipped, rule: 'my-list', text: '{' }))).toEqual([
      'invalid',
      'ladder.unsound',
    ])
    expect(checkLadderText(reserve)).toEqual([])
    const [size, lists] = reserve.pass.allOf
    const wrong = (one: unknown) => checkLadderText({ ...reserve, pass: { allOf: [lists, one] } })
    expect(wrong({ ...size, atLeast: '许多' }).map(({ place }) => place)).toEqual(['pass.allOf.1.atLeast'])
    expect(wrong({ nonsense: 1 }).map(({ place }) => place)).toEqual(['pass.allOf.1'])
  }))
