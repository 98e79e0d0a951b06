import { type ApprovalKind, approvalKind } from '../approvals/kinds.ts'
import { agreeWebHook, webHookApproval } from './commands.ts'
import { hookAgreers, hookKeepers, ProposeWebHook } from './contract.ts'

/** What happens in the city is told to another system: the security administrator agrees first. */
export const webHookApprovals: readonly ApprovalKind[] = [
  approvalKind({
    kind: webHookApproval,
    proposal: ProposeWebHook.omit({ reason: true }),
    maySee: ({ role }) => hookKeepers.includes(role) || hookAgreers.includes(role),
    mayPropose: ({ role }) => hookKeepers.includes(role),
    mayDecide: ({ role }) => hookAgreers.includes(role),
    apply: (ctx, tx, { proposal, proposedBy, proposedByName }) =>
      agreeWebHook(ctx, tx, { ...proposal, proposedBy, proposedByName }),
    describe: async (_ctx, _tx, { name, url, kinds }) => ({
      said: { key: 'webHooks.said', facts: { name, url }, words: {} },
      lines: kinds.map((kind) => ({ key: 'webHooks.said.kind', facts: {}, words: { kind: `action.${kind}` } })),
    }),
  }),
]
