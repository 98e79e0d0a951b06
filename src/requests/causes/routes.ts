import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, officialsOfRequests, unitRoles } from '../rules.ts'
import { keepCause, makeCause, tieRequests, untieRequests } from './commands.ts'
import { causesApi as api } from './contract.ts'
import { getCause, listCauses } from './queries.ts'

const keepers: readonly Role[] = [...deskRoles, ...unitRoles]

export const causeRoutes: readonly Route[] = [
  route(api.list, officialsOfRequests, 'requests.list-causes', ({ ctx, query }) => listCauses(ctx, query)),
  route(api.get, officialsOfRequests, 'requests.get-cause', ({ ctx, params }) => getCause(ctx, params.id)),
  route(api.make, deskRoles, 'requests.make-cause', ({ ctx, body }) => makeCause(ctx, body)),
  route(api.keep, keepers, 'requests.keep-cause', ({ ctx, params, body }) => keepCause(ctx, params.id, body)),
  route(api.tie, keepers, 'requests.tie', ({ ctx, params, body }) => tieRequests(ctx, params.id, body)),
  route(api.untie, keepers, 'requests.untie', ({ ctx, params, body }) => untieRequests(ctx, params.id, body)),
]
