import { type Grammar, isLevel } from './grammar.ts'
import { is } from './lexicon.ts'
import type { Found } from './mentions.ts'
import { toSimplified } from './script.ts'
import { endAt, kindAt, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Words after a place that make it another thing: the title of a paper. */
const papers = new Set(['日报', '晚报', '晨报', '早报'])
/**
 * Where the name of a place begins that no list knows (an old or a new division): two or three characters that are no
 * words before 市, 区 or 县. Returns -1 where none stands there.
 */
export function unknownPlaceStart(tokens: Tokens, level: number): number {
  let i = level
  while (i > 0 && level - i < 4 && isPlain(tokens, i - 1)) i--
  if (level - i !== 2 && level - i !== 3) return -1
  return /[一二三四五六七八九十届]/.test(textOf(tokens, i, level)) ? -1 : i
}

/** One character that is no word. */
function isPlain(tokens: Tokens, i: number): boolean {
  const start = startAt(tokens, i)
  return kindAt(tokens, i) === 0 && endAt(tokens, i) - start === 1 && tokens.text.charCodeAt(start) >= 0x4e00
}

/** A place by its last word alone; it counts before an organ or a post, or where it stands more than once. */
export function unknownPlaceAt(tokens: Tokens, found: Found, level: number): void {
  if (!'市区县'.includes(textOf(tokens, level))) return
  const from = unknownPlaceStart(tokens, level)
  if (from < 0) return
  const after = tokens.text.slice(endAt(tokens, level), endAt(tokens, level) + 5)
  if (kindAt(tokens, level + 1) & (is.orgTail | is.title) || /^(?:第.{1,3}届|人民|政府)/.test(after))
    found.surePlaces.push(tokens.text.slice(startAt(tokens, from), endAt(tokens, level)))
  found.divisions.push({ kind: 'divisions', start: startAt(tokens, from), end: endAt(tokens, level) })
}

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
  // 莲花镇: the name of a county elsewhere
  if (i === head && before & is.division && !isLevel(tokens.text.charAt(startAt(tokens, head) - 1))) i--
  // 大泽镇, 新市镇: one character that is a rank elsewhere belongs to the name of a town
  if (head - i === 1 && before & is.generic && endAt(tokens, i - 1) - startAt(tokens, i - 1) === 1) i--
  const length = head - i
  if (length < 1 || length > 3) return
  if (wordAt(tokens, head) === '乡' && !(kindAt(tokens, i - 1) & is.division)) return
  if (length === 1 && !(kindAt(tokens, i - 1) & is.division)) return
  if (tokens.text.charCodeAt(startAt(tokens, i)) < 0x4e00) return
  found.divisions.push({ kind: 'divisions', start: startAt(tokens, i), end: endAt(tokens, head) })
}

/** How a document writes a place. */
export interface PlaceSeen {
  times: number
  /** It stands in a row of places. */
  listed: boolean
}

/** Short name of the province a document speaks of most. */
function homeProvince(written: ReadonlyMap<string, PlaceSeen>, grammar: Grammar): string {
  const times = new Map<string, number>()
  for (const [form, seen] of written) {
    const place = grammar.gazetteer.forms.get(toSimplified(form))
    if (place && !place.weak) times.set(place.province, (times.get(place.province) ?? 0) + seen.times)
  }
  let home = ''
  for (const [province, count] of times) if (count > (times.get(home) ?? 0)) home = province
  return home
}

/**
 * Choose what counts of the places written in a document: the longest form of each, and a short name of a county or
 * district (新会) only beside its full form or the city it lies in, in a row of places, or in the document's own province.
 */
export function chooseDivisions(written: ReadonlyMap<string, PlaceSeen>, grammar: Grammar): string[] {
  const { forms } = grammar.gazetteer
  const known = new Set([...written.keys()].map(toSimplified))
  const home = homeProvince(written, grammar)
  const out: string[] = []
  for (const [form, { times, listed }] of written) {
    const place = forms.get(toSimplified(form))
    if (!place) {
      if (times > 1 || !/[市区县]$/.test(form)) out.push(form)
    } else if (place.full !== toSimplified(form) && known.has(place.full)) continue
    else if (!place.weak || listed || place.province === home || place.within.some((name) => known.has(name)))
      out.push(form)
  }
  return out
}
