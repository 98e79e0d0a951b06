import { type Route, route } from '#platform/http/route.ts'
import { visitorContext } from '#platform/served-city.ts'
import { overseers, seconds } from '../policy.ts'
import { proposeOpening, shutOpening } from './commands.ts'
import { openingApi as api } from './contract.ts'
import { getOpening, getOpenPage, listOpenAnswers, previewOpenPage } from './queries.ts'

export const openingRoutes: readonly Route[] = [
  route(api.page, 'anyone', 'requests.open-page', async ({ ctx, query }) =>
    getOpenPage(await visitorContext(ctx, query.city), query.month),
  ),
  route(api.answers, 'anyone', 'requests.open-answers', async ({ ctx, body }) =>
    listOpenAnswers(await visitorContext(ctx, body.city), body.text),
  ),
  route(api.get, seconds, 'requests.opening', ({ ctx }) => getOpening(ctx)),
  route(api.preview, seconds, 'requests.opening-preview', ({ ctx, query }) => previewOpenPage(ctx, query.month)),
  route(api.propose, overseers, 'requests.propose-opening', ({ ctx, body }) => proposeOpening(ctx, body)),
  route(api.shut, overseers, 'requests.shut-opening', ({ ctx, body }) => shutOpening(ctx, body.reason)),
]
