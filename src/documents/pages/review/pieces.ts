/** A stretch of a paragraph that stands under the same proposals. */
export interface Piece {
  start: number
  text: string
  /** Proposals whose words it belongs to, the shortest first. */
  ids: readonly string[]
  /** Whether the link that led here quotes it. */
  isCited: boolean
}

export interface Span {
  id: string
  start: number
  end: number
}

/** Cuts a paragraph where a quotation begins or ends; quotations may lie inside each other. Offsets beyond the text are cut. */
export function piecesOf(text: string, spans: readonly Span[], cited: Omit<Span, 'id'> | null): Piece[] {
  const cuts = new Set([0, text.length])
  for (const { start, end } of cited ? [...spans, cited] : spans) {
    if (start < end && start < text.length) cuts.add(Math.max(0, start)).add(Math.min(end, text.length))
  }
  const ordered = [...cuts].sort((a, b) => a - b)
  const byLength = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))
  return ordered.slice(0, -1).map((start, index) => {
    const end = ordered[index + 1] ?? text.length
    const covers = (span: Omit<Span, 'id'>) => span.start <= start && end <= span.end
    return {
      start,
      text: text.slice(start, end),
      ids: byLength.filter(covers).map(({ id }) => id),
      isCited: cited !== null && covers(cited),
    }
  })
}
