import { endsSentence } from './marks.ts'
import type { Quantity } from './quantities.ts'

const between = /^[、和及与或]$|^以及$/

/** Quantities of one unit with nothing but 、 or 和 between them. */
export function groupFrom(
  text: string,
  quantities: readonly Quantity[],
  classes: { dropped: ReadonlySet<Quantity> },
  at: number,
): Quantity[] {
  const group: Quantity[] = []
  for (let i = at; i < quantities.length; i++) {
    const next = quantities[i]
    const before = group.at(-1)
    if (!next || (before && classes.dropped.has(next))) break
    if (
      before &&
      (next.unit !== before.unit ||
        next.kind !== before.kind ||
        (next.kind !== 'share' && !between.test(text.slice(before.end, next.start))))
    )
      break
    group.push(next)
    if (classes.dropped.has(next)) break
  }
  return group
}

/** Where the sentence of the quantity at `at` begins. */
export function sentenceStart(text: string, at: number, from: number): number {
  const low = Math.max(from, at - 400)
  for (let i = at - 1; i >= low; i--) if (endsSentence(text.charCodeAt(i))) return i + 1
  return low
}
