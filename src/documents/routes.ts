import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import type { Context } from '#platform/actor.ts'
import { read } from '#platform/db/transact.ts'
import { AppError, found } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { cities } from '#platform/tables.ts'
import {
  addDocument,
  changeDocument,
  decideProposals,
  largestDocument,
  pastedFile,
  requestReading,
  setArticleOwner,
} from './commands.ts'
import { documentsApi, preparers } from './contract.ts'
import { readers } from './policy.ts'
import { getDocument, getOriginal, getPulse, listDocuments } from './queries.ts'

const samplePage = new URL('../packs/sample/pages/sample-daily.txt', import.meta.url)

export const routes: readonly Route[] = [
  route(documentsApi.list, readers, 'documents.list', ({ ctx, query }) => listDocuments(ctx, query)),
  route(documentsApi.add, preparers, 'documents.add', async ({ ctx, body, files }) => {
    const [file] = files
    if (!file || files.length > 1) throw new AppError('invalid', 'documents.oneFile')
    if (file.size > largestDocument) throw tooLarge(file.name, file.size)
    const bytes = new Uint8Array(await file.arrayBuffer())
    return addDocument(ctx, { name: file.name, bytes, mediaType: file.type || 'application/octet-stream' }, body)
  }),
  route(documentsApi.paste, preparers, 'documents.paste', async ({ ctx, body: { name, text, ...given } }) => {
    const file = pastedFile(name, text)
    if (file.bytes.length > largestDocument) throw tooLarge(name, file.bytes.length)
    return addDocument(ctx, file, given)
  }),
  route(documentsApi.sample, preparers, 'documents.sample', async ({ ctx }) => {
    if (!(await isSampleCity(ctx))) throw new AppError('invalid', 'documents.sampleOnly')
    const bytes = new Uint8Array(await readFile(samplePage))
    return addDocument(ctx, { name: 'sample-daily.txt', bytes, mediaType: 'text/plain' }, {})
  }),
  route(documentsApi.get, readers, 'documents.get', ({ ctx, params, query }) =>
    getDocument(ctx, params.id, query.reading),
  ),
  route(documentsApi.pulse, readers, 'documents.get', ({ ctx, params }) => getPulse(ctx, params.id)),
  route(documentsApi.change, preparers, 'documents.change', async ({ ctx, params, body }) => {
    await changeDocument(ctx, params.id, body)
    return { done: true }
  }),
  route(documentsApi.setOwner, preparers, 'documents.setOwner', async ({ ctx, params, body }) => {
    const owner = body.kind && body.id ? { kind: body.kind, id: body.id } : null
    await setArticleOwner(ctx, params.id, params.position, owner)
    return { done: true }
  }),
  route(documentsApi.decide, preparers, 'documents.decide', async ({ ctx, params, body }) => ({
    proposals: await decideProposals(ctx, params.id, body.decisions),
  })),
  route(documentsApi.readAgain, preparers, 'documents.readAgain', async ({ ctx, params }) => {
    await requestReading(ctx, params.id)
    return { done: true }
  }),
  route(documentsApi.original, readers, 'documents.original', async ({ ctx, params }) => {
    const { bytes, name } = found(await getOriginal(ctx, params.id), 'documents.notFound')
    return { bytes, name, mediaType: 'application/octet-stream' }
  }),
]

const isSampleCity = (ctx: Context): Promise<boolean> =>
  read(ctx, async (tx) => {
    const [city] = await tx.select({ isSample: cities.isSample }).from(cities).where(eq(cities.code, ctx.city))
    return city?.isSample ?? false
  })

const tooLarge = (name: string, bytes: number): AppError =>
  new AppError('invalid', 'documents.tooLarge', { name, size: Math.ceil(bytes / 1e6), limit: largestDocument / 1e6 })
