import { z } from 'zod'
import { CitationView } from '#documents/contract.ts'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'

const OwnerKey = z.object({ kind: z.enum(['division', 'unit']), id: z.string().max(60) })

/** Evidence words of a cell: a sentence of the unit's own document. */
export const Evidence = CitationView
export type Evidence = z.output<typeof Evidence>

export const TakeUpCell = z.object({
  owner: OwnerKey,
  /** The sentence with which the unit took it up; null shows 本文件未见对应表述. */
  evidence: Evidence.nullable(),
  /** Other sentences that may be meant, for the correction. */
  others: z.array(Evidence),
  /** Words that the demand and the sentence share. */
  shared: z.array(z.string()),
  correctedByName: z.string().nullable(),
})

export const TakeUpView = z.object({
  documentId: z.string(),
  title: z.string(),
  columns: z.array(OwnerKey.extend({ name: z.string() })),
  rows: z.array(
    z.object({
      demandId: z.string(),
      text: z.string(),
      by: z.string().nullable(),
      heading: z.string().nullable(),
      citation: CitationView,
      /** False for demands about study and party building. */
      asksForTask: z.boolean(),
      cells: z.array(TakeUpCell),
    }),
  ),
  confirmed: z.object({ byName: z.string(), at: z.string() }).nullable(),
  /** Whether the actor prepares it: corrects cells and confirms. Others see it as it was confirmed. */
  mayChange: z.boolean(),
})
export type TakeUpView = z.output<typeof TakeUpView>

const Document = z.object({ documentId: z.uuid() })

export const takeUpApi = {
  documents: endpoint({
    method: 'get',
    path: '/take-up',
    summary: 'Documents in which the city (or the district) asks something of others',
    answer: z.object({
      rows: z.array(
        z.object({
          documentId: z.string(),
          title: z.string(),
          publishedOn: z.string().nullable(),
          demands: z.number(),
          confirmedAt: z.string().nullable(),
        }),
      ),
    }),
  }),
  matrix: endpoint({
    method: 'get',
    path: '/take-up/:documentId',
    summary: 'What is asked against what each district and department took up in its own words',
    params: Document,
    answer: TakeUpView,
  }),
  sentences: endpoint({
    method: 'get',
    path: '/take-up/:documentId/sentences',
    summary: 'All sentences of one column, in the order of its documents, to find by hand what was missed',
    params: Document,
    query: z.object({ kind: OwnerKey.shape.kind, id: z.string().max(60) }),
    answer: z.object({ rows: z.array(Evidence) }),
  }),
  correct: endpoint({
    method: 'put',
    path: '/take-up/:documentId/cells',
    summary: 'Choose the sentence of a cell by hand, or say that there is none; null takes the correction back',
    params: Document,
    body: z.object({
      demandId: z.uuid(),
      owner: OwnerKey,
      correction: z
        .union([
          z.object({ kind: z.literal('none') }),
          z.object({
            kind: z.literal('evidence'),
            readingId: z.uuid(),
            article: z.number().int(),
            paragraph: z.number().int(),
            start: z.number().int().min(0),
            end: z.number().int().min(1),
          }),
        ])
        .nullable(),
    }),
    answer: Done,
  }),
  confirm: endpoint({
    method: 'post',
    path: '/take-up/:documentId/confirmation',
    summary: 'Confirm the matrix: from now on others in the scope see it as it stands',
    params: Document,
    answer: Done,
  }),
}
