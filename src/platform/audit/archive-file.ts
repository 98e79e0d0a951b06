import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { AppError, one } from '../errors.ts'
import { type ChainEntry, type ChainReport, verifyChain } from './chain.ts'

/**
 * An archive: packed lines of JSON. The first says whose audit it is and to which link it joins, then comes a line for
 * each link with its row and its details, the last holds the end of the chain and the SHA-256 of all lines before it.
 */
const End = z.object({ position: z.number().int().nonnegative(), hash: z.string() })
const Header = z.object({
  kind: z.literal('daqiao-audit-archive'),
  form: z.literal(1),
  city: z.string(),
  /** Rows before this moment. */
  before: z.string(),
  after: End,
})
const Trailer = z.object({ head: End, links: z.number(), sha256: z.string() })
const Entry = z.object({
  link: z.object({
    city: z.string(),
    position: z.number(),
    auditId: z.string(),
    algorithm: z.string(),
    hash: z.string(),
    sealedAt: z.string(),
  }),
  row: z
    .object({
      city: z.string(),
      id: z.string(),
      at: z.string(),
      accountId: z.string(),
      role: z.string(),
      action: z.string(),
      subjectKind: z.string(),
      subjectId: z.string().nullable(),
      result: z.string(),
      requestId: z.string(),
      grantId: z.string().nullable(),
      actingFor: z.string().nullable(),
      address: z.string().nullable(),
      detailsDigest: z.string().nullable(),
      digest: z.string(),
      digestForm: z.number(),
    })
    .nullable(),
  details: z.object({ text: z.string().nullable(), salt: z.string(), erasedAt: z.string().nullable() }).nullable(),
})

export type ArchiveHeader = Omit<z.output<typeof Header>, 'kind' | 'form'>

/**
 * Writes an archive whole or not at all, and never over another file: it gets its name when it lies on the disk.
 *
 * @throws AppError conflict `audit.archiveExists`
 */
export async function writeArchive(
  path: string,
  header: ArchiveHeader,
  entries: AsyncIterable<ChainEntry>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const waiting = `${path}.${process.pid}.partial`
  try {
    const file = createWriteStream(waiting, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(linesOf(header, entries)), createGzip(), file)
    await link(waiting, path).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new AppError('conflict', 'audit.archiveExists', { path }) : error
    })
    const folder = await open(dirname(path), 'r')
    await folder.sync().finally(() => folder.close())
  } finally {
    await rm(waiting, { force: true })
  }
}

async function* linesOf(header: ArchiveHeader, entries: AsyncIterable<ChainEntry>): AsyncGenerator<string> {
  const sha256 = createHash('sha256')
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    sha256.update(text)
    return text
  }
  let head = header.after
  let links = 0
  yield line({ kind: 'daqiao-audit-archive', form: 1, ...header })
  for await (const { link: one, row, details } of entries) {
    head = { position: one.position, hash: one.hash }
    links++
    yield line({ link: one, row, details })
  }
  yield `${JSON.stringify({ head, links, sha256: sha256.digest('hex') })}\n`
}

export interface ArchiveReport extends ChainReport {
  header: ArchiveHeader
  /** SHA-256 of the file as it lies on the disk. */
  fileSha256: string
}

/**
 * Proves an archive alone: it is complete, its lines are those that were written, and its links hold.
 *
 * @throws AppError not-found `audit.archiveMissing`, invalid `audit.archiveDamaged`
 */
export async function verifyArchive(path: string): Promise<ArchiveReport> {
  try {
    const fileSha256 = createHash('sha256')
    for await (const piece of createReadStream(path)) fileSha256.update(piece)
    const lines = linesIn(createReadStream(path).pipe(createGunzip()))
    return { ...(await verifyLines(lines)), fileSha256: fileSha256.digest('hex') }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isMissing
      ? new AppError('not-found', 'audit.archiveMissing', { path })
      : new AppError('invalid', 'audit.archiveDamaged', { path })
  }
}

async function verifyLines(lines: AsyncGenerator<string>): Promise<Omit<ArchiveReport, 'fileSha256'>> {
  const sha256 = createHash('sha256')
  const first = await lines.next()
  const header = Header.parse(JSON.parse(first.value))
  sha256.update(`${first.value}\n`)
  const trailers: z.output<typeof Trailer>[] = []
  async function* entries(): AsyncGenerator<ChainEntry> {
    for await (const line of lines) {
      const said: unknown = JSON.parse(line)
      const trailer = Trailer.safeParse(said)
      if (trailer.success) trailers.push(trailer.data)
      else if (trailers.length > 0) throw new Error('lines after the last')
      else {
        sha256.update(`${line}\n`)
        yield Entry.parse(said)
      }
    }
  }
  const report = await verifyChain(entries(), { from: header.after, erasingsRecorded: false })
  if (report.broken) return { ...report, header }
  const trailer = one(trailers)
  const isWhole =
    trailer.sha256 === sha256.digest('hex') &&
    trailer.links === report.links &&
    trailer.head.position === report.head.position &&
    trailer.head.hash === report.head.hash
  if (!isWhole) throw new Error('the last line does not fit the others')
  return { ...report, header }
}

async function* linesIn(unpacked: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of unpacked) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
