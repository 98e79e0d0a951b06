import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clauseAround, type PlannedNumber, pairNumbers } from './rules.ts'

const number = (
  clause: string,
  indicator: string,
  op: PlannedNumber['op'],
  value: string,
  unit: string,
): PlannedNumber => ({
  ...{ id: `${clause} ${value}`, clause, indicator, op, value, unit },
})

const before = [
  number('地区生产总值增长5.5%以上', '地区生产总值', '>=', '5.5', '%'),
  number('工业投资增长10%', '工业投资', '=', '10', '%'),
  number('技术改造投资增长12%', '技术改造投资', '=', '12', '%'),
  number('全年新增规模以上工业企业240家', '规模以上工业企业', '=', '240', '家'),
  number('推动200家规模以上工业企业开展数字化转型', '规模以上工业企业', '=', '200', '家'),
  number('建成5G基站1200座', '5G基站', '=', '1200', '座'),
]
const after = [
  number('推动300家规模以上工业企业开展数字化转型', '规模', '=', '300', '家'),
  number('全年新增规模以上工业企业260家', '规模以上工业企业', '=', '260', '家'),
  number('地区生产总值增长5%左右', '地区生产总值', '~', '5', '%'),
  number('技术改造投资增长12%', '技术改造投资', '=', '12', '%'),
  number('工业投资增长9%', '工业投资', '=', '9', '%'),
  number('力争年内项目开工率达到70%以上', '项目开工率', '>=', '70', '%'),
]

describe('numbers of two years', () => {
  test('are paired by what they speak of, whatever stands in between', () => {
    expect(
      pairNumbers(before, after).map(({ change, before: was, after: is }) => [
        change,
        was?.value ?? '–',
        is?.value ?? '–',
      ]),
    ).toEqual([
      ['raised', '200', '300'],
      ['raised', '240', '260'],
      ['lowered', '5.5', '5'],
      ['kept', '12', '12'],
      ['lowered', '10', '9'],
      ['new', '–', '70'],
      ['not-again', '1200', '–'],
    ])
  })

  test('of the same number the bound decides', () => {
    const [about, least, more] = (['~', '>=', '>'] as const).map((op) =>
      number('外贸进出口总额增长3%', '外贸进出口总额', op, '3', '%'),
    )
    const change = (a?: PlannedNumber, b?: PlannedNumber) => pairNumbers(a ? [a] : [], b ? [b] : [])[0]?.change
    expect(change(least, about)).toBe('lowered')
    expect(change(least, more)).toBe('raised')
    expect(change(least, least)).toBe('kept')
  })

  test('each stands in the result once, and a paper beside itself is kept whole', () => {
    const some = fc.shuffledSubarray([...before, ...after])
    fc.assert(
      fc.property(some, some, (old, fresh) => {
        const pairs = pairNumbers(old, fresh)
        expect(pairs.flatMap((pair) => pair.before ?? []).toSorted(byId)).toEqual(old.toSorted(byId))
        expect(pairs.flatMap((pair) => pair.after ?? []).toSorted(byId)).toEqual(fresh.toSorted(byId))
        expect(pairNumbers(old, old).every(({ change }) => change === 'kept')).toBe(true)
      }),
    )
  })
})

const byId = (a: PlannedNumber, b: PlannedNumber) => a.id.localeCompare(b.id)

test('the clause around a number ends at the marks beside it', () => {
  const text = '实施“千企登高”计划，全年新增规模以上工业企业260家，专精特新企业达到450家以上。'
  const start = text.indexOf('规模')
  expect(clauseAround(text, start, start + '规模以上工业企业260家'.length)).toBe('全年新增规模以上工业企业260家')
})
