import { type Route, route } from '#platform/http/route.ts'
import { addWords, submitRequest } from './commands.ts'
import { entranceApi as api } from './contract.ts'
import { readSubmitted, topicsForSystems } from './queries.ts'

export const entranceRoutes: readonly Route[] = [
  route(api.topics, 'api-key', 'requests.entrance-topics', ({ ctx }) => topicsForSystems(ctx)),
  route(api.submit, 'api-key', 'requests.entrance-submit', ({ ctx, body }) => submitRequest(ctx, body)),
  route(api.state, 'api-key', 'requests.entrance-state', ({ ctx, params }) =>
    readSubmitted(ctx, params.externalNumber),
  ),
  route(api.words, 'api-key', 'requests.entrance-words', ({ ctx, params, body }) =>
    addWords(ctx, params.externalNumber, body),
  ),
]
