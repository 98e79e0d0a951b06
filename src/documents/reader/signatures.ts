import { creditLine } from './bylines.ts'
import { firstDay } from './dates.ts'
import { type HeadFacts, isOrgan, noFacts, takeFields } from './fields.ts'
import { hasSentenceMark, type Line, squeeze } from './lines.ts'
import type { Words } from './words.ts'

const isDayOnly = (text: string): boolean =>
  firstDay(text) !== null && text.replace(/[\d\s年月日\-/.〇○零元一二三四五六七八九十]/g, '') === ''

/** 国务院 二〇一一年十月十七日 on one line: the organ, or null. */
function signature(text: string, words: Words): string | null {
  const found = /^([\u3400-\u9fff\s]{3,40}?)\s*(?=(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年)/.exec(text)
  const organ = squeeze(found?.[1] ?? '')
  return organ && isDayOnly(text.slice(found?.[0].length)) && isOrgan(organ, words) ? organ : null
}

/**
 * Take the signature of a notice that stands before the document it passes on: an organ and its day, a line each. Returns
 * the lines without it.
 */
export function takeSignature(lines: readonly Line[], facts: HeadFacts, words: Words): readonly Line[] {
  const at = lines.findIndex((line, i) => {
    const below = lines[i + 1]
    return (
      line.level === 0 &&
      line.text.length <= 50 &&
      below?.level === 0 &&
      below.text.length <= 24 &&
      below.text.endsWith('日') &&
      isDayOnly(below.text) &&
      isOrgan(line.text, words)
    )
  })
  if (at < 0) return lines
  facts.issuer ??= squeeze(lines[at]?.text ?? '')
  facts.published ??= firstDay(lines[at + 1]?.text ?? '')
  return lines.filter((_, i) => i !== at && i !== at + 1)
}

/** Read what stands below the body: a credit, the signing organ and its day. Returns the facts and where the body ends. */
export function readTail(
  lines: readonly Line[],
  words: Words,
  titled: boolean,
): { facts: HeadFacts; end: number; titles: Line[] } {
  const facts = noFacts()
  let end = lines.length
  let signed = false
  const titles: Line[] = []
  for (let steps = 0; end > 1 && steps < 8; steps++) {
    const line = lines[end - 1]
    if (!line || line.level > 0 || line.text.length > 90) break
    const { text } = line
    const bare = text.replace(/^[（(]|[）)]$/g, '')
    const credit = /时间|日期/.test(text) ? null : creditLine(text, words)
    if (credit) {
      facts.bylines.unshift(...credit.bylines)
      facts.paper ??= credit.paper
      facts.published ??= firstDay(text)
    } else if (isDayOnly(bare)) {
      facts.published ??= firstDay(text)
      signed = true
    } else if (signature(text, words)) {
      facts.issuer ??= signature(text, words)
      facts.published ??= firstDay(text)
    } else if (takeFields(bare, facts, words)) {
      titles.length = 0
      signed = false
      end--
      while (!titled && end > 1 && titles.length < 3) {
        const above = lines[end - 1]
        if (!above || above.level > 0 || above.text.length > 40 || hasSentenceMark(above.text)) break
        titles.unshift(above)
        end--
      }
      break
    } else if (signed && isOrgan(squeeze(text), words)) facts.issuer ??= squeeze(text)
    else break
    end--
  }
  return { facts, end, titles }
}
