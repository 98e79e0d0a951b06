import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { username } from 'better-auth/plugins'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { addressHeader } from '../http/address.ts'
import { accounts, credentials, sessions, verifications } from '../tables.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { singleSignOn } from './single-sign-on/plugin.ts'
import type { SignOn } from './single-sign-on/sign-on.ts'

interface Settings {
  pool: pg.Pool
  secret: string
  /** Addresses under which browsers see the product, for secure cookies and the check of origins. */
  addresses: readonly [string, ...string[]]
  /** Off in tests, which sign in often. */
  rateLimited: boolean
  /** The city's single sign-on, where it has one. */
  signOn?: SignOn | null
}

/** Sign-in by user name and password. Nobody signs up by this way: accounts are made by commands. */
export function openAuth({ pool, secret, addresses, rateLimited, signOn = null }: Settings) {
  return betterAuth({
    appName: 'Daqiao',
    baseURL: addresses[0],
    trustedOrigins: [...addresses],
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(drizzle({ client: pool }), {
      provider: 'pg',
      schema: { user: accounts, session: sessions, account: credentials, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { expiresIn: 12 * 3600, updateAge: 600 },
    advanced: {
      cookiePrefix: 'daqiao',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // The server's own word: what a client forwards is believed by nobody.
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    rateLimit: {
      enabled: rateLimited,
      window: 60,
      max: 100,
      customRules: { '/sign-in/username': { window: 60, max: 10 } },
    },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 40 }), singleSignOn(signOn)],
  })
}

export type Auth = ReturnType<typeof openAuth>
