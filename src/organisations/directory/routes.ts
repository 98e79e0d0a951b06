import { type Route, route } from '#platform/http/route.ts'
import { zh } from '../messages.zh.ts'
import { insiders } from '../rules.ts'
import { directoryWorkbook, downloadExport, proposeExport } from './commands.ts'
import { directoryApi as api } from './contract.ts'
import { listExports } from './queries.ts'
import { exporters } from './rules.ts'

export const routes: readonly Route[] = [
  route(api.workbook, insiders, 'organisations.directory', async ({ ctx }) => ({
    bytes: await directoryWorkbook(ctx),
    name: zh['organisations.directory.fileName'],
    mediaType: api.workbook.answer,
  })),
  route(api.listExports, exporters, 'organisations.exportContacts', ({ ctx }) => listExports(ctx)),
  route(api.proposeExport, exporters, 'organisations.exportContacts', ({ ctx, body }) => proposeExport(ctx, body)),
  route(api.downloadExport, exporters, 'organisations.exportContacts', async ({ ctx, params }) => ({
    bytes: await downloadExport(ctx, params.id),
    name: zh['organisations.directory.wholeName'],
    mediaType: api.downloadExport.answer,
  })),
]
