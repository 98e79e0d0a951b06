import { type Route, route } from '#platform/http/route.ts'
import { officialsOfRequests } from '../rules.ts'
import { overviewApi as api } from './contract.ts'
import { getBoard, getLoad } from './queries.ts'

export const overviewRoutes: readonly Route[] = [
  route(api.board, officialsOfRequests, 'requests.board', ({ ctx }) => getBoard(ctx)),
  route(api.load, officialsOfRequests, 'requests.load', ({ ctx, query }) => getLoad(ctx, query.weeks)),
]
