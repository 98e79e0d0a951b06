import { type Route, route } from '#platform/http/route.ts'
import { readers } from '../policy.ts'
import { addIndicator, changeIndicator } from './commands.ts'
import { indicatorsApi } from './contract.ts'
import { cataloguers } from './policy.ts'
import { listIndicators } from './queries.ts'

export const indicatorRoutes: readonly Route[] = [
  route(indicatorsApi.list, readers, 'goals.indicators', ({ ctx }) => listIndicators(ctx)),
  route(indicatorsApi.add, cataloguers, 'goals.indicator-add', ({ ctx, body }) => addIndicator(ctx, body)),
  route(indicatorsApi.change, cataloguers, 'goals.indicator-change', ({ ctx, params, body }) =>
    changeIndicator(ctx, params.id, body),
  ),
]
