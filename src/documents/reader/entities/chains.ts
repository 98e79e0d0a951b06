import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { type Item, rowBefore } from './lists.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isSoft, kindAt, nameStart, openingOf, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

const named = is.industry | is.trade

/** Industries, industry chains and clusters: by name, and by a head behind the name. */
export function chainAt(tokens: Tokens, found: Found, grammar: Grammar, i: number, kind: number): void {
  if (kind & is.industry && !has(grammar, 'chains.sectors', tokens, i)) findIndustry(tokens, found, i)
  if (kind & is.chainHead) findHeaded(tokens, found, grammar, i)
}

/** Heads that any name may stand before; 工业, 业 and 行业 need an industry. */
const open = new Set(['产业链', '产业链群', '产业集群', '产业群', '产业', '经济', '产业带', '生态链', '全产业链'])

function findIndustry(tokens: Tokens, found: Found, i: number): void {
  if (kindAt(tokens, i + 1) & is.chainHead && open.has(wordAt(tokens, i + 1))) return
  if (tokens.text.charAt(endAt(tokens, i)) === '+') return
  add(found, 'chains', startAt(tokens, i), endAt(tokens, i))
}

/** Leave out a place, a rank or a count in front of an industry. */
function trim(tokens: Tokens, from: number, to: number): number {
  let i = from
  while (i < to && kindAt(tokens, i) & (is.division | is.number | is.level | is.and) && !(kindAt(tokens, i) & named))
    i++
  if (i < to && wordAt(tokens, i) === '中国') i++
  return i
}

/** 安全应急产业, 造纸工业, 低空经济; the items before it in a row count without the head. */
function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.chainHead && wordAt(tokens, head) === '产业') return
  const word = wordAt(tokens, head)
  const known = (kindAt(tokens, head - 1) & named) !== 0
  if (!known && !open.has(word)) return
  const start = known ? tradeStart(tokens, head) : nameStart(tokens, head, { reach: 14 })
  if (start < 0 || start >= head) return
  const from = trim(tokens, start, head)
  if (from >= head) return
  const core = textOf(tokens, from, head - 1)
  if (isIn(grammar, 'chains.sectors', textOf(tokens, from, head)) || !isCore(tokens, grammar, from, head - 1, core))
    return
  if (word === '经济' && !known) return
  add(found, 'chains', startAt(tokens, from), endAt(tokens, head))
  if (start < 2 || !(kindAt(tokens, start - 1) & is.comma)) return
  for (const item of rowBefore(tokens, start - 2)) if (isStrict(tokens, item)) putItem(tokens, found, grammar, item)
}

/** Back over the words of the industry before a head: 船舶与海工装备, 造纸及纸制品, 高性能石墨. */
function tradeStart(tokens: Tokens, head: number): number {
  let i = head - 1
  while (i > 0) {
    const kind = kindAt(tokens, i - 1)
    if (kind & named) i--
    else if (kind & is.and && kindAt(tokens, i - 2) & named) i -= 2
    else if (kind === 0 && kindAt(tokens, i - 2) & named && endAt(tokens, i - 1) - startAt(tokens, i - 1) < 3) i--
    else break
  }
  // 功能陶瓷产业: one plain word before the trade belongs to it
  const before = kindAt(tokens, i - 1)
  const plain = i > 0 && before === is.common && endAt(tokens, i - 1) - startAt(tokens, i - 1) === 2
  return plain && open.has(wordAt(tokens, head)) && wordAt(tokens, i - 1) !== '中国' ? i - 1 : i
}

/** Whether what stands before the head names an industry, not its kind or rank. */
function isCore(tokens: Tokens, grammar: Grammar, from: number, to: number, core: string): boolean {
  if (core.length < 1 || core.length > 14 || /[+＋×"“”]/.test(core) || isIn(grammar, 'chains.never', core)) return false
  let own = 0
  let telling = false
  for (let i = from; i <= to; i++) {
    const kind = kindAt(tokens, i)
    if (kind & named) telling = true
    else if (kind & (is.generic | is.level | is.division | is.number | is.digits | is.and)) continue
    else if (has(grammar, 'chains.never', tokens, i) || isSoft(tokens, i)) continue
    else if (kind & (is.stop | is.title | is.orgTail | is.organ | is.closeQuote | is.closeParen)) return false
    else if (kind === 0) own += endAt(tokens, i) - startAt(tokens, i)
  }
  return telling || own >= 2
}

/** Whether an item of a row ends with the name of an industry. */
function isStrict(tokens: Tokens, item: Item): boolean {
  return (kindAt(tokens, item.to) & named) !== 0
}

const foreign =
  is.title | is.orgTail | is.organ | is.parkHead | is.firmHead | is.programmeHead | is.orgHead | is.closeQuote

function putItem(tokens: Tokens, found: Found, grammar: Grammar, item: Item): void {
  const from = trim(tokens, item.from, item.to)
  let own = item.to > from
  for (let i = from + 1; i < item.to; i++)
    if (kindAt(tokens, i) & is.and && kindAt(tokens, i - 1) & is.industry && kindAt(tokens, i + 1) & is.industry) {
      putItem(tokens, found, grammar, { from: item.from, to: i - 1 })
      putItem(tokens, found, grammar, { from: i + 1, to: item.to })
      return
    }
  for (let i = from; i <= item.to; i++) {
    const kind = kindAt(tokens, i)
    if (kind & foreign && !(kind & named)) return
    if (!(kind & is.industry)) own = false
  }
  if (own) {
    // a repaired break swallowed the mark between two industries
    for (let i = from; i <= item.to; i++) add(found, 'chains', startAt(tokens, i), endAt(tokens, i))
    for (let i = found.names.length - 1; i >= 0; i--) {
      const name = found.names[i]
      if (name && name.kind === 'chains' && name.start === startAt(tokens, from) && name.end === endAt(tokens, item.to))
        found.names.splice(i, 1)
    }
    return
  }
  const text = textOf(tokens, from, item.to)
  if (text.length < 2 || text.length > 14 || isIn(grammar, 'chains.sectors', text)) return
  if (isCore(tokens, grammar, from, item.to, text)) add(found, 'chains', startAt(tokens, from), endAt(tokens, item.to))
}

/** A、B、C等特色产业: the row before 等 where the word behind it tells industries. */
export function listedChainsAt(tokens: Tokens, found: Found, grammar: Grammar, etc: number): void {
  let head = etc + 1
  while (head < tokens.count && head - etc < 9 && isBetween(tokens, grammar, head)) head++
  if (!has(grammar, 'chains.listHeads', tokens, head)) return
  const behind = wordAt(tokens, head)
  const items = rowBefore(tokens, etc - 1)
  const strict = items.filter((item) => isStrict(tokens, item)).length
  const loose = /领域|行业|板块|业态|园区|产业园|方向/.test(behind)
  if (items.length === 0 || (items.length === 1 && strict === 0)) return
  if (strict === 0 || (loose && strict * 2 < items.length)) return
  for (const item of items) {
    const text = textOf(tokens, item.from, item.to)
    if (loose && (!isStrict(tokens, item) || isIn(grammar, 'chains.topics', text))) continue
    putItem(tokens, found, grammar, item)
  }
}

/** 畜牧、烤烟、旅游五大支柱产业: the row before a number where the word behind it tells industries. */
export function countedChainsAt(tokens: Tokens, found: Found, grammar: Grammar, count: number): void {
  if (!/[大个类]$/.test(textOf(tokens, count)) || kindAt(tokens, count - 1) & is.etc || !hasComma(tokens, count)) return
  let head = count + 1
  while (head < tokens.count && head - count < 7 && isBetween(tokens, grammar, head)) head++
  if (!has(grammar, 'chains.listHeads', tokens, head) || /领域|行业|园区|产业园|方向|板块/.test(wordAt(tokens, head)))
    return
  const items = rowBefore(tokens, count - 1)
  if (items.length > 1) for (const item of items) putItem(tokens, found, grammar, item)
}

function hasComma(tokens: Tokens, before: number): boolean {
  for (let i = before - 1; i > 0 && before - i < 10; i--) {
    if (kindAt(tokens, i) & is.comma) return true
    if (kindAt(tokens, i) & (is.hard | is.stop)) return false
  }
  return false
}

function isBetween(tokens: Tokens, grammar: Grammar, i: number): boolean {
  // of several heads the last one counts: 特色产业园, 战略性新兴产业集群
  if (has(grammar, 'chains.listHeads', tokens, i)) return has(grammar, 'chains.listHeads', tokens, i + 1)
  return (kindAt(tokens, i) & (is.number | is.generic | is.digits)) !== 0 || has(grammar, 'chains.between', tokens, i)
}

/** 10条产业链是：白酒、能源、…: the row behind a colon that a head announces, brackets included. */
export function announcedChainsAt(tokens: Tokens, found: Found, grammar: Grammar, verb: number): void {
  if (!/(?:链|产业|集群)$/.test(textOf(tokens, Math.max(0, verb - 1))) || !/[:：]/.test(textOf(tokens, verb + 1)))
    return
  let from = verb + 2
  for (let i = from; i <= tokens.count; i++) {
    const kind = kindAt(tokens, i)
    if (!(kind & (is.hard | is.comma | is.openParen | is.closeParen | is.etc))) continue
    if (i > from) for (const item of bracketItems(tokens, from, i - 1, kind)) putAnnounced(tokens, found, grammar, item)
    if (kind & (is.hard | is.etc) || i >= tokens.count) return
    from = i + 1
  }
}

/** Each item of an announced row is an industry, whatever its words. */
function putAnnounced(tokens: Tokens, found: Found, grammar: Grammar, item: Item): void {
  const text = textOf(tokens, item.from, item.to)
  if (text.length >= 2 && text.length <= 14 && !isIn(grammar, 'chains.never', text))
    add(found, 'chains', startAt(tokens, item.from), endAt(tokens, item.to))
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
