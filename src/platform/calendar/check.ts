/** Holds a notice against itself, the plain week and the law before anything is computed with it. Pure. */
import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Facts } from '../errors.ts'
import type { ArrangedDay } from './calendar.ts'
import type { Notice } from './notice.ts'

/** A contradiction, as a message `key` with its facts. `canBeExplained`: a special notice may order it, with a reason given. */
export interface Problem {
  key: string
  facts: Facts
  canBeExplained: boolean
}

const Law = z.array(
  z.strictObject({
    fromYear: z.int(),
    source: z.string(),
    days: z.record(z.string(), z.int()),
    fixed: z.record(z.string(), z.array(z.string())),
  }),
)
type Law = z.output<typeof Law>[number]

export const statutoryDays = (year: number): Law => {
  const all = Law.parse(parse(readFileSync(new URL('./statutory-days.yaml', import.meta.url), 'utf8')))
  const inForce = all.filter(({ fromYear }) => fromYear <= year).at(-1)
  if (!inForce) throw new RangeError(`no law on holidays is held for ${year}`)
  return inForce
}

const wrong = (key: string, facts: Facts, canBeExplained = false): Problem => ({ key, facts, canBeExplained })

/** Everything that speaks against a notice; empty where it fits. */
export function checkNotice(notice: Notice): Problem[] {
  return [...claimProblems(notice), ...dayProblems(notice), ...lawProblems(notice)]
}

function claimProblems({ claims }: Notice): Problem[] {
  return claims.flatMap((claim) => {
    if (claim.kind === 'weekday') {
      const is = Temporal.PlainDate.from(claim.on).dayOfWeek
      return is === claim.weekday ? [] : [wrong('calendar.weekdayWrong', { day: claim.on, said: claim.weekday, is })]
    }
    const { name, days, found } = claim
    return days === found ? [] : [wrong('calendar.countWrong', { name, said: days, found })]
  })
}

function dayProblems({ year, days }: Notice): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, ArrangedDay>()
  for (const day of days) {
    const on = Temporal.PlainDate.from(day.on)
    const isNear =
      on.year === year || (on.year === year - 1 && on.month === 12) || (on.year === year + 1 && on.month === 1)
    if (!isNear) problems.push(wrong('calendar.dayElsewhere', { year, day: day.on }))
    if (seen.has(day.on)) problems.push(wrong('calendar.dayTwice', { day: day.on }))
    seen.set(day.on, day)
    if (day.kind === 'work' && on.dayOfWeek <= 5)
      problems.push(wrong('calendar.makeUpOnWorkday', { day: day.on, name: day.name }))
  }
  return problems
}

/** Net days off on working days are what the law gives, holiday by holiday; none is left out, none stands in the wrong place. */
function lawProblems({ year, days }: Notice): Problem[] {
  const law = statutoryDays(year)
  const holidays = Object.keys(law.days)
  const off = new Set(days.filter(({ kind }) => kind === 'off').map((day) => day.on))
  const problems: Problem[] = []
  for (const name of new Set(days.map((day) => day.name))) {
    const named = holidays.filter((holiday) => name.includes(holiday))
    if (named.length === 0) {
      problems.push(wrong('calendar.holidayUnknown', { name }, true))
      continue
    }
    const given = named.reduce((sum, holiday) => sum + (law.days[holiday] ?? 0), 0)
    const own = days.filter((day) => day.name === name)
    const onWorkdays = own.filter(({ kind, on }) => kind === 'off' && Temporal.PlainDate.from(on).dayOfWeek <= 5).length
    const net = onWorkdays - own.filter(({ kind }) => kind === 'work').length
    if (net !== given) problems.push(wrong('calendar.lawCount', { name, net, given, source: law.source }, true))
  }
  for (const holiday of holidays) {
    if (!days.some(({ name }) => name.includes(holiday)))
      problems.push(wrong('calendar.holidayMissing', { name: holiday, year }, true))
    for (const day of law.fixed[holiday] ?? [])
      if (!off.has(`${year}-${day}`))
        problems.push(wrong('calendar.lawDayWorked', { name: holiday, day: `${year}-${day}` }))
  }
  return problems
}
