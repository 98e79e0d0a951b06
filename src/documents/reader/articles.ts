import { creditLine, openingCredit } from './bylines.ts'
import { isFinished, type Line, squeeze } from './lines.ts'
import { isNumbered } from './paragraphs.ts'
import type { Words } from './words.ts'

/** Lines of one article; the headline is set where the page marks it. */
export interface ArticleLines {
  kicker: string | null
  headline: string | null
  lines: Line[]
}

interface Section {
  heading: Line
  from: number
  to: number
}

/** Take a page apart into its articles. */
export function splitArticles(lines: readonly Line[], words: Words): ArticleLines[] {
  const sections = sectionsOf(lines)
  const first = sections[0]
  if (!first) return splitAtDatelines(lines, words)
  const level = articleLevel(lines, sections, words)
  if (level === 0) return [wholeDocument(lines, sections)]
  const articles: ArticleLines[] = []
  const opening = lines.slice(0, first.from - 1)
  if (opening.some((line) => line.text.length > 40)) articles.push({ kicker: null, headline: null, lines: opening })
  let kicker: string | null = null
  sections.forEach((section, i) => {
    const { heading } = section
    const next = sections[i + 1]?.heading
    const body = lines.slice(section.from, section.to)
    if (body.length === 0 && next && next.level <= level && isKicker(heading, next, level)) {
      kicker = heading.text
      return
    }
    if (heading.level <= level) {
      if (body.length > 0 || (next && next.level > level))
        articles.push({ kicker, headline: heading.text, lines: body })
    } else {
      const last = articles[articles.length - 1]
      last?.lines.push(heading)
      for (const line of body) last?.lines.push(line)
    }
    kicker = null
  })
  return articles
}

/** A heading without text right above a greater one, or marked as a column's name. */
const isKicker = (heading: Line, next: Line, level: number): boolean =>
  heading.level > level || heading.level > next.level || /^[■●◆▲★□]/.test(heading.text)

function sectionsOf(lines: readonly Line[]): Section[] {
  const sections: Section[] = []
  lines.forEach((line, i) => {
    if (line.level === 0) return
    const last = sections[sections.length - 1]
    if (last) last.to = i
    sections.push({ heading: line, from: i + 1, to: lines.length })
  })
  return sections
}

/**
 * The deepest heading level that opens an article, 0 where the document is one article: the level whose sections open
 * with a dateline; without datelines the highest level, if it has several headings that are not numbered chapters.
 */
function articleLevel(lines: readonly Line[], sections: readonly Section[], words: Words): number {
  const counts = new Map<number, { all: number; dated: number; filled: number }>()
  for (const { heading, from, to } of sections) {
    const count = counts.get(heading.level) ?? { all: 0, dated: 0, filled: 0 }
    count.all++
    if (to > from) count.filled++
    const opening = lines[from]
    if (opening && to > from && openingCredit(opening.text, words)) count.dated++
    counts.set(heading.level, count)
  }
  // one dateline under a deep heading is a box inside an article, not an article
  const dated = [...counts].filter(
    ([level, count]) => count.dated >= (level > 2 ? 2 : 1) && count.dated * 2 >= count.filled,
  )
  if (dated.reduce((sum, [, count]) => sum + count.dated, 0) >= 2) return Math.max(...dated.map(([level]) => level))
  const top = Math.min(...counts.keys())
  const first = sections[0]
  if (!first) return 0
  // a headline with text under it, and a greater one further down
  const greater = sections.some(({ heading, from, to }) => heading.level < first.heading.level && to > from)
  if (greater && first.to > first.from) return first.heading.level
  const before = lines.slice(0, first.from - 1).some((line) => line.text.length >= 6)
  const atTop = sections.filter((section) => section.heading.level === top)
  const chapters = atTop.filter((section) => isNumbered(section.heading.text)).length
  if (atTop.length < 2 || before || chapters * 2 >= atTop.length) return 0
  return top
}

function wholeDocument(lines: readonly Line[], sections: readonly Section[]): ArticleLines {
  const first = sections[0]
  const second = sections[1]
  if (!first || first.from > 1 || isNumbered(first.heading.text))
    return { kicker: null, headline: null, lines: [...lines] }
  if (second && second.from === 2 && second.heading.level < first.heading.level) {
    return { kicker: first.heading.text, headline: second.heading.text, lines: lines.slice(2) }
  }
  return { kicker: null, headline: first.heading.text, lines: lines.slice(1) }
}

/**
 * Without marked headings an article opens with the short lines right above a paragraph with a dateline, or above a line
 * that says who wrote it (with the caption of its picture between).
 */
function splitAtDatelines(lines: readonly Line[], words: Words): ArticleLines[] {
  const starts: number[] = []
  lines.forEach((line, i) => {
    const start = openingOf(lines, i, line, words)
    if (start !== null && (start < i || starts.length === 0) && start > (starts[starts.length - 1] ?? -1))
      starts.push(start)
  })
  if (starts.length < 2) return [{ kicker: null, headline: null, lines: [...lines] }]
  return starts.map((start, i) => ({
    kicker: null,
    headline: null,
    lines: lines.slice(i === 0 ? 0 : start, starts[i + 1] ?? lines.length),
  }))
}

/** First title line above the dateline or credit at `at`; null where the line is neither. */
function openingOf(lines: readonly Line[], at: number, line: Line, words: Words): number | null {
  const dateline = openingCredit(line.text, words)
  if (dateline) return dateline.bylines.length > 0 || dateline.paper ? titlesAbove(lines, at) : null
  if (at === 0 || !creditLine(line.text, words)) return null
  const above = lines[at - 1]
  const isCaption = above !== undefined && isFinished(above.text) && above.text.length <= 70
  const start = titlesAbove(lines, isCaption ? at - 1 : at)
  return start < (isCaption ? at - 1 : at) ? start : null
}

const mostTitles = 4

function titlesAbove(lines: readonly Line[], at: number): number {
  let start = at
  while (start > 0 && at - start < mostTitles && isTitleLine(lines[start - 1])) start--
  return start
}

/** Headlines of a main and a second title, with a space between, may be long. */
function isTitleLine(line: Line | undefined): boolean {
  if (!line || line.text.length > (/[ \u3000]/.test(line.text) ? 64 : 45)) return false
  return !/[。；;]|[：:，,、]$/.test(line.text)
}

/** Join the lines of a title: 公文 titles broken over lines go together, main and second titles keep a space. */
export function joinTitle(
  titles: readonly Line[],
  index: ReadonlySet<string>,
  kinds: RegExp,
): { kicker: string | null; headline: string; breaks: string[] } {
  let texts = titles.map((line) => line.text.replace(/\s+/g, ' '))
  let kicker: string | null = null
  const listed = texts.findIndex((text) => index.has(squeeze(text)))
  if (listed > 0) {
    kicker = texts.slice(0, listed).join(' ')
    texts = texts.slice(listed)
  } else if (texts.length > 1 && /^[■●◆▲★□]/.test(texts[0] ?? '')) kicker = texts.shift() ?? null
  texts = lastOfficialTitle(texts, kinds)
  const breaks: string[] = []
  let headline = texts[0] ?? ''
  for (let i = 1; i < texts.length; i++) {
    const text = texts[i] ?? ''
    if (isBrokenTitle(texts, i, kinds)) {
      breaks.push(headline.slice(-6) + text.slice(0, 6))
      headline += text
    } else headline += ` ${text}`
  }
  return { kicker, headline, breaks }
}

const withoutBrackets = (text: string): string => text.replace(/\s*[（(][^（）()]*[）)]$/, '')

/** A web page's own title above the document's: both are whole titles of official documents, the latter counts. */
function lastOfficialTitle(texts: string[], kinds: RegExp): string[] {
  const first = texts[0]
  const rest = texts.slice(1)
  if (!first || rest.length === 0) return texts
  const whole = (text: string): boolean => kinds.test(withoutBrackets(text))
  return whole(first) &&
    whole(rest.join('')) &&
    (/[（(]/.test(first) || squeeze(first).includes(squeeze(rest.join(''))))
    ? rest
    : texts
}

function isBrokenTitle(texts: readonly string[], at: number, kinds: RegExp): boolean {
  const above = texts.slice(0, at).join('')
  const below = texts.slice(at).join('')
  if ((above.match(/《/g)?.length ?? 0) > (above.match(/》/g)?.length ?? 0)) return true
  if (/^[的和与及]/.test(below) || /[的和与及、]$/.test(above)) return true
  if (!kinds.test(withoutBrackets(below))) return false
  return (
    above.includes('关于') || below.startsWith('关于') || /^(?:规划|纲要|工作报告|方案|意见|通知|办法|计划)/.test(below)
  )
}
