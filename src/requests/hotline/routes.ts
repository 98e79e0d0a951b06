import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { languageOf } from '#platform/i18n.ts'
import { problemSheet } from '#platform/imports/index.ts'
import { deskRoles } from '../rules.ts'
import { checkImport, giveUpImport, resumeImport, startImport, uploadTickets } from './commands.ts'
import { hotlineApi as api } from './contract.ts'
import { makeExport, takeExport } from './exports/commands.ts'
import { templateSheet } from './papers/queries.ts'
import { getImport, listImports, ticketImports } from './queries.ts'

export const hotlineRoutes: readonly Route[] = [
  route(api.list, deskRoles, 'requests.hotline-list', ({ ctx }) => listImports(ctx)),
  route(api.template, deskRoles, 'requests.hotline-template', () => templateSheet()),
  route(api.upload, deskRoles, 'requests.hotline-upload', async ({ ctx, body, files: [file] }) => {
    if (!file) throw new AppError('invalid', 'platform.imports.noFile')
    const bytes = new Uint8Array(await file.arrayBuffer())
    return uploadTickets(ctx, { source: body.source, fileName: file.name, bytes })
  }),
  route(api.get, deskRoles, 'requests.hotline-get', ({ ctx, params }) => getImport(ctx, params.id)),
  route(api.check, deskRoles, 'requests.hotline-check', ({ ctx, params, body }) => checkImport(ctx, params.id, body)),
  route(api.start, deskRoles, 'requests.hotline-start', ({ ctx, params, body }) => startImport(ctx, params.id, body)),
  route(api.resume, deskRoles, 'requests.hotline-resume', ({ ctx, params }) => resumeImport(ctx, params.id)),
  route(api.giveUp, deskRoles, 'requests.hotline-give-up', ({ ctx, params }) => giveUpImport(ctx, params.id)),
  route(api.problems, deskRoles, 'requests.hotline-problems', ({ ctx, params, headers }) =>
    problemSheet(ctx, ticketImports, params.id, languageOf(headers.get('accept-language'))),
  ),
  route(api.makeExport, deskRoles, 'requests.hotline-export', ({ ctx, params }) => makeExport(ctx, params.id)),
  route(api.exportFile, deskRoles, 'requests.hotline-export-file', ({ ctx, params, query }) =>
    takeExport(ctx, params.id, query.format),
  ),
]
