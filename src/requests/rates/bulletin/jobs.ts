import { and, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { systemContext } from '#platform/actor.ts'
import { now } from '#platform/clock.ts'
import { read, transact } from '#platform/db/transact.ts'
import { announce } from '#platform/events.ts'
import { keepBytes, recordFile } from '#platform/files.ts'
import { enqueue, job } from '#platform/jobs.ts'
import { paperDocument } from '#platform/papers/index.ts'
import type { Tick } from '#platform/ticks.ts'
import { bulletins } from '../tables.ts'
import { noticeOf } from './papers/notice.ts'
import { approvedOf, bulletinSubject, docxType } from './queries.ts'

/**
 * Writes the paper of an approved bulletin once. Whoever ends in between loses nothing: the paper is made of what was kept
 * when it was approved, so another try makes the same file.
 */
export const writeBulletin = job({
  name: 'write-bulletin',
  payload: z.object({ city: z.string(), bulletinId: z.uuid() }),
  expiresInSeconds: 120,
  handle: async ({ city, bulletinId }) => {
    const ctx = systemContext(city, now)
    const isOpen = and(eq(bulletins.city, city), eq(bulletins.id, bulletinId), isNull(bulletins.fileId))
    const [row] = await read(ctx, (tx) => tx.select().from(bulletins).where(isOpen))
    const approved = row ? approvedOf(row) : null
    if (!approved) return
    const bytes = await paperDocument(noticeOf(approved.content, approved))
    const sha256 = await keepBytes(city, bytes)
    await transact(ctx, async (tx) => {
      const fileId = await recordFile(tx, ctx, { sha256, bytes: bytes.length, mediaType: docxType })
      const written = await tx.update(bulletins).set({ fileId }).where(isOpen).returning({ id: bulletins.id })
      if (written.length === 0) return
      const subject = { kind: bulletinSubject, id: bulletinId }
      await announce(ctx, tx, { kind: 'bulletin-written', subject, facts: { sha256 } })
    })
  },
})

/** Bulletins whose paper could not be written while the queue tried, on a full disk for instance, are tried again. */
export const writeLateBulletins: Tick = {
  name: 'write-late-bulletins',
  everySeconds: 600,
  run: (city, moment) =>
    transact({ city }, async (tx) => {
      const before = moment.subtract({ minutes: 10 }).toString()
      const late = await tx
        .select({ id: bulletins.id })
        .from(bulletins)
        .where(and(eq(bulletins.city, city), isNull(bulletins.fileId), lt(bulletins.approvedAt, before)))
      for (const { id: bulletinId } of late) await enqueue(writeBulletin, { city, bulletinId })
    }),
}
