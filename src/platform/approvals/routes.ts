import { type Route, route } from '../http/route.ts'
import { decideApproval, withdrawApproval } from './commands.ts'
import { approvalsApi as api } from './contract.ts'
import { countForMe, getApproval, listApprovals } from './queries.ts'
import { approvalRoles } from './rules.ts'

export const routes: readonly Route[] = [
  route(api.list, approvalRoles, 'approvals.list', ({ ctx, query }) => listApprovals(ctx, query)),
  route(api.count, approvalRoles, 'approvals.count', async ({ ctx }) => ({ waiting: await countForMe(ctx) })),
  route(api.get, approvalRoles, 'approvals.get', ({ ctx, params }) => getApproval(ctx, params.id)),
  route(api.decide, approvalRoles, 'approvals.decide', ({ ctx, params, body }) => decideApproval(ctx, params.id, body)),
  route(api.withdraw, approvalRoles, 'approvals.withdraw', ({ ctx, params, body }) =>
    withdrawApproval(ctx, params.id, body),
  ),
]
