import { expect, test } from 'vitest'
import { aSmallCity } from '#organisations/builders.ts'
import { countAsked } from '#platform/burden/index.ts'
import { transact } from '#platform/db/transact.ts'
import { newId } from '#platform/ids.ts'
import { aContext, anActor, rolledBack } from '#platform/testing/world.ts'
import { aFirm } from '../builders.ts'
import { addListing } from '../honours/commands.ts'
import { recordFigures } from '../indicators/commands.ts'
import { knownOf } from '../known/queries.ts'
import { burdenOfFirm, readBurden } from './queries.ts'

const ask = { kind: 'firm', by: 'subject', page: 1 } as const

test('a title asks what it makes needed; the meter opens by firm, asker, form and month, and only within the scope', () =>
  rolledBack(async () => {
    const { ids } = await aSmallCity()
    const firm = await aFirm('甲市江海精密机械有限公司')
    const elsewhere = await aFirm('乙区纺织厂', null, '990103')
    const officer = aContext(anActor('enterprise-officer', { unitId: ids.industry }))
    const title = { list: 'innovative-sme', validFrom: '2026-01-01', source: 'notice', evidence: '公告' } as const
    await addListing(officer, firm, title)
    const of = (subjectId: string, form: string, known: number) => {
      return { subject: { kind: 'firm' as const, id: subjectId }, askerId: null, form, fields: 4, known }
    }
    await transact(officer, (tx) =>
      countAsked(tx, officer, [of(firm, 'taxes.report', 3), of(elsewhere, 'taxes.report', 0)]),
    )
    const before = { ...officer, now: () => officer.now().subtract({ hours: 24 * 31 }) }
    await transact(officer, (tx) => countAsked(tx, before, [of(firm, 'taxes.report', 1)]))

    const all = await readBurden(officer, ask)
    expect(all).toMatchObject({
      month: '2026-03',
      total: 2,
      months: [{ month: '2026-02', fields: 4 }, { month: '2026-03' }],
    })
    expect(all.rows[0]).toMatchObject({ key: firm, forms: 2, known: 3 })
    const byAsker = await readBurden(officer, { ...ask, by: 'asker', subject: firm })
    const asked = byAsker.rows.find(({ key }) => key === ids.industry)?.fields ?? 0
    expect(asked).toBeGreaterThan(2)
    expect(byAsker.rows.find(({ key }) => key === 'city')).toMatchObject({ fields: 4, name: null })
    const byForm = await readBurden(officer, { ...ask, by: 'form', subject: firm, asker: 'city', month: '2026-02' })
    expect(byForm.rows).toMatchObject([{ key: 'taxes.report', fields: 4, known: 1 }])
    expect(await burdenOfFirm(officer, firm)).toMatchObject({ month: '2026-03', forms: 2, fields: asked + 4, known: 3 })

    const district = anActor('district-officer', { scope: { kind: 'district', id: '990103' }, divisions: ['990103'] })
    expect((await readBurden(aContext(district), ask)).rows.map(({ key }) => key)).toEqual([elsewhere])
    await expect(burdenOfFirm(aContext(district), firm)).rejects.toMatchObject({ fault: 'not-found' })
  }))

test('a form is offered what is known with its year and source, and nothing that was written down for another use', () =>
  rolledBack(async () => {
    await aSmallCity()
    const firm = await aFirm('甲市江海精密机械有限公司')
    const officer = aContext(anActor('enterprise-officer'))
    for (const [sourceClass, year] of [
      ['annual-report', 2024],
      ['officer', 2023],
    ] as const) {
      const figure = { code: 'employees', year, typed: '120', unit: 'count', isEstimated: false } as const
      await recordFigures(officer, firm, { sourceClass, confirmed: [], figures: [figure] })
    }
    const user = aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id: firm }, divisions: [] }))
    for (const ctx of [officer, user]) {
      const { figures, fields } = await knownOf(ctx, firm)
      expect(figures).toMatchObject([{ code: 'employees', year: 2024, value: 120, sourceClass: 'annual-report' }])
      expect(figures).toHaveLength(1)
      expect(fields).toMatchObject([{ field: 'name', value: '甲市江海精密机械有限公司', from: 'entry' }])
    }
    const stranger = aContext(anActor('enterprise-user', { scope: { kind: 'enterprise', id: newId() }, divisions: [] }))
    await expect(knownOf(stranger, firm)).rejects.toMatchObject({ fault: 'not-found' })
  }))
