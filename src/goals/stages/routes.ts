import { type Route, route } from '#platform/http/route.ts'
import { preparers, readers } from '../policy.ts'
import { reachStage, setStages } from './commands.ts'
import { stagesApi } from './contract.ts'
import { listStages } from './queries.ts'

export const stageRoutes: readonly Route[] = [
  route(stagesApi.list, readers, 'goals.stages', ({ ctx, params }) => listStages(ctx, params.id)),
  route(stagesApi.set, preparers, 'goals.stages-set', async ({ ctx, params, body }) => {
    await setStages(ctx, params.id, body.stages)
    return { done: true }
  }),
  route(stagesApi.reach, preparers, 'goals.stage-reach', async ({ ctx, params, body }) => {
    await reachStage(ctx, params.id, params.stageId, body)
    return { done: true }
  }),
]
