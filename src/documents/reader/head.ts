import { creditLine, openingCredit, paperOf, speakerLine } from './bylines.ts'
import { firstDay } from './dates.ts'
import { documentNumber, type HeadFacts, isBareField, isOrgan, noFacts, takeFields, takeTableRow } from './fields.ts'
import { hasSentenceMark, isFinished, type Line, squeeze } from './lines.ts'
import { isNumbered } from './paragraphs.ts'
import type { Words } from './words.ts'

const longestHead = 40
const longestTitle = 64

/** Read what stands above the body. Returns the facts and the number of lines they took. */
export function readHead(
  lines: readonly Line[],
  words: Words,
  isCaption: (text: string) => boolean,
  titled: boolean,
): { facts: HeadFacts; length: number } {
  const facts = noFacts()
  const titleGroups: Line[][] = [[]]
  let at = 0
  let tail = 0
  for (; at < Math.min(lines.length, longestHead); at++) {
    const line = lines[at]
    if (!line) break
    const { text } = line
    const group = titleGroups[titleGroups.length - 1] ?? []
    if (line.level > 0) {
      if (titled || group.length > 0 || titleGroups.length > 1) break
      titleGroups.push([line], [])
      continue
    }
    const below = lines[at + 1]
    const split = below && below.level === 0 && below.text.length <= 30 && isBareField(text, words)
    if (
      (split && takeFields(text + below.text, facts, words)) ||
      takeFact(text, facts, words, titled || titleGroups.length > 1 || group.length > 0) ||
      (isCaption(text) && !isFinished(text))
    ) {
      if (group.length > 0) titleGroups.push([])
      if (split) at++
      tail = at + 1
      continue
    }
    if (titled || !isTitle(line, lines[at + 1], words)) break
    group.push(line)
  }
  const groups = titleGroups.filter((group) => group.length > 0)
  facts.titles = groups[0] ?? []
  const second = groups[1]
  if (second && !titled) {
    const same = squeeze(second.map((l) => l.text).join('')) === squeeze(facts.titles.map((l) => l.text).join(''))
    if (!same && !/^——/.test(second[0]?.text ?? '')) at = Math.max(tail, firstLineOf(lines, second[0]))
  }
  return { facts, length: titled ? tail : at }
}

const firstLineOf = (lines: readonly Line[], line: Line | undefined): number => {
  const at = line ? lines.indexOf(line) : -1
  return at < 0 ? lines.length : at
}

/** A title is short, no sentence, and something follows it. */
function isTitle(line: Line, next: Line | undefined, words: Words): boolean {
  const { text } = line
  if (text.length > longestTitle || !next || /[。；;：:，,、]$/.test(text) || text.includes('|')) return false
  if (isNumbered(text) || openingCredit(text, words)) return false
  if (hasSentenceMark(text.replace(/[！!？?]/g, ''))) return false
  return !/^[-•·]/.test(text)
}

/** Take a line that is a fact of the head, not text. */
function takeFact(text: string, facts: HeadFacts, words: Words, titled: boolean): boolean {
  if (text.length > 160) return false
  if (takeTableRow(text, facts, words) || takeFields(text, facts, words)) return true
  if (text.length > 90) return false
  const speaker = speakerLine(text, words)
  if (speaker) {
    facts.bylines.push(speaker)
    return true
  }
  const credit = creditLine(text, words)
  if (credit) {
    facts.bylines.push(...credit.bylines)
    facts.paper ??= credit.paper
    return true
  }
  return takeDate(text, facts, words) || takeOrgan(text, facts, words, titled)
}

function takeDate(text: string, facts: HeadFacts, words: Words): boolean {
  const number = documentNumber(text)
  if (number && squeeze(text).length <= number.length + 2) {
    facts.number ??= number
    return true
  }
  const found = firstDay(text)
  const speech = /^\d{4}年\d{1,2}月\d{1,2}日在.{4,40}(?:会议|大会|全会|会)上[ \u3000]*(.{0,30})$/.exec(
    text.replace(/^[—-]+/, ''),
  )
  if (speech) {
    facts.date ??= found
    const speaker = speakerLine(speech[1] ?? '', words)
    if (speaker) facts.bylines.push(speaker)
    return true
  }
  if (/^(?:——|--|—)/.test(text) && text.length < 70 && !isFinished(text.replace(/[）)]$/, ''))) {
    facts.date ??= found
    return true
  }
  if (!found) return /^[（(]?\d{4}\s*年\s*\d{1,2}\s*月[）)]?$/.test(text)
  if (/^[（(].*[）)]$/.test(text)) {
    facts.date ??= /会议|大会|通过/.test(text) ? found : null
    if (!/会议|大会|通过/.test(text)) facts.published ??= found
    return true
  }
  const rest = text
    .replace(/\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?/, '')
    .replace(/\d{1,2}[:：]\d{2}(?:[:：]\d{2})?/, '')
    .replace(/星期[一二三四五六日天]?/, '')
    .trim()
  if (rest.length > 16 || /[，,。；;：]/.test(rest)) return false
  const paper = rest
    .split(/\s+/)
    .map((word) => paperOf(word, words))
    .find((name) => name !== null)
  if (paper) facts.paper ??= paper
  // under the name of a speaker a bare date is the day of the speech
  if (facts.bylines.length > 0 && rest === '') facts.date ??= found
  else facts.published ??= found
  return true
}

/** Above a title only an organ in full counts: 海信撤出未了局 is a title. */
function takeOrgan(text: string, facts: HeadFacts, words: Words, titled: boolean): boolean {
  if (text.length > 50 || !isOrgan(text, words)) return false
  if (!titled && !/(?:人民政府|国务院|委员会|办公厅|办公室)$/.test(text)) return false
  facts.issuer ??= text
  return true
}
