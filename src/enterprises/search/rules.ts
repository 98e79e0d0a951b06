import { z } from 'zod'
import { likePattern, pairsQuery, plain } from '#platform/pairs.ts'

/** Begins a line of codes or initials among a firm's words; no name holds it. */
export const codeLine = '\u0001'

/** How words are asked for. */
export interface Terms {
  /** A `tsquery` over `enterprises.terms`; null where the words hold nothing that is a term. */
  query: string | null
  /** A LIKE pattern: what is found must hold the words whole. */
  exact: string
}

/** Every part of a name, former name, product or code is found, a single character too; Latin letters are initials as well. */
export function termsOf(asked: string): Terms {
  const words = plain(asked).replaceAll(codeLine, '')
  const isSingle = [...words].length === 1 && !/['\\]/.test(words)
  const inNames = isSingle ? `'${words}':*` : pairsQuery(words)
  const both = [inNames, inCodes(words)].flatMap((one) => (one === null ? [] : [`(${one})`]))
  return { query: both.join(' | ') || null, exact: likePattern(words) }
}

/** Every three neighbours of what may be a part of a code or of initials. */
function inCodes(words: string): string | null {
  if (!/^[a-z0-9]+$/.test(words)) return null
  if (words.length < 3) return `'#${words}':*`
  return Array.from({ length: words.length - 2 }, (_, at) => `'#${words.slice(at, at + 3)}'`).join(' & ')
}

/**
 * Searches for what may have been meant where nothing was found: one character wrong, one too many, one missing, or two
 * exchanged. Each is exact in the rest of the words.
 */
export function nearTerms(asked: string): Terms[] {
  const characters = [...plain(asked).replaceAll(codeLine, '')].slice(0, 12)
  if (characters.length < 3) return []
  const literal = (part: readonly string[]) => likePattern(part.join('')).slice(1, -1)
  const variants = characters.flatMap((character, at) => {
    const [before, after] = [characters.slice(0, at), characters.slice(at + 1)]
    const [next, ...rest] = after
    return [
      { parts: [before, after], exact: `%${literal(before)}_${literal(after)}%` },
      { parts: [[...before, ...after]], exact: `%${literal([...before, ...after])}%` },
      { parts: [[...before, character], after], exact: `%${literal([...before, character])}_${literal(after)}%` },
      ...(next === undefined
        ? []
        : [
            {
              parts: [[...before, next, character, ...rest]],
              exact: `%${literal([...before, next, character, ...rest])}%`,
            },
          ]),
    ]
  })
  return variants.flatMap(({ parts, exact }) => {
    const queries = parts
      .flatMap((part) => (part.length < 2 ? [] : [pairsQuery(part.join(''))]))
      .filter((one) => one !== null)
    return queries.length === 0 ? [] : [{ query: queries.join(' & '), exact }]
  })
}

/** The codes that lie under one: from it to the next one of its length. Digits and letters sort alike in every database. */
export function codesUnder(code: string): { from: string; to: string } {
  const stem = code.replace(/9+$/, '')
  const last = stem.charCodeAt(stem.length - 1)
  return { from: code, to: stem.slice(0, -1) + String.fromCharCode(last + 1) }
}

/** How long nobody called, in days. */
export const quietDays = ['90', '180', '365'] as const

/** Filters of a list, as they stand in the address and in a saved list. */
export const Filters = z.object({
  q: z.string().trim().max(100).optional(),
  division: z
    .string()
    .regex(/^\d{6,9}$/)
    .max(9)
    .optional(),
  industry: z
    .string()
    .regex(/^[A-T](\d{2,4})?$/)
    .max(5)
    .optional(),
  size: z.enum(['large', 'medium', 'small', 'micro', 'unknown']).optional(),
  list: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(40)
    .optional(),
  stage: z.enum(['entered', 'base', 'middle', 'top']).optional(),
  status: z.enum(['active', 'suspended', 'moved-out', 'revoked', 'deregistered']).optional(),
  team: z.enum(['mine', 'any', 'none']).optional(),
  /** Nobody called for so many days. */
  unvisited: z.enum(quietDays).optional(),
  /** Firms that an import added or changed. */
  imported: z.uuid().max(36).optional(),
})
export type Filters = z.output<typeof Filters>
