import { type Route, route } from '#platform/http/route.ts'
import { officialsOfRequests } from '../rules.ts'
import { approveProposal, declineProposal, endAnswer, proposeAnswerFor } from './commands.ts'
import { knownAnswersApi as api } from './contract.ts'
import { answerApprovers, answerProposers } from './policy.ts'
import { listAnswers, listProposals } from './queries.ts'

export const knownAnswerRoutes: readonly Route[] = [
  route(api.list, officialsOfRequests, 'requests.list-known-answers', ({ ctx, query }) => listAnswers(ctx, query)),
  route(api.proposals, answerProposers, 'requests.list-answer-proposals', ({ ctx, query }) =>
    listProposals(ctx, query),
  ),
  route(api.propose, answerProposers, 'requests.propose-known-answer', ({ ctx, body }) => proposeAnswerFor(ctx, body)),
  route(api.approve, answerApprovers, 'requests.approve-known-answer', ({ ctx, params, body }) =>
    approveProposal(ctx, params.id, body),
  ),
  route(api.decline, answerApprovers, 'requests.decline-known-answer', ({ ctx, params, body }) =>
    declineProposal(ctx, params.id, body),
  ),
  route(api.end, answerApprovers, 'requests.end-known-answer', ({ ctx, params, body }) =>
    endAnswer(ctx, params.id, body),
  ),
]
