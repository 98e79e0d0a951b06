import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { systemContext } from '../actor.ts'
import { cityZone, dayOf } from '../clock.ts'
import { type Tx, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { announce } from '../events.ts'
import { newId } from '../ids.ts'
import type { LocalRun } from '../local/command.ts'
import { auditArchives } from '../tables.ts'
import { type ArchiveReport, verifyArchive, writeArchive } from './archive-file.ts'
import { archivedAction, type ChainEnd, type ChainEntry } from './chain.ts'
import { momentText } from './digest.ts'
import { readChain } from './read-chain.ts'
import { tryChainLock } from './seal.ts'
import { type Anchor, listAnchors, verifyCity } from './verify.ts'

/** The Cybersecurity Law (art. 21) asks for not less than six months of logs. */
export const keptMonths = 6

/** The latest day before which rows may be moved away. */
export const latestArchiveDay = (today: Temporal.PlainDate): Temporal.PlainDate =>
  today.subtract({ months: keptMonths })

export interface ArchivePlan {
  city: string
  /** Rows before the first moment of this day in the city are moved. */
  before: Temporal.PlainDate
  /** Where the file will lie. */
  path: string
}

/**
 * Writes the old part of a chain into a file. Nothing leaves the database yet: a process that is killed after this leaves
 * everything whole, and a file too many.
 *
 * @throws AppError invalid `audit.archiveTooYoung`, conflict `audit.archiveBroken`, `audit.archiveNothing`, `audit.archiveExists`
 */
export async function writeCityArchive(
  plan: ArchivePlan,
  local: LocalRun,
  moment: Temporal.Instant,
): Promise<ArchiveReport> {
  const latest = latestArchiveDay(dayOf(moment))
  if (Temporal.PlainDate.compare(plan.before, latest) > 0)
    throw new AppError('invalid', 'audit.archiveTooYoung', { latest: latest.toString(), months: keptMonths })
  if (existsSync(plan.path)) throw new AppError('conflict', 'audit.archiveExists', { path: plan.path })
  const verified = await verifyCity(plan.city, local, { moment })
  if (verified.broken)
    throw new AppError('conflict', 'audit.archiveBroken', { position: verified.broken.position ?? '?' })
  const before = momentText(plan.before.toZonedDateTime(cityZone).toInstant())
  const anchor = (await listAnchors(plan.city)).at(-1)
  const after = { position: anchor?.throughPosition ?? 0, hash: anchor?.throughHash ?? '' }
  const chain = readChain(plan.city, after.position, verified.head.position)
  const [first] = await arrayOf(untilMoment(readChain(plan.city, after.position, after.position + 1), before))
  if (!first) throw new AppError('conflict', 'audit.archiveNothing', { before: plan.before.toString() })
  await writeArchive(plan.path, { city: plan.city, before, after }, untilMoment(chain, before))
  const written = await verifyArchive(plan.path)
  if (written.broken) throw new AppError('unavailable', 'audit.archiveDamaged', { path: plan.path })
  return written
}

/** The links before the first whose row is of this moment or later: an archive is always the beginning of the chain. */
async function* untilMoment(entries: AsyncIterable<ChainEntry>, before: string): AsyncGenerator<ChainEntry> {
  for await (const entry of entries) {
    if (entry.row && entry.row.at >= before) return
    yield entry
  }
}

async function arrayOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/**
 * Takes out of the database what a proved archive holds, in one transaction as the owner of the tables, and leaves the
 * anchor to which the chain goes on from here.
 *
 * @throws AppError conflict `audit.archiveChanged` when the database does not hold exactly these links any more
 */
export async function removeArchived(
  city: string,
  file: ArchiveReport,
  fileName: string,
  moment: Temporal.Instant,
): Promise<Anchor> {
  const anchor: Anchor = {
    id: newId(),
    throughPosition: file.head.position,
    throughHash: file.head.hash,
    rowCount: file.links,
    before: file.header.before,
    fileName,
    fileSha256: file.fileSha256,
    archivedAt: momentText(moment),
  }
  await transactAsOwner(city, async (tx) => {
    if (!(await tryChainLock(tx, city))) throw new AppError('conflict', 'audit.archiveChanged')
    await requireSame(tx, city, file)
    const links = sql`SELECT audit_id FROM platform.audit_links WHERE city = ${city} AND position <= ${file.head.position}`
    await tx.execute(sql`DELETE FROM platform.audit_details WHERE city = ${city} AND id IN (${links})`)
    const rows = await tx.execute(sql`DELETE FROM platform.audit_rows WHERE city = ${city} AND id IN (${links})`)
    const taken = await tx.execute(
      sql`DELETE FROM platform.audit_links WHERE city = ${city} AND position <= ${file.head.position}`,
    )
    if (rows.rowCount !== file.links || taken.rowCount !== file.links)
      throw new AppError('conflict', 'audit.archiveChanged')
    await tx.insert(auditArchives).values({ ...anchor, city })
    const { id, rowCount, throughPosition, before } = anchor
    await announce(
      systemContext(city, () => moment),
      tx,
      {
        kind: archivedAction,
        subject: { kind: 'audit-archive', id },
        facts: { rowCount, throughPosition, before },
        details: anchor,
      },
    )
  })
  return anchor
}

/** The database still holds the last link of the file, and the file begins where the last archive ended. */
async function requireSame(tx: Tx, city: string, { head, header }: ArchiveReport): Promise<void> {
  const found = await tx.execute<{ hash: string }>(
    sql`SELECT hash FROM platform.audit_links WHERE city = ${city} AND position = ${head.position}`,
  )
  const last = await tx
    .select({ through: sql<number>`coalesce(max(${auditArchives.throughPosition}), 0)::bigint` })
    .from(auditArchives)
    .where(eq(auditArchives.city, city))
  const isSame = found.rows[0]?.hash === head.hash && last[0]?.through === header.after.position
  if (header.city !== city || !isSame) throw new AppError('conflict', 'audit.archiveChanged')
}

/** A name that no file has yet, for archives without a name of their own. */
export function freeArchivePath(folder: string, city: string, before: string): string {
  const names = (count: number) => `audit-${city}-before-${before}${count === 1 ? '' : `-${count}`}.jsonl.gz`
  for (let count = 1; ; count++) {
    const path = join(folder, names(count))
    if (!existsSync(path)) return path
  }
}

/** How an archive stands to this database. */
export type ArchiveJoin = 'anchor' | 'still-here' | 'other-file' | 'unknown'

/** Whether the chain of the database goes on from the end of this archive. */
export async function joinOf(
  city: string,
  { head, fileSha256 }: { head: ChainEnd; fileSha256: string },
): Promise<ArchiveJoin> {
  const anchor = (await listAnchors(city)).find(({ throughPosition }) => throughPosition === head.position)
  if (anchor?.throughHash === head.hash) return anchor.fileSha256 === fileSha256 ? 'anchor' : 'other-file'
  for await (const { link } of readChain(city, head.position - 1, head.position))
    if (link.hash === head.hash) return 'still-here'
  return 'unknown'
}
