import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor, username } from 'better-auth/plugins'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { addressHeader } from '../http/address.ts'
import { accounts, credentials, secondFactors, sessions, verifications } from '../tables.ts'
import { requireOpenAccount, welcome } from './arrival.ts'
import { cookiePrefix } from './cookies.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { singleSignOn } from './single-sign-on/plugin.ts'
import type { SignOn } from './single-sign-on/sign-on.ts'
import { usernameForm } from './usernames.ts'

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

/** Five wrong codes in a row lock the second factor of an account for so long. */
export const secondFactorLockMinutes = 10

/**
 * Sign-in by user name and password, and by a second factor where the account has one. Nobody signs up by this way: accounts
 * are made by commands. `entrance.ts` lets in the few addresses that are used, and counts failures.
 */
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
      schema: {
        user: accounts,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: secondFactors,
      },
    }),
    // Commands write it; better-auth must know of a column that has no default.
    user: { additionalFields: { city: { type: 'string', required: true, input: false } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // The longest a city may allow; `session.ts` ends sessions by the parameters of the city.
    session: { expiresIn: 24 * 3600, disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          before: (session) => requireOpenAccount(session.userId),
          after: (session, context) => welcome(session, context?.path ?? ''),
        },
      },
    },
    advanced: {
      cookiePrefix,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      // The server's own word: what a client forwards is believed by nobody.
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    rateLimit: {
      enabled: rateLimited,
      window: 60,
      max: 100,
      // A whole office comes in behind one address; the locks of accounts are tighter.
      customRules: {
        '/sign-in/username': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 30 },
      },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernameForm.test(name.toLowerCase()),
      }),
      twoFactor({
        issuer: 'Daqiao',
        accountLockout: { maxFailedAttempts: 5, durationSeconds: secondFactorLockMinutes * 60 },
      }),
      singleSignOn(signOn),
    ],
  })
}

export type Auth = ReturnType<typeof openAuth>
