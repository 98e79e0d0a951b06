import type { TimeLimits } from '../../clocks/rules.ts'
import type { clockNames } from '../../contract.ts'
import type { LimitsDraft } from '../../rule-book/contract.ts'
import { spellsOf, spellsText } from '../../rule-book/rules.ts'

export const limitUnits = ['minutes', 'hours', 'calendar-days', 'working-days', 'working-hours'] as const
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

type Promised = TimeLimits['clocks']['contact']
type ClockName = (typeof clockNames)[number]

interface ClockValues {
  amount: number
  in: Promised['limit']['in']
  pauseReasons: Promised['pauseReasons']
  /** 0: never. */
  times: number
  atMost: number
}

/** What stands in the fields: spells of duty as text, empty where there are none. */
export interface LimitsValues {
  clocks: Record<ClockName, ClockValues>
  approveAnswers: boolean
  redosBeforeExplained: number
  windows: Record<'working' | 'weekends' | 'holidays', string> & { days: Partial<Record<string, string>> }
  validFromOn: string
  source: string
}

/** The fields of a rule. */
export function valuesOf(limits: TimeLimits): Omit<LimitsValues, 'validFromOn' | 'source'> {
  const { windows, approveAnswers, redosBeforeExplained } = limits
  const values = ({ limit, pauseReasons, extension }: Promised): ClockValues => ({
    ...{ amount: limit.amount, in: limit.in, pauseReasons },
    ...{ times: extension?.times ?? 0, atMost: extension?.atMost ?? 0 },
  })
  const { contact, plan, finish, support } = limits.clocks
  const days = Object.entries(windows?.byWeekday ?? {})
  return {
    clocks: { contact: values(contact), plan: values(plan), finish: values(finish), support: values(support) },
    approveAnswers,
    redosBeforeExplained,
    windows: {
      working: spellsText(windows?.working),
      weekends: spellsText(windows?.weekends),
      holidays: spellsText(windows?.holidays),
      days: Object.fromEntries(days.map(([day, spells]) => [day, spellsText(spells)])),
    },
  }
}

/** The rule of the fields; the form has seen to it that spells can be read. */
export function draftOf({ clocks, windows, approveAnswers, redosBeforeExplained }: LimitsValues): LimitsDraft {
  const promised = ({ amount, in: unit, pauseReasons, times, atMost }: ClockValues): Promised => ({
    limit: { amount, in: unit },
    pauseReasons,
    ...(times > 0 && atMost > 0 ? { extension: { times, atMost } } : {}),
  })
  const spells = (text: string | undefined) => spellsOf(text ?? '') ?? []
  const own = weekdays.filter((day) => (windows.days[day] ?? '').trim() !== '')
  const optional = (name: 'weekends' | 'holidays') =>
    (windows[name] ?? '').trim() === '' ? {} : { [name]: spells(windows[name]) }
  const { contact, plan, finish, support } = clocks
  return {
    clocks: {
      contact: promised(contact),
      plan: promised(plan),
      finish: promised(finish),
      support: promised(support),
    },
    windows:
      (windows.working ?? '').trim() === ''
        ? null
        : {
            working: spells(windows.working),
            ...(own.length > 0
              ? { byWeekday: Object.fromEntries(own.map((day) => [day, spells(windows.days[day])])) }
              : {}),
            ...optional('weekends'),
            ...optional('holidays'),
          },
    approveAnswers,
    redosBeforeExplained,
  }
}
