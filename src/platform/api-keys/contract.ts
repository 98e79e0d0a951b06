import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import type { Role } from '../roles.ts'
import { keyPermissions, keyStates } from './rules.ts'

/** Who asks for keys and takes them back, and who agrees as the second person. */
export const keyKeepers: readonly Role[] = ['system-administrator']
export const keyAgreers: readonly Role[] = ['security-administrator']

const Id = z.object({ id: z.uuid() })

export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  system: z.string(),
  permissions: z.array(z.enum(keyPermissions)),
  expiresOn: z.string(),
  /** Its first characters, by which people know it; null until it was made. */
  start: z.string().nullable(),
  state: z.enum(keyStates),
  proposedByName: z.string(),
  agreedByName: z.string(),
  agreedAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedByName: z.string().nullable(),
  version: z.number(),
})
export type ApiKeyView = z.output<typeof ApiKeyView>

export const ProposeApiKey = z.object({
  name: z.string().trim().min(2).max(60),
  /** Short name of the other system; all its keys see the same requests. */
  system: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,29}$/)
    .max(30),
  permissions: z.array(z.enum(keyPermissions)).min(1).max(keyPermissions.length),
  expiresOn: z.iso.date().max(10),
  reason: z.string().trim().min(2).max(300),
})
export type ProposeApiKey = z.output<typeof ProposeApiKey>

export const apiKeysApi = {
  list: endpoint({
    method: 'get',
    path: '/api-keys',
    summary: 'Keys of other systems, the newest first',
    answer: z.object({ rows: z.array(ApiKeyView), today: z.string() }),
  }),
  propose: endpoint({
    method: 'post',
    path: '/api-keys',
    summary: 'Ask a second person for a key for another system',
    body: ProposeApiKey,
    answer: z.object({ approvalId: z.string() }),
  }),
  issue: endpoint({
    method: 'post',
    path: '/api-keys/:id/issue',
    summary: 'Make the key that was agreed to: it is shown this once',
    params: Id,
    body: z.object({ version: z.number().int().positive() }),
    answer: z.object({ key: z.string() }),
  }),
  revoke: endpoint({
    method: 'post',
    path: '/api-keys/:id/revoke',
    summary: 'Take a key back: it opens nothing from this moment on',
    params: Id,
    body: z.object({ version: z.number().int().positive() }),
    answer: ApiKeyView,
  }),
}
