import { isMark } from './marks.ts'
import type { NumberToken } from './numbers.ts'
import { boundBefore, finish, push, type Scan } from './quantity-units.ts'
import type { Unit } from './units.ts'

const money: Unit = { kind: 'money', name: 'CNY', needs: null }
const people: Unit = { kind: 'counter', name: '人', needs: null }
const things: Unit = { kind: 'counter', name: '个', needs: null }

const countedPeople = /(?:人数|人口)[^，。；]{0,5}$/
const countedThings = /(?:用户|户数|人次|数量|股|粉丝)[^，。；]{0,5}$/
const moneyNoun = /(?:资金|投资|产值|收入|税收|税金|额|利润|贷款|投入|奖励|补助|补贴|经费|总值|奖金)[^，。；、]{0,6}$/

/** A number without a unit: money where 亿 stands bare, people where 万 meets 群众, 破百, an index number. */
export function unitless(scan: Scan, at: number, token: NumberToken): number {
  const { text } = scan
  const as = (unit: Unit) => finish(scan, { at, token, unit, unitEnd: token.end })
  if (token.shift >= 4 && !token.bare)
    for (let i = token.end; i < token.end + 10 && i < text.length && !isMark(text.charCodeAt(i)); i++)
      if (scan.units.peoples.startsAt(text, i)) return as(people)
  if (token.shift >= 8) {
    const context = text.slice(Math.max(0, at - 10), at)
    if (countedPeople.test(context)) return as(people)
    return countedThings.test(context) ? token.end : as(money)
  }
  if (token.shift >= 4 && !token.bare) {
    const stops =
      scan.bounds.after.startsAt(text, token.end) !== null ||
      isMark(text.charCodeAt(token.end)) ||
      text.charAt(token.end) === '的'
    if (stops && moneyNoun.test(text.slice(Math.max(0, at - 16), at))) return as(money)
    return token.end
  }
  if (token.bare) {
    const ends = token.end >= text.length || isMark(text.charCodeAt(token.end))
    return ends && token.shift < 4 && boundBefore(scan, at).op === '>' ? as(things) : token.end
  }
  if (!token.chinese && token.shift === 0 && token.end < text.length && indexBefore(scan, at)) {
    const bound = boundBefore(scan, at)
    push(scan, {
      start: bound.start,
      at,
      end: token.end,
      value: Number(token.digits),
      unit: null,
      kind: 'index',
      op: bound.op ?? '=',
    })
  }
  return token.end
}

/** 指数为50.1: the word 指数 with nothing but a verb between. */
function indexBefore(scan: Scan, at: number): boolean {
  const { text } = scan
  const verb = /(?:（[^（）]{1,16}）)?(?:为|达到|达|是|升至|降至|回升至|回落至|比|约|的)*$/.exec(
    text.slice(Math.max(0, at - 24), at),
  )
  return scan.units.indexes.endsAt(text, at - (verb?.[0].length ?? 0)) !== null
}
