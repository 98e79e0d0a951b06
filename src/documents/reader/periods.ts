/**
 * The period a figure speaks of, from the words before it: 2023年, 今年1—2月, 上半年, “十四五”期间.
 * 今年 and 去年 resolve only where the document's year is certain.
 */
const marks =
  /([0-9]{4})[-—~至到]([0-9]{4}) ?年|(?:([0-9]{4}) ?年|(今年|去年|上年|明年|前年|当年))?(?:([0-9]{1,2})[-—~至到])?([0-9]{1,2})月(?:([0-9]{1,2})日)?|([0-9]{4}) ?年(?:(上半年|下半年|前三季度|第?[一二三四]季度))?|(今年|去年|明年|前年)(上半年|下半年|前三季度|第?[一二三四]季度)?|(上半年|下半年|前三季度|第?[一二三四]季度)|“?(十[一二三四]五|九五|十五五)”?(?:时期|期间|规划|以来)|(全年)/g

const relative: Readonly<Record<string, number>> = { 今年: 0, 当年: 0, 去年: -1, 上年: -1, 前年: -2, 明年: 1 }
const parts: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6],
  下半年: [7, 12],
  前三季度: [1, 9],
  一季度: [1, 3],
  二季度: [4, 6],
  三季度: [7, 9],
  四季度: [10, 12],
}

const two = (value: number) => String(value).padStart(2, '0')

/** The last period named in `before`; null where it names none that can be resolved. */
export function periodIn(before: string, year: number | null, plans: ReadonlyMap<string, string>): string | null {
  let found: string | null = null
  for (const hit of before.matchAll(marks)) {
    // 比上年、较2020年 name the base of a comparison, not the period
    if (/[比较]$/.test(before.slice(Math.max(0, hit.index - 1), hit.index))) continue
    found = resolve(hit, year, plans) ?? found
  }
  return found
}

function resolve(hit: RegExpMatchArray, year: number | null, plans: ReadonlyMap<string, string>): string | null {
  const [, from, to, fullYear, relativeYear, firstMonth, month, day, plainYear, part, now, nowPart, barePart, plan] =
    hit
  if (from && to) return `${from}..${to}`
  if (plan) return plans.get(plan) ?? null
  const base = fullYear ?? plainYear
  const word = relativeYear ?? now
  const at = base ? Number(base) : word && year !== null ? year + (relative[word] ?? 0) : word ? null : year
  if (at === null || at < 1900 || at > 2100) return null
  if (month) {
    const last = Number(month)
    if (last < 1 || last > 12) return null
    if (firstMonth) return `${at}-${two(Number(firstMonth))}..${at}-${two(last)}`
    return day ? `${at}-${two(last)}-${two(Number(day))}` : `${at}-${two(last)}`
  }
  const span = parts[(part ?? nowPart ?? barePart ?? '').replace(/^第/, '')]
  if (span) return `${at}-${two(span[0])}..${at}-${two(span[1])}`
  return String(at)
}
