import { type ApprovalKind, approvalKind } from '../approvals/kinds.ts'
import { agreeApiKey, apiKeyApproval } from './commands.ts'
import { keyAgreers, keyKeepers, ProposeApiKey } from './contract.ts'

/** A key opens the city's door to another system: the security administrator agrees first. */
export const apiKeyApprovals: readonly ApprovalKind[] = [
  approvalKind({
    kind: apiKeyApproval,
    proposal: ProposeApiKey.omit({ reason: true }),
    maySee: ({ role }) => keyKeepers.includes(role) || keyAgreers.includes(role),
    mayPropose: ({ role }) => keyKeepers.includes(role),
    mayDecide: ({ role }) => keyAgreers.includes(role),
    apply: (ctx, tx, { proposal, proposedBy, proposedByName }) =>
      agreeApiKey(ctx, tx, { ...proposal, proposedBy, proposedByName }),
    describe: async (_ctx, _tx, { name, system, permissions, expiresOn }) => ({
      said: { key: 'apiKeys.said', facts: { name, system }, words: {} },
      lines: [
        ...permissions.map((permission) => ({ key: `apiKeys.permission.${permission}`, facts: {}, words: {} })),
        { key: 'apiKeys.said.until', facts: { day: expiresOn }, words: {} },
      ],
    }),
  }),
]
