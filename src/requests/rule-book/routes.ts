import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, officialsOfRequests, unitRoles } from '../rules.ts'
import { rulesApi as api } from './contract.ts'
import { addDispatchRule, endDispatchRule } from './dispatching/commands.ts'
import { listDispatchRules, previewDispatchRule } from './dispatching/queries.ts'
import { previewRecalculation, proposeLimits, proposeRecalculation } from './limits/commands.ts'
import { getLimits, previewLimits } from './limits/queries.ts'
import { proposingRoles, templateRoles } from './policy.ts'
import { addTemplate, changeTemplate, endTemplate } from './templates/commands.ts'
import { listTemplates, offeredTemplates } from './templates/queries.ts'
import { addTopic, changeTopic, endTopic, moveTopic } from './topics/commands.ts'
import { listAllTopics } from './topics/queries.ts'

const officials = officialsOfRequests
const handlers: readonly Role[] = [...deskRoles, ...unitRoles]

export const rulesRoutes: readonly Route[] = [
  route(api.limits, officials, 'requests.limits', ({ ctx }) => getLimits(ctx)),
  route(api.previewLimits, proposingRoles, 'requests.preview-limits', ({ ctx, body }) => previewLimits(ctx, body)),
  route(api.proposeLimits, proposingRoles, 'requests.propose-limits', ({ ctx, body }) => proposeLimits(ctx, body)),
  route(api.recalculation, proposingRoles, 'requests.preview-recalculation', ({ ctx }) => previewRecalculation(ctx)),
  route(api.proposeRecalculation, proposingRoles, 'requests.propose-recalculation', ({ ctx, body }) =>
    proposeRecalculation(ctx, body),
  ),
  route(api.topics, officials, 'requests.all-topics', ({ ctx }) => listAllTopics(ctx)),
  route(api.addTopic, deskRoles, 'requests.add-topic', ({ ctx, body }) => addTopic(ctx, body)),
  route(api.changeTopic, deskRoles, 'requests.change-topic', ({ ctx, params, body }) =>
    changeTopic(ctx, params.id, body),
  ),
  route(api.moveTopic, deskRoles, 'requests.move-topic', ({ ctx, params, body }) => moveTopic(ctx, params.id, body)),
  route(api.endTopic, deskRoles, 'requests.end-topic', ({ ctx, params, body }) => endTopic(ctx, params.id, body)),
  route(api.dispatchRules, officials, 'requests.dispatch-rules', ({ ctx, query }) => listDispatchRules(ctx, query)),
  route(api.previewDispatchRule, deskRoles, 'requests.preview-dispatch-rule', ({ ctx, body }) =>
    previewDispatchRule(ctx, body),
  ),
  route(api.addDispatchRule, deskRoles, 'requests.add-dispatch-rule', ({ ctx, body }) => addDispatchRule(ctx, body)),
  route(api.endDispatchRule, deskRoles, 'requests.end-dispatch-rule', ({ ctx, params, body }) =>
    endDispatchRule(ctx, params.id, body),
  ),
  route(api.templates, officials, 'requests.templates', ({ ctx }) => listTemplates(ctx)),
  route(api.addTemplate, templateRoles, 'requests.add-template', ({ ctx, body }) => addTemplate(ctx, body)),
  route(api.changeTemplate, templateRoles, 'requests.change-template', ({ ctx, params, body }) =>
    changeTemplate(ctx, params.id, body),
  ),
  route(api.endTemplate, templateRoles, 'requests.end-template', ({ ctx, params, body }) =>
    endTemplate(ctx, params.id, body),
  ),
  route(api.offered, handlers, 'requests.offered-templates', ({ ctx, params, query }) =>
    offeredTemplates(ctx, params.id, query.occasion),
  ),
]
