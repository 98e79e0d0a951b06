/** A day as `YYYY-MM-DD`, or null where there is no such day. */
export function day(year: number, month: number, date: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1) return null
  if (date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

const written = /(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)/
const inAddress = /[/_t](20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[/_.]/

const inChinese = /([〇○零一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/

/** First full day written in the text (2024年1月8日, 2024-01-08, 2024/1/8, 二〇二四年一月八日). */
export function firstDay(text: string): string | null {
  const found = written.exec(text)
  if (found) return day(Number(found[1]), Number(found[2]), Number(found[3]))
  const chinese = text.includes('年') ? inChinese.exec(text) : null
  if (!chinese) return null
  const year = Number([...(chinese[1] ?? '')].map((digit) => digits.indexOf(digit.replace(/[○零]/, '〇'))).join(''))
  return day(year, smallNumber(chinese[2] ?? ''), smallNumber(chinese[3] ?? ''))
}

const digits = '〇一二三四五六七八九'

/** 元 and 一 to 三十一. */
function smallNumber(text: string): number {
  if (text === '元') return 1
  const [tens, units] = text.includes('十') ? text.split('十') : ['〇', text]
  return (tens === '' ? 1 : digits.indexOf(tens ?? '〇')) * 10 + (units === '' ? 0 : digits.indexOf(units ?? '〇'))
}

/** Day that the address of a web page carries (…/202410/t20241024_5385934.html). */
export function dayInAddress(text: string): string | null {
  const found = inAddress.exec(text)
  return found ? day(Number(found[1]), Number(found[2]), Number(found[3])) : null
}

/** Day that a file name carries (page-20240615.txt), or only its year (report-2024.txt). */
export function dayInName(name: string): { day: string | null; year: number | null } {
  const full = /(?:^|\D)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(name)
  if (full) return { day: day(Number(full[1]), Number(full[2]), Number(full[3])), year: Number(full[1]) }
  const year = /(?:^|\D)((?:19|20)\d{2})(?:0[1-9]|1[0-2])?(?:\D|$)/.exec(name)
  return { day: null, year: year ? Number(year[1]) : null }
}

/** A dateline without a year: the latest such day that is not after the day of publication where that is known. */
export function dayBefore(month: number, date: number, published: string | null, year: number | null): string | null {
  if (published) {
    const publishedYear = Number(published.slice(0, 4))
    const sameYear = day(publishedYear, month, date)
    return sameYear && sameYear <= published ? sameYear : (day(publishedYear - 1, month, date) ?? sameYear)
  }
  return year === null ? null : day(year, month, date)
}
