import fc from 'fast-check'
import { expect, test } from 'vitest'
import { administrators, officials, roles } from '#platform/roles.ts'
import { scopeContent } from '../rules.ts'
import {
  actingFault,
  clashFault,
  leavesNobody,
  overlaps,
  periodFault,
  roleFault,
  scopeKindsOf,
  stateOn,
} from './rules.ts'

const day = fc.integer({ min: 0, max: 60 }).map((at) => new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10))
const period = fc.record({ fromOn: day, toOn: fc.option(day) })

test('two periods share a day exactly where some day lies in both', () => {
  const days = Array.from({ length: 70 }, (_, at) => new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(period, period, (one, other) => {
      fc.pre((one.toOn ?? '9') >= one.fromOn && (other.toOn ?? '9') >= other.fromOn)
      const both = days.some((at) => stateOn(one, at) === 'now' && stateOn(other, at) === 'now')
      expect(overlaps(one, other)).toBe(both)
    }),
  )
})

test('no set of roles that the rule lets grow ever holds two of the three, or an administrator in business', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...roles), { maxLength: 12 }), (wanted) => {
      const held: (typeof roles)[number][] = []
      for (const role of wanted) if (clashFault(role, held) === null) held.push(role)
      const offices = new Set(held.filter((role) => administrators.includes(role)))
      expect(offices.size).toBeLessThanOrEqual(1)
      if (offices.size === 1) expect(held.every((role) => offices.has(role))).toBe(true)
    }),
  )
})

test('every role has a scope, and an official needs a unit', () => {
  for (const role of roles) {
    for (const scopeKind of scopeKindsOf[role]) {
      expect(roleFault({ role, scopeKind, unitId: 'unit' })).toBeNull()
      expect(roleFault({ role, scopeKind, unitId: null }) === null).toBe(!officials.includes(role))
    }
  }
})

test('ninety days of acting are the most, inside the post, one deputy at a time', () => {
  const post = { fromOn: '2026-01-01', toOn: '2026-12-31', actingFor: null }
  const wanted = { fromOn: '2026-03-01', toOn: '2026-05-29' }
  expect(actingFault(post, wanted, [])).toBeNull()
  expect(actingFault(post, { ...wanted, toOn: '2026-05-30' }, [])?.key).toBe('accounts.actingTooLong')
  expect(actingFault({ ...post, toOn: '2026-05-28' }, wanted, [])?.key).toBe('accounts.actingOutside')
  expect(actingFault(post, wanted, [{ fromOn: '2026-05-29', toOn: '2026-06-10' }])?.key).toBe('accounts.alreadyActing')
  expect(actingFault(post, wanted, [{ fromOn: '2026-05-30', toOn: '2026-06-10' }])).toBeNull()
  expect(actingFault({ ...post, actingFor: 'other' }, wanted, [])?.key).toBe('accounts.actingForActing')
})

test('days are in order and not over', () => {
  expect(periodFault({ fromOn: '2026-03-11', toOn: '2026-03-10' }, '2026-03-10')?.key).toBe('accounts.datesOrder')
  expect(periodFault({ fromOn: '2026-03-01', toOn: '2026-03-09' }, '2026-03-10')?.key).toBe('accounts.datesOver')
  expect(periodFault({ fromOn: '2026-03-01', toOn: '2026-03-10' }, '2026-03-10')).toBeNull()
})

test('who acts for an administrator is no successor', () => {
  const other = { role: 'security-administrator', fromOn: '2026-01-01', toOn: null, actingFor: null } as const
  expect(leavesNobody('security-administrator', '2026-03-10', [other])).toBe(false)
  expect(leavesNobody('security-administrator', '2026-03-10', [{ ...other, actingFor: 'x' }])).toBe(true)
  expect(leavesNobody('security-administrator', '2026-03-10', [{ ...other, fromOn: '2026-03-11' }])).toBe(true)
  expect(leavesNobody('unit-head', '2026-03-10', [])).toBe(false)
})

const divisions = [
  { code: '990100', parentCode: null },
  { code: '990102', parentCode: '990100' },
  { code: '990102100', parentCode: '990102' },
  { code: '990103', parentCode: '990100' },
]
const unit = (id: string, parentId: string | null, kind: string, divisionCode: string) => {
  return { id, parentId, kind, divisionCode }
}
const units = [
  unit('city', null, 'city', '990100'),
  unit('industry', 'city', 'bureau', '990100'),
  unit('parks', 'industry', 'office', '990100'),
  unit('east', 'city', 'district', '990102'),
  unit('eastBureau', 'east', 'bureau', '990102'),
  unit('town', 'east', 'town', '990102100'),
  unit('west', 'city', 'district', '990103'),
]
const portfolio = (parts: { kind: string; itemId: string }[]) =>
  scopeContent(units, divisions, { kind: 'portfolio', id: 'grant' }, parts)
const part = fc.oneof(
  fc.record({ kind: fc.constant('unit'), itemId: fc.constantFrom(...units.map(({ id }) => id), 'gone') }),
  fc.record({ kind: fc.constant('district'), itemId: fc.constantFrom('990102', '990103', '990102100', '990199') }),
  fc.record({ kind: fc.constant('chain'), itemId: fc.constantFrom('one', 'two') }),
)

test('a portfolio holds the units of its parts together, and a named district never opens another', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const whole = portfolio(parts)
      const each = parts.map((one) => portfolio([one]))
      const sorted = (ids: Iterable<string>) => [...new Set(ids)].toSorted()
      expect(sorted(whole.unitIds ?? [])).toEqual(sorted(each.flatMap(({ unitIds }) => unitIds ?? [])))
      const chains = parts.filter(({ kind }) => kind === 'chain').map(({ itemId }) => itemId)
      expect(sorted(whole.chainIds ?? [])).toEqual(sorted(chains))
      if (parts.some(({ kind }) => kind === 'district')) expect(whole.divisions).not.toBeNull()
      if (whole.divisions?.includes('990103')) {
        expect(parts.some(({ itemId }) => itemId === '990103' || itemId === 'west')).toBe(true)
      }
    }),
  )
})

test('a bureau of the city beside a district serves that district alone; by itself it serves the city', () => {
  const bureau = { kind: 'unit', itemId: 'industry' }
  expect(portfolio([bureau])).toEqual({ unitIds: ['industry', 'parks'], divisions: null, chainIds: null })
  expect(portfolio([bureau, { kind: 'district', itemId: '990102' }])).toEqual({
    unitIds: ['industry', 'parks', 'east', 'eastBureau', 'town'],
    divisions: ['990102', '990102100'],
    chainIds: null,
  })
  expect(portfolio([])).toEqual({ unitIds: [], divisions: [], chainIds: null })
})
