import { isCasualty, isSlogan, sloganIndicator } from './exclusions.ts'
import { groupFrom, sentenceStart } from './groups.ts'
import { type IndicatorWords, indicatorWords } from './indicator-words.ts'
import { findIndicators } from './indicators.ts'
import type { Span } from './left-phrase.ts'
import { newOutlook, type Outlook, type Place, setsAim, stanceOf } from './outlook.ts'
import { enterParagraph, readPeriods, type Timeline } from './periods.ts'
import { plain } from './plain.ts'
import { type Quantity, scanQuantities } from './quantities.ts'
import { isRepeated, type SeenFigures } from './repeated.ts'
import { sizeClasses } from './size-classes.ts'
import { type Genre, genreOf, paragraphStances, type StanceWords, stanceWords } from './stance.ts'
import type { ArticleText, DocumentText, Figure, FigureKind, Operator } from './types.ts'
import type { Words } from './words.ts'

interface Reading {
  article: ArticleText
  articleIndex: number
  words: Words
  indicators: IndicatorWords
  stances: StanceWords
  year: number | null
  genre: Genre
  figures: Figure[]
  seen: SeenFigures
  timeline: Timeline
}

/** Every quantity of the article that measures the place or its economy, in the order of the text. */
export function findFigures(article: ArticleText, articleIndex: number, words: Words, doc: DocumentText): Figure[] {
  const year = yearOf(article, doc)
  const stances = paragraphStances(article, year, stanceWords(words))
  const reading: Reading = {
    article,
    articleIndex,
    words,
    indicators: indicatorWords(words),
    stances: stanceWords(words),
    year,
    genre: genreOf(article, stanceWords(words)),
    figures: [],
    seen: new Map(),
    timeline: { year, plans: stanceWords(words).plans, period: null, at: -1, read: 0 },
  }
  for (const [index, paragraph] of article.paragraphs.entries())
    readParagraph(reading, paragraph, index, stances[index] ?? 'actual')
  return reading.figures
}

function yearOf(article: ArticleText, doc: DocumentText): number | null {
  const told = /^[^0-9]{0,12}([0-9]{4})年.*公报/.exec(article.headline ?? '')
  if (told) return Number(told[1])
  if (article.date) return Number(article.date.slice(0, 4))
  return doc.year
}

function readParagraph(reading: Reading, original: string, paragraph: number, stance: FigureKind): void {
  const text = plain(original)
  const quantities = scanQuantities(text, reading.words)
  const { headings } = reading.article
  const heading = headings[paragraph] ?? null
  enterParagraph(reading.timeline, paragraph > 0 && heading === (headings[paragraph - 1] ?? null) ? undefined : heading)
  if (quantities.length === 0) return
  const classes = sizeClasses(text, quantities, reading.indicators)
  const state: State = {
    text,
    original,
    paragraph,
    stance,
    floor: 0,
    sentenceStart: 0,
    last: null,
    recent: [],
    aim: null,
    outlook: newOutlook(),
  }
  for (let i = 0; i < quantities.length; ) {
    const group = groupFrom(text, quantities, classes, i)
    const first = quantities[i]
    i += Math.max(group.length, 1)
    if (!first || classes.dropped.has(first)) continue
    state.sentenceStart = sentenceStart(text, first.start, state.sentenceStart)
    readGroup(reading, state, group, classes.classEnd.get(first) ?? null)
  }
}

interface State {
  text: string
  original: string
  paragraph: number
  stance: FigureKind
  floor: number
  sentenceStart: number
  last: { span: Span; sentenceStart: number } | null
  /** Indicators of the sentence so far, each once. */
  recent: Span[]
  /** Start of the sentence that set a target for a later year, while it holds. */
  aim: number | null
  outlook: Outlook
}

/** A target set for a later year holds on in the paragraph until a sentence turns back to what is. */
function stanceFor(reading: Reading, state: State, first: Quantity, clause: number): FigureKind {
  const words = reading.stances
  const { text, sentenceStart: sentence } = state
  if (state.aim !== null && state.aim !== sentence && words.now.test(text.slice(sentence, first.start)))
    state.aim = null
  if (/^[^，。；0-9]{0,8}的[^，。；0-9]{0,6}目标/.test(text.slice(first.end, first.end + 14))) return 'target'
  const { year, genre } = reading
  const byParagraph = state.aim !== null ? 'target' : state.stance
  const place: Place = { text, at: first.start, sentence, clause, byParagraph, year, genre }
  const kind = stanceOf(state.outlook, place, words)
  if (kind === 'target' && setsAim(state.outlook, place)) state.aim = sentence
  return kind
}

function readGroup(reading: Reading, state: State, group: readonly Quantity[], classEnd: number | null): void {
  const { text } = state
  const first = group[0]
  if (!first) return
  const { sentenceStart: start } = state
  if (state.last?.sentenceStart !== start) state.recent = []
  const found = findIndicators(group, {
    text,
    words: reading.indicators,
    floor: state.floor,
    sentenceStart: start,
    last: state.last,
    recent: state.recent,
    classEnd,
  })
  const slogan = isSlogan(text, first)
  if (
    first.value === 1 &&
    first.kind === 'counter' &&
    first.high === null &&
    first.op === '=' &&
    /每|各/.test(text.slice(start, first.start))
  )
    return
  if (
    first.kind === 'counter' &&
    found.spans[0] &&
    text.slice(found.spans[0].start, found.spans[0].end).endsWith('台阶')
  )
    return
  if (isCasualty(text, group, reading.indicators)) return
  const kind = first.kind === 'rank' || slogan ? 'name' : stanceFor(reading, state, first, found.from)
  const period = periodOf(reading, state, first, kind)
  group.forEach((quantity, i) => {
    const span = slogan ? sloganIndicator(text, quantity) : (found.spans[i] ?? null)
    const figure = { quantity, span, kind, period, found, rightmost: found.until }
    record(reading, state, figure)
    if (
      span &&
      !slogan &&
      quantity.kind !== 'rank' &&
      !reading.indicators.abstract.has(text.slice(span.start, span.end))
    ) {
      state.last = { span, sentenceStart: start }
      if (state.recent.at(-1)?.start !== span.start) state.recent.push(span)
    }
  })
  state.floor = Math.max(state.floor, first.kind === 'rank' ? state.floor : found.until)
}

/** The period named in the sentence; a rate may take it from an earlier one, a target of a report from its section. */
function periodOf(reading: Reading, state: State, first: Quantity, kind: FigureKind): string | null {
  const { timeline, genre } = reading
  readPeriods(timeline, state.text, first.start)
  const { period, at } = timeline
  if (kind === 'name' || period === null || at >= state.sentenceStart) return kind === 'name' ? null : period
  if (genre === 'report' && kind === 'target') return period
  const rate = first.kind === 'percent' || first.kind === 'points'
  return rate && (at >= 0 ? !/-[0-9]{2}-[0-9]{2}$/.test(period) : period.includes('..')) ? period : null
}

interface Candidate {
  quantity: Quantity
  span: Span | null
  kind: FigureKind
  period: string | null
  found: { from: number; change: 'rise' | 'fall' | null; inherited: boolean }
}

function record(reading: Reading, state: State, candidate: Candidate): void {
  const { quantity, span, kind, period, found } = candidate
  const { text, original } = state
  const indicator = span ? original.slice(span.start, span.end) : null
  const rate = quantity.kind === 'percent' || quantity.kind === 'points'
  const sign = found.change === 'fall' && rate && quantity.value > 0 ? -1 : 1
  const near =
    span &&
    span.start < quantity.start &&
    span.start >= state.sentenceStart &&
    (!found.inherited || quantity.start - span.start < 40)
  let start = near ? span.start : Math.min(found.from, quantity.start)
  while (start < quantity.start && /[\s，、。；：）]/.test(text.charAt(start))) start++
  if (quantity.kind === 'rank') start = span?.start ?? quantity.start
  const end = span && span.start >= quantity.end && span.end - quantity.end < 40 ? span.end : quantity.end
  const values: [Operator, number][] =
    quantity.high === null
      ? [[quantity.op, quantity.value]]
      : [
          ['>=', quantity.value],
          ['<=', quantity.high],
        ]
  for (const [op, value] of values) {
    const figure: Figure = {
      text: original.slice(start, end),
      indicator,
      op,
      value: value * sign,
      unit: quantity.unit,
      period,
      kind,
      citation: { article: reading.articleIndex, paragraph: state.paragraph, start, end },
    }
    const heading = reading.article.headings[state.paragraph] ?? null
    if (!isRepeated(reading.seen, figure, heading)) reading.figures.push(figure)
  }
}
