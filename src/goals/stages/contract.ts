import { z } from 'zod'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'

const Id = z.object({ id: z.uuid() })

export const StageView = z.object({
  id: z.string(),
  name: z.string(),
  dueOn: z.string().nullable(),
  reachedOn: z.string().nullable(),
  /** The words that prove it, and the paper they stand in. */
  evidence: z.string().nullable(),
  document: z.object({ id: z.string(), title: z.string() }).nullable(),
  byName: z.string(),
  at: z.string(),
})
export type StageView = z.output<typeof StageView>

export const StageInput = z.object({
  /** Of a stage that is there already; left out for a new one. */
  id: z.uuid().optional(),
  name: z.string().trim().min(2).max(120),
  dueOn: z.iso.date().nullable(),
})
export type StageInput = z.output<typeof StageInput>

export const stagesApi = {
  list: endpoint({
    method: 'get',
    path: '/goals/:id/stages',
    summary: 'Steps of a title to be won, in their order, each with what proves that it was reached',
    params: Id,
    answer: z.object({ rows: z.array(StageView), mayChange: z.boolean() }),
  }),
  set: endpoint({
    method: 'put',
    path: '/goals/:id/stages',
    summary: 'Say the steps of a title; one that was reached stays',
    params: Id,
    body: z.object({ stages: z.array(StageInput).max(20) }),
    answer: Done,
  }),
  reach: endpoint({
    method: 'post',
    path: '/goals/:id/stages/:stageId/reached',
    summary: 'Say that a step was reached, with the words that prove it',
    params: Id.extend({ stageId: z.uuid() }),
    body: z.object({
      reachedOn: z.iso.date(),
      evidence: z.string().trim().min(4).max(500),
      documentId: z.uuid().nullable(),
    }),
    answer: Done,
  }),
}
