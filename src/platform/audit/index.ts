import type { ModuleParts } from '../module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'

export { auditCommands } from './commands.ts'
export { eraseAuditDetails, findAuditDetails } from './erase.ts'

/** What `app.ts` puts together. */
export const auditParts: ModuleParts = { messages: { zh, en }, routes, jobs: [] }
