import { AppError } from '../errors.ts'
import { type XmlHandlers, xmlReader } from './xml.ts'
import { unpackInTurns, type Zip, type ZipEntry } from './zip.ts'

/** Characters that XML cannot hold stand as `_x000D_`; the escape of an escape is `_x005F_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/**
 * Collects the text of `<si>` or `<is>`: one `<t>`, or a `<t>` in each run of rich text. Readings of Japanese
 * characters (`<rPh>`) are not part of it.
 */
export function textCollector(): XmlHandlers & { take: () => string } {
  let collected = ''
  let inText = false
  let inReading = false
  return {
    open: (name) => {
      if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
    text: (text) => {
      if (inText) collected += text
    },
    take: () => {
      const text = unescapeText(collected)
      collected = ''
      return text
    },
  }
}

// These are the one part that stays in memory as a whole.
const mostCharacters = 64 * 2 ** 20

/** The texts that cells of all sheets refer to by number. */
export async function readStrings(zip: Zip, entry: ZipEntry): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  const collector = textCollector()
  const reader = xmlReader(entry.name, {
    ...collector,
    close: (name) => {
      collector.close?.(name)
      if (name !== 'si') return
      const text = collector.take()
      characters += text.length
      if (characters > mostCharacters)
        throw new AppError('invalid', 'sheets.unpacksTooLarge', { megabytes: mostCharacters / 2 ** 20 })
      strings.push(text)
    },
  })
  for await (const piece of unpackInTurns(zip, entry)) reader.write(piece)
  reader.end()
  return strings
}
