import { AppError } from '#platform/errors.ts'
import { openZip, unpackInTurns, unpackWhole, type Zip } from '#platform/sheets/zip.ts'
import { finder } from './test-virus.ts'

/** Far more than a paper with pictures unpacks to, far less than a bomb. */
const mostUnpacked = 100_000_000

/** Parts that run, or that hide a program: macros, sheets of macros, controls, packed objects. */
const running =
  /(?:vbaproject|vbadata|vbasignature)|\/macrosheets\/|\/activex\/|\/embeddings\/oleobject|\.(?:exe|dll|js|vbs|bat|cmd|com|scr|ps1)$/

const heart = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' } as const

/**
 * That an archive is the office file it is called, whole, that nothing in it runs, and that opening it fetches nothing.
 *
 * @throws AppError invalid `requests.attachment.damaged`, `requests.attachment.macros`, `requests.attachment.infected`
 */
export async function requirePlainOffice(kind: keyof typeof heart, bytes: Uint8Array): Promise<void> {
  const zip = opened(bytes)
  const names = [...zip.entries.keys()]
  if (names.some((name) => running.test(name))) throw new AppError('invalid', 'requests.attachment.macros')
  const types = whole(zip, '[Content_Types].xml')
  if (types === undefined || !zip.entries.has(heart[kind])) throw damaged()
  if (/macroenabled/i.test(new TextDecoder().decode(types))) throw new AppError('invalid', 'requests.attachment.macros')
  for (const name of names.filter((one) => one.endsWith('.rels'))) {
    if (fetches(textOf(whole(zip, name)))) throw new AppError('invalid', 'requests.attachment.macros')
  }
  // Anew: what was looked at above counts no more against the bound.
  const all = opened(bytes)
  for (const entry of all.entries.values()) {
    const find = finder()
    try {
      for await (const piece of unpackInTurns(all, entry)) {
        if (find(piece)) throw new AppError('invalid', 'requests.attachment.infected')
      }
    } catch (error) {
      throw isOfSheets(error) ? damaged() : error
    }
  }
}

/**
 * Whether relations of a part have an office program fetch something from elsewhere as the file is opened: a template with its
 * macros, an object, a picture by which somebody's name and password go out. A link that is clicked, or a table that is
 * asked for, is none. Relations are plain XML; what hides in them is refused.
 */
function fetches(relations: string): boolean {
  if (/<!(?:DOCTYPE|ENTITY)|&#/i.test(relations)) return true
  const outside = (relations.match(/<[^>]*\bTargetMode\s*=\s*["']\s*External\s*["'][^>]*>/gi) ?? []).map(
    (tag) => /\bType\s*=\s*["']([^"']*)["']/i.exec(tag)?.[1] ?? '',
  )
  return !outside.every((type) => /\/(?:hyperlink|externalLinkPath|externalLinkLongPath)$/i.test(type.trim()))
}

/** Office programs read UTF-16 as well. */
function textOf(bytes: Uint8Array = new Uint8Array()): string {
  const [first, second] = bytes
  const isBig = first === 0xfe && second === 0xff
  const isLittle = first === 0xff && second === 0xfe
  return new TextDecoder(isBig ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8').decode(bytes)
}

const damaged = () => new AppError('invalid', 'requests.attachment.damaged')
const isOfSheets = (error: unknown): boolean => error instanceof AppError && error.key.startsWith('sheets.')

function opened(bytes: Uint8Array): Zip {
  try {
    return openZip(bytes, mostUnpacked)
  } catch (error) {
    throw isOfSheets(error) ? damaged() : error
  }
}

function whole(zip: Zip, name: string): Uint8Array | undefined {
  try {
    return unpackWhole(zip, name)
  } catch (error) {
    throw isOfSheets(error) ? damaged() : error
  }
}
