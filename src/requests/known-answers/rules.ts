/** What an approved answer may say and how long it holds. Runs in the browser too. */
import type { Temporal } from 'temporal-polyfill'
import { namesSomebody } from '../rule-book/templates/rules.ts'

/** So many days before its last day an answer is listed with its owner, who renews it or lets it end. */
export const expiringDays = 30

/** The last day that may be chosen: nothing is true for longer than a year without somebody looking at it again. */
export const latestDay = (today: Temporal.PlainDate): Temporal.PlainDate => today.add({ years: 1 })

/** Why a last day is none; null where it is one. */
export function dayFault(validToOn: string, today: Temporal.PlainDate): 'past' | 'tooFar' | null {
  if (validToOn < today.toString()) return 'past'
  return validToOn > latestDay(today).toString() ? 'tooFar' : null
}

export const answerViews = ['in-force', 'expiring', 'ended'] as const
export type AnswerView = (typeof answerViews)[number]

/** How an answer stands on a day. */
export function standingOn(validToOn: string, today: Temporal.PlainDate): AnswerView {
  if (validToOn < today.toString()) return 'ended'
  return validToOn <= today.add({ days: expiringDays }).toString() ? 'expiring' : 'in-force'
}

/** What a firm could be known by. */
export interface FirmWords {
  number: string
  firmName: string
  creditCode: string | null
  contactName: string
  contactPhone: string | null
}

/** Forms of companies, and the places that stand before a name: what is left is the name by which a firm is known. */
const forms = /(股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|分公司|公司|集团|厂|coltd|limited|ltd)$/
const places = /^.{1,4}?[省市区县镇]/

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')

/** The firm's name as it is, without its form, and without its place too. What is left of it may be too short to tell anything. */
function namesOf(firmName: string): string[] {
  const whole = plain(firmName)
  const bare = whole.replace(forms, '')
  const without = bare.replace(places, '')
  return [...[whole, bare].filter((name) => name.length > 1), ...(without.length > 2 ? [without] : [])]
}

export interface KnownFirm {
  firmName: string
  /** By the registry or by a checked code: whoever states any name is none, and could hinder an answer with its very words. */
  isIdentified: boolean
}

const leastOfName = 4

/** Whether words name one of these firms: whole, or without its form where the firm is identified. */
export function namesFirm(text: string, firms: readonly KnownFirm[]): boolean {
  const said = plain(text)
  return firms.some(({ firmName, isIdentified }) => {
    const whole = plain(firmName)
    const bare = whole.replace(forms, '')
    if (bare.length < leastOfName || bare === whole)
      return isIdentified && whole.length >= leastOfName && said.includes(whole)
    return said.includes(isIdentified ? bare : whole)
  })
}

/** Numbers of requests, and credit codes. */
const marks = /(?<!\d)20\d{2}-\d{6}(?!\d)|(?<![0-9A-Z])[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Z])/

/** Whether words give away the firm that asked, a request, or anybody's telephone, identity card or mail address. */
export function givesAway(text: string, firm: FirmWords | null): boolean {
  if (namesSomebody(text) || marks.test(text.normalize('NFKC').toUpperCase())) return true
  if (firm === null) return false
  const said = plain(text)
  const { number, creditCode, contactName, contactPhone } = firm
  const own = [number, creditCode, contactPhone].flatMap((mark) => (mark ? [plain(mark)] : []))
  const person = [...plain(contactName)].length > 1 ? [plain(contactName)] : []
  return [...namesOf(firm.firmName), ...person, ...own].some((mark) => mark !== '' && said.includes(mark))
}
