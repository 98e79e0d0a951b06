import { boundWords } from './bounds.ts'
import { followsOne, isChineseNumeral, isDash, isDigit, isLetter, isSmallNumeral, joinsNumbers } from './marks.ts'
import { type NumberToken, readArabic, readChinese } from './numbers.ts'
import { unitless } from './quantity-unitless.ts'
import { boundBefore, finish, push, type Quantity, type Scan, type UnitPlace, unitAt } from './quantity-units.ts'
import type { Unit } from './units.ts'
import { unitWords } from './units.ts'
import type { Words } from './words.ts'

export type { Quantity } from './quantity-units.ts'

const title = '《'.charCodeAt(0)
const turn = '翻'.charCodeAt(0)
const dash = '-'.charCodeAt(0)
const ordinal = '第'.charCodeAt(0)
const initial = '初'.charCodeAt(0)
const times = '×'.charCodeAt(0)
const point = '.'.charCodeAt(0)
const plus = '+'.charCodeAt(0)
const colon = '：'.charCodeAt(0)
const part = '分'.charCodeAt(0)
const piece = '个'.charCodeAt(0)

/** All quantities of a plain paragraph, in order. Linear in its length. */
export function scanQuantities(text: string, words: Words): Quantity[] {
  const scan: Scan = { text, units: unitWords(words), bounds: boundWords(words), found: [] }
  const { length } = text
  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i)
    if (isDigit(code)) i = arabicAt(scan, i)
    else if (code < 0x3000) i++
    else if (isChineseNumeral(code)) i = chineseAt(scan, i)
    else if (code === title) i = titleAt(text, i)
    else if (code === turn) i = turnAt(scan, i)
    else i++
  }
  return scan.found
}

/** Numbers inside a title 《…》 belong to a name. */
function titleAt(text: string, at: number): number {
  for (let i = at + 1; i < at + 80; i++) if (text.charAt(i) === '》') return i + 1
  return at + 1
}

/** 翻一番, 翻了两番, 翻番. */
function turnAt(scan: Scan, at: number): number {
  const hit = /^翻(?:了)?([一两三四]?)番/.exec(scan.text.slice(at, at + 4))
  if (!hit) return at + 1
  const turns = '一两三四'.indexOf(hit[1] ?? '') + 1
  const end = at + hit[0].length
  push(scan, { start: at, at, end, value: 2 ** Math.max(turns, 1), unit: '倍', kind: 'times' })
  return end
}

function arabicAt(scan: Scan, at: number): number {
  const { text } = scan
  const before = text.charCodeAt(at - 1)
  const token = readArabic(text, at)
  if (isLetter(before) || (before === dash && isDigit(text.charCodeAt(at - 2)))) return token.end
  if (before === ordinal || before === times || before === point || before === plus) return token.end
  if (text.charCodeAt(token.end) === colon) {
    const end = ratioAt(scan, at, token)
    if (end > 0) return end
  }
  return fromToken(scan, at, token)
}

function chineseAt(scan: Scan, at: number): number {
  const { text } = scan
  const next = text.charCodeAt(at + 1)
  if (!isChineseNumeral(next)) {
    if (next === part) return /^[百千]分之/.test(text.slice(at, at + 3)) ? hundredthAt(scan, at) : at + 1
    if (!followsOne(next) && isSmallNumeral(text.charCodeAt(at))) return at + 1
  }
  let end = at + 1
  while (isChineseNumeral(text.charCodeAt(end))) end++
  const previous = text.charCodeAt(at - 1)
  if (previous === ordinal || previous === initial) return end
  const token = readChinese(text, at)
  if (!token) return end
  return Math.max(fromToken(scan, at, token), end)
}

/** 百分之五, 千分之三. */
function hundredthAt(scan: Scan, at: number): number {
  const { text } = scan
  const from = at + 3
  const token = numberAt(text, from)
  if (!token) return from
  const unit: Unit = { kind: 'percent', name: text.charAt(at) === '百' ? '%' : '‰', needs: null }
  return finish(scan, { at, token, unit, unitEnd: token.end })
}

function numberAt(text: string, at: number): NumberToken | null {
  const code = text.charCodeAt(at)
  return isDigit(code) ? readArabic(text, at) : isChineseNumeral(code) ? readChinese(text, at) : null
}

/** 1∶100 after 比; three parts that make 100 are the shares of the three sectors. */
function ratioAt(scan: Scan, at: number, first: NumberToken): number {
  const { text } = scan
  const parts = [{ at, end: first.end, value: Number(first.digits) }]
  let { end } = first
  while (text.charAt(end) === '：' && isDigit(text.charCodeAt(end + 1)) && parts.length < 6) {
    const next = readArabic(text, end + 1)
    parts.push({ at: end + 1, end: next.end, value: Number(next.digits) })
    ;({ end } = next)
  }
  const context = text.slice(Math.max(0, at - 24), at)
  const [a, b] = parts
  if (!a || !b) return 0
  if (parts.length === 2) {
    if (b.value > 0 && /比[^，。；]{0,6}$/.test(context)) {
      const bound = boundBefore(scan, at)
      push(scan, {
        start: bound.start,
        at,
        end,
        value: a.value / b.value,
        op: bound.op ?? '=',
        unit: null,
        kind: 'ratio',
      })
    }
    return end
  }
  const sum = parts.reduce((total, part) => total + part.value, 0)
  if (Math.abs(sum - 100) < 2 && /结构|比/.test(context))
    for (const part of parts) push(scan, { start: part.at, ...part, unit: '%', kind: 'share' })
  return end
}

/** From a number to its quantity: chain without units (30、20、10万元), range, unit. Returns where to go on. */
function fromToken(scan: Scan, at: number, token: NumberToken): number {
  const { text } = scan
  if (text.charCodeAt(token.end) === piece && text.startsWith('个亿', token.end)) {
    const unitEnd = token.end + (text.charAt(token.end + 2) === '元' ? 3 : 2)
    const unit: Unit = { kind: 'money', name: 'CNY', needs: null }
    return finish(scan, { at, token: { ...token, shift: token.shift + 8 }, unit, unitEnd })
  }
  const read = unitAt(scan, token.end, at)
  const place = read?.unit.kind === 'rank' && token.chinese ? null : read
  const next = text.charCodeAt(place ? place.end : token.end)
  if (!place) {
    if (isDash(next)) return rangeAt(scan, at, token, null, token.end)
    if (joinsNumbers(next) && !token.bare && !token.chinese) return chainAt(scan, at, token)
    return unitless(scan, at, token)
  }
  if (place.unit.kind === 'never') return place.end
  if (isDash(next)) return rangeAt(scan, at, token, place.unit, place.end)
  return finish(scan, { at, token, unit: place.unit, unitEnd: place.end })
}

/** A—B with the unit behind B or behind both. From-to with 从 or 由 stays two quantities. */
function rangeAt(scan: Scan, at: number, first: NumberToken, unit: Unit | null, mark: number): number {
  const { text } = scan
  const from = mark + 1
  const alone = () => (unit ? finish(scan, { at, token: first, unit, unitEnd: mark }) : from)
  const arabic = isDigit(text.charCodeAt(from))
  if (!arabic && (unit || first.bare || !first.chinese)) return alone()
  const second = numberAt(text, from)
  if (!second) return alone()
  const place = unitAt(scan, second.end, from)
  if (!place || place.unit.kind === 'never') return unit ? alone() : (place?.end ?? second.end)
  if (unit && (unit.name !== place.unit.name || /[从由自]/.test(text.slice(Math.max(0, at - 6), at)))) return alone()
  const shares = first.shift === 0 && !unit && Number(first.digits) <= Number(second.digits)
  const token = shares ? { ...first, shift: second.shift } : first
  return finish(scan, { at, token, unit: place.unit, unitEnd: place.end, high: second })
}

interface Link {
  at: number
  token: NumberToken
}

/** 30万、20万、10万元 and 5、8和10个百分点: the last unit holds for all. */
function chainAt(scan: Scan, at: number, first: NumberToken): number {
  const { text } = scan
  const earlier: Link[] = []
  let last: Link = { at, token: first }
  for (;;) {
    const { end } = last.token
    const place = earlier.length > 0 ? unitAt(scan, end, last.at) : null
    if (place) return chainEnd(scan, earlier, last, place)
    if (earlier.length > 10 || !joinsNumbers(text.charCodeAt(end)) || !isDigit(text.charCodeAt(end + 1))) return end
    earlier.push(last)
    last = { at: end + 1, token: readArabic(text, end + 1) }
  }
}

function chainEnd(scan: Scan, earlier: readonly Link[], last: Link, place: UnitPlace): number {
  const { unit, end: unitEnd } = place
  if (unit.kind === 'never') return unitEnd
  const start = earlier[0]?.at ?? last.at
  const shared =
    unit.kind === 'money' ||
    unit.kind === 'percent' ||
    unit.kind === 'points' ||
    scan.text.slice(Math.max(0, start - 12), start).includes('分别')
  if (shared)
    for (const { at, token } of earlier)
      finish(scan, { at, token: { ...token, shift: token.shift || last.token.shift }, unit, unitEnd: token.end })
  return finish(scan, { at: last.at, token: last.token, unit, unitEnd })
}
