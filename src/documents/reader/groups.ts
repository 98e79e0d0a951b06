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
    group.push(withBound(group[0], next))
    if (classes.dropped.has(next)) break
  }
  return group
}

/** 突破1亿元、5亿元、10亿元: the bound word before the first number holds for those behind it that have none. */
function withBound(first: Quantity | undefined, next: Quantity): Quantity {
  const isBound = first !== undefined && first.start < first.at && first.op !== '='
  if (isBound && next.op === '=' && next.start === next.at) next.op = first.op
  return next
}

/** Where the sentence of the quantity at `at` begins. */
export function sentenceStart(text: string, at: number, from: number): number {
  for (let i = at - 1; i >= Math.max(from, at - 600); i--) if (endsSentence(text.charCodeAt(i))) return i + 1
  // a text without full stops is cut into pieces now and then, so that no word is read over and over
  return at - from > 600 ? at - 200 : from
}
