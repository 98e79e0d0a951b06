import { unknownPlaceStart } from './divisions.ts'
import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isCounted, kindAt, nameStart, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Party, government, associations, schools, hospitals and the like. */
export function organisationAt(tokens: Tokens, found: Found, grammar: Grammar, i: number, kind: number): void {
  if (kind & is.organ) put(tokens, found, grammar, organStart(tokens, i), i)
  if (kind & is.orgTail) findOrgan(tokens, found, grammar, i)
  if (kind & is.bureau) {
    if (kindAt(tokens, i - 1) & is.stem) findBureau(tokens, found, grammar, i)
    else findUnknownBureau(tokens, found, grammar, i)
  }
  if (kind & is.orgHead) findHeaded(tokens, found, grammar, i)
}

const openers = (grammar: Grammar, tokens: Tokens, i: number) => has(grammar, 'organisations.openers', tokens, i)

/** Back over the places and levels an organ belongs to: 中共江门市蓬江区 before 委. */
function ownerStart(tokens: Tokens, grammar: Grammar, tail: number): number {
  let i = tail
  while (i > 0) {
    const kind = kindAt(tokens, i - 1)
    if (kind & is.division || openers(grammar, tokens, i - 1)) i--
    else if (kind & is.level && i === tail) {
      const place = unknownPlaceStart(tokens, i - 1)
      i = place >= 0 ? place : i - 1
    } else if (kind & is.level && unknownPlaceStart(tokens, i - 1) >= 0) i = unknownPlaceStart(tokens, i - 1)
    else break
  }
  return i
}

function organStart(tokens: Tokens, organ: number): number {
  // 全国 and places before a national organ are its own only where they touch it.
  return kindAt(tokens, organ - 1) & is.division && wordAt(tokens, organ) === '纪委监委' ? organ - 1 : organ
}

const termChars = '第一二三四五六七八九十百零〇两届'

/** Back over 第十届, 十六届 before the tail of an assembly. */
function termStart(tokens: Tokens, tail: number): number {
  let i = tail
  while (i > 0 && [...textOf(tokens, i - 1)].every((char) => termChars.includes(char))) i--
  if (i === tail || !textOf(tokens, i, tail - 1).endsWith('届')) return tail
  return i
}

/** Forward over what belongs to the organ: 组织部, 常委会, 办公室. */
function extensionEnd(tokens: Tokens, grammar: Grammar, tail: number): number {
  let end = tail
  while (has(grammar, 'organisations.extensions', tokens, end + 1)) {
    const next = wordAt(tokens, end + 1)
    // 党组书记 and 党委委员 are posts of the organ, not the party group named.
    if ((next === '党组' || next === '党委') && kindAt(tokens, end + 2) & is.title) break
    end++
  }
  return end
}

/** What an organ has posted elsewhere: 区人民政府驻深圳招商服务中心. */
function postedEnd(tokens: Tokens, end: number): number {
  if (textOf(tokens, end + 1) !== '驻') return end
  for (let i = end + 2; i < tokens.count && i - end < 9; i++) {
    if (/(?:中心|办事处|联络处|办公室)$/.test(textOf(tokens, i))) return i
    if (kindAt(tokens, i) & (is.hard | is.comma | is.says)) return end
  }
  return end
}

function put(tokens: Tokens, found: Found, grammar: Grammar, from: number, tail: number): void {
  const end = postedEnd(tokens, extensionEnd(tokens, grammar, tail))
  add(found, 'organisations', startAt(tokens, from), endAt(tokens, end))
  // the party group of a bureau is an organ beside the bureau itself
  if (end > tail && wordAt(tokens, end) === '党组') found.twins.push(textOf(tokens, from, end - 1))
}

/** 蓬江区委, 省政府, 市十六届人大. */
function findOrgan(tokens: Tokens, found: Found, grammar: Grammar, tail: number): void {
  const term = termStart(tokens, tail)
  if (wordAt(tokens, tail) === '委员会' && term === tail) return
  const from = ownerStart(tokens, grammar, term)
  if (from === term) return
  const before = kindAt(tokens, from)
  const level = tokens.text.charAt(startAt(tokens, tail) - 1)
  const isParty = wordAt(tokens, tail).startsWith('委') && term === tail
  if (isParty && !'省市区县州盟旗镇乡'.includes(level)) return
  if (before & is.level && from === term - 1 && isAnyOf(tokens, from)) return
  put(tokens, found, grammar, from, tail)
  if (before & is.level) findTwin(tokens, found, from, tail)
}

/** 各区、县人民政府 are all of them, none named. */
function isAnyOf(tokens: Tokens, level: number): boolean {
  const at = startAt(tokens, level)
  return /[各每][^，。；：\s]{0,6}$/.test(tokens.text.slice(Math.max(startAt(tokens, 0), at - 8), at))
}

/** 省、市委 names 省委 too: the first organ is written only in part, so its own letters stand for it. */
function findTwin(tokens: Tokens, found: Found, from: number, tail: number): void {
  if (!(kindAt(tokens, from - 1) & is.comma) || !(kindAt(tokens, from - 2) & is.level)) return
  const level = startAt(tokens, from - 2)
  found.twins.push(tokens.text.slice(level, endAt(tokens, from - 2)) + wordAt(tokens, tail))
}

/** 省退役军人事务厅, 市统计局. */
function findBureau(tokens: Tokens, found: Found, grammar: Grammar, bureau: number): void {
  let stem = bureau - 1
  while (kindAt(tokens, stem - 1) & is.stem) stem--
  const word = wordAt(tokens, bureau)
  const from = ownerStart(tokens, grammar, stem)
  const weak =
    word === '部' || word === '处' || word === '中心' || word === '办公室' || word === '委员会' || word === '委'
  if (from === stem && (weak || endAt(tokens, bureau) - startAt(tokens, stem) < 3)) return
  put(tokens, found, grammar, from, bureau)
}

/** A bureau whose business is not in the list: a place or level, two to eight plain characters, 局 or 厅. */
function findUnknownBureau(tokens: Tokens, found: Found, grammar: Grammar, bureau: number): void {
  const word = wordAt(tokens, bureau)
  if (word !== '局' && word !== '厅' && word !== '管理局') return
  const start = nameStart(tokens, bureau, { reach: 16, soft: 'all' })
  if (start < 0 || start >= bureau - 1) return
  for (let i = start; i < bureau - 1; i++) {
    const isOwner = kindAt(tokens, i) & (is.level | is.division)
    if (isOwner && endAt(tokens, bureau) - endAt(tokens, i) <= 9) {
      put(tokens, found, grammar, ownerStart(tokens, grammar, i + 1), bureau)
      return
    }
  }
}

const isName = is.orgHead | is.orgTail | is.organ | is.division | is.level | is.title

/** 和 inside the name of an association or office, never between two organs. */
/** Heads whose names may hold 和; in others it parts two names. */
const joinable = /会|办公室|专班|指挥部|组$/

function acrossAnd(tokens: Tokens, and: number): boolean {
  return (
    !(kindAt(tokens, and - 1) & isName) &&
    !(kindAt(tokens, and + 1) & (is.division | is.organ)) &&
    textOf(tokens, and).length === 1
  )
}

/** 江门市退役军人创业发展促进会: a name of its own before a head. */
function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & is.orgHead && textOf(tokens, head).length < 4 && !(kindAt(tokens, head) & is.organ))
    return
  const start = nameStart(tokens, head, {
    reach: 30,
    soft: 'all',
    ...(joinable.test(wordAt(tokens, head)) ? { across: acrossAnd } : {}),
  })
  if (start < 0 || start >= head || isCounted(tokens, start)) return
  // an institute of a technology or industry is an innovation platform
  if (
    /研究院$/.test(wordAt(tokens, head)) &&
    /技术|产业|先进|创新|材料|装备|制造/.test(textOf(tokens, start, head - 1))
  ) {
    add(found, 'platforms', startAt(tokens, start), endAt(tokens, head))
    return
  }
  const joint = jointOwners(tokens, start)
  if (joint < start) found.twins.push(textOf(tokens, joint, joint + 1), textOf(tokens, start, start + 1))
  if (isClassOnly(tokens, grammar, start, head) || isAnyOf(tokens, start)) return
  if (/(?:校|园|院|大学|中学|小学|合作社|馆)$/.test(wordAt(tokens, head)) && !hasOwnWord(tokens, start, head)) return
  add(found, 'organisations', startAt(tokens, joint), endAt(tokens, head))
}

/** 县委、县政府 before a shared head belong to one organ. */
function jointOwners(tokens: Tokens, start: number): number {
  const owned = kindAt(tokens, start) & is.level && kindAt(tokens, start + 1) & is.orgTail
  const other = kindAt(tokens, start - 3) & is.level && kindAt(tokens, start - 2) & is.orgTail
  return owned && other && kindAt(tokens, start - 1) & is.comma ? start - 3 : start
}

/** Whether all that stands before the head only tells the kind: 行业协会, 各类商会. */
function isClassOnly(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  const modifier = textOf(tokens, start, head - 1)
  if (modifier.length < 2 || isIn(grammar, 'organisations.classes', modifier)) return true
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (kind & (is.generic | is.and) || has(grammar, 'organisations.classes', tokens, i)) continue
    return false
  }
  return true
}

/** Schools, hospitals and the like need a place or a word of their own: 义务教育学校 is none. */
function hasOwnWord(tokens: Tokens, start: number, head: number): boolean {
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (kind & (is.division | is.organ | is.level) || (kind === 0 && i + 1 < head && kindAt(tokens, i + 1) === 0))
      return true
    if (wordAt(tokens, i) === '中国' || wordAt(tokens, i) === '国家') return true
  }
  return false
}
