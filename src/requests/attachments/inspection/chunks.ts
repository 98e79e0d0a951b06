import { AppError } from '#platform/errors.ts'

const damaged = () => new AppError('invalid', 'requests.attachment.damaged')
const textAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))

const spokenOfPng: readonly string[] = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']

/** A PNG without Exif, texts and time, and without what stands behind its end. @throws AppError invalid `requests.attachment.damaged` */
export function pngWithoutMetadata(picture: Uint8Array): Uint8Array {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  const kept = [picture.subarray(0, 8)]
  for (let at = 8; at + 12 <= picture.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > picture.length) throw damaged()
    const name = textAt(picture, at + 4)
    if (!spokenOfPng.includes(name)) kept.push(picture.subarray(at, end))
    if (name === 'IEND') return new Uint8Array(Buffer.concat(kept))
    at = end
  }
  throw damaged()
}

/** A WebP without Exif and XMP. @throws AppError invalid `requests.attachment.damaged` */
export function webpWithoutMetadata(picture: Uint8Array): Uint8Array {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  const kept: Uint8Array[] = []
  for (let at = 12; at + 8 <= picture.length; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > picture.length) throw damaged()
    const name = textAt(picture, at)
    if (name !== 'EXIF' && name !== 'XMP ')
      kept.push(name === 'VP8X' ? withoutFlags(picture.slice(at, end)) : picture.subarray(at, end))
    at = end
  }
  const body = Buffer.concat(kept)
  const head = new Uint8Array(picture.slice(0, 12))
  new DataView(head.buffer).setUint32(4, body.length + 4, true)
  return new Uint8Array(Buffer.concat([head, body]))
}

/** The chunk that names the others says no more that Exif and XMP are there. */
function withoutFlags(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~0b1100
  return chunk
}
