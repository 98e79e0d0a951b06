import { importJob } from '#platform/imports/index.ts'
import { firmsKind } from './batches/commands.ts'

export const importFirms = importJob(firmsKind)
