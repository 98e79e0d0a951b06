import type { z } from 'zod'
import type { Context } from '../actor.ts'
import type { Role } from '../roles.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * Who may reach a route at all: anybody, anybody signed in, or these roles. Commands and queries check the row.
 * `own-account` is for anybody signed in, a restricted session too: it is how the restriction ends. `api-key` is for other
 * systems by their key, and for nobody who is signed in.
 */
export type Reach = 'anyone' | 'own-account' | 'signed-in' | 'api-key' | readonly Role[]

/** What a handler gets: parsed input and the context of the signed-in actor. */
export interface RouteInput<P, Q, B> {
  ctx: Context
  headers: Headers
  params: P
  query: Q
  body: B
  /** Files of a multipart body, by the order they were sent. */
  files: File[]
  /** Headers that the answer gets: cookies. */
  reply: Headers
}

/** A download. The file name may be Chinese. */
export interface Download {
  bytes: Uint8Array
  name: string
  mediaType: string
}

/** An answer that goes on while something happens. */
export interface Stream {
  stream: ReadableStream<Uint8Array>
  mediaType: string
}

export interface Route {
  endpoint: Endpoint
  reach: Reach
  /** Name under which denied and failed attempts stand in the audit; null for reads, whose denials only are audited. */
  audit: string
  handle: (input: RouteInput<never, never, never>) => Promise<unknown>
}

/** Binds a contract to its handler. This table registers, validates, documents and is what the route-by-role test walks. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, A>,
  reach: Reach,
  audit: string,
  handle: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A> | Download | Stream>,
): Route {
  return { endpoint, reach, audit, handle: handle as Route['handle'] }
}
