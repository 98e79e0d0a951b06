import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isCounted, kindAt, nameStart, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

const blocked = is.orgTail | is.organ | is.title

/** Parks, bases and zones with a name of their own. */
export function parkAt(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  const next = kindAt(tokens, head + 1)
  if ((next & is.parkHead && wordAt(tokens, head + 1) !== '先行启动区') || next & is.level) return
  let start = nameStart(tokens, head, { reach: 30, soft: 'nouns' })
  const bare = has(grammar, 'parks.bare', tokens, head)
  if (start < 0) return
  for (let i = head - 1; i >= start; i--) if (kindAt(tokens, i) & blocked) start = i + 1
  start = ownStart(tokens, start, head)
  // 福州、厦门、泉州省级人工智能产业园: the places share the name, none belongs to it
  while (
    start < head &&
    kindAt(tokens, start) & is.division &&
    kindAt(tokens, start - 1) & is.comma &&
    kindAt(tokens, start - 2) & is.division
  )
    start++
  if (wordAt(tokens, head) === '先行启动区' && kindAt(tokens, head - 1) & is.parkHead) return
  if (start >= head) {
    if (bare && !isCounted(tokens, head) && !isPosition(tokens, grammar, head))
      add(found, 'parks', startAt(tokens, head), endAt(tokens, head))
    return
  }
  if (isCounted(tokens, start)) return
  if (isPosition(tokens, grammar, start) && !/国家|综合类/.test(textOf(tokens, start, head))) return
  if (!isNamed(tokens, grammar, start, head)) {
    if (bare) add(found, 'parks', startAt(tokens, head), endAt(tokens, head))
    return
  }
  add(found, 'parks', startAt(tokens, start), endAt(tokens, head))
}

/** Leave out 现代, 重点 and the like in front of a name; a single character (大泽) may be part of it. */
function ownStart(tokens: Tokens, from: number, head: number): number {
  let i = from
  for (; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (/^\d+[.．]?$/.test(textOf(tokens, i)) && i === from) continue
    if (
      !(kind & (is.level | is.generic) || (wordAt(tokens, i) === '中国' && !(kindAt(tokens, i + 1) & is.openParen))) ||
      isRank(tokens, i)
    )
      break
    if (textOf(tokens, i).length === 1 && kind & is.generic && kindAt(tokens, i + 1) === 0) break
  }
  return i
}

/** 国家级 and 省级 belong to the name of what was approved at that level. */
function isRank(tokens: Tokens, i: number): boolean {
  return wordAt(tokens, i).endsWith('级') || wordAt(tokens, i) === '大型' || wordAt(tokens, i) === '高新'
}

/** 打造…示范区: what a place wants to become. */
function isPosition(tokens: Tokens, grammar: Grammar, start: number): boolean {
  return has(grammar, 'parks.positions', tokens, start - 1)
}

/** A name needs a place, an industry or a word of its own; kind and rank do not make one. */
function isNamed(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  const modifier = textOf(tokens, start, head - 1)
  if (modifier.length < 2 || isIn(grammar, 'parks.classes', modifier)) return false
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.industry && wordAt(tokens, head).endsWith('基地')) continue
    if (kind & (is.division | is.industry | is.digits | is.closeParen | is.closeQuote)) return true
    if (kind & is.trade && textOf(tokens, i).length > 2 && /产业园|工业园|特色园区/.test(wordAt(tokens, head)))
      return true
    if (kind & (is.generic | is.trade | is.stop | is.level | is.chainHead) || has(grammar, 'parks.classes', tokens, i))
      continue
    if (kind & is.parkHead && has(grammar, 'parks.classes', tokens, i)) continue
    if (kind & is.common) continue
    if (kind === 0 && i + 1 < head && kindAt(tokens, i + 1) === 0) return true
    if (kind === 0) continue
    return true
  }
  return false
}
