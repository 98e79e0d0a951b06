import { and, eq } from 'drizzle-orm'
import type { ProposalSource } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { wordList } from '#platform/word-list.ts'
import { goals } from '../tables.ts'
import { compare, evidenceFrom } from '../take-up/matching/compare.ts'

interface Place {
  id: string
  text: string
  ordinal: number | null
  owner: { kind: 'division' | 'unit'; id: string }
  year: number
  commissioner: string
  source: ProposalSource
  position: number
}

const commonWords = new URL('../words/common.yaml', import.meta.url)

/**
 * Proposes the parent of a new goal: for 一要, 二要 the sentence that heads them in the same article; for a district or a
 * department the city's goal that its words take up. Each new goal is known to the next, so that a page confirmed at
 * once falls into a tree. Moved by hand where it is wrong.
 */
export async function parentFinder(tx: Tx, ctx: Context): Promise<(place: Place) => string | null> {
  const rows = await tx
    .select({
      id: goals.id,
      text: goals.title,
      ownerKind: goals.ownerKind,
      ownerId: goals.ownerId,
      year: goals.year,
      readingId: goals.readingId,
      article: goals.article,
      kind: goals.kind,
      position: goals.position,
    })
    .from(goals)
    .where(and(eq(goals.city, ctx.city)))
  const known = [...rows]
  return (place) => {
    const heading = place.ordinal === null ? null : headOf(known, place)
    const parent = heading ?? cityGoal(known, place, ctx.city)
    known.push({
      id: place.id,
      text: place.text,
      ownerKind: place.owner.kind,
      ownerId: place.owner.id,
      year: place.year,
      readingId: place.source.readingId,
      article: place.source.article,
      kind: place.ordinal === null ? 'goal' : 'task',
      position: place.position,
    })
    return parent
  }
}

type Known = {
  id: string
  text: string
  ownerKind: string
  ownerId: string
  year: number
  readingId: string | null
  article: number | null
  kind: string
  position: number
}

/** The last goal before the ordinals of the same article. */
function headOf(known: readonly Known[], place: Place): string | null {
  const before = known.filter(
    (goal) =>
      goal.kind === 'goal' &&
      goal.readingId === place.source.readingId &&
      goal.article === place.source.article &&
      goal.position < place.position,
  )
  return before.toSorted((a, b) => b.position - a.position)[0]?.id ?? null
}

function cityGoal(known: readonly Known[], place: Place, cityCode: string): string | null {
  const isCitys = place.owner.kind === 'division' && place.owner.id === cityCode
  if (isCitys) return null
  const asked = known.filter(
    (goal) => goal.ownerKind === 'division' && goal.ownerId === cityCode && goal.year === place.year,
  )
  if (asked.length === 0) return null
  const sentences = [{ owner: 'own', text: place.text }]
  let best: { id: string; coverage: number } | null = null
  for (const [id, byOwner] of compare(asked, sentences, wordList(commonWords))) {
    const match = byOwner.get('own')?.[0]
    if (match && match.coverage >= evidenceFrom && (!best || match.coverage > best.coverage))
      best = { id, coverage: match.coverage }
  }
  return best?.id ?? null
}
