import { and, eq, gte, sum } from 'drizzle-orm'
import { type Context, requireMay } from '#platform/actor.ts'
import { read, type Tx, transact } from '#platform/db/transact.ts'
import { AppError, one } from '#platform/errors.ts'
import { announce } from '#platform/events.ts'
import { keepBytes, recordFile } from '#platform/files.ts'
import { openQuota } from '#platform/http/quota.ts'
import { requireClean } from '#platform/virus-scan.ts'
import { requestSubject } from '../clocks/commands.ts'
import { lockRequest, requireMove } from '../commands.ts'
import { can, isFirm } from '../policy.ts'
import { findRequest } from '../queries.ts'
import { requests } from '../tables.ts'
import type { AttachmentView } from './contract.ts'
import { inspect } from './inspection/inspect.ts'
import { attachmentsOf, attachmentView } from './queries.ts'
import {
  cleanName,
  mediaTypes,
  mostAttachmentBytes,
  mostAttachments,
  mostBytesOfNetworkADay,
  mostBytesOfReceiptADay,
} from './rules.ts'
import { attachments } from './tables.ts'

/**
 * Add a file to a request, for everybody to read who sees the request, the firm too. What it is is looked at before anything
 * is kept; a scanner that is down refuses it, and the page still has it. Sent again it is kept once.
 *
 * @throws AppError not-found | forbidden | conflict `requests.cannotMove.<state>`, `requests.attachment.tooMany`,
 *   `requests.attachment.tooMuch` | invalid
 *   `requests.attachment.oneFile`, `.tooLarge` and as `inspect`, `platform.infected` | unavailable `platform.scannerDown`
 */
export async function attach(
  ctx: Context,
  requestId: string,
  { attachmentId }: { attachmentId: string },
  files: readonly File[],
): Promise<AttachmentView> {
  const [file] = files
  if (!file || files.length > 1) throw new AppError('invalid', 'requests.attachment.oneFile')
  const name = cleanName(file.name)
  if (file.size > mostAttachmentBytes) {
    throw new AppError('invalid', 'requests.attachment.tooLarge', { name, megabytes: mostAttachmentBytes / 1_000_000 })
  }
  // Asked before the file is looked at, so that a stranger keeps no scanner busy; asked again where it counts.
  // Counted as well: bytes are kept before the transaction, and what is refused in it would stay on the disk.
  await read(ctx, async (tx) => {
    const seen = await findRequest(tx, ctx, requestId)
    requireMay(can(ctx.actor, 'attach', seen), 'requests.attach')
    const there = await attachmentsOf(tx, ctx, seen.id)
    if (there.some(({ id }) => id === attachmentId)) return
    requireMove(seen, 'attach')
    requireFew(there)
    if (isByCode(ctx)) await requireLittleToday(tx, ctx, seen.codeHash, file.size)
  })
  const { kind, bytes } = await inspect(name, new Uint8Array(await file.arrayBuffer()))
  await requireClean(bytes)
  const sha256 = await keepBytes(ctx.city, bytes)
  return transact(ctx, async (tx) => {
    const request = await lockRequest(tx, ctx, requestId)
    requireMay(can(ctx.actor, 'attach', request), 'requests.attach')
    const there = await tx
      .select()
      .from(attachments)
      .where(and(eq(attachments.city, ctx.city), eq(attachments.requestId, request.id)))
    const known = there.find(({ id }) => id === attachmentId)
    if (known) return attachmentView(known)
    requireMove(request, 'attach')
    requireFew(there)
    const fileId = await recordFile(tx, ctx, { sha256, bytes: bytes.length, mediaType: mediaTypes[kind] })
    const { accountId, name: addedByName } = ctx.actor
    const row = one(
      await tx
        .insert(attachments)
        .values({
          ...{ city: ctx.city, id: attachmentId, requestId: request.id, fileId, name, kind, bytes: bytes.length },
          ...{ source: isFirm(ctx.actor) ? 'firm' : 'city', addedBy: accountId, addedByName, at: ctx.now().toString() },
        })
        .returning(),
    )
    const subject = { kind: requestSubject, id: request.id }
    await announce(ctx, tx, { kind: 'request-attached', subject, facts: { attachmentId, kind } })
    return attachmentView(row)
  })
}

const isByCode = ({ actor }: Context): boolean => actor.auditedAs === 'receipt'

const bytesOfNetworks = openQuota(mostBytesOfNetworkADay)

/** A code is no account: nobody fills the disk by one, nor by many from one place. @throws AppError conflict `requests.attachment.tooMuch` */
async function requireLittleToday(tx: Tx, ctx: Context, codeHash: string, bytes: number): Promise<void> {
  const [sent] = await tx
    .select({ bytes: sum(attachments.bytes).mapWith(Number) })
    .from(attachments)
    .innerJoin(requests, and(eq(requests.city, attachments.city), eq(requests.id, attachments.requestId)))
    .where(
      and(
        ...[eq(requests.city, ctx.city), eq(requests.codeHash, codeHash), eq(attachments.addedBy, ctx.actor.accountId)],
        gte(attachments.at, ctx.now().subtract({ hours: 24 }).toString()),
      ),
    )
  const isLittle = (sent?.bytes ?? 0) + bytes <= mostBytesOfReceiptADay
  if (isLittle && bytesOfNetworks.spend(ctx, bytes)) return
  throw new AppError('conflict', 'requests.attachment.tooMuch')
}

/** @throws AppError conflict `requests.attachment.tooMany` */
function requireFew(there: readonly unknown[]): void {
  if (there.length < mostAttachments) return
  throw new AppError('conflict', 'requests.attachment.tooMany', { most: mostAttachments })
}
