import { expect, test } from 'vitest'
import { fill } from '#platform/i18n.ts'
import { SignInParameters } from '#platform/sign-in/parameters.ts'
import { zh as ui } from '#platform/ui/messages.zh.ts'
import { zh } from './messages.zh.ts'
import { boundsOf, changesBetween, names, numbers, valueWords } from './parameters.ts'

const table: Readonly<Record<string, string>> = { ...ui, ...zh }
const t = (key: string, facts?: Record<string, string | number>) => fill(table[key] ?? key, facts)

const usual: SignInParameters = {
  passwordLeastLength: 8,
  passwordLeastKinds: 3,
  passwordMaxAgeDays: 90,
  passwordHistoryLength: 5,
  initialPasswordValidDays: 7,
  lockAfterFailures: 5,
  lockMinutes: [10, 20, 30],
  idleMinutes: 30,
  longestSessionHours: 12,
  mostSessions: null,
  secondFactorRoles: ['audit-administrator'],
}

test('every parameter is shown, with a unit in words', () => {
  expect([...names].sort()).toEqual(Object.keys(SignInParameters.shape).sort())
  expect(valueWords(t, usual, 'idleMinutes')).toBe('30 分钟')
  expect(valueWords(t, usual, 'lockMinutes')).toBe('依次 10、20、30 分钟')
  expect(valueWords(t, usual, 'mostSessions')).toBe('不限')
  expect(valueWords(t, usual, 'secondFactorRoles')).toBe('审计管理员')
  for (const name of names) expect(valueWords(t, usual, name)).not.toContain('security.')
})

test('the bounds of the form are those of the rule', () => {
  expect(boundsOf('idleMinutes')).toEqual({ least: 5, most: 60 })
  for (const name of numbers)
    expect(SignInParameters.safeParse({ ...usual, [name]: boundsOf(name).most }).success).toBe(true)
})

test('a version says what it changed', () => {
  expect(changesBetween(t, usual, { ...usual, idleMinutes: 15 })).toEqual([
    { name: 'idleMinutes', before: '30 分钟', after: '15 分钟' },
  ])
})
