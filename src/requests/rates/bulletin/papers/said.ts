/** Numbers as a bulletin writes them. A bulletin is an office paper: its words are Chinese in either language of the screen. */
import { dayOfMoment, formatMoment, formatNumber, formatShare } from '#platform/format.ts'

/** Hidden, since it counts few cases or would tell one that does. */
export const hiddenWord = '不公布'
/** Nothing was counted. */
export const noCase = '—'

export const number = (value: number): string => formatNumber('zh', value)

export interface Part {
  numerator: number
  denominator: number
}

export const share = ({ numerator, denominator }: Part): string =>
  denominator === 0 ? noCase : formatShare('zh', numerator / denominator)

/** Share with its parts below, as a cell of a table. */
export function cell(part: Part | null): string {
  if (part === null) return hiddenWord
  return part.denominator === 0 ? noCase : `${share(part)}\n${number(part.numerator)}/${number(part.denominator)}`
}

/** Share with its parts in a sentence: 86.6%（58/67）. */
export function inWords(part: Part | null): string {
  if (part === null) return hiddenWord
  return part.denominator === 0 ? '无' : `${share(part)}（${number(part.numerator)}/${number(part.denominator)}）`
}

export const hours = (seconds: number): string => `${formatNumber('zh', seconds / 3600, 1)}小时`

/** Minutes below two hours, hours below two days, else days: as on the page. */
export function length(seconds: number): string {
  if (seconds < 2 * 3600) return `${formatNumber('zh', seconds / 60, 0)}分钟`
  if (seconds < 48 * 3600) return hours(seconds)
  return `${formatNumber('zh', seconds / 86_400, 1)}天`
}

/** 2026-09 → 2026年9月. */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** The day of a moment as a paper is dated: 2026年10月16日. */
export function dayWords(moment: string): string {
  const day = dayOfMoment(moment)
  return `${monthWords(day.slice(0, 7))}${Number(day.slice(8))}日`
}

export const momentWords = (moment: string): string => formatMoment('zh', moment)
