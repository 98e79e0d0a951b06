import { type Grammar, has, isIn } from './grammar.ts'
import { is } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import { endAt, isCounted, kindAt, nameStart, openingOf, startAt, type Tokens, textOf, wordAt } from './tokens.ts'

/** Laboratories, innovation platforms and service platforms with a name of their own. */
export function platformAt(tokens: Tokens, found: Found, grammar: Grammar, i: number): void {
  if (has(grammar, 'platforms.known', tokens, i)) add(found, 'platforms', startAt(tokens, i), endAt(tokens, i))
  else {
    findHeaded(tokens, found, grammar, i)
    findQuoted(tokens, found, i)
  }
}

function acrossAnd(tokens: Tokens, and: number): boolean {
  return (
    textOf(tokens, and) !== '或' &&
    textOf(tokens, and).length === 1 &&
    !textOf(tokens, and - 1).endsWith('中心') &&
    !(kindAt(tokens, and - 1) & (is.platformHead | is.parkHead | is.orgHead | is.firmHead))
  )
}

function findHeaded(tokens: Tokens, found: Found, grammar: Grammar, head: number): void {
  if (kindAt(tokens, head + 1) & (is.platformHead | is.orgHead)) return
  let start = nameStart(tokens, head, { reach: 32, soft: 'nouns', across: acrossAnd })
  if (start < 0) return
  for (let i = head - 1; i >= start; i--) if ((kindAt(tokens, i) & (is.title | is.common)) === is.title) start = i + 1
  // what an organ has posted or set up under its own name is the organ's
  for (let i = start; i < head; i++)
    if (kindAt(tokens, i) & is.orgTail && wordAt(tokens, i + 1) === '' && textOf(tokens, i + 1) === '驻') return
  if (start >= head || isCounted(tokens, start)) return
  let end = head
  if (
    kindAt(tokens, head + 1) & is.openParen &&
    kindAt(tokens, head + 2) & is.division &&
    kindAt(tokens, head + 3) & is.closeParen
  )
    end = head + 3
  if (end === head && !isNamed(tokens, grammar, start, head)) return
  add(found, 'platforms', startAt(tokens, start), endAt(tokens, end))
}

function isNamed(tokens: Tokens, grammar: Grammar, start: number, head: number): boolean {
  const modifier = textOf(tokens, start, head - 1)
  if (wordAt(tokens, head) === '平台' && /级|重[点要大]/.test(textOf(tokens, start, head))) return false
  if (modifier.length < 2 || isIn(grammar, 'platforms.classes', modifier)) return false
  let own = 0
  for (let i = start; i < head; i++) {
    const kind = kindAt(tokens, i)
    if (kind & (is.division | is.closeQuote)) return true
    if (kind & is.digits && textOf(tokens, i).length > 2) return true
    if (has(grammar, 'platforms.classes', tokens, i) || kind & (is.generic | is.level | is.parkHead | is.platformHead))
      continue
    if (kind === 0 && i + 1 < head && kindAt(tokens, i + 1) === 0 && wordAt(tokens, head) !== '平台') return true
    if (kind & (is.stop | is.and | is.chainHead)) continue
    own += endAt(tokens, i) - startAt(tokens, i)
  }
  return own >= (wordAt(tokens, head).endsWith('实验室') ? 2 : 6)
}

/** “闽政通”、“闽执法”等平台: quoted names in a row before 等平台. */
function findQuoted(tokens: Tokens, found: Found, head: number): void {
  if (!(kindAt(tokens, head - 1) & is.etc)) return
  let close = head - 2
  while (kindAt(tokens, close) & is.closeQuote) {
    const open = openingOf(tokens, close)
    if (open < 0) return
    add(found, 'platforms', endAt(tokens, open), startAt(tokens, close))
    close = kindAt(tokens, open - 1) & (is.comma | is.and) ? open - 2 : open - 1
  }
}
