import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read, type Tx } from '#platform/db/transact.ts'
import { found } from '#platform/errors.ts'
import { readBytes } from '#platform/files.ts'
import type { Download } from '#platform/http/route.ts'
import { findRequest } from '../queries.ts'
import { AttachmentView } from './contract.ts'
import { attachmentKinds, mediaTypes } from './rules.ts'
import { attachments } from './tables.ts'

export type AttachmentRow = typeof attachments.$inferSelect

export const attachmentView = ({ id, name, kind, bytes, source, at }: AttachmentRow): AttachmentView =>
  AttachmentView.parse({ id, name, kind, bytes, from: source, at })

/** Files of a request, the first first. The caller has loaded the request within the actor's scope. */
export async function attachmentsOf(tx: Tx, ctx: Context, requestId: string): Promise<AttachmentView[]> {
  return (await attachmentsQuery(tx, ctx, requestId)).map(attachmentView)
}

/** The query of it, for who reads other things with it. */
export const attachmentsQuery = (tx: Tx, ctx: Pick<Context, 'city'>, requestId: string) =>
  tx
    .select()
    .from(attachments)
    .where(and(eq(attachments.city, ctx.city), eq(attachments.requestId, requestId)))
    .orderBy(asc(attachments.at), asc(attachments.id))

/** A file, for whoever sees the request it belongs to. @throws AppError not-found `requests.notFound`, `requests.attachment.gone` */
export const getAttachment = (ctx: Context, requestId: string, attachmentId: string): Promise<Download> =>
  read(ctx, async (tx) => {
    const { id } = await findRequest(tx, ctx, requestId)
    const [row] = await tx
      .select()
      .from(attachments)
      .where(and(eq(attachments.city, ctx.city), eq(attachments.id, attachmentId), eq(attachments.requestId, id)))
    const { fileId, name, kind } = found(row, 'requests.attachment.gone')
    const bytes = found(await readBytes(tx, ctx, fileId), 'requests.attachment.gone')
    const known = found(
      attachmentKinds.find((one) => one === kind),
      'requests.attachment.gone',
    )
    return { bytes, name, mediaType: mediaTypes[known] }
  })
