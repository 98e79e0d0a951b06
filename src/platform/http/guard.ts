/** What every answer carries and every request must be, whatever the route. */
import type { Context as HttpContext } from 'hono'
import { AppError } from '../errors.ts'

/** Nothing of an API answer is ever shown as a page, framed, or read by another site. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Nothing is loaded from elsewhere and no script stands inside a page. The component library writes its styles inline. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...answerHeaders,
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}

/** For a product whose main address is https: browsers come back by https alone, for a year. */
export const transportHeaders = (addresses: readonly string[]): Record<string, string> =>
  addresses[0]?.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000' } : {}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export const changesState = (c: HttpContext): boolean => !safeMethods.has(c.req.method)

/**
 * A page of another site cannot carry our session, whose cookies are same-site; here the browser's own word is asked as
 * well, so that a sibling host of the same site cannot either. Programs that say nothing of a page are let through.
 *
 * @throws AppError forbidden `platform.otherSite`
 */
export function requireSameOrigin(c: HttpContext, addresses: readonly string[]): void {
  if (!changesState(c)) return
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (foreignSite || (origin !== undefined && !isOurs(origin, c.req.header('host'), addresses))) {
    throw new AppError('forbidden', 'platform.otherSite')
  }
}

function isOurs(origin: string, host: string | undefined, addresses: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false
  const own = new URL(origin)
  return (
    own.host === host || addresses.some((address) => URL.canParse(address) && new URL(address).origin === own.origin)
  )
}
