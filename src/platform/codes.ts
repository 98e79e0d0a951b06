import { createHash, randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for another when a code is read out. */
const codeLetters = 'ABCDEFGHJKLMNPQRTUVWXY346789'

/** A code to read out or type: groups of four, about 57 bits. */
export const newCode = (): string =>
  ['', '', '']
    .map(() => Array.from({ length: 4 }, () => codeLetters.charAt(randomInt(codeLetters.length))).join(''))
    .join('-')

/**
 * The code that belongs to a secret which only its owner has, like the random id a page makes for what it sends: sent
 * again, it gets the same code. The secret itself is not stored.
 */
export function codeOf(secret: string): string {
  const bytes = createHash('sha256').update(`code of ${secret}`).digest()
  const letter = (at: number) => codeLetters.charAt(bytes.readUInt16BE(at * 2) % codeLetters.length)
  return [0, 4, 8].map((from) => [0, 1, 2, 3].map((at) => letter(from + at)).join('')).join('-')
}

/** What is kept of a code. Small letters, spaces and a missing dash are the typist's. */
export const hashOfCode = (typed: string): string =>
  createHash('sha256')
    .update(
      typed
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('hex')
