import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { fill, languageOf } from '#platform/i18n.ts'
import { en as sheetsEn } from '#platform/sheets/messages.en.ts'
import { zh as sheetsZh } from '#platform/sheets/messages.zh.ts'
import { en } from '../messages.en.ts'
import { zh } from '../messages.zh.ts'
import { preparers, readers } from '../policy.ts'
import { addActual, readTarget, shareTarget } from './commands.ts'
import { targetsApi } from './contract.ts'
import { getTarget, listTargets } from './queries.ts'
import { importFigures } from './sheets/commands.ts'
import { templateWorkbook } from './sheets/queries.ts'

/** Largest table of figures that is read at once, in bytes. */
const largestTable = 5_000_000

const words: Record<'zh' | 'en', Record<string, string>> = { zh: { ...sheetsZh, ...zh }, en: { ...sheetsEn, ...en } }

export const targetRoutes: readonly Route[] = [
  route(targetsApi.list, readers, 'goals.targets', ({ ctx, query }) => listTargets(ctx, query)),
  route(targetsApi.detail, readers, 'goals.target', ({ ctx, params }) => getTarget(ctx, params.id)),
  route(targetsApi.read, preparers, 'goals.target-read', async ({ ctx, params, body }) => {
    await readTarget(ctx, params.id, body)
    return { done: true }
  }),
  route(targetsApi.share, preparers, 'goals.target-share', async ({ ctx, params, body }) => {
    await shareTarget(ctx, params.id, body)
    return { done: true }
  }),
  route(targetsApi.addActual, preparers, 'goals.actual-add', async ({ ctx, body }) => ({
    id: await addActual(ctx, body),
  })),
  route(targetsApi.template, preparers, 'goals.actual-template', async ({ ctx, query }) => ({
    bytes: await templateWorkbook(ctx, query.period),
    name: `${fill(zh['goals.sheet.name'], { period: query.period })}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })),
  route(targetsApi.import, preparers, 'goals.actual-import', async ({ ctx, body, files, headers }) => {
    const [file] = files
    if (!file || file.size > largestTable) throw new AppError('invalid', 'goals.sheet.file')
    const table = words[languageOf(headers.get('accept-language'))]
    const bytes = new Uint8Array(await file.arrayBuffer())
    return importFigures(ctx, bytes, body.apply === 'yes', (key, facts) => fill(table[key] ?? key, facts))
  }),
]
