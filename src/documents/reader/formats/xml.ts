import { SaxesParser } from 'saxes'

/** What a walk through XML is told. Names come without their prefix (`w:p` is `p`). */
export interface Visitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const chunk = 65_536

/** Walk through XML in pieces. Entities that the document defines are not expanded. Throws on malformed XML. */
export function walkXml(xml: string, visitor: Visitor): void {
  const parser = new SaxesParser()
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', (tag) => visitor.open?.(local(tag.name), attributesOf(tag.attributes)))
  parser.on('text', (text) => visitor.text?.(text))
  parser.on('cdata', (text) => visitor.text?.(text))
  parser.on('closetag', (tag) => visitor.close?.(local(tag.name)))
  for (let at = 0; at < xml.length && !failure; at += chunk) parser.write(xml.slice(at, at + chunk))
  if (!failure) parser.close()
  if (failure) throw failure
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function attributesOf(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in attributes) {
    const value = attributes[name]
    if (typeof value === 'string') plain[local(name)] = value
  }
  return plain
}
