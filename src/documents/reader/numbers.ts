/**
 * Numbers as Chinese official texts write them: 182.39亿, 1,395, 20多万, 3.5万亿, 二十, 两, 百亿.
 * Values are shifted as decimal strings, so that 182.39亿 is 18239000000 and nothing else.
 */
import { isDigit } from './marks.ts'

export interface NumberToken {
  /** Where the token stops, bounds of the kind 多 and 余 included. */
  end: number
  /** Decimal digits with at most one point, as read. */
  digits: string
  /** Power of ten by which the scale words (万, 亿) move the point. */
  shift: number
  /** 多, 余 or 几 inside: 8500多家, 20多万. */
  many: boolean
  /** A scale word alone: 千亿, 百亿. */
  bare: boolean
  /** Written in Chinese numerals. */
  chinese: boolean
}

const scales = new Uint8Array(65536)
for (const [word, shift] of Object.entries({ 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 })) scales[word.charCodeAt(0)] = shift
/** Value plus one, so that 0 means no digit. */
const chineseDigits = new Uint8Array(65536)
for (const [value, words] of ['零〇', '一', '二两', '三', '四', '五', '六', '七', '八', '九'].entries())
  for (const word of words) chineseDigits[word.charCodeAt(0)] = value + 1

const scaleOf = (code: number) => scales[code] ?? 0
const [ten, tenThousand, hundredMillion] = [1, 4, 8]
const code = (character: string) => character.charCodeAt(0)
const [comma, point, space, over, more, few] = [code(','), code('.'), code(' '), code('多'), code('余'), code('几')]

/** `digits` moved `shift` places to the left of the point, exactly as far as a double can hold it. */
export function shifted(digits: string, shift: number): number {
  if (shift === 0) return Number(digits)
  const dot = digits.indexOf('.')
  if (dot < 0) return Number(`${digits}e${shift}`)
  const fraction = digits.slice(dot + 1)
  const whole = digits.slice(0, dot)
  if (fraction.length <= shift) return Number(`${whole}${fraction}${'0'.repeat(shift - fraction.length)}`)
  return Number(`${whole}${fraction.slice(0, shift)}.${fraction.slice(shift)}`)
}

/** Where the scale word read last ended. */
let scaleEnd = 0

/** The scale word at `at` (百, 千万, 万亿) as a power of ten, 0 where none stands; its end in `scaleEnd`. */
function readScale(text: string, at: number): number {
  let i = at
  let shift = scaleOf(text.charCodeAt(i))
  if (shift > 0 && shift < tenThousand) i++
  else shift = 0
  if (scaleOf(text.charCodeAt(i)) === tenThousand) {
    shift += tenThousand
    i++
  }
  if (scaleOf(text.charCodeAt(i)) === hundredMillion) {
    shift += hundredMillion
    i++
  }
  scaleEnd = i
  return shift
}

/** Scale words and 多/余 behind the digits that end at `end`. */
function withScale(text: string, end: number, digits: string, chinese: boolean): NumberToken {
  let i = end
  if (text.charCodeAt(i) === space && scaleOf(text.charCodeAt(i + 1)) > 0) i++
  let next = text.charCodeAt(i)
  let many = next === over || next === more || next === few
  if (many) i++
  const shift = readScale(text, i)
  i = scaleEnd
  next = text.charCodeAt(i)
  if ((shift === hundredMillion || shift === tenThousand) && isDigit(next)) {
    const both = withSmaller(text, i, digits, shift, chinese)
    if (both) return both
  }
  if (!many && (next === over || next === more)) {
    many = true
    i++
  }
  return { end: i, digits, shift, many, bare: false, chinese }
}

/** 1亿2000万, 2万5千. */
function withSmaller(text: string, at: number, digits: string, shift: number, chinese: boolean): NumberToken | null {
  let i = at
  while (isDigit(text.charCodeAt(i))) i++
  const smaller = scaleOf(text.charCodeAt(i))
  if (smaller === 0 || smaller >= shift || i - at > shift - smaller) return null
  const sum = String(shifted(digits, shift - smaller) + Number(text.slice(at, i)))
  const next = text.charCodeAt(i + 1)
  const many = next === over || next === more
  return { end: many ? i + 2 : i + 1, digits: sum, shift: smaller, many, bare: false, chinese }
}

/** Digits with thousands separators and a decimal point, from `at`. */
export function readArabic(text: string, at: number): NumberToken {
  let i = at
  while (isDigit(text.charCodeAt(i))) i++
  let digits = text.slice(at, i)
  while (text.charCodeAt(i) === comma && threeDigits(text, i + 1) && digits.length <= 12) {
    digits += text.slice(i + 1, i + 4)
    i += 4
  }
  if (text.charCodeAt(i) === point && isDigit(text.charCodeAt(i + 1))) {
    const from = i
    i++
    while (isDigit(text.charCodeAt(i))) i++
    digits += text.slice(from, i)
  }
  return withScale(text, i, digits, false)
}

const threeDigits = (text: string, at: number) =>
  isDigit(text.charCodeAt(at)) &&
  isDigit(text.charCodeAt(at + 1)) &&
  isDigit(text.charCodeAt(at + 2)) &&
  !isDigit(text.charCodeAt(at + 3))

/** The run of Chinese numerals and scale words from `at`, or null where it is no number (零点, 一二三, 百千万). */
export function readChinese(text: string, at: number): NumberToken | null {
  const first = scaleOf(text.charCodeAt(at))
  if (first > ten || (first === ten && scaleOf(text.charCodeAt(at + 1)) >= tenThousand)) return readBare(text, at)
  let i = at
  let total = 0
  let last = -1
  for (; i - at <= 8; i++) {
    const character = text.charCodeAt(i)
    const value = (chineseDigits[character] ?? 0) - 1
    if (value >= 0) {
      if (last > 0) return null
      last = value
      continue
    }
    const scale = scaleOf(character)
    if (scale === 0 || scale >= tenThousand) break
    if (last < 0 && (scale > ten || total > 0)) break
    total += (last < 0 ? 1 : last) * 10 ** scale
    last = -1
  }
  total += Math.max(last, 0)
  return total === 0 ? null : withScale(text, i, String(total), true)
}

/** A scale word alone: 百亿, 千亿, 万亿, 百, 千. */
function readBare(text: string, at: number): NumberToken | null {
  const shift = readScale(text, at)
  if (shift === 0 || scaleOf(text.charCodeAt(scaleEnd)) > 0) return null
  return { end: scaleEnd, digits: '1', shift, many: false, bare: true, chinese: true }
}
