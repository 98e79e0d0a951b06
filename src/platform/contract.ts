import { z } from 'zod'
import { endpoint } from './http/endpoint.ts'
import { roles, scopeKinds } from './roles.ts'

export const PostView = z.object({
  grantId: z.string(),
  role: z.enum(roles),
  /** Name of the post, as it stands on the door. */
  post: z.string(),
  scope: z.object({ kind: z.enum(scopeKinds), id: z.string() }),
})

/** Who is signed in, in which city and post; null when nobody is. */
export const Me = z
  .object({
    name: z.string(),
    username: z.string(),
    role: z.enum(roles),
    grantId: z.string(),
    unitId: z.string().nullable(),
    posts: z.array(PostView),
    city: z.object({ code: z.string(), name: z.string(), nameEn: z.string(), isSample: z.boolean() }),
  })
  .nullable()
export type Me = z.output<typeof Me>

export const Done = z.object({ done: z.boolean() })

export const platformApi = {
  me: endpoint({ method: 'get', path: '/me', summary: 'Who is signed in', answer: Me }),
  choosePost: endpoint({
    method: 'post',
    path: '/me/post',
    summary: "Act in another of one's own posts",
    body: z.object({ grantId: z.uuid() }),
    answer: Done,
  }),
  setUp: endpoint({
    method: 'post',
    path: '/setup',
    summary: 'Make the first account of a city with the one-time link',
    body: z.object({
      token: z.string().min(8).max(200),
      username: z.string().min(2).max(40),
      name: z.string().min(1).max(40),
      password: z.string().min(8).max(200),
    }),
    answer: Done,
  }),
  health: endpoint({
    method: 'get',
    path: '/health',
    summary: 'Whether the server and its database answer',
    answer: z.object({ ok: z.boolean(), version: z.string() }),
  }),
}
