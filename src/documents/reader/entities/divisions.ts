import type { Grammar } from './grammar.ts'
import { is } from './lexicon.ts'
import type { Found } from './mentions.ts'
import { endAt, kindAt, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Words after a place that make it another thing: the title of a paper. */
const papers = new Set(['日报', '晚报', '晨报', '早报'])
const townHeads = new Set(['镇', '乡', '街道'])

/** Provinces, cities, districts and counties by name, towns by their last word. */
export function findDivisions(tokens: Tokens, found: Found): void {
  if (!(tokens.seen & (is.division | is.level | is.common))) return
  for (let i = 0; i < tokens.count; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.division && !papers.has(wordAt(tokens, i + 1)))
      found.divisions.push({ kind: 'divisions', start: startAt(tokens, i), end: endAt(tokens, i) })
    if (townHeads.has(wordAt(tokens, i))) findTown(tokens, found, i)
  }
}

/** 双水镇: two or three characters that are no words, after a verb, a mark or a place. */
function findTown(tokens: Tokens, found: Found, head: number): void {
  let i = head
  while (i > 0 && head - i < 4 && kindAt(tokens, i - 1) === 0 && endAt(tokens, i - 1) - startAt(tokens, i - 1) === 1)
    i--
  const length = head - i
  if (length < 1 || length > 3 || (length === 1 && !(kindAt(tokens, i - 1) & (is.division | is.comma)))) return
  if (length === 1 && textOf(tokens, i).length < 1) return
  found.divisions.push({ kind: 'divisions', start: startAt(tokens, i), end: endAt(tokens, head) })
}

/** A division as the document writes it, with what speaks for a short name of a district. */
export interface PlaceSighting {
  form: string
  /** It stands in a row of other places. */
  listed: boolean
}

/**
 * Choose what counts of the places written in a document: the longest form of each, and a short name of a district
 * or county (新会) only beside its full form, the place it lies in, or other places in a row.
 */
export function chooseDivisions(sightings: Iterable<PlaceSighting>, grammar: Grammar): string[] {
  const listed = new Map<string, boolean>()
  for (const { form, listed: inRow } of sightings) listed.set(form, (listed.get(form) ?? false) || inRow)
  const forms = grammar.gazetteer.forms
  const out: string[] = []
  for (const [form, inRow] of listed) {
    const place = forms.get(form)
    if (!place) out.push(form)
    else if (place.full !== form && listed.has(place.full)) continue
    else if (place.weak && !inRow && !place.within.some((name) => listed.has(name))) continue
    else out.push(form)
  }
  return out
}
