import type { GoalInput, GoalView } from '../../contract.ts'
import { ownerKey } from '../cascade/tree.ts'

/** A goal as its form holds it: everything is text, a choice or nothing. */
export interface Draft {
  title: string
  kind: GoalView['kind']
  parentId: string | null
  owner: string
  theme: string
  /** Empty until chosen where the city has no goal yet. */
  year: number | null
  dueOn: string
  leader: string
  leadUnitId: string | null
  supportingUnitIds: string[]
}

export const draftOf = (goal: GoalView): Draft => ({
  title: goal.title,
  kind: goal.kind,
  parentId: goal.parentId,
  owner: ownerKey(goal.owner),
  theme: goal.theme ?? '',
  year: goal.year,
  dueOn: goal.dueOn ?? '',
  leader: goal.leader ?? '',
  leadUnitId: goal.lead?.id ?? null,
  supportingUnitIds: goal.supporting.map(({ id }) => id),
})

export const emptyDraft = (owner: string, year: number | null): Draft => ({
  ...{ title: '', kind: 'task', parentId: null, owner, theme: '', year },
  ...{ dueOn: '', leader: '', leadUnitId: null, supportingUnitIds: [] },
})

const orNull = (text: string | undefined): string | null => text?.trim() || null

/** What is sent, from what was typed. */
export function inputOf(draft: Draft): GoalInput {
  const [kind, id = ''] = draft.owner.split(' ')
  return {
    title: draft.title.trim(),
    kind: draft.kind,
    parentId: draft.parentId ?? null,
    owner: { kind: kind === 'unit' ? 'unit' : 'division', id },
    theme: orNull(draft.theme),
    year: draft.year ?? 0,
    dueOn: orNull(draft.dueOn),
    leader: orNull(draft.leader),
    leadUnitId: draft.leadUnitId ?? null,
    supportingUnitIds: draft.supportingUnitIds,
  }
}

/** The goals that may stand above one: any but itself and what stands below it. */
export function possibleParents(rows: readonly GoalView[], id: string): GoalView[] {
  const parents = new Map(rows.map((goal) => [goal.id, goal.parentId]))
  const isBelow = (goal: GoalView): boolean => {
    for (let at: string | null | undefined = goal.id; at; at = parents.get(at)) if (at === id) return true
    return false
  }
  return rows.filter((goal) => !isBelow(goal))
}
