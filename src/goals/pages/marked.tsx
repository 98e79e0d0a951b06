/** Text in which words are marked: those that a demand and its evidence share, or those of a duty that gave the reason. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return piecesOf(text, words).map(({ at, piece, isMarked }) =>
    isMarked ? (
      <mark key={at} className="goals-mark">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}

interface Piece {
  at: number
  piece: string
  isMarked: boolean
}

function piecesOf(text: string, words: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  const wanted = words.filter((word) => word.length > 0).toSorted((a, b) => b.length - a.length)
  let from = 0
  for (let at = 0; at < text.length; ) {
    const hit = wanted.find((word) => text.startsWith(word, at))
    if (!hit) {
      at += 1
      continue
    }
    if (at > from) pieces.push({ at: from, piece: text.slice(from, at), isMarked: false })
    pieces.push({ at, piece: hit, isMarked: true })
    at += hit.length
    from = at
  }
  if (from < text.length) pieces.push({ at: from, piece: text.slice(from), isMarked: false })
  return pieces
}
