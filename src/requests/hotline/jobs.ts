import { importJob } from '#platform/imports/index.ts'
import { hotlineKind } from './batches/commands.ts'

export const importTickets = importJob(hotlineKind)
