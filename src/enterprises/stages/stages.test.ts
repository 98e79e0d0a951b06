import { expect, test } from 'vitest'
import { shippedVersions } from '#platform/rules/shipped.ts'
import { industryTree } from '../industries/queries.ts'
import { findIndustries, pathOf } from '../industries/rules.ts'
import { mayUse, mayView, SourceTable, sourceRule } from '../sources/rules.ts'
import { ListsTable, listsRule, missingFields, RequiredTable, requiredRule, stageOf } from './rules.ts'

const body = (name: string) => shippedVersions().find(({ rule }) => rule === name)?.body
const lists = ListsTable.parse(body(listsRule))
const required = RequiredTable.parse(body(requiredRule))
const sources = SourceTable.parse(body(sourceRule))
const title = (list: string, validFrom: string, validTo: string | null, endedOn: string | null = null) => {
  return { list, validFrom, validTo, endedOn }
}

test('the step of a firm is that of its highest title, to its last day and no longer', () => {
  const both = [title('innovative-sme', '2024-01-01', '2026-12-31'), title('srdi-sme', '2023-03-11', '2026-03-10')]
  expect(stageOf(lists, both, '2026-03-10')).toBe('middle')
  expect(stageOf(lists, both, '2026-03-11')).toBe('base')
  expect(stageOf(lists, [title('little-giant', '2025-01-01', '2027-12-31', '2026-03-10')], '2026-03-10')).toBe(
    'entered',
  )
  expect(stageOf(lists, [title('abnormal-operation', '2025-01-01', null)], '2026-03-10')).toBe('entered')
})

test('what is asked of a firm grows with its step', () => {
  expect(missingFields(required, 'entered', new Set(['credit-code']))).toEqual(['industry-code', 'address', 'contact'])
  expect(missingFields(required, 'base', new Set())).toContain('revenue')
  expect(missingFields(required, 'base', new Set())).not.toContain('assets')
  expect(missingFields(required, 'top', new Set())).toHaveLength(required.fields.length)
})

test('tax figures are used and seen only within the firm’s word; what the officer wrote is offered on no form', () => {
  const word = { purpose: 'ladder', validFrom: '2026-01-01', validTo: '2026-12-31', revokedOn: null }
  const on = (day: string, revokedOn: string | null = null) => ({ words: [{ ...word, revokedOn }], on: day })
  expect(mayUse(sources, 'tax-authorised', 'ladder', on('2026-12-31'))).toBe(true)
  expect(mayUse(sources, 'tax-authorised', 'ladder', on('2027-01-01'))).toBe(false)
  expect(mayUse(sources, 'tax-authorised', 'ladder', on('2026-06-01', '2026-06-01'))).toBe(false)
  expect(mayUse(sources, 'tax-authorised', 'size', on('2026-06-01'))).toBe(false)
  expect(mayUse(sources, 'officer', 'forms', { words: [], on: '2026-06-01' })).toBe(false)
  expect(mayView(sources, 'tax-authorised', 'district-officer')).toBe(false)
  expect(sources.refused).toContain('statistics')
})

test('an industry is found by its code, its words and its initials', () => {
  const { industries } = industryTree()
  const codes = (typed: string) => findIndustries(industries, typed, 5).map(({ code }) => code)
  expect(codes('C3841')[0]).toBe('C3841')
  expect(codes('3841')[0]).toBe('C3841')
  expect(codes('锂离子')).toEqual(['C3841'])
  expect(codes('llzdc')).toContain('C3841')
  expect(codes('汽车零部件')).toContain('C3670')
  expect(pathOf('C3841')).toEqual(['C', 'C38', 'C384', 'C3841'])
  expect(codes('没有这个行业')).toEqual([])
  for (const { code } of industries) expect(industries.some((one) => one.code === pathOf(code)[0])).toBe(true)
})
