import { type Route, route } from '../http/route.ts'
import { administrators, officials } from '../roles.ts'
import { liveApi } from './contract.ts'
import { openStream } from './streams.ts'

/** Open to who works in the city; what a message says names no single subject. */
export const liveRoutes: readonly Route[] = [
  route(liveApi.stream, [...officials, ...administrators], 'platform.live', async ({ ctx, query }) => ({
    mediaType: 'text/event-stream',
    stream: openStream(ctx, query.seconds),
  })),
]
