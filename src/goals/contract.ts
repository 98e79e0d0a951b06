import { z } from 'zod'
import { CitationView, type figureKinds, operators } from '#documents/contract.ts'
import { Done } from '#platform/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'

export const goalKinds = ['goal', 'task'] as const
export const ownerKinds = ['division', 'unit'] as const
export const valueKinds = ['target', 'actual'] as const satisfies readonly (typeof figureKinds)[number][]

export const UnitView = z.object({ id: z.string(), name: z.string() })

/** Where a goal or a figure comes from: quoted words, or a person who entered it. */
export const Source = z.object({
  citation: CitationView.nullable(),
  enteredByName: z.string(),
  enteredAt: z.string(),
})

export const FigureView = z.object({
  id: z.string(),
  kind: z.enum(valueKinds),
  indicator: z.string(),
  op: z.enum(operators),
  /** Exact decimal in the base unit. */
  value: z.string(),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  year: z.number(),
  dueOn: z.string().nullable(),
  goalId: z.string().nullable(),
  owner: z.object({ kind: z.enum(ownerKinds), id: z.string(), name: z.string() }),
  source: Source,
})
export type FigureView = z.output<typeof FigureView>

export const GoalView = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(goalKinds),
  title: z.string(),
  parentId: z.string().nullable(),
  commissioner: z.string(),
  owner: z.object({ kind: z.enum(ownerKinds), id: z.string(), name: z.string() }),
  theme: z.string().nullable(),
  year: z.number(),
  dueOn: z.string().nullable(),
  leader: z.string().nullable(),
  asksForTask: z.boolean(),
  lead: UnitView.nullable(),
  supporting: z.array(UnitView),
  figures: z.array(FigureView),
  source: Source,
  openness: z.string(),
  version: z.number(),
  /** Whether the actor may change it. */
  mayChange: z.boolean(),
})
export type GoalView = z.output<typeof GoalView>

export const OwnerView = z.object({ kind: z.enum(ownerKinds), id: z.string(), name: z.string() })
export type OwnerView = z.output<typeof OwnerView>

const Id = z.object({ id: z.uuid() })

/** What a person writes of a goal. */
export const GoalInput = z.object({
  title: z.string().trim().min(2).max(1000),
  kind: z.enum(goalKinds),
  parentId: z.uuid().nullable(),
  owner: z.object({ kind: z.enum(ownerKinds), id: z.string().max(60) }),
  theme: z.string().max(100).nullable(),
  year: z.number().int().min(1990).max(2100),
  dueOn: z.iso.date().nullable(),
  leader: z.string().max(60).nullable(),
  leadUnitId: z.uuid().nullable(),
  supportingUnitIds: z.array(z.uuid()).max(30),
})
export type GoalInput = z.output<typeof GoalInput>

/** Filters of the cascade as they stand in the address. */
export const CascadeFilter = z.object({
  year: z.coerce.number().int().optional(),
  unit: z.string().max(60).optional(),
  theme: z.string().max(100).optional(),
  document: z.uuid().optional(),
  q: z.string().max(100).optional(),
})

export const goalsApi = {
  cascade: endpoint({
    method: 'get',
    path: '/goals',
    summary: 'Goals and tasks within the scope, in the order of their texts; the page draws the tree from parentId',
    query: CascadeFilter,
    answer: z.object({
      rows: z.array(GoalView),
      /** Figures that stand in no goal's words. */
      figures: z.array(FigureView),
      years: z.array(z.number()),
      themes: z.array(z.string()),
      owners: z.array(z.object({ kind: z.enum(ownerKinds), id: z.string(), name: z.string() })),
    }),
  }),
  add: endpoint({
    method: 'post',
    path: '/goals',
    summary: 'Enter a goal or a task by hand',
    body: GoalInput,
    answer: z.object({ id: z.string() }),
  }),
  change: endpoint({
    method: 'put',
    path: '/goals/:id',
    summary: 'Change a goal: its place in the cascade, units, date',
    params: Id,
    body: GoalInput.extend({ version: z.number().int() }),
    answer: Done,
  }),
  remove: endpoint({
    method: 'delete',
    path: '/goals/:id',
    summary: 'Take a goal out that was entered by hand and has nothing below it',
    params: Id,
    query: z.object({ version: z.coerce.number().int() }),
    answer: Done,
  }),
  choices: endpoint({
    method: 'get',
    path: '/goals/choices',
    summary: 'Whose a goal may be, and the units that may be given work, in official order',
    answer: z.object({ owners: z.array(OwnerView), units: z.array(UnitView) }),
  }),
  ofDocument: endpoint({
    method: 'get',
    path: '/goals/of-document/:documentId',
    summary: 'What became of the accepted proposals of a document',
    params: z.object({ documentId: z.uuid() }),
    answer: z.object({
      rows: z.array(
        z.object({
          proposalId: z.string(),
          /** The goal, or the goal in whose words a figure stands; null for a figure by itself. */
          goal: z.object({ id: z.string(), code: z.string(), kind: z.enum(goalKinds) }).nullable(),
          /** Set where the proposal is a figure. */
          figure: z.enum(valueKinds).nullable(),
        }),
      ),
    }),
  }),
  leadProposals: endpoint({
    method: 'get',
    path: '/goals/:id/lead-proposals',
    summary: 'Units that may lead it by their duty lists, with the reason',
    params: Id,
    answer: z.object({
      rows: z.array(
        z.object({ unitId: z.string(), name: z.string(), duty: z.string().nullable(), words: z.array(z.string()) }),
      ),
    }),
  }),
}
