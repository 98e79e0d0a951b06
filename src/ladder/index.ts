import { systemContext } from '#platform/actor.ts'
import type { ModuleParts } from '#platform/module.ts'
import { en } from './messages.en.ts'
import { zh } from './messages.zh.ts'
import { routes } from './routes.ts'
import { ruleApproval } from './rule-changes/commands.ts'
import { judgeDaily } from './standing/commands.ts'

export { judgeCity } from './standing/commands.ts'

/** What `app.ts` puts together. */
export const ladderParts: ModuleParts = {
  messages: { zh, en },
  routes,
  jobs: [],
  approvals: [ruleApproval],
  ticks: [
    { name: 'judge-ladder', everySeconds: 600, run: (city, moment) => judgeDaily(systemContext(city, () => moment)) },
  ],
}
