import { z } from 'zod'
import { caseClocks } from '../clocks/rules.ts'

/** Name of the rule, as `rules/escalation.yaml` ships it. */
export const escalationRule = 'requests/escalation'

export const levels = [0, 1, 2, 3] as const
export type Level = (typeof levels)[number]

/** Why a request was escalated. */
export const causesOfEscalation = ['due-soon', 'overdue', 'unsatisfied'] as const
export type Because = (typeof causesOfEscalation)[number]

export const wakeables = ['handler', 'duty', 'unit-head', 'bureau-head', 'supervision', 'desk', 'leader'] as const
export type Wakeable = (typeof wakeables)[number]

const Point = z.strictObject({
  id: z.string().min(1).max(40),
  when: z.enum(['before', 'after']),
  minutes: z.int().min(0).max(525_600),
  level: z.literal(levels),
  wake: z.array(z.enum(wakeables)).min(1).max(wakeables.length),
})
export type Point = z.output<typeof Point>

const ClockPoints = z.strictObject({ dayAndNight: z.boolean(), points: z.array(Point).max(20) })
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** The rule `requests/escalation`. */
export const Escalation = z.strictObject({
  clocks: z.strictObject(Object.fromEntries(caseClocks.map((name) => [name, ClockPoints])) as ClockShapes),
  awake: z.strictObject({ from: Time, to: Time }).refine(({ from, to }) => from < to),
  wakeWithinHours: z.int().min(1).max(8760),
})
type ClockShapes = Record<(typeof caseClocks)[number], typeof ClockPoints>
export type Escalation = z.output<typeof Escalation>

/** What the points of a clock are computed from. */
export interface PointFacts {
  name: string
  startedAt: string
  /** Null while it stands still or waits for the calendar: then it has no points. */
  dueAt: string | null
  /** How often more time was granted: each time the points count anew. */
  extensions: readonly unknown[]
}

/** A point of a clock with its moment in milliseconds. `key` is written down once it was reached. */
export interface PointMoment extends Point {
  key: string
  at: number
}

const cityOffset = 8 * 3_600_000
const dayLength = 86_400_000
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const dayText = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** Points of a clock, the first one first. One before the clock's own start is none. */
export function pointsOf(rule: Escalation, clock: PointFacts, isWorked: (day: string) => boolean): PointMoment[] {
  const own = caseClocks.find((name) => name === clock.name)
  if (!own || clock.dueAt === null) return []
  const { dayAndNight, points } = rule.clocks[own]
  const due = Date.parse(clock.dueAt)
  const start = Date.parse(clock.startedAt)
  const turn = clock.extensions.length
  return points
    .map((point) => {
      const plain = due + (point.when === 'before' ? -point.minutes : point.minutes) * 60_000
      const at = dayAndNight ? plain : awakeAt(rule, plain, point.when, isWorked)
      return { ...point, key: turn === 0 ? point.id : `${point.id}+${turn}`, at }
    })
    .filter(({ at }) => at > start)
    .toSorted((a, b) => a.at - b.at)
}

/** The nearest moment at which people are awake on a working day: not later for what comes before, not earlier for what comes after. */
function awakeAt(
  { awake }: Escalation,
  moment: number,
  when: Point['when'],
  isWorked: (day: string) => boolean,
): number {
  const [from, to] = [minutesOf(awake.from) * 60_000, minutesOf(awake.to) * 60_000]
  const at = Math.floor((moment + cityOffset) / dayLength)
  const startOf = (day: number) => day * dayLength - cityOffset
  // A year without a working day ends the search: a calendar that is wrong must not hold the job.
  for (let steps = 0; steps < 366; steps++) {
    const day = when === 'before' ? at - steps : at + steps
    if (!isWorked(dayText(day))) continue
    const [opens, closes] = [startOf(day) + from, startOf(day) + to]
    if (when === 'before' && opens <= moment) return Math.min(moment, closes)
    if (when === 'after' && closes >= moment) return Math.max(moment, opens)
  }
  return moment
}

/** Points that were reached and are not written down, and the next one. */
export function dueAndNext(points: readonly PointMoment[], fired: ReadonlySet<string>, now: number) {
  const left = points.filter(({ key }) => !fired.has(key))
  return { due: left.filter(({ at }) => at <= now), next: left.find(({ at }) => at > now) ?? null }
}

/** Accounts of each kind for one request. */
export type Wakers = Readonly<Record<Wakeable, readonly string[]>>

/** Whom a point wakes, in the order of the rule. */
export const recipientsOf = (wake: readonly Wakeable[], wakers: Wakers): string[] => [
  ...new Set(wake.flatMap((kind) => wakers[kind])),
]

/** Who hears of a rise that no clock caused. */
export const wakeOfLevel: Readonly<Record<Level, readonly Wakeable[]>> = {
  0: ['handler', 'duty'],
  1: ['unit-head'],
  2: ['bureau-head', 'unit-head', 'supervision', 'desk'],
  3: ['leader'],
}

/** One level higher, as far as there is one. */
export const levelAbove = (level: number): Level => levels.find((one) => one > level) ?? 3
