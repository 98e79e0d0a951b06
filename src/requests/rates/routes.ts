import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { officialsOfRequests } from '../rules.ts'
import { bulletinRoutes } from './bulletin/routes.ts'
import { listRateCases, rateCasesCsv } from './cases/queries.ts'
import { ratesApi as api } from './contract.ts'
import { openingRoutes } from './opening/routes.ts'
import { listPeriodCases } from './periods/cases/queries.ts'
import {
  checkPeriod,
  closePeriod,
  contestClock,
  correctPeriod,
  decideContest,
  openPeriod,
  settlePeriod,
} from './periods/commands.ts'
import { periodsApi as periods } from './periods/contract.ts'
import { getPeriod, listPeriods } from './periods/queries.ts'
import { overseers, seconds } from './policy.ts'
import { getRates } from './queries.ts'

const heads: readonly Role[] = ['unit-head']

export const ratesRoutes: readonly Route[] = [
  route(api.rates, officialsOfRequests, 'requests.rates', ({ ctx, query }) => getRates(ctx, query)),
  route(api.cases, officialsOfRequests, 'requests.rate-cases', ({ ctx, query }) => listRateCases(ctx, query)),
  route(api.csv, officialsOfRequests, 'requests.rates-csv', ({ ctx, query }) => rateCasesCsv(ctx, query)),
  route(periods.list, officialsOfRequests, 'requests.periods', ({ ctx }) => listPeriods(ctx)),
  route(periods.get, officialsOfRequests, 'requests.period', ({ ctx, params }) => getPeriod(ctx, params.id)),
  route(periods.cases, officialsOfRequests, 'requests.period-cases', ({ ctx, params, query }) =>
    listPeriodCases(ctx, params.id, query),
  ),
  route(periods.open, overseers, 'requests.open-period', ({ ctx, body }) => openPeriod(ctx, body.month)),
  route(periods.check, heads, 'requests.check-period', ({ ctx, params }) => checkPeriod(ctx, params.id)),
  route(periods.contest, heads, 'requests.contest', ({ ctx, params, body }) => contestClock(ctx, params.id, body)),
  route(periods.decide, overseers, 'requests.decide-contest', ({ ctx, params, body }) =>
    decideContest(ctx, params.id, body),
  ),
  route(periods.settle, overseers, 'requests.settle-period', ({ ctx, params, body }) =>
    settlePeriod(ctx, params.id, body.version),
  ),
  route(periods.close, seconds, 'requests.close-period', ({ ctx, params, body }) =>
    closePeriod(ctx, params.id, body.version),
  ),
  route(periods.correct, overseers, 'requests.correct-period', ({ ctx, params, body }) =>
    correctPeriod(ctx, params.id, body.words),
  ),
  ...openingRoutes,
  ...bulletinRoutes,
]
