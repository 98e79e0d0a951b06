import type { Facts } from '../errors.ts'
import type { zh } from './messages.zh.ts'
import type { Measure } from './rules.ts'

/** The message that tells what is left or how late, in the clock's own unit, with its facts. Runs in the browser too. */
export function measureWords({ unit, value }: Measure, isLate = value < 0): { key: keyof typeof zh; facts: Facts } {
  const size = Math.abs(value)
  const days = unit === 'calendar-days' || unit === 'working-days'
  if (days && size === 0 && !isLate) return { key: 'deadlines.left.today', facts: {} }
  const facts = days ? { days: size } : { hours: Math.floor(size / 60), minutes: size % 60 }
  return { key: `deadlines.${isLate ? 'late' : 'left'}.${unit}`, facts }
}
