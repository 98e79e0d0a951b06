import type { BoundWords } from './bounds.ts'
import { isDigit, isLetter, joinsNumbers } from './marks.ts'
import { type NumberToken, shifted } from './numbers.ts'
import type { Operator } from './types.ts'
import type { Unit, UnitKind, UnitWords } from './units.ts'

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
  /** A scale word alone (百亿). */
  bare: boolean
  /** A class of size: 千亿级. */
  level: boolean
}

/** The paragraph being scanned and what has been found in it. */
export interface Scan {
  text: string
  units: UnitWords
  bounds: BoundWords
  found: Quantity[]
}

const code = (character: string) => character.charCodeAt(0)
const [space, slash, minus, level, each] = [code(' '), code('/'), code('-'), code('级'), code('每')]
const currency = code('币')
const [before, quote, multiplied, number, rate] = [code('前'), code('“'), code('增'), code('数'), code('率')]

export interface UnitPlace {
  unit: Unit
  end: number
}

const sharedPoints = /^(?:[、和及与][0-9.]+个)*[、和及与][0-9.]+个百分点/

/** The unit at `at`, one space allowed before it. */
export function unitAt(scan: Scan, at: number, numberAt: number): UnitPlace | null {
  const { text, units } = scan
  const from = text.charCodeAt(at) === space ? at + 1 : at
  const hit = units.units.startsAt(text, from)
  if (!hit) return null
  const end = from + hit.word.length
  if (isLetter(text.charCodeAt(end - 1)) && isLetter(text.charCodeAt(end))) return null
  const unit = hit.value
  // 1.2个、2.5个百分点: the last unit holds for all
  if (hit.word === '个' && joinsNumbers(text.charCodeAt(end)) && sharedPoints.test(text.slice(end, end + 24)))
    return { unit: { kind: 'points', name: 'pp', needs: null }, end }
  if (hit.word === '人' && units.notPeople.has(text.charAt(end))) return null
  if (unit.needs) {
    const context = text.slice(Math.max(0, numberAt - 14), numberAt)
    if (!unit.needs.some((word) => context.includes(word))) return { unit: { ...unit, kind: 'never' }, end }
  }
  return text.charCodeAt(end) === slash ? perAt(scan, unit, end) : { unit, end }
}

/** 100元/亩, 5元/人/夜, 1400万吨/年. */
function perAt(scan: Scan, unit: Unit, at: number): UnitPlace {
  const { text, units } = scan
  const other = units.units.startsAt(text, at + 1)
  let name = unit.name
  let end = at
  if (other && other.value.kind !== 'percent' && other.value.kind !== 'never') {
    name += `/${other.value.name}`
    end = at + 1 + other.word.length
  }
  const time = /^\/([夜天日月年次])/.exec(text.slice(end, end + 2))
  return time ? { unit: { ...unit, name: `${name}/${time[1]}` }, end: end + 2 } : { unit: { ...unit, name }, end }
}

export interface Bound {
  start: number
  op: Operator | null
}

/** The bound word that ends before `at`: 超160个, 不低于1亿元. */
export function boundBefore(scan: Scan, at: number): Bound {
  const { text, bounds } = scan
  let end = text.charCodeAt(at - 1) === space ? at - 1 : at
  if (text.charCodeAt(end - 1) === currency && text.endsWith('人民币', end)) end -= 3
  const hit = bounds.before.endsAt(text, end)
  if (!hit || bounds.notBefore.endsAt(text, end)) return { start: at, op: null }
  return { start: end - hit.word.length, op: hit.value }
}

export interface Candidate {
  at: number
  token: NumberToken
  unit: Unit
  unitEnd: number
  /** Upper end of a range. */
  high?: NumberToken
}

/** Decide on one quantity whose unit is known, and record it. Returns where to go on. */
export function finish(scan: Scan, candidate: Candidate): number {
  const { text, units, bounds } = scan
  const { at, token, unit, unitEnd, high } = candidate
  const previous = text.charCodeAt(at - 1)
  let left = previous === space ? at - 1 : at
  const per = units.per.endsAt(text, left)
  if (per) left -= per.word.length
  else if (text.charCodeAt(left - 1) === each || text.endsWith('每满', left)) return unitEnd
  const bound = boundBefore(scan, left)
  const following = text.charCodeAt(unitEnd)
  const behind = following === space ? unitEnd + 1 : unitEnd
  const suffix = bounds.after.startsAt(text, behind)
  const said = bound.op ?? suffix?.value ?? null
  if (!wanted(text, candidate, said)) return unitEnd
  const isClass = token.shift >= 8 && unit.kind === 'money' && following === level
  const negative = previous === minus && !isDigit(text.charCodeAt(at - 2)) && !isLetter(text.charCodeAt(at - 2))
  const scale = unit.kind === 'tenths' ? 1 : 0
  const value = shifted(token.digits, token.shift + scale)
  const end = isClass ? unitEnd + 1 : suffix ? behind + suffix.word.length : unitEnd
  scan.found.push({
    start: negative ? at - 1 : bound.op || per ? bound.start : at,
    at,
    unitEnd,
    end,
    value: negative ? -value : value,
    high: high ? shifted(high.digits, high.shift + scale) : null,
    op: said ?? (token.many || high?.many ? '>' : '='),
    unit: per ? `${unit.name}/${per.value}` : unit.name,
    kind: unit.kind === 'tenths' || unit.kind === 'never' ? 'percent' : unit.kind,
    bare: token.bare,
    level: isClass,
  })
  return end
}

/** 成 also begins words: 一成立, 八成功. */
const notTenths = new Set([...'立功果熟员都本长就效型品绩套'].map(code))

/** Things that look like quantities and are none: 一个, 前10名, 上升3位, 三个, 百家, 十几个. */
function wanted(text: string, candidate: Candidate, op: Operator | null): boolean {
  const { at, token, unit, unitEnd } = candidate
  const next = text.charCodeAt(unitEnd)
  const previous = text.charCodeAt(at - 1)
  switch (unit.kind) {
    case 'never':
      return false
    case 'money':
    case 'percent':
    case 'points':
      return true
    case 'tenths':
      return (
        !notTenths.has(next) &&
        token.shift === 0 &&
        Number(token.digits) < 10 &&
        !(token.digits === '1' && token.chinese && !op)
      )
    case 'times':
      return next !== multiplied && next !== number && next !== rate
    case 'rank':
      return !token.chinese && Number(token.digits) >= 10
    case 'measure':
      if (unit.name === '度' || unit.name === '方') return token.shift > 0 && !token.bare
      if (previous === level || next === level) return false
      if (unit.name === '年') return Number(token.digits) < 30
      return !token.chinese || token.shift >= (token.bare ? 8 : 4)
    case 'counter':
      break
  }
  if (previous === before || previous === quote) return false
  if (token.many && /[十百千]几/.test(text.slice(at, unitEnd))) return false
  if (token.chinese && !token.many && !op && token.shift < 4 && Number(token.digits) <= 10) return false
  if (token.bare && !op) return false
  if (unit.name === '位') return countsPeople(text, at, unitEnd)
  if (unit.name === '次') return token.shift + token.digits.length > 1 && !text.endsWith('连续', at)
  return true
}

/** 13位专家, 院士增至93位, not 上升3位. */
function countsPeople(text: string, at: number, end: number): boolean {
  if (/^[升跃居列进第]/.test(text.slice(at - 1, at))) return false
  const next = text.charAt(end)
  if (/^[\p{Script=Han}--[至到并居的]]/v.test(next)) return true
  return /院士|专家|代表|委员|人才|教授|博士/.test(text.slice(Math.max(0, at - 10), at))
}

type Plain = Pick<Quantity, 'start' | 'at' | 'end' | 'value' | 'unit' | 'kind'> & { op?: Operator }

/** Record a quantity without bounds of its own: a ratio, an index number, 翻一番. */
export function push(scan: Scan, quantity: Plain): void {
  const { start, at, end, value, unit, kind, op = '=' } = quantity
  scan.found.push({ start, at, unitEnd: end, end, value, high: null, op, unit, kind, bare: false, level: false })
}
