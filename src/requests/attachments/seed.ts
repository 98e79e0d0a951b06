import { and, count, desc, eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { transact } from '#platform/db/transact.ts'
import { keepBytes, recordFile } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import { requests } from '../tables.ts'
import { type AttachmentKind, attachmentKinds, endingOf, mediaTypes } from './rules.ts'
import { attachments } from './tables.ts'

/** A file of the sample, by the title of the request it came with. */
export interface SampleFileOfRequest {
  title: string
  name: string
  text: string
}

/** Gives the newest request of each title its files, once. */
export async function seedAttachments(ctx: Context, files: readonly SampleFileOfRequest[]): Promise<void> {
  const kept: { title: string; name: string; bytes: number; kind: AttachmentKind; sha256: string }[] = []
  for (const { title, name, text } of files) {
    const bytes = new TextEncoder().encode(text)
    kept.push({ title, name, bytes: bytes.length, kind: kindOf(name), sha256: await keepBytes(ctx.city, bytes) })
  }
  await transact(ctx, async (tx) => {
    const [known] = await tx.select({ count: count() }).from(attachments).where(eq(attachments.city, ctx.city))
    if (known?.count) return
    for (const { title, name, bytes, kind, sha256 } of kept) {
      const [request] = await tx
        .select({ id: requests.id, at: requests.registeredAt, by: requests.enteredBy, byName: requests.enteredByName })
        .from(requests)
        .where(and(eq(requests.city, ctx.city), eq(requests.title, title)))
        .orderBy(desc(requests.registeredAt), desc(requests.id))
        .limit(1)
      if (!request) continue
      const fileId = await recordFile(tx, ctx, { sha256, bytes, mediaType: mediaTypes[kind] })
      await tx.insert(attachments).values({
        ...{ city: ctx.city, id: newId(), requestId: request.id, fileId, name, kind, bytes, source: 'firm' },
        ...{ addedBy: request.by, addedByName: request.byName, at: request.at },
      })
    }
  })
}

const kindOf = (name: string): AttachmentKind => attachmentKinds.find((kind) => kind === endingOf(name)) ?? 'txt'
