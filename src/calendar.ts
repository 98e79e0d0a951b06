import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Notice } from '#platform/calendar/notice.ts'
import { readNoticeFile } from '#platform/calendar/notice-file.ts'
import { readConfig } from '#platform/config.ts'
import { type CalendarImported, calendarImport, requireOrigin } from '#platform/deadlines/extend-calendar.ts'
import { AppError } from '#platform/errors.ts'
import { languageOf } from '#platform/i18n.ts'
import { runLocalCommand } from '#platform/local/run.ts'
import { translate } from './app.ts'

type Facts = Record<string, string | number>
const words = (key: string, facts: Facts = {}) => translate(languageOf(process.env.LANG ?? 'zh'), key, facts)
const say = (key: string, facts: Facts = {}): void => void process.stdout.write(`${words(`calendar.${key}`, facts)}\n`)

/** `daqiao calendar import FILE`: the yearly notice of days off. Answers the exit status: 0 done, 1 refused, 2 usage. */
export async function calendarCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      city: { type: 'string', default: 'sample' },
      number: { type: 'string' },
      source: { type: 'string' },
      exception: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [what, path] = positionals
  if (what !== 'import' || path === undefined || positionals.length > 2) {
    say('usage')
    return 2
  }
  const notice = await readNoticeFile(path, await bytesOf(path))
  const origin = requireOrigin(values.number ?? notice.number, values.source ?? notice.source)
  sayNotice(notice, origin)
  const exception = values.exception ?? null
  const input = { ...notice, ...origin, exception, dryRun: values['dry-run'], importedBy: userInfo().username }
  return sayOutcome(await runLocalCommand(readConfig(values.city), calendarImport, input), notice.year, exception)
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch {
    throw new AppError('invalid', 'calendar.noFile', { name: basename(path) })
  }
}

function sayNotice({ year, days }: Notice, origin: { number: string; source: string }): void {
  say('importHead', { year, ...origin })
  const of = (name: string, kind: 'off' | 'work') =>
    days
      .filter((day) => day.name === name && day.kind === kind)
      .map(({ on }) => on)
      .join(' ') || '—'
  for (const name of new Set(days.map((day) => day.name)))
    say('importHoliday', { name, off: of(name, 'off'), work: of(name, 'work') })
}

function sayOutcome(result: CalendarImported, year: number, reason: string | null): number {
  const { outcome, problems, changedDays, revision, changed, kept } = result
  for (const { key, facts, isExplained } of problems)
    say(isExplained ? 'importExplained' : 'importProblem', { problem: words(key, facts), reason: reason ?? '' })
  const kind = (one: 'off' | 'work' | null) => (one === null ? '—' : words(`calendar.${one}`))
  for (const { on, before, after } of changedDays)
    say('importChanged', { day: on, before: kind(before), after: kind(after) })
  if (outcome === 'refused') say('importRefused', { count: problems.filter((one) => !one.isExplained).length })
  else if (outcome === 'same') say('importSame', { year })
  else say(outcome === 'checked' ? 'importDryRun' : 'importDone', { year, revision, changed, kept })
  return outcome === 'refused' ? 1 : 0
}
