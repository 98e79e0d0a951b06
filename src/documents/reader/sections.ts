import type { ArticleKind } from './kinds.ts'
import type { Lexicon } from './lexicon.ts'

/** Whether the text now speaks of what is to be done or of what has been. */
export interface SectionState {
  readonly ahead: boolean
  /** Hear a heading. */
  heading(text: string): void
  /** Hear the first clauses of a sentence: part of a document may change without a heading. */
  sentence(opening: string, opensParagraph: boolean): void
}

/**
 * Follow a document through its parts. A report opens with the past and turns to the year ahead;
 * a plan is ahead throughout but for the parts on its grounds and results.
 */
export function sectionState(lexicon: Lexicon, kind: ArticleKind): SectionState {
  let ahead = kind.kind === 'directive'
  const turn = (text: string) => {
    const forward = lexicon.futureCues.within(text, 0, text.length) || namesYear(text, kind.year, true)
    const back = lexicon.pastCues.within(text, 0, text.length) || namesYear(text, kind.year, false)
    if (forward && !back) ahead = true
    else if (back && !forward) ahead = false
  }
  return {
    get ahead() {
      return ahead
    },
    heading(text) {
      const before = ahead
      turn(text)
      // a plan's part on its grounds ends with the next part
      if (kind.kind === 'directive' && ahead === before && !ahead && isPart(text)) {
        ahead = !lexicon.pastCues.within(text, 0, text.length)
      }
    },
    sentence(opening, opensParagraph) {
      if (kind.kind === 'report' && (opensParagraph || isPart(opening))) turn(opening)
      else if (isPart(opening)) this.heading(opening)
    },
  }
}

const part = /^(?:第?[一二三四五六七八九十]{1,3}[、章节]|[（(][一二三四五六七八九十]{1,3}[）)])/
const isPart = (text: string): boolean => part.test(text)

const year = /(20\d\d)年/g
const yearAhead = /工作|目标|任务|安排|部署|重点|总体要求|经济社会发展|是.{0,20}之年|开局|要|将|力争/
const thisYear = /今年(?!以来)|明年|新的一年|“十五五”|下一年/

/** A year at hand with the words of a plan, or a year gone by. */
function namesYear(text: string, now: number | null, ahead: boolean): boolean {
  let latest = 0
  for (const match of text.matchAll(year)) latest = Math.max(latest, Number(match[1]))
  if (ahead) {
    if (thisYear.test(text) && yearAhead.test(text)) return true
    return now !== null && latest >= now && yearAhead.test(text)
  }
  return now !== null && latest > 0 && latest < now
}
