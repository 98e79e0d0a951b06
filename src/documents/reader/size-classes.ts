import type { IndicatorWords } from './indicator-words.ts'
import type { Quantity } from './quantities.ts'
import { rightPhrase } from './right-phrase.ts'

export interface SizeClasses {
  /** Quantities that only say how large the things are that another figure counts. */
  dropped: ReadonlySet<Quantity>
  /** Counter → the end of the size class inside what it counts: 3个10亿元以上项目. */
  classEnd: ReadonlyMap<Quantity, number>
}

const sized =
  /(?:项目|企业|县|区|市|园区|集群|产业|产业链|乡镇|镇|村|产品|基地|单位|家庭|户|人群|人口|主体|平台|大户|农场|合作社|公司|工程|机构|品种|品牌|水库|医院|学校|港区|城市|开发区|载体|地块|订单|合同|酒店|景区|机组|街区|楼宇|工业|商圈|市场|龙头)(?:数量|总数|数)?(?:新开工|开工|竣工|入库|落地|签约|引进|招引|投产|有|达到|达|为|约|共|已|已有|已达|分别|分别达到|分别达|增至|增加到|发展到|每年|新增|累计|超过|占|、|和)*$/
const classNoun = /项目|企业|县|市|园区|集群|产业|乡镇|村|基地|平台|大户|主体|公司|工程|城市|开发区|载体/
const acting = /用于|支持|建设了|投资建|完成|实现|奖励|给予|补助|带动|覆盖|惠及|服务/
const marks = /[，。；：！？（）]/

/**
 * Size classes of a paragraph: 总投资超10亿元项目50个以上 counts projects, 10亿元 is their class;
 * 新发展500亩以上的基地 only says which bases are meant.
 */
export function sizeClasses(text: string, quantities: readonly Quantity[], words: IndicatorWords): SizeClasses {
  const dropped = new Set<Quantity>()
  const classEnd = new Map<Quantity, number>()
  for (let i = quantities.length - 1; i >= 0; i--) {
    const quantity = quantities[i]
    if (
      !quantity ||
      quantity.kind === 'counter' ||
      quantity.kind === 'rank' ||
      quantity.kind === 'points' ||
      quantity.kind === 'share'
    )
      continue
    const next = quantities[i + 1]
    const before = quantities[i - 1]
    if (next && classOfNext(text, quantity, next, dropped)) dropped.add(quantity)
    else if (text.charAt(quantity.start - 1) === '个' && quantity.bare) dropped.add(quantity)
    else if (before && classBehind(text, before, quantity, words)) {
      dropped.add(quantity)
      classEnd.set(before, quantity.end)
    } else if (pure(text, quantity)) dropped.add(quantity)
    else if (quantity.bare && quantity.op === '=' && quantity.value === 1e8) dropped.add(quantity)
  }
  return { dropped, classEnd }
}

function classOfNext(text: string, quantity: Quantity, next: Quantity, dropped: ReadonlySet<Quantity>): boolean {
  if (quantity.kind === 'percent' || quantity.kind === 'times') return false
  const gap = text.slice(quantity.end, next.start)
  if (gap.length > 18 || marks.test(gap)) return false
  if (next.kind === quantity.kind && next.unit === quantity.unit)
    return dropped.has(next) && /^[、和及]?(?:超|级)?$/.test(gap)
  return next.kind === 'counter' && sized.test(gap) && !acting.test(gap)
}

function classBehind(text: string, counter: Quantity, quantity: Quantity, words: IndicatorWords): boolean {
  if (counter.kind !== 'counter' || (quantity.kind !== 'money' && quantity.kind !== 'measure')) return false
  const gap = text.slice(counter.end, quantity.start)
  if (gap.length > 10 || marks.test(gap) || /[、和有达]|项目|企业|基地|园区|实现|完成|投入|获|占地/.test(gap))
    return false
  if (quantity.level) return true
  const right = rightPhrase(text, quantity.end, words, true)
  if (right === null) return gap === '' && (quantity.op !== '=' || quantity.bare)
  return classNoun.test(text.slice(right.start, right.end))
}

/** 新发展的100—500亩（含500亩）的基地: an area or number of people that only limits what is meant. */
function pure(text: string, quantity: Quantity): boolean {
  if (quantity.kind !== 'measure') return false
  if (/（含$/.test(text.slice(Math.max(0, quantity.start - 2), quantity.start))) return true
  if (quantity.high === null && quantity.end === quantity.unitEnd) return false
  const behind = text.slice(quantity.end, quantity.end + 14)
  if (!/^(?:（含[^）]*）)?(?:的[^，。；]{2}|，)/.test(behind)) return false
  return /(?:的|新发展|新建|新增|对|发展|种植|连片|、|，|；|。|：|^)$/.test(
    text.slice(Math.max(0, quantity.start - 4), quantity.start),
  )
}
