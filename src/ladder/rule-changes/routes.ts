import { type Route, route } from '#platform/http/route.ts'
import { editors, readers } from '../rules.ts'
import { proposeRule } from './commands.ts'
import { rulesApi as api } from './contract.ts'
import { listRules, replay } from './queries.ts'

export const rulesRoutes: readonly Route[] = [
  route(api.rules, readers, 'ladder.rules', ({ ctx }) => listRules(ctx)),
  route(api.replay, editors, 'ladder.replay', ({ ctx, body }) => replay(ctx, body)),
  route(api.propose, editors, 'ladder.propose-rule', ({ ctx, body }) => proposeRule(ctx, body)),
]
