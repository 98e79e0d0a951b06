import type { IndicatorWords } from './indicator-words.ts'
import type { Span } from './left-phrase.ts'
import type { Quantity } from './quantities.ts'

/** 98名民众死亡, 3人受伤. */
export function isCasualty(text: string, group: readonly Quantity[], words: IndicatorWords): boolean {
  const last = group.at(-1)
  if (last?.kind !== 'counter' || (last.unit !== '人' && last.unit !== '名')) return false
  for (let i = last.end; i < last.end + 7 && !/[，。；、]/.test(text.charAt(i)); i++)
    if (words.casualties.startsAt(text, i)) return true
  return words.casualties.endsAt(text, group[0]?.start ?? 0) !== null
}

/** 千亿强县, “百亿提升”行动: a scale word alone that only lives in a name. */
export function isSlogan(text: string, quantity: Quantity): boolean {
  if (!quantity.bare || quantity.level || quantity.op !== '=') return false
  const behind = text.slice(quantity.end, quantity.end + 16)
  if (quantity.kind === 'measure') return /^[^，。；]{0,12}(?:行动|工程|计划|规划)/.test(behind)
  if (quantity.kind !== 'money' || text.charAt(quantity.unitEnd - 1) === '元') return false
  return (
    !/^(?:的)?[^，。；、”]{0,6}(?:集群|产业链|产业园|项目|企业|投资|园区|开发区|板块)/.test(behind) ||
    /^[^，。；]{0,8}(?:行动|工程|计划)/.test(behind)
  )
}

/** What the name is about, where it says so: 万亿工业. */
export function sloganIndicator(text: string, quantity: Quantity): Span | null {
  const hit = /^(?:GDP|工业|产业|产值|经济|投资|制造业|服务业|消费|农业|外贸|文旅)/.exec(
    text.slice(quantity.end, quantity.end + 6),
  )
  return hit ? { start: quantity.end, end: quantity.end + hit[0].length } : null
}
