/** Where a hook may point, how a delivery is signed, when it is tried again. */
import { createHmac } from 'node:crypto'
import { BlockList, isIP } from 'node:net'

/** Minutes until the next attempt, by attempts made; after a day it is given up. */
const waits = [1, 5, 15, 60, 180, 360, 840]
export const mostAttempts = waits.length + 1

/** Deliveries given up in a row after which a hook is stopped. */
export const mostFailures = 5

/** Both secrets sign for so long after a new one was made. */
export const bothSecretsHours = 24

export const waitMinutes = (attempts: number): number | null => waits[attempts - 1] ?? null

/** What a receiver checks: HMAC-SHA256 over the moment, a dot and the body, in hexadecimal. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

const inside = new BlockList()
for (const network of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
]) {
  const [address = '', prefix] = network.split('/')
  inside.addSubnet(address, Number(prefix), 'ipv4')
}
for (const network of ['::/96', '::1/128', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8']) {
  const [address = '', prefix] = network.split('/')
  inside.addSubnet(address, Number(prefix), 'ipv6')
}

/** An IPv4 address in its IPv6 dress is the IPv4 address. */
const bare = (address: string): string => /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address

/** Whether a connection to an address may be made: not into the inner network, unless the operator opened it. */
export function isOpen(address: string, opened: Pick<BlockList, 'check'>): boolean {
  const plain = bare(address)
  const family = isIP(plain) === 4 ? 'ipv4' : isIP(plain) === 6 ? 'ipv6' : null
  if (family === null) return false
  // What is left in IPv6 dress hides an address of another kind.
  if (/^::ffff:/i.test(plain)) return false
  return opened.check(plain, family) || !inside.check(plain, family)
}

/** Why an address is no hook's; null where it may be one. Names are checked again when they are called. */
export function addressFault(text: string, opened: Pick<BlockList, 'check'>): 'form' | 'https' | 'inside' | null {
  if (!URL.canParse(text)) return 'form'
  const { protocol, hostname, username, password, hash } = new URL(text)
  if (username !== '' || password !== '' || hash !== '') return 'form'
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLoopback = host === '127.0.0.1' || host === '::1'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) return protocol === 'http:' ? 'https' : 'form'
  if (host === 'localhost' || host.endsWith('.localhost')) return 'inside'
  return isIP(host) !== 0 && !isOpen(host, opened) ? 'inside' : null
}
