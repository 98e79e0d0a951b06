/**
 * The period a figure speaks of, from the words before it: 2023年, 今年1—2月, 上半年, “十四五”期间.
 * 今年 and 去年 resolve only where the document's year is certain.
 */
const marks =
  /(?<from>[0-9]{4})[-—~至到](?<to>[0-9]{4}) ?年|(?:(?<fullYear>[0-9]{4}) ?年|(?<relativeYear>今年|去年|上年|明年|前年|当年))?(?:(?<first>[0-9]{1,2})[-—~至到])?(?<month>[0-9]{1,2})月(?:(?<day>[0-9]{1,2})日)?|(?:(?<year>[0-9]{4}) ?年|(?<now>今年|去年|明年|前年|过去一年))(?<part>上半年|下半年|前三季度|第?[一二三四]季度)?|(?<barePart>上半年|下半年|前三季度|第?[一二三四]季度)|“?(?<plan>十[一二三四五]五|九五)”?(?:时期|期间|规划|以来)|(?<whole>全年)|(?<open>未来|今后)/g

/** Nothing to look for without one of these. */
const time = /[年月季期间]|以来|未来|今后/

const relative: Readonly<Record<string, number>> = {
  今年: 0,
  当年: 0,
  去年: -1,
  上年: -1,
  过去一年: -1,
  前年: -2,
  明年: 1,
}
const parts: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6],
  下半年: [7, 12],
  前三季度: [1, 9],
  一季度: [1, 3],
  二季度: [4, 6],
  三季度: [7, 9],
  四季度: [10, 12],
}

/** The period named last while a text is read from left to right. */
export interface Timeline {
  /** Year the text speaks from, null where uncertain. */
  year: number | null
  /** 十四五 → 2021..2025. */
  plans: ReadonlyMap<string, string>
  period: string | null
  /** Where in the paragraph the period was named, -1 for an earlier paragraph or a heading. */
  at: number
  /** The paragraph is read up to here. */
  read: number
}

/** Go on to a new paragraph; under a new heading only what the heading names holds. */
export function enterParagraph(line: Timeline, heading: string | null | undefined): void {
  line.at = -1
  line.read = 0
  if (heading === undefined) return
  line.period = null
  const named = heading === null ? [] : [...heading.matchAll(marks)]
  const [only] = named
  if (only && named.length === 1) line.period = resolve(only, line)
}

/** Read on to `to` and remember the last period named. */
export function readPeriods(line: Timeline, text: string, to: number): void {
  if (to <= line.read) return
  const chunk = text.slice(line.read, to)
  const from = line.read
  line.read = to
  if (!time.test(chunk)) return
  for (const hit of chunk.matchAll(marks)) {
    const at = from + hit.index
    // 比上年、较2020年 name the base of a comparison, not the period
    if (/[比较]/.test(text.charAt(at - 1))) continue
    const period = resolve(hit, line)
    if (period === null && !hit.groups?.open) continue
    line.period = period
    line.at = at
  }
}

const two = (value: string | number) => String(value).padStart(2, '0')

function resolve(hit: RegExpMatchArray, line: Timeline): string | null {
  const { from, to, plan, open, whole, fullYear, relativeYear, year, now, first, month, day, part, barePart } =
    hit.groups ?? {}
  if (from && to) return `${from}..${to}`
  if (plan) return line.plans.get(plan) ?? null
  if (open) return null
  const word = relativeYear ?? now
  const written = fullYear ?? year
  const spoken = line.year === null ? null : line.year + (word ? (relative[word] ?? 0) : 0)
  const at = written ? Number(written) : whole ? yearBefore(line) : spoken
  if (at === null || at < 1900 || at > 2100) return null
  if (month) {
    if (Number(month) < 1 || Number(month) > 12) return null
    if (first) return `${at}-${two(first)}..${at}-${two(month)}`
    return day ? `${at}-${two(month)}-${two(day)}` : `${at}-${two(month)}`
  }
  const span = parts[(part ?? barePart ?? '').replace(/^第/, '')]
  return span ? `${at}-${two(span[0])}..${at}-${two(span[1])}` : String(at)
}

/** 全年 is the whole of the year named before, else of the year the text speaks from. */
const yearBefore = (line: Timeline) => (line.at >= 0 && line.period ? Number(line.period.slice(0, 4)) : line.year)
