import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Shape = z.object({ words: z.array(z.string().min(1)) })
const kept = new Map<string, readonly string[]>()

/** The `words` of a word file that an official can extend; read once in the life of the process. */
export function wordList(file: URL): readonly string[] {
  const known = kept.get(file.href)
  if (known) return known
  const { words } = Shape.parse(parse(readFileSync(file, 'utf8')))
  kept.set(file.href, words)
  return words
}
