import { initialsOf } from '#platform/pinyin.ts'

/** One entry of GB/T 4754-2017: `code` is the section letter with the digits, and its length tells the level. */
export interface Industry {
  code: string
  name: string
}

export const industryCodeForm = /^[A-T](\d{2,4})?$/

/** Section, division, group or class. */
export const levelOf = (code: string): 0 | 1 | 2 | 3 =>
  code.length === 1 ? 0 : code.length === 3 ? 1 : code.length === 4 ? 2 : 3

/** The entry above, null for a section. */
export const parentOf = (code: string): string | null =>
  code.length === 1 ? null : code.length === 3 ? code.slice(0, 1) : code.slice(0, -1)

/** Codes from the section down to the entry itself. */
export function pathOf(code: string): string[] {
  const above = parentOf(code)
  return above === null ? [code] : [...pathOf(above), code]
}

/**
 * Entries that fit what was typed: a code (with or without its letter), words of the name, or first letters of its sounds.
 * Exact codes come first, then names that begin with the words; finer levels before coarser ones.
 */
export function findIndustries(industries: readonly Industry[], typed: string, most = 30): Industry[] {
  const asked = typed.normalize('NFKC').replace(/\s+/g, '')
  if (asked === '') return []
  const upper = asked.toUpperCase()
  const isLetters = /^[A-Z]+$/.test(upper)
  const ranked = industries.flatMap((industry) => {
    const digits = industry.code.slice(1)
    if (industry.code === upper || (digits !== '' && digits === asked)) return [{ industry, rank: 0 }]
    if (/\d/.test(asked) && (industry.code.startsWith(upper) || (digits !== '' && digits.startsWith(asked)))) {
      return [{ industry, rank: 1 }]
    }
    if (industry.name.startsWith(asked)) return [{ industry, rank: 2 }]
    if (industry.name.includes(asked)) return [{ industry, rank: 3 }]
    if (!isLetters) return []
    const initials = initialsOf(industry.name).toUpperCase()
    return initials.startsWith(upper)
      ? [{ industry, rank: 4 }]
      : initials.includes(upper)
        ? [{ industry, rank: 5 }]
        : []
  })
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        b.industry.code.length - a.industry.code.length ||
        (a.industry.code < b.industry.code ? -1 : 1),
    )
    .slice(0, most)
    .map(({ industry }) => industry)
}
