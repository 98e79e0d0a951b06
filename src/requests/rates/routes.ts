import { type Route, route } from '#platform/http/route.ts'
import { officialsOfRequests } from '../rules.ts'
import { listRateCases, rateCasesCsv } from './cases/queries.ts'
import { ratesApi as api } from './contract.ts'
import { getRates } from './queries.ts'

export const ratesRoutes: readonly Route[] = [
  route(api.rates, officialsOfRequests, 'requests.rates', ({ ctx, query }) => getRates(ctx, query)),
  route(api.cases, officialsOfRequests, 'requests.rate-cases', ({ ctx, query }) => listRateCases(ctx, query)),
  route(api.csv, officialsOfRequests, 'requests.rates-csv', ({ ctx, query }) => rateCasesCsv(ctx, query)),
]
