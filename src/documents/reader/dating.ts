import { openingCredit } from './bylines.ts'
import { dayBefore, firstDay } from './dates.ts'
import type { ArticleText } from './types.ts'
import type { Words } from './words.ts'

const opensWithDay = /^(?:[^。，,]{0,12}?|[^。]{0,40}今天[（(])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?![起前])/

/** Day of the event: in the dateline paragraph, or at the very start of one of the first paragraphs. */
export function datelineDay(
  article: ArticleText,
  published: string | null,
  year: number | null,
  words: Words,
): string | null {
  for (const paragraph of article.paragraphs.slice(0, 3)) {
    const credit = openingCredit(paragraph, words)
    const text = (credit?.day ?? '') + paragraph.slice(credit?.length ?? 0).slice(0, 80)
    const found = opensWithDay.exec(text)
    if (found?.[1]) {
      const full = firstDay(found[0])
      const near =
        full === null || published === null || Math.abs(Date.parse(full) - Date.parse(published)) < 400 * 86_400_000
      return near ? full : null
    }
    if (found) {
      const month = Number(found[2])
      const spoken = published === null && plansYear(paragraph, year) && month >= 11 ? (year ?? 0) - 1 : year
      return dayBefore(month, Number(found[3]), published, spoken)
    }
    if (credit) return null
  }
  return null
}

/** Whether the paragraph plans that year's work (部署2026年工作): said in November or December, it is the year to come. */
const plansYear = (paragraph: string, year: number | null): boolean =>
  year !== null && new RegExp(`(?:部署|谋划|安排)[^。，]{0,8}${year}年`).test(paragraph.slice(0, 600))

/** First year written in the text. */
export const yearIn = (text: string): number | null => {
  const found = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(text)
  return found ? Number(found[1]) : null
}

/** The year a news text speaks from: what it calls the coming year's work, or the latest year that is no target. */
export function yearOfText(articles: readonly ArticleText[]): number | null {
  let latest: number | null = null
  for (const article of articles) {
    for (const paragraph of article.paragraphs.slice(0, 12)) {
      for (const found of paragraph.slice(0, 4000).matchAll(/(?<![到至—\-–前“\d])((?:19|20)\d{2})年(?![底前末])/g)) {
        const year = Number(found[1])
        if (latest === null || year > latest) latest = year
      }
    }
  }
  return latest
}

/** Day of publication among the furniture (2024 年 6 月 15 日 星期六). */
export function publishedIn(setAside: readonly string[]): string | null {
  for (const text of setAside) {
    const found = text.length < 80 ? firstDay(text) : null
    if (found) return found
  }
  return null
}

/** A bulletin's day in its title: 《…》 (20231210). */
export function publishedInTitle(text: string): string | null {
  const found = /[（( ](20\d{2})(\d{2})(\d{2})[）) ]/.exec(text.slice(0, 120))
  return found ? firstDay(`${found[1]}-${found[2]}-${found[3]}`) : null
}
