import { z } from 'zod'

/** What a column of a hotline's table may hold. */
export const ticketFields = [
  'number',
  'kind',
  'topic',
  'title',
  'body',
  'firmName',
  'creditCode',
  'contactName',
  'contactPhone',
  'division',
  'unit',
  'registered',
  'dispatched',
  'contacted',
  'planned',
  'answered',
  'closed',
  'answer',
  'outcome',
] as const
export type TicketField = (typeof ticketFields)[number]

/** Fields whose words mean something of ours. */
export const wordFields = ['kind', 'topic', 'division', 'unit', 'outcome'] as const
export type WordField = (typeof wordFields)[number]

const Heading = z.string().trim().min(1).max(100)
const Word = z.string().trim().min(1).max(100)

/** `desk`: left to the desk. A kind, the id of a topic or unit, a division's code, an outcome. */
const Meaning = z.string().trim().min(1).max(60)

/** Which heading holds which field, and what the words of a field mean. */
export const Mapping = z.strictObject({
  fields: z.partialRecord(z.enum(ticketFields), Heading),
  words: z.partialRecord(z.enum(wordFields), z.array(z.strictObject({ word: Word, means: Meaning })).max(1000)),
})
export type Mapping = z.output<typeof Mapping>

/** Words that mean nothing yet, by field, with how often they stand in the file. */
export const Unknowns = z.partialRecord(z.enum(wordFields), z.array(z.object({ word: z.string(), rows: z.number() })))
export type Unknowns = z.output<typeof Unknowns>
