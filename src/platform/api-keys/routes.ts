import { type Route, route } from '../http/route.ts'
import { issueApiKey, proposeApiKey, revokeApiKey } from './commands.ts'
import { apiKeysApi as api, keyAgreers, keyKeepers } from './contract.ts'
import { listApiKeys } from './queries.ts'

const readers = [...keyKeepers, ...keyAgreers]

export const routes: readonly Route[] = [
  route(api.list, readers, 'apiKeys.list', ({ ctx }) => listApiKeys(ctx)),
  route(api.propose, keyKeepers, 'apiKeys.propose', ({ ctx, body }) => proposeApiKey(ctx, body)),
  route(api.issue, keyKeepers, 'apiKeys.issue', ({ ctx, params, body }) => issueApiKey(ctx, params.id, body)),
  route(api.revoke, keyKeepers, 'apiKeys.revoke', ({ ctx, params, body }) => revokeApiKey(ctx, params.id, body)),
]
