import { sentencesOf } from './clauses.ts'
import { kindOf } from './kinds.ts'
import { type Lexicon, lexicon } from './lexicon.ts'
import type { Context, Found, Places } from './measure-state.ts'
import { sectionState } from './sections.ts'
import { readSentence } from './sentences.ts'
import type { ArticleText, DocumentText, Measure } from './types.ts'
import type { Words } from './words.ts'

/** Directives of one article, each with the words that carry it. */
export function findMeasures(article: ArticleText, articleIndex: number, words: Words, doc: DocumentText): Measure[] {
  const lexical = lexicon(words)
  const kind = kindOf(lexical, article, doc)
  const context: Context = {
    lexical,
    kind,
    isDocument: kind.kind !== 'press',
    sections: sectionState(lexical, kind),
    speech: { by: null, mode: 'silent', person: null },
    places: placesOf(article),
    now: kind.year ?? 0,
  }
  const hearHeadings = headingsOf(article, context)
  const measures: Measure[] = []
  const found: Found[] = []
  let targets = false
  article.paragraphs.forEach((text, paragraph) => {
    hearHeadings(paragraph)
    if (context.isDocument) {
      const listed = targets
      targets = (targets || announcesTargets(lexical, text)) && !endsSentence(text)
      // 主要预期目标是： with its list in the paragraphs that follow, up to a full stop
      if (listed) return
    }
    readParagraph(context, text, found)
    for (const { start, end, ordinal, by } of found) {
      measures.push({
        text: text.slice(start, end),
        ordinal,
        by,
        citation: { article: articleIndex, paragraph, start, end },
      })
    }
    found.length = 0
  })
  return measures
}

/** Tell the sections of every heading between one paragraph and the next. */
function headingsOf(article: ArticleText, context: Context): (paragraph: number) => void {
  let next = 0
  let current: string | null = null
  return (paragraph) => {
    const heading = article.headings[paragraph] ?? null
    if (heading === null || heading === current) return
    current = heading
    const at = article.subheads.indexOf(heading, next)
    for (; next <= at; next++) context.sections.heading(article.subheads[next] ?? '')
  }
}

function readParagraph(context: Context, text: string, found: Found[]): void {
  const { isDocument, speech, kind } = context
  if (!isDocument && !continues(text)) {
    speech.by = null
    speech.mode = 'silent'
    speech.person = null
    if (!mayHoldStatement(text)) return
  }
  if (!isDocument && kind.year === null) context.now = latestYear(text)
  const sentences = sentencesOf(text)
  for (let index = 0; index < sentences.length; index++) {
    const clauses = sentences[index]
    if (clauses) readSentence(context, { text, clauses, first: index === 0, next: sentences[index + 1] ?? null }, found)
  }
}

const endsSentence = (text: string): boolean => '。！'.includes(text.trimEnd().at(-1) ?? ' ')

const announcesTargets = (lexical: Lexicon, text: string): boolean =>
  text.length < 60 && /[：:]\s*$/.test(text) && lexical.targetCues.within(text, 0, text.length)

const opening = /^\s*(?:[一二三四五六七八九十]{1,2}[是要]|要|第[一二三四五六七八九十]{1,2}[，、,]|首先|其次)/

/** A paragraph that opens with an ordinal or 要 goes on with what the speaker of the last one said. */
const continues = (text: string): boolean => opening.test(text)

const statement = /[要将]|强调|提出|指出|认为|部署|明确|决定|议定|号召/

/** Most press paragraphs demand nothing: they are dismissed at the speed of a search. */
const mayHoldStatement = (text: string): boolean => statement.test(text)

const latestYear = (text: string): number => {
  let latest = 0
  for (const match of text.matchAll(/20\d\d(?=年)/g)) latest = Math.max(latest, Number(match[0]))
  return latest
}

const placeTails = /[市区县省]/g

/** Short place names that the article proves by their long form: 江门 where it says 江门市. Gathered when first asked. */
function placesOf(article: ArticleText): Places {
  let known: Set<string> | null = null
  const gather = (): Set<string> => {
    const names = new Set<string>()
    for (const text of [article.headline ?? '', ...article.paragraphs]) {
      for (const { index } of text.matchAll(placeTails)) {
        for (let length = 2; length <= 4 && length <= index; length++) names.add(text.slice(index - length, index))
      }
    }
    return names
  }
  return {
    has(name) {
      known ??= gather()
      return known.has(name)
    },
  }
}
