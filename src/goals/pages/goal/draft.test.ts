import { expect, test } from 'vitest'
import type { GoalView } from '../../contract.ts'
import { draftOf, inputOf, possibleParents } from './draft.ts'

const aGoal = (id: string, parentId: string | null = null): GoalView => ({
  ...{ id, code: id, kind: 'task', title: '建设主平台', parentId, commissioner: '990100', theme: null, year: 2026 },
  owner: { kind: 'division', id: '990100', name: '望澜市' },
  ...{ dueOn: '2026-12-31', leader: null, asksForTask: true },
  lead: { id: 'u1', name: '市统计局' },
  supporting: [{ id: 'u2', name: '市财政局' }],
  figures: [],
  source: { citation: null, enteredByName: '某人', enteredAt: '2026-01-01T00:00:00Z' },
  ...{ openness: 'public', version: 3, mayChange: true },
})

test('a goal that nobody touched in the form is sent as it was', () => {
  expect(inputOf(draftOf(aGoal('a')))).toEqual({
    title: '建设主平台',
    kind: 'task',
    parentId: null,
    owner: { kind: 'division', id: '990100' },
    theme: null,
    year: 2026,
    dueOn: '2026-12-31',
    leader: null,
    leadUnitId: 'u1',
    supportingUnitIds: ['u2'],
  })
})

test('a goal may stand under any other that does not stand under it', () => {
  const rows = [aGoal('a'), aGoal('b', 'a'), aGoal('c', 'b'), aGoal('d')]
  expect(possibleParents(rows, 'b').map(({ id }) => id)).toEqual(['a', 'd'])
  expect(possibleParents(rows, 'new')).toHaveLength(4)
})
