import type { ModuleParts } from '../module.ts'
import { webHookApprovals } from './approvals.ts'
import { sendWebHook } from './deliver.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'
import { protectedHooks } from './tables.ts'

export { tellHooks } from './deliver.ts'
export { type HookedEvents, hookedKinds, registerHookedEvents } from './kinds.ts'
export { openHookNetworks } from './networks.ts'

/** What `app.ts` puts together. */
export const webHooksParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [sendWebHook],
  protectedTables: protectedHooks,
  approvals: webHookApprovals,
}
