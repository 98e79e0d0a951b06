import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { languageOf } from '#platform/i18n.ts'
import { problemSheet } from '#platform/imports/index.ts'
import { keepers } from '../policy.ts'
import { checkImport, giveUpImport, resumeImport, startImport, uploadFirms } from './commands.ts'
import { importApi as api } from './contract.ts'
import { templateSheet } from './papers/queries.ts'
import { firmImports, getImport, listImports } from './queries.ts'

export const importRoutes: readonly Route[] = [
  route(api.list, keepers, 'enterprises.import-list', ({ ctx }) => listImports(ctx)),
  route(api.template, keepers, 'enterprises.import-template', ({ ctx }) => templateSheet(ctx)),
  route(api.upload, keepers, 'enterprises.import-upload', async ({ ctx, body, files: [file] }) => {
    if (!file) throw new AppError('invalid', 'platform.imports.noFile')
    const bytes = new Uint8Array(await file.arrayBuffer())
    return uploadFirms(ctx, { source: body.source, fileName: file.name, bytes })
  }),
  route(api.get, keepers, 'enterprises.import-get', ({ ctx, params }) => getImport(ctx, params.id)),
  route(api.check, keepers, 'enterprises.import-check', ({ ctx, params, body }) => checkImport(ctx, params.id, body)),
  route(api.start, keepers, 'enterprises.import-start', ({ ctx, params, body }) => startImport(ctx, params.id, body)),
  route(api.resume, keepers, 'enterprises.import-resume', ({ ctx, params }) => resumeImport(ctx, params.id)),
  route(api.giveUp, keepers, 'enterprises.import-give-up', ({ ctx, params }) => giveUpImport(ctx, params.id)),
  route(api.problems, keepers, 'enterprises.import-problems', ({ ctx, params, headers }) =>
    problemSheet(ctx, firmImports, params.id, languageOf(headers.get('accept-language'))),
  ),
]
