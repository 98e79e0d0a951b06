/** Pure decisions about what an accepted measure or figure becomes. */

/** Demands about study and party building are kept as goals and propose no task. `words` are those of `words/study.yaml`. */
export const asksForTask = (text: string, studyWords: readonly string[]): boolean =>
  !studyWords.some((word) => text.includes(word))

const lastDay = (year: number, month: number): string => {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${year}-${String(month).padStart(2, '0')}-${days}`
}

const chineseQuarters: Record<string, number> = { 一: 3, 二: 6, 三: 9, 四: 12 }

/**
 * The day by which the words want it done; null where they name none. `year` is the one the document speaks of.
 * 到2027年 → 2027-12-31; 2026年6月底前 → 2026-06-30; 年内, 全年, 今年 → the end of `year`; 一季度 → 31 March.
 */
export function dueInText(text: string, year: number): string | null {
  const month = /(?:(\d{4})年)?(\d{1,2})月(?:底|末|份)?(?:前|以前|之前)/.exec(text)
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12)
    return lastDay(Number(month[1] ?? year), Number(month[2]))
  const quarter = /([一二三四])季度(?:末|底|前|内)/.exec(text)
  if (quarter) return lastDay(year, chineseQuarters[quarter[1] ?? ''] ?? 12)
  if (/上半年/.test(text)) return lastDay(year, 6)
  const stated = /(?:到|至|力争|确保|在)(\d{4})年(?:底|末)?|(\d{4})年(?:底|末)?(?:前|以前|之前)/.exec(text)
  if (stated) return lastDay(Number(stated[1] ?? stated[2]), 12)
  if (/年内|年底前|年底|全年|今年|本年度|当年/.test(text)) return lastDay(year, 12)
  return null
}

/** The last day of a figure's period: `2027`, `2026-01..2026-06`, `2024-01-08`, `2021..2025`. */
export function dueOfPeriod(period: string | null): string | null {
  const last = period?.split('..').at(-1)
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(last ?? '')
  if (!parts) return null
  const [, year, month, day] = parts
  if (day) return `${year}-${month}-${day}`
  return lastDay(Number(year), month ? Number(month) : 12)
}

/** The year a goal belongs to: the due year of the text is later than the year it was set in, which is what counts. */
export function yearOf(
  source: { publishedOn: string | null; date: string | null; title: string },
  today: string,
): number {
  const written = source.publishedOn ?? source.date
  if (written) return Number(written.slice(0, 4))
  const titled = /(20\d{2})年?/.exec(source.title)
  return Number(titled?.[1] ?? today.slice(0, 4))
}

/** An exact decimal for a number that the reader computed in the base unit. */
export const decimalOf = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(10).replace(/\.?0+$/, '')

/** Positions of one paragraph lie within this span. */
export const paragraphSpan = 1_000_000

/** Place of a measure in its document, so that lists follow the text. */
export const positionOf = (place: { article: number; paragraph: number; start: number }): number =>
  (place.article * 100_000 + place.paragraph) * paragraphSpan + Math.min(place.start, paragraphSpan - 1)

/** Whether `parentId` may be the parent of `id` in the cascade: nothing stands under itself. */
export function makesCycle(parents: ReadonlyMap<string, string | null>, id: string, parentId: string): boolean {
  for (let at: string | null | undefined = parentId; at; at = parents.get(at)) if (at === id) return true
  return false
}
