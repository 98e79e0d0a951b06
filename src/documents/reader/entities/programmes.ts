import { type Grammar, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isCounted, isSoft, kindAt, nameStart, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Named programmes, plans, pilots, reforms and large works. */
export function findProgrammes(tokens: Tokens, found: Found, grammar: Grammar): void {
  for (let i = 0; i < tokens.count; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.programmeHead) {
      const word = wordAt(tokens, i)
      if (isIn(grammar, 'programmes.known', word)) findKnown(tokens, found, i)
      if (isIn(grammar, 'programmes.works', word)) findWork(tokens, found, grammar, i)
      if (isIn(grammar, 'programmes.heads', word)) findHeaded(tokens, found, grammar, i)
    }
    if (kind & is.openQuote) findQuoted(tokens, found, grammar, i)
    if (kind & is.openTitle) findTitled(tokens, found, grammar, i)
  }
}

/** 链长制 and what stands before it: 重点工业产业生态链链长制. */
function findKnown(tokens: Tokens, found: Found, head: number): void {
  add(found, 'programmes', startAt(tokens, head), endAt(tokens, head))
}

const barred = is.organ | is.orgTail | is.title | is.division

/** 种业振兴行动 behind a verb that takes a programme, or with a place, a rank or a quoted word in its name. */
function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  const next = kindAt(tokens, head + 1)
  if (next & is.programmeHead && isIn(grammar, 'programmes.heads', wordAt(tokens, head + 1))) return
  let start = nameStart(tokens, head, { reach: 34, soft: true, across: acrossAnd })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--) if (kindAt(tokens, i) & (is.organ | is.title | is.orgTail)) start = i + 1
  while (start < head && kindAt(tokens, start) & (is.level | is.and) && wordAt(tokens, start) !== '省') start++
  if (start >= head || isCounted(tokens, start)) return
  const quoted = kindAt(tokens, head - 1) & is.closeQuote
  if (quoted) return
  const modifier = textOf(tokens, start, head - 1)
  const led = isLed(tokens, start)
  const marked = /[“"‘]/.test(modifier)
  if (!marked && !led) return
  if (!marked && (modifier.length < 4 || isClassOnly(tokens, grammar, start, head))) return
  add(found, 'programmes', startAt(tokens, start), endAt(tokens, head))
}

/** Whether a verb that takes a programme stands before token `start`, or a row that such a verb opens. */
function isLed(tokens: Tokens, start: number): boolean {
  for (let i = start - 1; i >= 0 && start - i < 40; i--) {
    const kind = kindAt(tokens, i)
    if (kind & is.lead) return true
    const joins = i === start - 1 ? kind & (is.comma | is.and) : true
    if (!joins || kind & (is.hard | is.stop | is.says)) return false
  }
  return false
}

function acrossAnd(tokens: Tokens, and: number): boolean {
  return (
    textOf(tokens, and).length === 1 &&
    !(kindAt(tokens, and - 1) & (is.programmeHead | is.closeQuote | is.closeTitle | is.division | is.level))
  )
}

function isClassOnly(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  if (isIn(grammar, 'programmes.classes', textOf(tokens, start, head - 1))) return true
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (
      kind & (is.generic | is.number | is.digits | is.level | is.and) ||
      isSoft(tokens, i) ||
      isIn(grammar, 'programmes.classes', wordAt(tokens, i))
    )
      continue
    return false
  }
  return true
}

/** 深中通道, 黄茅海跨海通道: a name of at least two characters of its own before a kind of work. */
function findWork(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.programmeHead && isIn(grammar, 'programmes.works', wordAt(tokens, head + 1))) return
  let start = nameStart(tokens, head, { reach: 22, soft: false })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--)
    if (kindAt(tokens, i) & (is.organ | is.orgTail | is.title | is.level)) start = i + 1
  while (start < head && kindAt(tokens, start) & (is.generic | is.number)) start++
  if (start >= head || isCounted(tokens, start)) return
  const modifier = textOf(tokens, start, head - 1)
  if (modifier.length < 2 || isIn(grammar, 'programmes.classes', modifier)) return
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    const own = kind === 0 && i + 1 < head && kindAt(tokens, i + 1) === 0
    if (own || kind & is.division || (kind & is.firmHead && i < head)) {
      add(found, 'programmes', startAt(tokens, start), endAt(tokens, head))
      return
    }
  }
}

/** 《…方案》, 《…规划》: a paper that is a programme, without its marks. */
function findTitled(tokens: Tokens, found: Found, grammar: Grammar, open: number): void {
  let depth = 0
  for (let i = open + 1; i < tokens.count && endAt(tokens, i) - startAt(tokens, open) < 80; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.openTitle) depth++
    if (!(kind & is.closeTitle)) continue
    if (depth-- > 0) continue
    const text = tokens.text.slice(endAt(tokens, open), startAt(tokens, i)).replace(/[（(〔][^（(]{1,24}[）)〕]$/, '')
    if (text.length < 5 || isIn(grammar, 'programmes.papers', text)) return
    for (const size of [2, 3, 4])
      if (isIn(grammar, 'programmes.papers', text.slice(-size))) {
        add(found, 'programmes', endAt(tokens, open), endAt(tokens, open) + text.length)
        return
      }
    return
  }
}

const numbered = /^(?:[一二三四五六七八九十百千万两双0-9]|\d+[+＋])/
const code = /^[0-9N+＋×xX一二三四五六七八九十]+$/

/** “工业振兴”工程, “1310”具体部署, “百千万工程”: quoted names. */
function findQuoted(tokens: Tokens, found: Found, grammar: Grammar, open: number): void {
  let close = open + 1
  while (close < tokens.count && close - open < 16 && !(kindAt(tokens, close) & (is.closeQuote | is.openQuote))) close++
  if (!(kindAt(tokens, close) & is.closeQuote) || close === open + 1) return
  const text = tokens.text.slice(endAt(tokens, open), startAt(tokens, close))
  if (text.length > 22 || /[。；！？]/.test(text)) return
  const tail = quotedTail(tokens, grammar, close)
  const plan = /^十[一二三四五六七八九]五$/.test(text)
  if (tail > close) {
    if (isIn(grammar, 'programmes.never', text) && !plan) return
    if (isIn(grammar, 'programmes.quotedNot', wordAt(tokens, tail)) && !numbered.test(text)) return
    const from = quotedStart(tokens, open)
    add(found, 'programmes', startAt(tokens, from), endAt(tokens, tail))
    return
  }
  if (plan || text.length < 2 || isIn(grammar, 'programmes.never', text)) return
  const follows = wordAt(tokens, close + 1) || tokens.text.charAt(endAt(tokens, close))
  if (isIn(grammar, 'programmes.quotedNot', follows)) return
  const ends = [1, 2, 3, 4].some((n) => text.length > n && isIn(grammar, 'programmes.quotedEnds', text.slice(-n)))
  if (ends) {
    const from = /文章$|计划$/.test(text) ? quotedStart(tokens, open) : open
    if (from < open) add(found, 'programmes', startAt(tokens, from), endAt(tokens, close))
    else add(found, 'programmes', endAt(tokens, open), startAt(tokens, close))
    return
  }
  if (
    !isLed(tokens, open) &&
    !(numbered.test(text) && text.length > 2 && !code.test(text) && !isVerbBefore(tokens, open))
  )
    return
  add(found, 'programmes', endAt(tokens, open), startAt(tokens, close))
}

function isVerbBefore(tokens: Tokens, open: number): boolean {
  return !(kindAt(tokens, open - 1) & (is.stop | is.comma))
}

/** Last token of what stands behind a quoted name and belongs to it; `close` where nothing does. */
function quotedTail(tokens: Tokens, grammar: Grammar, close: number): number {
  for (let i = close + 1; i < tokens.count && i - close <= 6; i++) {
    const kind = kindAt(tokens, i)
    if (
      isIn(grammar, 'programmes.quotedHeads', wordAt(tokens, i)) ||
      isIn(grammar, 'programmes.heads', wordAt(tokens, i))
    ) {
      const next = wordAt(tokens, i + 1)
      if (isIn(grammar, 'programmes.quotedHeads', next) || isIn(grammar, 'programmes.heads', next)) continue
      return i
    }
    const hard =
      is.hard |
      is.comma |
      is.and |
      is.openQuote |
      is.closeQuote |
      is.openParen |
      is.closeParen |
      is.etc |
      is.title |
      is.openTitle
    if (kind & hard || (kind & is.stop && !isSoft(tokens, i))) return close
  }
  return close
}

/** What stands before a quoted name and belongs to it: 金融“五篇大文章”; organs and places do not. */
function quotedStart(tokens: Tokens, open: number): number {
  let start = nameStart(tokens, open, { reach: 18, soft: true })
  if (start < 0) return open
  for (let i = open - 1; i >= start; i--) if (kindAt(tokens, i) & barred) start = i + 1
  while (
    start < open &&
    kindAt(tokens, start) & (is.common | is.and | is.generic | is.number) &&
    !startsName(tokens, start)
  )
    start++
  return start
}

function startsName(tokens: Tokens, i: number): boolean {
  return !(kindAt(tokens, i) & (is.and | is.number))
}
