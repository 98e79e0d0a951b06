import type { Route } from './http/route.ts'
import type { Messages } from './i18n.ts'
import type { Job } from './jobs.ts'

/** What `app.ts` takes from a module to put the product together. */
export interface ModuleParts {
  messages: Messages
  routes: readonly Route[]
  jobs: readonly Job[]
}
