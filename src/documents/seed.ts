import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readPackFile } from '#organisations/index.ts'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { addDocument, decideProposals } from './commands.ts'
import { listProposals } from './queries.ts'
import { documents } from './tables.ts'

const PapersFile = z.object({
  papers: z.array(
    z.object({ file: z.string(), kind: z.string(), source: z.enum(['original', 'press']), on: z.iso.date() }),
  ),
})

/**
 * Puts the papers of a pack in as their officer would, and confirms the measures of the newest work report, so that the
 * cascade is alive at the first start. The newspaper page is left for the newcomer to drop in.
 */
export async function seedDocuments(ctx: Context, pack: string): Promise<void> {
  const papers = readPackFile(`${pack}/papers.yaml`, PapersFile)?.papers ?? []
  const original = papers.filter((paper) => paper.source === 'original')
  const newest = original.findLast((paper) => paper.kind === 'report')
  for (const paper of original) {
    const bytes = new Uint8Array(await readFile(new URL(`../packs/${pack}/pages/${paper.file}`, import.meta.url)))
    const file = { name: paper.file, bytes, mediaType: 'text/plain' }
    const added = await addDocument(ctx, file, {
      openness: paper.kind === 'minutes' ? 'internal' : 'public',
      origin: 'original',
    })
    if (paper === newest) await acceptAll(ctx, added.id)
  }
}

async function acceptAll(ctx: Context, documentId: string): Promise<void> {
  const proposals = await read(ctx, async (tx) => {
    const rows = await tx.select({ id: documents.id, readingId: documents.readingId }).from(documents)
    const readingId = rows.find((row) => row.id === documentId)?.readingId
    return readingId ? listProposals(tx, readingId) : []
  })
  const open = proposals.filter((one) => one.state === 'open')
  if (open.length === 0) return
  const decisions = open.map(({ id, version }) => ({ proposalId: id, version, state: 'accepted' as const }))
  await decideProposals(ctx, documentId, decisions)
}
