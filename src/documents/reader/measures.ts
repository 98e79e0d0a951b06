import { sentencesOf } from './clauses.ts'
import { type ArticleKind, kindOf } from './kinds.ts'
import { type Lexicon, lexicon } from './lexicon.ts'
import { type SectionState, sectionState } from './sections.ts'
import { type Found, type Places, readSentence, type Speech } from './sentences.ts'
import type { ArticleText, DocumentText, Measure } from './types.ts'
import type { Words } from './words.ts'

/** Directives of one article, each with the words that carry it. */
export function findMeasures(article: ArticleText, articleIndex: number, words: Words, doc: DocumentText): Measure[] {
  const lexical = lexicon(words)
  const kind = kindOf(lexical, article, doc)
  const sections = sectionState(lexical, kind)
  const measures: Measure[] = []
  const speech: Speech = { by: null, mode: 'silent', person: null, ordinal: 0 }
  const places = placesOf(article)
  let subhead = 0
  let targets = false
  article.paragraphs.forEach((text, paragraph) => {
    // headings between the last paragraph and this one may open another part of the document
    const heading = article.headings[paragraph] ?? null
    if (heading !== null && heading !== article.headings[paragraph - 1]) {
      const at = article.subheads.indexOf(heading, subhead)
      for (let next = subhead; next <= at; next++) sections.heading(article.subheads[next] ?? '')
      if (at >= 0) subhead = at + 1
    }
    const inTargets = targets
    // 主要预期目标是： with its list in the paragraphs that follow, up to a full stop
    if (kind.kind !== 'press') targets = (announcesTargets(lexical, text) || targets) && !endsSentence.test(text)
    for (const found of readParagraph(lexical, text, kind, sections, speech, places, inTargets)) {
      measures.push({
        text: text.slice(found.start, found.end),
        ordinal: found.ordinal,
        by: found.by,
        citation: { article: articleIndex, paragraph, start: found.start, end: found.end },
      })
    }
  })
  return measures
}

function readParagraph(
  lexical: Lexicon,
  text: string,
  kind: ArticleKind,
  sections: SectionState,
  speech: Speech,
  places: Places,
  targets: boolean,
): Found[] {
  const press = kind.kind === 'press'
  if (press && !continues(text)) {
    speech.by = null
    speech.mode = 'silent'
    speech.person = null
    if (!mayHoldStatement(text)) return []
  }
  const found: Found[] = []
  const sentences = sentencesOf(text)
  const now = kind.year ?? (press ? latestYear(text) : 0)
  sentences.forEach((clauses, index) => {
    readSentence(
      {
        lexical,
        text,
        clauses,
        kind,
        sections,
        speech,
        first: index === 0,
        next: sentences[index + 1] ?? null,
        now,
        places,
        targets,
      },
      found,
    )
  })
  return found
}

const endsSentence = /[。！]\s*$/

const announcesTargets = (lexical: Lexicon, text: string): boolean =>
  /[：:]\s*$/.test(text) && text.length < 60 && lexical.targetCues.within(text, 0, text.length)

const ordinalOpening = /^\s*(?:[一二三四五六七八九十]{1,2}[是要]|要|第[一二三四五六七八九十]{1,2}[，、,]|首先|其次)/

/** A paragraph that opens with an ordinal or 要 goes on with what the speaker of the last one said. */
const continues = (text: string): boolean => ordinalOpening.test(text)

/** Short place names that the article proves by their long form, looked up when asked and remembered. */
function placesOf(article: ArticleText): Places {
  const known = new Map<string, boolean>()
  return {
    has(name) {
      const before = known.get(name)
      if (before !== undefined) return before
      const long = ['市', '区', '县', '省'].map((tail) => name + tail)
      const texts = [article.headline ?? '', ...article.paragraphs]
      const proved = texts.some((text) => long.some((word) => text.includes(word)))
      known.set(name, proved)
      return proved
    },
  }
}

const latestYear = (text: string): number => {
  let latest = 0
  for (const match of text.matchAll(/20\d\d(?=年)/g)) latest = Math.max(latest, Number(match[0]))
  return latest
}

const statement = /[要将]|强调|提出|指出|认为|部署|明确/

/** Most press paragraphs demand nothing: they are dismissed at the speed of a search. */
const mayHoldStatement = (text: string): boolean => statement.test(text)
