import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import type { Role } from '../roles.ts'

export const hookKeepers: readonly Role[] = ['system-administrator']
export const hookAgreers: readonly Role[] = ['security-administrator']

const Id = z.object({ id: z.uuid() })
const Seen = z.object({ version: z.number().int().positive() })

export const WebHook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  kinds: z.array(z.string()),
  /** `stopped`: too many deliveries failed; what happens meanwhile waits. */
  state: z.enum(['active', 'stopped', 'ended']),
  failures: z.number(),
  /** Until when the secret before signs as well. */
  earlierUntil: z.string().nullable(),
  proposedByName: z.string(),
  agreedByName: z.string(),
  agreedAt: z.string(),
  version: z.number(),
})
export type WebHook = z.output<typeof WebHook>

export const WebHookDelivery = z.object({
  id: z.string(),
  hookId: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  at: z.string(),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  attempts: z.number(),
  nextAt: z.string().nullable(),
  lastAnswer: z.string().nullable(),
  deliveredAt: z.string().nullable(),
})

export const ProposeWebHook = z.object({
  name: z.string().trim().min(2).max(60),
  url: z.string().trim().min(8).max(500),
  kinds: z.array(z.string().max(60)).min(1).max(40),
  reason: z.string().trim().min(2).max(300),
})
export type ProposeWebHook = z.output<typeof ProposeWebHook>

export const webHooksApi = {
  list: endpoint({
    method: 'get',
    path: '/web-hooks',
    summary: 'Addresses of other systems that are told what happens, with the kinds there are',
    answer: z.object({ rows: z.array(WebHook), kinds: z.array(z.string()) }),
  }),
  propose: endpoint({
    method: 'post',
    path: '/web-hooks',
    summary: 'Ask a second person for a web hook',
    body: ProposeWebHook,
    answer: z.object({ approvalId: z.string() }),
  }),
  secret: endpoint({
    method: 'post',
    path: '/web-hooks/:id/secret',
    summary: 'Make a new secret, shown this once; the one before signs as well for a day',
    params: Id,
    body: Seen,
    answer: z.object({ secret: z.string() }),
  }),
  resume: endpoint({
    method: 'post',
    path: '/web-hooks/:id/resume',
    summary: 'Let a stopped web hook go on',
    params: Id,
    body: Seen,
    answer: WebHook,
  }),
  end: endpoint({
    method: 'post',
    path: '/web-hooks/:id/end',
    summary: 'End a web hook for good',
    params: Id,
    body: Seen,
    answer: WebHook,
  }),
  deliveries: endpoint({
    method: 'get',
    path: '/web-hooks/:id/deliveries',
    summary: 'What was sent to a web hook, the newest first',
    params: Id,
    answer: z.array(WebHookDelivery),
  }),
  sendAgain: endpoint({
    method: 'post',
    path: '/web-hooks/deliveries/:id/send',
    summary: 'Send a delivery again now',
    params: Id,
    answer: WebHookDelivery,
  }),
}
