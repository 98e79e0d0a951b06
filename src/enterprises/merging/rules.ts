import type { SourceClass } from '../indicators/rules.ts'

/**
 * What a merge does to a row: moved to the firm that stays, replaced by what the other said, added, filled where nothing
 * stood, a role given to a person of the entry that went, or one of theirs ended.
 */
export const moveKinds = ['moved', 'replaced', 'added', 'filled', 'granted', 'ended'] as const
export type MoveKind = (typeof moveKinds)[number]

/** A figure of one of two entries. */
export interface MergedFigure {
  code: string
  year: number
  value: number
  sourceClass: SourceClass
  isEstimated: boolean
  enteredAt: string
}

const nameOf = ({ code, year }: Pick<MergedFigure, 'code' | 'year'>) => `${code}:${year}`

/** Figures of the same indicator and year with two values, and which of them the order of the sources takes. */
export function contradictions<Figure extends MergedFigure>(
  stay: readonly Figure[],
  gone: readonly Figure[],
  precedence: readonly SourceClass[],
): { stay: Figure; gone: Figure; takesGone: boolean }[] {
  const of = new Map(stay.map((figure) => [nameOf(figure), figure]))
  return gone.flatMap((figure) => {
    const other = of.get(nameOf(figure))
    return other === undefined || other.value === figure.value
      ? []
      : [{ stay: other, gone: figure, takesGone: isBetter(figure, other, precedence) }]
  })
}

/** By the order of the sources; of the same source what is not estimated, then what was entered later. */
function isBetter(one: MergedFigure, other: MergedFigure, precedence: readonly SourceClass[]): boolean {
  const rank = ({ sourceClass }: MergedFigure) => precedence.indexOf(sourceClass)
  if (rank(one) !== rank(other)) return rank(one) < rank(other)
  if (one.isEstimated !== other.isEstimated) return other.isEstimated
  return one.enteredAt > other.enteredAt
}

/** Whether a person chose the figure of the entry that goes; where nobody chose, the order of the sources did. */
export function takesGone(
  { stay, takesGone: byOrder }: { stay: MergedFigure; takesGone: boolean },
  chosen: readonly { code: string; year: number; take: 'stay' | 'gone' }[],
): boolean {
  const choice = chosen.find((one) => nameOf(one) === nameOf(stay))
  return choice === undefined ? byOrder : choice.take === 'gone'
}

/** In business, or might be again: such an entry is not merged into one that is closed. */
export const isClosed = (status: string): boolean => ['revoked', 'deregistered', 'moved-out'].includes(status)
