import { creditLine, paperOf } from './bylines.ts'
import { dayInAddress, firstDay } from './dates.ts'
import { type Line, squeeze } from './lines.ts'
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
/** The document number (文号) in the text, without spaces, or null. */
export function documentNumber(text: string): string | null {
  return numberShape.exec(text)?.[0].replace(/\s+/g, '') ?? null
}

/** Nothing known yet. */
export const noFacts = (): HeadFacts => ({
  titles: [],
  fieldTitle: null,
  published: null,
  number: null,
  issuer: null,
  paper: null,
  bylines: [],
  date: null,
})

/** 发表时间： with its value on the next line. */
export function isBareField(text: string, words: Words): boolean {
  return (
    text.length <= 8 && /[:：]$/.test(text) && compiled(words, 'head', build).fields.has(squeeze(text.slice(0, -1)))
  )
}

/** Whether the line is nothing but the name of an organ, or several. */
export const isOrgan = (text: string, words: Words): boolean =>
  text === '国务院' || compiled(words, 'head', build).organ.test(text)

/** 文号 | 江政办〔2020〕2号 | 发文日期 | 2020-04-19: the table of facts on a government web page. */
export function takeTableRow(text: string, facts: HeadFacts, words: Words): boolean {
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
export function takeFields(text: string, facts: HeadFacts, words: Words): boolean {
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
