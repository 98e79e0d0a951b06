import { inflateRawSync } from 'node:zlib'
import { ReadError } from '../errors.ts'

/** Files inside a zip, read one by one within bounds. */
export interface Archive {
  names: readonly string[]
  has(name: string): boolean
  /** @throws ReadError documents.zipBomb | documents.truncated | documents.passwordProtected */
  text(name: string): string
}

interface Entry {
  method: number
  encrypted: boolean
  packed: number
  size: number
  offset: number
}

/** No file inside may unpack to more than this, nor all of them together to more than `largestTotal`. */
const largestEntry = 48 * 1024 * 1024
const largestTotal = 96 * 1024 * 1024
const mostEntries = 20_000

/**
 * Open a zip by its central directory. Sizes written in the file are not trusted: unpacking stops at the bound.
 * @throws ReadError documents.truncated where the directory is missing or points outside
 */
export function openZip(bytes: Uint8Array, name: string): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(bytes, view, name)
  let unpacked = 0
  const read = (entryName: string): Uint8Array => {
    const entry = entries.get(entryName)
    if (!entry) throw new ReadError('documents.truncated', { name })
    if (entry.encrypted) throw new ReadError('documents.passwordProtected', { name })
    const bound = Math.min(largestEntry, largestTotal - unpacked)
    if (entry.size > bound) throw new ReadError('documents.zipBomb', { name })
    const content = unpack(bytes, view, entry, bound, name)
    unpacked += content.length
    return content
  }
  return {
    names: [...entries.keys()],
    has: (entryName) => entries.has(entryName),
    text: (entryName) => decodeXml(read(entryName)),
  }
}

function readDirectory(bytes: Uint8Array, view: DataView, name: string): Map<string, Entry> {
  const damaged = (): ReadError => new ReadError('documents.truncated', { name })
  const end = findEnd(view)
  if (end < 0) throw damaged()
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > mostEntries) throw new ReadError('documents.zipBomb', { name })
  const entries = new Map<string, Entry>()
  const names = new TextDecoder()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged()
    const nameLength = view.getUint16(at + 28, true)
    const entryName = names.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
    entries.set(entryName.replace(/^\//, ''), {
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === 0x06054b50) return at
  return -1
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, bound: number, name: string): Uint8Array {
  const { offset, packed, method } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) {
    throw new ReadError('documents.truncated', { name })
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const content = bytes.subarray(start, start + packed)
  if (content.length < packed) throw new ReadError('documents.truncated', { name })
  if (method === 0) return content
  if (method !== 8) throw new ReadError('documents.unknownFormat', { name })
  try {
    return inflateRawSync(content, { maxOutputLength: bound })
  } catch (error) {
    const bomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new ReadError(bomb ? 'documents.zipBomb' : 'documents.truncated', { name })
  }
}

function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
