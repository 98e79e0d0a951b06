/** A real OpenID provider on loopback, as a city's single sign-on. Not part of the product. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { z } from 'zod'

/** A person the provider knows; the claims are asked anew at each sign-in. */
export type PersonClaims = Readonly<Record<string, unknown>>

/** Two applications of the city: Daqiao and another. */
export const clientId = 'daqiao'
export const clientSecret = 'loopback-secret-of-daqiao'
export const otherClientId = 'payroll'

export interface OpenIdProvider {
  issuer: string
  /** By stable id. Tests change it between sign-ins. */
  people: Map<string, PersonClaims>
  /** What the token endpoint hands out instead of the right id token. */
  tamper: (idToken: string) => string
  /** Signs claims as the provider would, or with a key of somebody else. */
  signed: (claims: Record<string, unknown>, by?: 'provider' | 'stranger') => string
  close: () => Promise<void>
}

const keyId = 'of-the-city'
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What an id token says; nothing is verified. */
export const claimsIn = (idToken: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()))

/** Starts the provider; `address` is where the browser sees Daqiao. */
export async function startProvider(address: string): Promise<OpenIdProvider> {
  const key = newKey()
  const stranger = newKey()
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const place = z.object({ port: z.number() }).parse(server.address())
  const issuer = `http://127.0.0.1:${place.port}`
  const idp: OpenIdProvider = {
    issuer,
    people: new Map(),
    tamper: (idToken) => idToken,
    signed: (claims, by = 'provider') => {
      const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`
      const signature = sign('RSA-SHA256', Buffer.from(text), by === 'provider' ? key : stranger)
      return `${text}.${signature.toString('base64url')}`
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
  const provider = new Provider(issuer, {
    clients: [client(clientId, address), client(otherClientId, address)],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['cookies of the loopback provider'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { rpInitiatedLogout: { logoutSource: showForm } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
    findAccount: (_ctx: unknown, sub: string) => {
      const person = idp.people.get(sub)
      return person && { accountId: sub, claims: () => ({ ...person, sub }) }
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    const answered = z.looseObject({ id_token: z.string() }).safeParse(ctx.body)
    if (ctx.oidc?.route === 'token' && answered.success) {
      ctx.body = { ...answered.data, id_token: idp.tamper(answered.data.id_token) }
    }
  })
  server.on('request', provider.callback())
  return idp
}

const showForm = (page: { body: unknown }, form: string): void => {
  page.body = form
}

const client = (id: string, address: string) => ({
  client_id: id,
  client_secret: clientSecret,
  redirect_uris: [`${address}/api/auth/callback/single-sign-on`],
  post_logout_redirect_uris: [`${address}/`],
})
