import { type BoundWords, boundWords } from './bounds.ts'
import { type NumberToken, readArabic, readChinese, shifted } from './numbers.ts'
import type { Operator } from './types.ts'
import { type Unit, type UnitKind, type UnitWords, unitWords } from './units.ts'
import type { Words } from './words.ts'

/** A number with its unit and bounds at its place in a plain paragraph; whether it is a figure is decided later. */
export interface Quantity {
  /** Where the bound word before the number begins (超160个), or the number itself. */
  start: number
  /** Where the number begins. */
  at: number
  /** Behind the unit. */
  unitEnd: number
  /** Behind the bound word after the unit (95%以上). */
  end: number
  value: number
  /** Upper end of a range, null for a single number. */
  high: number | null
  op: Operator
  unit: string | null
  kind: Exclude<UnitKind, 'never' | 'tenths'> | 'ratio' | 'index' | 'share'
  /** A scale word alone (百亿); with 级 behind it a class of size. */
  bare: boolean
  level: boolean
}

const other = 0
const digit = 1
const chinese = 2
const title = 3
const turn = 4
const classes = new Uint8Array(65536)
for (let code = 48; code <= 57; code++) classes[code] = digit
for (const character of '零〇一二两三四五六七八九十百千万亿') classes[character.charCodeAt(0)] = chinese
classes['《'.charCodeAt(0)] = title
classes['翻'.charCodeAt(0)] = turn

const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
const joins = new Set(['、', '和', '及', '与', '或'])
const dashes = new Set(['—', '-', '~', '至', '到'])
/** 成 also begins words: 一成立, 八成功. */
const notTenths = /[立功果熟员都本长就效型品绩套]/

interface Scan {
  text: string
  units: UnitWords
  bounds: BoundWords
  found: Quantity[]
}

/** All quantities of a plain paragraph, in order. Linear in its length. */
export function scanQuantities(text: string, words: Words): Quantity[] {
  const scan: Scan = { text, units: unitWords(words), bounds: boundWords(words), found: [] }
  const length = text.length
  for (let i = 0; i < length; ) {
    const kind = classes[text.charCodeAt(i)] ?? other
    if (kind === other) i++
    else if (kind === digit) i = arabicAt(scan, i)
    else if (kind === chinese) i = chineseAt(scan, i)
    else if (kind === title) i = titleAt(text, i)
    else i = turnAt(scan, i)
  }
  return scan.found
}

/** Numbers inside a title 《…》 belong to a name. */
function titleAt(text: string, at: number): number {
  const close = text.slice(at, at + 80).indexOf('》')
  return close < 0 ? at + 1 : at + close + 1
}

/** 翻一番, 翻了两番, 翻番. */
function turnAt(scan: Scan, at: number): number {
  const hit = /^翻(?:了)?([一两三四]?)番/.exec(scan.text.slice(at, at + 4))
  if (!hit) return at + 1
  const turns = '一两三四'.indexOf(hit[1] ?? '') + 1
  const end = at + hit[0].length
  const value = 2 ** Math.max(turns, 1)
  push(scan, {
    start: at,
    at,
    unitEnd: end,
    end,
    value,
    high: null,
    op: '=',
    unit: '倍',
    kind: 'times',
    bare: false,
    level: false,
  })
  return end
}

function arabicAt(scan: Scan, at: number): number {
  const { text } = scan
  const before = text.charCodeAt(at - 1)
  const token = readArabic(text, at)
  const previous = text.charAt(at - 1)
  if (previous === '-' && /[0-9]/.test(text.charAt(at - 2))) return token.end
  if (isLetter(before) || previous === '第' || previous === '×' || previous === '.' || previous === '+')
    return token.end
  if (text.charAt(token.end) === '：' || text.charAt(token.end) === ':') {
    const end = ratioAt(scan, at, token)
    if (end > 0) return end
  }
  return fromToken(scan, at, token)
}

function chineseAt(scan: Scan, at: number): number {
  const { text } = scan
  if (text.startsWith('分之', at + 1) && (text.charAt(at) === '百' || text.charAt(at) === '千'))
    return hundredthAt(scan, at)
  let end = at + 1
  while (classes[text.charCodeAt(end)] === chinese) end++
  const previous = text.charAt(at - 1)
  if (previous === '第' || previous === '初') return end
  const token = readChinese(text, at)
  if (!token) return end
  return Math.max(fromToken(scan, at, token), end)
}

/** 百分之五, 千分之三. */
function hundredthAt(scan: Scan, at: number): number {
  const { text } = scan
  const from = at + 3
  const kind = classes[text.charCodeAt(from)]
  const token = kind === digit ? readArabic(text, from) : kind === chinese ? readChinese(text, from) : null
  if (!token) return from
  const unit: Unit = { kind: 'percent', name: text.charAt(at) === '百' ? '%' : '‰', needs: null }
  return finish(scan, at, token, unit, token.end, null, token.end)
}

/** 1∶100 after 比; three parts that make 100 are the shares of the three sectors. */
function ratioAt(scan: Scan, at: number, first: NumberToken): number {
  const { text } = scan
  const parts: { at: number; end: number; value: number }[] = [{ at, end: first.end, value: Number(first.digits) }]
  let end = first.end
  while (/[：:]/.test(text.charAt(end)) && classes[text.charCodeAt(end + 1)] === digit && parts.length < 6) {
    const next = readArabic(text, end + 1)
    parts.push({ at: end + 1, end: next.end, value: Number(next.digits) })
    end = next.end
  }
  const context = text.slice(Math.max(0, at - 24), at)
  if (parts.length < 2) return 0
  if (parts.length === 2) {
    const [a, b] = parts
    if (a && b && b.value > 0 && /比[^，。；]{0,6}$/.test(context)) {
      const bound = boundBefore(scan, at)
      push(scan, {
        start: bound.start,
        at,
        unitEnd: end,
        end,
        value: a.value / b.value,
        high: null,
        op: bound.op ?? '=',
        unit: null,
        kind: 'ratio',
        bare: false,
        level: false,
      })
    }
    return end
  }
  const sum = parts.reduce((total, part) => total + part.value, 0)
  if (Math.abs(sum - 100) < 2 && /结构|比例|比重|之比|比/.test(context))
    for (const part of parts)
      push(scan, {
        start: part.at,
        at: part.at,
        unitEnd: part.end,
        end: part.end,
        value: part.value,
        high: null,
        op: '=',
        unit: '%',
        kind: 'share',
        bare: false,
        level: false,
      })
  return end
}

/** From a number to its quantity: chain without units (30、20、10万元), range, unit. Returns where to go on. */
function fromToken(scan: Scan, at: number, token: NumberToken): number {
  const { text } = scan
  if (text.startsWith('个亿', token.end)) {
    const yuan = text.charAt(token.end + 2) === '元' ? 3 : 2
    const money: Unit = { kind: 'money', name: 'CNY', needs: null }
    return finish(scan, at, { ...token, shift: token.shift + 8 }, money, token.end + yuan, null, token.end + yuan)
  }
  const read = unitAt(scan, token.end, at)
  const place = read?.unit.kind === 'rank' && token.chinese ? null : read
  if (!place) {
    const next = text.charAt(token.end)
    if (dashes.has(next)) return rangeAt(scan, at, token, null, token.end)
    if (joins.has(next) && !token.bare && !token.chinese) return chainAt(scan, at, token)
    return unitless(scan, at, token)
  }
  if (place.unit.kind === 'never') return place.end
  const next = text.charAt(place.end)
  if (dashes.has(next)) return rangeAt(scan, at, token, place.unit, place.end)
  return finish(scan, at, token, place.unit, place.end, null, place.end)
}

interface UnitPlace {
  unit: Unit
  end: number
}

function unitAt(scan: Scan, at: number, numberAt: number): UnitPlace | null {
  const { text, units } = scan
  const from = text.charAt(at) === ' ' ? at + 1 : at
  const hit = units.units.startsAt(text, from)
  if (!hit) return null
  const end = from + hit.word.length
  const code = hit.word.charCodeAt(hit.word.length - 1)
  if (isLetter(code) && isLetter(text.charCodeAt(end))) return null
  const unit = hit.value
  if (unit.needs) {
    const context = text.slice(Math.max(0, numberAt - 14), numberAt)
    if (!unit.needs.some((word) => context.includes(word))) return { unit: { ...unit, kind: 'never' }, end }
  }
  const slash = text.charAt(end)
  if (slash === '/' || slash === '／') {
    const other = units.units.startsAt(text, end + 1)
    if (other && other.value.kind !== 'percent')
      return { unit: { ...unit, name: `${unit.name}/${other.value.name}` }, end: end + 1 + other.word.length }
    const year = text.charAt(end + 1)
    if (year === '年') return { unit: { ...unit, name: `${unit.name}/年` }, end: end + 2 }
  }
  return { unit, end }
}

/** A—B with the unit behind B or behind both. From-to with 从 or 由 stays two quantities. */
function rangeAt(scan: Scan, at: number, first: NumberToken, unit: Unit | null, dash: number): number {
  const { text } = scan
  const from = dash + 1
  const alone = () => (unit ? finish(scan, at, first, unit, dash, null, dash) : from)
  if (classes[text.charCodeAt(from)] !== digit) {
    if (unit || first.bare || !first.chinese || classes[text.charCodeAt(from)] !== chinese) return alone()
  }
  const second = classes[text.charCodeAt(from)] === digit ? readArabic(text, from) : readChinese(text, from)
  if (!second) return alone()
  const place = unitAt(scan, second.end, from)
  if (!place || place.unit.kind === 'never') return unit ? alone() : (place?.end ?? second.end)
  if (unit && (unit.name !== place.unit.name || /[从由自]/.test(text.slice(Math.max(0, at - 6), at)))) return alone()
  const low =
    Number(first.digits) <= Number(second.digits) && first.shift === 0 && !unit
      ? { ...first, shift: second.shift }
      : first
  return finish(scan, at, low, place.unit, place.end, second, place.end)
}

/** 30万、20万、10万元 and 5、8和10个百分点: the last unit holds for all. */
function chainAt(scan: Scan, at: number, first: NumberToken): number {
  const { text } = scan
  const earlier: { at: number; token: NumberToken }[] = []
  let last = { at, token: first }
  for (;;) {
    const { end } = last.token
    if (earlier.length > 0) {
      const place = unitAt(scan, end, last.at)
      if (place) return chainEnd(scan, earlier, last, place, at)
    }
    if (earlier.length > 10 || !joins.has(text.charAt(end)) || classes[text.charCodeAt(end + 1)] !== digit) return end
    earlier.push(last)
    last = { at: end + 1, token: readArabic(text, end + 1) }
  }
}

function chainEnd(
  scan: Scan,
  earlier: readonly { at: number; token: NumberToken }[],
  last: { at: number; token: NumberToken },
  place: UnitPlace,
  at: number,
): number {
  const { kind } = place.unit
  if (kind === 'never') return place.end
  const shared =
    kind === 'money' ||
    kind === 'percent' ||
    kind === 'points' ||
    scan.text.slice(Math.max(0, at - 12), at).includes('分别')
  if (shared)
    for (const { at: from, token } of earlier)
      finish(scan, from, { ...token, shift: token.shift || last.token.shift }, place.unit, token.end, null, token.end)
  return finish(scan, last.at, last.token, place.unit, place.end, null, place.end)
}

/** No unit follows: money where a scale of 亿 is left bare, people where 万 meets 群众, an index number, 破百. */
function unitless(scan: Scan, at: number, token: NumberToken): number {
  const { text, units } = scan
  const money: Unit = { kind: 'money', name: 'CNY', needs: null }
  if (token.shift >= 8) {
    if (/(人数|人口|用户|用户数|户数|人次|数量|股|粉丝)[^，。；]{0,5}$/.test(text.slice(Math.max(0, at - 10), at))) {
      const people: Unit = { kind: 'counter', name: '人', needs: null }
      return /(人数|人口)[^，。；]{0,5}$/.test(text.slice(Math.max(0, at - 10), at))
        ? finish(scan, at, token, people, token.end, null, token.end)
        : token.end
    }
    return finish(scan, at, token, money, token.end, null, token.end)
  }
  if (token.shift >= 4 && !token.bare) {
    const behind = scan.bounds.after.startsAt(text, token.end) !== null || /[，。；、）的]/.test(text.charAt(token.end))
    if (
      behind &&
      /(?:资金|投资|产值|收入|税收|税金|额|利润|贷款|投入|奖励|补助|补贴|经费|总值|奖金)[^，。；、]{0,6}$/.test(
        text.slice(Math.max(0, at - 16), at),
      )
    )
      return finish(scan, at, token, money, token.end, null, token.end)
    const tail = text.slice(token.end, token.end + 10)
    const stop = tail.search(/[，。；、：（）“”]/)
    const span = stop < 0 ? tail.length : stop
    for (let i = 0; i < span; i++)
      if (units.peoples.startsAt(text, token.end + i))
        return finish(scan, at, token, { kind: 'counter', name: '人', needs: null }, token.end, null, token.end)
  }
  if (token.bare && (token.shift === 2 || token.shift === 3) && /[，。；、！）]/.test(text.charAt(token.end) || '。')) {
    const bound = boundBefore(scan, at)
    if (bound.op === '>')
      return finish(scan, at, token, { kind: 'counter', name: '个', needs: null }, token.end, null, token.end)
  }
  if (!token.chinese && token.shift === 0 && token.end < text.length && indexBefore(scan, at))
    push(scan, {
      ...boundBefore(scan, at),
      at,
      unitEnd: token.end,
      end: token.end,
      value: Number(token.digits),
      high: null,
      op: '=',
      unit: null,
      kind: 'index',
      bare: false,
      level: false,
    })
  return token.end
}

/** 指数为50.1: the word 指数 with nothing but a verb between. */
function indexBefore(scan: Scan, at: number): boolean {
  const { text } = scan
  let end = at
  const verb = /(?:（[^（）]{1,16}）)?(?:为|达到|达|是|升至|降至|回升至|回落至|比|约|的)*$/.exec(
    text.slice(Math.max(0, at - 24), at),
  )
  end -= verb?.[0].length ?? 0
  return scan.units.indexes.endsAt(text, end) !== null
}

interface Bound {
  start: number
  op: Operator | null
}

function boundBefore(scan: Scan, at: number): Bound {
  const { text, bounds } = scan
  let end = text.charAt(at - 1) === ' ' ? at - 1 : at
  if (text.endsWith('人民币', end)) end -= 3
  if (bounds.notBefore.endsAt(text, end)) return { start: end, op: null }
  const hit = bounds.before.endsAt(text, end)
  return hit ? { start: end - hit.word.length, op: hit.value } : { start: at, op: null }
}

/** Decide on one quantity whose unit is known, and record it. Returns where to go on. */
function finish(
  scan: Scan,
  at: number,
  token: NumberToken,
  unit: Unit,
  unitEnd: number,
  high: NumberToken | null,
  from: number,
): number {
  const { text, units, bounds } = scan
  if (unit.kind === 'never') return from
  let left = text.charAt(at - 1) === ' ' ? at - 1 : at
  const per = units.per.endsAt(text, left)
  if (per) left -= per.word.length
  else if (/每满?$/.test(text.slice(left - 2, left))) return from
  const bound = boundBefore(scan, left)
  const start = bound.op || per ? bound.start : at
  const behind = text.charAt(unitEnd) === ' ' ? unitEnd + 1 : unitEnd
  const suffix = bounds.after.startsAt(text, behind)
  let end = suffix ? behind + suffix.word.length : unitEnd
  const level = token.shift >= 8 && unit.kind === 'money' && text.charAt(unitEnd) === '级'
  if (level) end = unitEnd + 1
  if (!wanted(scan, at, token, unit, unitEnd, bound.op ?? suffix?.value ?? null)) return from
  const negative = text.charAt(at - 1) === '-' && !/[0-9A-Za-z%]/.test(text.charAt(at - 2))
  const op = bound.op ?? suffix?.value ?? (token.many || high?.many ? '>' : '=')
  const scale = unit.kind === 'tenths' ? 1 : 0
  const value = shifted(token.digits, token.shift + scale)
  push(scan, {
    start: Math.min(start, negative ? at - 1 : at),
    at,
    unitEnd,
    end,
    value: negative ? -value : value,
    high: high ? shifted(high.digits, high.shift + scale) : null,
    op,
    unit: per ? `${unit.name}/${per.value}` : unit.name,
    kind: unit.kind === 'tenths' ? 'percent' : unit.kind,
    bare: token.bare,
    level,
  })
  return Math.max(end, from)
}

/** Things that look like quantities and are none: 一个, 前10名, 上升3位, 三个, 百家. */
function wanted(scan: Scan, at: number, token: NumberToken, unit: Unit, unitEnd: number, op: Operator | null): boolean {
  const { text } = scan
  const next = text.charAt(unitEnd)
  const value = Number(token.digits)
  if (unit.kind === 'tenths')
    return !notTenths.test(next) && token.shift === 0 && value < 10 && !(value === 1 && token.chinese && !op)
  if (unit.kind === 'percent' || unit.kind === 'points' || unit.kind === 'money') return true
  if (unit.kind === 'times') return next !== '增' && next !== '数' && next !== '率'
  if (unit.kind === 'rank') return !token.chinese && value >= 10
  if (unit.name === '度' || unit.name === '方') return token.shift > 0 && !token.bare
  if (unit.kind === 'measure' && (text.charAt(at - 1) === '级' || next === '级')) return false
  if (unit.kind === 'measure') return !token.chinese || (token.bare ? token.shift >= 8 : token.shift >= 4)
  if (text.charAt(at - 1) === '前' || (token.chinese && text.charAt(at - 1) === '“')) return false
  if (token.many && /[十百千]几/.test(text.slice(at, unitEnd))) return false
  if (token.chinese && !token.many && !op && !(token.shift >= 4) && value <= 10) return false
  if (token.bare && !op) return false
  if (unit.name === '位')
    return /\p{Script=Han}/u.test(next) && !/[至到并居的]/.test(next) && !/[升跃居列进前第]/.test(text.charAt(at - 1))
  if (unit.name === '次') return token.shift + token.digits.length > 1 && !text.endsWith('连续', at)
  return true
}

function push(scan: Scan, quantity: Omit<Quantity, 'op'> & { op: Operator | null }): void {
  scan.found.push({ ...quantity, op: quantity.op ?? '=' })
}
