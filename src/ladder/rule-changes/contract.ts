import { z } from 'zod'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { RuleInForce, RuleName } from '../standing/contract.ts'

/** Other numbers in the place of those of a rule in force: `pass.allOf.2.atLeast` becomes `2000万元`. */
export const Edits = z.array(z.object({ at: z.string().max(200), to: z.string().min(1).max(40) })).max(300)
export type Edits = z.output<typeof Edits>

/** Other numbers of a rule in force, or the whole text of a city's own list as JSON; it need not be sound. */
const content = { rule: RuleName, edits: Edits, text: z.string().max(60_000).nullable().default(null) }

const Id = z.object({ id: z.uuid() })
const Version = z.number().int().positive()
const Kept = z.object({ id: z.string(), version: z.number() })
const draft = {
  ...content,
  validFromOn: z.iso.date().nullable(),
  source: z.string().trim().max(300).nullable(),
  basedOn: z.uuid().nullable(),
}
export type DraftInput = z.output<z.ZodObject<typeof draft>>

const DraftInList = z.object({
  id: z.string(),
  rule: z.string(),
  /** As its text names it; null for other numbers of a rule that ships. */
  name: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** Waits for the second person. */
  isWaiting: z.boolean(),
  validFromOn: z.string().nullable(),
  source: z.string().nullable(),
  createdByName: z.string(),
  updatedByName: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})
export type DraftInList = z.output<typeof DraftInList>

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
      /** Of the city: a province's variant of a text holds for it. */
      division: z.string(),
    }),
  }),
  replay: endpoint({
    method: 'post',
    path: '/ladder/rules/replay',
    summary:
      'Judge every firm of the scope by a draft: who wins, who loses, which criterion decides; nothing is written',
    body: z.object(content),
    reads: true,
    answer: z.object({
      problems: z.array(z.object({ place: z.string(), problem: z.string(), what: z.string() })),
      firms: z.number(),
      /** How long it took to judge them. */
      tookMs: z.number(),
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
      ...content,
      validFromOn: z.iso.date(),
      source: z.string().trim().min(4).max(300),
      /** The last version its author has seen; null where the list is new. */
      basedOn: z.uuid().nullable(),
      /** The stored draft that it is. */
      draftId: z.uuid().nullable().default(null),
    }),
    answer: z.object({ approvalId: z.string() }),
  }),
  drafts: endpoint({
    method: 'get',
    path: '/ladder/rules/drafts',
    summary: 'Rules that somebody is writing, by whom and since when',
    answer: z.object({ rows: z.array(DraftInList) }),
  }),
  draft: endpoint({
    method: 'get',
    path: '/ladder/rules/drafts/:id',
    summary: 'One draft as it was saved last',
    params: Id,
    answer: DraftInList.extend({ edits: Edits, text: z.string().nullable(), basedOn: z.string().nullable() }),
  }),
  addDraft: endpoint({
    method: 'post',
    path: '/ladder/rules/drafts',
    summary: 'Save a draft, to be continued another day; nothing is judged by it',
    body: z.object(draft),
    answer: Kept,
  }),
  keepDraft: endpoint({
    method: 'post',
    path: '/ladder/rules/drafts/:id',
    summary: 'Save a draft again',
    params: Id,
    body: z.object({ ...draft, version: Version }),
    answer: Kept,
  }),
  dropDraft: endpoint({
    method: 'post',
    path: '/ladder/rules/drafts/:id/drop',
    summary: 'Put a draft away',
    params: Id,
    body: z.object({ version: Version }),
    answer: Done,
  }),
}
