import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { AppError } from '../errors.ts'
import { joined } from './bytes.ts'

/** A part of an opened archive. */
export interface ZipEntry {
  name: string
  method: number
  crc: number
  packedBytes: number
  /** As declared; what really comes out is counted as well. */
  bytes: number
  offset: number
}

/** An opened archive: its parts by lower-case name with forward slashes, and what may still be unpacked from it. */
export interface Zip {
  bytes: Uint8Array
  entries: ReadonlyMap<string, ZipEntry>
  /** Shrinks with every byte unpacked, so that many small bombs count like a big one. */
  budget: { left: number; limit: number }
}

const endMark = 0x06054b50
const recordMark = 0x02014b50
const localMark = 0x04034b50
const unset = 0xffffffff
const mostEntries = 10_000

const damaged = (detail: string) => new AppError('invalid', 'sheets.damaged', { detail })

/** Whether the bytes begin like a ZIP archive, as XLSX, DOCX, ODS and OFD do. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 9

/**
 * Opens an archive by its directory and refuses what declares too much.
 *
 * @throws AppError invalid `sheets.damaged` | `sheets.unpacksTooLarge` | `sheets.passwordProtected`
 */
export function openZip(bytes: Uint8Array, unpackedBytes: number): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const entries = new Map<string, ZipEntry>()
    let declared = 0
    for (const entry of directory(view)) {
      declared += entry.bytes
      if (declared > unpackedBytes) throw tooLarge(unpackedBytes)
      // Of two parts of one name we would look at one, and another program might open the other.
      if (entries.has(entry.name)) throw damaged(entry.name)
      entries.set(entry.name, entry)
    }
    return { bytes, entries, budget: { left: unpackedBytes, limit: unpackedBytes } }
  } catch (error) {
    if (error instanceof RangeError) throw damaged('directory')
    throw error
  }
}

const tooLarge = (limit: number) =>
  new AppError('invalid', 'sheets.unpacksTooLarge', { megabytes: Math.round(limit / 2 ** 20) })

function* directory(view: DataView): Generator<ZipEntry> {
  const { at, count } = directoryStart(view)
  if (count > mostEntries) throw damaged('parts')
  let offset = at
  for (let index = 0; index < count; index++) {
    if (view.getUint32(offset, true) !== recordMark) throw damaged('directory')
    if (view.getUint16(offset + 8, true) & 1) throw new AppError('invalid', 'sheets.passwordProtected')
    const nameLength = view.getUint16(offset + 28, true)
    const extraLength = view.getUint16(offset + 30, true)
    const extra = offset + 46 + nameLength
    yield {
      name: partName(view, offset + 46, nameLength),
      method: view.getUint16(offset + 10, true),
      crc: view.getUint32(offset + 16, true),
      ...sizes(view, offset, extra, extraLength),
    }
    offset = extra + extraLength + view.getUint16(offset + 32, true)
  }
}

function directoryStart(view: DataView): { at: number; count: number } {
  const last = view.byteLength - 22
  for (let end = last; end >= Math.max(0, last - 65_535); end--) {
    if (view.getUint32(end, true) !== endMark) continue
    const at = view.getUint32(end + 16, true)
    const count = view.getUint16(end + 10, true)
    if (at !== unset && count !== 0xffff) return { at, count }
    // ZIP64: a locator of 20 bytes before this record says where the wide one stands.
    const wide = Number(view.getBigUint64(end - 20 + 8, true))
    return { at: Number(view.getBigUint64(wide + 48, true)), count: Number(view.getBigUint64(wide + 32, true)) }
  }
  throw damaged('end')
}

/** Some writers use back slashes or a leading slash, and disagree with their own relations about capitals. */
function partName(view: DataView, at: number, length: number): string {
  const raw = new Uint8Array(view.buffer, view.byteOffset + at, length)
  return new TextDecoder().decode(raw).replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function sizes(view: DataView, record: number, extra: number, extraLength: number) {
  const plain = [24, 20, 42].map((at) => view.getUint32(record + at, true))
  let wide = extra
  for (let at = extra; at + 4 <= extra + extraLength; at += 4 + view.getUint16(at + 2, true))
    if (view.getUint16(at, true) === 1) wide = at + 4
  const [bytes = 0, packedBytes = 0, offset = 0] = plain.map((value) => {
    if (value !== unset) return value
    wide += 8
    return Number(view.getBigUint64(wide - 8, true))
  })
  return { bytes, packedBytes, offset }
}

// A DEFLATE stream grows at most about thousandfold, so one slice yields at most 16 MB before it is counted.
const sliceBytes = 16 * 1024

/**
 * Unpacks one part piece by piece, counting what really comes out.
 *
 * @throws AppError invalid `sheets.damaged` | `sheets.unpacksTooLarge`
 */
export function* unpack(zip: Zip, entry: ZipEntry): Generator<Uint8Array> {
  const view = new DataView(zip.bytes.buffer, zip.bytes.byteOffset, zip.bytes.byteLength)
  const header = entry.offset
  if (header + 30 > view.byteLength || view.getUint32(header, true) !== localMark) throw damaged(entry.name)
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  const packed = zip.bytes.subarray(start, start + entry.packedBytes)
  if (packed.length !== entry.packedBytes) throw damaged(entry.name)

  let crc = 0
  for (const piece of entry.method === 0 ? [packed] : inflate(packed, entry)) {
    zip.budget.left -= piece.length
    if (zip.budget.left < 0) throw tooLarge(zip.budget.limit)
    crc = crc32(piece, crc)
    yield piece
  }
  if (crc !== entry.crc) throw damaged(entry.name)
}

function* inflate(packed: Uint8Array, entry: ZipEntry): Generator<Uint8Array> {
  if (entry.method !== 8) throw damaged(entry.name)
  const pieces: Uint8Array[] = []
  const stream = new Inflate((piece) => pieces.push(piece))
  for (let at = 0; at < packed.length; at += sliceBytes) {
    const slice = packed.subarray(at, at + sliceBytes)
    try {
      stream.push(slice, at + sliceBytes >= packed.length)
    } catch {
      throw damaged(entry.name)
    }
    yield* pieces.splice(0)
  }
}

// Between stretches of this many bytes other requests get their turn.
const stretch = 2 ** 20

/** The same for a part of any length, with pauses in which the process does other work. @throws as `unpack` */
export async function* unpackInTurns(zip: Zip, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let sincePause = 0
  for (const piece of unpack(zip, entry)) {
    yield piece
    sincePause += piece.length
    if (sincePause < stretch) continue
    sincePause = 0
    await setImmediate()
  }
}

const largestWhole = 32 * 2 ** 20

/**
 * The whole of a part, for the small ones that describe the others. `undefined` when the archive has no such part.
 *
 * @throws as `unpack`, and for a part of more than 32 MB
 */
export function unpackWhole(zip: Zip, name: string): Uint8Array | undefined {
  const entry = zip.entries.get(name.toLowerCase())
  if (!entry) return undefined
  const pieces: Uint8Array[] = []
  let bytes = 0
  for (const piece of unpack(zip, entry)) {
    bytes += piece.length
    if (bytes > largestWhole) throw tooLarge(largestWhole)
    pieces.push(piece)
  }
  return joined(pieces)
}
