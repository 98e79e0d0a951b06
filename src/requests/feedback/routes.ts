import { type Route, route } from '#platform/http/route.ts'
import { deskRoles } from '../rules.ts'
import { callBackFirm, rateRequest } from './commands.ts'
import { feedbackApi as api } from './contract.ts'
import { ratingReaders } from './policy.ts'
import { feedbackOf, listCallBacks } from './queries.ts'

export const feedbackRoutes: readonly Route[] = [
  route(api.callBacks, deskRoles, 'requests.list-call-backs', ({ ctx, query }) => listCallBacks(ctx, query)),
  route(api.feedback, [...ratingReaders, 'enterprise-user'], 'requests.feedback', ({ ctx, params }) =>
    feedbackOf(ctx, params.id),
  ),
  route(api.rate, ['enterprise-user'], 'requests.rate', ({ ctx, params, body }) => rateRequest(ctx, params.id, body)),
  route(api.callBack, deskRoles, 'requests.call-back', ({ ctx, params, body }) => callBackFirm(ctx, params.id, body)),
]
