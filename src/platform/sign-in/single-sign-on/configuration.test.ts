import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSignOn } from './configuration.ts'
import { claimOf, identityOf, mapped, usernameOf } from './identity.ts'
import { openSignOn } from './sign-on.ts'

const folder = mkdtempSync(join(tmpdir(), 'daqiao-sign-on-'))
const file = join(folder, 'sign-on.yaml')
afterAll(() => rmSync(folder, { recursive: true }))

const good = `issuer: https://sign-on.city.example/realms/city
client:
  id: daqiao
  secret: { file: secret.txt }
roles:
  - { value: planning, role: planning-officer, scope: { kind: city }, post: 规划督查岗 }
  - value: handler
    role: unit-handler
    scope: { kind: unit, id: industry }
    post: 承办岗
`

function read(text: string, env: Record<string, string> = {}) {
  writeFileSync(file, text)
  writeFileSync(join(folder, 'secret.txt'), 'a secret\n')
  return readSignOn({ DAQIAO_SIGN_ON: file, ...env })
}

test('a file that says the least is filled with what is usual', () => {
  expect(readSignOn({})).toBeNull()
  expect(read(good)).toMatchObject({
    discovery: 'https://sign-on.city.example/realms/city/.well-known/openid-configuration',
    client: { id: 'daqiao', secret: 'a secret', authentication: 'basic' },
    scopes: ['openid', 'profile'],
    claims: { id: 'sub', name: 'name', roles: 'roles' },
    newcomers: false,
    roles: [
      { value: 'planning', line: 6 },
      { value: 'handler', line: 7 },
    ],
  })
})

const wrong: Record<string, [string, string, number]> = {
  'an address without https': [good.replace('https://', 'http://'), 'unsafeAddress', 1],
  'an address with a password': [good.replace('https://', 'https://me:pw@'), 'unsafeAddress', 1],
  'another machine over http that looks like this one': [
    good.replace('https://sign-on.city.example', 'http://127.0.0.1.city.example'),
    'unsafeAddress',
    1,
  ],
  'no client id': [good.replace('  id: daqiao\n', ''), 'missing', 3],
  'a key with a slip': [good.replace('roles:', 'rolls:'), 'unknownKey', 6],
  'an administrator': [good.replace('unit-handler', 'security-administrator'), 'administrator', 8],
  'a role that does not exist': [good.replace('unit-handler', 'mayor'), 'role', 8],
  'the role of a firm': [good.replace('unit-handler', 'enterprise-user'), 'role', 8],
  'a scope of another kind': [good.replace('kind: unit', 'kind: enterprise'), 'wrong', 9],
  'a broken line': [good.replace('{ kind: city }', '{ kind: city'), 'yaml', 7],
  'a secret that is not set': [good.replace('{ file: secret.txt }', '{ variable: MISSING }'), 'secretVariable', 4],
  'a secret that is not there': [good.replace('secret.txt', 'gone.txt'), 'secretFile', 4],
}

test.each(Object.entries(wrong))('%s is refused with its line', (_name, [text, key, line]) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ key: `platform.signOn.config.${key}`, facts: expect.objectContaining({ file, line }) }),
  )
})

test('a file that is not there, and places that the city does not have, are named', async () => {
  expect(() => readSignOn({ DAQIAO_SIGN_ON: join(folder, 'gone.yaml') })).toThrow(
    expect.objectContaining({ key: 'platform.signOn.config.noFile' }),
  )
  const open = async (text: string) => {
    const configuration = read(text)
    if (!configuration) throw new Error('no configuration')
    const places = { unitIds: new Map([['science', 'x']]), divisions: new Set(['990102']) }
    return openSignOn(configuration, {
      city: '990100',
      address: 'https://a.example',
      secret: 's',
      placesOf: async () => places,
    })
  }
  await expect(open(good)).rejects.toMatchObject({
    key: 'platform.signOn.config.noUnit',
    facts: { line: 7, slug: 'industry' },
  })
  await expect(open(good.replace('kind: unit, id: industry', "kind: district, id: '990109'"))).rejects.toMatchObject({
    key: 'platform.signOn.config.noDivision',
    facts: { line: 7, code: '990109' },
  })
})

test('claims are found by name or by path, and never on the prototype', () => {
  const claims = { sub: '1', 'a.b': 'whole', realm: { roles: ['x'] } }
  expect(claimOf(claims, 'realm.roles')).toEqual(['x'])
  expect(claimOf(claims, 'a.b')).toBe('whole')
  expect([claimOf(claims, 'constructor.name'), claimOf(claims, 'sub.length'), claimOf(claims, 'none')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a person is the issuer and the stable id, and what is no text is no role', () => {
  const named = { issuer: 'https://a.example', claims: { id: 'sub', name: 'name', roles: 'roles' } }
  expect(identityOf(named, { sub: 'u1', name: ' 李\u202e一 ', roles: ['a', 'b'] })).toEqual({
    key: 'https://a.example u1',
    name: '李一',
    roles: ['a', 'b'],
  })
  expect(identityOf(named, { sub: 'u1', roles: [{ admin: true }] })).toMatchObject({ roles: [] })
  expect(identityOf(named, { sub: 'u1' })?.name).toBe(usernameOf('https://a.example u1'))
  for (const sub of [undefined, '', null, {}, true]) expect(identityOf(named, { sub })).toBeNull()
  expect(usernameOf('https://a.example u1')).not.toBe(usernameOf('https://b.example u1'))
})

test('a value is mapped letter for letter', () => {
  const roles = read(good)?.roles ?? []
  expect(mapped(roles, ['Planning', 'planning ', 'handler']).map(({ value }) => value)).toEqual(['handler'])
})
