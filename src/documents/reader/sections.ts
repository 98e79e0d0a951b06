import type { ArticleKind } from './kinds.ts'
import type { Lexicon } from './lexicon.ts'

/** Whether the text now speaks of what is to be done or of what has been. */
export interface SectionState {
  readonly ahead: boolean
  /** Hear a heading. */
  heading(text: string): void
  /** Hear the first clauses of a sentence: a report may change its tense without a heading. */
  sentence(opening: string, opensParagraph: boolean): void
}

/**
 * Follow a document through its parts. A report opens with the past and turns to the year ahead;
 * a plan is ahead throughout but for the parts on its grounds and results.
 */
export function sectionState(lexicon: Lexicon, kind: ArticleKind): SectionState {
  const isReport = kind.kind === 'report'
  let ahead = kind.kind === 'directive'
  // the tense of the part, which its sections cannot change
  let part = ahead
  let settled = false
  let ended = false
  const hear = (text: string) => ({
    forward: lexicon.futureCues.within(text, 0, text.length) || namesYear(text, kind.year, true),
    back: lexicon.pastCues.within(text, 0, text.length) || namesYear(text, kind.year, false),
  })
  const heading = (text: string) => {
    if (annex.test(text)) {
      ended = true
      ahead = false
    }
    if (ended) return
    const { forward, back } = hear(text)
    if (subsection.test(text)) {
      if (!isReport) ahead = part && !(back && !forward)
      return
    }
    if (isReport) {
      settled = forward !== back
      if (settled) ahead = forward
    } else {
      part = forward || !back
      ahead = part
    }
  }
  return {
    get ahead() {
      return ahead
    },
    heading,
    sentence(opening, opensParagraph) {
      if (section.test(opening) || annex.test(opening)) heading(opening)
      else if (isReport && !ended && !settled && opensParagraph) {
        const forward = lexicon.turnAhead.within(opening, 0, opening.length) || namesYear(opening, kind.year, true)
        const back = lexicon.turnBack.within(opening, 0, opening.length) || namesYear(opening, kind.year, false)
        if (forward !== back) ahead = forward
      }
    },
  }
}

/** Notes and annexes explain; they set no tasks. */
const annex = /^(?:[附名注][件录释词注][：:\d一二三]?|名词解释|注释|有关名词)[^，。]{0,12}$/

const section = /^(?:第[一二三四五六七八九十]{1,3}[章部篇]|[一二三四五六七八九十]{1,3}、)/
const subsection = /^(?:第[一二三四五六七八九十]{1,3}节|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])/

const year = /(20\d\d)年/g
const yearAhead = /工作|目标|任务|安排|部署|重点|总体要求|经济社会发展|是.{0,20}之年|是.{0,20}时期|开局|开好局|要|将/
const thisYear = /今年(?!以来)|明年|新的一年|“十五五”|下一年|[今未][后来]五年/

/** A year at hand with the words of a plan, or a year gone by. */
function namesYear(text: string, now: number | null, ahead: boolean): boolean {
  if (!text.includes('年') && !text.includes('“十五五”')) return false
  let latest = 0
  for (const match of text.matchAll(year)) latest = Math.max(latest, Number(match[1]))
  if (ahead) {
    if (thisYear.test(text) && yearAhead.test(text)) return true
    return now !== null && latest >= now && yearAhead.test(text)
  }
  return now !== null && latest > 0 && latest < now
}
