import { expect, test } from 'vitest'
import { roles } from '#platform/roles.ts'
import { firstSteps } from './home-steps.ts'
import { zh } from './messages.zh.ts'

// As text: loading the pages themselves would load every icon.
const entries = import.meta.glob<string>('../*/pages/entries.tsx', { eager: true, query: '?raw', import: 'default' })
const words: Readonly<Record<string, string>> = zh

test('a planning officer puts in a document, confirms what was read, and looks at the cascade', () => {
  expect(firstSteps('planning-officer', () => true).map(({ name }) => name)).toEqual(['putIn', 'confirm', 'cascade'])
})

test('a step whose page is not there, or not open to the post, is not offered', () => {
  expect(firstSteps('planning-officer', (path) => path !== '/goals').map(({ name }) => name)).toEqual([
    'putIn',
    'confirm',
  ])
  expect(firstSteps('city-leader', () => false)).toEqual([])
})

test('every first step leads to a page of the product and has its words', () => {
  const paths = Object.values(entries).flatMap((text) => [...text.matchAll(/path: '([^']+)'/g)].map(([, path]) => path))
  for (const role of roles) {
    for (const { name, to } of firstSteps(role, () => true)) {
      expect(paths, `${role}: ${name}`).toContain(to)
      expect(words[`web.step.${name}`], name).toBeTruthy()
      expect(words[`web.step.${name}.text`], name).toBeTruthy()
    }
  }
})
