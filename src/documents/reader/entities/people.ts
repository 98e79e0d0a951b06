import { calls, type Grammar, isIn } from './grammar.ts'
import { classFrom, is, wordFrom } from './lexicon.ts'
import { add, type Found } from './mentions.ts'
import { endAt, kindAt, startAt, type Tokens, wordAt } from './tokens.ts'

/** People by a title before the name, a verb of speech or a title behind it, and in rows of names. */
export function personAt(tokens: Tokens, found: Found, grammar: Grammar, i: number, kind: number, call: number): void {
  if (call & calls.leader) add(found, 'people', startAt(tokens, i), endAt(tokens, i))
  if (kind & is.title) afterTitle(tokens, found, grammar, endAt(tokens, i), endAt(tokens, tokens.count - 1))
  if ((kind & is.says || call & calls.address) && i > 0) beforeVerb(tokens, found, grammar, i)
}

const closes =
  is.stop |
  is.says |
  is.hard |
  is.comma |
  is.and |
  is.etc |
  is.title |
  is.closeParen |
  is.openParen |
  is.closeQuote |
  is.lead

const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff

/** Whether a name may end at `at`: a mark, a verb, a title or the end of the sentence follows. */
function endsAt(grammar: Grammar, text: string, at: number, to: number): boolean {
  if (at >= to) return true
  if (text.charCodeAt(at) === 0x22) return true
  return (classFrom(grammar.lexicon, text, at, to) & closes) !== 0 || wordFollows(grammar, text, at, to)
}

function wordFollows(grammar: Grammar, text: string, at: number, to: number): boolean {
  const id = wordFrom(grammar.lexicon, text, at, to)
  const word = grammar.lexicon.words[id] ?? ''
  return isIn(grammar, 'surnames.titlesAfter', word) || word === '代表' || word === '同志' || word === '一行'
}

function surnameLength(grammar: Grammar, text: string, at: number): number {
  if (isIn(grammar, 'surnames.compound', text.slice(at, at + 2))) return 2
  return grammar.surname[text.charCodeAt(at)] === 1 ? 1 : 0
}

const notGiven = new Set(
  '的了在和与及对等为是、，。第二三四五六七八九十县市省区委会年月日个该各这那其就也都并不我们他她有',
)

function givenLength(text: string, at: number, to: number): number {
  let n = 0
  while (n < 3 && at + n < to && isHan(text.charCodeAt(at + n)) && !notGiven.has(text.charAt(at + n))) n++
  return n
}

/** Length of the person's name at `at`, 0 where none stands there. */
function nameLength(grammar: Grammar, text: string, at: number, to: number): number {
  const surname = surnameLength(grammar, text, at)
  if (surname > 0) {
    const given = givenLength(text, at + surname, to)
    const word = grammar.lexicon.words[wordFrom(grammar.lexicon, text, at, to)] ?? ''
    const fits = (n: number) => given >= n && endsAt(grammar, text, at + surname + n, to) && word.length <= surname
    const two = fits(2)
    const one = fits(1)
    if (one && (!two || verbAt(grammar, text, at + surname + 1, to))) return surname + 1
    if (two) return surname + 2
    if (word.length > surname && isIn(grammar, 'surnames.leaders', word)) return word.length
  }
  return foreignLength(grammar, text, at, to)
}

/** Single characters that follow a name more often than they end one. */
const shortVerbs = '说称率在对到向任等与和及便就也还以将为从把'

/** Whether a verb begins at `at`: 出席 and 说, but not the 强 of 徐文强. */
function verbAt(grammar: Grammar, text: string, at: number, to: number): boolean {
  const id = wordFrom(grammar.lexicon, text, at, to)
  if (id < 0 || !((grammar.lexicon.classes[id] ?? 0) & (is.says | is.stop | is.lead))) return false
  const word = grammar.lexicon.words[id] ?? ''
  return word.length > 1 || shortVerbs.includes(word)
}

/** 姆本巴, 弗拉基米尔·普京: three or more characters used to write foreign names. */
function foreignLength(grammar: Grammar, text: string, at: number, to: number): number {
  let n = 0
  let dots = 0
  while (at + n < to && n < 16) {
    const code = text.charCodeAt(at + n)
    if (code === 0xb7 || code === 0x2022) dots++
    else if (grammar.transliteration[code] !== 1) break
    n++
  }
  if (n < (dots > 0 ? 4 : 2)) return 0
  for (let length = n; length >= 2; length--) {
    if (!endsAt(grammar, text, at + length, to)) continue
    const word = wordFrom(grammar.lexicon, text, at, to)
    return word >= 0 && (grammar.lexicon.words[word]?.length ?? 0) > 1 ? 0 : length
  }
  return 0
}

/** A name after a title, and the names that follow it in a row. */
function afterTitle(tokens: Tokens, found: Found, grammar: Grammar, from: number, to: number): void {
  const text = tokens.text
  let at = from
  while (at < to && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x3000)) at++
  if (at > from + 4) return
  for (let n = 0; n < 40; n++) {
    const length = nameLength(grammar, text, at, to)
    if (length === 0) return
    add(found, 'people', at, at + length)
    const next = text.charAt(at + length)
    if (next !== '、' && next !== '和') return
    at += length + 1
  }
}

/** A name right before a verb of speech or a title of address: three characters, or two after a mark. */
function beforeVerb(tokens: Tokens, found: Found, grammar: Grammar, verb: number): void {
  const text = tokens.text
  const to = startAt(tokens, verb)
  const isTitle = (kindAt(tokens, verb) & is.says) === 0
  const verbWord = wordAt(tokens, verb)
  if (verbWord.length < 2 && !['说', '称'].includes(verbWord)) return
  for (const length of [3, 2, 4]) {
    const at = to - length
    if (at < startAt(tokens, 0)) continue
    const surname = surnameLength(grammar, text, at)
    if (surname === 0 || (length === 4) !== (surname === 2)) continue
    if (givenLength(text, at + surname, to) !== length - surname) continue
    const before = boundaryBefore(tokens, at)
    const word = grammar.lexicon.words[wordFrom(grammar.lexicon, text, at, to)] ?? ''
    if (!before || word.length > surname || splitsWord(tokens, at, to)) continue
    if (length === 2 && (isTitle || verbWord.length < 2) && !(kindAt(tokens, tokenEnding(tokens, at)) & is.title))
      continue
    if (length === 2 && kindAt(tokens, tokenEnding(tokens, at)) & (is.stop | is.number)) continue
    addRow(tokens, found, grammar, at, to)
    return
  }
}

/** A name in front of the last one of a row: 陈岸明、吴晓晖表示. */
function addRow(tokens: Tokens, found: Found, grammar: Grammar, at: number, to: number): void {
  add(found, 'people', at, to)
  const text = tokens.text
  let end = at - 1
  for (let n = 0; n < 30 && (text.charAt(end) === '、' || text.charAt(end) === '和'); n++) {
    const length = [3, 2].find((size) => {
      const start = end - size
      return (
        start >= startAt(tokens, 0) &&
        surnameLength(grammar, text, start) === 1 &&
        givenLength(text, start + 1, end) >= size - 1 &&
        boundaryBefore(tokens, start)
      )
    })
    if (!length) return
    const word = grammar.lexicon.words[wordFrom(grammar.lexicon, text, end - length, end)] ?? ''
    if (word.length > 1) return
    add(found, 'people', end - length, end)
    end -= length + 1
  }
}

function tokenEnding(tokens: Tokens, at: number): number {
  let low = 0
  let high = tokens.count - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (endAt(tokens, middle) < at) low = middle + 1
    else high = middle
  }
  return endAt(tokens, low) === at ? low : -1
}

/** Whether a name may begin at `at`: after a mark, a title, a verb or at the start of the sentence. */
function boundaryBefore(tokens: Tokens, at: number): boolean {
  if (at === startAt(tokens, 0)) return true
  const token = tokenEnding(tokens, at)
  if (token < 0) return false
  return (kindAt(tokens, token) & (closes | is.openQuote | is.closeTitle)) !== 0
}

/** Whether a word of the lists reaches over either end of the name. */
function splitsWord(tokens: Tokens, at: number, to: number): boolean {
  const last = tokenEnding(tokens, to)
  if (last < 0) return true
  for (let i = last; i >= 0 && startAt(tokens, i) >= at; i--) if (endAt(tokens, i) - startAt(tokens, i) > 1) return true
  return false
}
