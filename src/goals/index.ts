import type { DecidedProposal, TakenOver } from '#documents/index.ts'
import type { Reaction } from '#platform/events.ts'
import type { ModuleParts } from '#platform/module.ts'
import { followDecisions, followReading } from './acceptance/commands.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'

export { seedFigures, seedIndicators } from './seed.ts'

/** What `app.ts` puts together. */
export const goalsParts: ModuleParts = { messages: { zh, en }, routes, jobs: [] }

/** What goals do, in the same transaction, when documents announce something. */
export const goalsReactions: Record<string, Reaction> = {
  'proposals-decided': (ctx, tx, { facts }) => followDecisions(ctx, tx, (facts?.decided ?? []) as DecidedProposal[]),
  'document-read-again': (ctx, tx, { facts }) => followReading(tx, ctx.city, (facts?.taken ?? []) as TakenOver[]),
  'document-added': (ctx, tx, { facts }) => followReading(tx, ctx.city, (facts?.taken ?? []) as TakenOver[]),
}
