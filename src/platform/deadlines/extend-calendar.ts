/** The yearly import of the notice, in the process that holds the database: all cities of it follow at once. */
import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, systemContext } from '../actor.ts'
import { checkNotice, type Problem } from '../calendar/check.ts'
import { NoticeOutcome } from '../calendar/contract.ts'
import type { ArrangedDay, Calendar } from '../calendar/index.ts'
import { shippedYears } from '../calendar/load.ts'
import { calendarWith, forgetCalendar, readImportedYears } from '../calendar/stored.ts'
import { now } from '../clock.ts'
import { read, type Tx, transact, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { localCommand } from '../local/command.ts'
import { nation } from '../rules/index.ts'
import { calendarYears, cities } from '../tables.ts'
import { applyChange, previewChange } from './changes.ts'

const Day = z.strictObject({ on: z.iso.date(), kind: z.enum(['off', 'work']), name: z.string().min(1) })
const Claim = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weekday'), on: z.iso.date(), weekday: z.int() }),
  z.strictObject({ kind: z.literal('count'), name: z.string(), days: z.int(), found: z.int() }),
])

export const ImportCalendar = z.strictObject({
  year: z.int(),
  number: z.string().min(1),
  source: z.string().min(1),
  days: z.array(Day).min(1),
  claims: z.array(Claim),
  /** Why it is taken although it does not fit the law's count of days. */
  exception: z.string().min(1).nullable(),
  dryRun: z.boolean(),
  importedBy: z.string().min(1),
})
export type ImportCalendar = z.output<typeof ImportCalendar>

export type CalendarImported = NoticeOutcome

/**
 * Checks a notice, stores the year as a further revision and recalculates the open clocks of every city. With `dryRun` it
 * only tells what it would do. Contradictions are refused whatever the reason; a count that differs from the law's, only
 * without one. A repeat changes nothing. The audit of `by`'s city names them; elsewhere, and at the machine, the system does it.
 *
 * @throws AppError invalid `calendar.yearMissing` when a year between is not held
 */
export async function extendCalendar(input: ImportCalendar, by?: Context): Promise<CalendarImported> {
  const { year, days, exception } = input
  const found = checkNotice({ ...input, days })
  const problems = found.map((problem) => ({
    ...plain(problem),
    isExplained: problem.canBeExplained && exception !== null,
  }))
  const nothing = { revision: 0, problems, changedDays: [], changed: 0, kept: 0 }
  if (problems.some(({ isExplained }) => !isExplained)) return { outcome: 'refused', ...nothing }

  return transactAsOwner(nation, async (tx): Promise<CalendarImported> => {
    await tx.execute('select pg_advisory_xact_lock(6279434)')
    const { years } = await readImportedYears(tx)
    const before = [...years, ...shippedYears()].find((one) => one.year === year)
    const changedDays = before ? differences(before.days, days) : []
    if (before && changedDays.length === 0) return { outcome: 'same', ...nothing }

    const own = { year, notices: [input.source], days }
    const calendar = calendarWith([...years.filter((one) => one.year !== year), own])
    const [last] = await tx
      .select({ revision: calendarYears.revision })
      .from(calendarYears)
      .where(eq(calendarYears.year, year))
      .orderBy(desc(calendarYears.revision))
      .limit(1)
    const revision = (last?.revision ?? 0) + 1
    if (!input.dryRun) await store(tx, input, revision)
    const counts = await followInCities(tx, calendar, input, { revision, by })
    return { outcome: input.dryRun ? 'checked' : 'imported', revision, problems, changedDays, ...counts }
  }).finally(forgetCalendar)
}

const plain = ({ key, facts }: Problem) => ({ key, facts: { ...facts } })

const store = (tx: Tx, input: ImportCalendar, revision: number) =>
  tx.insert(calendarYears).values({
    year: input.year,
    revision,
    noticeNumber: input.number,
    source: input.source,
    days: input.days,
    exception: input.exception,
    importedAt: now().toString(),
    importedBy: input.importedBy,
  })

function differences(before: readonly ArrangedDay[], after: readonly ArrangedDay[]): CalendarImported['changedDays'] {
  const old = new Map(before.map(({ on, kind }) => [on, kind]))
  const own = new Map(after.map(({ on, kind }) => [on, kind]))
  return [...new Set([...old.keys(), ...own.keys()])]
    .filter((on) => old.get(on) !== own.get(on))
    .sort()
    .map((on) => ({ on, before: old.get(on) ?? null, after: own.get(on) ?? null }))
}

/** Within the import's transaction: either the year is held and every city's clocks follow it, or neither. */
async function followInCities(
  tx: Tx,
  calendar: Calendar,
  input: ImportCalendar,
  { revision, by }: { revision: number; by: Context | undefined },
) {
  const counts = { changed: 0, kept: 0 }
  for (const { code } of await tx.select({ code: cities.code }).from(cities)) {
    const moment = now()
    const ctx = by?.city === code ? by : systemContext(code, () => moment)
    const { rows } = input.dryRun
      ? await read(ctx, (own) => previewChange(own, ctx, { calendar }))
      : await transact(ctx, (own) => applyChange(own, ctx, { calendar }))
    const changed = rows.filter(({ result }) => result.kind === 'changed').length
    const kept = rows.length - changed
    counts.changed += changed
    counts.kept += kept
    if (input.dryRun) continue
    const { year, number, source, exception, importedBy } = input
    await transact(ctx, (own) =>
      announce(ctx, own, {
        kind: 'calendar-extended',
        subject: { kind: 'calendar-year', id: String(year) },
        facts: { year, revision, number, source, changed, kept },
        details: { year, revision, number, source, exception, importedBy },
      }),
    )
  }
  return counts
}

/** `daqiao calendar import`, run where the database is open. */
export const calendarImport = localCommand({
  name: 'calendar-import',
  input: ImportCalendar,
  answer: NoticeOutcome,
  run: (input) => extendCalendar(input),
})

/** What the command line must know before it asks. @throws AppError invalid `calendar.noNumber` | `calendar.noSource` */
export function requireOrigin(number: string | null, source: string | null): { number: string; source: string } {
  if (!number) throw new AppError('invalid', 'calendar.noNumber')
  if (!source) throw new AppError('invalid', 'calendar.noSource')
  return { number, source }
}
