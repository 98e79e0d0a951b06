import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { editors, readers } from '../rules.ts'
import { judgeAll } from './commands.ts'
import { standingApi as api } from './contract.ts'
import { getEvaluation, listEvaluations } from './log/queries.ts'
import { getFirm, getOverview, listCandidates, listRenewals } from './queries.ts'

const firms: readonly Role[] = ['enterprise-user']

export const standingRoutes: readonly Route[] = [
  route(api.overview, readers, 'ladder.overview', ({ ctx }) => getOverview(ctx)),
  route(api.candidates, readers, 'ladder.candidates', ({ ctx, query }) => listCandidates(ctx, query)),
  route(api.renewals, readers, 'ladder.renewals', ({ ctx }) => listRenewals(ctx)),
  route(api.firm, readers, 'ladder.firm', ({ ctx, params }) => getFirm(ctx, params.id)),
  route(api.mine, firms, 'ladder.mine', ({ ctx }) => getFirm(ctx, ctx.actor.scope.id)),
  route(api.evaluations, readers, 'ladder.evaluations', ({ ctx, query }) => listEvaluations(ctx, query)),
  route(api.evaluation, readers, 'ladder.evaluation', ({ ctx, params }) => getEvaluation(ctx, params.id)),
  route(api.judge, editors, 'ladder.judge', ({ ctx }) => judgeAll(ctx)),
]
