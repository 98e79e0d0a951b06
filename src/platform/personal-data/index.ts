import type { ModuleParts } from '../module.ts'
import { erasing } from './erasing.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { platformSource } from './platform-source.ts'
import { routes } from './routes.ts'

/** What `app.ts` puts together. */
export const personalDataParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [],
  approvals: [erasing],
  personalData: platformSource,
}
