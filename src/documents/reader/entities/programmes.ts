import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import {
  endAt,
  isCounted,
  isSoft,
  kindAt,
  nameStart,
  openingOf,
  startAt,
  type Tokens,
  textOf,
  wordAt,
} from './tokens.ts'

/** Named programmes, plans, pilots, reforms and large works. */
export function programmeAt(tokens: Tokens, found: Found, grammar: Grammar, i: number): void {
  if (has(grammar, 'programmes.known', tokens, i)) add(found, 'programmes', startAt(tokens, i), endAt(tokens, i))
  if (has(grammar, 'programmes.works', tokens, i)) findWork(tokens, found, grammar, i)
  if (has(grammar, 'programmes.heads', tokens, i)) findHeaded(tokens, found, grammar, i)
}

const barred = is.organ | is.orgTail | is.title | is.division

/** 种业振兴行动 behind a verb that takes a programme, or with a place, a rank or a quoted word in its name. */
function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  const next = kindAt(tokens, head + 1)
  if (next & is.programmeHead && has(grammar, 'programmes.heads', tokens, head + 1)) return
  let start = nameStart(tokens, head, { reach: 34, soft: 'all', across: acrossAnd })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--) if (kindAt(tokens, i) & (is.organ | is.title | is.orgTail)) start = i + 1
  while (start < head && kindAt(tokens, start) & (is.level | is.and) && wordAt(tokens, start) !== '省') start++
  if (start >= head || isCounted(tokens, start)) return
  const quoted = kindAt(tokens, head - 1) & is.closeQuote
  if (
    quoted ||
    /^(?:管理|使用)?(?:办法|条例|规定|细则)/.test(tokens.text.slice(endAt(tokens, head), endAt(tokens, head) + 4))
  )
    return
  const modifier = textOf(tokens, start, head - 1)
  const led = isLed(tokens, start) || /[^专项]资金$/.test(textOf(tokens, head))
  const marked = /[“"‘]/.test(modifier)
  if (!marked && !led) return
  if (!marked && (modifier.length + textOf(tokens, head).length < 6 || isClassOnly(tokens, grammar, start, head)))
    return
  add(found, 'programmes', startAt(tokens, start), endAt(tokens, head))
}

/**
 * Whether a verb that takes a programme stands before token `start`, or opens the row `start` stands in. With `far`
 * other nouns may stand between (推进政策事项“一网公开”).
 */
function isLed(tokens: Tokens, start: number, far = false, grammar?: Grammar): boolean {
  for (let i = start - 1; i >= 0 && start - i < 60; i--) {
    const kind = kindAt(tokens, i)
    if (kind & is.lead) return !grammar || has(grammar, 'names.programmeVerbs', tokens, i)
    if (i === start - 1 && !far && !(kind & (is.comma | is.and | is.closeQuote))) return false
    if (kind & is.closeQuote) {
      const open = openingOf(tokens, i)
      if (open < 0) return false
      i = open
      continue
    }
    if (kind & (is.hard | is.says) || (kind & is.stop && !isSoft(tokens, i))) return false
  }
  return false
}

const modifierLength = (tokens: Tokens, start: number, head: number) => startAt(tokens, head) - startAt(tokens, start)

const blocks = is.programmeHead | is.closeQuote | is.closeTitle | is.division | is.level

/** 和 inside a name (耕地保护和粮食安全责任制), not between two things one of which is a system or a policy. */
function acrossAnd(tokens: Tokens, and: number): boolean {
  if (textOf(tokens, and).length !== 1 || kindAt(tokens, and - 1) & blocks) return false
  return !/机制|体制|制度|体系|政策|平台|项目|资金/.test(wordAt(tokens, and - 1))
}

function isClassOnly(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  if (isIn(grammar, 'programmes.classes', textOf(tokens, start, head - 1))) return true
  if (modifierLength(tokens, start, head) > 4) return false
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (
      kind & (is.generic | is.number | is.digits | is.level | is.and) ||
      isSoft(tokens, i) ||
      has(grammar, 'programmes.classes', tokens, i)
    )
      continue
    return false
  }
  return true
}

/** 深中通道, 黄茅海跨海通道: a name of at least two characters of its own before a kind of work. */
function findWork(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.programmeHead && has(grammar, 'programmes.works', tokens, head + 1)) return
  let start = nameStart(tokens, head, { reach: 22 })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--) if (kindAt(tokens, i) & (is.organ | is.orgTail | is.title)) start = i + 1
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
export function titledAt(tokens: Tokens, found: Found, grammar: Grammar, open: number): void {
  let depth = 0
  for (let i = open + 1; i < tokens.count && endAt(tokens, i) - startAt(tokens, open) < 80; i++) {
    const kind = kindAt(tokens, i)
    if (kind & is.openTitle) depth++
    if (!(kind & is.closeTitle)) continue
    if (depth-- > 0) continue
    const text = tokens.text.slice(endAt(tokens, open), startAt(tokens, i)).replace(/[（(〔][^（(]{1,24}[）)〕]$/, '')
    if (text.length < 5 || /^[ \u3000]/.test(text) || isIn(grammar, 'programmes.papers', text)) return
    for (const size of [2, 3, 4])
      if (isIn(grammar, 'programmes.papers', text.slice(-size))) {
        add(found, 'programmes', endAt(tokens, open), endAt(tokens, open) + text.length)
        return
      }
    return
  }
}

const numbered = /^[一二三四五六七八九十两双]/
/** 一事一议, 一企一策: one measure for each, no programme. */
const distributive = /^一.一.$/
/** Numbers of a slogan that measures: 千亿强县. */
const measured = /^[百千万]?[百千万]亿/

/** “工业振兴”工程, “1310”具体部署, “百千万工程”: quoted names. */
export function quotedAt(tokens: Tokens, found: Found, grammar: Grammar, open: number): void {
  let close = open + 1
  while (close < tokens.count && close - open < 16 && !(kindAt(tokens, close) & (is.closeQuote | is.openQuote))) close++
  if (!(kindAt(tokens, close) & is.closeQuote) || close === open + 1) return
  const text = tokens.text.slice(endAt(tokens, open), startAt(tokens, close))
  if (text.length < 2 || text.length > 22 || /[。；！？，、,]|[^0-9N][+＋][^0-9N]/.test(text)) return
  if (kindAt(tokens, close - 1) & otherHead) return
  const tail = quotedTail(tokens, grammar, close)
  if (tail === close && (/^[\d+＋N-]+$/.test(text) || /^.{2}[+＋]$/.test(text))) return
  if (tail === close && measured.test(text)) return
  const plan = /^十[一二三四五六七八九]五$/.test(text)
  if (isIn(grammar, 'programmes.never', text) && !(plan && tail > close)) return
  if (tail > close) {
    add(found, 'programmes', startAt(tokens, quotedStart(tokens, open)), endAt(tokens, tail))
    return
  }
  const ends = [1, 2, 3].some((n) => text.length > n && isIn(grammar, 'programmes.quotedEnds', text.slice(-n)))
  if (!ends && (distributive.test(text) || text.endsWith('年') || isClassBehind(tokens, grammar, close))) return
  if (ends && /文章$|计划$/.test(text) && quotedStart(tokens, open) < open)
    add(found, 'programmes', startAt(tokens, quotedStart(tokens, open)), endAt(tokens, close))
  else if (
    ends ||
    isCarriedOut(tokens, open, text, grammar) ||
    (numbered.test(text) && isProgrammeNumber(tokens, open, text, grammar))
  )
    add(found, 'programmes', endAt(tokens, open), startAt(tokens, close))
}

const otherHead = is.orgHead | is.parkHead | is.platformHead | is.firmHead

/** A short quoted word behind a verb that takes a programme; of two characters only what is 实施. */
function isCarriedOut(tokens: Tokens, open: number, text: string, grammar: Grammar): boolean {
  if (text.length > 9 || !isLed(tokens, open, false, grammar)) return false
  return text.length > 2 || !numbered.test(text) || /实施$/.test(textOf(tokens, Math.max(0, open - 1)))
}

/** “链主”企业, “大桥经济”时代: what is quoted is a class or a slogan. */
function isClassBehind(tokens: Tokens, grammar: Grammar, close: number): boolean {
  for (let i = close + 1; i <= close + 3; i++) {
    const next = wordAt(tokens, i) || tokens.text.charAt(startAt(tokens, i))
    if (isIn(grammar, 'programmes.quotedNot', next)) return true
    if (kindAt(tokens, i) & (is.hard | is.comma | is.and | is.openQuote)) return false
    if (kindAt(tokens, i) & is.stop && !isSoft(tokens, i)) return false
  }
  return false
}

const numberedHead = /^.[个大项](?:一|新?(?:行动|工程|突破|任务|计划|专项|战役|会战|举措))$/
const twoNumbers = /^[一二三四五六七八九].{1,3}[一二三四五六七八九]./

/** 五个一, 十大新突破, 一园三中心; others (五转, 一网通办) only behind a verb that takes a programme. */
function isProgrammeNumber(tokens: Tokens, open: number, text: string, grammar: Grammar): boolean {
  if (numberedHead.test(text)) return true
  if (twoNumbers.test(text)) return isLed(tokens, open, true)
  return text.length > 2 && text.length <= 4 && isLed(tokens, open, true, grammar)
}

/** Last token of what stands behind a quoted name and belongs to it; `close` where nothing does. */
function quotedTail(tokens: Tokens, grammar: Grammar, close: number): number {
  for (let i = close + 1; i < tokens.count && i - close <= 6; i++) {
    const kind = kindAt(tokens, i)
    if (has(grammar, 'programmes.quotedHeads', tokens, i) || has(grammar, 'programmes.heads', tokens, i)) {
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
  if (kindAt(tokens, open - 1) & is.closeQuote) return open
  let start = nameStart(tokens, open, { reach: 18, soft: 'all' })
  if (start < 0) return open
  for (let i = open - 1; i >= start; i--) if (kindAt(tokens, i) & barred) start = i + 1
  while (start < open && kindAt(tokens, start) & (is.and | is.number)) start++
  // only words between a verb that takes a programme and the quoted name belong to it
  const clean = start < open && isLed(tokens, start) && !/[0-9×]/.test(textOf(tokens, start, open - 1))
  return clean ? start : open
}
