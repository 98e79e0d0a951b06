import { systemContext } from '#platform/actor.ts'
import type { Reaction } from '#platform/events.ts'
import type { ModuleParts } from '#platform/module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'
import { ruleApproval } from './rule-changes/commands.ts'
import { judgeStale, markStale } from './standing/commands.ts'

/** A change of what the registry tells of a firm. */
export const ladderReactions: Readonly<Record<string, Reaction>> = Object.fromEntries(
  [
    ...['firm-kept', 'firm-status-changed', 'firm-item-added', 'firm-item-removed', 'firm-listed', 'firm-unlisted'],
    ...['firm-figures-recorded', 'firm-figure-removed', 'firm-word-given', 'firm-word-revoked', 'firm-size-followed'],
  ].map((kind) => [kind, markStale]),
)

/** What `app.ts` puts together. */
export const ladderParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [],
  approvals: [ruleApproval],
  ticks: [
    { name: 'judge-ladder', everySeconds: 60, run: (city, moment) => judgeStale(systemContext(city, () => moment)) },
  ],
}
