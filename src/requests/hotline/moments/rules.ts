/** Moments as other systems write them. A day without a time of day is known as a day and no more. */
import { Temporal } from 'temporal-polyfill'
import { cityZone } from '#platform/clock.ts'
import type { CellValue } from '#platform/sheets/index.ts'

export interface Moment {
  /** The moment; of a day its beginning. */
  at: string
  isDay: boolean
}

export type ReadMoment = { moment: Moment | null } | { key: 'requests.hotline.notAMoment'; text: string }

const nothing = /^(?:[-—–/／]+|无|暂无|未知|不详|n\/a|null)$/i
const written =
  /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T,]?(上午|中午|下午|晚上|am|pm)?(?:(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?|(\d{2})(\d{2})(\d{2})?)(am|pm)?(?:z|\+08:?00)?)?$/i
// Serial numbers of 1982 to 2119: a date whose format was lost on the way.
const [firstSerial, lastSerial] = [30_000, 80_000]

/** Reads a cell: the common written forms, a day of a spreadsheet, a bare serial number. An empty cell is an unknown moment. */
export function readMoment(cell: CellValue): ReadMoment {
  if (cell === null || cell === '') return { moment: null }
  if (cell instanceof Temporal.PlainDate) return { moment: dayMoment(cell) }
  const text = String(cell).slice(0, 60).normalize('NFKC').replace(/\s+/g, '')
  if (text === '' || nothing.test(text)) return { moment: null }
  const bad: ReadMoment = { key: 'requests.hotline.notAMoment', text }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return serialMoment(Number(text)) ?? bad
  const utc = /^\d{4}-.*T.*Z$/i.test(String(cell).trim())
  const found = written.exec(text)
  if (!found) return bad
  const [, year, m1, d1, m2, d2, half, h1, min1, s1, h2, min2, s2, after] = found
  const day = { year: Number(year), month: Number(m1 ?? m2), day: Number(d1 ?? d2) }
  const hour = h1 ?? h2
  try {
    const date = Temporal.PlainDate.from(day, { overflow: 'reject' })
    if (hour === undefined) return { moment: dayMoment(date) }
    const time = Temporal.PlainTime.from(
      { hour: hourOf(Number(hour), half ?? after), minute: Number(min1 ?? min2 ?? 0), second: Number(s1 ?? s2 ?? 0) },
      { overflow: 'reject' },
    )
    const zone = utc ? 'UTC' : cityZone
    const at = date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
    return { moment: { at: isoOf(at), isDay: false } }
  } catch {
    return bad
  }
}

/** 下午3时 is 15, 上午12时 midnight, 中午12时 noon. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  if (/上午|am/i.test(half)) return hour === 12 ? 0 : hour
  if (half === '中午') return hour < 3 ? hour + 12 : hour
  return hour === 12 ? 12 : hour + 12
}

const isoOf = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' })

const dayMoment = (day: Temporal.PlainDate): Moment => ({
  at: isoOf(day.toZonedDateTime(cityZone).toInstant()),
  isDay: true,
})

function serialMoment(serial: number): ReadMoment | null {
  if (serial < firstSerial || serial > lastSerial) return null
  const day = Temporal.PlainDate.from('1899-12-30').add({ days: Math.floor(serial) })
  if (serial % 1 === 0) return { moment: dayMoment(day) }
  const seconds = Math.round((serial % 1) * 86_400)
  return { moment: { at: isoOf(day.toZonedDateTime(cityZone).toInstant().add({ seconds })), isDay: false } }
}

/** Day of the city on which a moment lies. */
const dayOfMoment = (at: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(cityZone).toPlainDate().toString()

/** Whether `later` lies before `earlier`; where only the day of one is known, the days are compared. */
export function isBefore(later: Moment, earlier: Moment): boolean {
  if (later.isDay || earlier.isDay) return dayOfMoment(later.at) < dayOfMoment(earlier.at)
  return later.at < earlier.at
}

/** The last moment that a known day may mean. */
export const lastOf = ({ at, isDay }: Moment): string =>
  isDay ? isoOf(Temporal.Instant.from(at).add({ hours: 24 }).subtract({ milliseconds: 1 })) : at

/** A moment in the form in which it goes back: 2026-03-10 09:30. */
export const writtenMoment = (at: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(cityZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
