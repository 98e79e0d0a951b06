import type { ModuleParts } from '../module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { protectedImports } from './tables.ts'

export { checkTable, giveUpTable, resumeTable, startTable, uploadTable } from './commands.ts'
export { importJob } from './jobs.ts'
export type { Batch, FileRow, ImportKind, ImportRow, OpenedFile, RowProblem, TakenBatch } from './kind.ts'
export { problemSheet } from './papers.ts'
export {
  findImport,
  importSourcesOf,
  isImporting,
  lastImports,
  presentImport,
  problemsOf,
  requireImporter,
} from './queries.ts'
export { runImport } from './run.ts'
export { importSourceKey, importSources } from './tables.ts'

/** What `app.ts` puts together. */
export const importsParts: ModuleParts = {
  messages: { zh, en },
  routes: [],
  jobs: [],
  protectedTables: protectedImports,
}
