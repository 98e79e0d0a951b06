/** Reads the yearly notice of the State Council's General Office as it is printed. Pure. */
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../errors.ts'
import type { ArrangedDay } from './calendar.ts'

/** A notice as read or as typed in, before it is checked. */
export interface Notice {
  year: number
  /** 国办发明电〔2025〕7号, where the text or the file says it. */
  number: string | null
  source: string | null
  days: ArrangedDay[]
  /** What the text says about itself, to be held against its dates. */
  claims: Claim[]
}

export type Claim =
  | { kind: 'weekday'; on: string; weekday: number }
  | { kind: 'count'; name: string; days: number; found: number }

const article =
  /[一二三四五六七八九十]+、([^:。、\d]{2,6}(?:、[^:。、\d]{2,6})?):([\s\S]*?)(?=[一二三四五六七八九十]+、[^:。\d]{2,14}:|节假日期间|鼓励|国务院办公厅|$)/g
/** 2026年1月1日(周四), 3日(周六): year and month are left out where they stand before. */
const date = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?/
const span = new RegExp(`${date.source}(?:(?:至|-|—)${date.source})?`, 'g')
const weekdays = '一二三四五六日'

/**
 * The days off and make-up days of a notice's text, pasted or from a page.
 *
 * @throws AppError invalid `calendar.noYearInNotice` | `calendar.noHolidays`
 */
export function readNotice(pasted: string): Notice {
  const text = pasted.normalize('NFKC').replaceAll(/[ \t\u3000]/g, '')
  const year = /(\d{4})年(?:部分)?(?:节假日|元旦)/.exec(text)?.[1]
  if (!year) throw new AppError('invalid', 'calendar.noYearInNotice')
  const notice: Notice = { year: Number(year), number: numberIn(text), source: null, days: [], claims: [] }
  for (const [, name = '', words = ''] of text.matchAll(article)) readHoliday(notice, name, words)
  if (notice.days.length === 0) throw new AppError('invalid', 'calendar.noHolidays')
  return notice
}

/** 〔2025〕 may be written with other brackets. */
const numberIn = (text: string): string | null => {
  const found = /(国办发明电|国办发)[〔[(](\d{4})[〕\])](\d+)号/.exec(text)
  return found ? `${found[1]}〔${found[2]}〕${found[3]}号` : null
}

function readHoliday(notice: Notice, name: string, words: string): void {
  for (const sentence of words.split(/[。;]/)) {
    const kind = sentence.includes('上班') ? 'work' : sentence.includes('放假') ? 'off' : null
    if (!kind) continue
    const days = [...sentence.matchAll(span)].flatMap((match) => daysOf(notice, match))
    notice.days.push(...days.map((on) => ({ on, kind, name }) as const))
    const count = /共(\d+)天/.exec(sentence)?.[1]
    if (kind === 'off' && count) notice.claims.push({ kind: 'count', name, days: Number(count), found: days.length })
  }
}

function daysOf(notice: Notice, match: RegExpMatchArray): string[] {
  const [, year, month = '', day = '', note, lastYear, lastMonth, lastDay, lastNote] = match
  const first = on(Number(year ?? notice.year), Number(month || lastMonth || 0), Number(day))
  claimWeekday(notice, first, note)
  if (lastDay === undefined) return [first.toString()]
  const last = on(Number(lastYear ?? notice.year), Number(lastMonth ?? month), Number(lastDay))
  claimWeekday(notice, last, lastNote)
  const length = first.until(last).days
  if (length < 0 || length > 20)
    throw new AppError('invalid', 'calendar.spanBackward', { first: first.toString(), last: last.toString() })
  return Array.from({ length: length + 1 }, (_, at) => first.add({ days: at }).toString())
}

function claimWeekday(notice: Notice, day: Temporal.PlainDate, note: string | undefined): void {
  const named = /(?:周|星期)([一二三四五六日天])/.exec(note ?? '')?.[1]
  if (named) {
    const weekday = weekdays.indexOf(named === '天' ? '日' : named) + 1
    notice.claims.push({ kind: 'weekday', on: day.toString(), weekday })
  }
}

function on(year: number, month: number, day: number): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    throw new AppError('invalid', 'calendar.noSuchDay', { day: `${year}-${month}-${day}` })
  }
}
