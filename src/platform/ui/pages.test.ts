import { expect, test } from 'vitest'
import { plainSearch } from './address.ts'
import { mayOpen, type PageEntry } from './pages.ts'

const page: PageEntry = { path: '/units', titleKey: 'x', load: () => Promise.reject(new Error('not opened here')) }

test('a page without roles is open to everybody signed in, one with roles only to them', () => {
  expect(mayOpen(page, 'enterprise-user')).toBe(true)
  expect(mayOpen({ ...page, roles: ['city-leader'] }, 'city-leader')).toBe(true)
  expect(mayOpen({ ...page, roles: ['city-leader'] }, 'enterprise-user')).toBe(false)
})

test('filters stand in the address as they are and come back the same', () => {
  const filters = { q: '8% 以上&下', page: '2', empty: '' }
  const written = plainSearch.stringifySearch(filters)
  expect(written).not.toContain('%22')
  expect(plainSearch.parseSearch(written)).toEqual({ q: '8% 以上&下', page: '2' })
  expect(plainSearch.stringifySearch({})).toBe('')
})
