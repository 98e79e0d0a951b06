import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { attachmentKinds } from './rules.ts'

/** A file of a request. */
export const AttachmentView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(attachmentKinds),
  bytes: z.number(),
  /** `firm`: sent by the firm; `city`: added by the desk or the lead unit. */
  from: z.enum(['firm', 'city']),
  at: z.string(),
})
export type AttachmentView = z.output<typeof AttachmentView>

/** `attachmentId` is made by the page, so that a file sent twice is kept once. One file beside the fields. */
export const Attach = z.object({ attachmentId: z.uuid() })
export type Attach = z.output<typeof Attach>

export const attachmentsApi = {
  attach: endpoint({
    method: 'post',
    path: '/requests/:id/attachments',
    summary: 'Add a file to a request: checked by what it is, not by what it is called',
    params: z.object({ id: z.uuid() }),
    form: true,
    body: Attach,
    answer: AttachmentView,
  }),
  download: endpoint({
    method: 'get',
    path: '/requests/:id/attachments/:attachmentId',
    summary: 'A file of a request',
    params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
    answer: 'application/octet-stream',
  }),
}
