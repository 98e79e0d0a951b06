import { expect, test } from 'vitest'
import { type ImportRow, type PresentUnit, planImport } from './rules.ts'

const divisions = new Set(['990100', '990102'])
const present = (slug: string, parentSlug: string | null, changed: Partial<PresentUnit> = {}): PresentUnit => ({
  slug,
  parentSlug,
  name: slug,
  shortName: slug,
  nameEn: '',
  kind: 'bureau',
  divisionCode: '990100',
  officialOrder: 10,
  aliases: [],
  isClosed: false,
  ...changed,
})
const row = (slug: string, parent: string | null, changed: Partial<ImportRow> = {}): ImportRow => ({
  row: 2,
  slug,
  parent,
  name: slug,
  shortName: null,
  nameEn: null,
  kind: 'bureau',
  division: null,
  order: null,
  aliases: null,
  ...changed,
})
const city = new Map(
  [present('city', null), present('a', 'city', { officialOrder: 20, aliases: ['甲'] }), present('b', 'a')].map(
    (one) => [one.slug, one],
  ),
)
const keys = (rows: ImportRow[]) => planImport(rows, city, divisions).errors.map(({ key }) => key)

test('an empty cell leaves what is there, a filled one changes it', () => {
  expect(planImport([row('a', null)], city, divisions)).toMatchObject({ unchanged: 1, changed: [], errors: [] })
  const renamed = planImport([row('a', null, { name: '新名', aliases: '乙、丙' })], city, divisions)
  expect(renamed.changed).toMatchObject([
    { name: '新名', shortName: 'a', aliases: ['乙', '丙'], officialOrder: 20, parentSlug: 'city' },
  ])
})

test('a new unit takes its name as short name, and the next place in the order', () => {
  const { added } = planImport(
    [row('c', 'city', { division: '990102' }), row('d', 'c', { division: '990102' })],
    city,
    divisions,
  )
  expect(added).toMatchObject([
    { slug: 'c', shortName: 'c', officialOrder: 30 },
    { slug: 'd', parentSlug: 'c', officialOrder: 40 },
  ])
})

test('a new unit needs a division and a parent that exist', () => {
  expect(keys([row('c', 'city')])).toEqual(['organisations.import.division'])
  expect(keys([row('c', 'nobody', { division: '990100' })])).toEqual(['organisations.import.unknownParent'])
  expect(keys([row('c', null, { division: '990100' })])).toEqual(['organisations.import.noParent'])
})

test('the root may be listed without a parent', () => {
  expect(keys([row('city', null)])).toEqual([])
})

test('the first import of an empty city makes its root', () => {
  const rows = [row('city', null, { division: '990100' }), row('a', 'city', { division: '990100' })]
  expect(planImport(rows, new Map(), divisions)).toMatchObject({ errors: [], added: [{ slug: 'city' }, { slug: 'a' }] })
})

test('a move below itself is refused, through new rows too', () => {
  expect(keys([row('a', 'b')])).toEqual(['organisations.import.cycle'])
  expect(keys([row('a', 'c'), row('c', 'b', { division: '990100' })])).toEqual([
    'organisations.import.cycle',
    'organisations.import.cycle',
  ])
})

test('a code listed twice, a closed unit and a closed parent are refused', () => {
  expect(keys([row('a', null), row('a', null, { row: 3 })])).toEqual(['organisations.import.twice'])
  const closed = new Map([...city, ['z', present('z', 'city', { isClosed: true })]])
  const plan = planImport([row('z', null), row('a', 'z', { row: 3 })], closed, divisions)
  expect(plan.errors.map(({ row, key }) => [row, key])).toEqual([
    [2, 'organisations.import.closed'],
    [3, 'organisations.import.closedParent'],
  ])
})
