import type { z } from 'zod'

/**
 * The contract of one API route, shared by server and browser. `path` is below `/api` and names its parameters with a
 * colon. A `form` body is multipart with files; a `file` answer is a download.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: `/${string}`
  summary: string
  params?: Params
  query?: Query
  body?: Body
  /** The body is multipart/form-data; files arrive beside the fields. */
  form?: boolean
  /** Largest body in megabytes, where it may be larger than that of other requests. */
  bodyMegabytes?: number
  /** A POST that only reads: its words (what somebody types, a code) do not belong in an address. Its rate is that of reading. */
  reads?: boolean
  /** Open to everybody who is not signed in, and counted apart: a crowd at this door keeps nobody from signing in. */
  isFront?: boolean
  /** What is the same for everybody may be kept so long on the way; everything else never is. */
  cacheSeconds?: number
  /** Shape of the answer, or the media type of a download. */
  answer: Answer | `${string}/${string}`
}

/** Declares an endpoint and keeps its exact types. */
export const endpoint = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodType,
>(
  declared: Endpoint<Params, Query, Body, Answer>,
): Endpoint<Params, Query, Body, Answer> => declared

export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _A>
    ? (P extends z.ZodUndefined ? { params?: undefined } : { params: z.input<P> }) &
        (Q extends z.ZodUndefined ? { query?: undefined } : { query?: z.input<Q> }) &
        (B extends z.ZodUndefined ? { body?: undefined } : { body: z.input<B> })
    : never

export type AnswerOf<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer A> ? z.output<A> : never
