import type { ModuleParts } from '#platform/module.ts'
import { jobs } from './jobs.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'

export type { DecidedProposal, DocumentEvents, TakenOver } from './events.ts'
export { can as canDocument, holds as holdsDivision } from './policy.ts'
export { getDocumentRow, listProposals, readCitations } from './queries.ts'
export { closeReader } from './reader/thread.ts'
export {
  listOwnedDocuments,
  type OwnedArticle,
  type ProposalSource,
  readOwnedArticles,
  readSources,
} from './readings/queries.ts'
export { seedDocuments } from './seed.ts'
export { documentKey } from './tables.ts'

/** What `app.ts` puts together. */
export const documentsParts: ModuleParts = { messages: { zh, en }, routes, jobs }
