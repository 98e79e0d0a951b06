import { ReadError } from '../errors.ts'
import { layOut, type Page, type Piece } from './layout.ts'
import type { Source } from './source.ts'
import { walkXml } from './xml.ts'
import type { Archive } from './zip.ts'

const mostPages = 2000

/** Whether the archive is an OFD document (GB/T 33190). */
export const isOfd = (archive: Archive): boolean => archive.has('OFD.xml')

/**
 * Text of an OFD document: OFD.xml names the document, the document its pages and page templates, and their content
 * holds text objects with positions. Only the text layer is read.
 */
export function readOfd(archive: Archive, name: string): Source {
  try {
    if (archive.has('Encryptions.xml') || archive.names.some((entry) => /\/?Encryptions\.xml$/i.test(entry))) {
      throw new ReadError('documents.passwordProtected', { name })
    }
    const pages = documentRoots(archive).flatMap((root) => readPages(archive, root))
    const { lines, firstPage, headersAndFooters } = layOut(pages.slice(0, mostPages))
    if (lines.length === 0) throw new ReadError('documents.noText', { name })
    return { text: lines.join('\n'), region: { firstPage, headersAndFooters } }
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('documents.truncated', { name })
  }
}

function documentRoots(archive: Archive): string[] {
  return textsOf(archive.text('OFD.xml'), 'DocRoot').map((root) => resolve('', root))
}

/** Content of every element of that name, in order. */
function textsOf(xml: string, element: string): string[] {
  const texts: string[] = []
  let inside = false
  walkXml(xml, {
    open(tag) {
      inside = tag === element
      if (inside) texts.push('')
    },
    text(text) {
      if (inside) texts[texts.length - 1] += text
    },
    close() {
      inside = false
    },
  })
  return texts.map((text) => text.trim())
}

function readPages(archive: Archive, root: string): Page[] {
  const folder = root.includes('/') ? root.slice(0, root.lastIndexOf('/') + 1) : ''
  const content: string[] = []
  const templates = new Map<string, string>()
  let height = 297
  let inBox = false
  walkXml(archive.text(root), {
    open(tag, { BaseLoc, ID }) {
      if (tag === 'Page' && BaseLoc) content.push(resolve(folder, BaseLoc))
      if (tag === 'TemplatePage' && BaseLoc && ID) templates.set(ID, resolve(folder, BaseLoc))
      inBox = tag === 'PhysicalBox'
    },
    text(text) {
      const box = inBox ? numbers(text) : []
      if (box[3]) height = box[3]
    },
  })
  const templatePieces = new Map<string, Piece[]>()
  return content
    .filter((path) => archive.has(path))
    .map((path) => {
      const page = readPage(archive.text(path), height)
      for (const id of page.templates) {
        const template = templates.get(id)
        if (!template || !archive.has(template)) continue
        const pieces = templatePieces.get(id) ?? readPage(archive.text(template), height).pieces
        templatePieces.set(id, pieces)
        page.pieces.push(...pieces)
      }
      return page
    })
}

/** Paths are relative to the file they stand in, or absolute from the root of the archive. */
function resolve(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function readPage(xml: string, documentHeight: number): Page & { templates: string[] } {
  const page = { pieces: [] as Piece[], height: documentHeight, templates: [] as string[] }
  let object = { x: 0, y: 0, size: 3, scale: 1, down: 1, dx: 0, dy: 0 }
  let code: { x: number; y: number; deltas: number[]; text: string } | null = null
  let inBox = false
  let before = { x: 0, y: 0 }
  walkXml(xml, {
    open(tag, attributes) {
      inBox = tag === 'PhysicalBox'
      if (tag === 'Template' && attributes.TemplateID) page.templates.push(attributes.TemplateID)
      if (tag === 'TextObject') {
        const [x = 0, y = 0] = numbers(attributes.Boundary ?? '')
        const [a = 1, , , d = 1, e = 0, f = 0] = numbers(attributes.CTM ?? '')
        object = { x, y, size: Number(attributes.Size ?? 3) || 3, scale: a || 1, down: d || 1, dx: e, dy: f }
        before = { x: 0, y: 0 }
      }
      if (tag === 'TextCode') {
        // a code without X or Y goes on from the one before
        const x = attributes.X === undefined ? before.x : Number(attributes.X)
        const y = attributes.Y === undefined ? before.y : Number(attributes.Y)
        code = { x, y, deltas: deltas(attributes.DeltaX ?? ''), text: '' }
        before = { x, y }
      }
    },
    text(text) {
      if (code) code.text += text
      const box = inBox ? numbers(text) : []
      if (box[3]) page.height = box[3]
    },
    close(tag) {
      if (tag !== 'TextCode' || !code) return
      const { scale, down } = object
      const size = object.size * Math.abs(down)
      const known = code.deltas.slice(0, code.text.length - 1)
      const width =
        (known.reduce((sum, delta) => sum + delta, 0) + (code.text.length - known.length) * object.size) *
        Math.abs(scale)
      const x = object.x + object.dx + code.x * scale
      const y = object.y + object.dy + code.y * down
      if (code.text.trim()) page.pieces.push({ text: code.text, x, y, width, size })
      code = null
    },
  })
  return page
}

const numbers = (text: string): number[] =>
  text
    .trim()
    .split(/[\s,]+/)
    .map(Number)
    .filter((value) => Number.isFinite(value))

const mostDeltas = 20_000

/** Distances between letters; `g 10 5.5` stands for ten times 5.5. */
function deltas(text: string): number[] {
  const parts = text.trim().split(/[\s,]+/)
  const list: number[] = []
  for (let i = 0; i < parts.length && list.length < mostDeltas; i++) {
    if (parts[i] === 'g') {
      const count = Math.min(Number(parts[i + 1]) || 0, mostDeltas)
      const value = Number(parts[i + 2]) || 0
      for (let k = 0; k < count; k++) list.push(value)
      i += 2
    } else if (parts[i]) list.push(Number(parts[i]) || 0)
  }
  return list
}
