/**
 * Numbers as Chinese official texts write them: 182.39亿, 1,395, 20多万, 3.5万亿, 二十, 两, 百亿.
 * Values are shifted as decimal strings, so that 182.39亿 is 18239000000 and nothing else.
 */

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

const scales: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 }
const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const zero = 48
const isDigit = (code: number) => code >= zero && code <= 57

/** `digits` moved `shift` places to the left of the point, exactly as far as a double can hold it. */
export function shifted(digits: string, shift: number): number {
  if (shift === 0) return Number(digits)
  const point = digits.indexOf('.')
  const whole = point < 0 ? digits : digits.slice(0, point)
  const rest = (point < 0 ? '' : digits.slice(point + 1)).padEnd(shift, '0')
  return Number(`${whole}${rest.slice(0, shift)}.${rest.slice(shift)}0`)
}

/** The scale words from `at` on: 万亿 moves the point by 12. Returns the shift, and the end through `scaleEnd`. */
let scaleEnd = 0
function readScale(text: string, at: number): number {
  let shift = 0
  let i = at
  const small = scales[text.charAt(i)] ?? 9
  if (small < 4) {
    shift = small
    i++
  }
  for (const large of ['万', '亿'])
    if (text.charAt(i) === large) {
      shift += scales[large] ?? 0
      i++
    }
  scaleEnd = i
  return shift
}

const isMany = (character: string) => character === '多' || character === '余' || character === '几'

/** Scale words and 多/余 after the digits ending at `end`. */
function withScale(text: string, end: number, digits: string, chinese: boolean): NumberToken {
  let i = end
  if (text.charAt(i) === ' ' && scales[text.charAt(i + 1)] !== undefined) i++
  let many = false
  if (isMany(text.charAt(i))) {
    many = true
    i++
  }
  const shift = readScale(text, i)
  i = scaleEnd
  let value = digits
  let total = shift
  // 1亿2000万
  if (shift === 8 && isDigit(text.charCodeAt(i))) {
    let j = i
    while (isDigit(text.charCodeAt(j))) j++
    if (text.charAt(j) === '万' && j - i <= 4) {
      value = String(shifted(digits, 4) + Number(text.slice(i, j)))
      total = 4
      i = j + 1
    }
  }
  if (!many && isMany(text.charAt(i)) && text.charAt(i) !== '几') {
    many = true
    i++
  }
  return { end: i, digits: value, shift: total, many, bare: false, chinese }
}

/** Digits with thousands separators and a decimal point, from `at`. */
export function readArabic(text: string, at: number): NumberToken {
  let i = at
  while (isDigit(text.charCodeAt(i))) i++
  let digits = text.slice(at, i)
  while (
    text.charAt(i) === ',' &&
    digits.length <= 12 &&
    isDigit(text.charCodeAt(i + 1)) &&
    isDigit(text.charCodeAt(i + 2)) &&
    isDigit(text.charCodeAt(i + 3)) &&
    !isDigit(text.charCodeAt(i + 4))
  ) {
    digits += text.slice(i + 1, i + 4)
    i += 4
  }
  if (text.charAt(i) === '.' && isDigit(text.charCodeAt(i + 1))) {
    const from = i
    i++
    while (isDigit(text.charCodeAt(i))) i++
    digits += text.slice(from, i)
  }
  return withScale(text, i, digits, false)
}

/** The run of Chinese numerals and scale words from `at`, or null where it is no number (零点, 一二三). */
export function readChinese(text: string, at: number): NumberToken | null {
  if (text.charAt(at) === '十' && (scales[text.charAt(at + 1)] ?? 0) >= 4) return readBare(text, at)
  let i = at
  let total = 0
  let section = 0
  let digit = -1
  let any = false
  for (; ; i++) {
    const character = text.charAt(i)
    const value = chineseDigits[character]
    if (value !== undefined) {
      if (digit > 0) return null
      digit = value
      any = true
      continue
    }
    const scale = scales[character]
    if (scale === undefined || (character === '十' && digit < 0 && section > 0)) break
    if (scale < 4) {
      if (digit < 0 && any && section === 0 && total === 0) return null
      if (digit < 0 && scale > 1) break
      section += (digit < 0 ? 1 : digit) * 10 ** scale
      digit = -1
      any = true
      continue
    }
    break
  }
  if (!any) return readBare(text, at)
  if (i - at > 8) return null
  total = section + Math.max(digit, 0)
  if (total === 0) return null
  return withScale(text, i, String(total), true)
}

/** A scale word alone: 百亿, 千亿, 万亿, 百, 千. */
function readBare(text: string, at: number): NumberToken | null {
  const shift = readScale(text, at)
  // 百千万 and other strings of scales are no number
  if (shift === 0 || scales[text.charAt(scaleEnd)] !== undefined) return null
  return { end: scaleEnd, digits: '1', shift, many: false, bare: true, chinese: true }
}
