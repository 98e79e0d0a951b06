import { expect, test } from 'vitest'
import { childrenOf, nameIn, wayUp } from './names.ts'

const bureau = { name: '甲市统计局', shortName: '市统计局', nameEn: 'Statistics Bureau', kind: 'bureau' }

test('a unit is called by its short name, a district by its whole one, and in English where it has an English name', () => {
  expect(nameIn('zh', bureau)).toBe('市统计局')
  expect(nameIn('zh', { ...bureau, name: '东区', shortName: '东', kind: 'district' })).toBe('东区')
  expect(nameIn('en', bureau)).toBe('Statistics Bureau')
  expect(nameIn('en', { ...bureau, nameEn: '' })).toBe('市统计局')
})

const units = [
  { id: 'city', parentId: null },
  { id: 'a', parentId: 'city' },
  { id: 'b', parentId: 'city' },
  { id: 'c', parentId: 'a' },
  { id: 'orphan', parentId: 'closed' },
]

test('units keep their order below their parent; one whose parent is not listed stands at the top', () => {
  const children = childrenOf(units)
  expect(children.get('')?.map(({ id }) => id)).toEqual(['city', 'orphan'])
  expect(children.get('city')?.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('the way up ends at the root, and in a loop too', () => {
  expect([...wayUp(units, 'c')]).toEqual(['c', 'a', 'city'])
  expect([...wayUp(units, undefined)]).toEqual([])
  const loop = [
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ]
  expect([...wayUp(loop, 'x')]).toEqual(['x', 'y'])
})
