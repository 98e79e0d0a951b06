import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { testPool } from '../testing/world.ts'
import { type Cipher, ciphers } from './cipher.ts'
import { type KeyRing, keyRing, newKey, openKeyRing, setKeyRing } from './key-ring.ts'
import { maskName, maskPhone } from './masks.ts'
import { normalisedName, normalisedPhone } from './normalise.ts'
import { blindIndex, blindIndexes, isSealed, openValue, readable, sealValue } from './values.ts'

const madeAt = '2026-03-10T01:30:00Z'
const place = 'organisations.people.phone'
const phone = '13800001234'
const folder = mkdtempSync(join(tmpdir(), 'daqiao-keys-'))
let worker: KeyRing

beforeAll(async () => {
  await testPool()
  worker = keyRing()
  return () => rmSync(folder, { recursive: true })
})
afterEach(() => setKeyRing(worker))

/** A ring of its own with so many versions. */
function aRing(cipher: Cipher, versions = 1, name = `${cipher}-${versions}.json`): KeyRing {
  const ring = openKeyRing(join(folder, name), cipher)
  const keys = Array.from({ length: versions }, (_, at) => newKey(at + 1, cipher, madeAt))
  ring.replace({ keys, rotatingTo: null })
  setKeyRing(ring)
  return ring
}

test.each(ciphers)('what %s sealed opens in its place, and nowhere else', (cipher) => {
  aRing(cipher)
  for (const text of [phone, '欧阳海', '', '𠮷 · 🌉', 'x'.repeat(5000)]) {
    const sealed = sealValue(place, text)
    expect(isSealed(sealed)).toBe(true)
    expect(sealed.startsWith(`v1:${cipher}:`)).toBe(true)
    expect(openValue(place, sealed)).toBe(text)
    expect(openValue('enterprises.enterprises.contact_phone', sealed)).toEqual({ unreadable: 'changed', version: 1 })
  }
  expect(sealValue(place, phone)).not.toBe(sealValue(place, phone))
})

test.each(ciphers)('a value of %s that was changed anywhere does not open', (cipher) => {
  const ring = aRing(cipher, 2)
  const key = ring.find(1)
  const sealed = sealValue(place, phone, key ?? undefined)
  const parts = sealed.split(':')
  for (let at = 2; at < 5; at++) {
    const bytes = Buffer.from(parts[at] ?? '', 'base64url')
    for (const changed of [flipped(bytes), bytes.subarray(1), Buffer.concat([bytes, Buffer.from([0])])]) {
      const value = parts.with(at, changed.toString('base64url')).join(':')
      expect(openValue(place, value), value).toMatchObject({ unreadable: 'changed' })
    }
  }
  expect(openValue(place, sealed.replace('v1:', 'v2:'))).toEqual({ unreadable: 'changed', version: 2 })
  const other = cipher === 'aes' ? 'sm4' : 'aes'
  expect(openValue(place, sealed.replace(`:${cipher}:`, `:${other}:`))).toEqual({ unreadable: 'changed', version: 1 })
  expect(openValue(place, phone)).toEqual({ unreadable: 'changed', version: 0 })
})

const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  copy[0] = (copy[0] ?? 0) ^ 1
  return copy
}

test('values of three versions open side by side; one whose key is missing says so and harms no other', () => {
  const ring = aRing('aes', 3)
  const sealed = [1, 2, 3].map((version) => sealValue(place, `${phone}${version}`, ring.find(version) ?? undefined))
  expect(sealed.map((value) => openValue(place, value))).toEqual([`${phone}1`, `${phone}2`, `${phone}3`])

  ring.replace({ keys: ring.all().keys.filter(({ version }) => version !== 2), rotatingTo: null })
  const opened = sealed.map((value) => openValue(place, value))
  expect(opened).toEqual([`${phone}1`, { unreadable: 'key-missing', version: 2 }, `${phone}3`])
  expect(opened.map((value) => maskPhone(value))).toEqual(['138*****2341', '******', '138*****2343'])
  expect(() => readable(opened[1] ?? null)).toThrow(
    expect.objectContaining({ fault: 'unavailable', key: 'platform.protect.keyMissing', facts: { version: 2 } }),
  )
})

test('keys of the other cipher are read beside the newest', () => {
  const ring = aRing('sm4')
  const old = sealValue(place, phone)
  ring.replace({ keys: [...ring.all().keys, newKey(2, 'aes', madeAt)], rotatingTo: null })
  expect(sealValue(place, phone).startsWith('v2:aes:')).toBe(true)
  expect(openValue(place, old)).toBe(phone)
  expect(blindIndexes(place, phone)).toHaveLength(2)
})

test('an index finds the same phone however it was written, and tells nothing without the key', () => {
  aRing('aes')
  const index = (text: string) => blindIndex(place, normalisedPhone(text))
  expect(index('+86 138-0000-1234')).toBe(index(phone))
  expect(index('１３８００００１２３４')).toBe(index(phone))
  expect(index('008613800001234')).toBe(index(phone))
  expect(index('13800001235')).not.toBe(index(phone))
  expect(blindIndex('enterprises.enterprises.contact_phone_index', phone)).not.toBe(index(phone))
  const known = index(phone)
  aRing('aes', 1, 'other.json')
  expect(index(phone)).not.toBe(known)
  expect(normalisedName(' 阿依古丽·买买提 ')).toBe('阿依古丽买买提')
})

test('the key file is for its owner alone, and another process that adds a version is noticed', () => {
  const ring = aRing('aes', 1, 'shared.json')
  expect(statSync(ring.file).mode & 0o777).toBe(0o600)
  expect(readFileSync(ring.file, 'utf8')).not.toContain(phone)

  const other = openKeyRing(ring.file, 'aes')
  other.replace({ keys: [...other.all().keys, newKey(2, 'aes', madeAt)], rotatingTo: 2 })
  const sealed = sealValue(place, phone, other.newest())
  setKeyRing(ring)
  expect(openValue(place, sealed)).toBe(phone)
  expect(ring.all().rotatingTo).toBe(2)
})

test('a key file that is not whole is refused at the start, and a missing one is not made by the way', () => {
  const file = join(folder, 'broken.json')
  expect(() => openKeyRing(file, 'aes').newest()).toThrow(expect.objectContaining({ key: 'platform.protect.keysLost' }))
  for (const text of ['', '{', '{"keys":[]}', '{"keys":[{"version":1,"cipher":"aes","secret":"short"}]}']) {
    writeFileSync(file, text)
    expect(() => openKeyRing(file, 'aes'), text).toThrow(
      expect.objectContaining({ key: 'platform.protect.keysUnreadable', facts: { file } }),
    )
  }
})

test.each([
  ['13800001234', '138****1234'],
  ['0750-3278000', '075*-***8000'],
  ['12345', '***45'],
  ['12', '12'],
  [null, null],
])('the phone %s is shown as %s', (number, masked) => {
  expect(maskPhone(number)).toBe(masked)
})

test.each([
  ['张三', '张*'],
  ['欧阳海', '欧**'],
  ['Li Lei', 'L* ***'],
  ['', ''],
])('the name %s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
