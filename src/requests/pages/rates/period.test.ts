import { expect, test } from 'vitest'
import { lengthWords, periodChoices } from './period.ts'

test('the periods to choose from go back over the new year', () => {
  const { months, quarters, years } = periodChoices('2026-02-10')
  expect(months.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12'])
  expect(months).toHaveLength(13)
  expect(quarters).toEqual(['2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2'])
  expect(years).toEqual(['2026', '2025'])
})

test('how long something took is said in minutes, hours or days', () => {
  expect(lengthWords(45 * 60)).toEqual({ key: 'requests.rates.minutes', value: 45 })
  expect(lengthWords(5 * 3600 + 1800)).toEqual({ key: 'requests.rates.hours', value: 5.5 })
  expect(lengthWords(3.25 * 86_400)).toEqual({ key: 'requests.rates.days', value: 3.3 })
})
