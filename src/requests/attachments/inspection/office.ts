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
 * That an archive is the office file it is called, whole, and that nothing in it runs.
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
