import { ReadError } from '../errors.ts'
import type { Source } from './source.ts'
import { walkXml } from './xml.ts'
import type { Archive } from './zip.ts'

const main = 'word/document.xml'

/** Whether the archive is a Word document. */
export const isDocx = (archive: Archive): boolean => archive.has(main) || archive.names.some(isMainPart)

const isMainPart = (name: string): boolean => /^word\/document\d*\.xml$/.test(name)

/**
 * Text of a Word document: paragraphs, headings by their style, tables row by row, text boxes. Deleted text, comments
 * and field codes stay out. Headers and footers go to the secrecy gate only.
 */
export function readDocx(archive: Archive, name: string): Source {
  const part = archive.has(main) ? main : archive.names.find(isMainPart)
  if (!part) throw new ReadError('documents.unknownFormat', { name })
  try {
    const levels = archive.has('word/styles.xml')
      ? headingLevels(archive.text('word/styles.xml'))
      : new Map<string, number>()
    const lines = readBody(archive.text(part), levels)
    const edges = archive.names
      .filter((entry) => /^word\/(?:header|footer)\d*\.xml$/.test(entry))
      .slice(0, 60)
      .flatMap((entry) => readBody(archive.text(entry), new Map()))
    return { text: lines.join('\n'), region: { firstPage: lines.slice(0, 46), headersAndFooters: edges } }
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('documents.truncated', { name })
  }
}

/** Style id → heading level, by outline level or by the style's name. */
function headingLevels(xml: string): Map<string, number> {
  const levels = new Map<string, number>()
  let id = ''
  walkXml(xml, {
    open(tag, attributes) {
      if (tag === 'style') id = attributes.type === 'paragraph' ? (attributes.styleId ?? '') : ''
      if (tag === 'name' && id) {
        const named = /^(?:heading|标题)\s*([1-6])$/i.exec(attributes.val ?? '')
        if (named) levels.set(id, Number(named[1]))
      }
      const outline = tag === 'outlineLvl' && id ? Number(attributes.val) : Number.NaN
      if (outline >= 0 && outline < 6) levels.set(id, outline + 1)
    },
    close(tag) {
      if (tag === 'style') id = ''
    },
  })
  return levels
}

interface Paragraph {
  text: string
  level: number
}

const hidden = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'Fallback',
  'footnoteReference',
  'annotationRef',
  'binData',
])

function readBody(xml: string, levels: ReadonlyMap<string, number>): string[] {
  const lines: string[] = []
  const open: Paragraph[] = []
  const rows: string[][] = []
  let muted = 0
  let inText = false
  const end = (): void => {
    const done = open.pop()
    const text = done?.text.trim() ?? ''
    const row = rows[rows.length - 1]
    if (!done || !text) return
    if (row && row.length > 0) row[row.length - 1] = [row[row.length - 1], text].filter(Boolean).join(' ')
    else lines.push(done.level > 0 && text.length <= 80 ? `${'#'.repeat(done.level)} ${text}` : text)
  }
  walkXml(xml, {
    open(tag, attributes) {
      if (hidden.has(tag)) muted++
      const paragraph = open[open.length - 1]
      if (tag === 'p') open.push({ text: '', level: 0 })
      else if (tag === 'tr') rows.push([])
      else if (tag === 'tc') rows[rows.length - 1]?.push('')
      else if (tag === 't') inText = muted === 0
      else if (!paragraph || muted > 0) return
      else if (tag === 'pStyle') paragraph.level = levels.get(attributes.val ?? '') ?? 0
      else if (tag === 'outlineLvl' && Number(attributes.val) < 6) paragraph.level = Number(attributes.val) + 1
      else if (tag === 'tab') paragraph.text += '\t'
      else if (tag === 'br' && attributes.type !== 'page' && attributes.type !== 'column') paragraph.text += '\n'
      else if (tag === 'noBreakHyphen') paragraph.text += '-'
    },
    text(text) {
      const paragraph = open[open.length - 1]
      if (inText && paragraph) paragraph.text += text
    },
    close(tag) {
      if (hidden.has(tag)) muted--
      if (tag === 't') inText = false
      if (tag === 'p') end()
      if (tag === 'tr') {
        const cells = (rows.pop() ?? []).map((cell) => cell.replace(/\s*\n\s*/g, ' '))
        const line = cells.length > 1 ? cells.join(' | ') : (cells[0] ?? '')
        const outer = rows[rows.length - 1]
        if (outer && outer.length > 0)
          outer[outer.length - 1] = [outer[outer.length - 1], line].filter(Boolean).join(' ')
        else if (line.replace(/[|\s]/g, '')) lines.push(line)
      }
    },
  })
  return lines
}
