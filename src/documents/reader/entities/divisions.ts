import type { Grammar } from './grammar.ts'
import { is } from './lexicon.ts'
import type { Found } from './mentions.ts'
import { toSimplified } from './script.ts'
import { endAt, kindAt, startAt, type Tokens, wordAt } from './tokens.ts'

/** Words after a place that make it another thing: the title of a paper. */
const papers = new Set(['日报', '晚报', '晨报', '早报'])
/** A province, city, district or county by its name. */
export function divisionAt(tokens: Tokens, found: Found, i: number): void {
  if (!papers.has(wordAt(tokens, i + 1)))
    found.divisions.push({ kind: 'divisions', start: startAt(tokens, i), end: endAt(tokens, i) })
}

/** 双水镇: two or three characters that are no words, after a verb, a mark or a place. */
export function townAt(tokens: Tokens, found: Found, head: number): void {
  let i = head
  while (i > 0 && head - i < 4 && kindAt(tokens, i - 1) === 0 && endAt(tokens, i - 1) - startAt(tokens, i - 1) === 1)
    i--
  const before = kindAt(tokens, i - 1)
  // 大泽镇, 新市镇: one character that is a rank elsewhere belongs to the name of a town
  if (head - i === 1 && before & is.generic && endAt(tokens, i - 1) - startAt(tokens, i - 1) === 1) i--
  const length = head - i
  if (length < 1 || length > 3) return
  if (wordAt(tokens, head) === '乡' && !(kindAt(tokens, i - 1) & is.division)) return
  if (length === 1 && !(kindAt(tokens, i - 1) & is.division)) return
  if (tokens.text.charCodeAt(startAt(tokens, i)) < 0x4e00) return
  found.divisions.push({ kind: 'divisions', start: startAt(tokens, i), end: endAt(tokens, head) })
}

/**
 * Choose what counts of the places written in a document (and whether each stands in a row of places): the longest form
 * of each, and a short name of a county or district (新会) only beside its full form, the place it lies in, or in a row.
 */
export function chooseDivisions(written: ReadonlyMap<string, boolean>, grammar: Grammar): string[] {
  const { forms } = grammar.gazetteer
  const known = new Set([...written.keys()].map(toSimplified))
  const out: string[] = []
  for (const [form, listed] of written) {
    const place = forms.get(toSimplified(form))
    if (!place) out.push(form)
    else if (place.full !== toSimplified(form) && known.has(place.full)) continue
    else if (place.weak && !listed && !place.within.some((name) => known.has(name))) continue
    else out.push(form)
  }
  return out
}
