import { expect, test } from 'vitest'
import type { GoalView } from '../../contract.ts'
import { lacks, ownerSections, parentsIn, treeSections } from './tree.ts'

const city = { kind: 'division' as const, id: '990100', name: '望澜市' }
const port = { kind: 'division' as const, id: '990103', name: '棠港区' }
const hill = { kind: 'division' as const, id: '990104', name: '砚浦区' }
const owners = [city, port, hill]

const aGoal = (id: string, facts: Partial<GoalView> = {}): GoalView => ({
  id,
  code: id,
  kind: 'goal',
  title: id,
  parentId: null,
  commissioner: '990100',
  owner: city,
  theme: null,
  year: 2026,
  dueOn: null,
  leader: null,
  asksForTask: true,
  lead: null,
  supporting: [],
  figures: [],
  source: { citation: null, enteredByName: '某人', enteredAt: '2026-01-01T00:00:00Z' },
  openness: 'public',
  version: 1,
  mayChange: true,
  ...facts,
})

const rows = [
  aGoal('of-hill', { owner: hill }),
  aGoal('top'),
  aGoal('of-port', { owner: port, parentId: 'top' }),
  aGoal('below', { parentId: 'of-port', owner: port }),
  aGoal('lost', { owner: port, parentId: 'filtered-away' }),
]
const shape = (sections: ReturnType<typeof treeSections>) =>
  sections.map(({ owner, lines }) => `${owner.name}: ${lines.map(({ goal, level }) => `${goal.id}${level}`).join(' ')}`)

test('the city stands first with what is below it; what has no shown parent stands with its owner in official order', () => {
  expect(shape(treeSections(rows, owners, '990100', new Set()))).toEqual([
    '望澜市: top0 of-port1 below2',
    '棠港区: lost0',
    '砚浦区: of-hill0',
  ])
})

test('a folded goal hides all below it and still says how many stand right below', () => {
  const [first] = treeSections(rows, owners, '990100', new Set(['top']))
  expect(first?.lines).toMatchObject([{ goal: { id: 'top' }, below: 1 }])
  expect(parentsIn(rows).sort()).toEqual(['of-port', 'top'])
})

test('by owner each goal stands with its own', () => {
  expect(shape(ownerSections(rows, owners, '990100'))).toEqual([
    '望澜市: top0',
    '棠港区: of-port0 below0 lost0',
    '砚浦区: of-hill0',
  ])
})

test('a study demand lacks nothing; a lead is lacked only where the asking office names one', () => {
  expect(lacks(aGoal('a'), 'date')).toBe(true)
  expect(lacks(aGoal('a', { asksForTask: false }), 'date')).toBe(false)
  expect(lacks(aGoal('a'), 'lead')).toBe(true)
  expect(lacks(aGoal('a', { owner: port }), 'lead')).toBe(false)
  expect(lacks(aGoal('a', { lead: { id: 'u', name: '市统计局' } }), 'lead')).toBe(false)
})
