import { type Route, route } from '#platform/http/route.ts'
import { editors, readers } from '../rules.ts'
import { addPick, closePick, followPick, handPick } from './commands.ts'
import { picksApi as api } from './contract.ts'
import { listPicks, listTakers } from './queries.ts'

export const picksRoutes: readonly Route[] = [
  route(api.list, readers, 'ladder.picks', ({ ctx }) => listPicks(ctx)),
  route(api.add, editors, 'ladder.add-pick', ({ ctx, body }) => addPick(ctx, body)),
  route(api.close, editors, 'ladder.close-pick', async ({ ctx, params, body }) => {
    await closePick(ctx, params.id, body)
    return { done: true }
  }),
  route(api.officers, editors, 'ladder.officers', ({ ctx, params }) => listTakers(ctx, params.id)),
  route(api.hand, editors, 'ladder.hand-pick', async ({ ctx, params, body }) => {
    await handPick(ctx, params.id, body)
    return { done: true }
  }),
  route(api.follow, editors, 'ladder.follow-pick', async ({ ctx, params, body }) => {
    await followPick(ctx, params.id, body)
    return { done: true }
  }),
]
