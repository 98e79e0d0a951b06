import type { ModuleParts } from '#platform/module.ts'
import { accountApprovals, accountRoutes, accountsEn, accountsZh, organisationScopes } from './accounts/index.ts'
import { contactExports } from './directory/commands.ts'
import { routes as directoryRoutes } from './directory/routes.ts'
import { dutyEn, dutyRoutes, dutyZh } from './duty/index.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { correctPerson, erasePeople } from './personal-data/commands.ts'
import { findPeople, lookAtPeople, source } from './personal-data/queries.ts'
import { routes } from './routes.ts'
import { protectedPeople } from './tables.ts'

export { type CityWakers, cityWakers, onDuty, seedRosters, type Wakers } from './duty/index.ts'
export { type LeadOptions, loadLeadFinder, proposeLeadUnits } from './lead/queries.ts'
export type { LeadProposal } from './lead/rules.ts'
export { type OwnerName, readCityPlaces, readOwnerNames } from './names/queries.ts'
export { loadPack, readPackFile } from './pack/load.ts'
export type { Pack } from './pack/shapes.ts'
export { placesOf } from './places/queries.ts'
export { deskUnit, type PublicOffice, publicDivisions, publicOffice, publicUnits } from './public/queries.ts'
export { listDivisions, listUnits, scopeOf, type UnitName, type UnitPlace, unitNames, unitPlace } from './queries.ts'
export { listAccounts, type SampleAccount, seedAccounts, seedOrganisations } from './seed.ts'
export { divisionKey, unitKey } from './tables.ts'
export { unitNamesView } from './views.ts'

/** What `app.ts` puts together. */
export const organisationsParts: ModuleParts = {
  messages: { zh: { ...zh, ...accountsZh, ...dutyZh }, en: { ...en, ...accountsEn, ...dutyEn } },
  routes: [...routes, ...accountRoutes, ...directoryRoutes, ...dutyRoutes],
  jobs: [],
  protectedTables: [protectedPeople],
  personalData: { name: source, find: findPeople, look: lookAtPeople, correct: correctPerson, erase: erasePeople },
  approvals: [...accountApprovals, contactExports],
  scopeNames: organisationScopes,
}
