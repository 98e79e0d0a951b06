/** Which numbers of a closed month anybody may read, and which are hidden so that none can be computed. Pure. */
import type { Rate, RateKey } from '../rules.ts'

/**
 * Rates that are hidden together: `rated` counts as its numerator what the other two divide by, so one of them would tell
 * another. The rest shares no count. Rates that are left out here share counts with these or say little at the end of a month.
 */
export const openBlocks = [['contact'], ['plan'], ['finish'], ['closed'], ['solved', 'satisfied', 'rated']] as const
export type OpenRate = (typeof openBlocks)[number][number]
export const openRates = openBlocks.flat() satisfies RateKey[]

export type Count = Pick<Rate, 'numerator' | 'denominator'>
export type Counts<Key extends string> = Record<Key, Count>
type KnowsOwn = (cases: number) => boolean
/** Null where the number is hidden. */
export type ShownCounts<Key extends string> = Record<Key, Count | null>

/**
 * Hides numbers of fewer than so many cases, and as many further groups, the smallest first, as it takes until nobody can
 * compute a hidden one from the total and the others: what is hidden together is at least two groups, as many cases as the
 * rule asks, and not all zero in the numerator (then each would be zero). Where no group is left to hide, the total is.
 *
 * @param knowsOwn whether a group of so many cases may read this and know its own numbers: then the same holds of what is
 *   hidden besides it
 */
export function hideSmall<Key extends string>(
  total: Counts<Key>,
  groups: readonly Counts<Key>[],
  blocks: readonly (readonly Key[])[],
  smallest: number,
  knowsOwn: KnowsOwn = () => false,
): { total: ShownCounts<Key>; groups: ShownCounts<Key>[] } {
  const shown: { total: ShownCounts<Key>; groups: ShownCounts<Key>[] } = {
    total: { ...total },
    groups: groups.map((group) => ({ ...group })),
  }
  for (const block of blocks) {
    const { hidden, isTotalHidden } = hiddenOf(total, groups, block, smallest, knowsOwn)
    for (const key of block) {
      if (isTotalHidden) shown.total[key] = null
      for (const [at, group] of shown.groups.entries()) if (hidden.has(at)) group[key] = null
    }
  }
  return shown
}

function hiddenOf<Key extends string>(
  total: Counts<Key>,
  groups: readonly Counts<Key>[],
  block: readonly Key[],
  smallest: number,
  knowsOwn: KnowsOwn,
) {
  const isSmall = (counts: Counts<Key>) => block.some((key) => counts[key].denominator < smallest)
  if (isSmall(total)) return { hidden: new Set(groups.keys()), isTotalHidden: true }
  const size = (at: number) => Math.min(...block.map((key) => groups[at]?.[key].denominator ?? 0))
  const bySize = [...groups.keys()].toSorted((a, b) => size(a) - size(b) || a - b)
  const hidden = new Set([...groups].flatMap((group, at) => (isSmall(group) ? [at] : [])))
  const rest = (key: Key, part: keyof Count, known: number | null) =>
    groups.reduce(
      (left, group, at) => (hidden.has(at) && at !== known ? left : left - group[key][part]),
      total[key][part],
    )
  const isSafeFrom = (known: number | null) =>
    hidden.size - (known === null ? 0 : 1) >= 2 &&
    block.every((key) => rest(key, 'denominator', known) >= smallest && rest(key, 'numerator', known) > 0)
  const isSafe = () => isSafeFrom(null) && [...hidden].every((at) => !knowsOwn(size(at)) || isSafeFrom(at))
  while (hidden.size > 0 && !isSafe()) {
    const next = bySize.find((at) => !hidden.has(at))
    if (next === undefined) return { hidden, isTotalHidden: true }
    hidden.add(next)
  }
  return { hidden, isTotalHidden: false }
}
