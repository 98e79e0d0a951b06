import { expect, test } from 'vitest'
import { testMoment } from '../testing/world.ts'
import { networkOf, openLimits, type Refused } from './limits.ts'
import { openQuota } from './quota.ts'

const rates = { read: 60, write: 6, anonymous: 3, entry: 2, front: 2, key: 2 }

test('a minute’s requests pass at once, then as many as the time gives back', () => {
  let at = 0
  const limits = openLimits(rates, () => at)
  const passes = () => {
    try {
      limits.spend('a', 'write')
      return 0
    } catch (error) {
      return (error as { facts: { seconds: number } }).facts.seconds
    }
  }
  expect(Array.from({ length: 7 }, passes)).toEqual([0, 0, 0, 0, 0, 0, 10])
  at = 9_000
  expect(passes()).toBe(1)
  at = 10_000
  expect([passes(), passes()]).toEqual([0, 10])
  at = 600_000
  expect(Array.from({ length: 7 }, passes)).toEqual([0, 0, 0, 0, 0, 0, 10])
})

test('accounts and kinds have buckets of their own, and the memory for them is bounded', () => {
  const limits = openLimits(rates, () => 0)
  limits.spend('a', 'entry')
  limits.spend('a', 'entry')
  expect(() => limits.spend('a', 'entry')).toThrow('platform.tooMany')
  limits.spend('b', 'entry')
  limits.spend('a', 'read')
  for (let i = 0; i < 20_000; i++) limits.spend(`c${i}`, 'read')
  expect(() => limits.spend('a', 'entry')).not.toThrow()
})

test('a network has its amount a day, which fills evenly; who comes from none has no bound', () => {
  const quota = openQuota(24)
  const at = (hours: number) => () => testMoment.add({ hours })
  const here = '198.51.100.7'
  expect(quota.spend({ address: here, now: at(0) }, 20)).toBe(true)
  expect(quota.spend({ address: here, now: at(0) }, 5)).toBe(false)
  expect(quota.spend({ address: here, now: at(0) }, 4)).toBe(true)
  expect(quota.spend({ address: here, now: at(2) }, 3)).toBe(false)
  expect(quota.spend({ address: here, now: at(2) }, 2)).toBe(true)
  expect(quota.spend({ address: '198.51.100.8', now: at(2) }, 24)).toBe(true)
  expect(quota.spend({ address: null, now: at(2) }, 1000)).toBe(true)
})

test('an IPv6 house is one address', () => {
  expect(networkOf('198.51.100.7')).toBe('198.51.100.7')
  expect(networkOf('2001:db8:0:1:5:6:7:8')).toBe('2001:db8:0:1')
  expect(networkOf('2001:db8:0:1::8')).toBe('2001:db8:0:1')
  expect(networkOf('2001:db8::8')).toBe('2001:db8:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf(null)).toBe('unknown')
})

test('of a bucket refusals are reported once a minute, and no address whole', () => {
  let at = 0
  const reported: Refused[] = []
  const limits = openLimits(
    rates,
    () => at,
    (refused) => reported.push(refused),
  )
  const pour = (who: string, kind: Refused['kind']) => {
    for (let asked = 0; asked < 10; asked++) {
      try {
        limits.spend(who, kind)
      } catch {
        // Refused: what is reported of it is asked below.
      }
    }
  }
  for (at = 0; at < 130_000; at += 10_000) pour('198.51.100.7', 'entry')
  expect(reported).toEqual(Array.from({ length: 3 }, () => ({ kind: 'entry', who: '198.51.100.*' })))
  pour('2001:db8:0:1', 'anonymous')
  pour('account-1', 'write')
  expect(reported.slice(3)).toEqual([
    { kind: 'anonymous', who: '2001:db8:0:*' },
    { kind: 'write', who: 'account-1' },
  ])
})
