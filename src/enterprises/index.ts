import type { ModuleParts } from '#platform/module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { correctContact, eraseContacts } from './personal-data/commands.ts'
import { findContacts, lookAtContacts, source } from './personal-data/queries.ts'
import { routes } from './registration/routes.ts'
import { enterpriseScopes } from './scopes/queries.ts'
import { protectedEnterprises } from './tables.ts'

export {
  type IndicatorCode,
  type IndicatorUnit,
  indicatorCodes,
  indicatorUnits,
  type SourceClass,
} from './indicators/rules.ts'
export {
  type EnterpriseInList,
  firmExists,
  firmNames,
  type ListOptions,
  listEnterprises,
  type RegisteredFirm,
  registeredFirm,
} from './queries.ts'
export { creditCodeFault, normalizeCreditCode } from './rules.ts'
export { seedEnterprises } from './seed.ts'
export { enterpriseKey } from './tables.ts'
export { firmAwardsView, firmFiguresView, firmListingsView, firmRightsView, firmsView } from './views.ts'

/** What `app.ts` puts together. */
export const enterprisesParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [],
  protectedTables: protectedEnterprises,
  scopeNames: enterpriseScopes,
  personalData: {
    name: source,
    find: findContacts,
    look: lookAtContacts,
    correct: correctContact,
    erase: eraseContacts,
  },
}
