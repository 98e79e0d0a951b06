import { type Route, route } from '#platform/http/route.ts'
import { preparers } from '../policy.ts'
import { planDiffApi } from './contract.ts'
import { diffPapers, listPapers } from './queries.ts'

export const planDiffRoutes: readonly Route[] = [
  route(planDiffApi.papers, preparers, 'goals.plan-papers', ({ ctx }) => listPapers(ctx)),
  route(planDiffApi.diff, preparers, 'goals.plan-diff', ({ ctx, query }) => diffPapers(ctx, query)),
]
