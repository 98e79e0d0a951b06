import { ReadError } from './errors.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * Decode plain text in UTF-8, GB18030 or UTF-16, with or without a byte order mark. A few damaged bytes (a file cut in
 * the middle of a character) are dropped; bytes that are no text at all are refused.
 * @throws ReadError documents.emptyFile | documents.binary
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length === 0) throw new ReadError('documents.emptyFile', { name })
  const marked = byMark(bytes)
  if (marked) return checked(decodeLossy(bytes.subarray(marked.skip), marked.encoding), name)
  const wide = looksWide(bytes)
  if (wide) return checked(decodeLossy(bytes, wide), name)
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = decodeStrict(bytes, encoding)
    if (text !== null && (encoding === 'utf-8' || isPlausible(text))) return checked(text, name)
  }
  const options = (['utf-8', 'gb18030'] as const).map((encoding) => decodeLossy(bytes, encoding))
  const damage = options.map((text) => damageOf(text))
  const best = (damage[0] ?? 1) <= (damage[1] ?? 1) ? 0 : 1
  if ((damage[best] ?? 1) > 0.05) throw new ReadError('documents.binary', { name })
  return checked(options[best] ?? '', name)
}

function byMark(bytes: Uint8Array): { encoding: Encoding; skip: number } | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 }
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return { encoding: 'gb18030', skip: 4 }
  return null
}

function decodeStrict(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const decodeLossy = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)

const sample = 8192

/** UTF-16 without a mark: read as pairs, nearly every unit is Han, punctuation or ASCII, in one byte order only. */
function looksWide(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length & ~1, sample)
  if (length < 8) return null
  const shares = [share(bytes, length, 0), share(bytes, length, 1)]
  const little = shares[0] ?? 0
  const big = shares[1] ?? 0
  if (Math.max(little, big) < 0.9 || Math.abs(little - big) < 0.2) return null
  return little > big ? 'utf-16le' : 'utf-16be'
}

function share(bytes: Uint8Array, length: number, order: 0 | 1): number {
  let good = 0
  let common = 0
  for (let i = 0; i < length; i += 2) {
    const unit =
      order === 0 ? (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) : ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0)
    if (
      (unit >= 0x20 && unit < 0x7f) ||
      unit === 10 ||
      unit === 13 ||
      unit === 9 ||
      unit === 0x3000 ||
      unit === 0x3001 ||
      unit === 0x3002
    ) {
      good++
      common++
    } else if (
      (unit >= 0x4e00 && unit <= 0x9fa5) ||
      (unit >= 0xff01 && unit <= 0xff5e) ||
      (unit >= 0x2010 && unit <= 0x2030)
    )
      good++
    else if (unit >= 0x3003 && unit <= 0x301f) good++
  }
  // two-byte codes of ASCII-only text (UTF-8 pairs such as 0x6e61) are Han by chance; real UTF-16 has some common marks
  return common * 50 >= length / 2 || length < 400 ? good / (length / 2) : 0
}

/** GB18030 accepts almost any bytes; text has mostly the characters of its first level, and few rare ones. */
function isPlausible(text: string): boolean {
  let common = 0
  let rare = 0
  for (let i = 0; i < Math.min(text.length, sample); i++) {
    const unit = text.charCodeAt(i)
    if (
      unit < 0x80 ||
      (unit >= 0x3000 && unit <= 0x303f) ||
      (unit >= 0x4e00 && unit <= 0x9fa5) ||
      (unit >= 0xff00 && unit <= 0xffef)
    )
      common++
    else if (unit >= 0x2000 && unit <= 0x266f) common++
    else rare++
  }
  return rare * 20 <= common
}

/** Share of characters that no text has. */
function damageOf(text: string): number {
  let bad = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd || (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13 && unit !== 12)) bad++
  }
  return text.length === 0 ? 1 : bad / text.length
}

function checked(text: string, name: string): string {
  if (text.length === 0) throw new ReadError('documents.emptyFile', { name })
  if (damageOf(text) > 0.05) throw new ReadError('documents.binary', { name })
  return text.includes('\ufffd') ? text.replaceAll('\ufffd', '') : text
}
