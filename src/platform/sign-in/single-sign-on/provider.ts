import { APIError, type OAuthProvider } from 'better-auth'
import { getOAuthState } from 'better-auth/api'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { createAuthorizationURL, validateAuthorizationCode, validateToken } from 'better-auth/oauth2'
import { z } from 'zod'
import { log } from '../../log.ts'
import { admit, forgetIdToken } from './admission.ts'
import type { Refusal } from './contract.ts'
import { askJson, type Endpoints, patience } from './discovery.ts'
import { type Claims, claimOf, type Identity, identityOf, usernameOf } from './identity.ts'
import { providerId, refusedAddress, type SignOn } from './sign-on.ts'

const Tokens = z.object({ id_token: z.string(), access_token: z.string() })
const Verified = z.looseObject({ aud: z.union([z.string(), z.array(z.string())]), sub: z.string() })
const UserInfo = z.looseObject({ sub: z.string() })

/**
 * The city's sign-on as better-auth knows ways to sign in. better-auth keeps state and nonce, asks for the code with
 * PKCE and makes the session; whom the answer lets in is decided here, before it looks for an account.
 */
export function signOnProvider(signOn: SignOn): OAuthProvider<Identity> {
  const { configuration, endpoints, secret } = signOn
  const { issuer, client, scopes } = configuration
  const options = { clientId: client.id, clientSecret: client.secret }
  const sealing = `${secret} id token of single sign-on`

  return {
    id: providerId,
    name: providerId,
    issuer,
    requiresIdTokenNonce: true,
    disableSignUp: true,
    options: { disableSignUp: true, disableIdTokenSignIn: true },

    async createAuthorizationURL({ state, codeVerifier, redirectURI, idTokenNonce: nonce }) {
      const { authorization } = await endpoints()
      return createAuthorizationURL({
        id: providerId,
        options,
        authorizationEndpoint: authorization,
        state,
        codeVerifier,
        redirectURI,
        scopes: [...scopes],
        ...(nonce ? { nonce } : {}),
      })
    },

    /** The tokens travel on as `raw` alone, so that better-auth has none to store. */
    async validateAuthorizationCode({ code, codeVerifier, redirectURI }) {
      const { token } = await endpoints()
      if (!codeVerifier) return null
      const asked = validateAuthorizationCode({
        code,
        codeVerifier,
        redirectURI,
        options,
        tokenEndpoint: token,
        authentication: client.authentication,
      })
      const { raw } = await within(patience, asked)
      return raw ? { raw } : null
    },

    async getUserInfo({ raw, expectedIdTokenNonce }) {
      const identity = await vouched(raw, expectedIdTokenNonce).catch((error: unknown) => {
        log.warn({ err: error }, 'the single sign-on vouched for nobody')
        return null
      })
      if (!identity) return null
      const state = await getOAuthState()
      // A link ends in `link`, once better-auth has seen that the session which began it still lives.
      if (state?.link) return { user: { email: state.link.email, emailVerified: true }, data: identity }
      const refusal = await admit(signOn, identity)
      if (refusal) throw backWith(refusal)
      const email = `${usernameOf(identity.key)}@account.invalid`
      return { user: { name: identity.name, email, emailVerified: false }, data: identity }
    },

    accountSubject: ({ profile }) => profile.key,

    async createEndSessionURL({ idToken: sealed }) {
      if (!sealed) return null
      const hint = await symmetricDecrypt({ key: sealing, data: sealed }).catch(() => null)
      await forgetIdToken(signOn.city, sealed)
      const { endSession } = await endpoints()
      if (!hint || !endSession) return null
      const url = new URL(endSession)
      url.searchParams.set('id_token_hint', hint)
      url.searchParams.set('client_id', client.id)
      url.searchParams.set('post_logout_redirect_uri', `${signOn.address}/`)
      return url
    },
  }

  /** Whom the id token names, once its signature, issuer, audience, times and nonce hold. @throws Error */
  async function vouched(raw: unknown, nonce: string | undefined): Promise<Identity | null> {
    const tokens = Tokens.parse(raw)
    const known = await endpoints()
    const { payload } = await validateToken(tokens.id_token, known.keys, {
      issuer,
      audience: client.id,
      algorithms: known.algorithms,
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce'],
      clockTolerance: 30,
    })
    const verified = Verified.parse(payload)
    if (!nonce || verified.nonce !== nonce) throw new Error('the nonce is not the one of this sign-in')
    if (Array.isArray(verified.aud) && verified.aud.length > 1 && verified.azp !== client.id) {
      throw new Error('the id token was made for another application')
    }
    const identity = identityOf(configuration, await completed(verified, tokens.access_token, known))
    if (!identity) throw new Error(`no claim ${configuration.claims.id}`)
    return { ...identity, sealedIdToken: await symmetricEncrypt({ key: sealing, data: tokens.id_token }) }
  }

  /** What the id token leaves out is asked for; what it says counts. */
  async function completed(
    verified: z.output<typeof Verified>,
    accessToken: string,
    known: Endpoints,
  ): Promise<Claims> {
    const { claims } = configuration
    const missing = [claims.id, claims.name, claims.roles].some((path) => claimOf(verified, path) === undefined)
    if (!missing || !known.userInfo) return verified
    const told = UserInfo.parse(await askJson(known.userInfo, { authorization: `Bearer ${accessToken}` }))
    if (told.sub !== verified.sub) throw new Error('the user info is of somebody else')
    return { ...told, ...verified }
  }
}

/** Back to our own pages, with the reason. */
const backWith = (refusal: Refusal) =>
  new APIError('FOUND', undefined, { location: `${refusedAddress}&error=${refusal}` })

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the single sign-on took too long')), milliseconds)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
