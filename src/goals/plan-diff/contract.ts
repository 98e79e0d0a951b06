import { z } from 'zod'
import { CitationView, operators } from '#documents/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { ActualView, TargetView } from '../targets/contract.ts'
import { changes } from './rules.ts'

const Paper = z.object({
  documentId: z.string(),
  title: z.string(),
  publishedOn: z.string().nullable(),
  kind: z.string(),
})
export type Paper = z.output<typeof Paper>

const NumberView = z.object({
  clause: z.string(),
  op: z.enum(operators),
  value: z.string(),
  unit: z.string().nullable(),
  citation: CitationView,
})
export type NumberView = z.output<typeof NumberView>

const MeasureView = z.object({ text: z.string(), citation: CitationView })
export type MeasureView = z.output<typeof MeasureView>

/** What last year's number came to: where it stood, and the last figure that was stated for it. */
const Outcome = z.object({
  targetId: z.string(),
  standing: TargetView.shape.standing,
  latest: ActualView.nullable(),
})

export const PlanDiff = z.object({
  before: Paper,
  after: Paper,
  counts: z.array(z.object({ change: z.enum(changes), numbers: z.number(), measures: z.number() })),
  numbers: z.array(
    z.object({
      change: z.enum(changes),
      before: NumberView.nullable(),
      after: NumberView.nullable(),
      /** Null where the number was not accepted as a target. */
      outcome: Outcome.nullable(),
    }),
  ),
  measures: z.array(
    z.object({ change: z.enum(changes), before: MeasureView.nullable(), after: MeasureView.nullable() }),
  ),
})
export type PlanDiff = z.output<typeof PlanDiff>

export const planDiffApi = {
  papers: endpoint({
    method: 'get',
    path: '/plan-diff/papers',
    summary: 'Papers of the actor’s own office that can be laid beside each other, newest first',
    answer: z.object({ rows: z.array(Paper) }),
  }),
  diff: endpoint({
    method: 'get',
    path: '/plan-diff',
    summary: 'Two papers of one office: what was kept, raised, lowered, is new, or does not stand there again',
    query: z.object({ before: z.uuid(), after: z.uuid() }),
    answer: PlanDiff,
  }),
}
