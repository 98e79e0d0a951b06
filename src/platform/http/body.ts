/** Reads what a request brings, within bounds, before any shape is looked at. */
import type { Context as HttpContext } from 'hono'
import { AppError } from '../errors.ts'

/** Nesting and number of values of a JSON body: far above what any contract asks, far below what hurts. */
const deepest = 40
const mostValues = 200_000
/** Parts of a form: fields and files. */
const mostParts = 50
const longestFileName = 255

const wrong = (field: string, problem: string) => new AppError('invalid', 'platform.invalidInput', { field, problem })

/** The body, counted while it comes: what a header says of its length is believed only where it is too large. */
async function readBody(request: Request, bodyLimit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new AppError('invalid', 'platform.bodyTooLarge', { megabytes: Math.floor(bodyLimit / 1e6) })
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) throw tooLarge()
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request.body ?? []) {
    length += piece.length
    if (length > bodyLimit) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Whether the request says that its body is of this type. A page of another site can send none of ours unasked. */
function requireType(c: HttpContext, wanted: string): void {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== wanted) throw wrong('content-type', wanted)
}

/** A JSON body as plain data. @throws AppError invalid `platform.invalidInput`, `platform.bodyTooLarge` */
export async function readJson(c: HttpContext, bodyLimit: number): Promise<unknown> {
  const bytes = await readBody(c.req.raw, bodyLimit)
  // Told before the type, which a request without a body does not name.
  if (bytes.length === 0) throw wrong('body', 'JSON')
  requireType(c, 'application/json')
  requireFlat(bytes)
  const text = decode(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong('body', 'JSON')
  }
  requirePlainText(value, 'body')
  return value
}

/** Fields and files of a form, in the order they were sent. @throws AppError invalid */
export async function readForm(c: HttpContext, bodyLimit: number): Promise<{ fields: unknown; files: File[] }> {
  const bytes = await readBody(c.req.raw, bodyLimit)
  requireType(c, 'multipart/form-data')
  const type = c.req.header('content-type') ?? ''
  requireFewParts(bytes, type)
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw wrong('body', 'multipart/form-data')
  })
  const files: File[] = []
  const fields: [string, string][] = []
  for (const [name, value] of form.entries()) {
    requirePlainText(name, 'body')
    if (typeof value === 'string') fields.push([name, value])
    else files.push(value)
  }
  for (const { name } of files) {
    requirePlainText(name, 'files')
    if (name.length > longestFileName)
      throw new AppError('invalid', 'platform.fileNameTooLong', { longest: longestFileName })
  }
  const plain = Object.fromEntries(fields)
  requirePlainText(plain, 'body')
  return { fields: plain, files }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw wrong('body', 'UTF-8')
  }
}

/** Counts depth and values in the bytes themselves, so that nothing is built that is refused. */
function requireFlat(bytes: Uint8Array): void {
  let depth = 0
  let values = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x7b || byte === 0x5b) {
      values++
      if (++depth > deepest) throw wrong('body', `JSON > ${deepest}`)
    } else if (byte === 0x7d || byte === 0x5d) depth--
    else if (byte === 0x2c) values++
  }
  if (values > mostValues) throw wrong('body', `JSON > ${mostValues}`)
}

function requireFewParts(bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? []
  const boundary = quoted ?? bare
  if (!boundary) throw wrong('content-type', 'boundary')
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let parts = 0
  for (let at = body.indexOf(`--${boundary}`); at >= 0; at = body.indexOf(`--${boundary}`, at + boundary.length)) {
    if (++parts > mostParts + 1) throw wrong('body', `multipart > ${mostParts}`)
  }
}

/**
 * Every text of the input is text that the database and other programs can hold: no NUL, no half of a character pair. A
 * key that means the object's own make is refused.
 */
export function requirePlainText(value: unknown, field: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new AppError('invalid', 'platform.unreadableText', { field })
  } else if (Array.isArray(value)) {
    for (const one of value) requirePlainText(one, field)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      requirePlainText(key, field)
      if (key === '__proto__') throw wrong(field, key)
      requirePlainText(one, key)
    }
  }
}
