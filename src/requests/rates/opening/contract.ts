import { z } from 'zod'
import { Approval } from '#platform/approvals/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { KnownAnswer } from '../../contract.ts'
import { openRates } from './rules.ts'

/** Asked only where a server serves several cities. */
const City = z
  .string()
  .regex(/^\d{6}$/)
  .max(6)
  .optional()
const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .max(7)
  .optional()
const Words = (most: number) => z.string().trim().min(1).max(most)

/** Null where the number is hidden, or would tell one that is. */
const Cell = z.object({ numerator: z.number(), denominator: z.number() }).nullable()
const Rates = z.record(z.enum(openRates), Cell)

/** A closed month as anybody may read it. */
export const OpenMonth = z.object({
  month: z.string(),
  closedByName: z.string(),
  closedAt: z.string(),
  /** Numbers of fewer cases are hidden. */
  smallestCell: z.number(),
  total: Rates,
  /** In official order; without an id what no unit had yet. */
  groups: z.array(z.object({ id: z.string().nullable(), name: z.string(), nameEn: z.string(), rates: Rates })),
})
export type OpenMonth = z.output<typeof OpenMonth>

const Numbers = z.object({
  /** Closed months, the newest first. */
  months: z.array(z.string()),
  /** The month asked for, or the newest; null before one is closed. */
  shown: OpenMonth.nullable(),
})
export type OpenNumbers = z.output<typeof Numbers>

export const OpenPage = Numbers.extend({
  /** Who answers for the page; null while it is off, and then there are no numbers. */
  opening: z
    .object({
      reviewedByName: z.string(),
      reviewedOn: z.string(),
      approvedByName: z.string(),
      approvedAt: z.string(),
    })
    .nullable(),
})
export type OpenPage = z.output<typeof OpenPage>

export const ProposeOpening = z.object({
  /** Who looked at secrecy (保密审查), on which day, and what was found. */
  reviewedByName: Words(40),
  reviewedOn: z.iso.date().max(10),
  reviewNote: Words(500),
})
export type ProposeOpening = z.output<typeof ProposeOpening>

const OpeningRow = ProposeOpening.extend({
  id: z.string(),
  proposedByName: z.string(),
  approvedByName: z.string(),
  approvedAt: z.string(),
  shutByName: z.string().nullable(),
  shutAt: z.string().nullable(),
  shutReason: z.string().nullable(),
})
export type OpeningRow = z.output<typeof OpeningRow>

export const OpeningView = z.object({
  /** Null while the page is off. */
  now: OpeningRow.nullable(),
  waiting: z.array(Approval),
  /** Earlier times, the newest first. */
  past: z.array(OpeningRow),
  /** Whether the actor may propose and shut. */
  mayKeep: z.boolean(),
})
export type OpeningView = z.output<typeof OpeningView>

export const openingApi = {
  page: endpoint({
    method: 'get',
    path: '/open/requests',
    summary: 'The rates of a closed month by unit, for everybody, while the city has the page open',
    query: z.object({ city: City, month: Month }),
    cacheSeconds: 60,
    answer: OpenPage,
  }),
  answers: endpoint({
    method: 'post',
    path: '/open/requests/answers',
    summary: 'Approved answers in force that anybody may read, found by words; none while the page is off',
    reads: true,
    body: z.object({ city: City, text: z.string().trim().max(100).default('') }),
    answer: z.array(KnownAnswer.extend({ topic: z.string(), topicEn: z.string() })),
  }),
  get: endpoint({
    method: 'get',
    path: '/requests/opening',
    summary: 'Whether the open page is open, by whom, and what waits',
    answer: OpeningView,
  }),
  preview: endpoint({
    method: 'get',
    path: '/requests/opening/preview',
    summary: 'What the open page would show of a closed month',
    query: z.object({ month: Month }),
    answer: Numbers,
  }),
  propose: endpoint({
    method: 'post',
    path: '/requests/opening/proposals',
    summary: 'Propose to open the page after a secrecy review; it opens when a second person agrees',
    body: ProposeOpening,
    answer: z.object({ approvalId: z.string() }),
  }),
  shut: endpoint({
    method: 'post',
    path: '/requests/opening/shut',
    summary: 'Shut the open page at once',
    body: z.object({ reason: z.string().trim().max(500).default('') }),
    answer: z.object({ id: z.string() }),
  }),
}
