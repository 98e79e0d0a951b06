import type { ModuleParts } from '../module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'

export { proposeApproval } from './commands.ts'
export { type ApprovalKind, approvalKind, type Description, type Proposed, registerApprovals } from './kinds.ts'
export { waitingAbout, waitingMine, waitingOf } from './queries.ts'

/** What `app.ts` puts together. */
export const approvalsParts: ModuleParts = { messages: { zh, en }, routes, jobs: [] }
