import { creditLine, openingCredit, paperOf, speakerLine } from './bylines.ts'
import { dayInAddress, firstDay } from './dates.ts'
import { hasSentenceMark, isFinished, type Line, squeeze } from './lines.ts'
import { isNumbered } from './paragraphs.ts'
import type { Byline } from './types.ts'
import { compiled, type Words, wordList } from './words.ts'

/** Facts that stand above or below the body of an article. */
export interface HeadFacts {
  titles: Line[]
  /** Title from a 标题 field, where the text itself has none. */
  fieldTitle: string | null
  published: string | null
  number: string | null
  issuer: string | null
  paper: string | null
  bylines: Byline[]
  /** Day of the event from a subtitle or a date line of its own. */
  date: string | null
}

type Field = 'title' | 'number' | 'issuer' | 'published' | 'source' | 'author' | 'url' | 'other'

interface HeadWords {
  fields: ReadonlyMap<string, Field>
  organ: RegExp
}

const fieldKinds: readonly Field[] = ['title', 'number', 'issuer', 'published', 'source', 'author', 'url', 'other']

function build(words: Words): HeadWords {
  const file = words.raw.get('head')
  const table = typeof file === 'object' && file !== null ? Reflect.get(file, 'fields') : {}
  const fields = new Map<string, Field>()
  for (const kind of fieldKinds) {
    const names: unknown = typeof table === 'object' && table !== null ? Reflect.get(table, kind) : []
    if (Array.isArray(names)) for (const name of names) fields.set(squeeze(String(name)), kind)
  }
  const organs = wordList(words, 'head', 'organs').join('|')
  return {
    fields,
    organ: new RegExp(
      `^[\\u3400-\\u9fff（）()]{2,30}(?:${organs || '(?!)'})(?:[ \\u3000]+[\\u3400-\\u9fff（）()]{2,30}(?:${organs || '(?!)'}))*$`,
    ),
  }
}

const numberShape = /[\u4e00-\u9fff]{1,12}\s*[〔[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号/
const longestHead = 40
const longestTitle = 64

/** The document number (文号) in the text, without spaces, or null. */
export function documentNumber(text: string): string | null {
  return numberShape.exec(text)?.[0].replace(/\s+/g, '') ?? null
}

const nothing = (): HeadFacts => ({
  titles: [],
  fieldTitle: null,
  published: null,
  number: null,
  issuer: null,
  paper: null,
  bylines: [],
  date: null,
})

/** Read what stands above the body. Returns the facts and the number of lines they took. */
export function readHead(
  lines: readonly Line[],
  words: Words,
  isCaption: (text: string) => boolean,
  titled: boolean,
): { facts: HeadFacts; length: number } {
  const facts = nothing()
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

/** 发表时间： with its value on the next line. */
function isBareField(text: string, words: Words): boolean {
  return (
    text.length <= 8 && /[:：]$/.test(text) && compiled(words, 'head', build).fields.has(squeeze(text.slice(0, -1)))
  )
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
  if (text.length > 50 || !compiled(words, 'head', build).organ.test(text)) return false
  if (!titled && !/(?:人民政府|国务院|委员会|办公厅|办公室)$/.test(text)) return false
  facts.issuer ??= text
  return true
}

/** 文号 | 江政办〔2020〕2号 | 发文日期 | 2020-04-19: the table of facts on a government web page. */
function takeTableRow(text: string, facts: HeadFacts, words: Words): boolean {
  if (!text.includes('|')) return false
  if (/^[\s|:-]+$/.test(text)) return true
  const cells = text
    .split('|')
    .map((cell) => cell.trim())
    .filter(Boolean)
  const { fields } = compiled(words, 'head', build)
  if (!cells.some((cell) => fields.has(squeeze(cell)))) return false
  cells.forEach((cell, i) => {
    const field = fields.get(squeeze(cell))
    const value = cells[i + 1]
    if (field && value && !fields.has(squeeze(value))) setField(field, value, facts, words)
  })
  return true
}

/** 来源：福建日报  时间：2026-02-06, one or several on a line. */
function takeFields(text: string, facts: HeadFacts, words: Words): boolean {
  const { fields } = compiled(words, 'head', build)
  const first = /^([\u4e00-\u9fffA-Za-z \u3000]{2,8})[:：]\s*(.*)$/.exec(text)
  if (!first?.[1] || !fields.has(squeeze(first[1])) || text.length > 130) return false
  const marks = [
    ...text.matchAll(/(?:^|\s)([\u4e00-\u9fff][ \u3000][\u4e00-\u9fff]|[\u4e00-\u9fffA-Za-z]{1,8})[:：]/g),
  ].filter((mark) => mark[1] !== undefined && fields.has(squeeze(mark[1])))
  if (marks.length === 0) return false
  if (/[。；]/.test(text) && marks.length < 2) return false
  marks.forEach((mark, i) => {
    const field = fields.get(squeeze(mark[1] ?? ''))
    const value = text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length).trim()
    if (field && value) setField(field, value, facts, words)
  })
  return true
}

function setField(field: Field, value: string, facts: HeadFacts, words: Words): void {
  if (field === 'title') facts.fieldTitle ??= value
  if (field === 'number') facts.number ??= documentNumber(value)
  if (field === 'issuer') facts.issuer ??= value
  if (field === 'published') facts.published ??= firstDay(value)
  if (field === 'source') facts.paper ??= paperOf(value, words)
  if (field === 'url') facts.published ??= dayInAddress(value)
  if (field === 'author')
    facts.bylines.push(...(creditLine(`记者 ${value}`, words)?.bylines ?? []).map(({ name }) => ({ role: null, name })))
}

const isDayOnly = (text: string): boolean =>
  firstDay(text) !== null && text.replace(/[\d\s年月日\-/.〇○零元一二三四五六七八九十]/g, '') === ''

/** 国务院 二〇一一年十月十七日 on one line: the organ, or null. */
function signature(text: string, words: Words): string | null {
  const found = /^([\u3400-\u9fff \u3000]{3,40}?)[ \u3000]*(?=(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年)/.exec(text)
  const organ = squeeze(found?.[1] ?? '')
  return organ && isDayOnly(text.slice(found?.[0].length)) && compiled(words, 'head', build).organ.test(organ)
    ? organ
    : null
}

/** Read what stands below the body: a credit, the signing organ and its day. Returns the facts and where the body ends. */
export function readTail(lines: readonly Line[], words: Words): { facts: HeadFacts; end: number; titles: Line[] } {
  const facts = nothing()
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
    } else if (takeFields(text, facts, words)) {
      titles.length = 0
      signed = false
      end--
      while (end > 1 && titles.length < 3) {
        const above = lines[end - 1]
        if (!above || above.level > 0 || above.text.length > 40 || hasSentenceMark(above.text)) break
        titles.unshift(above)
        end--
      }
      break
    } else if (signed && compiled(words, 'head', build).organ.test(text)) facts.issuer ??= text
    else break
    end--
  }
  return { facts, end, titles }
}
