import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'

/** What a message of the stream says: about which kinds of subject something happened. It names no single one. */
export const Happened = z.object({ kinds: z.array(z.string()) })
export type Happened = z.output<typeof Happened>

export const liveApi = {
  stream: endpoint({
    method: 'get',
    path: '/live',
    summary: 'Server-sent events: of which kinds something happened in the city, so that a page asks anew',
    /** How long the stream goes on; the browser then comes back and is asked again who it is. */
    query: z.object({ seconds: z.coerce.number().int().min(0).max(120).default(90) }),
    answer: 'text/event-stream',
  }),
}
