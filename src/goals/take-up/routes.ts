import { type Route, route } from '#platform/http/route.ts'
import { preparers, readers } from '../policy.ts'
import { confirmTakeUp, correctCell } from './commands.ts'
import { takeUpApi } from './contract.ts'
import { getTakeUp, listSentences, listTakeUpDocuments } from './queries.ts'

export const takeUpRoutes: readonly Route[] = [
  route(takeUpApi.documents, readers, 'takeUp.list', ({ ctx }) => listTakeUpDocuments(ctx)),
  route(takeUpApi.matrix, readers, 'takeUp.get', ({ ctx, params }) => getTakeUp(ctx, params.documentId)),
  route(takeUpApi.sentences, preparers, 'takeUp.sentences', ({ ctx, params, query }) =>
    listSentences(ctx, params.documentId, query),
  ),
  route(takeUpApi.correct, preparers, 'takeUp.correct', async ({ ctx, params, body }) => {
    await correctCell(ctx, params.documentId, body)
    return { done: true }
  }),
  route(takeUpApi.confirm, preparers, 'takeUp.confirm', async ({ ctx, params }) => {
    await confirmTakeUp(ctx, params.documentId)
    return { done: true }
  }),
]
