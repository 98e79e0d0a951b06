import { createHmac, timingSafeEqual } from 'node:crypto'

/** Names that better-auth gives its cookies, without the `__Secure-` they carry where the address is https. */
export const cookiePrefix = 'daqiao'
export const sessionCookieName = `${cookiePrefix}.session_token`
export const challengeCookieName = `${cookiePrefix}.two_factor`

/**
 * The cookie of this name as it was sent, or null. The secure one goes first: any host of the same site can set the plain
 * one, a browser lets nobody but us set the other.
 */
export const cookieIn = (headers: Headers, wanted: string): string | null =>
  cookieNamed(headers, `__Secure-${wanted}`) ?? cookieNamed(headers, wanted)

function cookieNamed(headers: Headers, wanted: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === wanted) return value.join('=')
  }
  return null
}

/** What better-auth signed into a cookie (`value.signature`, HMAC with SHA-256), or null where the signature is not ours. */
export function signedValue(cookie: string, secret: string): string | null {
  const plain = decoded(cookie)
  const at = plain.lastIndexOf('.')
  if (at < 1) return null
  const value = plain.slice(0, at)
  const expected = createHmac('sha256', secret).update(value).digest()
  const given = Buffer.from(plain.slice(at + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null
}

function decoded(cookie: string): string {
  try {
    return decodeURIComponent(cookie)
  } catch {
    return ''
  }
}
