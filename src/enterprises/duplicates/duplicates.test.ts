import { expect, test } from 'vitest'
import { compare, coreOf, type Entry, keysOf } from './rules.ts'

const places = ['甲市', '江海区', '蓬江区']
const entry = (changed: Partial<Entry> = {}): Entry => ({
  ...{ name: '江海精密机械有限公司', formerNames: [], creditCode: null, oldNumber: null, address: null },
  ...changed,
})
const kinds = (one: Partial<Entry>, other: Partial<Entry>) =>
  compare(entry(one), entry(other), places)?.reasons.map(({ kind }) => kind) ?? []

test('a name is the same with and without its place, width, brackets and form of company; a branch is another firm', () => {
  for (const name of [
    '甲市晓月机械有限公司',
    '广东省甲市蓬江区晓月机械有限责任公司',
    '晓月机械股份有限公司',
    '晓月（机械）有限公司',
    ' 晓 月机械 ',
  ]) {
    expect(coreOf(name, places), name).toBe('晓月机械')
  }
  expect(coreOf('晓月机械有限公司江海分公司', places)).not.toBe('晓月机械')
  expect(coreOf('甲市公司', places)).toBe('甲市公司')
})

test('the organisation code inside a credit code is found in a tax number of before, and only where its check character fits', () => {
  // 组织机构代码 123456788: 1·3+2·7+3·9+4·10+5·5+6·8+7·4+8·2 = 201, 11 − 201 mod 11 = 8.
  const creditCode = '914407011234567880'.replace(/0$/, 'X')
  const keys = (changed: Partial<Entry>) => keysOf(entry(changed), places).filter(({ kind }) => kind === 'code')
  expect(keys({ creditCode }).map(({ key }) => key)).toEqual(['code:123456788'])
  expect(keys({ oldNumber: '440701123456788' }).map(({ key }) => key)).toEqual(['code:123456788'])
  expect(keys({ oldNumber: '440701123456789' })).toEqual([])
  expect(kinds({ name: '甲', creditCode }, { name: '乙', oldNumber: '440701123456788' })).toEqual(['code'])
})

test('a pair tells its reasons with the words that match; an address alone says nothing, nor do two codes of their own', () => {
  expect(compare(entry(), entry({ name: '甲市江海精密机械有限责任公司' }), ['甲市'])).toMatchObject({
    reasons: [{ kind: 'name', first: '江海精密机械有限公司', second: '甲市江海精密机械有限责任公司' }],
  })
  expect(kinds({}, { name: '新名字有限公司', formerNames: ['江海精密机械有限公司'] })).toEqual(['former-name'])
  const address = '甲市江海区一路 2 号'
  expect(kinds({ address }, { name: '江海精密机床有限公司', address: '江海区一路2号' })).toEqual(['address'])
  expect(kinds({ address }, { name: '晓月纺织有限公司', address })).toEqual([])
  const own = { creditCode: '91350100M000100Y43' }
  const other = { creditCode: '91440700MA4W0B2C1D' }
  expect(kinds({ address, ...own }, { name: '江海精密机床有限公司', address, ...other })).toEqual([])
  expect(kinds(own, other)).toEqual(['name'])
  expect(compare(entry(own), entry(other), places)?.weight).toBeLessThan(
    compare(entry(own), entry(), places)?.weight ?? 0,
  )
})
