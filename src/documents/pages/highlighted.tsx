/** Text with the searched words marked. */
export function Highlighted({ text, words }: { text: string; words: string }) {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return text
  const parts: { at: number; text: string; isHit: boolean }[] = []
  const low = text.toLowerCase()
  let from = 0
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
    if (at > from) parts.push({ at: from, text: text.slice(from, at), isHit: false })
    parts.push({ at, text: text.slice(at, at + wanted.length), isHit: true })
    from = at + wanted.length
  }
  parts.push({ at: from, text: text.slice(from), isHit: false })
  return parts.map((part) => (part.isHit ? <mark key={part.at}>{part.text}</mark> : part.text))
}
