import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { isBefore, lastOf, readMoment } from './rules.ts'

const at = (cell: Parameters<typeof readMoment>[0]) => {
  const read = readMoment(cell)
  return 'key' in read ? 'wrong' : (read.moment?.at.replace(':00.000Z', 'Z') ?? null)
}

test('a moment is read in the forms in which hotlines write it', () => {
  for (const text of [
    '2026-03-10 09:30',
    '2026/3/10 9:30:00',
    '2026.3.10 9:30',
    '2026年3月10日 9时30分',
    '2026年3月10日9点30分',
    '2026年3月10日 上午9:30',
    '２０２６－０３－１０　０９：３０',
    '2026-03-10T09:30:00+08:00',
    '20260310093000',
    '46091.395833333',
  ]) {
    expect(at(text), text).toBe('2026-03-10T01:30Z')
  }
  expect(at('2026年3月10日 下午3时')).toBe('2026-03-10T07:00Z')
  expect(at('2026-03-10T01:30:00Z')).toBe('2026-03-10T01:30Z')
})

test('a day without a time of day is known as a day, and nothing is known of an empty cell', () => {
  for (const cell of ['2026-03-10', '2026年3月10日', '20260310', '46091', Temporal.PlainDate.from('2026-03-10')]) {
    expect(readMoment(cell)).toEqual({ moment: { at: '2026-03-09T16:00:00.000Z', isDay: true } })
  }
  for (const cell of [null, '', ' ', '-', '—', '无', '未知']) expect(readMoment(cell)).toEqual({ moment: null })
})

test('what is no moment is named, not guessed', () => {
  for (const text of [
    '2026-02-30 09:30',
    '2026-13-01',
    '昨天',
    '9:30',
    '2026-03-10 25:00',
    'true',
    '12',
    '2026-03-10 09:30 左右',
  ]) {
    expect(at(text), text).toBe('wrong')
  }
})

test('where only the day of one is known, days are compared', () => {
  const day = { at: '2026-03-09T16:00:00.000Z', isDay: true }
  const morning = { at: '2026-03-10T01:30:00.000Z', isDay: false }
  expect(isBefore(day, morning)).toBe(false)
  expect(isBefore(morning, { ...morning, at: '2026-03-10T01:31:00.000Z' })).toBe(true)
  expect(isBefore(day, { ...day, at: '2026-03-10T16:00:00.000Z' })).toBe(true)
  expect(lastOf(day)).toBe('2026-03-10T15:59:59.999Z')
})
