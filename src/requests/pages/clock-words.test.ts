import { expect, test } from 'vitest'
import { formatMoment } from '#platform/format.ts'
import { clockWords, dueWords, type ShownClock } from './clock-words.ts'
import { zh } from './messages.zh.ts'

const words: Readonly<Record<string, string>> = zh
const running = (unit: string, value: number): ShownClock => ({
  state: 'running',
  isOverdue: value < 0,
  remaining: { unit, value },
})
const said = (clock: ShownClock): string => {
  const { colour, key, facts } = clockWords(clock)
  return `${colour} ${(words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name]))}`
}

test('a clock says what is left in the unit of its promise', () => {
  expect(said(running('minutes', 25))).toBe('amber 还剩 25 分钟')
  expect(said(running('minutes', 61))).toBe('amber 还剩 1 小时 1 分')
  expect(said(running('minutes', 26 * 60 + 5))).toBe('green 还剩 26 小时')
  expect(said(running('working-minutes', 5 * 60))).toBe('green 还剩 5 工作小时')
  expect(said(running('calendar-days', 6))).toBe('green 还剩 6 天')
  expect(said(running('calendar-days', 0))).toBe('amber 今天到期')
  expect(said(running('working-days', 1))).toBe('amber 还剩 1 个工作日')
})

test('an overdue clock says by how much', () => {
  expect(said(running('minutes', -120))).toBe('red 已超 2 小时')
  expect(said(running('calendar-days', -3))).toBe('red 已超 3 天')
})

test('a clock that stands still or waits for the calendar is neither late nor in time', () => {
  expect(said({ state: 'paused', isOverdue: false, remaining: { unit: 'minutes', value: 3 } })).toBe('grey 暂停')
  expect(said({ state: 'awaiting-calendar', isOverdue: false, remaining: null })).toBe('blue 待日历')
})

test('a last day ends at its own midnight, not at the beginning of the next day', () => {
  const format = { moment: (moment: string) => formatMoment('zh', moment, '2026-11-24') }
  expect(dueWords(format, '2026-11-25T16:00:00Z')).toBe('11月25日 周三 24:00')
  expect(dueWords(format, '2026-11-25T02:20:00Z')).toBe('11月25日 周三 10:20')
})
