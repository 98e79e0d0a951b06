import { expect, test } from 'vitest'
import { citationAddress } from '../../contract.ts'
import { citedIn } from './cited.ts'

test('the address of a citation leads back to exactly its words', () => {
  const place = { article: 2, paragraph: 0, start: 14, end: 31 }
  const { to, query } = citationAddress({ documentId: 'd', readingId: 'r', ...place })
  expect(to).toBe('/documents/d')
  expect(query.reading).toBe('r')
  expect(citedIn(query)).toEqual(place)
})

test.each([
  {},
  { article: '0', paragraph: '0', start: '5' },
  { article: '0', paragraph: '0', start: '9', end: '5' },
  { article: '-1', paragraph: '0', start: '1', end: '5' },
  { article: '0', paragraph: 'x', start: '1', end: '5' },
])('an address that names no words marks none: %o', (query) => {
  expect(citedIn(query)).toBeNull()
})
