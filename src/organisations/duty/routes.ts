import { type Route, route } from '#platform/http/route.ts'
import { setRoster } from './commands.ts'
import { dutyApi as api } from './contract.ts'
import { rosterEditors, rosterReaders } from './policy.ts'
import { getRoster } from './queries.ts'

export const routes: readonly Route[] = [
  route(api.get, rosterReaders, 'organisations.duty', ({ ctx, params }) => getRoster(ctx, params.id)),
  route(api.set, rosterEditors, 'organisations.set-duty', ({ ctx, params, body }) => setRoster(ctx, params.id, body)),
]
