import type { ModuleParts } from '../module.ts'
import { apiKeyApprovals } from './approvals.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'

export { bringsKey, keyActor } from './queries.ts'
export type { KeyPermission } from './rules.ts'

/** What `app.ts` puts together. */
export const apiKeysParts: ModuleParts = { messages: { zh, en }, routes, jobs: [], approvals: apiKeyApprovals }
