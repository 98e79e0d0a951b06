/** Which firm of the registry a row is about. Pure. */
import type { ReadFirm } from '../reading/rules.ts'

export interface Entry {
  id: string
  creditCode: string | null
  oldNumber: string | null
  name: string
  divisionCode: string
  mergedIntoId: string | null
}

/** Entries by what rows name them by. */
export interface EntryIndex<One extends Entry> {
  byId: ReadonlyMap<string, One>
  byCode: ReadonlyMap<string, One>
  byOldNumber: ReadonlyMap<string, One[]>
  byName: ReadonlyMap<string, One[]>
}

export function indexEntries<One extends Entry>(entries: readonly One[]): EntryIndex<One> {
  return {
    byId: new Map(entries.map((one) => [one.id, one])),
    byCode: new Map(entries.flatMap((one) => (one.creditCode === null ? [] : [[one.creditCode, one] as const]))),
    byOldNumber: Map.groupBy(
      entries.filter(({ oldNumber }) => oldNumber !== null),
      ({ oldNumber }) => oldNumber ?? '',
    ),
    byName: Map.groupBy(entries, ({ name }) => name),
  }
}

export type Match<One> = { kind: 'known'; entry: One } | { kind: 'new' } | { kind: 'several'; count: number }

/**
 * The firm with the row's code; without one, that with its old number or its exact name within the division. A firm that
 * stands here without a code is the one of that name which now has one. An entry that was merged leads to the one that stays.
 */
export function matchOf<One extends Entry>(index: EntryIndex<One>, firm: ReadFirm): Match<One> {
  const stays = (entry: One): One =>
    entry.mergedIntoId === null ? entry : (index.byId.get(entry.mergedIntoId) ?? entry)
  const single = (found: readonly One[]): Match<One> => {
    const all = [...new Map(found.map(stays).map((one) => [one.id, one])).values()]
    const [entry] = all
    if (!entry) return { kind: 'new' }
    return all.length === 1 ? { kind: 'known', entry } : { kind: 'several', count: all.length }
  }
  const coded = firm.creditCode === null ? undefined : index.byCode.get(firm.creditCode)
  if (coded) return { kind: 'known', entry: stays(coded) }
  const old = firm.oldNumber === null ? [] : (index.byOldNumber.get(firm.oldNumber) ?? [])
  if (old.length > 0) return single(old)
  const named = (firm.name === null ? [] : (index.byName.get(firm.name) ?? [])).filter(
    ({ divisionCode, creditCode }) =>
      (firm.divisionCode === null || divisionCode === firm.divisionCode) &&
      (firm.creditCode === null || creditCode === null),
  )
  return single(named)
}
