/** Who is on duty when. Pure: moments in milliseconds, days as YYYY-MM-DD of the city, which keeps one time all year. */
export const coverages = ['always', 'office-hours'] as const
export type Coverage = (typeof coverages)[number]

/** A turn of duty (班次), as the roster holds it. */
export interface Turn {
  accountId: string
  standInId: string | null
  weekdays: readonly number[]
  onDay: string | null
  fromTime: string
  toTime: string
  validFromOn: string
  validToOn: string | null
}

/** A stretch of time, its end not in it. */
export interface Stretch {
  from: number
  to: number
}

const cityOffset = 8 * 3_600_000
const dayLength = 86_400_000

/** While a unit works, where its roster need not cover the night. */
export const officeHours = [
  ['08:30', '12:00'],
  ['14:30', '17:30'],
] as const

export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - cityOffset
export const dayAt = (moment: number): string => new Date(moment + cityOffset).toISOString().slice(0, 10)
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
export const addDays = (day: string, days: number): string => dayAt(startOf(day) + days * dayLength)
const timeOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000

/** The stretch of a turn that begins on `day`; null where none does. It ends the next day where `to` is not later. */
export function stretchOf(turn: Turn, day: string): Stretch | null {
  const begins =
    turn.onDay === null
      ? turn.weekdays.includes(weekdayOf(day)) && day >= turn.validFromOn && (turn.validToOn ?? day) >= day
      : turn.onDay === day
  if (!begins) return null
  const [from, to] = [timeOf(turn.fromTime), timeOf(turn.toTime)]
  return { from: startOf(day) + from, to: startOf(day) + to + (to > from ? 0 : dayLength) }
}

const holds = ({ from, to }: Stretch, moment: number) => moment >= from && moment < to

/** Turns in which the moment lies; those of a single date go before the weekly ones, and put them aside. */
export function turnsAt<Any extends Turn>(turns: readonly Any[], moment: number): Any[] {
  const days = [dayAt(moment), dayAt(moment - dayLength)]
  const now = turns.filter((turn) =>
    days.some((day) => {
      const stretch = stretchOf(turn, day)
      return stretch !== null && holds(stretch, moment)
    }),
  )
  const single = now.filter(({ onDay }) => onDay !== null)
  return single.length > 0 ? single : now
}

/** On duty first, then the stand-ins. */
export function dutyAt(turns: readonly Turn[], moment: number): string[] {
  const now = turnsAt(turns, moment)
  const standIns = now.flatMap(({ standInId }) => standInId ?? [])
  return [...new Set([...now.map(({ accountId }) => accountId), ...standIns])]
}

const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, at) => addDays(from, at))

/** Stretches in which nobody is on duty though somebody should be, over so many days. */
export function gapsOf(
  turns: readonly Turn[],
  coverage: Coverage,
  from: string,
  count: number,
  isWorked: (day: string) => boolean,
): Stretch[] {
  const wanted =
    coverage === 'always'
      ? [{ from: startOf(from), to: startOf(addDays(from, count)) }]
      : days(from, count)
          .filter(isWorked)
          .flatMap((day) =>
            officeHours.map(([open, close]) => ({
              from: startOf(day) + timeOf(open),
              to: startOf(day) + timeOf(close),
            })),
          )
  const covered = days(addDays(from, -1), count + 1)
    .flatMap((day) => turns.flatMap((turn) => stretchOf(turn, day) ?? []))
    .toSorted((a, b) => a.from - b.from)
  return wanted.flatMap((stretch) => without(stretch, covered))
}

/** What is left of a stretch without those that cover it, which are in order of their beginnings. */
function without(stretch: Stretch, covered: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = []
  let from = stretch.from
  for (const one of covered) {
    if (one.to <= from) continue
    if (one.from >= stretch.to) break
    if (one.from > from) left.push({ from, to: one.from })
    from = Math.max(from, one.to)
  }
  if (from < stretch.to) left.push({ from, to: stretch.to })
  return left
}
