import { fileTypeFromBuffer } from 'file-type'
import { AppError } from '#platform/errors.ts'
import { type AttachmentKind, attachmentKinds, endingOf, endings } from '../rules.ts'
import { pngWithoutMetadata, webpWithoutMetadata } from './chunks.ts'
import { withoutMetadata } from './jpeg.ts'
import { requirePlainOffice } from './office.ts'
import { finder } from './test-virus.ts'

/**
 * What a file is by its first bytes, and the bytes that may be kept: a photo loses the place where it was taken, and one of a
 * kind that cannot be rid of it is refused. The name
 * decides nothing; one that says something else is refused.
 *
 * @throws AppError invalid `requests.attachment.empty`, `.wrongKind`, `.heic`, `.lyingName`, `.damaged`, `.macros`, `.infected`
 */
export async function inspect(name: string, bytes: Uint8Array): Promise<{ kind: AttachmentKind; bytes: Uint8Array }> {
  if (bytes.length === 0) throw new AppError('invalid', 'requests.attachment.empty', { name })
  const kind = await kindOf(name, bytes)
  if (kind === 'heic') throw new AppError('invalid', 'requests.attachment.heic', { name })
  if (!endings[kind].includes(endingOf(name))) {
    throw new AppError('invalid', 'requests.attachment.lyingName', { name, kind: kind.toUpperCase() })
  }
  if (finder()(bytes)) throw new AppError('invalid', 'requests.attachment.infected')
  if (kind === 'docx' || kind === 'xlsx') await requirePlainOffice(kind, bytes)
  return { kind, bytes: cleaned[kind]?.(bytes) ?? bytes }
}

const cleaned: Partial<Record<AttachmentKind, (bytes: Uint8Array) => Uint8Array>> = {
  jpeg: withoutMetadata,
  png: pngWithoutMetadata,
  webp: webpWithoutMetadata,
}

const asKind: Readonly<Record<string, AttachmentKind>> = { jpg: 'jpeg', heif: 'heic' }

async function kindOf(name: string, bytes: Uint8Array): Promise<AttachmentKind> {
  const type = await fileTypeFromBuffer(bytes)
  const wrong = () => new AppError('invalid', 'requests.attachment.wrongKind', { name })
  if (type) {
    const kind = attachmentKinds.find((one) => one === (asKind[type.ext] ?? type.ext))
    if (!kind) throw wrong()
    return kind
  }
  if (!isText(bytes)) throw wrong()
  return endingOf(name) === 'csv' ? 'csv' : 'txt'
}

/** UTF-8 or GB 18030 without signs that no text has. */
function isText(bytes: Uint8Array): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text has
  const isPlain = (text: string) => !/[\u0000-\u0008\u000b\u000e-\u001f\ufffd]/.test(text)
  return ['utf-8', 'gb18030'].some((encoding) => isPlain(new TextDecoder(encoding).decode(bytes)))
}
