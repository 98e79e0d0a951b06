import { createHash, randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for another when a code is read out. */
const codeLetters = 'ABCDEFGHJKLMNPQRTUVWXY346789'

/** A code to read out or type: groups of four, about 57 bits. */
export const newCode = (): string =>
  ['', '', '']
    .map(() => Array.from({ length: 4 }, () => codeLetters.charAt(randomInt(codeLetters.length))).join(''))
    .join('-')

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
