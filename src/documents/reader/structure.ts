import { type ArticleLines, joinTitle, splitArticles } from './articles.ts'
import { closingCredit, creditLine, openingCredit } from './bylines.ts'
import { captionTest } from './captions.ts'
import { dayInName } from './dates.ts'
import { datelineDay, publishedIn, publishedInTitle, yearIn, yearOfText } from './dating.ts'
import { documentNumber, type HeadFacts } from './fields.ts'
import { removeFurniture } from './furniture.ts'
import { readHead } from './head.ts'
import { hasSentenceMark, type Line, splitLines, squeeze } from './lines.ts'
import { restore } from './paragraphs.ts'
import { readTail, takeSignature } from './signatures.ts'
import type { ArticleText, Byline, DocumentText } from './types.ts'
import { compiled, type Words, wordList } from './words.ts'

/** Clean text → articles with restored paragraphs and the facts of their heads. */
export function readStructure(text: string, name: string, words: Words): DocumentText {
  const page = removeFurniture(splitLines(text), words)
  const isCaption = captionTest(words)
  const marked = page.lines.some((line) => line.level > 0)
  const found = withoutIndex(splitArticles(page.lines, words)).map((article) =>
    readArticle(article, page.index, words, isCaption, marked),
  )
  const facts = found.map((item) => item.facts)
  const published = pick(facts, 'published') ?? publishedIn(page.setAside) ?? publishedInTitle(text)
  const articles = found.map((item) => item.article).filter((a) => a.paragraphs.length > 0 || a.headline !== null)
  const named = dayInName(name)
  const titleYear = yearIn(articles[0]?.headline ?? '')
  const number = pick(facts, 'number')
  const year = yearIn(published ?? '') ?? yearIn(number ?? '') ?? named.year ?? titleYear ?? yearOfText(articles)
  for (const item of found) item.article.date ??= datelineDay(item.article, published ?? named.day, year, words)
  return {
    published,
    number,
    issuer: pick(facts, 'issuer') ?? issuerIn(articles[0]?.headline ?? '', words),
    year,
    articles,
  }
}

interface FoundArticle {
  article: ArticleText
  facts: HeadFacts
}

const pick = (facts: readonly HeadFacts[], key: 'published' | 'number' | 'issuer'): string | null =>
  facts.map((fact) => fact[key]).find((value) => value !== null) ?? null

function readArticle(
  article: ArticleLines,
  index: ReadonlySet<string>,
  words: Words,
  isCaption: (text: string) => boolean,
  marked: boolean,
): FoundArticle {
  const kinds = compiled(words, 'title kinds', (w) => new RegExp(`(?:${wordList(w, 'head', 'kinds').join('|')})$`))
  const whole = breakLongLine(article.lines, kinds)
  const { facts, length } = readHead(whole, words, isCaption, article.headline !== null)
  const titled = article.headline !== null || facts.titles.length > 0
  const below = readTail(whole.slice(length), words, titled)
  const body = [...takeSignature(whole.slice(length, length + below.end), below.facts, words)]
  const titles = facts.titles.length > 0 ? facts.titles : below.titles
  const title = article.headline === null && titles.length > 0 ? joinTitle(titles, index, kinds) : null
  const headline = article.headline ?? title?.headline ?? facts.fieldTitle
  dropRepeatedTitle(body, headline)
  const bylines: Byline[] = [...facts.bylines]
  let paper = facts.paper
  const taken = takeCredits(body, words)
  for (const credit of taken.credits) {
    bylines.push(...credit.bylines)
    paper ??= credit.paper
  }
  bylines.push(...below.facts.bylines)
  const closing = closingCredit(taken.lines[taken.lines.length - 1]?.text ?? '', words)
  bylines.push(...closing)
  const restored = restore(
    taken.lines,
    { isCaption, opensArticle: (text) => openingCredit(text, words) !== null },
    marked,
  )
  return {
    article: {
      headline: headline === null ? null : headline.trim(),
      kicker: article.kicker ?? title?.kicker ?? null,
      subheads: restored.subheads,
      paper: paper ?? below.facts.paper,
      bylines: distinct(bylines),
      date: facts.date,
      paragraphs: restored.paragraphs,
      headings: restored.headings,
      joins: [...(title?.breaks ?? []), ...restored.joins],
    },
    facts: {
      ...facts,
      published: facts.published ?? below.facts.published,
      issuer: facts.issuer ?? below.facts.issuer,
      number: facts.number ?? documentNumber(headline ?? ''),
    },
  }
}

/** Take lines that only say who wrote the article, and the credit in the dateline. A picture credit marks a caption above it. */
function takeCredits(body: readonly Line[], words: Words) {
  const credits: { paper: string | null; bylines: Byline[] }[] = []
  const lines: Line[] = []
  for (const line of body) {
    const credit = line.level === 0 ? creditLine(line.text, words) : null
    if (!credit) {
      lines.push(line)
      continue
    }
    credits.push(credit)
    const above = lines[0]
    if (
      credit.pictures &&
      lines.length === 1 &&
      above &&
      above.text.length <= 70 &&
      !hasSentenceMark(above.text.slice(0, -1))
    ) {
      lines.length = 0
    }
  }
  for (const line of lines.slice(0, 3)) {
    const opening = line.level === 0 ? openingCredit(line.text, words) : null
    if (!opening) continue
    credits.unshift(opening)
    break
  }
  return { credits, lines }
}

/** Some pages print the title again above the text. */
function dropRepeatedTitle(body: Line[], headline: string | null): void {
  if (headline === null) return
  const title = squeeze(headline)
  for (let from = 0; from < Math.min(3, body.length); from++) {
    let lines = ''
    for (let to = from; to < Math.min(from + 4, body.length) && lines.length < title.length; to++) {
      lines += squeeze(body[to]?.text ?? '')
      if (lines === title) {
        body.splice(from, to - from + 1)
        return
      }
    }
  }
}

/** A list of what the page holds (1.…；2.…；) whose entries are the headlines of the others is no article. */
function withoutIndex(articles: ArticleLines[]): ArticleLines[] {
  if (articles.length < 4) return articles
  const headlines = new Set(articles.map((article) => titleKey(article.headline ?? '')))
  return articles.filter(({ lines }) => {
    if (lines.length < 3) return true
    const listed = lines.filter((line) => line.text.length < 120 && headlines.has(titleKey(line.text))).length
    return listed * 2 < lines.length && listed < Math.max(3, articles.length / 2)
  })
}

const titleKey = (text: string): string =>
  squeeze(text)
    .replace(/^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])/, '')
    .replace(/[；;。：:]$/, '')

/** A copy without line breaks: set its title and document number on lines of their own. */
function breakLongLine(lines: readonly Line[], kinds: RegExp): Line[] {
  const first = lines[0]
  if (!first || first.level > 0 || first.text.length < 40) return [...lines]
  const head = first.text.slice(0, 120)
  const numbered = /^([^。；，,]{6,80}?)([\u4e00-\u9fff]{1,8}[〔[（(]\d{4}[〕\]）)]第?\d{1,4}号)/.exec(head)
  const at = numbered
    ? splitBeforeNumber(numbered[0], kinds)
    : first.text.length < 100
      ? -1
      : titleBeforeSpace(head, kinds)
  if (at <= 0) return [...lines]
  const number = numbered ? documentNumber(head.slice(at)) : null
  const end = number ? head.indexOf(number, at) + number.length : at
  const made = [{ ...first, text: first.text.slice(0, at).trim() }]
  if (number) made.push({ ...first, text: number })
  return [...made, { ...first, text: first.text.slice(end).trim() }, ...lines.slice(1)]
}

/** End of the title in 关于…的意见国办发〔2014〕69号: the last place where the text above ends like a title. */
function splitBeforeNumber(text: string, kinds: RegExp): number {
  const bracket = text.search(/[〔[（(]\d{4}/)
  for (let at = bracket - 1; at > 5; at--) if (kinds.test(text.slice(0, at))) return at
  return -1
}

function titleBeforeSpace(head: string, kinds: RegExp): number {
  const space = /[ \u3000]/.exec(head.slice(6, 70))
  if (!space) return -1
  const title = head.slice(0, space.index + 6)
  return kinds.test(title.replace(/報/g, '报').replace(/決/g, '决')) && !/[，,。；]/.test(title) ? title.length : -1
}

function distinct(bylines: readonly Byline[]): Byline[] {
  const seen = new Set<string>()
  return bylines.filter(({ name }) => !seen.has(name) && seen.add(name))
}

function issuerIn(headline: string, words: Words): string | null {
  const organs = compiled(
    words,
    'issuer',
    (w) => new RegExp(`^([\\u3400-\\u9fff]{2,30}(?:${wordList(w, 'head', 'organs').join('|')}))(?:关于|印发)`),
  )
  return organs.exec(headline)?.[1] ?? null
}

/** Whether nothing of the text is left after cleaning. */
export const isBlank = (document: DocumentText): boolean =>
  document.articles.every((article) => article.paragraphs.length === 0 && !article.headline)
