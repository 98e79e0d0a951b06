import type { ModuleParts } from '#platform/module.ts'
import { followWordsOfFirms } from './authorisations/jobs.ts'
import { enterpriseSubject } from './commands.ts'
import { findTwinsTick } from './duplicates/commands.ts'
import { en as registryEn } from './firm/messages.en.ts'
import { zh as registryZh } from './firm/messages.zh.ts'
import { importFirms } from './import/jobs.ts'
import { en as importEn } from './import/messages.en.ts'
import { zh as importZh } from './import/messages.zh.ts'
import { importRoutes } from './import/routes.ts'
import { registerOwnColumns } from './merging/index.ts'
import { en as mergingEn } from './merging/messages.en.ts'
import { zh as mergingZh } from './merging/messages.zh.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { correctContact, eraseContacts } from './personal-data/commands.ts'
import { findContacts, lookAtContacts, source } from './personal-data/queries.ts'
import { routes as registrationRoutes } from './registration/routes.ts'
import { registryRoutes } from './routes.ts'
import { enterpriseScopes } from './scopes/queries.ts'
import { protectedEnterprises } from './tables.ts'

export type { EnterpriseEvents } from './events.ts'
export { type SampleOfficer, seedRegistry } from './firm/seed.ts'
export {
  type IndicatorCode,
  type IndicatorUnit,
  indicatorCodes,
  indicatorUnits,
  type SourceClass,
} from './indicators/rules.ts'
export {
  type FirmMove,
  type FirmStay,
  firmMoves,
  firmStays,
  placeOf,
  registerFirmColumns,
} from './merging/moves/rules.ts'
export { seedTwins } from './merging/seed.ts'
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
export { completeWords, followWords } from './search/commands.ts'
export { seedEnterprises } from './seed.ts'
export { followSize } from './size/commands.ts'
export { enterpriseKey } from './tables.ts'
export { firmAwardsView, firmFiguresView, firmListingsView, firmRightsView, firmsView } from './views.ts'
export { tieProblem } from './visits/commands.ts'
export { type VisitProblem, visitProblem } from './visits/queries.ts'

registerOwnColumns()

/** What `app.ts` puts together. */
export const enterprisesParts: ModuleParts = {
  messages: {
    zh: { ...zh, ...registryZh, ...mergingZh, ...importZh },
    en: { ...en, ...registryEn, ...mergingEn, ...importEn },
  },
  routes: [...registrationRoutes, ...importRoutes, ...registryRoutes],
  jobs: [importFirms],
  ticks: [followWordsOfFirms, findTwinsTick],
  subjectPages: { [enterpriseSubject]: (id) => `/firms/${id}`, 'firm-import': (id) => `/firms/import/${id}` },
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
