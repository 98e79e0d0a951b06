import { expect, test } from 'vitest'
import { indicatorOf } from './rules.ts'

const catalogue = [
  { id: 'gdp', name: '地区生产总值', otherNames: ['GDP'], unit: 'CNY' },
  { id: 'growth', name: '地区生产总值增速', otherNames: ['地区生产总值'], unit: '%' },
  { id: 'new', name: '新增规模以上工业企业', otherNames: [], unit: '家' },
  { id: 'all', name: '规模以上工业企业', otherNames: [], unit: '家' },
  { id: 'one', name: '甲项目', otherNames: ['项目'], unit: '个' },
  { id: 'other', name: '乙项目', otherNames: ['项目'], unit: '个' },
]

test.each([
  ['地区生产总值', '地区生产总值3186.4亿元', 'CNY', 'gdp'],
  ['地区生产总值', '地区生产总值增长5%左右', '%', 'growth'],
  ['规模以上工业企业', '新增规模以上工业企业260家', '家', 'new'],
  ['规模以上工业企业', '规模以上工业企业达到900家', '家', 'all'],
  ['项目', '项目12个', '个', null],
  ['老旧小区', '改造老旧小区82个', '个', null],
])('%s in “%s” (%s) is %s', (indicator, text, unit, id) =>
  expect(indicatorOf(catalogue, { indicator, text, unit })).toBe(id),
)
