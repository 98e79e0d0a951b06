import { read } from '#platform/db/transact.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { proposeActing } from './acting/commands.ts'
import {
  closeAccount,
  endAccountSessions,
  makeAccount,
  proposeReopening,
  resetPassword,
  unlockAccount,
} from './commands.ts'
import { accountsApi as api } from './contract.ts'
import { getAccount, listDeputies, listOwnGrants } from './detail/queries.ts'
import { endGrant, endPortfolioItem, proposeDates, proposeGrant, proposeItems } from './grants/commands.ts'
import { checkAccounts, importAccounts } from './import/commands.ts'
import { accountsForm } from './import/queries.ts'
import { zh } from './messages.zh.ts'
import { holders, keepers, makers } from './policy.ts'
import { listAccounts } from './queries.ts'
import { searchPlaces } from './scopes/queries.ts'

/** The only file of a form. @throws AppError invalid `organisations.import.oneFile` */
async function oneFile([file, ...others]: readonly File[]): Promise<Uint8Array> {
  if (!file || others.length > 0) throw new AppError('invalid', 'organisations.import.oneFile')
  return new Uint8Array(await file.arrayBuffer())
}

export const routes: readonly Route[] = [
  route(api.list, keepers, 'accounts.list', ({ ctx, query }) => listAccounts(ctx, query)),
  route(api.make, makers, 'accounts.make', ({ ctx, body }) => makeAccount(ctx, body)),
  route(api.importForm, makers, 'accounts.importForm', async () => ({
    bytes: await accountsForm(),
    name: zh['accounts.import.fileName'],
    mediaType: api.importForm.answer,
  })),
  route(api.checkImport, makers, 'accounts.checkImport', async ({ ctx, files }) =>
    checkAccounts(ctx, await oneFile(files)),
  ),
  route(api.applyImport, makers, 'accounts.import', async ({ ctx, files }) =>
    importAccounts(ctx, await oneFile(files)),
  ),
  route(api.listDeputies, holders, 'accounts.listDeputies', ({ ctx, query }) => listDeputies(ctx, query)),
  route(api.listOwnGrants, holders, 'accounts.listOwnGrants', ({ ctx }) => listOwnGrants(ctx)),
  route(api.listScopes, makers, 'accounts.listScopes', ({ ctx, query }) =>
    read(ctx, (tx) => searchPlaces(tx, ctx, query.kind, query.q)),
  ),
  route(api.get, keepers, 'accounts.get', ({ ctx, params }) => getAccount(ctx, params.id)),
  route(api.resetPassword, makers, 'accounts.resetPassword', ({ ctx, params }) => resetPassword(ctx, params.id)),
  route(api.close, keepers, 'accounts.close', ({ ctx, params, body }) => closeAccount(ctx, params.id, body)),
  route(api.reopen, makers, 'accounts.reopen', ({ ctx, params, body }) => proposeReopening(ctx, params.id, body)),
  route(api.endSessions, keepers, 'accounts.endSessions', ({ ctx, params, body }) =>
    endAccountSessions(ctx, params.id, body),
  ),
  route(api.unlock, makers, 'accounts.unlock', ({ ctx, params }) => unlockAccount(ctx, params.id)),
  route(api.proposeGrant, makers, 'accounts.propose', ({ ctx, params, body }) => proposeGrant(ctx, params.id, body)),
  route(api.endGrant, holders, 'accounts.endGrant', ({ ctx, params, body }) => endGrant(ctx, params.id, body)),
  route(api.correctGrant, makers, 'accounts.correctGrant', ({ ctx, params, body }) =>
    proposeDates(ctx, params.id, body),
  ),
  route(api.widenPortfolio, makers, 'accounts.widenPortfolio', ({ ctx, params, body }) =>
    proposeItems(ctx, params.id, body),
  ),
  route(api.endPortfolioItem, keepers, 'accounts.endPortfolioItem', ({ ctx, params, body }) =>
    endPortfolioItem(ctx, params.id, body),
  ),
  route(api.proposeActing, holders, 'accounts.proposeActing', ({ ctx, params, body }) =>
    proposeActing(ctx, params.id, body),
  ),
]
