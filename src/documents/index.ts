export type { DecidedProposal, DocumentEvents, TakenOver } from './events.ts'
export { can as canDocument, holds as holdsDivision } from './policy.ts'
export { readCitations } from './queries.ts'
export { documents as documentsTable, proposals as proposalsTable } from './tables.ts'
