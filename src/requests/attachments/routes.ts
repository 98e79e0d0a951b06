import { type Route, route } from '#platform/http/route.ts'
import type { Role } from '#platform/roles.ts'
import { deskRoles, officialsOfRequests, unitRoles } from '../rules.ts'
import { attach } from './commands.ts'
import { attachmentsApi as api } from './contract.ts'
import { getAttachment } from './queries.ts'

const readers: readonly Role[] = [...officialsOfRequests, 'enterprise-user']
const adders: readonly Role[] = [...deskRoles, ...unitRoles, 'enterprise-user']

export const attachmentRoutes: readonly Route[] = [
  route(api.attach, adders, 'requests.attach', ({ ctx, params, body, files }) => attach(ctx, params.id, body, files)),
  route(api.download, readers, 'requests.attachment', ({ ctx, params }) =>
    getAttachment(ctx, params.id, params.attachmentId),
  ),
]
