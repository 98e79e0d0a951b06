import { type Route, route } from '#platform/http/route.ts'
import { editors, readers } from '../rules.ts'
import { proposeRule } from './commands.ts'
import { rulesApi as api } from './contract.ts'
import { addDraft, dropDraft, keepDraft } from './drafts/commands.ts'
import { getDraft, listDrafts } from './drafts/queries.ts'
import { listRules, replay } from './queries.ts'

export const rulesRoutes: readonly Route[] = [
  route(api.rules, readers, 'ladder.rules', ({ ctx }) => listRules(ctx)),
  route(api.replay, editors, 'ladder.replay', ({ ctx, body }) => replay(ctx, body)),
  route(api.propose, editors, 'ladder.propose-rule', ({ ctx, body }) => proposeRule(ctx, body)),
  route(api.drafts, editors, 'ladder.drafts', ({ ctx }) => listDrafts(ctx)),
  route(api.draft, editors, 'ladder.draft', ({ ctx, params }) => getDraft(ctx, params.id)),
  route(api.addDraft, editors, 'ladder.add-draft', ({ ctx, body }) => addDraft(ctx, body)),
  route(api.keepDraft, editors, 'ladder.keep-draft', ({ ctx, params, body }) => keepDraft(ctx, params.id, body)),
  route(api.dropDraft, editors, 'ladder.drop-draft', async ({ ctx, params, body }) => {
    await dropDraft(ctx, params.id, body)
    return { done: true }
  }),
]
