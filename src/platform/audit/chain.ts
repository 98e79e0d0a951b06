import {
  type AuditRecord,
  areDetailsWhole,
  type DetailsRecord,
  isRowWhole,
  type LinkRecord,
  linkHash,
} from './digest.ts'
import type { ChainFault } from './rules.ts'

/** A link with the row and the details it stands for; null where they are gone. */
export interface ChainEntry {
  link: LinkRecord
  row: AuditRecord | null
  details: DetailsRecord | null
}

/** Where a chain begins or ends: position 0 with an empty hash before the first link. */
export interface ChainEnd {
  position: number
  hash: string
}

/** The first place at which a chain does not hold. */
export interface ChainBreak {
  fault: ChainFault
  /** Of the link; null for a row that has none. */
  position: number | null
  at: string | null
  action: string | null
  auditId: string | null
}

export interface ChainReport {
  /** Links that were checked and hold. */
  links: number
  /** Rows among them whose details were erased. */
  erased: number
  /** Moments of the first and last of these rows. */
  from: string | null
  to: string | null
  head: ChainEnd
  broken: ChainBreak | null
}

/** Actions of which the verifier knows: they say which details were erased and what was moved to a file. */
export const erasedAction = 'audit-details-erased'
export const archivedAction = 'audit-archived'

interface Given {
  /** The end of what was archived before. */
  from?: ChainEnd
  /** A head that somebody kept: it must be on the chain. */
  kept?: ChainEnd | null
  /** Rows whose erasing is recorded outside these links, among the rows that wait. */
  erasedElsewhere?: ReadonlySet<string>
  /** False for the links of an archive alone: the record of an erasing may stand after them. */
  erasingsRecorded?: boolean
}

/**
 * Walks a chain and stops at the first link that does not hold. Pure: the entries come from a database or a file.
 *
 * What is checked of each link: its position follows, its row is there and unchanged, the details are unchanged or
 * erased on record, and its hash follows from the link before.
 */
export async function verifyChain(entries: AsyncIterable<ChainEntry>, given: Given = {}): Promise<ChainReport> {
  const start = given.from ?? { position: 0, hash: '' }
  const report: ChainReport = { links: 0, erased: 0, from: null, to: null, head: start, broken: null }
  const unrecorded = new Map<string, ChainBreak>()
  const recorded = new Set(given.erasedElsewhere)
  const kept = given.kept ?? null

  for await (const entry of entries) {
    const { link, row, details } = entry
    const fault = faultOf(report.head, entry) ?? (isElsewhere(kept, link) ? 'head-not-on-chain' : null)
    if (fault) {
      const position = fault === 'link-missing' ? report.head.position + 1 : link.position
      const broken = {
        fault,
        position,
        at: row?.at ?? link.sealedAt,
        action: row?.action ?? null,
        auditId: link.auditId,
      }
      return { ...report, broken }
    }
    report.links++
    report.head = { position: link.position, hash: link.hash }
    report.from ??= row?.at ?? null
    report.to = row?.at ?? null
    if (row && details?.text === null) {
      report.erased++
      const { position } = link
      unrecorded.set(row.id, {
        fault: 'details-erased-unrecorded',
        position,
        at: row.at,
        action: row.action,
        auditId: row.id,
      })
    }
    for (const id of erasedIds(row, details)) recorded.add(id)
  }
  const isGone =
    kept !== null &&
    (kept.position > report.head.position || (kept.position === start.position && kept.hash !== start.hash))
  const cutOff = isGone ? headGone(kept) : null
  return { ...report, broken: firstUnrecorded(unrecorded, recorded, given) ?? cutOff }
}

function faultOf(head: ChainEnd, { link, row, details }: ChainEntry): ChainFault | null {
  if (link.position !== head.position + 1) return 'link-missing'
  if (!row) return 'row-missing'
  if (!isRowWhole(row)) return 'row-changed'
  if (!areDetailsWhole(row, details)) return 'details-changed'
  return linkHash(head.hash, link, row.digest) === link.hash ? null : 'hash-wrong'
}

const isElsewhere = (kept: ChainEnd | null, { position, hash }: LinkRecord): boolean =>
  kept !== null && kept.position === position && kept.hash !== hash

const headGone = ({ position }: ChainEnd): ChainBreak => ({
  fault: 'head-not-on-chain',
  position,
  at: null,
  action: null,
  auditId: null,
})

/** Whose details a row says were erased; nothing where it says something else. */
export function erasedIds(row: AuditRecord | null, details: DetailsRecord | null): string[] {
  if (row?.action !== erasedAction || !details?.text) return []
  const said: unknown = JSON.parse(details.text)
  const ids = typeof said === 'object' && said !== null && 'ids' in said ? said.ids : []
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}

function firstUnrecorded(
  unrecorded: ReadonlyMap<string, ChainBreak>,
  recorded: ReadonlySet<string>,
  { erasingsRecorded = true }: Given,
): ChainBreak | null {
  if (!erasingsRecorded) return null
  for (const [id, broken] of unrecorded) if (!recorded.has(id)) return broken
  return null
}
