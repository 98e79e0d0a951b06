import { expect, test } from 'vitest'
import { groupsOfFour } from './secret-text.ts'

test('a secret is typed in groups of four', () => {
  expect(groupsOfFour('JBSWY3DPEH')).toBe('JBSW Y3DP EH')
  expect(groupsOfFour('')).toBe('')
})
