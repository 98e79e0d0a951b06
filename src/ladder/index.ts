import { registerFirmColumns } from '#enterprises/index.ts'
import { systemContext } from '#platform/actor.ts'
import type { Reaction } from '#platform/events.ts'
import type { ModuleParts } from '#platform/module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { picks } from './picks/tables.ts'
import { routes } from './routes.ts'
import { ruleApproval } from './rule-changes/commands.ts'
import { followMerge, judgeStale, markStale } from './standing/commands.ts'
import { changes, facts, verdicts } from './tables.ts'

registerFirmColumns({
  moves: [{ column: picks.enterpriseId, once: [picks.rule], onceIf: (row) => `${row}.state = 'open'` }],
  stays: [
    { column: facts.id, why: 'judged anew by followMerge' },
    { column: verdicts.id, why: 'judged anew by followMerge' },
    { column: changes.enterpriseId, why: 'how the old entry was judged is its own history' },
  ],
})

export { seedLadder } from './seed.ts'

/** A change of what the registry tells of a firm. */
export const ladderReactions: Readonly<Record<string, Reaction>> = {
  'firms-merged': followMerge,
  'firms-parted': followMerge,
  ...Object.fromEntries(
    [
      ...['firm-kept', 'firm-status-changed', 'firm-item-added', 'firm-item-removed', 'firm-listed', 'firm-unlisted'],
      ...['firm-figures-recorded', 'firm-figure-removed', 'firm-word-given', 'firm-word-revoked', 'firm-size-followed'],
      'firms-imported',
    ].map((kind) => [kind, markStale]),
  ),
}

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
