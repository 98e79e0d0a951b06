/**
 * The only place that writes numbers, money and dates for people. Pure: no clock, no settings of the machine, so that
 * server, browser and tests write the same. Days are `YYYY-MM-DD`, instants ISO 8601; Temporal values fit both.
 */
import type { Language } from './i18n.ts'

/** A day or an instant as text, or a Temporal value that writes itself so. */
export type Written = string | { toString(): string }

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

interface DayParts {
  year: number
  month: number
  day: number
  weekday: number
}

function partsOf(day: Written): DayParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(day))
  if (!match) return null
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const noon = new Date(Date.UTC(year, month - 1, date, 12))
  if (noon.getUTCMonth() !== month - 1 || noon.getUTCDate() !== date) return null
  return { year, month, day: date, weekday: noon.getUTCDay() }
}

/**
 * A day as 1月10日 周三 (Wed 10 Jan). The year stands in front unless it is the year of `today`.
 * What is not a day comes back as it was given.
 */
export function formatDay(language: Language, day: Written, today?: Written): string {
  const parts = partsOf(day)
  if (!parts) return String(day)
  const { year, month, weekday } = parts
  const isThisYear = today !== undefined && partsOf(today)?.year === year
  if (language === 'zh') return `${isThisYear ? '' : `${year}年`}${month}月${parts.day}日 ${weekdays.zh[weekday] ?? ''}`
  return `${weekdays.en[weekday] ?? ''} ${parts.day} ${months[month - 1] ?? ''}${isThisYear ? '' : ` ${year}`}`
}

/** Every Chinese city keeps one time, without summer time: UTC+8. */
const cityOffsetMilliseconds = 8 * 3600_000

/** The day on which an instant falls in the city, as YYYY-MM-DD; empty where it is no instant. */
export function dayOfMoment(moment: Written): string {
  const milliseconds = Date.parse(String(moment))
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds + cityOffsetMilliseconds).toISOString().slice(0, 10)
}

/** An instant in the city's time, as 1月10日 周三 09:05. */
export function formatMoment(language: Language, moment: Written, today?: Written): string {
  const milliseconds = Date.parse(String(moment))
  if (Number.isNaN(milliseconds)) return String(moment)
  const local = new Date(milliseconds + cityOffsetMilliseconds).toISOString()
  return `${formatDay(language, local.slice(0, 10), today)} ${local.slice(11, 16)}`
}

/**
 * A number with groups of three and at most `decimals` digits after the point (2 unless told). Decimal text keeps every
 * digit of its integer part, however long; what is no number comes back as given.
 */
export function formatNumber(_language: Language, value: number | string, decimals = 2): string {
  const text = typeof value === 'number' ? plainDecimal(value) : value.trim()
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return String(value)
  const [whole, fraction] = roundHalfUp(match[2] ?? '0', match[3] ?? '', decimals)
  const isZero = /^0*$/.test(whole + fraction)
  const sign = match[1] === '-' && !isZero ? '−' : ''
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`
}

const plainDecimal = (value: number): string =>
  Number.isFinite(value) ? (Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10)) : String(value)

/** Rounds decimal text without floating point, and drops the zeros at its end. */
function roundHalfUp(whole: string, fraction: string, decimals: number): [string, string] {
  const digits = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  const rounded = (digits + ((fraction[decimals] ?? '0') >= '5' ? 1n : 0n)).toString().padStart(decimals + 1, '0')
  const cut = rounded.length - decimals
  return [rounded.slice(0, cut), rounded.slice(cut).replace(/0+$/, '')]
}

/** A share of 0 to 1 as a percentage. */
export const formatShare = (language: Language, share: number, decimals = 1): string =>
  `${formatNumber(language, share * 100, decimals)}%`

/** A sum in whole yuan, in 元, 万元 or 亿元 (CNY, k, m, bn in English), by its size. */
export function formatMoney(language: Language, yuan: number | bigint | string): string {
  const text = String(yuan)
  if (!/^-?\d+$/.test(text)) return text
  const size = text.replace('-', '').length
  const steps = language === 'zh' ? chineseSteps : englishSteps
  const step = steps.find(({ digits }) => size > digits) ?? { digits: 0, before: '', after: '' }
  return `${step.before}${formatNumber(language, shiftPoint(text, step.digits))}${step.after}`
}

const chineseSteps = [
  { digits: 8, before: '', after: '亿元' },
  { digits: 4, before: '', after: '万元' },
  { digits: 0, before: '', after: '元' },
]
const englishSteps = [
  { digits: 9, before: 'CNY ', after: ' bn' },
  { digits: 6, before: 'CNY ', after: ' m' },
  { digits: 0, before: 'CNY ', after: '' },
]

function shiftPoint(integer: string, digits: number): string {
  if (digits === 0) return integer
  const sign = integer.startsWith('-') ? '-' : ''
  const padded = integer.replace('-', '').padStart(digits + 1, '0')
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

/** Bytes of a file as kB or MB. */
export function formatBytes(language: Language, bytes: number): string {
  if (bytes < 1000) return `${formatNumber(language, bytes, 0)} B`
  return bytes < 1e6 ? `${formatNumber(language, bytes / 1e3, 0)} kB` : `${formatNumber(language, bytes / 1e6, 1)} MB`
}
