import type { GoalView, OwnerView } from '../../contract.ts'

/** A goal as a line of the cascade: how deep it stands, and how many stand below it. */
export interface Line {
  goal: GoalView
  level: number
  below: number
}

/** Lines under one heading: whose goals they are. */
export interface Section {
  owner: OwnerView
  lines: readonly Line[]
}

export const ownerKey = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`

/**
 * The cascade as a tree: goals under the parents that are shown, the city's own first, then whatever stands under no
 * parent by its owner in official order. `folded` goals hide what is below them.
 */
export function treeSections(
  rows: readonly GoalView[],
  owners: readonly OwnerView[],
  first: string,
  folded: ReadonlySet<string>,
): Section[] {
  const shown = new Set(rows.map(({ id }) => id))
  const children = Map.groupBy(rows, ({ parentId }) => (parentId !== null && shown.has(parentId) ? parentId : ''))
  const linesOf = (goals: readonly GoalView[], level: number): Line[] =>
    goals.flatMap((goal) => {
      const below = children.get(goal.id) ?? []
      const line = { goal, level, below: below.length }
      return folded.has(goal.id) ? [line] : [line, ...linesOf(below, level + 1)]
    })
  return byOwner(children.get('') ?? [], owners, first).map(({ owner, goals }) => ({ owner, lines: linesOf(goals, 0) }))
}

/** The same goals as plain lists, one for each owner. */
export const ownerSections = (rows: readonly GoalView[], owners: readonly OwnerView[], first: string): Section[] =>
  byOwner(rows, owners, first).map(({ owner, goals }) => ({
    owner,
    lines: goals.map((goal) => ({ goal, level: 0, below: 0 })),
  }))

function byOwner(goals: readonly GoalView[], owners: readonly OwnerView[], first: string) {
  const groups = Map.groupBy(goals, ({ owner }) => ownerKey(owner))
  const order = new Map(owners.map((owner, at) => [ownerKey(owner), at + 1]))
  const placeOf = (key: string) => (key === `division ${first}` ? 0 : (order.get(key) ?? owners.length + 1))
  return [...groups]
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .flatMap(([, own]) => (own[0] ? [{ owner: own[0].owner, goals: own }] : []))
}

/** Goals that have something below them: what folding all folds. */
export function parentsIn(rows: readonly GoalView[]): string[] {
  const shown = new Set(rows.map(({ id }) => id))
  return [...new Set(rows.flatMap(({ parentId }) => (parentId !== null && shown.has(parentId) ? [parentId] : [])))]
}

export const gaps = ['date', 'lead'] as const
export type Gap = (typeof gaps)[number]

/**
 * What a goal still lacks. Demands about study need neither; a lead unit is named by the office that asks, so what a
 * district or a department promised itself lacks none.
 */
export function lacks(
  goal: Pick<GoalView, 'asksForTask' | 'dueOn' | 'lead' | 'owner' | 'commissioner'>,
  gap: Gap,
): boolean {
  if (!goal.asksForTask) return false
  if (gap === 'date') return goal.dueOn === null
  return goal.lead === null && goal.owner.kind === 'division' && goal.owner.id === goal.commissioner
}
