/**
 * The whole API as a browser meets it, and people who are really signed in at it: accounts with a post, a second factor,
 * sessions and proposals of their own. For tests over all routes; not part of the product.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { type SecretConfig, symmetricEncrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import { allRoutes, openLookup, translate } from '#app'
import { dayOf, now } from '#platform/clock.ts'
import { databasePool, transactAsOwner } from '#platform/db/transact.ts'
import type { Route } from '#platform/http/route.ts'
import { apiServer } from '#platform/http/server.ts'
import { newId } from '#platform/ids.ts'
import { addGrant, createAccount, type NewGrant } from '#platform/sign-in/accounts.ts'
import { openAuth } from '#platform/sign-in/auth.ts'
import { sessionCookieName } from '#platform/sign-in/cookies.ts'
import { openEntrance } from '#platform/sign-in/entrance.ts'
import { hashPassword } from '#platform/sign-in/passwords.ts'
import { fromBase32, periodSeconds, totpCode } from '#platform/sign-in/totp.ts'
import { accounts, alertDeliveries, alerts, approvals, secondFactors, sessions } from '#platform/tables.ts'

/** A request that a route takes. */
export interface Asked {
  method: string
  path: string
  body?: unknown
  form?: FormData
}

/** What a request sends. */
export function sentBy({ method, body, form }: Asked): RequestInit {
  if (form) return { method, body: form }
  if (body === undefined) return { method }
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

export interface WholeApi {
  routes: readonly Route[]
  /** Asks with a session's cookie, or as nobody. */
  ask(cookie: string | null, path: string, sent: RequestInit): Promise<Response>
  /** What second factors are encrypted with. */
  key: string | SecretConfig
}

const secret = 'a secret of thirty-two characters'

/** On the database in use. The city has no single sign-on, and nobody counts requests. */
export async function wholeApi(): Promise<WholeApi> {
  const auth = openAuth({ pool: databasePool(), secret, addresses: ['http://localhost'], rateLimited: false })
  const lookup = openLookup(auth)
  const routes = allRoutes(auth, lookup, null)
  const server = apiServer({
    routes,
    actorOf: async (headers) => (await lookup.signedInBy(headers))?.actor ?? null,
    translate,
    bodyLimit: 30_000_000,
    before: (api) => openEntrance(api, { auth, lookup, translate }),
  })
  const ask = async (cookie: string | null, path: string, sent: RequestInit) => {
    const headers = new Headers(sent.headers)
    if (cookie !== null) headers.set('cookie', cookie)
    return server.request(`/api${path}`, { ...sent, headers })
  }
  return { routes, ask, key: (await auth.$context).secretConfig }
}

/** What everybody of these tests signs in with. */
export const ownPassword = 'river-Stone-2026'
const ownSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
export const ownCode = (): string =>
  totpCode(fromBase32(ownSecret), Math.floor(now().epochMilliseconds / 1000 / periodSeconds))

let ownHash: Promise<string> | null = null
let made = 0

interface Wanted {
  /** Without one, the account has no post. */
  grant: Omit<NewGrant, 'city' | 'post' | 'fromOn'> | null
  mustChange?: boolean
  hasSecondFactor?: boolean
}

export interface SignedIn {
  accountId: string
  grantId: string
  cookie: string
}

/** An account with its session. */
export async function aSignedIn(api: Pick<WholeApi, 'key'>, city: string, wanted: Wanted): Promise<SignedIn> {
  const { grant, mustChange = false, hasSecondFactor = true } = wanted
  ownHash ??= hashPassword(ownPassword)
  const account = { city, username: `self-${++made}`, name: `本人${made}`, password: ownPassword, mustChange }
  const passwordHash = await ownHash
  const factor = {
    id: newId(),
    secret: await symmetricEncrypt({ key: api.key, data: `base32:${ownSecret}` }),
    backupCodes: await symmetricEncrypt({ key: api.key, data: '[]' }),
  }
  return transactAsOwner(city, async (tx) => {
    const accountId = await createAccount(tx, { ...account, passwordHash }, [])
    if (hasSecondFactor) {
      await tx.insert(secondFactors).values({ ...factor, userId: accountId })
      await tx.update(accounts).set({ twoFactorEnabled: true }).where(eq(accounts.id, accountId))
    }
    const dated = { city, post: '试用岗', fromOn: dayOf(now()).toString() }
    const grantId = grant ? await addGrant(tx, accountId, { ...dated, ...grant }) : ''
    const token = randomBytes(24).toString('base64url')
    await tx.insert(sessions).values(aSessionOf(accountId, token))
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return { accountId, grantId, cookie: `${sessionCookieName}=${encodeURIComponent(`${token}.${signature}`)}` }
  })
}

function aSessionOf(accountId: string, token: string) {
  return { id: newId(), userId: accountId, token, expiresAt: new Date(now().epochMilliseconds + 12 * 3_600_000) }
}

/** What belongs to one account alone. */
export interface Own {
  /** A session on another machine. */
  session: string
  ownGrant: string
  /** A proposal that waits. */
  ownApproval: string
  /** An agreed export of whole phone numbers. */
  ownExport: string
  /** An alert that waits. */
  ownAlert: string
}

export const ownThings = (city: string, accountId: string, ownGrant: string): Promise<Own> =>
  transactAsOwner(city, async (tx) => {
    const session = aSessionOf(accountId, randomBytes(24).toString('base64url'))
    await tx.insert(sessions).values(session)
    const proposal = {
      ...{ city, kind: 'export-contacts', subjectKind: 'directory', subjectId: city, proposal: { contacts: 2 } },
      ...{ reason: '值班', proposedBy: accountId, proposedByName: '本人' },
      proposedAt: now().toString(),
      expiresAt: now().add({ hours: 24 }).toString(),
    }
    const decision = {
      state: 'approved',
      decidedBy: 'another',
      decidedByName: '安全管理员',
      decidedAt: now().toString(),
    }
    const [ownApproval, ownExport] = [newId(), newId()]
    await tx.insert(approvals).values([
      { ...proposal, id: ownApproval },
      { ...proposal, ...decision, id: ownExport },
    ])
    const [ownAlert, at] = [newId(), now().toString()]
    const alert = { city, subjectKind: 'alert-channel', subjectId: 'mail', facts: {}, recipients: [accountId] }
    await tx
      .insert(alerts)
      .values({ ...alert, id: ownAlert, kind: 'channel-test', urgency: 'ordinary', fallback: [], raisedAt: at })
    await tx.insert(alertDeliveries).values({
      ...{ city, id: newId(), alertId: ownAlert, accountId, channel: 'in-app', state: 'sent' },
      ...{ createdAt: at, sentAt: at },
    })
    return { session: session.id, ownGrant, ownApproval, ownExport, ownAlert }
  })
