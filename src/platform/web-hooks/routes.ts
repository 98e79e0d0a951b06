import { type Route, route } from '../http/route.ts'
import { changeSecret, endWebHook, proposeWebHook, resumeWebHook, sendAgain } from './commands.ts'
import { webHooksApi as api, hookAgreers, hookKeepers } from './contract.ts'
import { listDeliveries, listWebHooks } from './queries.ts'

const readers = [...hookKeepers, ...hookAgreers]

export const routes: readonly Route[] = [
  route(api.list, readers, 'webHooks.list', ({ ctx }) => listWebHooks(ctx)),
  route(api.propose, hookKeepers, 'webHooks.propose', ({ ctx, body }) => proposeWebHook(ctx, body)),
  route(api.secret, hookKeepers, 'webHooks.secret', ({ ctx, params, body }) => changeSecret(ctx, params.id, body)),
  route(api.resume, hookKeepers, 'webHooks.resume', ({ ctx, params, body }) => resumeWebHook(ctx, params.id, body)),
  route(api.end, hookKeepers, 'webHooks.end', ({ ctx, params, body }) => endWebHook(ctx, params.id, body)),
  route(api.deliveries, readers, 'webHooks.deliveries', ({ ctx, params }) => listDeliveries(ctx, params.id)),
  route(api.sendAgain, hookKeepers, 'webHooks.sendAgain', ({ ctx, params }) => sendAgain(ctx, params.id)),
]
