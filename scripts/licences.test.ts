import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isAllowed, licencesText, productionPackages } from './licences.ts'

test('the list of licences is that of the lock file', () => {
  const written = readFileSync(new URL('../docs/licences.md', import.meta.url), 'utf8')
  expect(written, 'write it anew: npm run licences').toBe(licencesText(productionPackages()))
})

test('every package may be used in the product', () => {
  expect(productionPackages().filter(({ licence }) => !isAllowed(licence))).toEqual([])
  expect(['(MIT OR GPL-3.0)', 'MIT AND GPL-3.0', 'none named', 'UNLICENSED'].map(isAllowed)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
