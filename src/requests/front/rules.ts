import { fitOf } from '../answers/rules.ts'
import type { ClockView } from '../contract.ts'

/** What a firm may do with its request by number and code. `rate` is answered by the part `feedback`. */
export const firmActions = ['remark', 'attach', 'contact-word', 'withdraw', 'rate'] as const
export type FirmAction = (typeof firmActions)[number]

/** How a promise stands, in the firm's words. */
export const promiseStates = ['running', 'overdue', 'met', 'late', 'paused', 'waiting', 'dropped'] as const
export type PromiseState = (typeof promiseStates)[number]

/** Matters that may come from one telephone number within a day without an account: far more than a firm has. */
export const mostMattersADay = 12

/** And from one network: the firms of a park may share one. */
export const mostMattersOfNetworkADay = 120

/** Whoever acts by number and code, as audit and timeline name them. */
export const holderName = '企业（凭编号和查询码）'
export const holderAccount = 'receipt'

export const promiseStateOf = ({ state, isOverdue }: Pick<ClockView, 'state' | 'isOverdue'>): PromiseState => {
  if (state === 'missed') return 'late'
  if (state === 'awaiting-calendar') return 'waiting'
  if (state === 'cancelled') return 'dropped'
  return isOverdue ? 'overdue' : state
}

/** From this fit on something is worth reading while one types. */
export const leastFit = 0.25

interface Offered {
  /** The question of an answer, the title of a request. */
  title: string
  /** Words of its topic, under which a firm may look for it. */
  words?: readonly string[]
}

/**
 * How well something fits what was typed so far, 0 to 1: how much of the shorter stands in the longer, and a word of the
 * topic in what was typed lifts it.
 */
export function typedFit(typed: string, { title, words = [] }: Offered): number {
  const text = typed.normalize('NFKC').toLowerCase()
  const fit = Math.max(fitOf(title, text), fitOf(text, title))
  const lift = words.some((word) => word !== '' && text.includes(word.normalize('NFKC').toLowerCase())) ? 0.25 : 0
  return Math.min(1, fit + lift)
}

/** The best first, at most so many, nothing that does not fit; among equals the earlier of the list. */
export function bestFits<Row>(rows: readonly Row[], fitOfRow: (row: Row) => number, most: number): Row[] {
  return rows
    .map((row) => ({ row, fit: fitOfRow(row) }))
    .filter((one) => one.fit >= leastFit)
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, most)
    .map(({ row }) => row)
}
