import { AppError } from '#platform/errors.ts'

const damaged = () => new AppError('invalid', 'requests.attachment.damaged')

const startOfScan = 0xda
const endOfImage = 0xd9

/** Restart marks, a stuffed byte and the temporary mark stand alone inside the picture's data. */
const isInsideData = (mark: number): boolean => mark === 0x00 || mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7)

/**
 * A photo without what a telephone writes beside the picture: place, time, device, preview, text, whatever stands behind its
 * end. Colours and the way up stay. The picture's own data is not touched.
 *
 * @throws AppError invalid `requests.attachment.damaged`
 */
export function withoutMetadata(photo: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [photo.subarray(0, 2)]
  let way: number | null = null
  let at = 2
  while (at < photo.length) {
    if (photo[at] !== 0xff) throw damaged()
    const mark = photo[at + 1] ?? 0
    if (mark === 0xff) {
      at++
      continue
    }
    if (mark === endOfImage) {
      kept.push(photo.subarray(at, at + 2))
      return withWay(kept, way)
    }
    const length = ((photo[at + 2] ?? 0) << 8) | (photo[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > photo.length) throw damaged()
    const segment = photo.subarray(at, end)
    way ??= wayUp(mark, segment)
    const data = mark === startOfScan ? dataEnd(photo, end) : end
    if (isKept(mark, segment)) kept.push(photo.subarray(at, data))
    at = data
  }
  // Cut off behind its picture, as some cameras write it: shown by every viewer all the same.
  kept.push(Uint8Array.of(0xff, endOfImage))
  return withWay(kept, way)
}

/** Where the data of a scan ends: at the next mark that does not belong to it. */
function dataEnd(photo: Uint8Array, from: number): number {
  let at = photo.indexOf(0xff, from)
  while (at >= 0 && isInsideData(photo[at + 1] ?? 0)) at = photo.indexOf(0xff, at + 2)
  return at < 0 ? photo.length : at
}

const begins = (segment: Uint8Array, with_: string): boolean =>
  [...with_].every((letter, at) => segment[4 + at] === letter.charCodeAt(0))

/** The picture's own tables, and of the segments for applications only those that say how to read its colours. */
function isKept(mark: number, segment: Uint8Array): boolean {
  if (mark === 0xfe) return false
  if (mark < 0xe0 || mark > 0xef) return true
  return mark === 0xe0 || mark === 0xee || (mark === 0xe2 && begins(segment, 'ICC_PROFILE'))
}

/** The way up (Exif tag 0x0112), 1 to 8; null where the segment does not say. */
function wayUp(mark: number, segment: Uint8Array): number | null {
  if (mark !== 0xe1 || !begins(segment, 'Exif')) return null
  const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10)
  try {
    const isLittle = view.getUint16(0) === 0x4949
    const first = view.getUint32(4, isLittle)
    const count = view.getUint16(first, isLittle)
    for (let entry = 0; entry < count; entry++) {
      const offset = first + 2 + entry * 12
      if (view.getUint16(offset, isLittle) !== 0x0112) continue
      const way = view.getUint16(offset + 8, isLittle)
      return way >= 1 && way <= 8 ? way : null
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

/** The parts in one piece, behind the first two bytes an Exif segment of nothing but the way up. */
function withWay([start = new Uint8Array(), ...rest]: readonly Uint8Array[], way: number | null): Uint8Array {
  const exif = way === null || way === 1 ? [] : [exifOf(way)]
  return new Uint8Array(Buffer.concat([start, ...exif, ...rest]))
}

const exifOf = (way: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0x00, 0x22],
    ...[0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0],
    ...[0, 0, 0, 0],
  )
