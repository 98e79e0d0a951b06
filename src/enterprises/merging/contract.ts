import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { Id, Kept } from '../firm/contract.ts'
import { indicatorCodes, sourceClasses } from '../indicators/rules.ts'
import { statuses } from '../rules.ts'

const version = z.number().int().positive()
const words = z.string().trim().min(1).max(200)

/** An entry as it stands before a merge. */
export const MergedEntry = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  shortName: z.string(),
  creditCode: z.string().nullable(),
  oldNumber: z.string().nullable(),
  divisionName: z.string(),
  address: z.string().nullable(),
  status: z.enum(statuses),
  /** Whether a contact is known; who it is shows the firm's page. */
  hasContact: z.boolean(),
  figures: z.number(),
})
export type MergedEntry = z.output<typeof MergedEntry>

const Stands = z.object({
  /** Null where the class of its source hides it from the reader. */
  value: z.number().nullable(),
  sourceClass: z.enum(sourceClasses),
  isEstimated: z.boolean(),
  enteredByName: z.string(),
  enteredAt: z.string(),
})

export const MergePreview = z.object({
  stay: MergedEntry,
  gone: MergedEntry,
  /** Rows by table and column: those that go along, and those that stay behind since the other has them too. */
  rows: z.array(z.object({ place: z.string(), along: z.number(), behind: z.number() })),
  figuresAlong: z.number(),
  contradictions: z.array(
    z.object({
      code: z.enum(indicatorCodes),
      year: z.number(),
      stay: Stands,
      gone: Stands,
      /** What the order of the sources takes. */
      proposed: z.enum(['stay', 'gone']),
    }),
  ),
  /** What the entry that stays does not know and takes from the other. */
  filled: z.array(z.string()),
  /** People with access to the entry that goes. */
  people: z.number(),
  /** Why it cannot be, as the key of a message; null where it can. */
  obstacle: z.string().nullable(),
})
export type MergePreview = z.output<typeof MergePreview>

export const MergeFirms = z.object({
  otherId: z.uuid(),
  version,
  otherVersion: version,
  reason: words,
  take: z
    .array(
      z.object({
        code: z.enum(indicatorCodes),
        year: z.number().int().min(1949).max(2200),
        take: z.enum(['stay', 'gone']),
      }),
    )
    .max(500)
    .default([]),
})
export type MergeFirms = z.output<typeof MergeFirms>

/** A merge as the page of the firm that stays shows it. */
export const MergeView = z.object({
  id: z.string(),
  version: z.number(),
  goneId: z.string(),
  goneName: z.string(),
  goneCode: z.string().nullable(),
  reason: z.string(),
  mergedByName: z.string(),
  mergedAt: z.string(),
  partedByName: z.string().nullable(),
  partedAt: z.string().nullable(),
  /** Rows that came to the firm since, by table and column: they stay with it. */
  since: z.array(z.object({ place: z.string(), count: z.number() })),
  /** Whether it is the last one: merges are undone from the last one on. */
  isLast: z.boolean(),
  /** People of the entry that went who still wait for an officer's word. */
  people: z.array(z.object({ grantId: z.string(), name: z.string(), post: z.string(), canConfirm: z.boolean() })),
})
export type MergeView = z.output<typeof MergeView>

export const mergingApi = {
  preview: endpoint({
    method: 'get',
    path: '/enterprises/:id/merging/:other',
    summary: 'What a merge of another entry into this one would do',
    params: Id.extend({ other: z.uuid() }),
    answer: MergePreview,
  }),
  merge: endpoint({
    method: 'post',
    path: '/enterprises/:id/merging',
    summary: 'Merge another entry of the same firm into this one',
    params: Id,
    body: MergeFirms,
    answer: Kept.extend({ mergeId: z.string() }),
  }),
  list: endpoint({
    method: 'get',
    path: '/enterprises/:id/merging',
    summary: 'Entries that were merged into this one',
    params: Id,
    answer: z.array(MergeView),
  }),
  part: endpoint({
    method: 'post',
    path: '/enterprises/:id/merging/:merge/parting',
    summary: 'Undo a merge: everything goes back to where it was',
    params: Id.extend({ merge: z.uuid() }),
    body: z.object({ version, why: words }),
    answer: Kept,
  }),
  confirm: endpoint({
    method: 'post',
    path: '/enterprises/:id/merging/:merge/people/:grant',
    summary: 'Confirm that a person of the merged entry acts for the firm that stays',
    params: Id.extend({ merge: z.uuid(), grant: z.uuid() }),
    answer: z.object({ done: z.boolean() }),
  }),
}
