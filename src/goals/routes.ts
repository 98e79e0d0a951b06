import { type Route, route } from '#platform/http/route.ts'
import { breakdownRoutes } from './breakdown/routes.ts'
import { addGoal, changeGoal, removeGoal } from './commands.ts'
import { goalsApi } from './contract.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { planDiffRoutes } from './plan-diff/routes.ts'
import { preparers, readers } from './policy.ts'
import { listCascade, listChoices, listOfDocument, proposeLeads } from './queries.ts'
import { stageRoutes } from './stages/routes.ts'
import { takeUpRoutes } from './take-up/routes.ts'
import { targetRoutes } from './targets/routes.ts'

export const routes: readonly Route[] = [
  route(goalsApi.cascade, readers, 'goals.list', ({ ctx, query }) => listCascade(ctx, query)),
  route(goalsApi.add, preparers, 'goals.add', async ({ ctx, body }) => ({ id: await addGoal(ctx, body) })),
  route(goalsApi.change, preparers, 'goals.change', async ({ ctx, params, body }) => {
    await changeGoal(ctx, params.id, body)
    return { done: true }
  }),
  route(goalsApi.remove, preparers, 'goals.remove', async ({ ctx, params, query }) => {
    await removeGoal(ctx, params.id, query.version)
    return { done: true }
  }),
  route(goalsApi.choices, preparers, 'goals.choices', ({ ctx }) => listChoices(ctx)),
  route(goalsApi.ofDocument, readers, 'goals.ofDocument', ({ ctx, params }) => listOfDocument(ctx, params.documentId)),
  route(goalsApi.leadProposals, preparers, 'goals.leadProposals', ({ ctx, params }) => proposeLeads(ctx, params.id)),
  ...takeUpRoutes,
  ...breakdownRoutes,
  ...indicatorRoutes,
  ...targetRoutes,
  ...stageRoutes,
  ...planDiffRoutes,
]
