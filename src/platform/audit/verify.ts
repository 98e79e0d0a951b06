import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { read, transactAsOwner } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import type { LocalRun } from '../local/command.ts'
import { cities } from '../tables.ts'
import {
  archivedAction,
  type ChainBreak,
  type ChainEnd,
  type ChainEntry,
  type ChainReport,
  erasedIds,
  verifyChain,
} from './chain.ts'
import { areDetailsWhole, canonical, isRowWhole, momentText } from './digest.ts'
import { headOf, readChain, readWaiting, recordOf, utcText, type WaitingRow } from './read-chain.ts'
import { nowhere, sealCity } from './seal.ts'

export interface CityReport extends ChainReport {
  city: string
  /** Rows written in the last moments, which the next sealing takes. */
  waiting: number
  /** Links that archives took out of the database, in so many files. */
  archived: number
  archives: number
  /** The kept head lies before what is in the database: the file of the archive holds it. */
  keptIsArchived: boolean
}

/** What an archive left in the database. */
export interface Anchor {
  id: string
  throughPosition: number
  throughHash: string
  rowCount: number
  before: string
  fileName: string
  fileSha256: string
  archivedAt: string
}

const sealedWithin = Temporal.Duration.from({ minutes: 1 })
const recent = Temporal.Duration.from({ hours: 1 })
const mostWaiting = 1000

/**
 * Proves the audit of one city: its archives fit, every link holds, no row stands outside the chain. Rows of the last
 * moments are sealed first, as the running product would.
 *
 * @throws AppError unavailable `audit.verifyStopped` when `signal` is raised
 */
export async function verifyCity(
  city: string,
  { report, signal }: LocalRun,
  given: { moment: Temporal.Instant; kept?: ChainEnd | null },
): Promise<CityReport> {
  const { moment, kept = null } = given
  await sealCity(city, moment)
  const anchors = await listAnchors(city)
  const anchor = anchors.at(-1)
  const head = await read({ city }, (tx) => headOf(tx, city))
  const lately = momentText((head?.sealedAt ?? moment).subtract(recent))
  const waiting = await readWaiting(city, lately, mostWaiting)
  const from = { position: anchor?.throughPosition ?? 0, hash: anchor?.throughHash ?? '' }
  const through = head?.position ?? from.position
  const entries = followed(readChain(city, from.position, through), {
    signal,
    seen: (count) => {
      if (count % 1000 === 0) report({ done: count, of: through - from.position })
    },
  })
  const erasedElsewhere = new Set(waiting.flatMap(({ row, details }) => erasedIds(row, details)))
  const chain = await verifyChain(entries, { from, kept, erasedElsewhere })
  const after = await listAnchors(city)
  if (after.length !== anchors.length) return verifyCity(city, { report, signal }, given)
  const record = anchor ? await recordOf(city, anchor.id) : null
  const broken = anchorBreak(anchors, record, chain.broken) ?? chain.broken ?? waitingBreak(waiting, moment)
  const archivedHead = kept && kept.position < from.position ? keptInAnchors(anchors, kept) : null
  return {
    ...chain,
    broken: broken ?? (archivedHead === 'wrong' ? lostHead(kept) : null),
    city,
    waiting: waiting.length,
    archived: from.position,
    archives: anchors.length,
    keptIsArchived: archivedHead === 'inside',
  }
}

/** All cities of the database with an audit, and what nobody signed in did. */
export async function citiesWithAudit(): Promise<string[]> {
  const served = await transactAsOwner(nowhere, (tx) => tx.select({ code: cities.code }).from(cities))
  return [...served.map(({ code }) => code).sort(), nowhere]
}

async function* followed(
  entries: AsyncIterable<ChainEntry>,
  { signal, seen }: { signal: AbortSignal; seen: (count: number) => void },
): AsyncGenerator<ChainEntry> {
  let count = 0
  for await (const entry of entries) {
    if (signal.aborted) throw new AppError('unavailable', 'audit.verifyStopped')
    seen(++count)
    yield entry
  }
}

/** What archives left, the oldest first. */
export async function listAnchors(city: string): Promise<Anchor[]> {
  const found = await read({ city }, (tx) =>
    tx.execute(sql`
      SELECT id, through_position AS "throughPosition", through_hash AS "throughHash", row_count AS "rowCount",
        ${utcText(sql`before`)} AS before, file_name AS "fileName", file_sha256 AS "fileSha256",
        ${utcText(sql`archived_at`)} AS "archivedAt"
      FROM platform.audit_archives WHERE city = ${city} ORDER BY through_position`),
  )
  return z.array(AnchorShape).parse(found.rows)
}

const AnchorShape: z.ZodType<Anchor> = z.object({
  id: z.string(),
  throughPosition: z.number(),
  throughHash: z.string(),
  rowCount: z.number(),
  before: z.string(),
  fileName: z.string(),
  fileSha256: z.string(),
  archivedAt: z.string(),
})

/** Archives follow on each other, and the last is what its own audit row says. */
function anchorBreak(
  anchors: readonly Anchor[],
  record: WaitingRow | null,
  inChain: ChainBreak | null,
): ChainBreak | null {
  let position = 0
  for (const { throughPosition, rowCount, archivedAt } of anchors) {
    if (position + rowCount !== throughPosition) return misfit(throughPosition, archivedAt)
    position = throughPosition
  }
  const last = anchors.at(-1)
  if (!last) return null
  const isRecordWhole = record !== null && isRowWhole(record.row) && areDetailsWhole(record.row, record.details)
  // Where the record itself was touched, the chain names it.
  if (!isRecordWhole && inChain) return null
  const said = record?.details?.text
  const fits = isRecordWhole && said && canonical(JSON.parse(said)) === canonical(last)
  return fits ? null : misfit(last.throughPosition, last.archivedAt)
}

const misfit = (position: number, at: string): ChainBreak => ({
  fault: 'archive-does-not-fit',
  position,
  at,
  action: archivedAction,
  auditId: null,
})

const lostHead = (kept: ChainEnd | null): ChainBreak => ({
  fault: 'head-not-on-chain',
  position: kept?.position ?? null,
  at: null,
  action: null,
  auditId: null,
})

function keptInAnchors(anchors: readonly Anchor[], kept: ChainEnd): 'inside' | 'right' | 'wrong' {
  const same = anchors.find(({ throughPosition }) => throughPosition === kept.position)
  if (!same) return 'inside'
  return same.throughHash === kept.hash ? 'right' : 'wrong'
}

function waitingBreak(waiting: readonly WaitingRow[], moment: Temporal.Instant): ChainBreak | null {
  const latest = moment.subtract(sealedWithin)
  for (const { row, details } of waiting) {
    const place = { position: null, at: row.at, action: row.action, auditId: row.id }
    if (!isRowWhole(row)) return { fault: 'row-changed', ...place }
    if (!areDetailsWhole(row, details)) return { fault: 'details-changed', ...place }
    if (Temporal.Instant.compare(Temporal.Instant.from(row.at), latest) < 0)
      return { fault: 'row-not-sealed', ...place }
  }
  return null
}
