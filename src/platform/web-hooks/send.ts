import { lookup } from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { hookNetworks } from './networks.ts'
import { isOpen } from './rules.ts'

/** What became of a call: the status that was answered, or a code of what went wrong on the way. */
export interface Sent {
  isTaken: boolean
  answer: string
}

/** Long enough for a slow receiver, short enough for the queue. */
const longestMilliseconds = 10_000

/** Asks for the name and lets only open addresses through: a name that points inside later is refused all the same. */
const openLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => isOpen(address, hookNetworks()))) {
      return callback(Object.assign(new Error('an inner address'), { code: 'INNER_ADDRESS' }), '', 0)
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })

/** Posts a body. A redirect is no delivery and is not followed; of an answer only its status is read. */
export function send(url: string, headers: Record<string, string>, body: string): Promise<Sent> {
  const { protocol, hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isOpen(host, hookNetworks())) {
    return Promise.resolve({ isTaken: false, answer: 'INNER_ADDRESS' })
  }
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve({ isTaken: false, answer: error.code ?? 'FAILED' })
    const call = (protocol === 'https:' ? overHttps : overHttp)(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        lookup: openLookup,
        signal: AbortSignal.timeout(longestMilliseconds),
      },
      (reply) => {
        const status = reply.statusCode ?? 0
        reply.on('error', fail)
        reply.destroy()
        resolve({ isTaken: status >= 200 && status < 300, answer: String(status) })
      },
    )
    call.on('error', (error: NodeJS.ErrnoException) =>
      error.name === 'AbortError' ? resolve({ isTaken: false, answer: 'TIMEOUT' }) : fail(error),
    )
    call.end(body)
  })
}
