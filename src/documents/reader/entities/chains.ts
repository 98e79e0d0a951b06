import { type Grammar, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { type Item, rowBefore } from './lists.ts'
import { add, type Found } from './mentions.ts'
import { endAt, kindAt, nameStart, openingOf, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

const named = is.industry | is.trade

/** Industries, industry chains and clusters: by name, by their head, and in rows that a head behind 等 confirms. */
export function findChains(tokens: Tokens, found: Found, grammar: Grammar): void {
  for (let i = 0; i < tokens.count; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.industry) findIndustry(tokens, found, i)
    if (kind & is.chainHead) findHeaded(tokens, found, grammar, i)
    if (kind & is.etc) findListed(tokens, found, grammar, i)
    if (wordAt(tokens, i) === '包括' || wordAt(tokens, i) === '是') findAnnounced(tokens, found, grammar, i)
  }
}

/** Heads that any name may stand before; 工业, 业 and 行业 need an industry. */
const open = new Set(['产业链', '产业链群', '产业集群', '产业群', '产业', '经济', '产业带', '生态链', '全产业链'])

function findIndustry(tokens: Tokens, found: Found, i: number): void {
  if (kindAt(tokens, i + 1) & is.chainHead && open.has(wordAt(tokens, i + 1))) return
  if (wordAt(tokens, i + 1) === '+' || tokens.text.charAt(endAt(tokens, i)) === '+') return
  if (kindAt(tokens, i) & is.stop) return
  add(found, 'chains', startAt(tokens, i), endAt(tokens, i))
}

/** Leave out a place, a rank or a count in front of an industry. */
function trim(tokens: Tokens, from: number, to: number): number {
  let i = from
  while (i < to && kindAt(tokens, i) & (is.division | is.number | is.level | is.and) && !(kindAt(tokens, i) & named))
    i++
  return i
}

function isIndustry(tokens: Tokens, from: number, to: number): boolean {
  return from === to && (kindAt(tokens, from) & named) !== 0
}

/** 安全应急产业, 造纸工业, 低空经济; the items before it in a row count without the head. */
function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.chainHead && wordAt(tokens, head) === '产业') return
  const word = wordAt(tokens, head)
  const start = nameStart(tokens, head, { reach: 16, across: insideTrade })
  if (start < 0 || start >= head) return
  const from = trim(tokens, start, head)
  if (from >= head) return
  const core = textOf(tokens, from, head - 1)
  if (isIn(grammar, 'chains.sectors', textOf(tokens, from, head)) || !isCore(tokens, grammar, from, head - 1, core))
    return
  const known = (kindAt(tokens, head - 1) & named) !== 0
  if (!open.has(word) && !known) return
  if (word === '经济' && !known && core.length > 4) return
  add(found, 'chains', startAt(tokens, from), endAt(tokens, head))
  if (!(kindAt(tokens, start - 1) & is.comma) || start < 2) return
  for (const item of rowBefore(tokens, start - 2)) if (isStrict(tokens, item)) putItem(tokens, found, grammar, item)
}

/** 和 stays inside an industry between two short parts: 造纸及纸制品, 船舶与海工装备. */
function insideTrade(tokens: Tokens, and: number): boolean {
  return (
    wordAt(tokens, and) !== '或' && kindAt(tokens, and - 1) !== is.division && !(kindAt(tokens, and - 1) & is.chainHead)
  )
}

/** Whether what stands before the head names an industry, not its kind or rank. */
function isCore(tokens: Tokens, grammar: Grammar, from: number, to: number, core: string): boolean {
  if (core.length < 1 || core.length > 14 || isIn(grammar, 'chains.never', core)) return false
  let telling = false
  for (let i = from; i <= to; i++) {
    const kind = kindAt(tokens, i)
    const word = wordAt(tokens, i)
    if (kind & named) telling = true
    else if (kind & (is.generic | is.level | is.division | is.number | is.digits)) continue
    else if (isIn(grammar, 'chains.never', word)) continue
    else if (kind & (is.stop | is.title | is.orgTail | is.organ)) return false
    else if (kind & is.common) telling = telling || to > from || word.length > 1
    else telling = telling || core.length > 1
  }
  return telling
}

function isStrict(tokens: Tokens, item: Item): boolean {
  const from = trim(tokens, item.from, item.to)
  return isIndustry(tokens, from, item.to) || (kindAt(tokens, item.to) & named) !== 0
}

function putItem(tokens: Tokens, found: Found, grammar: Grammar, item: Item): void {
  const from = trim(tokens, item.from, item.to)
  const text = textOf(tokens, from, item.to)
  if (
    text.length < 2 ||
    text.length > 14 ||
    isIn(grammar, 'chains.never', text) ||
    isIn(grammar, 'chains.sectors', text)
  )
    return
  for (let i = from; i <= item.to; i++) {
    const kind = kindAt(tokens, i)
    if (
      kind & (is.title | is.orgTail | is.organ | is.parkHead | is.firmHead | is.programmeHead | is.orgHead) &&
      !(kind & named)
    )
      return
  }
  const core = isCore(tokens, grammar, from, item.to, text)
  if (core) add(found, 'chains', startAt(tokens, from), endAt(tokens, item.to))
}

/** A、B、C等特色产业: the row before 等 where the word behind it tells industries. */
function findListed(tokens: Tokens, found: Found, grammar: Grammar, etc: number): void {
  let head = etc + 1
  while (head < tokens.count && head - etc < 9 && isBetween(tokens, grammar, head)) head++
  const word = wordAt(tokens, head)
  const behind = isIn(grammar, 'chains.listHeads', word) ? word : ''
  const items = rowBefore(tokens, etc - 1)
  if (items.length === 0) return
  const strict = items.filter((item) => isStrict(tokens, item)).length
  if (behind === '') {
    // without a head the row must speak for itself
    if (items.length < 2 || strict * 2 < items.length || strict < 2) return
    for (const item of items) if (isStrict(tokens, item)) putItem(tokens, found, grammar, item)
    return
  }
  const loose =
    behind.includes('领域') ||
    behind === '行业' ||
    behind.includes('板块') ||
    behind.includes('业态') ||
    behind.includes('园区')
  if (items.length === 1 && strict === 0) return
  if (loose && strict * 2 < items.length) return
  for (const item of items) {
    if (loose && (!isStrict(tokens, item) || isIn(grammar, 'chains.topics', textOf(tokens, item.from, item.to))))
      continue
    putItem(tokens, found, grammar, item)
  }
}

function isBetween(tokens: Tokens, grammar: Grammar, i: number): boolean {
  const kind = kindAt(tokens, i)
  const word = wordAt(tokens, i)
  if (isIn(grammar, 'chains.listHeads', word)) {
    // 特色产业园: the longest head counts, so go on while another head follows
    return isIn(grammar, 'chains.listHeads', wordAt(tokens, i + 1))
  }
  return (kind & (is.number | is.generic | is.digits)) !== 0 || isIn(grammar, 'chains.between', word)
}

/** 10条产业链是：白酒、能源、…: the row behind a colon that a head announces, brackets included. */
function findAnnounced(tokens: Tokens, found: Found, grammar: Grammar, verb: number): void {
  if (!(kindAt(tokens, verb - 1) & is.chainHead)) return
  let i = verb + 1
  if (kindAt(tokens, i) & is.hard) i++
  let from = i
  for (; i <= tokens.count; i++) {
    const kind = kindAt(tokens, i)
    const ends = (kind & (is.hard | is.comma | is.openParen | is.closeParen | is.etc)) !== 0
    if (!ends) continue
    if (i > from) for (const item of bracketItems(tokens, from, i - 1, kind)) putItem(tokens, found, grammar, item)
    if (kind & (is.hard | is.etc) || i >= tokens.count) return
    from = i + 1
  }
}

/** Inside brackets 含 opens the row and 及 parts its items. */
function bracketItems(tokens: Tokens, from: number, to: number, close: number): Item[] {
  const start = wordAt(tokens, from) === '含' ? from + 1 : from
  if (!(close & is.closeParen) || openingOf(tokens, to + 1, 60) < 0) return [{ from: start, to }]
  const items: Item[] = []
  let begin = start
  for (let i = start; i <= to + 1; i++)
    if (i > to || kindAt(tokens, i) & is.and) {
      if (i > begin) items.push({ from: begin, to: i - 1 })
      begin = i + 1
    }
  return items
}
