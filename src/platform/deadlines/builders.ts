/** What tests of clocks are made of. Not part of the product. */

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ClockTerms, DutyWindows, Limit, Pause } from './contract.ts'
import { CountingRule, countingOf } from './counting.ts'

const office = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '17:30' },
]

const Shipped = z.tuple([z.object({ body: CountingRule })], z.unknown())

/** How the Civil Code counts, as the repository ships it. */
export const civilCode = countingOf(
  Shipped.parse(parse(readFileSync(new URL('./rules/counting.yaml', import.meta.url), 'utf8')))[0].body,
)

/** Duty windows by the words of `cases/`. */
export const windowsNamed: Record<string, DutyWindows> = {
  office: { working: office },
  'friday-short': {
    working: office,
    byWeekday: {
      '5': [
        { from: '08:30', to: '12:00' },
        { from: '14:30', to: '16:00' },
      ],
    },
  },
  roster: { working: office, weekends: [{ from: '09:00', to: '12:00' }] },
}

export const someTerms = (limit: Limit, changed: Partial<ClockTerms> = {}): ClockTerms => ({
  limit,
  counting: civilCode,
  windows: limit.unit === 'working-hours' ? (windowsNamed.office ?? null) : null,
  extension: { times: 1, atMost: 10 },
  pauseReasons: ['waiting-for-firm'],
  source: '测试',
  ...changed,
})

export const aPause = (from: string, to: string | null): Pause => ({
  from,
  to,
  reason: 'waiting-for-firm',
  note: '',
  by: '测试员',
})

/** `2026-03-10 24:00` in the city, as a moment. */
export function moment(text: string): string {
  const [day = '', time = ''] = text.split(' ')
  const [hours, minutes] = time.split(':')
  const start = Date.parse(`${day}T00:00:00+08:00`)
  return new Date(start + (Number(hours) * 60 + Number(minutes)) * 60_000).toISOString()
}
