import { type Route, route } from '#platform/http/route.ts'
import { officialsOfRequests } from '../../rules.ts'
import { overseers, seconds } from '../policy.ts'
import { draftBulletin, proposeBulletin, reviseBulletin } from './commands.ts'
import { bulletinApi as api } from './contract.ts'
import { getDraftPaper, getPaper, listBulletins } from './queries.ts'

export const bulletinRoutes: readonly Route[] = [
  route(api.list, officialsOfRequests, 'requests.bulletins', ({ ctx }) => listBulletins(ctx)),
  route(api.draft, overseers, 'requests.draft-bulletin', ({ ctx, body }) => draftBulletin(ctx, body)),
  route(api.revise, overseers, 'requests.revise-bulletin', ({ ctx, params, body }) =>
    reviseBulletin(ctx, params.id, body),
  ),
  route(api.propose, overseers, 'requests.propose-bulletin', ({ ctx, params, body }) =>
    proposeBulletin(ctx, params.id, body.version),
  ),
  route(api.draftPaper, seconds, 'requests.bulletin-draft', ({ ctx, params }) => getDraftPaper(ctx, params.id)),
  route(api.paper, officialsOfRequests, 'requests.bulletin', ({ ctx, params }) => getPaper(ctx, params.id)),
]
