import { creditCodeFault, normalizeCreditCode } from '../rules.ts'

/** Letters and digits the standard leaves out because they are mistaken, with what they usually stand for. */
const lookAlikes: Readonly<Record<string, readonly string[]>> = {
  O: ['0', 'Q', 'D'],
  I: ['1'],
  S: ['5'],
  Z: ['2', '7'],
  V: ['U', 'Y'],
}

/** What a typed code is: right; none; a registration number of before; or wrong, with what may have been meant. */
export type ReadCode =
  | { kind: 'right'; code: string }
  | { kind: 'none' }
  | { kind: 'old-number'; number: string }
  | { kind: 'wrong'; code: string; fault: NonNullable<ReturnType<typeof creditCodeFault>>; proposals: string[] }

/**
 * Reads a credit code as it was typed. Case, width and spaces are put right without asking; a character that must be another
 * one is only proposed, and only where the check character then fits, since a right code may be somebody else's.
 */
export function readCreditCode(typed: string): ReadCode {
  const code = normalizeCreditCode(typed).replace(/[-—－]/g, '')
  if (code === '') return { kind: 'none' }
  if (/^\d{15}$/.test(code)) return { kind: 'old-number', number: code }
  const fault = creditCodeFault(code)
  if (fault === null) return { kind: 'right', code }
  return { kind: 'wrong', code, fault, proposals: code.length === 18 ? proposalsFor(code) : [] }
}

/** Codes with a right check character that differ by characters easily mistaken, or by two neighbours exchanged. */
function proposalsFor(code: string): string[] {
  const variants = [...code].some((character) => character in lookAlikes) ? replaced(code) : exchanged(code)
  return [...new Set(variants)].filter((variant) => creditCodeFault(variant) === null).slice(0, 5)
}

/** Every way to replace the characters the standard leaves out; at most 400 ways are tried. */
function replaced(code: string): string[] {
  let ways = ['']
  for (const character of code) {
    const options = lookAlikes[character] ?? [character]
    ways = ways.flatMap((way) => options.map((option) => way + option)).slice(0, 400)
  }
  return ways
}

const exchanged = (code: string): string[] =>
  Array.from({ length: code.length - 1 }, (_, at) => {
    return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
  })
