import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DutyTurn } from '../../duty/contract.ts'
import { addDays } from '../../duty/rules.ts'
import {
  cellOf,
  copyWeekBefore,
  mondayOf,
  repeatWeek,
  setDate,
  setWeekly,
  weekOf,
  windowsOf,
  withoutWindow,
} from './week.ts'

const night = { fromTime: '17:30', toTime: '08:30' }
const monday = '2026-03-09'
const ann = { accountId: 'ann', standInId: 'bob' }
const cai = { accountId: 'cai', standInId: null }
const weekdays = [1, 2, 3, 4, 5, 6, 7]
const always: DutyTurn = { ...ann, ...night, weekdays, onDay: null, validFromOn: '2026-01-01', validToOn: null }
const shown = (turns: readonly DutyTurn[], from: string) =>
  weekOf(from).map((day) => cellOf(turns, night, day).people[0]?.accountId ?? '-')

test('who swaps one night is on duty that night alone', () => {
  const turns = setDate([always], night, '2026-03-11', [cai])
  expect(shown(turns, monday)).toEqual(['ann', 'ann', 'cai', 'ann', 'ann', 'ann', 'ann'])
  expect(cellOf(turns, night, '2026-03-11')).toEqual({ people: [cai], isSingle: true })
  expect(shown(setDate(turns, night, '2026-03-11', []), monday)).toEqual(shown([always], monday))
})

test('a weekly change begins with its day, and the weeks before stay as they were', () => {
  const turns = setWeekly([always], night, '2026-03-14', [cai])
  expect(shown(turns, monday)).toEqual(['ann', 'ann', 'ann', 'ann', 'ann', 'cai', 'ann'])
  expect(shown(turns, '2026-03-16')).toEqual(shown(turns, monday))
  expect(shown(turns, '2026-03-02')).toEqual(Array.from({ length: 7 }, () => 'ann'))
})

test('last week is copied with its swaps, and a week is made the pattern of all that follow', () => {
  const swapped = setDate([always], night, '2026-03-04', [cai])
  const copied = copyWeekBefore(swapped, monday)
  expect(shown(copied, monday)).toEqual(shown(swapped, '2026-03-02'))
  expect(copied).toHaveLength(3)
  expect(shown(copied, '2026-03-16')).not.toContain('cai')
  const repeated = repeatWeek(copied, monday)
  expect(shown(repeated, '2026-04-06')).toEqual(shown(copied, monday))
  expect(shown(repeated, '2026-03-02')).toEqual(shown(swapped, '2026-03-02'))
  expect(windowsOf(withoutWindow(repeated, night, monday), weekOf(monday), [])).toEqual([])
})

test('whatever is changed, the change shows, other days do not move, and the server takes the roster', () => {
  const day = fc.integer({ min: 0, max: 27 }).map((days) => addDays('2026-03-02', days))
  const step = fc.record({ day, isWeekly: fc.boolean(), people: fc.constantFrom([ann], [cai], []) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let turns: DutyTurn[] = [always]
      for (const { day: on, isWeekly, people } of steps) {
        const before = turns
        turns = isWeekly ? setWeekly(turns, night, on, people) : setDate(turns, night, on, people)
        const cell = cellOf(turns, night, on)
        if (people.length > 0 && cell.isSingle !== isWeekly) expect(cell.people).toEqual(people)
        expect(cellOf(turns, night, addDays(on, 1))).toEqual(cellOf(before, night, addDays(on, 1)))
        expect(cellOf(turns, night, addDays(on, -7))).toEqual(cellOf(before, night, addDays(on, -7)))
      }
      for (const turn of turns) expect(DutyTurn.safeParse(turn).success).toBe(true)
    }),
  )
  expect(mondayOf('2026-03-15')).toBe(monday)
})
