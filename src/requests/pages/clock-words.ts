import type { Facts } from '#platform/errors.ts'
import type { LightColour } from '#platform/ui/light.tsx'
import type { ClockView } from '../contract.ts'

/** What a light is drawn from. */
export type ShownClock = Pick<ClockView, 'state' | 'isOverdue' | 'remaining'>

export interface ClockWords {
  colour: LightColour
  key: string
  facts: Facts
}

/** A clock as colour and words, in the unit of its promise: 还剩 25 分钟, 已超 2 天, 暂停, 待日历. */
export function clockWords({ state, isOverdue, remaining }: ShownClock): ClockWords {
  if (state !== 'running') return { colour: colours[state], key: `requests.page.clock.${state}`, facts: {} }
  if (remaining === null) return { colour: 'blue', key: 'requests.page.clock.awaiting-calendar', facts: {} }
  const size = Math.abs(remaining.value)
  const side = isOverdue ? 'over' : 'left'
  const colour = isOverdue ? 'red' : isSoon(remaining) ? 'amber' : 'green'
  if (!remaining.unit.endsWith('minutes')) {
    if (size === 0) return { colour, key: `requests.page.${side}.today`, facts: {} }
    return { colour, key: `requests.page.${side}.${remaining.unit}`, facts: { value: size } }
  }
  const unit = remaining.unit === 'working-minutes' ? 'working-' : ''
  const [hours, minutes] = [Math.floor(size / 60), size % 60]
  if (hours === 0) return { colour, key: `requests.page.${side}.${unit}minutes`, facts: { value: minutes } }
  // Whoever has a day or is late by one does not count in minutes.
  const name = minutes === 0 || hours >= 24 ? 'hours' : 'hours-minutes'
  return { colour, key: `requests.page.${side}.${unit}${name}`, facts: { value: hours, minutes } }
}

interface Format {
  moment: (moment: string) => string
}

/** A due moment as the law writes it: a last day ends at its 24:00, which is the next day's midnight. */
export function dueWords(format: Format, dueAt: string): string {
  const words = format.moment(dueAt)
  if (!words.endsWith(' 00:00')) return words
  const dayBefore = new Date(Date.parse(dueAt) - 1)
  return format.moment(dayBefore.toISOString()).replace(/23:59$/, '24:00')
}

const colours = {
  paused: 'grey',
  'awaiting-calendar': 'blue',
  met: 'green',
  missed: 'red',
  cancelled: 'grey',
} as const

/** Within a day: four hours of them at work, which is what is left of an afternoon. */
function isSoon({ unit, value }: { unit: string; value: number }): boolean {
  if (unit === 'minutes') return value <= 24 * 60
  return unit === 'working-minutes' ? value <= 4 * 60 : value <= 1
}
