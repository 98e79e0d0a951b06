import { SaxesParser } from 'saxes'
import { AppError } from '../errors.ts'

export type XmlAttributes = Readonly<Record<string, string>>

/** Names come without their prefix: some writers put one before every element. */
export interface XmlHandlers {
  open?: (name: string, attributes: XmlAttributes) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const local = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

// What the parser keeps in memory is what lies between two tags.
const longestStretch = 4 * 2 ** 20

/** An attribute by its name without prefix, as for `r:id`. */
export function prefixed(attributes: XmlAttributes, name: string): string | undefined {
  for (const [key, value] of Object.entries(attributes)) if (key.includes(':') && local(key) === name) return value
  return undefined
}

/**
 * A reader of XML that is fed piece by piece. Entities of a document type are never expanded: one that brings any is refused.
 *
 * @throws AppError invalid `sheets.damaged` while fed
 */
export function xmlReader(
  part: string,
  handlers: XmlHandlers,
): { write: (piece: Uint8Array) => void; end: () => void } {
  const damaged = (detail: string) => new AppError('invalid', 'sheets.damaged', { detail: `${part}: ${detail}` })
  const parser = new SaxesParser({ xmlns: false, position: false })
  const { open, close, text } = handlers
  let sinceTag = 0
  parser.on('opentag', (tag) => {
    sinceTag = 0
    open?.(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    sinceTag = 0
    close?.(local(tag.name))
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.on('doctype', () => {
    throw damaged('doctype')
  })
  parser.on('error', (error) => {
    // Careless writers leave control characters in texts; everything else around them is sound.
    if (!error.message.endsWith('disallowed character.')) throw damaged(error.message)
  })

  let decoder: TextDecoder | undefined
  const feed = (piece?: Uint8Array) => {
    if (!piece) return parser.close()
    decoder ??= new TextDecoder(encodingOf(piece))
    sinceTag += piece.length
    parser.write(decoder.decode(piece, { stream: true }))
    if (sinceTag > longestStretch) throw damaged('text')
  }
  return { write: feed, end: () => feed() }
}

function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
  if (piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Reads a whole part at once. */
export function readXml(part: string, bytes: Uint8Array, handlers: XmlHandlers): void {
  const reader = xmlReader(part, handlers)
  reader.write(bytes)
  reader.end()
}
