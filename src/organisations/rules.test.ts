import { expect, test } from 'vitest'
import { makesCycle, parentsFirst, pathOf, reordered, scopeContent, type TreeUnit } from './rules.ts'

const unit = (id: string, parentId: string | null, kind = 'bureau', divisionCode = '990100'): TreeUnit => ({
  id,
  parentId,
  kind,
  divisionCode,
})
const units = [
  unit('city', null, 'city'),
  unit('government', 'city', 'government'),
  unit('industry', 'government'),
  unit('parks', 'industry', 'office'),
  unit('zone', 'government', 'bureau', '990102'),
  unit('east', 'city', 'district', '990102'),
  unit('eastBureau', 'east', 'bureau', '990102'),
  unit('town', 'east', 'town', '990102100'),
  unit('west', 'city', 'district', '990103'),
]
const divisions = [
  { code: '990100', parentCode: null },
  { code: '990102', parentCode: '990100' },
  { code: '990102100', parentCode: '990102' },
  { code: '990103', parentCode: '990100' },
]
const tree = new Map(units.map((one) => [one.id, one]))
const scope = (kind: 'city' | 'district' | 'unit' | 'enterprise' | 'own', id: string) =>
  scopeContent(units, divisions, { kind, id })

test('a path goes from the unit up to the city', () => {
  expect(pathOf(tree, 'parks')).toEqual(['parks', 'industry', 'government', 'city'])
  expect(pathOf(tree, 'nobody')).toEqual([])
})

test('a path through a broken tree ends', () => {
  const loop = new Map([unit('a', 'b'), unit('b', 'a')].map((one) => [one.id, one]))
  expect(pathOf(loop, 'a')).toEqual(['a', 'b'])
})

test('units written piece by piece come after the ones they stand under', () => {
  const order = parentsFirst(units.toReversed()).map(({ id }) => id)
  for (const { id, parentId } of units) {
    if (parentId !== null) expect(order.indexOf(parentId)).toBeLessThan(order.indexOf(id))
  }
  expect(order).toHaveLength(units.length)
})

test('a unit cannot come to stand under itself or under what it leads', () => {
  expect(makesCycle(tree, 'industry', 'industry')).toBe(true)
  expect(makesCycle(tree, 'industry', 'parks')).toBe(true)
  expect(makesCycle(tree, 'industry', 'east')).toBe(false)
})

test('the whole city is no limit', () => {
  expect(scope('city', '990100')).toEqual({ unitIds: null, divisions: null, chainIds: null })
})

test("a district holds its towns and bureaus, but not the city's organ that only sits there", () => {
  expect(scope('district', '990102')).toEqual({
    unitIds: ['east', 'eastBureau', 'town'],
    divisions: ['990102', '990102100'],
    chainIds: null,
  })
})

test('a town officer holds the town alone', () => {
  expect(scope('district', '990102100')).toEqual({ unitIds: ['town'], divisions: ['990102100'], chainIds: null })
})

test('a bureau of the city holds its offices and serves every division, one of a district only its own', () => {
  expect(scope('unit', 'industry')).toEqual({ unitIds: ['industry', 'parks'], divisions: null, chainIds: null })
  expect(scope('unit', 'eastBureau')).toEqual({
    unitIds: ['eastBureau'],
    divisions: ['990102', '990102100'],
    chainIds: null,
  })
})

test('a unit that is not there, a firm and a person hold nothing', () => {
  const nothing = { unitIds: [], divisions: [], chainIds: null }
  expect(scope('unit', 'gone')).toEqual(nothing)
  expect(scope('enterprise', 'industry')).toEqual(nothing)
  expect(scope('own', 'industry')).toEqual(nothing)
})

const siblings = [
  { id: 'a', officialOrder: 10 },
  { id: 'b', officialOrder: 40 },
  { id: 'c', officialOrder: 50 },
]

test('a unit moved to the front passes the order numbers of its siblings around', () => {
  expect(reordered(siblings, 'c', 'a')).toEqual([
    { id: 'c', officialOrder: 10 },
    { id: 'a', officialOrder: 40 },
    { id: 'b', officialOrder: 50 },
  ])
})

test('a unit moved to the end, and one that stays', () => {
  expect(reordered(siblings, 'b', null)).toEqual([
    { id: 'c', officialOrder: 40 },
    { id: 'b', officialOrder: 50 },
  ])
  expect(reordered(siblings, 'a', 'b')).toEqual([])
})
