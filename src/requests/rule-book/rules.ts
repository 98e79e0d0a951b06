/** What previews count, and what differs between two versions of the limits. Runs in the browser too. */
import type { Said } from '#platform/approvals/contract.ts'
import type { DutyWindows, Spells } from '#platform/deadlines/contract.ts'
import type { TimeLimits } from '../clocks/rules.ts'
import { clockNames } from '../contract.ts'
import { pauseReasons } from '../rules.ts'

/** How a promise stands: kept, not kept, open and over, open and not yet due, or fallen away with its matter. */
export const fates = ['met', 'missed', 'overdue', 'not-due', 'fallen-away'] as const
export type Fate = (typeof fates)[number]

/** When what runs is due. */
export const openWhen = ['overdue', 'today', 'three-days', 'seven-days', 'later', 'standing'] as const
export type OpenWhen = (typeof openWhen)[number]

export type Tally = Record<Fate, number>
export const noTally = (): Tally => ({ met: 0, missed: 0, overdue: 0, 'not-due': 0, 'fallen-away': 0 })

/** Kept of all that were due; the rate of the product: met by met, missed, and open and overdue. */
export const onTimeOf = ({ met, missed, overdue }: Tally): { numerator: number; denominator: number } => ({
  numerator: met,
  denominator: met + missed + overdue,
})

/** Whether a change of fate is for the better; null where it is neither. */
export function isBetter(before: Fate, after: Fate): boolean | null {
  const isLate = (fate: Fate) => fate === 'missed' || fate === 'overdue'
  return isLate(before) === isLate(after) ? null : isLate(before)
}

export const noWhen = (): Record<OpenWhen, number> => ({
  overdue: 0,
  today: 0,
  'three-days': 0,
  'seven-days': 0,
  later: 0,
  standing: 0,
})

/** 08:30-12:00, 14:30-17:30 */
export const spellsText = (spells: Spells | undefined): string =>
  (spells ?? []).map(({ from, to }) => `${from}-${to}`).join(', ')

/** The same read back, in whatever commas and dashes it was typed; null where it says no spells. */
export function spellsOf(text: string): Spells | null {
  const parts = text.split(/[,，、;；\s]+/).filter((part) => part !== '')
  const spells = parts.map((part) =>
    /^(\d{1,2}:\d{2})\s*[-–—~～至]\s*(\d{1,2}:\d{2})$/.exec(part.replaceAll('：', ':')),
  )
  const time = (typed: string | undefined) => (typed ?? '').padStart(5, '0')
  return spells.every((one) => one !== null)
    ? spells.map((one) => ({ from: time(one?.[1]), to: time(one?.[2]) }))
    : null
}

const none = '—'

function windowsText(windows: DutyWindows | null): string {
  if (!windows) return none
  const { working, byWeekday = {}, weekends, holidays } = windows
  const days = Object.entries(byWeekday).map(([day, spells]) => `${day}: ${spellsText(spells) || none}`)
  return [spellsText(working), ...days, spellsText(weekends) || none, spellsText(holidays) || none].join(' / ')
}

/** What differs, sentence by sentence. */
export function changesOf(before: TimeLimits, after: TimeLimits): Said[] {
  const said = clockNames.flatMap((name) => clockChanges(name, before.clocks[name], after.clocks[name]))
  const [oldWindows, newWindows] = [windowsText(before.windows), windowsText(after.windows)]
  if (oldWindows !== newWindows) said.push(say('windows', { from: oldWindows, to: newWindows }))
  if (before.approveAnswers !== after.approveAnswers) said.push(say(after.approveAnswers ? 'approve' : 'noApprove'))
  const { redosBeforeExplained: from } = before
  const { redosBeforeExplained: to } = after
  if (from !== to) said.push(say('redos', { from, to }))
  return said
}

const say = (what: string, facts: Said['facts'] = {}, words: Said['words'] = {}): Said => ({
  key: `requests.limits.change.${what}`,
  facts,
  words,
})

type Promised = TimeLimits['clocks']['contact']

function clockChanges(name: (typeof clockNames)[number], before: Promised, after: Promised): Said[] {
  const clock = `requests.clock.${name}`
  const said: Said[] = []
  if (before.limit.amount !== after.limit.amount || before.limit.in !== after.limit.in) {
    const words = { clock, fromUnit: `requests.span.${before.limit.in}`, toUnit: `requests.span.${after.limit.in}` }
    said.push(say('limit', { from: before.limit.amount, to: after.limit.amount }, words))
  }
  const [from, to] = [extensionText(before), extensionText(after)]
  if (from !== to) said.push(say('extension', { from, to }, { clock }))
  for (const code of pauseReasons) {
    const reason = `requests.pauseReason.${code}`
    const [was, is] = [before.pauseReasons.includes(code), after.pauseReasons.includes(code)]
    if (was !== is) said.push(say(is ? 'pauses' : 'noPause', {}, { clock, reason }))
  }
  return said
}

const extensionText = ({ extension }: Promised): string =>
  extension ? `${extension.times} × ${extension.atMost}` : none
