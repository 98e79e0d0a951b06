import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { ClockView, EnterRequests, Matter } from '../contract.ts'
import { outcomes, requestStates } from '../rules.ts'

/** Number of a request in the system that submits it. */
const ExternalNumber = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,60}$/)
  .max(60)
const Numbered = z.object({ externalNumber: ExternalNumber })

/** One matter of one firm, as another system tells it. */
export const SubmitRequest = Matter.pick({
  kind: true,
  title: true,
  body: true,
  divisionCode: true,
  jobsAtRisk: true,
  outputAtRiskYuan: true,
})
  .extend(EnterRequests.pick({ firmName: true, creditCode: true, contactName: true, contactPhone: true }).shape)
  .extend({
    externalNumber: ExternalNumber,
    /** Short name of the topic, as `GET /v1/topics` has it. */
    topic: z.string().trim().min(1).max(60),
  })
export type SubmitRequest = z.output<typeof SubmitRequest>

/** State, promises, answer and words of a request; inside words and people's telephones stand in none of it. */
export const SubmittedState = z.object({
  externalNumber: z.string(),
  number: z.string(),
  state: z.enum(requestStates),
  outcome: z.enum(outcomes).nullable(),
  round: z.number(),
  registeredAt: z.string(),
  /** The unit that answers for it; null while none does. */
  unit: z.string().nullable(),
  clocks: z.array(ClockView.pick({ name: true, round: true, state: true, dueAt: true, metAt: true, isOverdue: true })),
  plan: z.string().nullable(),
  answer: z.string().nullable(),
  /** Words to the firm and of the firm, the first first. */
  words: z.array(z.object({ at: z.string(), authorName: z.string(), isFromFirm: z.boolean(), body: z.string() })),
})
export type SubmittedState = z.output<typeof SubmittedState>

/** `wordsId` is made by the other system: the same again says nothing twice. */
export const AddWords = z.object({ wordsId: z.uuid(), body: z.string().trim().min(1).max(2000) })
export type AddWords = z.output<typeof AddWords>

export const entranceApi = {
  topics: endpoint({
    method: 'get',
    path: '/v1/topics',
    summary: 'Topics of requests, for other systems',
    answer: z.array(z.object({ topic: z.string(), name: z.string(), nameEn: z.string() })),
  }),
  submit: endpoint({
    method: 'post',
    path: '/v1/requests',
    summary: 'Submit a request under the number of the other system; the same number again changes nothing',
    body: SubmitRequest,
    answer: SubmittedState,
  }),
  state: endpoint({
    method: 'get',
    path: '/v1/requests/:externalNumber',
    summary: 'State, promises, answer and words of a request that the system submitted',
    params: Numbered,
    answer: SubmittedState,
  }),
  words: endpoint({
    method: 'post',
    path: '/v1/requests/:externalNumber/words',
    summary: 'Add words of the firm to a request that the system submitted',
    params: Numbered,
    body: AddWords,
    answer: SubmittedState,
  }),
}
