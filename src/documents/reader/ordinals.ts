const digits = '零一二三四五六七八九'

/** 十二 → 12; null where it is no numeral up to 99. */
export function chineseNumber(text: string): number | null {
  const ten = text.indexOf('十')
  if (ten < 0) return text.length === 1 && digits.indexOf(text) > 0 ? digits.indexOf(text) : null
  const tens = ten === 0 ? 1 : digits.indexOf(text[0] ?? '')
  const rest = text.slice(ten + 1)
  const ones = rest === '' ? 0 : digits.indexOf(rest)
  return ten > 1 || tens <= 0 || ones < 0 || rest.length > 1 ? null : tens * 10 + ones
}

/** The ordinal in front of a directive. */
export interface Ordinal {
  value: number
  /** Length of the ordinal with its marks. */
  length: number
  /** 一要: the directive begins at the 要 inside. */
  yao: boolean
}

const ordinal =
  /([一二三四五六七八九十]{1,3})([是要])|第([一二三四五六七八九十]{1,3})(?=$|[，、,])[，、,]?|(首先|其次|再次)(?=$|[，、,]|要|是)[，、,]?/y
const words = new Map([
  ['首先', 1],
  ['其次', 2],
  ['再次', 3],
])

/** Read 一要, 二是, 第三， or 首先 at a place. */
export function readOrdinal(text: string, start: number, end: number): Ordinal | null {
  const head = text.charCodeAt(start)
  if (!ordinalHeads.has(head)) return null
  ordinal.lastIndex = start
  const match = ordinal.exec(text)
  if (!match || start + match[0].length > end) return null
  const value = match[4] ? (words.get(match[4]) ?? null) : chineseNumber(match[1] ?? match[3] ?? '')
  if (value === null) return null
  // 一是一 and 一要素 are no ordinals
  if (match[2] === '要' && '素点'.includes(text[start + match[0].length] ?? ' ')) return null
  return { value, length: match[0].length, yao: match[2] === '要' }
}

const ordinalHeads = new Set([...'一二三四五六七八九十第首其再'].map((character) => character.charCodeAt(0)))

/** The number of a heading or item: 一、 (section), （一） (part), 1. (digit). */
export interface Enumerator {
  kind: 'section' | 'part' | 'digit'
  value: number | null
  length: number
}

const enumerator =
  /([一二三四五六七八九十]{1,3})[、．.]\s*|[（(]([一二三四五六七八九十]{1,3})[）)]\s*|[（(]?(\d{1,2})(?:[.．、](?!\d)|[）)])\s*|第[一二三四五六七八九十]{1,3}[章节条]\s*/y

const enumeratorHeads = new Set([...'一二三四五六七八九十（(第0123456789'].map((character) => character.charCodeAt(0)))

/** Read the number in front of a heading or an item. */
export function readEnumerator(text: string, start: number, end: number): Enumerator | null {
  if (!enumeratorHeads.has(text.charCodeAt(start))) return null
  enumerator.lastIndex = start
  const match = enumerator.exec(text)
  if (!match || start + match[0].length >= end) return null
  const length = match[0].length
  if (match[1]) return { kind: 'section', value: chineseNumber(match[1]), length }
  if (match[3]) return { kind: 'digit', value: Number(match[3]), length }
  return { kind: 'part', value: match[2] ? chineseNumber(match[2]) : null, length }
}
