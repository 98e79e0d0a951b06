import { expect, test } from 'vitest'
import { clientAddress, noProxies, readProxies } from './address.ts'

test('without a declared proxy the connection alone says who asks', () => {
  expect(clientAddress('203.0.113.9', '10.0.0.1', noProxies)).toBe('203.0.113.9')
  expect(clientAddress('::ffff:203.0.113.9', undefined, noProxies)).toBe('203.0.113.9')
  expect(clientAddress(undefined, '10.0.0.1', noProxies)).toBeNull()
})

test('behind declared proxies the nearest address that is none counts, and nothing written before it', () => {
  const proxies = readProxies(' 10.0.0.0/8, 2001:db8::1 ')
  expect(clientAddress('10.0.0.1', '198.51.100.7', proxies)).toBe('198.51.100.7')
  expect(clientAddress('10.0.0.1', '1.2.3.4, 198.51.100.7, 10.2.3.4', proxies)).toBe('198.51.100.7')
  expect(clientAddress('::ffff:10.0.0.1', '198.51.100.7:4711', proxies)).toBe('198.51.100.7')
  expect(clientAddress('2001:db8::1', '[2001:db8:0:1::5]:443', proxies)).toBe('2001:db8:0:1::5')
  expect(clientAddress('203.0.113.9', '198.51.100.7', proxies)).toBe('203.0.113.9')
})

test('a proxy that says nothing, or nothing sensible, stands for the client itself', () => {
  const proxies = readProxies('10.0.0.1')
  expect(clientAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', 'unknown', proxies)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', '198.51.100.7, <script>', proxies)).toBe('10.0.0.1')
})

test('a list of proxies with a slip is refused at the start', () => {
  for (const wrong of ['10.0.0', '10.0.0.0/33', '0.0.0.0/0', 'proxy.example', '10.0.0.0/x', '10.0.0.0/']) {
    expect(() => readProxies(wrong), wrong).toThrow('platform.proxiesWrong')
  }
  expect(clientAddress('10.0.0.1', '1.2.3.4', readProxies(undefined))).toBe('10.0.0.1')
})
