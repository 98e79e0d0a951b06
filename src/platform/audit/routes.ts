import { read } from '../db/transact.ts'
import { type Route, route } from '../http/route.ts'
import { languageOf } from '../i18n.ts'
import { beginCheck, stateOf } from './checks.ts'
import { auditApi as api } from './contract.ts'
import { exportAudit } from './export.ts'
import { getAuditRow, listAudit, listChoices } from './queries.ts'
import { auditors } from './rules.ts'

export const routes: readonly Route[] = [
  route(api.list, auditors, 'audit.list', ({ ctx, query }) => read(ctx, (tx) => listAudit(tx, ctx, query))),
  route(api.choices, auditors, 'audit.choices', ({ ctx }) => read(ctx, (tx) => listChoices(tx, ctx))),
  route(api.state, auditors, 'audit.state', ({ ctx }) => stateOf(ctx)),
  route(api.check, auditors, 'audit.check', async ({ ctx }) => {
    beginCheck(ctx)
    return { done: true }
  }),
  route(api.exportXlsx, auditors, 'audit.export', ({ ctx, query, headers }) =>
    exportAudit(ctx, query, 'xlsx', languageOf(headers.get('accept-language'))),
  ),
  route(api.exportCsv, auditors, 'audit.export', ({ ctx, query, headers }) =>
    exportAudit(ctx, query, 'csv', languageOf(headers.get('accept-language'))),
  ),
  route(api.get, auditors, 'audit.get', ({ ctx, params }) => read(ctx, (tx) => getAuditRow(tx, ctx, params.id))),
]
