import type { EntityKind } from '../types.ts'

/** One place in the text that names something. */
export interface Mention {
  kind: EntityKind
  start: number
  end: number
}

/** What is found in one sentence. Places inside other names are kept apart: some of them count. */
export interface Found {
  names: Mention[]
  divisions: Mention[]
  /** Organs named only in part or inside another: 省委 in 省、市委. */
  twins: string[]
  /** Places no list knows that what follows them makes certain. */
  surePlaces: string[]
}

export function add(found: Found, kind: EntityKind, start: number, end: number): void {
  if (end > start) found.names.push({ kind, start, end })
}

/** Which kind keeps a stretch that two names claim alike. */
const rank: Record<EntityKind, number> = {
  people: 0,
  platforms: 1,
  parks: 2,
  organisations: 3,
  programmes: 4,
  enterprises: 5,
  chains: 6,
  divisions: 7,
}

/** Whether a place is the beginning of a longer one (莲花 in 莲花镇). */
function isPart(place: Mention, places: readonly Mention[]): boolean {
  return places.some((other) => other.start <= place.start && other.end > place.end)
}

/** Of names that overlap the longest stays; a division stays inside an organ or programme, not inside the others. */
export function settle(found: Found): Mention[] {
  const order = found.names.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || rank[a.kind] - rank[b.kind] || a.start - b.start,
  )
  const kept: Mention[] = []
  for (const name of order) if (!kept.some((other) => name.start < other.end && other.start < name.end)) kept.push(name)
  // a park named inside the name of the organ that builds it is a park as well
  for (const name of order)
    if (
      name.kind === 'parks' &&
      kept.some((other) => other.kind === 'organisations' && other.start === name.start && other.end > name.end)
    )
      kept.push(name)
  const closed = kept.filter((name) => name.kind !== 'organisations' && name.kind !== 'programmes')
  for (const place of found.divisions)
    if (!isPart(place, found.divisions) && !closed.some((name) => place.start < name.end && name.start < place.end))
      kept.push(place)
  return kept.sort((a, b) => a.start - b.start || b.end - a.end)
}
