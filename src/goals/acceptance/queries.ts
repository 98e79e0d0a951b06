import { and, eq } from 'drizzle-orm'
import type { ProposalSource } from '#documents/index.ts'
import type { Context } from '#platform/actor.ts'
import type { Tx } from '#platform/db/transact.ts'
import { wordList } from '#platform/word-list.ts'
import { paragraphSpan } from '../rules.ts'
import { goals } from '../tables.ts'
import { compare } from '../take-up/matching/compare.ts'

interface Place {
  id: string
  text: string
  ordinal: number | null
  owner: { kind: 'division' | 'unit'; id: string }
  year: number
  source: ProposalSource
  position: number
}

const commonWords = new URL('../words/common.yaml', import.meta.url)

/** The goal above a new one; a heading is the sentence that announces 一要, 二要. */
export interface Parent {
  id: string | null
  isHeading: boolean
}

/**
 * Proposes the parent of a new goal: for a district or a department the city's goal that its words take up; for 一要, 二要
 * the sentence that heads them in the same paragraph. Each new goal is known to the next, so that a page confirmed at
 * once falls into a tree. Moved by hand where it is wrong.
 */
export async function parentFinder(tx: Tx, ctx: Context): Promise<(place: Place) => Parent> {
  const rows = await tx
    .select({
      id: goals.id,
      text: goals.title,
      ownerKind: goals.ownerKind,
      ownerId: goals.ownerId,
      year: goals.year,
      readingId: goals.readingId,
      article: goals.article,
      position: goals.position,
    })
    .from(goals)
    .where(and(eq(goals.city, ctx.city)))
  const known: Known[] = rows.map((row) => ({
    ...row,
    paragraph: Math.floor(row.position / paragraphSpan),
    ordinal: false,
  }))
  return (place) => {
    const taken = cityGoal(known, place, ctx.city)
    const heading = taken || place.ordinal === null ? null : headOf(known, place)
    known.push({
      id: place.id,
      text: place.text,
      ownerKind: place.owner.kind,
      ownerId: place.owner.id,
      year: place.year,
      readingId: place.source.readingId,
      article: place.source.article,
      paragraph: Math.floor(place.position / paragraphSpan),
      ordinal: place.ordinal !== null,
      position: place.position,
    })
    return { id: taken ?? heading, isHeading: heading !== null }
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
  /** Article and paragraph in one number. */
  paragraph: number
  /** One of 一要, 二要: heads nothing. Known of goals made just now; older ones are asked by their place alone. */
  ordinal: boolean
  position: number
}

/** The sentence before the first ordinal of the same paragraph. */
function headOf(known: readonly Known[], place: Place): string | null {
  const paragraph = Math.floor(place.position / paragraphSpan)
  const before = known.filter(
    (goal) =>
      !goal.ordinal &&
      goal.readingId === place.source.readingId &&
      goal.paragraph === paragraph &&
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
    if (match?.isEvidence && (!best || match.coverage > best.coverage)) best = { id, coverage: match.coverage }
  }
  return best?.id ?? null
}
