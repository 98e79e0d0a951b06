import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { rowBefore } from './lists.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isCounted, kindAt, nameStart, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Firms, banks and funds: by their last word, or by a name everybody knows. */
export function enterpriseAt(tokens: Tokens, found: Found, grammar: Grammar, i: number): void {
  if (has(grammar, 'enterprises.known', tokens, i)) add(found, 'enterprises', startAt(tokens, i), endAt(tokens, i))
  if (has(grammar, 'enterprises.heads', tokens, i)) findHeaded(tokens, found, grammar, i)
}

/** In front of a name they tell what the firm is. */
const generalFirms = new Set([
  '企业',
  '龙头企业',
  '科技企业',
  '生产商',
  '上市公司',
  '高新技术企业',
  '制造商',
  '民营企业',
  '国有企业',
  '重点企业',
])

function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.firmHead && has(grammar, 'enterprises.heads', tokens, head + 1)) return
  let start = nameStart(tokens, head, { reach: 28, soft: 'all', single: wordAt(tokens, head).endsWith('公司') })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--)
    if (kindAt(tokens, i) & (is.title | is.orgTail | is.parkHead) || generalFirms.has(wordAt(tokens, i))) start = i + 1
  while (start < head && kindAt(tokens, start) & (is.level | is.generic)) start++
  if (start >= head || isCounted(tokens, start)) return
  const modifier = textOf(tokens, start, head - 1)
  if (modifier.length < 2 || isIn(grammar, 'enterprises.classes', modifier)) return
  if (!isNamed(tokens, grammar, start, head)) return
  add(found, 'enterprises', startAt(tokens, start), endAt(tokens, head))
}

/** A firm needs a place or a word of its own before its last word. */
function isNamed(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  const fund = wordAt(tokens, head).endsWith('基金')
  const strong = wordAt(tokens, head).endsWith('有限公司')
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.division || (kind & is.firmHead && has(grammar, 'enterprises.known', tokens, i))) return true
    if (kind & is.closeQuote && !wordAt(tokens, head).endsWith('基金')) return true
    if (kind === 0 && (fund || (i + 1 < head && kindAt(tokens, i + 1) === 0))) return true
    if (strong && !has(grammar, 'enterprises.classes', tokens, i) && !(kind & is.generic)) return true
  }
  return false
}

const notInside =
  is.orgTail |
  is.organ |
  is.title |
  is.parkHead |
  is.programmeHead |
  is.platformHead |
  is.openQuote |
  is.closeQuote |
  is.openTitle

/** 拥有A、B、C等企业: the row before 等 where firms, or the projects of firms, stand behind it. */
export function listedFirmsAt(tokens: Tokens, found: Found, grammar: Grammar, etc: number): void {
  let head = etc + 1
  while (
    head < tokens.count &&
    head - etc < 8 &&
    kindAt(tokens, head) & (is.number | is.generic | is.digits) &&
    !has(grammar, 'enterprises.listHeads', tokens, head)
  )
    head++
  const word = wordAt(tokens, head)
  const firms = isIn(grammar, 'enterprises.listHeads', word)
  const projects = word === '重大项目' || word === '项目' || word === '产业项目'
  if (!firms && !projects) return
  const items = rowBefore(tokens, etc - 1)
  if (items.length < 2 && !firms) return
  const likely = items.filter((item) => looksLikeFirm(tokens, grammar, item.from, item.to)).length
  if (likely * 2 < items.length || (projects && !items.some((item) => hasFirmEnd(tokens, grammar, item.from, item.to))))
    return
  for (const item of items)
    if (
      looksLikeFirm(tokens, grammar, item.from, item.to) &&
      (firms || hasFirmEnd(tokens, grammar, item.from, item.to) || isPlain(tokens, item.from, item.to))
    )
      add(found, 'enterprises', startAt(tokens, item.from), endAt(tokens, item.to))
}

function hasFirmEnd(tokens: Tokens, grammar: Grammar, from: number, to: number): boolean {
  if (kindAt(tokens, to) & is.firmHead) return true
  const text = textOf(tokens, from, to)
  return [2, 3].some((n) => text.length > n + 1 && isIn(grammar, 'enterprises.shortEnds', text.slice(-n)))
}

/** Nothing but characters that are no words. */
function isPlain(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (kindAt(tokens, i) !== 0) return false
  return to > from + 1
}

/** Two to ten characters with an end of a firm's name, or of none that has a meaning of its own. */
function looksLikeFirm(tokens: Tokens, grammar: Grammar, from: number, to: number): boolean {
  const text = textOf(tokens, from, to)
  if (text.length < 2 || text.length > 16 || isIn(grammar, 'enterprises.notFirms', text)) return false
  let own = 0
  for (let i = from; i <= to; i++) {
    const kind = kindAt(tokens, i)
    if (kind & notInside) return false
    if (kind === 0) own++
  }
  if (kindAt(tokens, to) & is.firmHead) return true
  return hasFirmEnd(tokens, grammar, from, to) ? own > 0 || from < to : own >= 2 && text.length < 6
}

/** 紫鑫药业, 赞宇科技: two to four plain characters before the end of a firm's name. */
export function shortFirmAt(tokens: Tokens, found: Found, end: number): void {
  let from = end
  while (from > 0 && end - from < 5 && kindAt(tokens, from - 1) === 0 && isHan(tokens, from - 1)) from--
  const own = end - from
  if (own < 2 || own > 4 || kindAt(tokens, end + 1) === 0) return
  if (!(kindAt(tokens, from - 1) & edges)) return
  add(found, 'enterprises', startAt(tokens, from), endAt(tokens, end))
}

const edges = is.hard | is.comma | is.stop | is.says | is.and | is.openQuote | is.openParen | is.division

const isHan = (tokens: Tokens, i: number) => tokens.text.charCodeAt(startAt(tokens, i)) >= 0x4e00
