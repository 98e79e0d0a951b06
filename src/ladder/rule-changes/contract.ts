import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { ruleNames } from '../rules.ts'
import { RuleInForce } from '../standing/contract.ts'

/** Other numbers in the place of those of a rule in force: `pass.allOf.2.atLeast` becomes `2000万元`. */
export const Edits = z.array(z.object({ at: z.string().max(200), to: z.string().min(1).max(40) })).max(300)
export type Edits = z.output<typeof Edits>

const RuleName = z.enum(ruleNames)

const Change = z.object({
  /** From what to what: criteria alone, without what holds for whoever applies. */
  kind: z.enum(['wins', 'loses', 'other']),
  firms: z.number(),
  /** Criteria whose verdict changes, by their ids. */
  decides: z.array(z.string()),
})

export const rulesApi = {
  rules: endpoint({
    method: 'get',
    path: '/ladder/rules',
    summary: 'The rules in force today, with every number that may be changed',
    answer: z.object({
      rules: z.array(
        RuleInForce.extend({
          numbers: z.array(z.object({ at: z.string(), value: z.string(), zh: z.string(), en: z.string() })),
        }),
      ),
      mayPropose: z.boolean(),
      today: z.string(),
    }),
  }),
  replay: endpoint({
    method: 'post',
    path: '/ladder/rules/replay',
    summary:
      'Judge every firm of the scope by a draft: who wins, who loses, which criterion decides; nothing is written',
    body: z.object({ rule: RuleName, edits: Edits }),
    reads: true,
    answer: z.object({
      problems: z.array(z.object({ place: z.string(), problem: z.string(), what: z.string() })),
      firms: z.number(),
      changes: z.array(Change),
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.enum(['wins', 'loses', 'other']),
          decides: z.array(z.string()),
        }),
      ),
    }),
  }),
  propose: endpoint({
    method: 'post',
    path: '/ladder/rules/proposals',
    summary: 'Propose a draft to be put in force from a day on by a second person',
    body: z.object({
      rule: RuleName,
      edits: Edits.min(1),
      validFromOn: z.iso.date(),
      source: z.string().trim().min(4).max(300),
      basedOn: z.uuid(),
    }),
    answer: z.object({ approvalId: z.string() }),
  }),
}
