import { BlockList, isIP } from 'node:net'
import type { Context as HttpContext } from 'hono'
import { AppError } from '../errors.ts'

/** Proxies whose word about the client's address is believed. */
export type Proxies = Pick<BlockList, 'check'>

export const noProxies: Proxies = new BlockList()

/** Under this name the server tells sign-in and handlers the client's address. What a client sends under it is dropped. */
export const addressHeader = 'x-daqiao-address'

/** Reads addresses and networks (`10.0.0.1, 10.1.0.0/16, fd00::/8`). @throws AppError unavailable `platform.proxiesWrong` */
export function readProxies(text: string | undefined): Proxies {
  const proxies = new BlockList()
  for (const entry of (text ?? '').split(',').map((one) => one.trim())) {
    if (entry === '') continue
    const [address = '', prefix] = entry.split('/')
    const family = familyOf(address)
    const longest = family === 'ipv4' ? 32 : 128
    const length = prefix === undefined ? longest : Number(prefix)
    // A prefix of zero would believe anybody: that is no declaration of a proxy.
    if (!family || !/^\d{1,3}$/.test(prefix ?? '1') || length < 1 || length > longest) {
      throw new AppError('unavailable', 'platform.proxiesWrong', { entry })
    }
    proxies.addSubnet(address, length, family)
  }
  return proxies
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | null =>
  isIP(address) === 4 ? 'ipv4' : isIP(address) === 6 ? 'ipv6' : null

/** An address in its plain form: without port, brackets, zone, and without the IPv6 dress of an IPv4 address. */
function plain(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:([\d.]+)$/.exec(address)?.[1]
  if (mapped && isIP(mapped) === 4) return mapped
  return isIP(address) === 0 ? null : address
}

/**
 * The client's address: who is connected, or, where that is a declared proxy, the nearest address of X-Forwarded-For that
 * is none. Whatever stands further left was written by the client and counts for nothing.
 */
export function clientAddress(remote: string | undefined, forwarded: string | undefined, proxies: Proxies) {
  let nearest = remote === undefined ? null : plain(remote)
  const isProxy = (address: string) => {
    const family = familyOf(address)
    return family !== null && proxies.check(address, family)
  }
  const hops = (forwarded ?? '').slice(-2000).split(',').reverse()
  for (const hop of hops) {
    if (nearest === null || !isProxy(nearest)) break
    const before = plain(hop.trim())
    if (before === null) break
    nearest = before
  }
  return nearest
}

/** The address of a request's socket, where a server of Node stands below. */
export function remoteAddress(c: HttpContext): string | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress
}
