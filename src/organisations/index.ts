export { divisionKey, unitKey } from './tables.ts'
export { unitNamesView } from './views.ts'
