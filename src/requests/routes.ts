import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import {
  answerAtOnce,
  approveAnswer,
  contactFirm,
  planRequest,
  proposeAnswer,
  sendBackAnswer,
} from './answers/commands.ts'
import { fittingAnswers } from './answers/queries.ts'
import { addRemark } from './commands.ts'
import { requestsApi as api } from './contract.ts'
import { getRequest } from './detail/queries.ts'
import {
  askSupporter,
  dispatchMany,
  dispatchRequest,
  replyAsSupporter,
  returnRequest,
  signRequest,
} from './dispatch/commands.ts'
import { suggestUnits } from './dispatch/queries.ts'
import {
  closeRequest,
  explainByLaw,
  mergeRequest,
  redoRequest,
  refuseRequest,
  withdrawRequest,
} from './ending/commands.ts'
import { askExtension, extendRequest, refuseExtension } from './extension/commands.ts'
import { acceptRequest, enterRequests } from './intake/commands.ts'
import { pauseRequest, resumeRequest } from './pausing/commands.ts'
import { listRequests, listTopics } from './queries.ts'
import { deskRoles, officialsOfRequests, unitRoles } from './rules.ts'

const readers: readonly Role[] = [...officialsOfRequests, 'enterprise-user']
const handlers: readonly Role[] = [...deskRoles, ...unitRoles]
const heads: readonly Role[] = ['unit-head']
const leaders: readonly Role[] = ['city-leader']
const deskOrFirm: readonly Role[] = [...deskRoles, 'enterprise-user']

export const routes: readonly Route[] = [
  route(api.list, readers, 'requests.list', ({ ctx, query }) => listRequests(ctx, query)),
  route(api.topics, readers, 'requests.topics', ({ ctx }) => listTopics(ctx)),
  route(api.get, readers, 'requests.get', ({ ctx, params }) => getRequest(ctx, params.id)),
  route(api.enter, deskRoles, 'requests.enter', ({ ctx, body }) => enterRequests(ctx, body)),
  route(api.suggestions, handlers, 'requests.suggestions', ({ ctx, params }) => suggestUnits(ctx, params.id)),
  route(api.knownAnswers, readers, 'requests.known-answers', ({ ctx, params }) => fittingAnswers(ctx, params.id)),
  route(api.dispatchMany, deskRoles, 'requests.dispatch-many', ({ ctx, body }) => dispatchMany(ctx, body)),
  route(api.accept, deskRoles, 'requests.accept', ({ ctx, params, body }) => acceptRequest(ctx, params.id, body)),
  route(api.refuse, deskRoles, 'requests.refuse', ({ ctx, params, body }) => refuseRequest(ctx, params.id, body)),
  route(api.dispatch, deskRoles, 'requests.dispatch', ({ ctx, params, body }) => dispatchRequest(ctx, params.id, body)),
  route(api.sign, unitRoles, 'requests.sign', ({ ctx, params, body }) => signRequest(ctx, params.id, body)),
  route(api.giveBack, unitRoles, 'requests.return', ({ ctx, params, body }) => returnRequest(ctx, params.id, body)),
  route(api.contact, unitRoles, 'requests.contact', ({ ctx, params, body }) => contactFirm(ctx, params.id, body)),
  route(api.plan, unitRoles, 'requests.plan', ({ ctx, params, body }) => planRequest(ctx, params.id, body)),
  route(api.proposeAnswer, unitRoles, 'requests.propose-answer', ({ ctx, params, body }) =>
    proposeAnswer(ctx, params.id, body),
  ),
  route(api.approveAnswer, heads, 'requests.approve-answer', ({ ctx, params, body }) =>
    approveAnswer(ctx, params.id, body),
  ),
  route(api.sendBackAnswer, heads, 'requests.send-back-answer', ({ ctx, params, body }) =>
    sendBackAnswer(ctx, params.id, body),
  ),
  route(api.answerAtOnce, handlers, 'requests.answer-at-once', ({ ctx, params, body }) =>
    answerAtOnce(ctx, params.id, body),
  ),
  route(api.pause, handlers, 'requests.pause', ({ ctx, params, body }) => pauseRequest(ctx, params.id, body)),
  route(api.resume, handlers, 'requests.resume', ({ ctx, params, body }) => resumeRequest(ctx, params.id, body)),
  route(api.askExtension, unitRoles, 'requests.ask-extension', ({ ctx, params, body }) =>
    askExtension(ctx, params.id, body),
  ),
  route(api.extend, deskRoles, 'requests.extend', ({ ctx, params, body }) => extendRequest(ctx, params.id, body)),
  route(api.refuseExtension, deskRoles, 'requests.refuse-extension', ({ ctx, params, body }) =>
    refuseExtension(ctx, params.id, body),
  ),
  route(api.merge, deskRoles, 'requests.merge', ({ ctx, params, body }) => mergeRequest(ctx, params.id, body)),
  route(api.withdraw, deskOrFirm, 'requests.withdraw', ({ ctx, params, body }) =>
    withdrawRequest(ctx, params.id, body),
  ),
  route(api.close, deskRoles, 'requests.close', ({ ctx, params, body }) => closeRequest(ctx, params.id, body)),
  route(api.redo, deskOrFirm, 'requests.redo', ({ ctx, params, body }) => redoRequest(ctx, params.id, body)),
  route(api.explainByLaw, leaders, 'requests.explain-by-law', ({ ctx, params, body }) =>
    explainByLaw(ctx, params.id, body),
  ),
  route(api.remark, [...handlers, 'enterprise-user'], 'requests.remark', ({ ctx, params, body }) =>
    addRemark(ctx, params.id, body),
  ),
  route(api.askSupporter, unitRoles, 'requests.ask-supporter', ({ ctx, params, body }) =>
    askSupporter(ctx, params.id, body),
  ),
  route(api.replyAsSupporter, unitRoles, 'requests.reply-as-supporter', ({ ctx, params, body }) =>
    replyAsSupporter(ctx, params.id, body),
  ),
]
